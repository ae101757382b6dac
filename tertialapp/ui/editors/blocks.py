"""Blocks of cells out of a grid and into it, as text of the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt

from tertialapp.ui.columns.column import CellFault
from tertialapp.ui.models.grid import GridModel, Index, Typed
from tertialapp.ui.tsv import from_tsv, to_tsv


def copied(grid: GridModel[Any], chosen: Sequence[QModelIndex]) -> str:
    """The chosen cells as a spreadsheet takes them; cells between that were not chosen are empty."""
    texts = {(index.row(), index.column()): grid.copied_text(index) for index in chosen}
    rows = sorted({row for row, _ in texts})
    columns = sorted({column for _, column in texts})
    return to_tsv([[texts.get((row, column), "") for column in columns] for row in rows])


def emptied(chosen: Sequence[QModelIndex]) -> list[Typed]:
    """Nothing, for those of the chosen cells that can be typed in."""
    return [Typed(index.row(), index.column(), "") for index in chosen if _editable(index)]


def pasted(grid: GridModel[Any], chosen: Sequence[QModelIndex], text: str) -> list[Typed]:
    """What pasting a text at the chosen cells writes: one value fills them all, a block goes where they begin.

    Raises CellFault when the block is too large or would overwrite what is computed.
    """
    block = from_tsv(text)
    if len(block) == 1 and len(block[0]) == 1:
        cells = [Typed(index.row(), index.column(), block[0][0]) for index in chosen]
    else:
        top = min(index.row() for index in chosen)
        left = min(index.column() for index in chosen)
        cells = [
            Typed(top + down, left + across, cell)
            for down, line in enumerate(block)
            for across, cell in enumerate(line)
        ]
    return [cell for cell in cells if _takes(grid, cell)]


def _takes(grid: GridModel[Any], cell: Typed) -> bool:
    """Whether a cell is to be written: not when it holds just that already."""
    index = grid.index(cell.row, cell.column)
    if not index.isValid():
        raise CellFault(
            "Blocket är större än tabellen. Lägg till rader eller börja högre upp, och klistra in igen."
        )
    if cell.text == grid.copied_text(index):
        return False
    if not _editable(index):
        title = grid.sheet.columns[cell.column].title
        raise CellFault(f"Rad {cell.row + 1}, {title}: cellen kan inte skrivas över.")
    return True


def _editable(index: Index) -> bool:
    return bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
