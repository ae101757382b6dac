"""What differs between two states of a report, record by record."""

from __future__ import annotations

from collections.abc import Iterator

from tertialapp.model.records import Record
from tertialapp.model.report import TABLES, Report


def changed_records(
    before: Report, after: Report
) -> Iterator[tuple[str, Record | None, Record | None]]:
    """Table, old and new record of all that was added, changed or removed (None where there is none)."""
    for name in TABLES:
        old, new = before.table(name), after.table(name)
        if old is new:
            continue
        for key, record in new.items():
            was = old.get(key)
            if was is not record and was != record:
                yield name, was, record
        for key, record in old.items():
            if key not in new:
                yield name, record, None
