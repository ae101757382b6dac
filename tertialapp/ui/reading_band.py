"""Says above a report that nothing can be changed in it, why, and the ways on to writing."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolBar

from tertialapp.base.lock import holder_of
from tertialapp.document.backups import backup_at
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.override import override

NARROWEST = 320
LOOK_AGAIN = 2000
"""Milliseconds between looks at whether the file is free."""
_FREE = "Ingen annan redigerar filen längre."


class ReadingBand(QToolBar):
    """A bar over the whole width, shown only for a report that can't be changed."""

    own_copy_wanted = Signal()
    editing_wanted = Signal()
    unlock_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("Öppen för läsning")
        self.setMovable(False)
        self.toggleViewAction().setVisible(False)
        self._bridge: Bridge | None = None
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setMinimumWidth(NARROWEST)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.begin = _button("Börja redigera", "Öppna filen på nytt för att skriva i den")
        self.begin.clicked.connect(lambda _checked: self.editing_wanted.emit())
        self.own_copy = _button(
            "Redigera en egen kopia", "Fortsätt i en kopia, som du sparar under ett annat namn"
        )
        self.own_copy.clicked.connect(lambda _checked: self.own_copy_wanted.emit())
        self.unlock = _button("Lås upp", "Skriv vidare; den godkända versionen ändras inte")
        self.unlock.clicked.connect(lambda _checked: self.unlock_wanted.emit())
        frame = QFrame()
        frame.setProperty("banner", True)
        layout = QHBoxLayout(frame)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.unlock)
        layout.addWidget(self.begin)
        layout.addWidget(self.own_copy)
        self.addWidget(frame)
        self._timer = QTimer(self, interval=LOOK_AGAIN)
        self._timer.timeout.connect(self.look)

    def show_report(self, bridge: Bridge | None) -> None:
        """Follow a report, if there is one; show only where it can't be changed."""
        self._bridge = bridge if bridge is not None and bridge.read_only else None
        self.setVisible(self._bridge is not None)
        self._timer.stop()
        if self._bridge is not None:
            self.words.setText(self._bridge.read_only)
            is_locked = not self._bridge.document.read_only
            self.unlock.setVisible(is_locked)
            self.own_copy.setVisible(not is_locked)
            self.begin.hide()
            if not is_locked:
                self._timer.start()

    def look(self) -> None:
        """See whether the file has become free."""
        path = self._bridge.document.path if self._bridge is not None else None
        if path is not None and backup_at(path) is None:
            free = holder_of(path) is None
            self.begin.setVisible(free)
            if self._bridge is not None:
                self.words.setText(_FREE if free else self._bridge.read_only)

    @override
    def setVisible(self, visible: bool) -> None:
        """Stay out of sight where there is nothing to say, also when Qt restores its bars."""
        super().setVisible(visible and self._bridge is not None)


def _button(words: str, hint: str) -> QPushButton:
    button = ActButton(words)
    button.setToolTip(hint)
    button.setAccessibleDescription(hint)
    return button
