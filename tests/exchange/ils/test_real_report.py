"""The real report as a report of the model, against its figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tertialapp.exchange.ils import IlsReport, Imported
from tertialapp.model import sums
from tertialapp.model.decisions import DecisionKind
from tertialapp.model.economy_tables import EconomyTable, economy_table
from tertialapp.model.frame import SectionKind, TextPart
from tertialapp.model.goals import ActivityState, Direction, PeriodLength, SplitKind
from tertialapp.model.integrity import faults
from tertialapp.model.markdown_read import plain
from tertialapp.model.numbers import MoneyUnit
from tertialapp.model.outline import goal_numbers, walk_goals
from tertialapp.model.records import Ore
from tertialapp.model.report import Report
from tests.exchange.ils import letters

_TABLES = {
    "driftbudget": SectionKind.OPERATING_BUDGET,
    "netto": SectionKind.NET_BUDGET,
    "resultatenheter": SectionKind.RESULT_UNITS,
    "investeringar": SectionKind.INVESTMENTS,
    "omslutning": SectionKind.TURNOVER_CHANGES,
}

# Where the report itself doesn't add up or prints a zero for nothing, by finding.
_NOT_AS_PRINTED = {
    ("investeringar", "Reinvesteringar", "avvikelse"): (Decimal("0.0"), Decimal("-14.1")),  # 2A.1
    ("investeringar", "Nycklade medel Stadsmiljö", "avvikelse"): (
        Decimal("0.0"),
        Decimal("14.1"),
    ),  # 2A.2
    ("netto", "varav handläggare", "avvikelse"): (Decimal("0.0"), None),  # 2A.13
    ("netto", "Övrig verksamhet", "avvikelse"): (Decimal("0.0"), None),  # 2A.13
}


def _shown(table: EconomyTable) -> dict[str, list[Decimal | None]]:
    """The cells of a table by the label of their row, as they are printed."""
    return {
        row.label: [
            None if turned is None else sums.printed(turned, table.unit)
            for cell, column in zip(row.cells, table.columns, strict=True)
            for turned in [column.turned(cell.amount)]
        ]
        for row in table.rows
    }


def test_the_report_is_sound(real_import: Imported) -> None:
    assert list(faults(real_import.report)) == []
    assert real_import.period_id == "T1 2025"


def test_economy_is_computed_as_it_was_printed(real_import: Imported, economy_numbers: Any) -> None:
    different = {}
    for name, kind in _TABLES.items():
        table = economy_table(real_import.report, real_import.period_id, kind)
        assert table is not None
        shown = _shown(table)
        for label, cells in economy_numbers[name].items():
            own = shown[label.removeprefix("[grupp] ")]
            for (column, printed), amount in zip(cells.items(), own, strict=True):
                value = None if printed is None else Decimal(printed)
                if value != amount:
                    different[name, label, column] = (value, amount)
    assert different == _NOT_AS_PRINTED


def test_indicators_have_the_printed_figures(real_import: Imported, economy_numbers: Any) -> None:
    report = real_import.report
    columns = {
        "outcome": "periodens_utfall",
        "men": "utfall_man",
        "women": "utfall_kvinnor",
        "last_year": "utfall_vb_2024",
        "forecast": "prognos_helar",
        "target": "arsmal",
        "council_target": "kf_arsmal",
    }
    rows = list(_indicators(report))
    assert len(rows) == len(economy_numbers["indicators"]) == 80
    for indicator, known in zip(rows, economy_numbers["indicators"], strict=True):
        value = report.indicator_value(indicator.id, real_import.period_id)
        for field, column in columns.items():
            cell = known[column] or {"value": None}
            words = cell.get("text")
            if indicator.direction is Direction.BAND and "target" in field:
                assert getattr(value, f"{field}_words").startswith("+/-")
            elif not words:
                assert getattr(value, field) == (cell["value"] and Decimal(cell["value"]))
            else:
                assert getattr(value, field) is None
                assert getattr(value, f"{field}_words") == words
        tertial = known["period"].startswith("Tertial")
        assert indicator.period_length is (PeriodLength.TERTIAL if tertial else PeriodLength.YEAR)


def _indicators(report: Report) -> Iterator[Any]:
    for goal in walk_goals(report):
        yield from report.indicators_of(goal.id)


def test_kinds_that_figures_and_names_show(real_import: Imported) -> None:
    by_name = {row.name: row for row in real_import.report.indicators.values()}
    splits = [row.split_kind for row in by_name.values()]
    assert (splits.count(SplitKind.COUNT), splits.count(SplitKind.PART)) == (1, 1)
    assert splits.count(SplitKind.NONE) == 80 - 10
    assert by_name["Sjukfrånvaro"].direction is Direction.DOWN
    assert by_name["Nämndens prognossäkerhet T2"].direction is Direction.BAND
    assert (
        by_name[
            "Andel avhysningar som kunnat avvärjas efter inkommet meddelande till förvaltningen från hyresvärden"
        ].direction
        is Direction.UP
    )
    assert sum(row.running for row in by_name.values()) == 5


def test_goals_get_their_printed_numbers(real_import: Imported, real_ils: IlsReport) -> None:
    report = real_import.report
    numbers = goal_numbers(report)
    goals = list(walk_goals(report))
    assert [numbers[goal.id] for goal in goals] == [
        goal.number.strip(".") for goal in real_ils.goals
    ]
    assert {goal.ordinal for goal in goals} == {None}
    statuses = [report.goal_status(goal.id, real_import.period_id) for goal in goals]
    assert [status.name for status in statuses if status] == [
        goal.status for goal in real_ils.goals
    ]


def test_texts_keep_every_letter(real_import: Imported, real_ils: IlsReport) -> None:
    """Analyses, descriptions and sections: the model has the words of the text, all of them."""
    report = real_import.report
    bodies = "".join(plain(text.body) for text in report.texts.values())
    expected = "".join(row.text for row in report.expected_results.values())
    lists = "".join(row.text for row in report.planned_investments.values())
    known = [
        *(goal.analysis for goal in real_ils.goals),
        *(goal.description for goal in real_ils.goals),
        *(goal.expected for goal in real_ils.goals),
        *(row.analysis for goal in real_ils.goals for row in goal.indicators),
        *(row.analysis for goal in real_ils.goals for row in goal.activities),
        real_ils.summary,
    ]
    ours = letters.of_text(bodies + expected + lists)
    assert not letters.of_text("".join(letters.strings(tuple(known)))) - ours


def test_every_decision_is_tied_to_its_record(real_import: Imported, economy_numbers: Any) -> None:
    report = real_import.report
    decisions = report.decisions_of(real_import.period_id)
    assert [point.kind for point in decisions] == [
        DecisionKind.APPROVAL,
        *[DecisionKind.TARGET_CHANGE] * 4,
        *[DecisionKind.BUDGET_ADJUSTMENT] * 7,
        *[DecisionKind.COMPETENCE_FUND] * 5,
        DecisionKind.TURNOVER,
    ]
    for number, point in enumerate(decisions, 1):
        known = economy_numbers["decisions"].get(str(number), {})
        if "from" in known:
            assert (point.old_target, point.new_target) == (
                Decimal(known["from"]),
                Decimal(known["to"]),
            )
            value = report.indicator_value(point.subject_id or "", real_import.period_id)
            assert value.target == point.new_target
        if "mnkr" in known:
            assert point.amount == _ore(known["mnkr"], MoneyUnit.MILLIONS)
        if "kr" in known:
            assert point.amount == _ore(known["kr"], MoneyUnit.KRONOR)
            assert report.competence_funds[point.subject_id or ""].amount == point.amount
    adjustments = [
        point.subject_id for point in decisions if point.kind is DecisionKind.BUDGET_ADJUSTMENT
    ]
    assert set(adjustments) == set(report.budget_adjustments)
    following = {number for number, point in enumerate(decisions, 1) if point.generated}
    assert following == {1, 2, 3, 5, *range(13, 19)}  # the others call their row something else


def _ore(amount: str, unit: MoneyUnit) -> Ore:
    return Ore(int(Decimal(amount) * unit.ore))


def test_lists_of_amounts(real_import: Imported, economy_numbers: Any) -> None:
    report, period_id = real_import.report, real_import.period_id
    planned = [
        [row.amount for row in report.planned_investments_of(section.id, period_id)]
        for section in _sections(report, SectionKind.PLANNED_INVESTMENTS)
    ]
    assert planned == [
        [item and _ore(item, MoneyUnit.MILLIONS) for item in group["items"]]
        for group in economy_numbers["planned_investments"]
    ]
    assert all(
        section.subject_id in report.investments
        for section in _sections(report, SectionKind.PLANNED_INVESTMENTS)
    )
    requested = [
        [row.amount for row in report.budget_adjustments_of(period_id, section.id)]
        for section in _sections(report, SectionKind.BUDGET_ADJUSTMENTS)
    ]
    assert requested == [
        [],
        *(
            [_ore(item, MoneyUnit.MILLIONS) for item in group["items"]]
            for group in economy_numbers["budgetjusteringar"]
        ),
    ]


def _sections(report: Report, kind: SectionKind, parent_id: str | None = None) -> list[Any]:
    found = []
    for section in report.sections_under(parent_id):
        found += [section] if section.kind is kind else []
        found += _sections(report, kind, section.id)
    return found


def test_sections_stand_in_printed_order(real_import: Imported, real_ils: IlsReport) -> None:
    report, period_id = real_import.report, real_import.period_id
    glance, *chapters = report.sections_under(None)
    assert glance.kind is SectionKind.SUMMARY
    assert [chapter.title for chapter in chapters] == [
        chapter.heading for chapter in real_ils.chapters
    ]
    titles = []
    for section in report.sections_under(chapters[-1].id):
        titles += [section.title, *(child.title for child in report.sections_under(section.id))]
    net = "Netto per verksamhetsområde"
    assert [title for title in titles if title != net] == [
        section.heading for section in real_ils.economy
    ]
    assert titles[1] == net
    empty = [text.owner_id for text in report.texts.values() if text.nothing_to_report]
    assert len(empty) == 5
    for section in _sections(report, SectionKind.TEXT):
        if section.subject_id:
            assert report.text(section.id, period_id, TextPart.BODY).body


def test_the_one_activity_that_deviates(real_import: Imported) -> None:
    report = real_import.report
    (status,) = report.activity_statuses.values()
    assert status.state is ActivityState.DEVIATION
    assert report.text(status.activity_id, real_import.period_id, TextPart.ANALYSIS).body


def test_remarks(real_import: Imported) -> None:
    """Rows with several units (2D.52), what doesn't add up (2A.1-6), one lost figure (2F.93)."""
    messages = [remark.message for remark in real_import.remarks]
    assert [remark.line for remark in real_import.remarks] == sorted(
        remark.line for remark in real_import.remarks
    )
    assert sum("i raden finns även" in message for message in messages) == 10
    assert sum("beräknat blir det" in message for message in messages) == 3
    assert sum("”Diagrammet nedan”" in message for message in messages) == 1
    assert sum("utgående fonden" in message for message in messages) == 1
    assert len(messages) == 16
