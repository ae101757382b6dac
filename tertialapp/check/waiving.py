"""Findings that somebody stands for are told apart from those that are to be met."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from msgspec import Struct

from tertialapp.check.findings import Finding
from tertialapp.model.records import cell_id
from tertialapp.model.report import Report
from tertialapp.model.waivers import Waiver


class Waived(Struct, frozen=True):
    """A finding with the reason why it is no mistake."""

    finding: Finding
    waiver: Waiver


def waiver_for(found: Finding, period_id: str, reason: str, person: str, day: date) -> Waiver:
    """What says why a finding of a period is no mistake."""
    return Waiver(
        id=cell_id(found.key, period_id),
        finding=found.key,
        period_id=period_id,
        message=found.message,
        reason=reason,
        person=person,
        day=day,
    )


class Sorted(Struct, frozen=True):
    """The findings of a period: those that stand, and those that somebody stands for.

    ``spent`` are the waivers whose finding is gone. They stay until somebody removes them: the values may
    come back, by undo or by a merge, and with them the reason that somebody has written.
    """

    standing: tuple[Finding, ...]
    waived: tuple[Waived, ...] = ()
    spent: tuple[Waiver, ...] = ()


def sort_out(report: Report, period_id: str, findings: Iterable[Finding]) -> Sorted:
    """Tell apart what a check of a period found."""
    waivers = {
        each.finding: each for each in report.waivers.values() if each.period_id == period_id
    }
    if not waivers:
        return Sorted(tuple(findings))  # most often: no key needs to be worked out
    standing: list[Finding] = []
    waived: list[Waived] = []
    for found in findings:
        waiver = waivers.get(found.key)
        if waiver is None:
            standing.append(found)
        else:
            waived.append(Waived(found, waiver))
    return Sorted(tuple(standing), tuple(waived), _spent(waivers.values(), waived))


def _spent(waivers: Collection[Waiver], waived: Iterable[Waived]) -> tuple[Waiver, ...]:
    held = {each.waiver.id for each in waived}
    return tuple(each for each in waivers if each.id not in held)
