"""Rows that are moved together, and the places among their siblings where they can be put."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from msgspec import Struct

from tertialapp.document.ordering import order_with
from tertialapp.ui.grid.model import GridModel


class Slot(Struct, frozen=True):
    """A place for a block: above the row with a number, before a sibling or (None) after them all."""

    row: int
    before: str | None
    changes: bool
    """Whether the order becomes another."""


class RowBlock(Struct, frozen=True):
    """Siblings that are moved together, in their order. What stands below a row goes with it."""

    keys: tuple[str, ...]
    slots: tuple[Slot, ...]


def block_of(grid: GridModel[Any], place: int, chosen: Collection[int]) -> RowBlock | None:
    """A row with its chosen siblings; None where there is nowhere to move them."""
    if not grid.is_movable(place):
        return None
    rows = _siblings(grid, place)  # some tables don't show all
    ids = list(rows)
    keys = tuple(key for key, row in rows.items() if row == place or row in chosen)
    slots = []
    for at, row in enumerate([*rows.values(), _end(grid, rows[ids[-1]])]):
        before = next((key for key in ids[at:] if key not in keys), None)
        slots.append(Slot(row, before, order_with(ids, keys, before) != ids))
    return RowBlock(keys, tuple(slots)) if any(slot.changes for slot in slots) else None


def _siblings(grid: GridModel[Any], place: int) -> dict[str, int]:
    """The rows of the siblings of a row, by key."""
    assert grid.sheet.siblings is not None
    found: Sequence[Any] = grid.sheet.siblings(grid.bridge.report, grid.row(place))
    rows = {record.id: grid.row_of(record.id) for record in found}
    return {key: row for key, row in rows.items() if row >= 0}


def _end(grid: GridModel[Any], last: int) -> int:
    """The row after the last sibling and what stands below it: rows with siblings after it only."""
    end = last + 1
    while grid.is_movable(end) and min(_siblings(grid, end).values()) > last:
        end += 1
    return end
