"""What pasting a block would write, cell by cell, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex

from tertialapp.document.edit import Edit
from tertialapp.model.report import Report
from tertialapp.ui.columns.column import FAULTS, Column
from tertialapp.ui.grid.model import GridModel
from tertialapp.ui.grid.writing import LOCKED, Typed
from tertialapp.ui.tsv import Block

MOST_NEW_ROWS = 500


class PlannedCell(Struct, frozen=True):
    """A cell that a block meets: what it holds, what it would hold, or why it can't."""

    row: int
    column: int
    name: str
    title: str
    now: str
    text: str
    fault: str = ""


class Target(Struct, frozen=True):
    """Where a block goes: the chosen cells' rows and visible columns, in order."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]

    @property
    def is_one_cell(self) -> bool:
        """Whether only one cell is chosen."""
        return len(self.rows) == 1 and len(self.columns) == 1


class Plan(Struct, frozen=True, dict=True):
    """What a block would write: only cells that would change or can't, those of rows to add last.

    ``more_rows`` are the block's rows beyond the grid, ``more_columns`` its columns beyond the last;
    ``larger`` says that the block is larger than the cells that were chosen for it.
    """

    cells: tuple[PlannedCell, ...]
    added: tuple[PlannedCell, ...] = ()
    more_rows: int = 0
    more_columns: int = 0
    larger: bool = False
    addable: bool = False
    """Rows can be added to the grid."""

    @property
    def can_add(self) -> bool:
        """Whether the rows that the block has beyond the grid can be added."""
        return self.addable and 0 < self.more_rows <= MOST_NEW_ROWS

    @property
    def needs_question(self) -> bool:
        """Whether somebody should look before anything is written."""
        return bool(self.more_rows or self.more_columns or self.larger or self.faults)

    @cached_property
    def fitting(self) -> tuple[PlannedCell, ...]:
        """The cells of rows that are there and that can take what the block has for them."""
        return tuple(cell for cell in self.cells if not cell.fault)

    @cached_property
    def fitting_added(self) -> tuple[PlannedCell, ...]:
        """The cells of rows to add that can take what the block has for them."""
        return tuple(cell for cell in self.added if not cell.fault)

    @cached_property
    def faults(self) -> tuple[PlannedCell, ...]:
        """The cells that can't."""
        return tuple(cell for cell in (*self.cells, *self.added) if cell.fault)


def typed(cells: Sequence[PlannedCell]) -> list[Typed]:
    """Planned cells as they are written."""
    return [Typed(cell.row, cell.column, cell.text) for cell in cells]


def target_of(chosen: Sequence[QModelIndex], columns: Sequence[int]) -> Target:
    """The target of chosen cells; ``columns`` are the visible ones."""
    across = {index.column() for index in chosen}
    return Target(
        tuple(sorted({index.row() for index in chosen})),
        tuple(column for column in columns if column in across),
    )


def plan_paste(grid: GridModel[Any], target: Target, columns: Sequence[int], block: Block) -> Plan:
    """What pasting a block at a target does.

    One value, or a block that goes a whole number of times into the chosen cells, fills them; any
    other begins in the first of them. ``columns`` are the visible ones: a hidden one is passed over.
    """
    high, wide = len(block), len(block[0])
    down, across = len(target.rows), len(target.columns)
    if down % high == 0 and across % wide == 0:
        rows, places = list(target.rows), list(target.columns)
        larger = False
    else:
        first = columns.index(target.columns[0])
        rows = list(range(target.rows[0], target.rows[0] + high))
        places = list(columns[first : first + wide])
        larger = not target.is_one_cell and (high > down or wide > across)
    there = grid.rowCount()
    cells = [
        planned
        for at, row in enumerate(rows)
        if row < there
        for planned in _row_cells(grid, row, places, block[at % high])
    ]
    more = sum(row >= there for row in rows)
    plan = Plan(
        cells=tuple(cells),
        more_rows=more,
        more_columns=max(0, wide - len(places)),
        larger=larger,
        addable=bool(grid.sheet.additions),
    )
    added = _added(grid, places, block[high - more :]) if plan.can_add else ()
    return replace(plan, added=added)


def _row_cells(
    grid: GridModel[Any], row: int, places: Sequence[int], texts: Sequence[str]
) -> list[PlannedCell]:
    """The cells of a row that would change or can't; one that holds just that already is neither."""
    cells = []
    record = grid.row(row)
    report = grid.bridge.report
    name = ""
    for at, place in enumerate(places):
        index = grid.index(row, place)
        text = texts[at % len(texts)]
        column = grid.sheet.columns[place]
        locked = not column.is_editable(record)
        if text == grid.copied_text(index) or (locked and text == grid.shown_text(index)):
            continue
        name = name or grid.row_name(row)
        fault = _fault(report, column, record, text)
        now = grid.shown_text(index)
        cells.append(PlannedCell(row, place, name, column.name, now, text, fault))
    return cells


def _fault(report: Report, column: Column[Any], row: Any, text: str) -> str:
    if not column.is_editable(row):
        return LOCKED
    try:
        column.value_of(report, row, text)
    except FAULTS as fault:
        return str(fault)
    return ""


# -- rows to add -----------------------------------------------------------------------------------


def _added(grid: GridModel[Any], places: Sequence[int], block: Block) -> tuple[PlannedCell, ...]:
    """What the cells of new rows would hold: tried on a row that is made and thrown away."""
    trial = Edit(grid.bridge.report)
    made = _make_rows(grid, trial, 1)
    (row,) = [row for row in grid.sheet.rows(trial.report) if grid.sheet.row_id(row) == made[0]]
    first = grid.rowCount()
    cells = []
    for at, line in enumerate(block):
        for place, text in zip(places, line, strict=False):
            column = grid.sheet.columns[place]
            if text:
                fault = _fault(trial.report, column, row, text)
                name = f"Ny rad {at + 1}"
                cells.append(PlannedCell(first + at, place, name, column.name, "", text, fault))
    return tuple(cells)


def _make_rows(grid: GridModel[Any], edit: Edit, count: int) -> Sequence[str]:
    """Add rows last; gives their keys."""
    return grid.sheet.additions[0].create(edit, grid.row(grid.rowCount() - 1), count)


def write_with_rows(grid: GridModel[Any], plan: Plan, reason: str = "") -> None:
    """Write what fits of a plan, the rows that it needs added, in one undo step."""
    sheet = grid.sheet
    rows = f"{plan.more_rows} rader" if plan.more_rows > 1 else "1 rad"
    with grid.bridge.edit(f"Lägg till {rows} och klistra in", initiator=grid) as edit:
        before = {at: grid.row(at) for at in {cell.row for cell in plan.fitting}}
        made = _make_rows(grid, edit, plan.more_rows)
        by_key = {sheet.row_id(row): row for row in sheet.rows(edit.report)}
        first = grid.rowCount()
        for cell in (*plan.fitting, *plan.fitting_added):
            at = cell.row - first
            row = by_key[made[at]] if at >= 0 else before[cell.row]
            column = sheet.columns[cell.column]
            assert column.write is not None
            value = column.value_of(edit.report, row, cell.text)
            column.write(edit, row, (value, reason) if column.reason else value)
