"""Ctrl+K: a few letters lead to any goal, indicator, activity, text or command."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from tertialapp.model.finder import Entry, entries, in_texts, ranked
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.dialogs.lines import LineList
from tertialapp.ui.fitting import resize_within_screen
from tertialapp.ui.override import override


class PaletteDialog(QDialog):
    """The chosen entry is in ``chosen`` when it was accepted."""

    def __init__(self, bridge: Bridge | None, commands: Sequence[Entry], parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._entries = [*(entries(bridge.report) if bridge else ()), *commands]
        self.chosen: Entry | None = None
        self.setWindowTitle("Gå till")
        resize_within_screen(self, 680, 440)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Sök mål, indikator, aktivitet, text eller kommando")
        self.words.setAccessibleName("Sök i rapporten och bland kommandona")
        self.list = LineList("Träffar", self.words)
        self._nothing = QLabel("Inget passar. Pröva ett annat ord.")
        self._nothing.setProperty("muted", True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._nothing)
        self.words.textChanged.connect(self._search)
        self.words.returnPressed.connect(self.accept)
        self.list.itemClicked.connect(lambda _: self.accept())
        self.list.itemActivated.connect(lambda _: self.accept())
        self._search("")

    def _search(self, words: str) -> None:
        found = ranked(words, self._entries)
        if self._bridge is not None:
            found += in_texts(words, self._bridge.report, self._bridge.period_id)
        self.list.clear()
        for entry in found:
            right = f"{entry.kind}   {entry.keys}" if entry.keys else entry.kind
            self.list.add_line(entry.name, entry.where, right, entry)
        self.list.setCurrentRow(0)
        self._nothing.setVisible(not found)

    @override
    def accept(self) -> None:
        entry = self.list.chosen()
        if isinstance(entry, Entry):
            self.chosen = entry
            super().accept()

    def stand_over(self, window: QWidget) -> None:
        """Stand at the top of a window, in its middle."""
        left = (window.width() - self.width()) // 2
        self.move(window.mapToGlobal(QPoint(left, 56)))
