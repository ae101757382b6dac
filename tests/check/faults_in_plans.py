"""Faults in what is planned, decided and named, kind by kind: what each is called, and where and how it is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from tertialapp.check.prose.judgement import Verdict
from tertialapp.check.prose.reading import judgements
from tertialapp.model.decisions import DecisionKind
from tertialapp.model.frame import SectionKind, TextPart
from tertialapp.model.goals import ActivityState, Direction, Level, SplitKind
from tertialapp.model.records import Ore
from tertialapp.model.relations import is_alphabetical, worse
from tertialapp.model.report import Report
from tests.check import PERIOD
from tests.check.faults_in_rows import values
from tests.check.mutating import Mutation, Places, mutation, of_period

# -- activities and expected results ---------------------------------------------------------------


def dates(**wrong: date) -> Places:
    def places(report: Report) -> Iterator[Mutation]:
        for activity in report.activities.values():
            yield mutation(activity, **wrong)

    return places


def state(new: ActivityState, **ready: Any) -> Places:
    """Activities in a state that their dates or their lack of an analysis speak against."""

    def places(report: Report) -> Iterator[Mutation]:
        for activity in report.activities.values():
            now = report.activity_status(activity.id, PERIOD)
            silent = not report.text(activity.id, PERIOD, TextPart.ANALYSIS).body
            if silent and now.state is not new:
                yield Mutation((replace(now, state=new), replace(activity, **ready)), ("state",))

    return places


def way_turned(report: Report) -> Iterator[Mutation]:
    """Expected results of what went as they say, made to say the other way."""
    for expected in report.expected_results.values():
        for indicator, value in values(report):
            up = indicator.direction is Direction.UP
            ahead = worse(indicator, value.last_year, value.outcome)
            near = {expected.goal_id, report.goals[expected.goal_id].parent_id}
            if ahead and not indicator.running and indicator.goal_id in near:
                text = f"{indicator.name} ska {'minska' if up else 'öka'}."
                yield mutation(expected, text=text)


# -- indicators ------------------------------------------------------------------------------------


def told(report: Report, field: str) -> Iterator[Any]:
    """The values whose figure a text tells."""
    keys = {
        each.fact.cell.key
        for judged in judgements(report, PERIOD).values()
        for each in judged
        if each.fact and each.verdict is Verdict.AGREES and each.fact.cell.field == field
    }
    yield from (row for row in of_period(report, "indicator_value") if row.id in keys)


def changed_under_text(field: str) -> Places:
    """A figure changed that a text still tells as it was."""

    def places(report: Report) -> Iterator[Mutation]:
        for row in told(report, field):
            for step in (1, 2, 5):
                yield mutation(row, **{field: getattr(row, field) + step})

    return places


def genders_exchanged(report: Report) -> Iterator[Mutation]:
    for row in told(report, "men"):
        if row.men != row.women:
            yield mutation(row, men=row.women, women=row.men)


def split_kind(kind: SplitKind, by: str) -> Places:
    """One gender's figure another, where the two are the whole."""

    def places(report: Report) -> Iterator[Mutation]:
        for indicator, value in values(report):
            if indicator.split_kind is kind and value.men and value.women:
                yield mutation(value, men=value.men + Decimal(by))
                yield mutation(value, women=value.women + Decimal(by))

    return places


def gender_too_much(report: Report) -> Iterator[Mutation]:
    for indicator, value in values(report):
        if indicator.unit == "%" and indicator.name.startswith("Andel") and value.men:
            yield mutation(value, men=value.men + 100)
            yield mutation(value, women=(value.women or 0) + 100)


def running(field: str, by: Callable[[Decimal], Decimal]) -> Places:
    """Counts that run up: a forecast under what is counted, an outcome that falls."""

    def places(report: Report) -> Iterator[Mutation]:
        for indicator, value in values(report):
            if indicator.running and value.outcome:
                yield mutation(value, **{field: by(value.outcome)})

    return places


def way_of_council(report: Report) -> Iterator[Mutation]:
    for _, value in values(report):
        if value.target is not None and value.last_year is not None:
            rises = value.target > value.last_year
            if value.target != value.last_year:
                yield mutation(value, council_target_words="Minskning" if rises else "Ökning")


def words_for_council(report: Report) -> Iterator[Mutation]:
    for _, value in values(report):
        if value.council_target is not None and value.target is not None:
            words = f"Max {value.council_target} personer"
            changed = mutation(value, council_target=None, council_target_words=words)
            yield replace(changed, fields=("council_target_words",))


def no_unit(report: Report) -> Iterator[Mutation]:
    for indicator, value in values(report):
        if indicator.name.startswith("Andel") and indicator.unit and value.target is not None:
            yield mutation(indicator, unit="")


def far_forecast(report: Report) -> Iterator[Mutation]:
    for _, value in values(report):
        if value.forecast and value.target and value.target >= 20:
            yield mutation(value, forecast=value.forecast * 10)


