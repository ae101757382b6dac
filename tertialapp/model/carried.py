"""Figures that stand in a period because they stood in an earlier one."""

from __future__ import annotations

from decimal import Decimal

from tertialapp.model.frame import Period, PeriodKind
from tertialapp.model.report import Report


def carried_from(report: Report, indicator_id: str, period_id: str, field: str) -> Period | None:
    """The earlier period that an indicator's figure is the same as there: last year's outcome, or a target.

    None when it stands on its own.
    """
    now = report.indicator_value(indicator_id, period_id)
    period = report.periods[period_id]
    if field == "last_year":
        source, field_there = annual_before(report, period), "outcome"
    else:
        source, field_there = earlier_in_year(report, period), field
    if source is None or field not in ("last_year", "target", "council_target"):
        return None
    figure: Decimal | None = getattr(now, field)
    words: str = getattr(now, f"{field}_words", "")
    there = report.indicator_value(indicator_id, source.id)
    same_figure = figure is not None and figure == getattr(there, field_there)
    same_words = bool(words) and words == getattr(there, f"{field_there}_words", "")
    return source if same_figure or same_words else None


def annual_before(report: Report, period: Period) -> Period | None:
    """Last year's annual report, where the file has it."""
    return next(
        (
            other
            for other in report.periods.values()
            if other.kind is PeriodKind.ANNUAL and other.year == period.year - 1
        ),
        None,
    )


def earlier_in_year(report: Report, period: Period) -> Period | None:
    """The latest report before a period in the same year, where the file has one."""
    earlier = [
        other
        for other in report.periods_in_order()
        if other.year == period.year and other.cut_off < period.cut_off
    ]
    return earlier[-1] if earlier else None
