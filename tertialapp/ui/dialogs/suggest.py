"""Sentences of assessment to choose from, before any of them is written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tertialapp.model.suggested import Suggestion


class SuggestDialog(QDialog):
    """The sentences that agree with what is filled in; all are chosen until some are given up."""

    def __init__(self, sentences: Sequence[Suggestion], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._sentences = sentences
        self.setWindowTitle("Föreslå mening")
        self.list = QListWidget()
        self.list.setAccessibleName("Meningar som stämmer med det som är ifyllt")
        self.list.setProperty("plain", True)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for sentence in sentences:
            item = QListWidgetItem(sentence.words)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        hint = QLabel(
            "De valda meningarna sätts först i analysen. Infogade siffror följer tabellen."
        )
        hint.setProperty("muted", True)
        hint.setWordWrap(True)
        buttons = QDialogButtonBox()
        self._accept = buttons.addButton("Sätt in", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Avbryt", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.list, 1)
        layout.addWidget(hint)
        layout.addWidget(buttons)
        self.list.itemChanged.connect(lambda _: self._accept.setEnabled(bool(self.chosen)))
        self.resize(620, 320)

    @property
    def chosen(self) -> tuple[Suggestion, ...]:
        """The sentences that are ticked."""
        checked = Qt.CheckState.Checked
        return tuple(
            sentence
            for at, sentence in enumerate(self._sentences)
            if self.list.item(at).checkState() == checked
        )
