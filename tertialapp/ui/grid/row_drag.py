"""Rows are drawn to another place by their heads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from tertialapp.ui.grid import row_acts
from tertialapp.ui.grid.cursor import Cursor
from tertialapp.ui.grid.model import GridModel
from tertialapp.ui.grid.row_block import RowBlock, Slot, block_of
from tertialapp.ui.grid.row_handles import RowHandles
from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now

EDGE = 24
"""So near the upper and lower edge, and beyond it, the rows scroll."""
_TICK = 16
_FASTEST = 24
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)
_ENDS = (QEvent.Type.FocusOut, QEvent.Type.Hide)


class _Press(Struct):
    """A row that the mouse has been pressed on, and the block once it is drawn away."""

    row: int
    start: QPoint
    block: RowBlock | None = None
    slot: Slot | None = None


class RowDrag(QObject):
    """Chooses rows that are pressed and moves those that are drawn, as one step; Escape gives up."""

    def __init__(
        self,
        view: QTableView,
        handles: RowHandles,
        grid: GridModel[Any],
        cursor: Cursor,
        leave: Callable[[], bool],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._handles = handles
        self._grid = grid
        self._cursor = cursor
        self._leave = leave
        self._press: _Press | None = None
        self._at = QPoint()
        self.line = DropLine(view)
        self._scroll = QTimer(self, interval=_TICK)
        self._scroll.timeout.connect(self._scroll_on)
        handles.pressed.connect(self._begin)
        handles.drawn.connect(self._draw)
        handles.released.connect(self._drop)
        view.selectionModel().selectionChanged.connect(lambda *_: handles.viewport().update())
        for changed in (grid.modelReset, grid.rowsInserted, grid.rowsRemoved, grid.layoutChanged):
            changed.connect(lambda *_: self.give_up())

    @property
    def is_drawing(self) -> bool:
        """Whether rows are being drawn now."""
        return self._press is not None and self._press.block is not None

    def choose(self, row: int) -> None:
        """Choose a whole row, the cursor in the column that it was in."""
        self._cursor.go_to(row, max(0, self._cursor.index().column()))
        self._cursor.choose_rows()

    def is_chosen(self, row: int) -> bool:
        """Whether a whole row is chosen."""
        return self._view.selectionModel().isRowSelected(row)

    def give_up(self) -> None:
        """Leave the rows where they are."""
        if self.is_drawing:
            self._view.removeEventFilter(self)
            self._handles.viewport().unsetCursor()
        self._press = None
        self._scroll.stop()
        self.line.hide()

    # -- the mouse ------------------------------------------------------------------------------

    def _begin(self, row: int, place: QPoint, extend: bool) -> None:  # noqa: FBT001 - from a signal
        self.give_up()
        if not self._leave():
            return
        self._view.setFocus()
        if extend:
            self._cursor.extend_to(row, max(0, self._cursor.index().column()))
            self._cursor.choose_rows()
            return
        if not self.is_chosen(row):
            self.choose(row)
        self._press = _Press(row, place)

    def _draw(self, place: QPoint) -> None:
        press = self._press
        if press is None:
            return
        self._at = place
        far = (place - press.start).manhattanLength() >= QApplication.startDragDistance()
        if press.block is None and far:
            self._take_up(press)
        if press.block is not None:
            self._point()

    def _take_up(self, press: _Press) -> None:
        chosen = {row for row in self._cursor.chosen_rows() if self.is_chosen(row)}
        press.block = block_of(self._grid, press.row, chosen)
        if press.block is not None:
            self._view.installEventFilter(self)
            self._handles.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._scroll.start()

    def _drop(self) -> None:
        press = self._press
        self.give_up()
        if press is None:
            return
        if press.block is None:
            self.choose(press.row)
        elif press.slot is not None and press.slot.changes:
            row_acts.move_rows(self._grid, press.block, press.slot.before)
            self._view.scrollTo(self._view.currentIndex())

    # -- while rows are drawn -------------------------------------------------------------------

    def _point(self) -> None:
        """Show where the rows would come."""
        assert self._press is not None
        assert self._press.block is not None
        slots = self._press.block.slots
        slot = min(slots, key=lambda slot: abs(self._top(slot.row) - self._at.y()))
        self._press.slot = slot
        self.line.setVisible(slot.changes)
        self.line.stand_at(self._top(slot.row))

    def _top(self, row: int) -> int:
        """Where a row begins, or the last one ends."""
        if row < self._grid.rowCount():
            return self._view.rowViewportPosition(row)
        return self._view.rowViewportPosition(row - 1) + self._view.rowHeight(row - 1)

    def _scroll_on(self) -> None:
        """Scroll as far as there are places for the rows."""
        assert self._press is not None
        assert self._press.block is not None
        slots = self._press.block.slots
        height, y = self._view.viewport().height(), self._at.y()
        edge = min(EDGE, height // 4)
        up = max(y - edge, self._top(slots[0].row), -_FASTEST)
        down = min(y - (height - edge), self._top(slots[-1].row) - height, _FASTEST)
        step = min(0, up) + max(0, down)
        if step:
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + step)
            self._point()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ENDS:
            self.give_up()
        elif event.type() in _KEYS:  # nothing else is done meanwhile
            if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
                self.give_up()
            event.accept()
            return True
        return super().eventFilter(watched, event)


class DropLine(QWidget):
    """The line between the rows where a block would come, over the heads and all columns."""

    HEIGHT = 8

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def stand_at(self, y: int) -> None:
        """Stand at a height of the viewport, or at its nearest edge."""
        room = self._view.viewport().geometry()
        y = room.top() + min(max(2, y), room.height() - 2)
        width = room.right() - self._view.frameWidth()
        self.setGeometry(self._view.frameWidth(), y - self.HEIGHT // 2, width, self.HEIGHT)
        self.raise_()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme_now().accent))
        painter.drawEllipse(0, 0, self.HEIGHT, self.HEIGHT)
        painter.drawRect(self.HEIGHT // 2, self.HEIGHT // 2 - 1, self.width(), 3)
        painter.end()
