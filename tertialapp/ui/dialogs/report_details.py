"""The report's own particulars: board, city, title, diary number."""

from __future__ import annotations

import dataclasses

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from tertialapp.model.text import clean_line
from tertialapp.ui.bridge import Bridge

_FIELDS = (
    ("setup", "board", "Nämnd"),
    ("setup", "municipality", "Kommun"),
    ("period", "title", "Rapportens titel"),
    ("period", "diary_number", "Diarienummer"),
)


class ReportDetailsDialog(QDialog):
    """Accepting writes what was changed, in one undo step."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Rapportens uppgifter")
        self.setMinimumWidth(480)
        self._bridge = bridge
        self._fields: dict[tuple[str, str], QLineEdit] = {}
        form = QFormLayout()
        for owner, key, label in _FIELDS:
            record = bridge.report.setup if owner == "setup" else bridge.period
            field = QLineEdit(getattr(record, key))
            field.setAccessibleName(label)
            form.addRow(label, field)
            self._fields[owner, key] = field
        buttons = QDialogButtonBox()
        buttons.addButton("Klar", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Avbryt", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._write)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(buttons)

    def _write(self) -> None:
        texts = {names: clean_line(f.text()) for names, f in self._fields.items()}
        setup, period = self._bridge.report.setup, self._bridge.period
        with self._bridge.edit("Ändra rapportens uppgifter") as edit:
            edit.put(
                dataclasses.replace(
                    setup,
                    board=texts["setup", "board"] or setup.board,
                    municipality=texts["setup", "municipality"],
                )
            )
            edit.put(
                dataclasses.replace(
                    period,
                    title=texts["period", "title"] or period.title,
                    diary_number=texts["period", "diary_number"],
                )
            )
        self.accept()
