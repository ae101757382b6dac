"""The periods that an indicator has figures for, each as a point of a chart."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.model.frame import Period, PeriodKind
from tertialapp.model.goals import Indicator, IndicatorValue
from tertialapp.model.periods import new_period
from tertialapp.model.records import cell_id
from tertialapp.model.report import Report


class Point(Struct, frozen=True):
    """A period with its figures."""

    period: Period
    value: IndicatorValue

    @property
    def label(self) -> str:
        """What the period is called under a chart: "T1 2025"."""
        return f"{self.period.kind} {self.period.year}"


def points(report: Report, indicator: Indicator, period_id: str) -> tuple[Point, ...]:
    """The periods with any figure up to a period, oldest first.

    A year's outcome that only a later period's column ``last_year`` tells of is a point too.
    """
    last_day = report.periods[period_id].cut_off
    all_points = [
        Point(period, report.indicator_value(indicator.id, period.id))
        for period in report.periods_in_order()
        if period.cut_off <= last_day
    ]
    told = {point.label: point for point in _told_later(indicator, all_points)}
    found = {point.label: point for point in all_points if _has_figure(point.value)}
    for label, later in told.items():
        own = found.get(label)
        if own is None:
            found[label] = later
        elif own.value.outcome is None:
            filled = replace(own.value, outcome=later.value.outcome)
            found[label] = replace(own, value=filled)
    return tuple(sorted(found.values(), key=lambda point: (point.period.cut_off, point.label)))


def _told_later(indicator: Indicator, all_points: Iterable[Point]) -> Iterable[Point]:
    """The years' outcomes that the periods after them tell of, what was said last, last."""
    for point in all_points:
        if point.value.last_year is not None:
            period = new_period(PeriodKind.ANNUAL, point.period.year - 1)
            value = IndicatorValue(
                id=cell_id(indicator.id, period.id),
                indicator_id=indicator.id,
                period_id=period.id,
                outcome=point.value.last_year,
            )
            yield Point(period, value)


def _has_figure(value: IndicatorValue) -> bool:
    """Whether any figure of the period itself is filled in."""
    own: tuple[Decimal | None, ...] = (
        value.outcome,
        value.men,
        value.women,
        value.forecast,
        value.target,
        value.council_target,
    )
    return any(figure is not None for figure in own)
