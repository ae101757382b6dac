"""What stood in earlier periods."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tertialapp.model.frame import Period, Text, TextPart
from tertialapp.model.report import Report


def _earlier_periods(report: Report, period_id: str) -> Iterator[Period]:
    """The periods before one, the latest first."""
    cut_off = report.periods[period_id].cut_off
    return (each for each in reversed(report.periods_in_order()) if each.cut_off < cut_off)


def earlier_text(report: Report, owner_id: str, period_id: str, part: TextPart) -> Text | None:
    """The same text in the latest period before one that has any; None when none has."""
    for period in _earlier_periods(report, period_id):
        text = report.text(owner_id, period.id, part)
        if text.body:
            return text
    return None


def earlier_target(
    report: Report, indicator_id: str, period_id: str
) -> tuple[Period, Decimal] | None:
    """The target of an indicator in the latest period before one that has any, with that period."""
    for period in _earlier_periods(report, period_id):
        target = report.indicator_value(indicator_id, period.id).target
        if target is not None:
            return period, target
    return None