def outcome_added(report: Report) -> Iterator[Mutation]:
    """A yearly outcome that misses, under a goal that is fully met."""
    for indicator, value in values(report):
        goal = report.goal_status(indicator.goal_id, PERIOD)
        if goal and goal.rank == 0 and value.outcome is None and value.target:
            step = value.target / 10
            up = indicator.direction is Direction.UP
            missed = value.target - step if up else value.target + step
            if indicator.direction is not Direction.BAND and missed < 100:
                yield mutation(value, outcome=missed)


# -- decisions -------------------------------------------------------------------------------------


def in_decision(change: Callable[[str], str], *kinds: DecisionKind) -> Places:
    """The words of points changed."""

    def places(report: Report) -> Iterator[Mutation]:
        for point in report.decisions_of(PERIOD):
            text = change(point.text)
            if text != point.text and (not kinds or point.kind in kinds):
                yield mutation(point, text=text)

    return places


def without_last_word(text: str) -> str:
    return re.sub(r" [^\W\d]{5,}(\.?)$", r"\1", text)


def targets_turned(text: str) -> str:
    return re.sub(r"(?<=från )(\S+)(.*? till )(\S+)", r"\3\2\1", text)


def name_misspelt(report: Report) -> Iterator[Mutation]:
    for point in report.decisions_of(PERIOD):
        indicator = report.indicators.get(point.subject_id or "")
        if indicator and indicator.name in point.text:
            name = indicator.name.replace("e", "a", 1)
            yield mutation(point, text=point.text.replace(indicator.name, name))


def adjustment_word(report: Report) -> Iterator[Mutation]:
    """A word of an adjustment that its point has too, taken away."""
    for row in report.budget_adjustments_of(PERIOD):
        for match in re.finditer(r"\b[a-zåäö]{6,}\b", row.text):
            point = next(p for p in report.decisions_of(PERIOD) if p.subject_id == row.id)
            if match[0] in point.text:
                yield mutation(row, text=row.text.replace(match[0], "").replace("  ", " ").strip())


def fund_gone(report: Report) -> Iterator[Mutation]:
    for point in report.decisions_of(PERIOD):
        if point.kind in (DecisionKind.COMPETENCE_FUND, DecisionKind.BUDGET_ADJUSTMENT):
            yield mutation(point, subject_id=None)


def decided_council(report: Report) -> Iterator[Mutation]:
    for point in report.decisions_of(PERIOD):
        if point.kind is DecisionKind.TARGET_CHANGE and "ommunfullmäktiges" in point.text:
            value = report.indicator_value(point.subject_id or "", PERIOD)
            if value.council_target is not None:
                yield mutation(value, council_target=value.council_target + 1)


# -- money -----------------------------------------------------------------------------------------


def blank(table: str, *fields: str) -> Places:
    """Amounts taken away."""

    def places(report: Report) -> Iterator[Mutation]:
        for row in of_period(report, table):
            computed = hasattr(row, "area_id") and report.areas_under(row.area_id)
            for field in fields:
                if getattr(row, field) and not computed:
                    yield mutation(row, **{field: None})

    return places


def ten_times(table: str, *fields: str) -> Places:
    """Amounts with a nought too many."""

    def places(report: Report) -> Iterator[Mutation]:
        for row in of_period(report, table):
            for field in fields:
                if getattr(row, field):
                    yield mutation(row, **{field: Ore(getattr(row, field) * 10)})

    return places


