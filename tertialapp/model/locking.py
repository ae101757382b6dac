"""Periods that are locked: what the board has got is not written in by mistake."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import asdict

from tertialapp.model.change import Delta, Operation
from tertialapp.model.report import Report

_STAYS_OPEN = {"period", "version", "waiver", "conflict"}
"""What is about the work on a period, and the lock itself."""


def is_locked(report: Report, period_id: str) -> bool:
    """Whether a period is there and locked."""
    period = report.periods.get(period_id)
    return period is not None and period.locked


def lock_reason(report: Report, period_id: str) -> str:
    """Why a period can't be written in, and what to do; "" when it can."""
    if not is_locked(report, period_id):
        return ""
    period = report.periods[period_id]
    versions = report.versions_of(period_id)
    what = f"godkänd som version {versions[-1].ordinal} och låst" if versions else "låst"
    return f"{period.title} är {what}. Välj Lås upp för att skriva vidare i en ny version."


def locked_reason(report: Report, deltas: Iterable[Delta]) -> str:
    """Why some changes can't be made: the first locked period that they write in; "" when there is none.

    What goes with a goal or row that is removed goes: the version has it still.
    """
    locked = {period.id for period in report.periods.values() if period.locked}
    if not locked:
        return ""
    made = tuple(deltas)
    removed = {delta.key for delta in made if delta.operation is Operation.DELETE}
    for delta in made:
        fields = _fields(report, delta)
        goes_along = delta.operation is Operation.DELETE and any(
            value in removed for name, value in fields.items() if name.endswith("_id")
        )
        if fields.get("period_id") in locked and delta.table not in _STAYS_OPEN and not goes_along:
            return lock_reason(report, fields["period_id"])
    return ""


def approval_reason(deltas: Iterable[Delta]) -> str:
    """Why an approval can't be taken back, if that is what some changes do: one stray key shall not do it."""
    made = tuple(deltas)
    goes = any(each.table == "version" and each.operation is Operation.DELETE for each in made)
    if goes and all(each.table in ("version", "period") for each in made):
        return "Ett godkännande går inte att ångra. Välj Lås upp för att skriva vidare i en ny version."
    return ""


def _fields(report: Report, delta: Delta) -> dict[str, Any]:
    match delta.operation:
        case Operation.INSERT:
            return dict(delta.new)
        case Operation.DELETE:
            return dict(delta.old)
        case Operation.UPDATE:
            return asdict(report.table(delta.table)[delta.key])
