"""A lock comes with the copy that it was set in: that is told, since nobody here has set it."""

from __future__ import annotations

from collections.abc import Iterator

from tertialapp.model.locking import lock_reason
from tertialapp.model.report import Report


def told(ours: Report, merged: Report) -> Iterator[str]:
    """Which periods of ours a merge has locked, or unlocked, in sentences."""
    for before in ours.periods_in_order():
        period = merged.periods.get(before.id)
        if period is None or period.locked == before.locked:
            continue
        if period.locked:
            yield f"Ett lås följde med den andra kopian. {lock_reason(merged, period.id)}"
        else:
            yield f"{period.title} är upplåst i den andra kopian, och nu här också."
