"""A table whose first columns stay in view while the others scroll sideways."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QTableView, QWidget

from tertialapp.ui.grid.header import GridHeader
from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now

_Index = QModelIndex | QPersistentModelIndex
_Hint = QAbstractItemView.ScrollHint
_State = QStyle.StateFlag
_WIDEST_SHARE = 0.6
"""Columns that would take more of the view than this scroll like the others."""


class FrozenTable(QTableView):
    """The frozen columns are painted last, over the others, and are cells of this very table.

    So there is one table for the focus and for a screen reader, and no second view to keep in step.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frozen_columns = 0
        header = GridHeader(self)
        self.setHorizontalHeader(header)
        # What scrolls is then moved and not painted anew; ``paintEvent`` fills the ground.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        header.frozen_sections = lambda: self.frozen_columns if self.frozen_width() else 0
        bar = self.horizontalScrollBar()
        bar.valueChanged.connect(lambda _: self.viewport().update())
        bar.valueChanged.connect(lambda _: header.viewport().update())

    def freeze(self, columns: int) -> None:
        """Keep so many columns in view; 0 for none."""
        self.frozen_columns = columns
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def frozen_width(self) -> int:
        """How much of the view the frozen columns cover now; 0 while nothing is scrolled."""
        header = self.horizontalHeader()
        if not self.frozen_columns or not header.offset() or self.frozen_columns >= header.count():
            return 0
        width = header.sectionPosition(self.frozen_columns)
        return width if width <= self.viewport().width() * _WIDEST_SHARE else 0

    @override
    def visualRect(self, index: _Index) -> QRect:
        rect = super().visualRect(index)
        if 0 <= index.column() < self.frozen_columns and self.frozen_width():
            rect.moveLeft(self.horizontalHeader().sectionPosition(index.column()))
        return rect

    @override
    def indexAt(self, pos: QPoint) -> QModelIndex:
        if 0 <= pos.x() < self.frozen_width():
            header = self.horizontalHeader()
            column = header.logicalIndexAt(pos.x() - header.offset())
            return self.model().index(self.rowAt(pos.y()), column)
        return super().indexAt(pos)

    @override
    def scrollTo(self, index: _Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        bar = self.horizontalScrollBar()
        was = bar.value()
        super().scrollTo(index, hint)
        if index.column() < self.frozen_columns and self.frozen_width():
            bar.setValue(was)
        else:
            self.uncover(index)

    def uncover(self, index: _Index) -> None:
        """Scroll sideways so that the frozen columns do not cover a cell."""
        hidden = self.frozen_width() - self.visualRect(index).left()
        if self.frozen_width() and index.column() >= self.frozen_columns and hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.palette().base())
        painter.end()
        super().paintEvent(event)
        width = self.frozen_width()
        if width and event.rect().left() <= width:
            self._paint_frozen(event.rect(), width)

    def _paint_frozen(self, area: QRect, width: int) -> None:
        painter = QPainter(self.viewport())
        painter.setClipRect(0, area.top(), width + 1, area.height())
        painter.fillRect(0, area.top(), width, area.height(), self.palette().base())
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        end = last if last >= 0 else self.model().rowCount() - 1
        border = QColor(theme_now().border)
        for row in range(max(0, first), end + 1 if first >= 0 else 0):
            for column in range(self.frozen_columns):
                if not self.isColumnHidden(column):
                    self._paint_cell(painter, self.model().index(row, column), border)
        painter.setPen(QPen(QColor(theme_now().frame), 2))
        painter.drawLine(width, area.top(), width, area.bottom())
        painter.end()

    def _paint_cell(self, painter: QPainter, index: QModelIndex, border: QColor) -> None:
        rect = self.visualRect(index)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = rect
        if self.wordWrap():
            option.features |= QStyleOptionViewItem.ViewItemFeature.WrapText
        if self.selectionModel().isSelected(index):
            option.state |= _State.State_Selected
        if self.hasFocus() and index == self.currentIndex():
            option.state |= _State.State_HasFocus
        self.itemDelegate().paint(painter, option, index)
        painter.setPen(border)
        painter.drawLine(rect.left(), rect.bottom() + 1, rect.right() + 1, rect.bottom() + 1)
        painter.drawLine(rect.right() + 1, rect.top(), rect.right() + 1, rect.bottom() + 1)
