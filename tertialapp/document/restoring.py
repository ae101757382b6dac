"""Takes back a single value, records with all that belonged to them, or all, from an earlier state of the report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from tertialapp.base.errors import BadInput
from tertialapp.document.edit import Edit
from tertialapp.model.belonging import Belongings, Name
from tertialapp.model.compare import changed_records
from tertialapp.model.integrity import faults
from tertialapp.model.records import ANY_TABLE, FieldSpec, Record, field_specs
from tertialapp.model.report import TABLES, Report


def restore_field(edit: Edit, before: Report, table: str, key: str, field: str) -> None:
    """Give a field the value that it had; a record that is not on both sides is restored whole."""
    was, now = before.table(table).get(key), edit.report.table(table).get(key)
    if was is None or now is None:
        restore_record(edit, before, table, key)
        return
    (spec,) = (spec for spec in field_specs(type(was)) if spec.name == field)
    edit.set(now, **{field: _value(edit, before, was, spec)})
    _check(edit)


def restore_record(edit: Edit, before: Report, table: str, key: str) -> None:
    """Make a record as it was: back with owners and all that belonged to it, or away again."""
    restore_records(edit, before, [(table, key)])


def restore_records(edit: Edit, before: Report, names: Iterable[Name]) -> None:
    """As ``restore_record``, for many. Raises BadInput where the report would not hold together."""
    belongings = Belongings(before)
    for table, key in names:
        now = edit.report.table(table).get(key)
        if key in before.table(table):
            _bring_back(edit, belongings, table, key)
        elif now is not None:
            edit.remove(now)
    _check(edit)


def restore_all(edit: Edit, before: Report) -> None:
    """Make the report in every part what it was."""
    differing = list(changed_records(edit.report, before))
    for _, _, was in differing:
        if was is not None:
            edit.put(was)
    for _, now, was in differing:
        if was is None and now is not None:
            edit.remove(now)


def _check(edit: Edit) -> None:
    if next(faults(edit.report), None):
        raise BadInput(
            "Det går inte att ta tillbaka för sig, för annat har flyttats sedan dess. "
            "Ta tillbaka det som har flyttats först."
        )


def _bring_back(edit: Edit, belongings: Belongings, table: str, key: str) -> None:
    before = belongings.report
    _put(edit, before, before.table(table)[key])
    for name, belonging in belongings.of(table, key):
        if belonging not in edit.report.table(name):
            _bring_back(edit, belongings, name, belonging)


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
