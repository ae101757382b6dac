"""Chooses the picture on the cover, and says what it shows."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from tertialapp.base.errors import Refusal
from tertialapp.base.files import read_bytes
from tertialapp.model.images import Image
from tertialapp.model.text import clean_line
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.dialogs.ask import tell
from tertialapp.ui.dialogs.picture_words import PictureView

_SHOWN = QSize(150, 48)


class LogoField(QWidget):
    """The logo, with buttons to choose another or none, and its alternative text."""

    def __init__(self, image: Image | None, words: str, board: str) -> None:
        super().__init__()
        self._board = board
        self.image: Image | None = None
        self._view: PictureView | None = None
        self._words = QLineEdit(words)
        self._words.setAccessibleName("Logotypens alternativa text")
        self._words.setPlaceholderText("Tomt om logotypen bara är utsmyckning")
        self._label = QLabel("Alternativ text")
        self._label.setProperty("muted", True)
        self._label.setBuddy(self._words)
        self._choose = ActButton("Välj bild …", self._ask)
        self._choose.setAccessibleName("Välj bild till logotypen")
        self._remove = ActButton("Ta bort", lambda: self._show(None))
        self._remove.setAccessibleName("Ta bort logotypen")
        self._row = QHBoxLayout()
        self._row.addWidget(self._choose)
        self._row.addWidget(self._remove)
        self._row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self._row)
        layout.addWidget(self._label)
        layout.addWidget(self._words)
        self.setFocusProxy(self._choose)
        self._show(image)

    @property
    def words(self) -> str:
        """What the logo shows, in words."""
        return clean_line(self._words.text())

    def _show(self, image: Image | None) -> None:
        self.image = image
        if self._view is not None:
            self._view.setParent(None)
            self._view.deleteLater()
        self._view = PictureView(image, _SHOWN) if image else None
        if self._view is not None:
            self._row.insertWidget(0, self._view)
        self._remove.setVisible(image is not None)
        for part in (self._label, self._words):
            part.setVisible(image is not None)
        self._choose.setText("Byt bild …" if image else "Välj bild …")

    def _ask(self) -> None:
        from tertialapp.exchange.pictures import admitted
        from tertialapp.ui.dialogs.files import ask_picture

        path = ask_picture(self.window(), "Välj logotyp")
        if path is None:
            return
        try:
            image = admitted(read_bytes(path))
        except Refusal as refusal:
            tell(self.window(), str(refusal))
            return
        self._show(image)
        if not self.words:
            self._words.setText(f"Logotyp för {self._board}")
            self._words.setCursorPosition(0)
