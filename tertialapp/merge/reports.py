"""Three versions of a report become one."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.base.errors import Cancelled
from tertialapp.merge import locks, numbering
from tertialapp.merge.assembly import Assembly
from tertialapp.merge.duplicates import Notice, duplicates
from tertialapp.merge.labels import labelled
from tertialapp.merge.numbering import numbered
from tertialapp.merge.structure import order_siblings, settle_places
from tertialapp.model.compare import changed_records
from tertialapp.model.conflicts import Conflict
from tertialapp.model.decision_wordings import worded
from tertialapp.model.live_values import outdated
from tertialapp.model.locking import is_locked
from tertialapp.model.records import Record
from tertialapp.model.report import TABLES, Report

Progress = Callable[[int, int], bool]
"""Told how much is done and of how much; answers whether to go on."""


class Merged(Struct, frozen=True):
    """A report with what both changed, which holds the conflicts too; and what else there is to look at.

    ``remarks`` are sentences about what was settled by itself, and somebody should know.
    """

    report: Report
    conflicts: tuple[Conflict, ...] = ()
    notices: tuple[Notice, ...] = ()
    remarks: tuple[str, ...] = ()


def merge(
    base: Report | None, ours: Report, theirs: Report, progress: Progress | None = None
) -> Merged:
    """Merge two reports with their common ancestor, or, when there is none, with each other alone.

    Where both changed the same, the report has ours and a conflict has both. Raises Cancelled.
    """
    before = base or Report()
    if _alike(before, theirs) or _alike(ours, theirs):
        return Merged(ours)
    if base is not None and _alike(base, ours):
        return Merged(theirs, remarks=tuple(locks.told(ours, theirs)))
    assembly = Assembly(before, ours, theirs, ancestor=base is not None)
    for done, name in enumerate(TABLES):
        if progress is not None and not progress(done, len(TABLES)):
            raise Cancelled
        assembly.merge_table(name)
    settle_places(assembly)
    assembly.tell_what_was_restored()
    assembly.restore_pictures()
    order_siblings(assembly)
    report = numbered(before, _worded(_refreshed(assembly.report())))
    conflicts = tuple(labelled(report, assembly.conflicts))
    kept: dict[str, Record | None] = {found.id: found for found in conflicts}
    report = report.apply({"conflict": kept}) if kept else report
    remarks = (*numbering.told(ours, theirs, report), *locks.told(ours, report))
    return Merged(report, conflicts, tuple(duplicates(before, ours, theirs)), remarks)


def _alike(one: Report, other: Report) -> bool:
    return next(changed_records(one, other), None) is None


def _refreshed(report: Report) -> Report:
    """The report with its live values showing what is so now; what changes by that is to be read again."""
    fresh: dict[str, Record | None] = {
        text.id: replace(text, body=body, needs_reading=True) for text, body in outdated(report)
    }
    return report.apply({"text": fresh}) if fresh else report


def _worded(report: Report) -> Report:
    """The report with the points to decide that follow a template worded as that says now."""
    fresh: dict[str, Record | None] = {}
    for key, point in report.decisions.items():
        if point.generated and not is_locked(report, point.period_id):
            now = worded(report, point)
            if now != point:
                fresh[key] = now
    return report.apply({"decision": fresh}) if fresh else report
