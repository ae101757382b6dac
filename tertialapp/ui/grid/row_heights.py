"""Rows as high as their text wants: those in view at once, the others when there is time."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QStyleOptionViewItem

from tertialapp.ui.grid.delegate import PADDING
from tertialapp.ui.grid.frozen import FrozenTable
from tertialapp.ui.grid.model import GridModel

LEAST = 30
_SLICE = 0.006
_PAUSE = 12


class RowHeights(QObject):
    """Knows which rows have been measured; ``changed`` tells that some became higher or lower."""

    changed = Signal()

    def __init__(self, view: FrozenTable, grid: GridModel[Any]) -> None:
        super().__init__(view)
        self._view = view
        self._grid = grid
        self._measured = bytearray(grid.rowCount())
        header = view.verticalHeader()
        header.setMinimumSectionSize(LEAST)
        header.setDefaultSectionSize(max(LEAST, view.fontMetrics().height() + 12))
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.fit_visible)
        self._idle = QTimer(self, interval=_PAUSE)
        self._idle.timeout.connect(self._measure_some)
        view.horizontalHeader().sectionResized.connect(lambda *_: self.forget_all())
        grid.dataChanged.connect(self._forget)
        grid.rowsInserted.connect(self._insert)
        grid.rowsRemoved.connect(self._remove)
        grid.layoutChanged.connect(self.forget_all)
        grid.modelReset.connect(self.forget_all)
        view.verticalScrollBar().valueChanged.connect(lambda _: self.fit_visible())

    def forget_all(self) -> None:
        """Measure every row anew, those in view first."""
        self._measured = bytearray(self._grid.rowCount())
        self._begin()

    def fit_visible(self) -> None:
        """Measure the rows in view now."""
        view = self._view
        bottom = view.viewport().height()
        row = max(0, view.rowAt(0))
        before = view.verticalHeader().length()
        while row < len(self._measured) and view.rowViewportPosition(row) < bottom:
            self._measure(row)
            row += 1
        self._tell(before)

    def _tell(self, before: int) -> None:
        if self._view.verticalHeader().length() != before:
            self.changed.emit()

    def _begin(self) -> None:
        self._soon.start()
        self._idle.start()

    def _forget(self, first: QModelIndex, last: QModelIndex, roles: Sequence[int] = ()) -> None:
        if not roles or int(Qt.ItemDataRole.DisplayRole) in roles:
            count = last.row() + 1 - first.row()
            self._measured[first.row() : last.row() + 1] = bytes(count)
            self._begin()

    def _insert(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._measured[first:first] = bytes(last + 1 - first)
        self._begin()
        self.changed.emit()

    def _remove(self, _parent: QModelIndex, first: int, last: int) -> None:
        del self._measured[first : last + 1]
        self._begin()
        self.changed.emit()

    def _measure_some(self) -> None:
        """Measure rows for a few milliseconds; what is in view stays where it is."""
        view = self._view
        until = time.perf_counter() + _SLICE
        top = view.rowAt(0)
        was = view.rowViewportPosition(top)
        before = view.verticalHeader().length()
        row = self._measured.find(0)
        while row >= 0 and time.perf_counter() < until:
            self._measure(row)
            row = self._measured.find(0, row)
        if row < 0:
            self._idle.stop()
        moved = view.rowViewportPosition(top) - was if top >= 0 else 0
        if moved and view.verticalScrollBar().value():
            view.verticalScrollBar().setValue(view.verticalScrollBar().value() + moved)
        self._tell(before)

    def _measure(self, row: int) -> None:
        if not self._measured[row]:
            self._measured[row] = 1
            wanted = self._wanted(row)
            if wanted != self._view.rowHeight(row):
                self._view.verticalHeader().resizeSection(row, wanted)

    def _wanted(self, row: int) -> int:
        view, grid = self._view, self._grid
        height = view.verticalHeader().defaultSectionSize()
        font = view.font()
        if grid.sheet.is_strong(grid.row(row)):
            font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        for at in range(grid.columnCount()):
            room = view.columnWidth(at) - 1
            if room <= 0:
                continue
            index = grid.index(row, at)
            text = grid.shown_text(index)
            wraps = "\n" in text or metrics.horizontalAdvance(text) > room - 2 * PADDING - 6
            if text and wraps:
                option = QStyleOptionViewItem()
                view.initViewItemOption(option)
                option.rect.setRect(0, 0, room, height)
                option.features |= QStyleOptionViewItem.ViewItemFeature.WrapText
                height = max(height, view.itemDelegate().sizeHint(option, index).height() + 1)
        return height
