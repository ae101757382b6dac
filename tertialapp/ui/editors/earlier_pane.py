"""The same text in an earlier period, beside the one that is written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tertialapp.model.frame import Text
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.editors.pictures import ReportPictures
from tertialapp.ui.editors.text_editor import TextEditor


class EarlierPane(QWidget):
    """Shows an earlier text, which can be taken over."""

    fetched = Signal(str)
    """The earlier text, as Markdown, is to be put in the text."""

    def __init__(self, pictures: ReportPictures) -> None:
        super().__init__()
        self._body = ""
        self._title = QLabel()
        self._title.setProperty("muted", True)
        fetch = ActButton("Hämta", lambda: self.fetched.emit(self._body))
        fetch.setToolTip("Lägg in den förra periodens text sist i din text")
        fetch.setAccessibleName("Hämta förra periodens text")
        self.editor = TextEditor(spelling=False)
        self.editor.field.pictures = pictures
        self.editor.set_read_only(True)
        self.editor.set_name("Förra periodens text")
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self._title, 1)
        top.addWidget(fetch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.editor, 1)

    def show_text(self, text: Text, title: str) -> None:
        """Show a text of an earlier period with the title of that."""
        self._body = text.body
        self._title.setText(title)
        self.editor.set_markdown(text.body)
