"""How wide the columns of a grid are, which are hidden, and whether the name stays: kept per kind of sheet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication

from tertialapp.model.numbers import MINUS
from tertialapp.ui.columns.column import SumRow
from tertialapp.ui.grid.frozen import FrozenTable
from tertialapp.ui.grid.header import GridHeader
from tertialapp.ui.grid.model import GridModel
from tertialapp.ui.settings import keep_text, remembered_text

NARROWEST_NAME = 220
"""Unless its head has a longer word."""
WIDEST_OTHER = 200
WIDEST_WORDS = 112
"""Of the words in a column of figures, which wrap."""
SAMPLE = 200
"""Rows that are looked at to find a column's width."""
STEP = 24
_NARROWEST, _WIDEST = 44, 2000
_AIR = 18


class ColumnLayout(QObject):
    """Gives columns their widths; ``changed`` tells that something became wider, hidden or frozen."""

    changed = Signal()

    def __init__(self, view: FrozenTable, grid: GridModel[Any]) -> None:
        super().__init__(view)
        self._view = view
        self._grid = grid
        self._fitting = False
        self._key = ""
        self._widths: dict[str, int] = {}
        self._hidden: set[str] = set()
        self.is_frozen = True
        self._keep_soon = QTimer(self, singleShot=True, interval=400)
        self._keep_soon.timeout.connect(self._keep)
        view.horizontalHeader().sectionResized.connect(self._resized)
        grid.dataChanged.connect(self._make_room)

    # -- what is shown --------------------------------------------------------------------------

    def visible(self) -> list[int]:
        """The columns that are not hidden."""
        columns = self._grid.sheet.columns
        return [at for at, column in enumerate(columns) if column.key not in self._hidden]

    def hidden(self) -> list[int]:
        """The columns that are."""
        columns = self._grid.sheet.columns
        return [at for at, column in enumerate(columns) if column.key in self._hidden]

    def can_hide(self, at: int) -> bool:
        """Whether a column may be hidden: what names the rows may not."""
        return at >= self._names()

    def _names(self) -> int:
        """How many columns from the first name the rows."""
        columns = self._grid.sheet.columns
        return next((at + 1 for at, column in enumerate(columns) if column.stretches), 1)

    # -- what the user does ---------------------------------------------------------------------

    def set_hidden(self, at: int, *, hidden: bool) -> None:
        """Hide a column or show it again."""
        key = self._grid.sheet.columns[at].key
        if hidden and self.can_hide(at):
            self._hidden.add(key)
        else:
            self._hidden.discard(key)
        self._keep()
        self.fit()

    def show_all(self) -> None:
        """Show every column."""
        self._hidden.clear()
        self._keep()
        self.fit()

    def set_frozen(self, *, frozen: bool) -> None:
        """Keep the columns that name the rows in view, or let them scroll."""
        self.is_frozen = frozen
        self._keep()
        self.fit()

    def widen(self, at: int, by: int) -> None:
        """Make a column so much wider, or narrower."""
        width = min(_WIDEST, max(_NARROWEST, self._view.columnWidth(at) + by))
        self._widths[self._grid.sheet.columns[at].key] = width
        self._keep()
        self.fit()

    def fit_one(self, at: int) -> None:
        """Give a column the width that its contents want."""
        self._widths.pop(self._grid.sheet.columns[at].key, None)
        self._keep()
        self.fit()

    def reset(self) -> None:
        """As if the user had never set anything."""
        self._widths.clear()
        self._hidden.clear()
        self.is_frozen = True
        self._keep()
        self.fit()

    # -- widths ---------------------------------------------------------------------------------

    def fit(self) -> None:
        """Give every column the width that its head and figures want, and the rest to the names.

        A column that the user has set keeps its width.
        """
        self._load()
        self._fitting = True
        sums = self._sums()
        for at, column in enumerate(self._grid.sheet.columns):
            self._view.setColumnHidden(at, column.key in self._hidden)
            if not column.stretches:
                width = self._widths.get(column.key) or self._wanted(at, sums)
                self._view.setColumnWidth(at, width)
        self._fitting = False
        self.fill()
        self._view.freeze(self._names() if self.is_frozen else 0)
        self.changed.emit()

    def fill(self) -> None:
        """Give the names what is left of the view."""
        view, columns = self._view, self._grid.sheet.columns
        shown = self.visible()
        others = sum(view.columnWidth(at) for at in shown if not columns[at].stretches)
        self._fitting = True
        for at in shown:
            if columns[at].stretches:
                least = max(NARROWEST_NAME, self._header().longest_word(at))
                rest = max(least, view.viewport().width() - others)
                view.setColumnWidth(at, self._widths.get(columns[at].key) or rest)
        self._fitting = False

    def _wanted(self, at: int, sums: Sequence[SumRow]) -> int:
        header = self._header()
        column, metrics = self._grid.sheet.columns[at], self._view.fontMetrics()
        rows = range(min(SAMPLE, self._grid.rowCount()))
        texts = {self._grid.shown_text(self._grid.index(row, at)) for row in rows}
        texts.update(choice.label for choice in column.choices)
        figures = {text for text in texts if column.figures and _is_figure(text)}
        words = max((metrics.horizontalAdvance(text[:100]) for text in texts - figures), default=0)
        limit = WIDEST_WORDS if column.figures else WIDEST_OTHER
        return max(header.balanced(at), 64, min(limit, words + _AIR), self._room(figures, at, sums))

    def _header(self) -> GridHeader:
        header = self._view.horizontalHeader()
        assert isinstance(header, GridHeader)
        return header

    def _sums(self) -> Sequence[SumRow]:
        sums = self._grid.sheet.sums
        return sums(self._grid.bridge.report) if sums else ()

    def _room(self, figures: Iterable[str], at: int, sums: Sequence[SumRow]) -> int:
        """The width that figures want, and the sum below them: a figure is never cut off."""
        font = self._view.font()
        font.setWeight(QFont.Weight.DemiBold)
        bold = QFontMetrics(font)
        key = self._grid.sheet.columns[at].key
        summed = [row.cells[key].shown for row in sums if key in row.cells]
        widest = max((bold.horizontalAdvance(text) for text in (*figures, *summed)), default=0)
        return min(_WIDEST, widest + _AIR)

    def _make_room(self, first: QModelIndex, last: QModelIndex, roles: Sequence[int] = ()) -> None:
        """Widen the columns whose changed figures have no room, but those that the user has set."""
        if roles and int(Qt.ItemDataRole.DisplayRole) not in roles:
            return
        wider, sums = False, self._sums()
        for at in self.visible():
            column = self._grid.sheet.columns[at]
            if column.figures and column.key not in self._widths:
                cells = (self._grid.index(row, at) for row in range(first.row(), last.row() + 1))
                figures = filter(_is_figure, map(self._grid.shown_text, cells))
                wanted = self._room(figures, at, sums)
                if wanted > self._view.columnWidth(at):
                    self._view.setColumnWidth(at, wanted)
                    wider = True
        if wider:
            self.fill()
            self.changed.emit()

    def _resized(self, section: int, _old: int, new: int) -> None:
        by_hand = QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if by_hand and not self._fitting and section < len(self._grid.sheet.columns):
            self._widths[self._grid.sheet.columns[section].key] = new
            self._keep_soon.start()
            self.fill()
        if not self._fitting:
            self.changed.emit()

    # -- between sessions -----------------------------------------------------------------------

    def _load(self) -> None:
        """What is kept of the sheet's kind, unless it is here already."""
        if self._key == self._grid.sheet.key:
            return
        self._key = self._grid.sheet.key
        try:
            kept = json.loads(remembered_text(_setting(self._key)) or "{}")
        except ValueError:  # a settings file that somebody has mended by hand
            kept = {}
        widths = kept.get("widths", {}) if isinstance(kept, dict) else {}
        hidden = kept.get("hidden", []) if isinstance(kept, dict) else []
        keys = {column.key for at, column in enumerate(self._grid.sheet.columns)}
        self._widths = {
            key: min(_WIDEST, max(_NARROWEST, width))
            for key, width in widths.items()
            if key in keys and isinstance(width, int)
        }
        columns = enumerate(self._grid.sheet.columns)
        self._hidden = {c.key for at, c in columns if c.key in hidden and self.can_hide(at)}
        self.is_frozen = bool(kept.get("frozen", True)) if isinstance(kept, dict) else True

    def _keep(self) -> None:
        kept = {
            "widths": self._widths,
            "hidden": sorted(self._hidden),
            "frozen": self.is_frozen,
        }
        keep_text(_setting(self._key), json.dumps(kept))


def _is_figure(text: str) -> bool:
    return text[:1].isdigit() or text[:1] == MINUS


def _setting(key: str) -> str:
    return f"tabeller/{key}"
