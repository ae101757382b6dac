"""A table of the consolidation as values: window, Excel, CSV and JSON all show these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct, field

from tertialapp.model.frame import Status
from tertialapp.model.numbers import MoneyUnit, format_number, format_rounded
from tertialapp.model.places import Spot

UNIT = MoneyUnit.MILLIONS
"""What amounts are told in."""

NO_STATUS = "Utan status"
"""What is told of a goal that has none yet."""

Value = str | int | Decimal | Status | None
"""What a cell holds; None is "nothing there", which is not 0."""


class ColumnKind(StrEnum):
    """How the figures of a column are printed; words stand as they are in any of them."""

    TEXT = "text"
    COUNT = "count"
    FIGURE = "figure"
    MONEY = "money"


class Column(Struct, frozen=True):
    """A column: its head, which says the unit too, and its kind."""

    head: str
    kind: ColumnKind = ColumnKind.TEXT


def money_column(name: str) -> Column:
    """A column of amounts, which are told in ``UNIT``."""
    return Column(f"{name} ({UNIT.label})", ColumnKind.MONEY)


class Origin(Struct, frozen=True):
    """Where something was read: the name of the file, and the spot in its report if it has one."""

    source: str
    spot: Spot | None = None


_NOWHERE: Mapping[int, Origin] = MappingProxyType({})


class Row(Struct, frozen=True):
    """A row, and where it was read; ``origins`` by column where the cells come from different files.

    ``strong``: it stands above or for the rows around it.
    """

    cells: tuple[Value, ...]
    origin: Origin | None = None
    origins: Mapping[int, Origin] = field(default_factory=lambda: _NOWHERE)
    strong: bool = False

    def origin_at(self, column: int) -> Origin | None:
        """Where a cell was read; None for what comes from no file of its own."""
        return self.origins.get(column, self.origin)


class Sheet(Struct, frozen=True):
    """A table: its title, columns, rows, and their sum where there is one.

    ``named`` says how many columns name the row: they stay in sight when one scrolls.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    named: int = 1

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows, and their sum last."""
        return self.rows if self.total is None else (*self.rows, self.total)


def matching(sheet: Sheet, words: str) -> tuple[Row, ...]:
    """The rows in which each of some words stands, and their sum where all are there."""
    sought = words.casefold().split()
    return sheet.all_rows if not sought else tuple(_holding(sheet, sought))


def _holding(sheet: Sheet, sought: Sequence[str]) -> Iterator[Row]:
    for row in sheet.rows:
        pairs = zip(sheet.columns, row.cells, strict=True)
        text = "\n".join(shown(column, value) for column, value in pairs).casefold()
        if all(word in text for word in sought):
            yield row


def shown(column: Column, value: Value) -> str:
    """A cell in print; "" where nothing is there."""
    match value:
        case None:
            return ""
        case Status():
            return value.name
        case str():
            return value
        case int():
            return format_number(Decimal(value))
    if column.kind is ColumnKind.MONEY:
        return format_rounded(value, UNIT.decimals)
    return format_number(value)
