"""Says something in one's own name: the words, who stands for them, and since when."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from tertialapp.base.days import today
from tertialapp.base.user import user_name
from tertialapp.model.text import clean_line
from tertialapp.ui.columns.column import CellFault
from tertialapp.ui.columns.typing_forms import parse_date
from tertialapp.ui.settings import keep_text, remembered_text

_PERSON = "motiverar"


class Signed(Struct, frozen=True):
    """What was said, by whom, on which day."""

    words: str
    person: str
    day: date


class Wording(Struct, frozen=True):
    """What the dialog says: ``missing`` is the sentence for empty words; without it they may be empty."""

    title: str
    sentence: str
    hint: str
    words: str
    placeholder: str
    button: str
    missing: str = ""


class SignedDialog(QDialog):
    """``signed`` is what was said, once the dialog is accepted."""

    def __init__(self, wording: Wording, parent: QWidget, unkept: Signed | None = None) -> None:
        """``unkept`` is what was said before and could not be kept."""
        super().__init__(parent)
        self._missing = wording.missing
        self.signed: Signed | None = None
        self.setWindowTitle(wording.title)
        self.setMinimumWidth(460)
        said = QLabel(wording.sentence)
        said.setProperty("strong", True)
        said.setWordWrap(True)
        hint = QLabel(wording.hint)
        hint.setProperty("muted", True)
        hint.setWordWrap(True)
        self.words = QPlainTextEdit()
        self.words.setPlaceholderText(wording.placeholder)
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(5 * self.fontMetrics().lineSpacing())
        self.person = QLineEdit(remembered_text(_PERSON) or user_name())
        self.day = QLineEdit(today().isoformat())
        if unkept is not None:
            self.words.setPlainText(unkept.words)
            self.person.setText(unkept.person)
            self.day.setText(unkept.day.isoformat())
        form = QFormLayout()
        fields = ((wording.words, self.words), ("&Person", self.person), ("&Datum", self.day))
        for label, field in fields:
            form.addRow(label, field)
            field.setAccessibleName(label.replace("&", ""))
        self.fault = QLabel()
        self.fault.setProperty("bubble", True)
        self.fault.setWordWrap(True)
        self.fault.hide()
        buttons = QDialogButtonBox()
        buttons.addButton(wording.button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Avbryt", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for part in (said, hint):
            layout.addWidget(part)
        layout.addLayout(form)
        layout.addWidget(self.fault)
        layout.addWidget(buttons)
        self.words.setFocus()

    def _take(self) -> None:
        """Accept what is said, unless something of it is missing."""
        words, person = self.words.toPlainText().strip(), clean_line(self.person.text())
        if self._missing and not words:
            self._refuse(self._missing, self.words)
            return
        if not person:
            self._refuse("Skriv vem som står för det.", self.person)
            return
        try:
            day = parse_date(self.day.text())
        except CellFault as fault:
            self._refuse(str(fault), self.day)
            return
        if day is None:
            self._refuse("Skriv dagen, till exempel 2025-05-16.", self.day)
            return
        keep_text(_PERSON, person)
        self.signed = Signed(words, person, day)
        self.accept()

    def _refuse(self, sentence: str, field: QWidget) -> None:
        self.fault.setText(sentence)
        self.fault.show()
        self.adjustSize()
        field.setAccessibleDescription(sentence)
        field.setFocus()
