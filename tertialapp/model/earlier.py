"""What was written in earlier periods."""

from __future__ import annotations

from tertialapp.model.frame import Text, TextPart
from tertialapp.model.report import Report


def earlier_text(report: Report, owner_id: str, period_id: str, part: TextPart) -> Text | None:
    """The same text in the latest period before one that has any; None when none has."""
    cut_off = report.periods[period_id].cut_off
    for period in reversed(report.periods_in_order()):
        if period.cut_off < cut_off:
            text = report.text(owner_id, period.id, part)
            if text.body:
                return text
    return None
