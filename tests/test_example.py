"""The example report that ships with the program: complete, sound, and wrong only where docs say."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from tertialapp.base.paths import resource
from tertialapp.exchange.json_report import read_json, write_json
from tertialapp.model.decisions import DecisionKind
from tertialapp.model.economy_tables import economy_table
from tertialapp.model.frame import PeriodKind, SectionKind, TextPart
from tertialapp.model.goals import Direction, Goal, IndicatorValue, Level, PeriodLength, SplitKind
from tertialapp.model.markdown import BulletList, Heading, ListItem, Paragraph, Run
from tertialapp.model.markdown_read import parse, plain
from tertialapp.model.markdown_write import serialize
from tertialapp.model.numbers import MoneyUnit, format_money_plain
from tertialapp.model.outline import goal_numbers, walk_goals
from tertialapp.model.records import Ore, Record, field_specs
from tertialapp.model.report import Report, records_of
from tertialapp.model.sums import printed, split_holds, total

NOW, BEFORE = "T1 2025", "VB 2024"
ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "report"
RUN = 8
TEXT = resource("example.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def example() -> Report:
    return read_json(TEXT)


def _analysis(report: Report, owner: str, period: str = NOW) -> str:
    return plain(report.text(owner, period, TextPart.ANALYSIS).body)


# -- sound -----------------------------------------------------------------------------------------


def test_reads_and_writes_itself_unchanged(example: Report) -> None:
    assert write_json(example) == TEXT


def test_every_reference_leads_somewhere(example: Report) -> None:
    keys = {record.id for record in records_of(example)}
    for record in records_of(example):
        for field in field_specs(type(record)):
            if field.table or field.name in ("subject_id", "owner_id"):
                assert getattr(record, field.name) in {None, *keys}, (record.id, field.name)


def test_texts_are_in_normal_form(example: Report) -> None:
    for text in example.texts.values():
        assert serialize(parse(text.body)) == text.body, text.id


# -- complete --------------------------------------------------------------------------------------


def test_two_periods_and_no_name_of_a_person(example: Report) -> None:
    kinds = [period.kind for period in example.periods_in_order()]
    assert kinds == [PeriodKind.ANNUAL, PeriodKind.FIRST]
    assert {period.signatory_name for period in example.periods.values()} == {""}


def test_every_kind_of_section_is_there(example: Report) -> None:
    kinds = {section.kind for section in example.sections.values()}
    assert kinds == set(SectionKind) - {SectionKind.REVIEW}  # only an import leaves texts to review


def test_every_section_says_something(example: Report) -> None:
    for section in example.sections.values():
        text = example.text(section.id, NOW, TextPart.BODY)
        shown: Mapping[SectionKind, object] = {
            SectionKind.DECISIONS: example.decisions_of(NOW),
            SectionKind.GOALS: example.goals,
            SectionKind.PLANNED_INVESTMENTS: example.planned_investments_of(section.id, NOW),
            SectionKind.COMPETENCE_FUNDS: example.competence_funds_of(NOW),
        }
        table = economy_table(example, NOW, section.kind)
        rows = table.printed_rows if table else shown.get(section.kind)
        assert text.body or text.nothing_to_report or rows, section.title
        assert not (text.body and text.nothing_to_report), section.title


def test_every_goal_has_status_owner_and_texts(example: Report) -> None:
    for goal in walk_goals(example):
        assert goal.owner, goal.id
        for period in (NOW, BEFORE):
            assert example.goal_status(goal.id, period), goal.id
        assert len(_analysis(example, goal.id, BEFORE).split()) >= 30, goal.id
        if goal.level is Level.BOARD:
            _has_what_a_board_goal_needs(example, goal)
        else:
            assert len(_analysis(example, goal.id).split()) >= 80, goal.id


def _has_what_a_board_goal_needs(report: Report, goal: Goal) -> None:
    description = report.text(goal.id, NOW, TextPart.DESCRIPTION).body
    assert 50 <= len(description.split()) <= 100, goal.id
    assert 2 <= len(report.expected_results_of(goal.id)) <= 6, goal.id
    assert 2 <= len(report.activities_of(goal.id)) <= 8, goal.id
    status = report.goal_status(goal.id, NOW)
    assert status
    assert bool(_analysis(report, goal.id)) == (status.rank > 0), goal.id


def test_direction_goals_have_a_heading_for_each_goal_below(example: Report) -> None:
    for goal in example.goals_under(None):
        blocks = parse(example.text(goal.id, NOW, TextPart.ANALYSIS).body)
        headings = [plain(serialize([b])) for b in blocks if isinstance(b, Heading)]
        assert headings == [below.title for below in example.goals_under(goal.id)]


def test_every_indicator_has_a_value_and_the_analysis_it_needs(example: Report) -> None:
    changed = {point.subject_id for point in example.decisions_of(NOW)}
    for indicator in example.indicators.values():
        value = next(v for v in example.indicator_values.values() if _is_now(v, indicator.id))
        late = indicator.running  # counts that go on through the year are compared at its end
        missed = not late and _worse(value.outcome, value.target, indicator.direction)
        needs = missed or value.men is not None or indicator.id in changed
        assert bool(_analysis(example, indicator.id)) or not needs, indicator.id


def _is_now(value: IndicatorValue, indicator_id: str) -> bool:
    return value.indicator_id == indicator_id and value.period_id == NOW


def _worse(value: Decimal | None, target: Decimal | None, direction: Direction) -> bool:
    if value is None or target is None:
        return False
    return value > target if direction is Direction.DOWN else value < target


def test_all_that_a_text_can_hold_is_shown(example: Report) -> None:
    bodies = [parse(text.body) for text in example.texts.values()]
    blocks = [block for body in bodies for block in body]
    lists = [block for block in blocks if isinstance(block, BulletList)]
    holders: list[Paragraph | ListItem] = [b for b in blocks if isinstance(b, Paragraph)]
    holders += [item for one in lists for item in one.items]
    runs: list[Run] = [run for holder in holders for run in holder.runs]
    assert {one.numbered for one in lists} == {True, False}
    assert {b.level for b in blocks if isinstance(b, Heading)} == {1, 2}
    assert any(run.bold for run in runs)
    assert any(run.italic for run in runs)
    assert any(run.link and run.link.startswith("https://") for run in runs)


def test_decisions_follow_their_records(example: Report) -> None:
    points = example.decisions_of(NOW)
    assert len(points) == 18
    behind = {record.id: record for record in records_of(example)}
    for point in points:
        subject = behind.get(point.subject_id or "")
        if point.kind is DecisionKind.TARGET_CHANGE:
            assert subject
            assert point.new_target == example.indicator_value(subject.id, NOW).target
            assert point.old_target == example.indicator_value(subject.id, BEFORE).target
        elif subject:
            assert point.amount == getattr(subject, "amount", None), point.id
    subjects = {point.subject_id for point in points}
    assert {*example.budget_adjustments, *example.competence_funds} <= subjects


# -- the deliberate mistakes -----------------------------------------------------------------------


class Mistake(Struct, frozen=True):
    """A row of the table in docs: its kind, the keys of its places, and what stands there."""

    kind: str
    places: tuple[str, ...]
    quotes: tuple[str, ...]


def _documented() -> Iterator[Mistake]:
    page = (ROOT / "docs" / "exempelrapporten.md").read_text(encoding="utf-8")
    for kind, places, what in re.findall(r"^\| (\S.*?) \| (`.*?) \| (.*) \|$", page, re.MULTILINE):
        yield Mistake(
            kind, tuple(re.findall("`(.+?)`", places)), tuple(re.findall("”(.+?)”", what))
        )


def _rank(report: Report, goal_id: str) -> int:
    status = report.goal_status(goal_id, NOW)
    assert status
    return status.rank


def _prose_against_table(report: Report) -> bool:
    return report.indicator_value("ind-1.2-5", NOW).outcome != Decimal("93.8")


def _sum_in_prose(report: Report) -> bool:
    found = re.search(r"(\d+) barn .*?(\d+) flickor och (\d+) pojkar", _analysis(report, "mal-1.1"))
    assert found
    return int(found[1]) != int(found[2]) + int(found[3])


def _final_outcome_missed(report: Report) -> bool:
    indicator, value = report.indicators["ind-3.4-1"], report.indicator_value("ind-3.4-1", NOW)
    yearly = indicator.period_length is PeriodLength.YEAR
    return (
        yearly
        and _worse(value.outcome, value.target, indicator.direction)
        and not _rank(report, "mal-3.4")
    )


def _total_outside(report: Report) -> bool:
    value = report.indicator_value("ind-1.3-5", NOW)
    assert value.outcome
    assert value.men
    assert value.women
    return not split_holds(SplitKind.RATE, value.outcome, value.men, value.women, 2)


def _ended_without_status(report: Report) -> bool:
    cut_off = report.periods[NOW].cut_off
    ended = [a.id for a in report.activities.values() if a.end and a.end <= cut_off]
    blank = [key for key in ended if report.activity_status(key, NOW).state is None]
    return len(ended) > 1 and blank == ["akt-1.4.1-1"]


def _same_activity(report: Report) -> bool:
    names = [activity.name for activity in report.activities.values()]
    twice = {name for name in names if names.count(name) > 1}
    return twice == {report.activities[key].name for key in ("akt-1.5.1-5", "akt-3.6.1-3")}


def _decision_against_adjustment(report: Report) -> bool:
    amounts = {p.id: (p.text, p.amount) for p in report.decisions_of(NOW) if p.amount is not None}
    wrong = [key for key, (text, ore) in amounts.items() if not _names(text, ore)]
    return wrong == ["beslut-12"]


def _names(text: str, ore: Ore) -> bool:
    plain_million = format_money_plain(ore, MoneyUnit.MILLIONS)
    with_zero = plain_million.replace("\u00a0", ",0\u00a0")
    return any(
        a in text for a in (plain_million, with_zero, format_money_plain(ore, MoneyUnit.KRONOR))
    )


def _weaker_target(report: Report) -> bool:
    value = report.indicator_value("ind-3.2-2", NOW)
    assert value.target
    assert value.council_target
    decided = any(point.subject_id == "ind-3.2-2" for point in report.decisions_of(NOW))
    return value.target > value.council_target and not decided


def _always(_: Report) -> bool:
    return True  # the quoted words are the whole mistake


STANDING: Mapping[str, Callable[[Report], bool]] = {
    "text mot tabell": _prose_against_table,
    "summa i text": _sum_in_prose,
    "inaktuellt år": lambda report: report.periods[NOW].cut_off.year > 2024,
    "diagram som saknas": lambda report: (
        not any(row.charted for row in report.indicators_of("mal-3.4"))
    ),
    "dubblerat ord": _always,
    "bättre än sitt delmål": lambda report: _rank(report, "mal-3.4") < _rank(report, "mal-3.4.1"),
    "slutligt utfall under årsmålet": _final_outcome_missed,
    "total utanför könens värden": _total_outside,
    "avslutad utan status": _ended_without_status,
    "samma aktivitet två gånger": _same_activity,
    "beslut mot budgetjustering": _decision_against_adjustment,
    "svagare än KF:s årsmål": _weaker_target,
}


def test_docs_name_every_mistake_once() -> None:
    assert sorted(mistake.kind for mistake in _documented()) == sorted(STANDING)


@pytest.mark.parametrize("mistake", list(_documented()), ids=lambda mistake: mistake.kind)
def test_mistake_stands_where_docs_say(example: Report, mistake: Mistake) -> None:
    assert set(mistake.places) <= {record.id for record in records_of(example)}
    first = mistake.places[0]
    point = example.decisions.get(first)
    said = (point.text if point else _analysis(example, first)).replace("\u00a0", " ")
    assert all(quote in said for quote in mistake.quotes)
    assert STANDING[mistake.kind](example)


def test_words_are_doubled_only_there(example: Report) -> None:
    doubled = [
        text.owner_id
        for text in example.texts.values()
        for line in plain(text.body).splitlines()
        if re.search(r"\b(\w+) \1\b", line.lower())
    ]
    assert doubled == ["mal-3.5"]


# -- against the real report -----------------------------------------------------------------------


def _real(name: str) -> Any:
    if not (REAL / name).exists():
        pytest.skip(f"the real report is not here: {name}")
    return json.loads((REAL / name).read_text(encoding="utf-8"))


CELLS = {
    "periodens_utfall": "outcome",
    "utfall_man": "men",
    "utfall_kvinnor": "women",
    "utfall_vb_2024": "last_year",
    "prognos_helar": "forecast",
    "arsmal": "target",
    "kf_arsmal": "council_target",
}


def _figure(cell: str | None) -> Decimal | None:
    found = re.match(r"\d[\d ]*(,\d+)?", cell or "")
    return Decimal(found[0].replace(" ", "").replace(",", ".")) if found else None


def _letters(text: str | None) -> str:
    return "".join(re.findall(r"[\w/+]", text or "")).lower()


def _real_goals() -> Iterator[Any]:
    for goal in _real("transcription.json")["goals"]:
        yield goal
        for area in goal["areas"]:
            yield area
            yield from area["board_goals"]


def test_goals_and_indicators_are_the_real_ones(example: Report) -> None:
    numbers = goal_numbers(example)
    real = list(_real_goals())
    goals = list(walk_goals(example))
    for goal, its in zip(goals, real, strict=True):
        status = example.goal_status(goal.id, NOW)
        assert numbers[goal.id] == its["no_norm"]
        assert status
        assert status.name == its["status"]
        assert _letters(goal.title) == _letters(its["title"])
        rows = its.get("indicators", [])
        for indicator, row in zip(example.indicators_of(goal.id), rows, strict=True):
            assert _letters(indicator.name) == _letters(row["name"])
            _same_figures(example.indicator_value(indicator.id, NOW), row["cells"])


def _same_figures(value: IndicatorValue, cells: Mapping[str, str | None]) -> None:
    for cell, field in CELLS.items():
        figure = _figure(cells[cell])
        assert getattr(value, field) == figure, (value.id, field)
        if field.endswith("target") and figure is None:
            assert _letters(getattr(value, f"{field}_words")) == _letters(cells[cell])


TABLES = {
    SectionKind.OPERATING_BUDGET: "driftbudget",
    SectionKind.NET_BUDGET: "netto",
    SectionKind.RESULT_UNITS: "resultatenheter",
    SectionKind.INVESTMENTS: "investeringar",
    SectionKind.TURNOVER_CHANGES: "omslutning",
}

CORRECTED = {  # row and column of the real table -> what the example has
    ("Reinvesteringar", "prognos_2025"): "0",  # 2A 1 of the findings
    ("Nycklade medel Stadsmiljö", "prognos_2025"): "14.1",  # 2A 2
    ("Summa resultatenheter", "resultat_2025"): "8329",  # 2A 6
}


@pytest.mark.parametrize("kind", TABLES, ids=TABLES.get)
def test_economy_is_the_real_one(example: Report, kind: SectionKind) -> None:
    table = economy_table(example, NOW, kind)
    assert table
    shown = [
        [
            printed(column.turned(cell.amount) or Ore(0), table.unit)
            for column, cell in zip(table.columns, row.cells, strict=True)
        ]
        for row in table.rows
    ]
    real = [
        [Decimal(CORRECTED.get((label, name), figure) or 0) for name, figure in row.items()]
        for label, row in _real("economy-numbers.json")[TABLES[kind]].items()
    ]
    assert [row for row in shown if any(row)] == [row for row in real if any(row)]


def test_targets_and_amounts_of_decisions_are_the_real_ones(example: Report) -> None:
    real = _real("economy-numbers.json")["decisions"]
    for number, point in enumerate(example.decisions_of(NOW), 1):
        its = real.get(str(number), {})
        if "from" in its:
            targets = (point.old_target, point.new_target)
            assert targets == (Decimal(its["from"]), Decimal(its["to"]))
        elif its:
            ore = Decimal(its.get("kr", 0)) * 100 + Decimal(its.get("mnkr", 0)) * 100_000_000
            assert point.amount == ore, number


def test_planned_investments_are_the_real_ones(example: Report) -> None:
    real = _real("economy-numbers.json")["planned_investments"]
    sections = [s for s in example.sections.values() if s.kind is SectionKind.PLANNED_INVESTMENTS]
    shown = [
        total(row.amount for row in example.planned_investments_of(section.id, NOW))
        for section in sorted(sections, key=lambda section: section.sort_key)
    ]
    sums = [[Decimal(item) for item in group["items"] if item] for group in real]
    assert shown == [sum(items) * 100_000_000 if items else None for items in sums]


def _words(text: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[^\W_]+", text)]


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def _strings(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for part in content.values() if isinstance(content, dict) else content:
            yield from _strings(part)


def test_no_sentence_and_no_name_of_the_real_report_stands_here(example: Report) -> None:
    content = _real("transcription.json")
    assert content["meta"]["director"]["name"].split()[-1] not in TEXT
    real = {run for text in _strings(content) for run in _runs(text)}
    facts = {run for goal in example.goals.values() for run in _runs(goal.title)}
    facts |= {run for indicator in example.indicators.values() for run in _runs(indicator.name)}
    written = [line for record in records_of(example) for line in _prose(record)]
    assert len(written) > 500
    assert [line for line in written if _runs(line) & real - facts] == []


def _prose(record: Record) -> Iterator[str]:
    for field in ("body", "text", "closing_reason"):
        yield from plain(getattr(record, field, "")).splitlines()
    if not hasattr(record, "unit") and hasattr(record, "owner"):
        yield getattr(record, "name", "")  # an activity; indicators' and goals' names are facts
