"""What is to be read in blocks: every text in them, with the spot of the report that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum

from tertialapp.model.places import Spot
from tertialapp.pdf.blocks import Block, Row, Table
from tertialapp.pdf.styles import TextStyle

_Part = tuple[object, Spot | None]
_UNSEEN = ("anchor", "link", "align")
"""Fields whose words are for the program."""


def shown_texts(blocks: Iterable[Block]) -> Iterator[tuple[str, Spot | None]]:
    """All texts of blocks, which are made of tuples and dataclasses, in the order of the blocks."""
    left: list[_Part] = [(tuple(blocks), None)]
    while left:
        value, spot = left.pop()
        if isinstance(value, Enum | TextStyle):
            continue
        if isinstance(value, str):
            yield value, spot
        elif isinstance(value, tuple):
            left += [(each, spot) for each in reversed(value)]
        elif is_dataclass(value):
            left += reversed(_parts(value, getattr(value, "source", None) or spot))


def _parts(value: object, spot: Spot | None) -> list[_Part]:
    if isinstance(value, Table):
        rows = (part for row in value.rows for part in _row(row, value, row.source or spot))
        return [(value.caption, spot), (value.columns, spot), *rows]
    # What is not compared says where something comes from.
    names = (each.name for each in fields(value) if each.compare)  # type: ignore[arg-type]
    return [(getattr(value, name), spot) for name in names if name not in _UNSEEN]


def _row(row: Row, table: Table, spot: Spot | None) -> Iterator[_Part]:
    for column, cell in zip(table.columns, row.cells, strict=False):
        yield cell, replace(spot, field=column.key) if spot else None
    yield row.analysis, spot
