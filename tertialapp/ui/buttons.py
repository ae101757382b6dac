"""Buttons of the window: with an icon in the text's colour, or with words that fit the room there is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton

from tertialapp.ui.icons import icon
from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now


class ActButton(QPushButton):
    """A button that does something at once: Enter presses it where it has the cursor, and from nowhere else."""

    def __init__(self, words: str = "", act: Callable[[], object] | None = None) -> None:
        super().__init__(words)
        self.setAutoDefault(False)
        if act is not None:
            self.clicked.connect(lambda _checked: act())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class IconButton(QToolButton):
    """A flat button with an icon, and words if it is given any."""

    def __init__(self, symbol: str, name: str, act: Callable[[], object], words: str = "") -> None:
        super().__init__()
        self._symbol = symbol
        self.setProperty("flat", True)
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setText(words)
        style = Qt.ToolButtonStyle
        beside = style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly
        self.setToolButtonStyle(beside)
        self.clicked.connect(lambda _checked: act())
        self._colour()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        self.setIcon(icon(self._symbol, theme_now().text))


def press_by(button: QPushButton, keys: str) -> None:
    """Have keys press a button that shows, at once: its own shortcut would first show it pressed for a while."""
    QShortcut(QKeySequence(keys), button).activated.connect(button.click)


class ElidedButton(ActButton):
    """Words that are shortened to the room there is; as wide as it wishes where there is more."""

    def __init__(self, words: str, width: int) -> None:
        super().__init__()
        self._words = words
        self._width = width
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._width, self.fontMetrics().height() + 12)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.rect().adjusted(10, 0, -10, 0)
        text = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, side, text)
        painter.end()
