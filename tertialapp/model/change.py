"""What a change touched, as plain values: the unit of undo, history and, later, merge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct, structs

from tertialapp.model.plain import from_plain, plain_value, to_plain, value_from_plain
from tertialapp.model.records import Record, field_specs
from tertialapp.model.report import TABLES, Report


class Operation(StrEnum):
    """What was done to a record."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


class Delta(Struct, frozen=True):
    """One record added or removed, or one field of it changed; ``old`` and ``new`` are plain values.

    Adding has the whole record in ``new``, removing in ``old``; ``field`` is then empty.
    """

    table: str
    key: str
    operation: Operation
    field: str
    old: Any
    new: Any

    def inverse(self) -> Delta:
        """The delta that takes this one back."""
        operation = {
            Operation.INSERT: Operation.DELETE,
            Operation.DELETE: Operation.INSERT,
            Operation.UPDATE: Operation.UPDATE,
        }[self.operation]
        return Delta(self.table, self.key, operation, self.field, self.new, self.old)


def difference(
    before: Report, changes: Mapping[str, Mapping[str, Record | None]]
) -> tuple[Delta, ...]:
    """What putting (or, where None, removing) records changes in a report."""
    deltas: list[Delta] = []
    for table, rows in changes.items():
        for key, record in rows.items():
            deltas += _record_difference(table, key, before.table(table).get(key), record)
    return tuple(deltas)


def _record_difference(
    table: str, key: str, old: Record | None, new: Record | None
) -> Iterable[Delta]:
    if old is None and new is not None:
        yield Delta(table, key, Operation.INSERT, "", None, to_plain(new))
    elif old is not None and new is None:
        yield Delta(table, key, Operation.DELETE, "", to_plain(old), None)
    elif old is not None and new is not None:
        for spec in field_specs(type(new)):
            was, is_now = getattr(old, spec.name), getattr(new, spec.name)
            plain_was, plain_now = plain_value(spec, was), plain_value(spec, is_now)
            if plain_was != plain_now:
                yield Delta(table, key, Operation.UPDATE, spec.name, plain_was, plain_now)


def apply_deltas(report: Report, deltas: Iterable[Delta]) -> Report:
    """The report after some deltas."""
    changes: dict[str, dict[str, Record | None]] = {}
    for delta in deltas:
        rows = changes.setdefault(delta.table, {})
        record_type = TABLES[delta.table].record_type
        match delta.operation:
            case Operation.INSERT:
                rows[delta.key] = from_plain(record_type, delta.new)
            case Operation.DELETE:
                rows[delta.key] = None
            case Operation.UPDATE:
                current = rows.get(delta.key) or report.table(delta.table)[delta.key]
                value = value_from_plain(record_type, delta.field, delta.new)
                rows[delta.key] = structs.replace(current, **{delta.field: value})
    return report.apply(changes)
