"""Dialogs that show a text which can be read at leisure and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)


class TextDialog(QDialog):
    """A sentence, a text below it, and a button that copies the text."""

    def __init__(self, title: str, sentence: str, text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(640, 420)
        said = QLabel(sentence)
        said.setWordWrap(True)
        field = QPlainTextEdit(text)
        field.setReadOnly(True)
        field.setTabChangesFocus(True)
        field.setAccessibleName(title)
        layout = QVBoxLayout(self)
        layout.addWidget(said)
        layout.addWidget(field)
        layout.addWidget(_buttons(self, text))


class KeysDialog(QDialog):
    """The shortcuts in a table."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Kortkommandon")
        self.resize(520, 560)
        table = QTableWidget(len(keys), 2)
        table.setAccessibleName("Kortkommandon")
        table.setHorizontalHeaderLabels(["Tangenter", "Vad de gör"])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        for row, cells in enumerate(keys):
            for column, text in enumerate(cells):
                table.setItem(row, column, QTableWidgetItem(text))
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.resizeColumnToContents(0)
        layout = QVBoxLayout(self)
        layout.addWidget(table)
        layout.addWidget(_buttons(self, ""))


def _buttons(dialog: QDialog, text: str) -> QDialogButtonBox:
    buttons = QDialogButtonBox()
    roles = QDialogButtonBox.ButtonRole
    if text:
        copy = buttons.addButton("Kopiera", roles.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
    close = buttons.addButton("Stäng", roles.AcceptRole)
    close.setDefault(True)
    buttons.accepted.connect(dialog.accept)
    return buttons
