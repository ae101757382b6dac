"""The backups of a report's file: what has changed since each, to look into and to take back from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from tertialapp.base.errors import BadFile
from tertialapp.document.backups import Backup, backups_of
from tertialapp.document.restoring import restore_all, restore_records
from tertialapp.model.comparison import RecordChange, compared
from tertialapp.model.report import Report
from tertialapp.store.file import read_report
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.dialogs.checked_lines import CheckedLines
from tertialapp.ui.fitting import resize_within_screen
from tertialapp.ui.times import when

_WIDTH, _HEIGHT = 940, 560


class BackupsDialog(QDialog):
    """``look`` opens a backup in a window of its own."""

    def __init__(self, bridge: Bridge, look: Callable[[Backup], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._earlier: Report | None = None
        self._backups = backups_of(bridge.document.path) if bridge.document.path else []
        self.setWindowTitle("Säkerhetskopior")
        resize_within_screen(self, _WIDTH, _HEIGHT)
        self.list = QListWidget()
        self.list.setAccessibleName("Säkerhetskopior")
        self.changes = CheckedLines("Ändrat sedan säkerhetskopian")
        self.changes.itemChanged.connect(lambda _: self._allow())
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.look = ActButton("&Titta i den")
        self.look.setToolTip("Öppna säkerhetskopian för läsning i ett eget fönster")
        self.look.clicked.connect(lambda _checked: look(self._backups[self.list.currentRow()]))
        self.some = ActButton("Ta tillbaka &markerat", self._take_back_some)
        self.all = ActButton("Ta tillbaka &allt", self._take_back_all)
        self._arrange()
        for backup in self._backups:
            self.list.addItem(f"{when(backup.at.astimezone())}\n{backup.why.value.capitalize()}")
        self.list.currentRowChanged.connect(lambda _: self._show())
        self.list.setCurrentRow(0)
        self._show()

    def _arrange(self) -> None:
        left, right = QWidget(), QWidget()
        label = QLabel("&Kopior på den här datorn")
        label.setBuddy(self.list)
        for side, parts in ((left, (label, self.list)), (right, (self.said, self.changes))):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            for part in parts:
                column.addWidget(part)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(right)
        halves.setSizes([280, self.width() - 280])
        close = ActButton("Stäng", self.reject)
        below = QHBoxLayout()
        below.addWidget(self.look)
        below.addStretch(1)
        for button in (self.some, self.all, close):
            below.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(halves, 1)
        layout.addLayout(below)

    def _show(self) -> None:
        """Show what has changed since the chosen backup."""
        self.changes.clear()
        self._earlier = None
        at = self.list.currentRow()
        if not 0 <= at < len(self._backups):
            self.said.setText("Det finns inga säkerhetskopior av filen på den här datorn än.")
        else:
            try:
                self._earlier = read_report(self._backups[at].path)
            except BadFile as refusal:
                self.said.setText(str(refusal))
        if self._earlier is not None:
            found = compared(self._earlier, self._bridge.report)
            for change in found:
                self.changes.add_line(change.sentence, change.where, change, checked=False)
            self.said.setText(
                "Ändrat sedan dess. Markera det som ska bli som det var."
                if found
                else "Inget har ändrats sedan dess."
            )
        self._allow()

    def _allow(self) -> None:
        may = self._earlier is not None and not self._bridge.read_only and self.changes.count() > 0
        self.look.setEnabled(self._earlier is not None)
        self.all.setEnabled(may)
        self.some.setEnabled(may and next(self.changes.checked(), None) is not None)

    def _take_back_some(self) -> None:
        chosen = [each for each in self.changes.checked() if isinstance(each, RecordChange)]
        if self._earlier is not None:
            with self._bridge.edit("Ta tillbaka ur en säkerhetskopia") as edit:
                restore_records(edit, self._earlier, [(each.table, each.key) for each in chosen])
        self._show()

    def _take_back_all(self) -> None:
        if self._earlier is not None:
            with self._bridge.edit("Ta tillbaka hela säkerhetskopian") as edit:
                restore_all(edit, self._earlier)
        self._show()
