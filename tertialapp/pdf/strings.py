"""What is to be read in blocks: every text in them, with the spot of the report that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.model.places import Spot
from tertialapp.pdf.blocks import Block, Row, Shown, Table
from tertialapp.pdf.styles import TextStyle

_Part = tuple[object, Spot | None]
_UNSEEN = ("anchor", "link", "align", *Shown.ASIDE)
"""Fields whose words are for the program."""


def shown_texts(blocks: Iterable[Block]) -> Iterator[tuple[str, Spot | None]]:
    """All texts of blocks, which are made of tuples and Structs, in the order of the blocks."""
    left: list[_Part] = [(tuple(blocks), None)]
    while left:
        value, spot = left.pop()
        if isinstance(value, str):
            if not isinstance(value, Enum):
                yield value, spot
        elif isinstance(value, tuple):
            left += [(each, spot) for each in reversed(value)]
        elif names := _names(type(value)):  # type: ignore[arg-type]
            left += reversed(_parts(value, names, getattr(value, "source", None) or spot))


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a class in which there may be texts."""
    if not issubclass(kind, Struct) or kind is TextStyle:
        return ()
    return tuple(name for name in kind.__struct_fields__ if name not in _UNSEEN)


def _parts(value: object, names: Iterable[str], spot: Spot | None) -> list[_Part]:
    if isinstance(value, Table):
        rows = (part for row in value.rows for part in _row(row, value, row.source or spot))
        return [(value.caption, spot), (value.columns, spot), *rows]
    return [(getattr(value, name), spot) for name in names]


def _row(row: Row, table: Table, spot: Spot | None) -> Iterator[_Part]:
    for column, cell in zip(table.columns, row.cells, strict=False):
        yield cell, replace(spot, field=column.key) if spot else None
    yield row.analysis, spot
