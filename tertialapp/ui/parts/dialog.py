"""Asks to whom a part goes, until when, and what is to be said with it."""

from __future__ import annotations

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
from tertialapp.document.parts import Sending
from tertialapp.model.places import Place
from tertialapp.model.text import clean_line
from tertialapp.ui.columns.column import CellFault
from tertialapp.ui.columns.typing_forms import parse_date

_HINT = (
    "Den som får filen kan bara skriva i den här delen. Andra delars texter och siffror följer inte med. "
    "När du får tillbaka filen väljer du Arkiv › Läs tillbaka del."
)


class SendPartDialog(QDialog):
    """``sending`` is what was said, once the dialog is accepted."""

    def __init__(self, place: Place, name: str, owner: str, said: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self.sending: Sending | None = None
        self.setWindowTitle("Skicka ut del")
        self.setMinimumWidth(480)
        title = QLabel(name)
        title.setProperty("strong", True)
        hint = QLabel(_HINT)
        hint.setProperty("muted", True)
        earlier = QLabel(f"Delen är redan {said}." if said else "")
        earlier.setVisible(bool(said))
        self.person = QLineEdit(owner)
        self.person.setPlaceholderText("Namn på den som ska skriva")
        self.due = QLineEdit()
        self.due.setPlaceholderText("Till exempel 2025-05-12; får vara tomt")
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText("Vad du vill ha hjälp med; får vara tomt")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(4 * self.fontMetrics().lineSpacing())
        form = QFormLayout()
        fields = (
            ("&Till", self.person),
            ("&Senast", self.due),
            ("&Meddelande", self.note),
        )
        for label, field in fields:
            form.addRow(label, field)
            field.setAccessibleName(label.replace("&", ""))
        self.fault = QLabel()
        self.fault.setProperty("bubble", True)
        self.fault.hide()
        buttons = QDialogButtonBox()
        buttons.addButton("Spara filen …", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Avbryt", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for words in (title, hint, earlier):
            words.setWordWrap(True)
            layout.addWidget(words)
        layout.addLayout(form)
        self.fault.setWordWrap(True)
        layout.addWidget(self.fault)
        layout.addWidget(buttons)
        self.person.setFocus()

    def _take(self) -> None:
        """Accept what is said, unless something of it is missing."""
        person = clean_line(self.person.text())
        if not person:
            self._refuse("Skriv vem delen skickas till.", self.person)
            return
        try:
            due = parse_date(self.due.text())
        except CellFault as fault:
            self._refuse(str(fault), self.due)
            return
        if due and due < today():
            self._refuse("Den dagen har redan varit. Välj en senare dag.", self.due)
            return
        self.sending = Sending(self._place, person, today(), due, self.note.toPlainText())
        self.accept()

    def _refuse(self, sentence: str, field: QWidget) -> None:
        self.fault.setText(sentence)
        self.fault.show()
        self.adjustSize()
        field.setAccessibleDescription(sentence)
        field.setFocus()
