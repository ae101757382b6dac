"""Who answers for a goal or a section."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QWidget

from tertialapp.document.document import Change
from tertialapp.model.frame import Section
from tertialapp.model.goals import Goal
from tertialapp.model.text import clean_line
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.outline.panel import owners


class OwnerField(QWidget):
    """A field that offers everyone who answers for something else in the report."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._record: Goal | Section | None = None
        self.line = QLineEdit()
        self.line.setMinimumWidth(90)
        self.line.setMaximumWidth(300)
        self.line.setPlaceholderText("Enhet eller roll")
        self.line.editingFinished.connect(self.flush)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)
        self.line.textEdited.connect(lambda _: self._known.setStringList(owners(bridge.report)))
        label = QLabel("Ansvarig:")
        label.setBuddy(self.line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        layout.addWidget(label)
        layout.addWidget(self.line, 100)  # as wide as it may be, and only then to the right
        bridge.changed.connect(self._follow)

    def show_record(self, record: Goal | Section) -> None:
        """Show who answers for a goal or section; what was typed for the one before is written first."""
        self.flush()
        self._record = record
        what = "målet" if isinstance(record, Goal) else "avsnittet"
        self.line.setAccessibleName(f"Ansvarig för {what}")
        self._show()

    def flush(self) -> None:
        """Write the owner if it was changed."""
        record, owner = self._now(), clean_line(self.line.text())
        if record is not None and self.line.isModified() and owner != record.owner:
            self.line.setModified(False)
            with self._bridge.edit("Ändra ansvarig") as edit:
                edit.set(record, owner=owner)
        self.line.setModified(False)

    def _now(self) -> Goal | Section | None:
        """The record as it stands; None when it is gone."""
        if self._record is None:
            return None
        report, key = self._bridge.report, self._record.id
        return report.goals.get(key) or report.sections.get(key)

    def _show(self) -> None:
        record = self._now()
        if record is not None and not self.line.isModified():
            self.line.setText(record.owner)
            self.line.setCursorPosition(0)

    def _follow(self, change: Change) -> None:
        if change.touches("goal", "section"):
            self._show()
