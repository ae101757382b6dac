"""Asks for the board, the kind of report and the year."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from tertialapp.base.days import today
from tertialapp.model.frame import PeriodKind

_KINDS = {
    PeriodKind.FIRST: "Tertialrapport 1 (till 30 april)",
    PeriodKind.SECOND: "Tertialrapport 2 (till 31 augusti)",
    PeriodKind.ANNUAL: "Verksamhetsberättelse (till 31 december)",
    PeriodKind.PLAN: "Verksamhetsplan",
}


class NewReportDialog(QDialog):
    """The answers are in ``board``, ``kind`` and ``year`` when it was accepted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Ny rapport")
        self.setMinimumWidth(420)
        self._board = QLineEdit()
        self._board.setPlaceholderText("Till exempel Norra stadsdelsnämnden")
        self._kind = QComboBox()
        for kind, label in _KINDS.items():
            self._kind.addItem(label, kind)
        self._year = QSpinBox()
        self._year.setRange(2000, 2100)
        self._year.setValue(today().year)
        form = QFormLayout()
        fields = (("Nämnd", self._board), ("Rapport", self._kind), ("År", self._year))
        for label, field in fields:
            field.setAccessibleName(label)
            form.addRow(label, field)
        buttons = QDialogButtonBox()
        self._create = buttons.addButton("Skapa", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Avbryt", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._create.setEnabled(False)
        self._board.textChanged.connect(lambda text: self._create.setEnabled(bool(text.strip())))
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(buttons)

    @property
    def board(self) -> str:
        """The board's name."""
        return self._board.text().strip()

    @property
    def kind(self) -> PeriodKind:
        """The kind of report."""
        return PeriodKind(self._kind.currentData())

    @property
    def year(self) -> int:
        """The year."""
        return self._year.value()
