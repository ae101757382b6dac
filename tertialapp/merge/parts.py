"""A part that was sent out comes back: what was done in it, as if it had been done in a copy of the whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import structs

from tertialapp.model.parts import Name, with_targets, written_in
from tertialapp.model.places import Place
from tertialapp.model.records import ANY_TABLE, Record, field_specs
from tertialapp.model.report import TABLES, Report

Changes = dict[str, dict[str, Record | None]]


def as_whole(
    base: Report | None, ours: Report, theirs: Report, place: Place
) -> tuple[Report | None, Report]:
    """The common ancestor and a part as two whole reports that differ from ours in the part alone.

    Outside the part both are as ours, so that nothing there is ever a change of theirs; what the part
    lacks is not removed. What ours has removed since and the part hangs on is in both: so that is a
    removal by us. ``base`` is the part as it was sent, or a whole report of that time.
    """
    sent = written_in(base, place) if base else {}
    written = written_in(theirs, place)
    hung_on = with_targets(theirs, written) | (with_targets(base, sent) if base else {})
    lost = {name: row for name, row in hung_on.items() if not _has(ours, *name)}
    backdrop = _put(ours, lost)
    conflicts = {("conflict", key): found for key, found in theirs.conflicts.items()}
    gone = {name for name in sent.keys() - written.keys() if name[0] != "image"}
    before = _put(backdrop, dict.fromkeys(written) | sent) if base else None
    after = _put(backdrop, dict.fromkeys(gone) | written | conflicts)
    return before, _pointing_at_nothing(after, gone)


def _has(report: Report, table: str, key: str) -> bool:
    return key in report.table(table)


def _put(report: Report, rows: Mapping[Name, Record | None]) -> Report:
    changes: Changes = {}
    for (table, key), record in rows.items():
        changes.setdefault(table, {})[key] = record
    return report.apply(changes)


def _pointing_at_nothing(report: Report, gone: set[Name]) -> Report:
    """A report in which nothing points at what is gone, as after a removal in it."""
    if not gone:
        return report
    changes: Changes = {}
    for name, table in TABLES.items():
        pointers = [spec for spec in field_specs(table.record_type) if spec.points]
        for key, record in report.table(name).items() if pointers else ():
            lost: dict[str, Any] = {
                spec.name: None
                for spec in pointers
                for each in (TABLES if spec.table == ANY_TABLE else (spec.table or "",))
                if (each, getattr(record, spec.name)) in gone
            }
            if lost:
                changes.setdefault(name, {})[key] = structs.replace(record, **lost)
    return report.apply(changes)
