"""What must hold between the parts of a report, as pure functions.

Each says what follows from the data; whether the report agrees is for a check to tell. R-numbers:
the relations of the real report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from tertialapp.model.economy import AdjustmentKind
from tertialapp.model.frame import Period, PeriodKind, Status
from tertialapp.model.goals import (
    Direction,
    Goal,
    Indicator,
    IndicatorValue,
    Level,
    PeriodLength,
    SplitKind,
)
from tertialapp.model.markdown import Heading, plain_runs
from tertialapp.model.markdown_read import parse
from tertialapp.model.periods import THIRDS_PASSED
from tertialapp.model.report import Report
from tertialapp.model.sums import Amount, split_holds, total

_AFTER_Z = str.maketrans("åäö", "{|}")


def expects_outcome(indicator: Indicator, period: Period) -> bool:
    """Whether a period's outcome and forecast are due (R22, R23): each tertial, or at the year's end."""
    if indicator.period_length is PeriodLength.TERTIAL:
        return period.kind is not PeriodKind.PLAN
    return period.kind is PeriodKind.ANNUAL


def expects_council_target(goal: Goal) -> bool:
    """Whether the indicators under a goal are the council's, with its target (R24)."""
    return goal.level is Level.AREA


def reaches_target(indicator: Indicator, value: IndicatorValue, period: Period) -> bool | None:
    """Whether the year's outcome reaches its target; until the year has ended, whether its forecast does.

    None when it can't be told: without either figure, or where better is within a band.
    """
    figure = value.outcome if period.kind is PeriodKind.ANNUAL else value.forecast
    if figure is None or value.target is None or indicator.direction is Direction.BAND:
        return None
    ahead = figure - value.target
    return ahead >= 0 if indicator.direction is Direction.UP else ahead <= 0


def worse(indicator: Indicator, figure: Decimal | None, than: Decimal | None) -> bool:
    """Whether a figure is on the bad side of another; False when either is missing or better is a band."""
    if figure is None or than is None or indicator.direction is Direction.BAND:
        return False
    return figure < than if indicator.direction is Direction.UP else figure > than


def in_band(indicator: Indicator, value: IndicatorValue, figure: Decimal | None) -> bool | None:
    """Whether a figure is no further from zero than its target's words ("+/- 1 %") let it be.

    None where there is no figure, or the target is no such band.
    """
    band = re.fullmatch(r"\+\s*/?\s*[-−–]\s*(\d+(?:,\d+)?)\D*", value.target_words.strip())
    if band is None or figure is None or indicator.direction is not Direction.BAND:
        return None
    return abs(figure) <= Decimal(band[1].replace(",", "."))


def target_by_now(indicator: Indicator, value: IndicatorValue, period: Period) -> Decimal | None:
    """What the outcome is held against: the target, of which a running count shall have its share by now."""
    thirds = THIRDS_PASSED[period.kind] if indicator.running else 0
    if value.target is None or not thirds:
        return value.target
    return value.target * thirds / 3


def final_outcome(indicator: Indicator, value: IndicatorValue, period: Period) -> Decimal | None:
    """The outcome, where it is the year's last word: measured once a year, or at the year's end."""
    once = indicator.period_length is PeriodLength.YEAR or period.kind is PeriodKind.ANNUAL
    return value.outcome if once else None


def is_split(value: IndicatorValue) -> bool:
    """Whether the outcome is told for men and women; then it needs an analysis (R25)."""
    return value.men is not None or value.women is not None


def split_agrees(indicator: Indicator, value: IndicatorValue) -> bool:
    """Whether the outcome agrees with its two parts (R21); True when there is nothing to compare."""
    whole, men, women = value.outcome, value.men, value.women
    if whole is None or men is None or women is None or indicator.split_kind is SplitKind.NONE:
        return True
    return split_holds(indicator.split_kind, whole, men, women, _places(men, women))


def _places(*figures: Decimal) -> int:
    exponents = [figure.as_tuple().exponent for figure in figures]
    return max(-exponent for exponent in exponents if isinstance(exponent, int))


def needs_analysis(goal: Goal, status: Status | None) -> bool:
    """Whether a goal needs an analysis: always but at a board goal that is fully met (R26)."""
    return goal.level is not Level.BOARD or status is None or status.rank > 0


def headings(text: str) -> tuple[str, ...]:
    """The headings of a text's first level, in order."""
    return tuple(
        plain_runs(block.runs)
        for block in parse(text)
        if isinstance(block, Heading) and block.level == 1
    )


def expected_headings(report: Report, goal: Goal) -> tuple[str, ...]:
    """The headings that a direction goal's analysis has: the titles of its area goals (R27)."""
    return tuple(area.title for area in report.goals_under(goal.id))


@lru_cache(maxsize=4096)
def swedish_key(name: str) -> str:
    """What sorts names as Swedish lists do, å ä ö last (R29); punctuation and case don't count."""
    kept = "".join(letter for letter in name.casefold() if letter.isalnum() or letter == " ")
    return kept.translate(_AFTER_Z)


def worst_below(report: Report, goal: Goal, period_id: str) -> Status | None:
    """The worst status among the goals directly below one; the goal should not be better (R30)."""
    below = [report.goal_status(child.id, period_id) for child in report.goals_under(goal.id)]
    return max((status for status in below if status), key=lambda status: status.rank, default=None)


class AssessmentBasis(Struct, frozen=True):
    """What a goal's status can rest on: its indicators, and how many have outcome and forecast."""

    indicators: int
    outcomes: int
    forecasts: int


def assessment_basis(report: Report, goal: Goal, period_id: str) -> AssessmentBasis:
    """What the assessment sentence of a goal may speak of (R31)."""
    indicators = report.indicators_of(goal.id)
    values = [report.indicator_value(indicator.id, period_id) for indicator in indicators]
    return AssessmentBasis(
        len(indicators),
        sum(value.outcome is not None for value in values),
        sum(value.forecast is not None for value in values),
    )


def changed_target_holds(value: IndicatorValue, new_target: Decimal, *, to_council: bool) -> bool:
    """Whether a decided target stands in the table, and as the council's where it says so (R32)."""
    return value.target == new_target and (not to_council or value.council_target == new_target)


def adjustments_total(report: Report, period_id: str, kind: AdjustmentKind) -> Amount:
    """What the board asks for of a budget: equals the table's column of requested money (R17)."""
    return total(row.amount for row in report.budget_adjustments_of(period_id) if row.kind is kind)


def planned_total(report: Report, period_id: str, section_id: str) -> Amount:
    """The sum of a section's planned investments: equals its row in the table (R16).

    None when any of them has no amount: then there is no sum to compare.
    """
    amounts = [row.amount for row in report.planned_investments_of(section_id, period_id)]
    return None if None in amounts else total(amounts)


def is_alphabetical(names: Sequence[str]) -> bool:
    """Whether names stand in Swedish order (R29)."""
    keys = [swedish_key(name) for name in names]
    return keys == sorted(keys)
