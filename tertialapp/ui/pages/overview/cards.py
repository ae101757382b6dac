"""The parts that the overview is put together of: cards, lines with a share, lists that lead somewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tertialapp.model.completeness import NOTHING_DUE, Share
from tertialapp.model.overview import ShareLine
from tertialapp.model.places import Spot
from tertialapp.ui.buttons import ElidedButton
from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now

Go = Callable[[Spot], object]
_SPOT = int(Qt.ItemDataRole.UserRole)
_LINES = 7


class Card(QFrame):
    """A titled frame; what is put in it replaces what was there."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._title = QLabel(title)
        self._title.setProperty("section", True)
        self._inside: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 12, 16, 14)
        self._layout.setSpacing(8)
        self._layout.addWidget(self._title)
        self._layout.addStretch(1)

    def show_inside(self, title: str, inside: QWidget) -> None:
        """Show something under a title."""
        self._title.setText(title)
        if self._inside is not None:
            self._layout.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = inside
        self._layout.insertWidget(1, inside)


class ShareBar(QWidget):
    """A share as a bar; its number stands beside it in words."""

    def __init__(self, share: Share = NOTHING_DUE) -> None:
        super().__init__()
        self._share = share
        self.setFixedHeight(10)
        self.setMinimumWidth(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: Share) -> None:
        """Show a share."""
        self._share = share
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, 10)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        rect = self.rect()
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(rect, 5, 5)
        if self._share.due and self._share.done:
            rect.setWidth(max(10, rect.width() * self._share.done // self._share.due))
            whole = self._share.done == self._share.due
            painter.setBrush(QColor(theme.good if whole else theme.accent))
            painter.drawRoundedRect(rect, 5, 5)
        painter.end()


def share_lines(lines: Sequence[ShareLine], go: Go) -> QWidget:
    """Names, bars and per cent; a name leads to the first thing that is missing there."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    for row, line in enumerate(lines):
        per_cent = f"{line.share.per_cent} %"
        button = ElidedButton(line.name, 200)
        button.setProperty("row", True)
        button.setToolTip(f"{line.name}\n{line.share.done} av {line.share.due} ifyllda")
        button.setAccessibleName(f"{line.name}: {per_cent} ifyllt")
        button.clicked.connect(lambda _checked, spot=line.spot: go(spot))
        number = QLabel(per_cent)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(button, row, 0)
        grid.addWidget(ShareBar(line.share), row, 1)
        grid.addWidget(number, row, 2)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 2)
    grid.setRowStretch(len(lines), 1)
    return box


class Line(Struct, frozen=True):
    """A line of a list: where it is, what it says, where it leads."""

    where: str
    text: str
    spot: Spot


class SpotList(QListWidget):
    """Lines that lead somewhere, by Enter or a click."""

    def __init__(self, name: str, lines: Sequence[Line], go: Go) -> None:
        super().__init__()
        self._go = go
        self.setAccessibleName(name)
        self.setProperty("plain", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        for line in lines:
            text = f"{line.where}  {line.text}" if line.where else line.text
            item = QListWidgetItem(" ".join(text.split("\n")))
            item.setToolTip(text)
            item.setData(_SPOT, line.spot)
            item.setSizeHint(QSize(0, self._line_height()))
            self.addItem(item)
        shown = min(max(len(lines), 1), _LINES)
        self.setFixedHeight(shown * self._line_height() + 6)
        self.itemActivated.connect(self._follow)
        self.itemClicked.connect(self._follow)

    def _line_height(self) -> int:
        return self.fontMetrics().height() + 9

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentRow() < 0:
            self.setCurrentRow(0)

    def _follow(self, item: QListWidgetItem) -> None:
        self._go(item.data(_SPOT))


def said(sentence: str) -> QLabel:
    """A sentence in a card that has nothing to list."""
    label = QLabel(sentence)
    label.setProperty("muted", True)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label
