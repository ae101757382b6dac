"""Who signs the report: title and name."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from tertialapp.document.document import Change
from tertialapp.model.text import clean_line
from tertialapp.ui.bridge import Bridge


class SignatoryForm(QWidget):
    """Two fields in a row under the decisions."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._fields: dict[str, QLineEdit] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(QLabel("Skrivs under av:"))
        for key, label in (("signatory_title", "Titel"), ("signatory_name", "Namn")):
            field = QLineEdit()
            field.setPlaceholderText(label)
            field.setAccessibleName(f"{label} på den som skriver under")
            field.editingFinished.connect(self.flush)
            layout.addWidget(field, 1)
            self._fields[key] = field
        bridge.changed.connect(self._follow)

    def begin(self) -> None:
        """Put the cursor in the first field that is empty."""
        fields = list(self._fields.values())
        next((field for field in fields if not field.text()), fields[0]).setFocus()

    def show_period(self) -> None:
        """Show the signatory of the period."""
        self.flush()
        for key, field in self._fields.items():
            field.setText(getattr(self._bridge.period, key))

    def flush(self) -> None:
        """Write what was changed."""
        for key, field in self._fields.items():
            text = clean_line(field.text())
            if field.isModified():
                field.setModified(False)
                if text != getattr(self._bridge.period, key):
                    with self._bridge.edit("Ändra underskrift") as edit:
                        edit.set(self._bridge.period, **{key: text})

    def _follow(self, change: Change) -> None:
        if change.touches("period"):
            self.show_period()
