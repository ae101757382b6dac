"""The texts that say an old value, each with the way to its words and the new value to write."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tertialapp.check.findings import Finding
from tertialapp.model.overview import cell_name, place_name
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.finding_acts import mend
from tertialapp.ui.marks import finding_spot
from tertialapp.ui.old_values import OldValues

_FOUND = int(Qt.ItemDataRole.UserRole)
_TOLD = "Siffrorna stämde tills värdet ändrades i tabellen. Enter leder till orden i texten."
_NONE = "Ingen text säger ett gammalt värde."


class OldValuesDialog(QDialog):
    """Stays open beside the window and follows the report."""

    def __init__(
        self, bridge: Bridge, old: OldValues, leave: Callable[[], bool], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._leave = leave
        self._old = old
        self.setWindowTitle("Texter med gamla värden")
        self.resize(640, 320)
        self._told = QLabel()
        self._told.setProperty("muted", True)
        self._told.setWordWrap(True)
        self.lines = QListWidget()
        self.lines.setAccessibleName("Texter med gamla värden")
        self.lines.setWordWrap(True)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.setSpacing(2)
        self.go = ActButton("Gå till texten")
        self.go.setProperty("primary", True)
        self.mend = ActButton("Skriv det nya värdet")
        close = ActButton("Stäng")
        below = QHBoxLayout()
        below.addStretch(1)
        for button in (self.mend, self.go, close):
            below.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self._told)
        layout.addWidget(self.lines, 1)
        layout.addLayout(below)
        self.lines.itemActivated.connect(self._go)
        self.lines.currentItemChanged.connect(lambda *_: self._offer())
        self.go.clicked.connect(lambda _checked: self._go())
        self.mend.clicked.connect(lambda _checked: self._mend())
        close.clicked.connect(lambda _checked: self.close())
        old.changed.connect(self.refresh)
        bridge.locked_changed.connect(self._offer)
        self.refresh()

    def refresh(self) -> None:
        """Show the texts that say an old value now, with the mark where it was."""
        at = max(0, self.lines.currentRow())
        self.lines.clear()
        for found in self._old.findings:
            item = QListWidgetItem(f"{self._where(found)}\n{found.message}")
            item.setData(_FOUND, found)
            self.lines.addItem(item)
        self.lines.setCurrentRow(min(at, self.lines.count() - 1))
        self._told.setText(_TOLD if self.lines.count() else _NONE)
        self._offer()

    def _where(self, found: Finding) -> str:
        """The place of a text and whose it is there: a goal has a text, and so have its rows."""
        report, first = self._bridge.report, found.cells[0]
        names = (place_name(report, found.place(report)), cell_name(report, "text", first.key))
        return " ".join(dict.fromkeys(names))

    def _chosen(self) -> Finding | None:
        item = self.lines.currentItem()
        found: Finding | None = item.data(_FOUND) if item else None
        return found

    def _offer(self) -> None:
        found = self._chosen()
        self.go.setEnabled(found is not None)
        may = found is not None and found.repair is not None and not self._bridge.read_only
        self.mend.setEnabled(may)
        self.mend.setToolTip(self._bridge.read_only)
        label = found.repair.label if found and found.repair else "Skriv det nya värdet"
        self.mend.setText(label)

    def _go(self) -> None:
        found = self._chosen()
        if found is not None:
            self._bridge.wanted.emit(finding_spot(self._bridge.report, found))
            window = self.parent()
            assert isinstance(window, QWidget)
            window.activateWindow()

    def _mend(self) -> None:
        found = self._chosen()
        if found is not None and self._leave():
            mend(self._bridge, found)
