"""What is done to the rows of a grid, each time as one undo step; sums stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tertialapp.document.ordering import move, move_before
from tertialapp.ui.columns.column import Addition
from tertialapp.ui.grid.model import GridModel
from tertialapp.ui.grid.row_block import RowBlock


def add_row(grid: GridModel[Any], addition: Addition[Any], after: int) -> int:
    """Add a row after another; gives where it came."""
    made = ""
    with grid.bridge.edit(f"Lägg till {grid.sheet.noun}", initiator=grid) as edit:
        (made,) = addition.create(edit, grid.row(after), 1)
    return grid.row_of(made)


def duplicate_rows(grid: GridModel[Any], places: Sequence[int]) -> int:
    """Make rows like others, each after its own; gives where the first came, -1 when none did."""
    rows, copy = _own(grid, places), grid.sheet.duplicate
    made: list[str] = []
    if rows and copy:
        with grid.bridge.edit(f"Duplicera {_count(grid, rows)}", initiator=grid) as edit:
            made = [copy(edit, row) for row in rows]
    return grid.row_of(made[0]) if made else -1


def remove_rows(grid: GridModel[Any], places: Sequence[int]) -> None:
    """Remove rows."""
    rows, remove = _own(grid, places), grid.sheet.remove
    if rows and remove:
        with grid.bridge.edit(f"Ta bort {_count(grid, rows)}", initiator=grid) as edit:
            for row in rows:
                # In sheets of many tables it may have gone with the one that it is part of.
                if grid.sheet.follows or _is_left(grid, edit.report, row):
                    remove(edit, row)


def move_row(grid: GridModel[Any], place: int, step: int) -> None:
    """Move a row up or down among its siblings."""
    rows, siblings, key = _own(grid, [place]), grid.sheet.siblings, grid.sheet.row_id
    if rows and siblings:
        with grid.bridge.edit(f"Flytta {grid.sheet.noun}", initiator=grid) as edit:
            move(edit, siblings(edit.report, rows[0]), key(rows[0]), step)


def move_rows(grid: GridModel[Any], block: RowBlock, before: str | None) -> None:
    """Put rows together before one of their siblings, or (None) after them all."""
    siblings, row = grid.sheet.siblings, grid.row(grid.row_of(block.keys[0]))
    if siblings and row is not None:
        with grid.bridge.edit(f"Flytta {_count(grid, block.keys)}", initiator=grid) as edit:
            move_before(edit, siblings(edit.report, row), block.keys, before)


def _is_left(grid: GridModel[Any], report: Any, row: Any) -> bool:
    key = grid.sheet.row_id
    return key(row) in map(key, grid.sheet.rows(report))


def _count(grid: GridModel[Any], rows: Sequence[Any]) -> str:
    return f"{len(rows)} rader" if len(rows) > 1 else grid.sheet.noun


def _own(grid: GridModel[Any], places: Sequence[int]) -> list[Any]:
    rows = (grid.row(place) for place in places)
    return [row for row in rows if row is not None and grid.sheet.is_own(row)]
