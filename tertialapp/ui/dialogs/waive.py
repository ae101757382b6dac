"""Says why a finding is no mistake: a reason, who stands for it, and since when."""

from __future__ import annotations

from datetime import date

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

from tertialapp.base.user import user_name
from tertialapp.check.findings import Finding
from tertialapp.check.waiving import waiver_for
from tertialapp.model.text import clean_line
from tertialapp.model.waivers import Waiver
from tertialapp.ui.columns.column import CellFault
from tertialapp.ui.columns.typing_forms import parse_date
from tertialapp.ui.settings import keep_text, remembered_text

_PERSON = "motiverar"
_SAID = "Fyndet räknas inte och märks inte ut, tills något av de värden ändras som det gäller."


class WaiveDialog(QDialog):
    """``waiver`` is what was said, once the dialog is accepted."""

    def __init__(self, found: Finding, sentence: str, period_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._found = found
        self._period_id = period_id
        self.waiver: Waiver | None = None
        self.setWindowTitle("Motivera avvikelse")
        self.setMinimumWidth(460)
        said = QLabel(sentence)
        said.setProperty("strong", True)
        said.setWordWrap(True)
        hint = QLabel(_SAID)
        hint.setProperty("muted", True)
        hint.setWordWrap(True)
        self.reason = QPlainTextEdit()
        self.reason.setPlaceholderText("Varför det är rätt som det står")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(5 * self.fontMetrics().lineSpacing())
        self.person = QLineEdit(remembered_text(_PERSON) or user_name())
        self.day = QLineEdit(date.today().isoformat())  # noqa: DTZ011 - the user's own calendar
        form = QFormLayout()
        for label, field in (
            ("&Motivering", self.reason),
            ("&Person", self.person),
            ("&Datum", self.day),
        ):
            form.addRow(label, field)
            field.setAccessibleName(label.replace("&", ""))
        self.fault = QLabel()
        self.fault.setProperty("bubble", True)
        self.fault.setWordWrap(True)
        self.fault.hide()
        buttons = QDialogButtonBox()
        buttons.addButton("Motivera", QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
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
        self.reason.setFocus()

    def _take(self) -> None:
        """Accept what is said, unless something of it is missing."""
        reason, person = self.reason.toPlainText().strip(), clean_line(self.person.text())
        if not reason:
            self._refuse("Skriv varför det är rätt som det står.", self.reason)
            return
        if not person:
            self._refuse("Skriv vem som står för motiveringen.", self.person)
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
        self.waiver = waiver_for(self._found, self._period_id, reason, person, day)
        self.accept()

    def _refuse(self, sentence: str, field: QWidget) -> None:
        self.fault.setText(sentence)
        self.fault.show()
        self.adjustSize()
        field.setAccessibleDescription(sentence)
        field.setFocus()
