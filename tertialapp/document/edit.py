"""An edit being made: the only way in which records of an open report change."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, TypeVar

from tertialapp.model.plain import cleaned
from tertialapp.model.records import ANY_TABLE, FieldSpec, Record, field_specs
from tertialapp.model.report import TABLES, Report, table_name

_R = TypeVar("_R", bound=Record)


class Edit:
    """Collects what one edit puts and removes; ``report`` shows the outcome so far."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.changes: dict[str, dict[str, Record | None]] = {}

    def put(self, record: _R) -> _R:
        """Add a record, or replace the one with its key; its texts are made clean."""
        record = cleaned(record)
        self._change(table_name(type(record)), record.id, record)
        return record

    def set(self, record: _R, **fields: Any) -> _R:
        """Change fields of a record; it is added when the report does not have it yet."""
        return self.put(dataclasses.replace(record, **fields))

    def remove(self, record: Record) -> None:
        """Remove a record with all that belongs to it; what only points at it points at nothing."""
        if record.id not in self.report.table(table_name(type(record))):
            return
        for dependent, field in list(_referring_to(self.report, record)):
            if field.points:
                self.set(dependent, **{field.name: None})
            else:
                self.remove(dependent)
        self._change(table_name(type(record)), record.id, None)

    def _change(self, table: str, key: str, record: Record | None) -> None:
        self.changes.setdefault(table, {})[key] = record
        self.report = self.report.apply({table: {key: record}})


def _referring_to(report: Report, record: Record) -> Iterator[tuple[Record, FieldSpec]]:
    tables = (ANY_TABLE, table_name(type(record)))
    for name, spec in TABLES.items():
        for field in field_specs(spec.record_type):
            if field.table in tables:
                for other in report.table(name).values():
                    if getattr(other, field.name) == record.id:
                        yield other, field
