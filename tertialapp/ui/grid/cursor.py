"""The cursor of a grid and the cells that are chosen, as a spreadsheet moves them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from tertialapp.ui.grid.frozen import FrozenTable
from tertialapp.ui.grid.model import GridModel

_Flag = QItemSelectionModel.SelectionFlag


class Cursor:
    """Moves over visible cells. A choice grows from the cursor, which stays in its first cell."""

    def __init__(
        self, view: FrozenTable, grid: GridModel[Any], visible: Callable[[], list[int]]
    ) -> None:
        self._view = view
        self._grid = grid
        self._visible = visible
        self._far = QPersistentModelIndex()
        self._first_tabbed: int | None = None

    # -- where it is ----------------------------------------------------------------------------

    def index(self) -> QModelIndex:
        """The cell that the cursor is on."""
        return self._view.currentIndex()

    def chosen(self) -> list[QModelIndex]:
        """The chosen cells that are visible, in the order that they are read."""
        columns = set(self._visible())
        found = [index for index in self._view.selectedIndexes() if index.column() in columns]
        return sorted(found, key=lambda index: (index.row(), index.column()))

    def chosen_rows(self) -> list[int]:
        """The rows that have a chosen cell."""
        return sorted({index.row() for index in self._view.selectedIndexes()})

    # -- moving ---------------------------------------------------------------------------------

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell, choose it alone and show it."""
        index = self._grid.index(row, column)
        if index.isValid():
            # Not setCurrentIndex of the view: that extends the choice while Shift or Ctrl is down.
            self._view.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
            self._view.scrollTo(index)
            self.forget()

    def forget(self) -> None:
        """The choice begins anew in the cursor's cell."""
        self._far = QPersistentModelIndex()
        self._first_tabbed = None

    def leave_hidden(self) -> None:
        """Go to the nearest column that is shown, the one before first."""
        row, column, shown = self.index().row(), self.index().column(), self._visible()
        if column >= 0 and shown and column not in shown:
            self.go_to(row, max((at for at in shown if at < column), default=shown[0]))

    def step(self, across: int, down: int, *, extend: bool = False) -> None:
        """Move by cells, or move the far corner of the choice."""
        row, column = self._from(extend=extend)
        self._reach(row + down, self._beside(column, across), extend=extend)

    def leap(self, across: int, down: int, *, extend: bool = False) -> None:
        """Move to the edge of the filled cells, or over the empty ones to the next that is filled."""
        row, column = self._from(extend=extend)
        if across:
            line = [(row, at) for at in self._visible()]
        else:
            line = [(at, column) for at in range(self._grid.rowCount())]
        if (row, column) in line:
            at = _edge(
                [self._is_filled(*cell) for cell in line], line.index((row, column)), across or down
            )
            self._reach(*line[at], extend=extend)

    def to_end(self, across: int, down: int, *, extend: bool = False) -> None:
        """Move to the first (-1) or last (1) column or row; 0 keeps it."""
        row, column = self._from(extend=extend)
        shown = self._visible()
        if shown:
            column = column if not across else shown[-1 if across > 0 else 0]
            row = row if not down else self._grid.rowCount() - 1 if down > 0 else 0
            self._reach(row, column, extend=extend)

    def page(self, across: int, down: int, *, extend: bool = False) -> None:
        """Move by as many rows as are seen."""
        view = self._view
        first = view.rowAt(0)
        last = view.rowAt(view.viewport().height() - 1)
        seen = (last if last >= 0 else self._grid.rowCount() - 1) - first
        row, column = self._from(extend=extend)
        self._reach(row + down * max(1, seen), self._beside(column, across), extend=extend)

    def walk(self, across: int, down: int) -> None:
        """Go on as Tab and Enter do: within the choice if it has more cells than one.

        Else Tab goes on in the next row at the end of one, and Enter down to below where Tab began.
        """
        chosen = self.chosen()
        if len(chosen) > 1 and self.index() in chosen:
            if down:
                chosen.sort(key=lambda index: (index.column(), index.row()))
            at = (chosen.index(self.index()) + (across or down)) % len(chosen)
            self._view.selectionModel().setCurrentIndex(chosen[at], _Flag.NoUpdate)
            self._view.scrollTo(chosen[at])
            return
        shown = self._visible()
        row, column = self.index().row(), self.index().column()
        began = self._first_tabbed
        if across and column in shown:
            more, at = divmod(shown.index(column) + across, len(shown))
            self.go_to(row + more, shown[at])
            self._first_tabbed = column if began is None else began
        elif down:
            self.go_to(row + down, column if began is None else began)

    def is_last(self, *, forward: bool) -> bool:
        """Whether Tab would leave the grid: on its last cell, or backwards on its first."""
        shown = self._visible()
        if not self.index().isValid() or not shown:
            return True
        if len(self.chosen()) > 1:
            return False
        last = (self._grid.rowCount() - 1, shown[-1]) if forward else (0, shown[0])
        return (self.index().row(), self.index().column()) == last

    # -- choosing -------------------------------------------------------------------------------

    def extend_to(self, row: int, column: int) -> None:
        """Choose all cells between the cursor and another."""
        self._reach(row, column, extend=True)

    def extend_to_point(self, point: QPoint) -> None:
        """Choose all cells between the cursor and the one at a place, or the nearest to it."""
        inside = self._view.viewport().rect().adjusted(1, 1, -2, -2)
        x = min(max(point.x(), inside.left()), inside.right())
        y = min(max(point.y(), inside.top()), inside.bottom())
        index = self._view.indexAt(QPoint(x, y))
        if index.isValid():
            self.extend_to(index.row(), index.column())

    def choose_rows(self) -> None:
        """Choose the whole rows of the chosen cells."""
        self._choose_lines(_Flag.Rows)

    def choose_columns(self) -> None:
        """Choose the whole columns of the chosen cells."""
        self._choose_lines(_Flag.Columns)

    def choose_all(self) -> None:
        """Choose every cell."""
        self._view.selectAll()

    # -- how ------------------------------------------------------------------------------------

    def _choose_lines(self, lines: QItemSelectionModel.SelectionFlag) -> None:
        model = self._view.selectionModel()
        model.select(model.selection(), _Flag.Select | lines)

    def _from(self, *, extend: bool) -> tuple[int, int]:
        start = self._far if extend and self._far.isValid() else self.index()
        return max(0, start.row()), max(0, start.column())

    def _beside(self, column: int, across: int) -> int:
        shown = self._visible()
        if not across or column not in shown:
            return column
        return shown[min(max(0, shown.index(column) + across), len(shown) - 1)]

    def _reach(self, row: int, column: int, *, extend: bool) -> None:
        row = min(max(0, row), self._grid.rowCount() - 1)
        index = self._grid.index(row, column)
        if not extend or not self.index().isValid():
            self.go_to(row, column)
        elif index.isValid():
            corners = QItemSelection(*_corners(self._grid, self.index(), index))
            self._view.selectionModel().select(corners, _Flag.ClearAndSelect)
            self._far = QPersistentModelIndex(index)
            self._view.scrollTo(index)
            self._announce()

    def _announce(self) -> None:
        """Say how much is chosen, to those who can't see it."""
        chosen = self.chosen()
        rows = len({index.row() for index in chosen})
        columns = len({index.column() for index in chosen})
        said = f"{rows} × {columns} celler markerade"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, said))

    def _is_filled(self, row: int, column: int) -> bool:
        return bool(self._grid.shown_text(self._grid.index(row, column)))


def _corners(
    grid: GridModel[Any], one: QModelIndex, other: QModelIndex
) -> tuple[QModelIndex, QModelIndex]:
    top, bottom = sorted((one.row(), other.row()))
    left, right = sorted((one.column(), other.column()))
    return grid.index(top, left), grid.index(bottom, right)


def _edge(filled: list[bool], at: int, step: int) -> int:
    """Where a leap from a place in a line of cells ends."""
    last = len(filled) - 1 if step > 0 else 0
    if at == last:
        return at
    inside = filled[at] and filled[at + step]
    at += step
    while at != last and (filled[at + step] if inside else not filled[at]):
        at += step
    return at
