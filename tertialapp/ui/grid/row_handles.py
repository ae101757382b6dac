"""The heads of a grid's rows: pressing one chooses the row, drawing one moves it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now

NARROWEST = 18
_Button = Qt.MouseButton


class RowHandles(QHeaderView):
    """Narrow heads with a grip on the row under the mouse and on chosen rows, if they can be moved."""

    pressed = Signal(int, QPoint, bool)
    """A row is pressed at a place of the viewport, with Shift or without."""
    drawn = Signal(QPoint)
    """The mouse is at another place of the viewport with its button down."""
    released = Signal()
    menu_wanted = Signal(int, QPoint)
    """The menu of a row is asked for, at a place on the screen."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view = view
        self._under_mouse = -1
        self.is_movable: Callable[[int], bool] = lambda _row: False
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.viewport().setMouseTracking(True)

    @override
    def sizeHint(self) -> QSize:
        return QSize(max(NARROWEST, self.fontMetrics().height()), super().sizeHint().height())

    # -- look -----------------------------------------------------------------------------------

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        theme, row = theme_now(), logicalIndex
        chosen = self._view.selectionModel().rowIntersectsSelection(row)
        painter.fillRect(rect, QColor(theme.selected if chosen else theme.raised))
        painter.setPen(QColor(theme.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if (chosen or row == self._under_mouse) and self.is_movable(row):
            _paint_grip(painter, rect, QColor(theme.muted))

    def _point_at(self, row: int) -> None:
        if row != self._under_mouse:
            self._under_mouse = row
            self.viewport().update()
        movable = row >= 0 and self.is_movable(row)
        shape = Qt.CursorShape.OpenHandCursor if movable else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    # -- mouse ----------------------------------------------------------------------------------

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._point_at(-1)
        return super().viewportEvent(event)

    @override
    def mousePressEvent(self, e: QMouseEvent) -> None:
        place = e.position().toPoint()
        row = self.logicalIndexAt(place)
        if e.button() is _Button.LeftButton and row >= 0:
            self.pressed.emit(row, place, e.modifiers() == Qt.KeyboardModifier.ShiftModifier)

    @override
    def mouseDoubleClickEvent(self, e: QMouseEvent) -> None:
        self.mousePressEvent(e)

    @override
    def mouseMoveEvent(self, e: QMouseEvent) -> None:
        place = e.position().toPoint()
        if e.buttons() & _Button.LeftButton:
            self.drawn.emit(place)
        else:
            self._point_at(self.logicalIndexAt(place))

    @override
    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        if e.button() is _Button.LeftButton:
            self.released.emit()
            self._point_at(self.logicalIndexAt(e.position().toPoint()))

    @override
    def contextMenuEvent(self, e: QContextMenuEvent) -> None:
        row = self.logicalIndexAt(e.pos())
        if row >= 0:
            self.menu_wanted.emit(row, e.globalPos())


def _paint_grip(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """Six dots, as large as the head is wide."""
    unit = rect.width() / 18
    middle = QPointF(rect.x() + rect.width() / 2, rect.y() + rect.height() / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for across in (-2.5, 2.5):
        for down in (-5, 0, 5):
            painter.drawEllipse(middle + QPointF(across, down) * unit, 1.4 * unit, 1.4 * unit)
    painter.restore()
