"""Finds a figure of the report by a few letters and gives it to a text as a live value."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from tertialapp.model.live_catalogue import LiveChoice, choices, words_for
from tertialapp.model.markdown import Run
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.dialogs.lines import LineList
from tertialapp.ui.fitting import resize_within_screen
from tertialapp.ui.override import override

MOST_SHOWN = 200


class InsertValueDialog(QDialog):
    """The chosen live value is in ``run`` when it was accepted."""

    def __init__(self, bridge: Bridge, goal_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._all = list(choices(bridge.report, bridge.period_id, goal_id))
        self._keys = [f"{choice.where} {choice.name}".casefold() for choice in self._all]
        self.run: Run | None = None
        self.setWindowTitle("Infoga värde")
        resize_within_screen(self, 620, 420)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Sök indikator, ekonomirad eller summa")
        self.words.setAccessibleName("Sök värde")
        self.list = LineList("Värden", self.words)
        self.form = QComboBox()
        self.form.setAccessibleName("Visa som")
        hint = QLabel("Värdet följer tabellen: när siffran ändras gör texten det också.")
        hint.setProperty("muted", True)
        hint.setWordWrap(True)
        below = QHBoxLayout()
        label = QLabel("Visa &som:")
        label.setBuddy(self.form)
        below.addWidget(label)
        below.addWidget(self.form, 1)
        buttons = QDialogButtonBox()
        self._accept = buttons.addButton("Infoga", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Avbryt", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)
        layout.addLayout(below)
        layout.addWidget(hint)
        layout.addWidget(buttons)
        self.words.textChanged.connect(self._search)
        self.list.currentItemChanged.connect(lambda *_: self._show_forms())
        self.list.itemActivated.connect(lambda _: self.accept())
        self._search("")

    def _search(self, words: str) -> None:
        wanted = words.casefold().split()
        found = [
            choice
            for choice, key in zip(self._all, self._keys, strict=True)
            if all(word in key for word in wanted)
        ]
        self.list.clear()
        for choice in found[:MOST_SHOWN]:
            self.list.add_line(choice.name, choice.where, choice.text, choice)
        self.list.setCurrentRow(0)
        self._accept.setEnabled(bool(found))
        self._show_forms()

    def _show_forms(self) -> None:
        self.form.clear()
        choice = self.list.chosen()
        if not isinstance(choice, LiveChoice):
            return
        self.form.addItem(f"{choice.text}   (siffran)", choice)
        report, period_id = self._bridge.report, self._bridge.period_id
        for found in words_for(report, period_id, choice.reference):
            words = " ".join(filter(None, (found.name, found.where)))
            self.form.addItem(f"{found.text}   ({words})", found)

    @override
    def accept(self) -> None:
        chosen: LiveChoice | None = self.form.currentData()
        if chosen is not None:
            self.run = Run(chosen.text, link=chosen.reference.target)
            super().accept()

    def show_at(self, caret: QPoint) -> None:
        """Stand near a place on the screen, all of it in view."""
        screen = self.screen().availableGeometry()
        left = min(max(screen.left(), caret.x() - 40), screen.right() - self.width())
        top = caret.y() + 8
        if top + self.height() > screen.bottom():
            top = max(screen.top(), caret.y() - self.height() - 40)
        self.move(left, top)
