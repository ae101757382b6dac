"""Writing into the cells of a grid: everything or nothing, in one undo step, with a word on what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from tertialapp.ui.columns.column import FAULTS
from tertialapp.ui.grid.model import GridModel, Index

LOCKED = "Cellen räknas ut eller är låst och kan inte skrivas över."


class Typed(Struct, frozen=True):
    """A text for a cell, with the reason where its column asks for one."""

    row: int
    column: int
    text: str
    reason: str = ""


def fault_of(grid: GridModel[Any], index: Index, text: str) -> str:
    """What is wrong with a text for a cell, in Swedish; "" when nothing is."""
    column, row = grid.cell(index)
    try:
        column.value_of(grid.bridge.report, row, text)
    except FAULTS as fault:
        return str(fault)
    return ""


def question(grid: GridModel[Any], cells: Sequence[Typed]) -> str:
    """The reason to ask for before texts are written to cells; "" when none is needed."""
    for cell in cells:
        reason = grid.sheet.columns[cell.column].reason
        index = grid.index(cell.row, cell.column)
        same = index.isValid() and cell.text == grid.typed_text(index)
        if reason and cell.text.strip() and not same:
            return reason
    return ""


def write(grid: GridModel[Any], cells: Sequence[Typed], label: str = "") -> str:
    """Write texts to cells in one undo step; gives what is wrong with the first that doesn't fit.

    Nothing at all is written then. A text that a cell already holds changes nothing.
    """
    report = grid.bridge.report
    values = []
    for cell in cells:
        column, row = grid.cell(grid.index(cell.row, cell.column))
        if cell.text == column.typed(report, row, column.read(report, row)):
            continue
        try:
            value = column.value_of(report, row, cell.text)
        except FAULTS as fault:
            return f"{place_of(grid, cell)}: {fault}" if len(cells) > 1 else str(fault)
        values.append((column, row, (value, cell.reason) if column.reason else value))
    if values:
        with grid.bridge.edit(label or values[0][0].act, initiator=grid) as edit:
            for column, row, value in values:
                assert column.write is not None
                column.write(edit, row, value)
    return ""


def place_of(grid: GridModel[Any], cell: Typed) -> str:
    """Where a cell is, in words."""
    return f"Rad {cell.row + 1}, {grid.sheet.columns[cell.column].name}"
