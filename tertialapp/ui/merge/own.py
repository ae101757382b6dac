"""Something else than both versions, written by whoever decides: a text, or the fields of a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tertialapp.merge.own import OwnField
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.buttons import ActButton, press_by
from tertialapp.ui.editors.live_source import ReportValues
from tertialapp.ui.editors.pictures import ReportPictures
from tertialapp.ui.editors.text_editor import TextEditor

_KEY = "Alt+4"


class OwnVersion(QWidget):
    """Begins as what the report holds; what has been typed is kept by question, also for when it is undone."""

    given = Signal()
    """What is typed is to hold."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._drafts: dict[str, Mapping[str, str]] = {}
        self._question = ""
        self._fields: Sequence[OwnField] = ()
        self._filled: Mapping[str, str] = {}
        self.lines: dict[str, QLineEdit] = {}
        self.title = QLabel("Eget")
        self.title.setProperty("strong", True)
        self.editor = TextEditor(self)
        self.editor.set_name("Egen text")
        self.editor.field.live = ReportValues(bridge)
        self.editor.field.pictures = ReportPictures(bridge)
        self.editor.set_read_only(bool(bridge.read_only))
        self._form = QWidget()
        self._rows = QFormLayout(self._form)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.button = ActButton(f"Använd eget  ({_KEY})")
        press_by(self.button, _KEY)
        self.button.setEnabled(not bridge.read_only)
        self.button.clicked.connect(lambda _checked: self.given.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self._form)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.button)
        layout.addLayout(below)

    def show_fields(self, question: str, fields: Sequence[OwnField]) -> None:
        """Show what can be typed for a question; nothing when versions can only be chosen."""
        self._keep()
        self.setVisible(bool(fields))
        if question == self._question and fields == self._fields:
            return
        self._question, self._fields = question, fields
        draft = self._drafts.get(question, {})
        is_text = any(field.markdown for field in fields)
        self.editor.setVisible(is_text)
        self._form.setVisible(not is_text)
        grows = QSizePolicy.Policy.Expanding if is_text else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, grows)
        self._clear()
        for field in fields:
            typed = draft.get(field.name, field.typed)
            if field.markdown:
                self.editor.set_markdown(typed)
            else:
                self._add(field, typed)
        self._filled = {} if draft else self.typed()

    def _add(self, field: OwnField, typed: str) -> None:
        line = QLineEdit(typed)
        line.setAccessibleName(f"Eget: {field.title}")
        line.setReadOnly(not self.button.isEnabled())
        line.returnPressed.connect(self.given)
        self._rows.addRow(f"{field.title}:", line)
        self.lines[field.name] = line

    def _clear(self) -> None:
        while self._rows.rowCount():
            self._rows.removeRow(0)
        self.lines.clear()

    def typed(self) -> dict[str, str]:
        """What is typed, by field."""
        return {
            field.name: self.editor.markdown() if field.markdown else self.lines[field.name].text()
            for field in self._fields
        }

    def _keep(self) -> None:
        """Keep what was typed, where it is something else than what the report held."""
        typed = self.typed()
        if typed != self._filled:
            self._drafts[self._question] = typed
