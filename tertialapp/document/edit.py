"""An edit being made: the only way in which records of an open report change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from msgspec import structs

from tertialapp.model.plain import cleaned
from tertialapp.model.records import ANY_TABLE, FieldSpec, Record, field_specs
from tertialapp.model.report import TABLES, Report, table_name

_R = TypeVar("_R", bound=Record)


class Edit:
    """Collects what one edit puts and removes; ``report`` shows the outcome so far, ``before`` how it was.

    Each outcome is a value of its own that later steps do not change. A step costs the same however
    many went before it, and however large the table is; only the siblings of its record are lined up
    anew. ``made`` is whether all of it is on disk: only afterwards, and not when it was refused.
    """

    def __init__(self, report: Report) -> None:
        self.made = False
        self.before = report
        self.report = report
        self.changes: dict[str, dict[str, Record | None]] = {}
        self._journals: dict[str, _Journal] = {}
        self._references: _References | None = None

    def put(self, record: _R) -> _R:
        """Add a record, or replace the one with its key; its texts are made clean."""
        record = cleaned(record)
        self._change(table_name(type(record)), record.id, record)
        return record

    def set(self, record: _R, **fields: Any) -> _R:
        """Change fields of a record; it is added when the report does not have it yet."""
        return self.put(structs.replace(record, **fields))

    def remove(self, record: Record) -> None:
        """Remove a record with all that belongs to it; what only points at it points at nothing."""
        table = table_name(type(record))
        if record.id not in self.report.table(table):
            return
        if self._references is None:
            self._references = _References(self.report)
        for name, key, field in self._references.to(table, record.id):
            # What belongs to it in two ways may be gone or point elsewhere by now.
            dependent = self.report.table(name).get(key)
            if dependent is None or getattr(dependent, field.name) != record.id:
                continue
            if field.points:
                self.set(dependent, **{field.name: None})
            else:
                self.remove(dependent)
        self._change(table, record.id, None)

    def take(self, changes: Mapping[str, Mapping[str, Record | None]]) -> None:
        """Put the given records, then remove those that are None, by table and key."""
        for rows in changes.values():
            for record in rows.values():
                if record is not None:
                    self.put(record)
        for name, rows in changes.items():
            for key, record in rows.items():
                gone = self.report.table(name).get(key)
                if record is None and gone is not None:
                    self.remove(gone)

    def _change(self, name: str, key: str, record: Record | None) -> None:
        table = self.report.table(name)
        if self._references is not None:
            self._references.change(name, key, table.get(key), record)
        self.changes.setdefault(name, {})[key] = record
        if name not in self._journals:
            self._journals[name] = _Journal(table)
        after = self._journals[name].change(key, record)
        self.report = self.report.with_table(name, after, {key: record})


class _Journal:
    """A table and all that an edit has done to it, one numbered step at a time."""

    def __init__(self, before: Mapping[str, Record]) -> None:
        self.before = before
        self.steps: dict[str, list[tuple[int, Record | None]]] = {}
        self._number = 0
        self._length = len(before)

    def change(self, key: str, record: Record | None) -> _Table:
        """Put, or where None remove, a record; gives the table as it is after that."""
        held = key in _Table(self, self._number, self._length)
        self._length += (record is not None) - held
        self._number += 1
        self.steps.setdefault(key, []).append((self._number, record))
        return _Table(self, self._number, self._length)


class _Table(Mapping[str, Record]):
    """A table as it was after a step of its journal: a value, though the journal goes on."""

    def __init__(self, journal: _Journal, number: int, length: int) -> None:
        self._journal = journal
        self._number = number
        self._length = length

    def __getitem__(self, key: str) -> Record:
        for number, record in reversed(self._journal.steps.get(key, ())):
            if number <= self._number:
                if record is None:
                    raise KeyError(key)
                return record
        return self._journal.before[key]

    def __iter__(self) -> Iterator[str]:
        before = self._journal.before
        added = [key for key in self._journal.steps if key not in before]
        for keys in (before, added):
            for key in keys:
                if key in self:
                    yield key

    def __len__(self) -> int:
        return self._length


class _References:
    """Which records refer to which, kept up to date with an edit."""

    def __init__(self, report: Report) -> None:
        self._by_target: dict[str, dict[tuple[str, str, str], FieldSpec]] = {}
        for name, table in TABLES.items():
            if any(field.table for field in field_specs(table.record_type)):
                for key, record in report.table(name).items():
                    self.change(name, key, None, record)

    def to(self, table: str, key: str) -> list[tuple[str, str, FieldSpec]]:
        """The records that refer to one: table, key and field of each."""
        return [
            (name, referring, field)
            for (name, referring, _), field in self._by_target.get(key, {}).items()
            if field.table in (ANY_TABLE, table)
        ]

    def change(self, name: str, key: str, old: Record | None, new: Record | None) -> None:
        """Follow a record that is put or removed."""
        for field in field_specs(TABLES[name].record_type):
            if field.table:
                was, is_now = (getattr(record, field.name, None) for record in (old, new))
                if was != is_now:
                    if was is not None:
                        del self._by_target[was][name, key, field.name]
                    if is_now is not None:
                        referring = self._by_target.setdefault(is_now, {})
                        referring[name, key, field.name] = field
