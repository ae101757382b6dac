"""What grids of plain records have in common: rows are records with a place among their siblings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from msgspec import structs

from tertialapp.document.edit import Edit
from tertialapp.document.ordering import Ordered, key_after, keys_after
from tertialapp.model.numbers import MoneyUnit, format_money_exact
from tertialapp.model.records import Ore, Record, cell_id, field_specs, new_id
from tertialapp.model.report import TABLES, Report, table_name
from tertialapp.model.sums import total
from tertialapp.ui.columns.column import Addition, Column, Sheet, Source, SumCell, SumRow
from tertialapp.ui.columns.typing_forms import typed_money

_P = TypeVar("_P", bound=Ordered)
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


# -- which stored cell is shown --------------------------------------------------------------------


def own(*fields: str) -> Callable[[Report, Any], Source]:
    """Fields of the row's own record."""
    return lambda _report, row: (table_name(type(row)), row.id, fields)


def of_period(table: str, period_id: str, *fields: str) -> Callable[[Report, Any], Source]:
    """Fields of what the row has in a period, in another table."""
    return lambda _report, row: (table, cell_id(row.id, period_id), fields)


# -- sheets ----------------------------------------------------------------------------------------


def record_sheet(
    key: str,
    noun: str,
    columns: tuple[Column[_P], ...],
    siblings: Callable[[Report], Sequence[_P]],
    make: Callable[[str], _P],
) -> Sheet[_P]:
    """A sheet of records that are siblings; ``make`` gives a new one with the sort key of its place."""

    def create(edit: Edit, after: _P | None, count: int) -> list[str]:
        keys = keys_after(siblings(edit.report), after.id if after else None, count)
        return [edit.put(cast(Record, make(sort_key))).id for sort_key in keys]

    return Sheet(
        key=key,
        noun=noun,
        columns=columns,
        rows=siblings,
        row_id=lambda row: row.id,
        additions=(Addition("Ny rad", create),),
        remove=lambda edit, row: edit.remove(cast(Record, row)),
        siblings=lambda report, _row: siblings(report),
        duplicate=lambda edit, row: duplicate(edit, cast(Record, row), siblings(edit.report)),
    )


def duplicate(
    edit: Edit, record: Record, siblings: Sequence[Ordered], period_id: str = "", **fields: Any
) -> str:
    """Put a record like another after it, with what that one has in a period; gives its key."""
    after = key_after(siblings, record.id)
    made = edit.put(structs.replace(record, id=new_id(), sort_key=after, **fields))
    for name in TABLES if period_id else ():
        for key, cell in list(edit.report.table(name).items()):
            if key.startswith(f"{record.id}@") and getattr(cell, "period_id", "") == period_id:
                owners = {
                    spec.name: made.id
                    for spec in field_specs(type(cell))
                    if spec.table and getattr(cell, spec.name) == record.id
                }
                moved = key.replace(record.id, made.id, 1)
                edit.put(structs.replace(cell, id=moved, **owners))
    return made.id


def amount_sums(
    siblings: Callable[[Report], Sequence[Any]], unit: MoneyUnit, key: str = "amount"
) -> Callable[[Report], tuple[SumRow, ...]]:
    """The sum of the amounts that the rows of a list have."""

    def rows(report: Report) -> tuple[SumRow, ...]:
        amounts: list[Ore | None] = [getattr(row, key) for row in siblings(report)]
        amount = total(amounts)
        shown = "" if amount is None else format_money_exact(amount, unit)
        exact = "" if amount is None else typed_money(amount, unit)
        cell = SumCell(shown, exact, "Summan av raderna")
        return (SumRow("Summa", {key: cell}),) if amounts else ()

    return rows
