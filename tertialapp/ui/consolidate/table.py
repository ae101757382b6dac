"""A table of the consolidation on screen: its names stay in view, a row leads to where it was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QVBoxLayout, QWidget

from tertialapp.model.consolidated import Row, Sheet, shown
from tertialapp.model.frame import Status
from tertialapp.ui.consolidate.model import SheetModel, ShownRows
from tertialapp.ui.grid.frozen import FrozenTable
from tertialapp.ui.grid.header import GridHeader
from tertialapp.ui.override import override
from tertialapp.ui.tsv import to_tsv

_WIDEST = 340
_ROOM, _MARK = 18, 22
"""Pixels around the words of a cell, and of a status' mark."""


class SheetTable(FrozenTable):
    """Shows one sheet; Enter or a double click on a cell follows it to its ``Origin``."""

    followed = Signal(object)

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet
        self.shown = ShownRows(SheetModel(sheet, self), self)
        self.setModel(self.shown)
        self.setAccessibleName(sheet.title)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.freeze(sheet.named)
        self._give_widths()
        self.activated.connect(self._follow)

    def show_only(self, rows: Sequence[Row]) -> None:
        """Show these rows of the sheet."""
        self.shown.show_only(rows)

    def _give_widths(self) -> None:
        header = self.horizontalHeader()
        assert isinstance(header, GridHeader)
        for at in range(header.count()):
            wished = max(self._longest(at), header.balanced(at)) + _ROOM
            self.setColumnWidth(at, min(wished, _WIDEST))
        if not self.sheet.rows or self.sheet.columns[-1].head in ("Text", "Vad som är fel"):
            header.setSectionResizeMode(header.count() - 1, QHeaderView.ResizeMode.Stretch)

    def _longest(self, column: int) -> int:
        """The width of the cell with the most letters: to lay every cell out would take seconds."""
        values = [row.cells[column] for row in self.sheet.all_rows]
        words = (shown(self.sheet.columns[column], value) for value in values)
        marks = any(isinstance(value, Status) for value in values)
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        widest = QFontMetrics(font).horizontalAdvance(max(words, key=len, default=""))
        return widest + (_MARK if marks else 0)

    def _follow(self, index: QModelIndex) -> None:
        origin = self.shown.row_at(index).origin_at(index.column())
        if origin is not None:
            self.followed.emit(origin)

    def copy(self) -> None:
        """Copy the marked cells as spreadsheets take them."""
        marked = self.selectionModel().selection()
        if marked.isEmpty():
            return
        block = marked.first()
        rows = range(block.top(), block.bottom() + 1)
        columns = range(block.left(), block.right() + 1)
        cells = [
            [str(self.shown.index(row, column).data() or "") for column in columns] for row in rows
        ]
        QGuiApplication.clipboard().setText(to_tsv(cells))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the cell, also for who has no mouse to click on a head."""
        index = self.currentIndex()
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        head, order = self.sheet.columns[index.column()].head, Qt.SortOrder
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("&Öppna rapporten här", lambda: self._follow(index)),
            ("&Kopiera", self.copy),
            (f"Sortera &stigande efter {head}", lambda: self._sort(index, order.AscendingOrder)),
            (f"Sortera &fallande efter {head}", lambda: self._sort(index, order.DescendingOrder)),
            ("Ordning som från &början", lambda: self.sortByColumn(-1, order.AscendingOrder)),
        )
        for words, act in acts:
            menu.addAction(words).triggered.connect(lambda _checked, act=act: act())
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        menu.popup(at)

    def _sort(self, index: QModelIndex, order: Qt.SortOrder) -> None:
        self.sortByColumn(index.column(), order)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Whether Enter follows is the system's choice elsewhere; here it always does.
            if self.currentIndex().isValid():
                self._follow(self.currentIndex())
        else:
            super().keyPressEvent(event)


class SheetPage(QWidget):
    """A tab with a table, which is made when it is looked at."""

    followed = Signal(object)

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    @cached_property
    def table(self) -> SheetTable:
        """The table."""
        made = SheetTable(self._sheet)
        made.followed.connect(self.followed)
        self._layout.addWidget(made)
        self.setFocusProxy(made)
        return made
