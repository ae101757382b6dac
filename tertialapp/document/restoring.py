"""Takes back a single value, or a record with all that belonged to it, from an earlier state of the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tertialapp.document.edit import Edit
from tertialapp.model.records import ANY_TABLE, FieldSpec, Record, field_specs
from tertialapp.model.report import TABLES, Report, table_name


def restore_field(edit: Edit, before: Report, table: str, key: str, field: str) -> None:
    """Give a field the value that it had; a record that is not on both sides is restored whole."""
    was, now = before.table(table).get(key), edit.report.table(table).get(key)
    if was is None or now is None:
        restore_record(edit, before, table, key)
        return
    (spec,) = (spec for spec in field_specs(type(was)) if spec.name == field)
    edit.set(now, **{field: _value(edit, before, was, spec)})


def restore_record(edit: Edit, before: Report, table: str, key: str) -> None:
    """Make a record as it was: back with owners and all that belonged to it, or away again."""
    was, now = before.table(table).get(key), edit.report.table(table).get(key)
    if was is not None:
        _put(edit, before, was)
        for dependent in _belonging(before, was):
            if dependent.id not in edit.report.table(table_name(type(dependent))):
                restore_record(edit, before, table_name(type(dependent)), dependent.id)
    elif now is not None:
        edit.remove(now)


def _put(edit: Edit, before: Report, was: Record) -> None:
    edit.put(
        replace(
            was,
            **{
                spec.name: _value(edit, before, was, spec)
                for spec in field_specs(type(was))
                if spec.table
            },
        )
    )


def _value(edit: Edit, before: Report, was: Record, spec: FieldSpec) -> Any:
    """A field's earlier value. An owner that is gone comes back for it; what it pointed at need not."""
    value = getattr(was, spec.name)
    if spec.table is None or value is None or _found(edit.report, spec.table, value):
        return value
    if spec.points:
        return None
    owner = _found(before, spec.table, value)
    if owner is not None:
        _put(edit, before, owner)
    return value


def _found(report: Report, table: str, key: str) -> Record | None:
    names = TABLES if table == ANY_TABLE else (table,)
    return next((report.table(name)[key] for name in names if key in report.table(name)), None)


def _belonging(report: Report, owner: Record) -> Iterator[Record]:
    """The records that go when another goes."""
    named = (ANY_TABLE, table_name(type(owner)))
    for name, table in TABLES.items():
        fields = [
            spec.name
            for spec in field_specs(table.record_type)
            if spec.table in named and not spec.points
        ]
        if fields:
            for record in report.table(name).values():
                if any(getattr(record, field) == owner.id for field in fields):
                    yield record