def turned_digits(table: str, *fields: str) -> Places:
    """Amounts with two digits exchanged, in millions with one decimal."""

    def places(report: Report) -> Iterator[Mutation]:
        for row in of_period(report, table):
            for field in fields:
                amount = getattr(row, field) or 0
                tenths = str(abs(amount) // 10_000_000)
                turned = tenths[:-2] + tenths[-1] + tenths[-2:-1]
                if len(tenths) > 1 and turned != tenths:
                    sign = 1 if amount > 0 else -1
                    yield mutation(row, **{field: Ore(sign * int(turned) * 10_000_000)})

    return places


def gross_budget(report: Report) -> Iterator[Mutation]:
    for row in of_period(report, "result_unit_value"):
        if row.gross_budget and not row.explained and row.opening > 0:
            yield mutation(row, gross_budget=Ore(row.gross_budget // 10))


def heading_amount(report: Report) -> Iterator[Mutation]:
    for section in report.sections.values():
        if section.kind is SectionKind.PLANNED_INVESTMENTS and re.search(r"\d", section.title):
            for digit in range(10):
                title = re.sub(r"\d", str(digit), section.title, count=1)
                if title != section.title:
                    yield mutation(section, title=title)


def label(report: Report) -> Iterator[Mutation]:
    for row in of_period(report, "turnover_change"):
        yield mutation(row, label=f"{report.business_areas[row.area_id].name}s verksamheter")


def planned_amount_gone(report: Report) -> Iterator[Mutation]:
    for row in of_period(report, "planned_investment"):
        if row.amount:
            yield mutation(row, amount=None)


# -- structure -------------------------------------------------------------------------------------


def goal_moved(report: Report) -> Iterator[Mutation]:
    """The only board goal of an area moved to another area: the area is left without."""
    areas = [goal for goal in report.goals.values() if goal.level is Level.AREA]
    for area in areas:
        below = report.goals_under(area.id)
        if len(below) == 1:
            other = next(each for each in areas if each is not area)
            yield Mutation((area, replace(below[0], parent_id=other.id)), ("title",))


def indicator_moved(report: Report) -> Iterator[Mutation]:
    """A council's indicator under a board goal."""
    for indicator, value in values(report):
        below = report.goals_under(indicator.goal_id)
        if below and value.council_target is not None:
            yield Mutation((value, replace(indicator, goal_id=below[0].id)), ("council_target",))


def activities_out_of_order(report: Report) -> Iterator[Mutation]:
    tables = [report.activities_of(goal_id) for goal_id in report.goals]
    if all(is_alphabetical([row.name for row in rows]) for rows in tables):
        yield from (mutation(rows[0], sort_key="zz") for rows in tables if len(rows) > 1)


def heading_again(report: Report) -> Iterator[Mutation]:
    for section in report.sections.values():
        siblings = report.sections_under(section.parent_id)
        at = siblings.index(section)
        if at:
            yield mutation(section, title=siblings[at - 1].title)


YEAR = date(2025, 12, 31)

KINDS: dict[str, Places] = {
    "activity of last year": dates(start=date(2024, 1, 1), end=date(2024, 12, 31)),
    "activity of next year": dates(start=date(2026, 1, 1), end=date(2026, 12, 31)),
    "activity begins after its end": dates(start=date(2025, 8, 1), end=date(2025, 6, 30)),
    "ended but planned": state(ActivityState.PLANNED, end=date(2025, 3, 31)),
    "ended but ongoing": state(ActivityState.ONGOING, end=date(2025, 4, 30)),
    "deviation without a word": state(ActivityState.DEVIATION, end=YEAR),
    "expected the other way": way_turned,
    "outcome changed under its text": changed_under_text("outcome"),
    "target changed under its text": changed_under_text("target"),
    "last year changed under its text": changed_under_text("last_year"),
    "genders exchanged": genders_exchanged,
    "one of two parts": split_kind(SplitKind.PART, "0.7"),
    "one of two counts": split_kind(SplitKind.COUNT, "10"),
    "gender over hundred": gender_too_much,
    "forecast under the count": running("forecast", lambda figure: figure - 1),
    "council's way turned": way_of_council,
    "council's target in words": words_for_council,
    "unit gone": no_unit,
    "forecast ten times too large": far_forecast,
    "yearly outcome that misses": outcome_added,
    "decision in thousands": in_decision(lambda text: text.replace("mnkr", "tkr")),
    "decision in millions": in_decision(lambda text: re.sub(r"(?<=\d) ?kr\b", " mnkr", text)),
    "decision's targets exchanged": in_decision(targets_turned, DecisionKind.TARGET_CHANGE),
    "decision without its last word": in_decision(
        without_last_word, DecisionKind.BUDGET_ADJUSTMENT
    ),
    "decision's word twice": in_decision(
        lambda text: re.sub(r"( \w{4,})(?= )", r"\1\1", text, count=1)
    ),
    "decision with blanks": in_decision(lambda text: text.replace(" ", "  ", 1)),
    "indicator misspelt in a decision": name_misspelt,
    "word gone from an adjustment": adjustment_word,
    "decision without its record": fund_gone,
    "council's target after a decision": decided_council,
    "net budget blank": blank("net_budget", "budget", "forecast_before", "forecast_after"),
    "operating budget blank": blank("operating_budget", "budget", "change", "forecast"),
    "turnover blank": blank("turnover_change", "costs", "revenues"),
    "net budget ten times": ten_times("net_budget", "budget", "forecast_before", "forecast_after"),
    "turnover ten times": ten_times("turnover_change", "costs", "revenues"),
    "investment ten times": ten_times("investment_value", "budget", "requested"),
    "planned ten times": ten_times("planned_investment", "amount"),
    "net digits exchanged": turned_digits("net_budget", "budget", "forecast_before"),
    "operating digits exchanged": turned_digits("operating_budget", "budget", "change"),
    "turnover digits exchanged": turned_digits("turnover_change", "costs", "revenues"),
    "adjustment ten times": ten_times("budget_adjustment", "amount"),
    "fund ten times": ten_times("competence_fund", "amount"),
    "decision ten times": ten_times("decision", "amount"),
    "fund's opening ten times": ten_times("result_unit_value", "opening"),
    "gross budget a tenth": gross_budget,
    "amount in a heading": heading_amount,
    "label of a turnover": label,
    "planned without an amount": planned_amount_gone,
    "area without a board goal": goal_moved,
    "council's indicator at a board goal": indicator_moved,
    "activities out of order": activities_out_of_order,
    "heading again": heading_again,
}
