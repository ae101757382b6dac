"""Two amounts that should be the same, each a sum of stored cells, held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from tertialapp.check.findings import Cell, Finding, Severity, cell
from tertialapp.model import sums
from tertialapp.model.economy_tables import EconomyRow, EconomyTable, RowKind
from tertialapp.model.numbers import NBSP, MoneyUnit, format_money
from tertialapp.model.records import Ore
from tertialapp.model.sums import Amount


class Part(Struct, frozen=True):
    """An amount that counts in a sum, with the cell where it is edited."""

    cell: Cell
    amount: Amount


class Side(Struct, frozen=True, dict=True):
    """What one of the two is called, and what it is the sum of; ``unit`` is that of its table."""

    words: str
    parts: tuple[Part, ...]
    unit: MoneyUnit = MoneyUnit.MILLIONS

    @cached_property
    def amount(self) -> Amount:
        """The sum; None when all of it is blank."""
        return sums.total(part.amount for part in self.parts)

    @property
    def slack(self) -> Decimal:
        """By how much the sum may be wrong since its parts are rounded; exact ones are not."""
        step = sums.last_place(self.unit)
        rounded = [part for part in self.parts if part.amount and part.amount % step == 0]
        return sums.rounding_slack(len(rounded), self.unit)


def column_side(words: str, table: EconomyTable, key: str) -> Side:
    """The sum of a table's column."""
    rows = (row for row in table.rows if row.kind is RowKind.NORMAL)
    return Side(
        words, tuple(part for row in rows for part in row_parts(table, row, key)), table.unit
    )


def row_cell_computed(table: EconomyTable, row: EconomyRow, key: str) -> bool:
    """Whether nobody typed a row's cell."""
    return row.cells[table.column(key)].computed


def row_parts(table: EconomyTable, row: EconomyRow, key: str) -> tuple[Part, ...]:
    """What a row's cell is the sum of: itself, or the "varav" rows of which it is computed."""
    own: tuple[EconomyRow, ...] = (row,)
    if row_cell_computed(table, row, key):
        own = table.below.get(row.key, own)
    found = (each.cells[table.column(key)] for each in own)
    return tuple(
        Part(cell(each.source.record, each.source.field), each.amount)
        for each in found
        if each.source is not None
    )


def in_print(amount: Ore, unit: MoneyUnit) -> str:
    """An amount as tables print it, with its unit."""
    return f"{format_money(amount, unit)}{NBSP}{unit.label}"


def disagreement(one: Side, other: Side, unit: MoneyUnit) -> Iterator[Finding]:
    """An error when two amounts differ in print, but a note while rounding explains it.

    Nothing is found where both are blank.
    """
    if one.amount is None and other.amount is None:
        return
    here, there = Ore(one.amount or 0), Ore(other.amount or 0)
    found, against = (format_money(amount, unit) for amount in (here, there))
    if found == against:
        return
    apart = Ore(abs(here - there))
    rounding = apart <= one.slack + other.slack
    message = f"{one.words} är {in_print(here, unit)} men {other.words} {in_print(there, unit)}"
    why = (
        ". Skillnaden kan bero på avrundning."
        if rounding
        else f": {in_print(apart, unit)} skiljer."
    )
    cells = tuple(part.cell for side in (one, other) for part in side.parts)
    severity = Severity.NOTE if rounding else Severity.ERROR
    yield Finding(severity, f"{message}{why}", cells, found, against)


def turned(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts with the other sign."""
    return tuple(Part(part.cell, sums.negated(part.amount)) for part in parts)
