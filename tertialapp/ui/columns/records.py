"""What grids of plain records have in common: rows are records with a place among their siblings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar, cast

from tertialapp.document.edit import Edit
from tertialapp.model.records import Record
from tertialapp.model.report import Report, table_name
from tertialapp.ui.columns.column import Addition, Column, Sheet
from tertialapp.ui.ordering import key_after, move


class Placed(Protocol):
    """A record with an order among its siblings."""

    @property
    def id(self) -> str:
        """Its key."""

    @property
    def sort_key(self) -> str:
        """Its place."""


_P = TypeVar("_P", bound=Placed)
_R = TypeVar("_R", bound=Record)


def current(edit: Edit, record: _R) -> _R:
    """A record as it stands within an edit, which may already have changed it."""
    found = edit.report.table(table_name(type(record))).get(record.id, record)
    return cast(_R, found)


def writes(field: str) -> Callable[[Edit, Any, Any], None]:
    """What writes a field of the row's own record."""

    def write(edit: Edit, row: Record, value: Any) -> None:
        edit.set(current(edit, row), **{field: value})

    return write


def record_sheet(
    noun: str,
    columns: tuple[Column[_P], ...],
    siblings: Callable[[Report], Sequence[_P]],
    make: Callable[[str], _P],
) -> Sheet[_P]:
    """A sheet of records that are siblings; ``make`` gives a new one with the sort key of its place."""

    def create(edit: Edit, after: _P | None) -> str:
        made = make(key_after(siblings(edit.report), after.id if after else None))
        return edit.put(cast(Record, made)).id

    return Sheet(
        noun=noun,
        columns=columns,
        rows=siblings,
        row_id=lambda row: row.id,
        additions=(Addition("Ny rad", create),),
        remove=lambda edit, row: edit.remove(cast(Record, row)),
        move=lambda edit, row, step: move(edit, siblings(edit.report), row.id, step),
    )
