"""Buttons of the window: with an icon in the text's colour, and a name for those who can't see it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QToolButton

from tertialapp.ui.icons import icon
from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now


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
