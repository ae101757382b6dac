"""What stands above a text that was read in and could not be placed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from tertialapp.ui.buttons import ActButton
from tertialapp.ui.read_only import WRITES


class ReviewBanner(QFrame):
    """Says what to do with such a text, and a button for when it is done."""

    def __init__(self, done: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("banner", True)
        words = QLabel(
            "Texten kom med vid inläsningen men kunde inte placeras. "
            "Flytta den dit den hör och ta sedan bort avsnittet."
        )
        words.setWordWrap(True)
        button = ActButton("Klar", done)
        button.setAccessibleName("Klar: texten är placerad")
        button.setProperty(WRITES, True)
        layout = QHBoxLayout(self)
        layout.addWidget(words, 1)
        layout.addWidget(button)
