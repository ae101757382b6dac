"""The rows of a grid as its user adds, removes and moves them, by keys, buttons and menus."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTableView

from tertialapp.ui.columns.column import Addition
from tertialapp.ui.grid import row_acts
from tertialapp.ui.grid.cursor import Cursor
from tertialapp.ui.grid.editing import Editing
from tertialapp.ui.grid.model import GridModel
from tertialapp.ui.grid.row_heights import RowHeights


class Rows:
    """What is being typed is taken in first; where it does not fit, nothing is done to rows."""

    def __init__(
        self,
        view: QTableView,
        grid: GridModel[Any],
        cursor: Cursor,
        editing: Editing,
        heights: RowHeights,
    ) -> None:
        self._view = view
        self._grid = grid
        self._cursor = cursor
        self._editing = editing
        self._heights = heights

    def add(self, addition: Addition[Any]) -> None:
        """Add a row after the cursor's and begin to name it."""
        if self._editing.leave():
            self._name(row_acts.add_row(self._grid, addition, self._cursor.index().row()))

    def add_usual(self) -> None:
        """Add a row in the way that the sheet offers first."""
        if self._grid.sheet.additions:
            self.add(self._grid.sheet.additions[0])

    def duplicate(self) -> None:
        """Make a row like each of the chosen ones after it, and begin to name the first."""
        if self._editing.leave():
            self._name(row_acts.duplicate_rows(self._grid, self._cursor.chosen_rows()))

    def remove(self) -> None:
        """Remove the rows of the choice."""
        rows = self._cursor.chosen_rows()
        column = max(0, self._cursor.index().column())
        if rows and self._editing.leave():
            row_acts.remove_rows(self._grid, rows)
            self._cursor.go_to(min(rows[0], self._grid.rowCount() - 1), column)

    def move(self, step: int) -> None:
        """Move the cursor's row up or down; the cursor goes with it."""
        if self._editing.leave() and self._cursor.index().isValid():
            row_acts.move_row(self._grid, self._cursor.index().row(), step)
            self._view.scrollTo(self._cursor.index())

    def _name(self, at: int) -> None:
        if at >= 0:
            columns = self._grid.sheet.columns
            name = next((c for c, column in enumerate(columns) if column.stretches), 0)
            self._heights.fit_visible()
            self._cursor.go_to(at, name)
            self._view.setFocus()
            self._editing.begin_over()
