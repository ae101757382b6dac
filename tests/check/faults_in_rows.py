"""Faults in rows and figures, kind by kind: what each is called, and where and how it is made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from tertialapp.model.decisions import DecisionKind
from tertialapp.model.frame import SectionKind, TextPart
from tertialapp.model.goals import Direction, IndicatorValue, Level, PeriodLength, SplitKind
from tertialapp.model.records import Ore
from tertialapp.model.relations import worse
from tertialapp.model.report import Report
from tests.check import PERIOD
from tests.check.mutating import Mutation, Places, mutation, of_period


def values(report: Report) -> Iterator[tuple[Any, IndicatorValue]]:
    for indicator in report.indicators.values():
        yield indicator, report.indicator_value(indicator.id, PERIOD)


def bad(indicator: Any, figure: Decimal, by: Decimal) -> Decimal:
    """A figure so much worse than another, within what a share can be."""
    moved = figure - by if indicator.direction is Direction.UP else figure + by
    return max(Decimal(0), moved)


# -- indicators ------------------------------------------------------------------------------------


def split_outcome(kind: SplitKind) -> Places:
    def places(report: Report) -> Iterator[Mutation]:
        for indicator, value in values(report):
            if indicator.split_kind is kind and value.men is not None and value.women is not None:
                high = max(value.men, value.women)
                for outcome in (high + Decimal("0.5"), high + 3, value.men + value.women + 1):
                    yield mutation(value, outcome=outcome)

    return places


def half_split(report: Report) -> Iterator[Mutation]:
    for _, value in values(report):
        if value.men is not None:
            yield mutation(value, men=None)
            yield mutation(value, women=None)


def one_removed(field: str, other: str) -> Places:
    def places(report: Report) -> Iterator[Mutation]:
        for indicator, value in values(report):
            tertial = indicator.period_length is PeriodLength.TERTIAL
            if tertial and None not in (getattr(value, field), getattr(value, other)):
                yield mutation(value, **{field: None})

    return places


def last_year(report: Report) -> Iterator[Mutation]:
    for indicator, value in values(report):
        if report.indicator_value(indicator.id, "VB 2024").outcome is not None:
            yield mutation(value, last_year=(value.last_year or 0) + Decimal("0.1"))


def unit(first_word: str, new: str) -> Places:
    def places(report: Report) -> Iterator[Mutation]:
        for indicator, value in values(report):
            named = indicator.name.startswith(first_word) and indicator.unit != new
            if named and value.target is not None:
                yield mutation(indicator, unit=new)

    return places


def over_hundred(report: Report) -> Iterator[Mutation]:
    for indicator, value in values(report):
        if indicator.name.startswith("Andel") and indicator.unit == "%" and value.target:
            yield mutation(value, target=value.target * 10 + 100)


def weaker_target(report: Report) -> Iterator[Mutation]:
    for indicator, value in values(report):
        if value.council_target and not indicator.council_citywide and value.council_target > 1:
            yield mutation(value, target=bad(indicator, value.council_target, Decimal(1)))


def target_below_last_year(report: Report) -> Iterator[Mutation]:
    for indicator, value in values(report):
        ahead = not worse(indicator, value.target, value.last_year)
        if value.last_year and ahead and indicator.direction is not Direction.BAND:
            yield mutation(value, target=bad(indicator, value.last_year, Decimal("0.01")))


def council_target(report: Report) -> Iterator[Mutation]:
    for _, value in values(report):
        if value.council_target is None and not value.council_target_words:
            yield mutation(value, council_target=value.target)
        elif value.target is not None:
            yield replace(
                mutation(value, council_target=None, council_target_words=""),
                fields=("council_target",),
            )


def missed(report: Report) -> Iterator[Mutation]:
    for indicator, value in values(report):
        written = report.text(indicator.id, PERIOD, TextPart.ANALYSIS).body
        if value.target and not written and indicator.direction is not Direction.BAND:
            yield mutation(value, outcome=bad(indicator, value.target, value.target * 3 / 4))


def fully_met(report: Report) -> Iterator[tuple[Any, IndicatorValue]]:
    for indicator, value in values(report):
        status = report.goal_status(indicator.goal_id, PERIOD)
        if status and status.rank == 0 and value.target is not None:
            yield indicator, value


def comma(times: str) -> Places:
    """The comma in the wrong place of an outcome, where figures to compare with are not few and small."""

    def places(report: Report) -> Iterator[Mutation]:
        for _, value in values(report):
            known = max(value.last_year or 0, value.target or 0)
            if value.outcome and known >= 20:
                yield mutation(value, outcome=value.outcome * Decimal(times))

    return places


def council_words(report: Report) -> Iterator[Mutation]:
    for _, value in values(report):
        if value.target is not None and value.last_year is not None:
            up = value.target <= value.last_year
            yield mutation(value, council_target_words="Ökning" if up else "Minskning")


def final_outcome(report: Report) -> Iterator[Mutation]:
    for indicator, value in fully_met(report):
        if indicator.period_length is PeriodLength.YEAR and (value.target or not value.outcome):
            yield mutation(
                value, outcome=bad(indicator, value.target or Decimal(0), Decimal("0.01"))
            )


def forecast(report: Report) -> Iterator[Mutation]:
    for indicator, value in fully_met(report):
        yield mutation(value, forecast=bad(indicator, value.target or Decimal(0), Decimal("0.01")))


def split_analysis(report: Report) -> Iterator[Mutation]:
    for indicator, value in values(report):
        text = report.text(indicator.id, PERIOD, TextPart.ANALYSIS)
        if value.men is not None and text.body:
            yield mutation(text, body="")


# -- goals and activities --------------------------------------------------------------------------


def status(level: Level) -> Places:
    def places(report: Report) -> Iterator[Mutation]:
        for goal in report.goals.values():
            row = report.goal_statuses[f"{goal.id}@{PERIOD}"]
            if goal.level is level and row.status_id == "helt":
                yield mutation(row, status_id="delvis")
                yield mutation(row, status_id="ej")

    return places


def goal_title(report: Report) -> Iterator[Mutation]:
    for goal in report.goals.values():
        if goal.level is Level.AREA:
            yield mutation(goal, title=f"{goal.title} i hela staden")


def end_before_start(report: Report) -> Iterator[Mutation]:
    for activity in report.activities.values():
        yield mutation(activity, end=date(2024, 12, 31))


def ended(report: Report) -> Iterator[Mutation]:
    for activity in report.activities.values():
        status = report.activity_status(activity.id, PERIOD)
        if activity.end is None or activity.end <= report.periods[PERIOD].cut_off:
            continue
        gone = replace(activity, end=date(2025, 3, 31))
        yield Mutation((replace(status, state=None), gone), ("state",))


def out_of_order(report: Report) -> Iterator[Mutation]:
    for goal_id in report.goals:
        rows = report.indicators_of(goal_id)
        if len(rows) > 1:
            yield mutation(rows[0], sort_key="zz")


# -- money -----------------------------------------------------------------------------------------

STEPS = (10_000_000, -100_000_000, 1_000_000_000, -10_000_000)


def amount(table: str, *fields: str) -> Places:
    """Filled amounts, each a little or much off."""

    def places(report: Report) -> Iterator[Mutation]:
        at = 0
        for row in of_period(report, table):
            for field in fields:
                now = getattr(row, field)
                if now:
                    at += 1
                    yield mutation(row, **{field: Ore(now + STEPS[at % len(STEPS)])})

    return places


def turned(table: str, *fields: str) -> Places:
    """Filled amounts with the other sign."""

    def places(report: Report) -> Iterator[Mutation]:
        for row in of_period(report, table):
            for field in fields:
                if getattr(row, field):
                    yield mutation(row, **{field: Ore(-getattr(row, field))})

    return places


def whole_of_parts(report: Report) -> Iterator[Mutation]:
    for area in report.business_areas.values():
        row = report.net_budget(area.id, PERIOD)
        for field in ("budget", "forecast_before", "forecast_after"):
            if report.areas_under(area.id) and not area.partial:
                yield mutation(row, **{field: Ore(40_000_000_000)})


def planned_budget(report: Report) -> Iterator[Mutation]:
    listed = {
        section.subject_id
        for section in report.sections.values()
        if section.kind is SectionKind.PLANNED_INVESTMENTS
        and all(row.amount for row in report.planned_investments_of(section.id, PERIOD))
    }
    for row in of_period(report, "investment_value"):
        if row.investment_id in listed:
            yield mutation(row, budget=Ore(row.budget + 10_000_000))


def swapped_forecasts(report: Report) -> Iterator[Mutation]:
    rows = [row for row in of_period(report, "investment_value") if row.forecast]
    for one in rows:
        for other in rows:
            if one.forecast < other.forecast:
                pair = (
                    replace(one, forecast=other.forecast),
                    replace(other, forecast=one.forecast),
                )
                yield Mutation(pair, ("forecast",))


def result_unit(field: str, by: int) -> Places:
    def places(report: Report) -> Iterator[Mutation]:
        for row in of_period(report, "result_unit_value"):
            if not row.explained:
                yield mutation(row, **{field: Ore(getattr(row, field) + by)})

    return places


def closing(report: Report) -> Iterator[Mutation]:
    for row in of_period(report, "result_unit_value"):
        if row.closing_override is None:
            yield mutation(row, closing_override=Ore(row.opening - 100_000))


# -- decisions -------------------------------------------------------------------------------------


def points(report: Report, *kinds: DecisionKind) -> Iterator[Any]:
    yield from (point for point in report.decisions_of(PERIOD) if point.kind in kinds)


def target(field: str) -> Places:
    def places(report: Report) -> Iterator[Mutation]:
        for point in points(report, DecisionKind.TARGET_CHANGE):
            yield mutation(point, **{field: getattr(point, field) + 3})

    return places


def decided(report: Report) -> Iterator[Mutation]:
    for point in points(report, DecisionKind.TARGET_CHANGE):
        value = report.indicator_value(point.subject_id, PERIOD)
        yield mutation(value, target=point.new_target + 1)


def text_figures(report: Report) -> Iterator[Mutation]:
    for point in report.decisions_of(PERIOD):
        for digit in "123456789":
            if f" {digit}" in point.text and (point.amount or point.new_target):
                other = str(int(digit) % 9 + 1)
                text = point.text.replace(f" {digit}", f" {other}", 1)
                yield mutation(point, text=text)


def removed(report: Report) -> Iterator[Mutation]:
    for point in points(report, DecisionKind.BUDGET_ADJUSTMENT, DecisionKind.COMPETENCE_FUND):
        subject = report.budget_adjustments.get(point.subject_id) or report.competence_funds.get(
            point.subject_id
        )
        assert subject is not None
        yield Mutation((subject,), ("text",), point)


def target_analysis(report: Report) -> Iterator[Mutation]:
    for point in points(report, DecisionKind.TARGET_CHANGE):
        text = report.text(point.subject_id, PERIOD, TextPart.ANALYSIS)
        if text.body:
            yield mutation(text, body="Arbetet fortsätter enligt plan.")


# -- twice, and names ------------------------------------------------------------------------------


def twice(table: str, field: str) -> Places:
    def places(report: Report) -> Iterator[Mutation]:
        for row in of_period(report, table):
            yield Mutation((replace(row, id="dubblett"),), (field,))

    return places


def twice_nearly(table: str, field: str) -> Places:
    """The same words but for case and marks."""

    def places(report: Report) -> Iterator[Mutation]:
        for row in of_period(report, table):
            told = f"{getattr(row, field).upper().rstrip('.')} ."
            yield Mutation((replace(row, id="dubblett", **{field: told}),), (field,))

    return places


def area_title(report: Report) -> Iterator[Mutation]:
    for section in report.sections.values():
        if section.subject_id:
            yield mutation(section, title=f"{section.title}en")


def emptied(report: Report) -> Iterator[Mutation]:
    for section in report.sections.values():
        text = report.text(section.id, PERIOD, TextPart.BODY)
        if section.kind is SectionKind.TEXT and text.body and not report.sections_under(section.id):
            yield mutation(text, body="")


def full_stop(report: Report) -> Iterator[Mutation]:
    for record in (*of_period(report, "indicator"), *of_period(report, "activity")):
        if len(record.name.split()[-1]) > 3:
            yield mutation(record, name=f"{record.name}.")


KINDS: dict[str, Places] = {
    "total outside two rates": split_outcome(SplitKind.RATE),
    "total unlike its parts": split_outcome(SplitKind.PART),
    "total unlike its counts": split_outcome(SplitKind.COUNT),
    "one gender blank": half_split,
    "outcome blank": one_removed("outcome", "forecast"),
    "forecast blank": one_removed("forecast", "outcome"),
    "last year's outcome": last_year,
    "share without per cent": unit("Andel", "st"),
    "count in per cent": unit("Antal", "%"),
    "share over hundred": over_hundred,
    "target weaker than the council's": weaker_target,
    "target below last year": target_below_last_year,
    "council's target there or not": council_target,
    "target missed without analysis": missed,
    "final outcome under a met goal": final_outcome,
    "forecast under a met goal": forecast,
    "outcome ten times too large": comma("10"),
    "outcome ten times too small": comma("0.1"),
    "council's way": council_words,
    "split without analysis": split_analysis,
    "board goal's status": status(Level.BOARD),
    "area goal's status": status(Level.AREA),
    "direction goal's status": status(Level.DIRECTION),
    "area goal's title": goal_title,
    "activity ends before it begins": end_before_start,
    "activity ended without status": ended,
    "indicators out of order": out_of_order,
    "operating budget": amount("operating_budget", "budget", "requested", "change", "forecast"),
    "operating budget turned": turned("operating_budget", "budget", "change", "forecast"),
    "net budget": amount("net_budget", "budget", "requested", "change"),
    "net forecast before": amount("net_budget", "forecast_before"),
    "net forecast after": amount("net_budget", "forecast_after"),
    "net budget turned": turned("net_budget", "budget", "requested", "change", "forecast_before"),
    "whole unlike its parts": whole_of_parts,
    "turnover costs": amount("turnover_change", "costs"),
    "turnover revenues": amount("turnover_change", "revenues"),
    "turnover turned": turned("turnover_change", "costs", "revenues"),
    "planned investment": amount("planned_investment", "amount"),
    "investment budget": planned_budget,
    "investment requested": amount("investment_value", "requested"),
    "investment forecasts swapped": swapped_forecasts,
    "fund from last year": result_unit("opening", 120_000_000),
    "result too large for the fund": result_unit("result", 800_000_000),
    "closing fund without reason": closing,
    "decision's amount": amount("decision", "amount"),
    "adjustment's amount": amount("budget_adjustment", "amount"),
    "fund's amount": amount("competence_fund", "amount"),
    "decision's new target": target("new_target"),
    "decision's old target": target("old_target"),
    "decided target": decided,
    "figure in a decision": text_figures,
    "decision gone": removed,
    "changed target without words": target_analysis,
    "activity twice": twice("activity", "name"),
    "activity nearly twice": twice_nearly("activity", "name"),
    "indicator twice": twice("indicator", "name"),
    "expected result twice": twice("expected_result", "text"),
    "decision twice": twice("decision", "text"),
    "adjustment twice": twice("budget_adjustment", "text"),
    "planned investment twice": twice("planned_investment", "text"),
    "goal twice": twice("goal", "title"),
    "area under another name": area_title,
    "section emptied": emptied,
    "name with a full stop": full_stop,
}
