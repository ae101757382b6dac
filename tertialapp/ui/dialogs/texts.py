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

from tertialapp.ui.fitting import resize_within_screen


class TextDialog(QDialog):
    """A sentence, a text below it, and a button that copies the text."""

    def __init__(self, title: str, sentence: str, text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        resize_within_screen(self, 640, 420)
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


class TableDialog(QDialog):
    """A table to read, the last column as wide as there is room, and a button that copies a text."""

    def __init__(
        self,
        title: str,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        parent: QWidget | None,
        text: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.table = QTableWidget(len(rows), len(heads))
        self.table.setAccessibleName(title)
        self.table.setHorizontalHeaderLabels(list(heads))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        for row, cells in enumerate(rows):
            for column, words in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(words))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(len(heads) - 1, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column in range(len(heads) - 1):
            self.table.resizeColumnToContents(column)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table)
        layout.addWidget(_buttons(self, text))


class KeysDialog(TableDialog):
    """The shortcuts in a table."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__("Kortkommandon", ["Tangenter", "Vad de gör"], keys, parent)
        resize_within_screen(self, 520, 560)


def _buttons(dialog: QDialog, text: str) -> QDialogButtonBox:
    buttons = QDialogButtonBox(dialog)  # which then knows its default button
    roles = QDialogButtonBox.ButtonRole
    if text:
        copy = buttons.addButton("Kopiera", roles.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
    close = buttons.addButton("Stäng", roles.RejectRole)
    close.setDefault(True)
    buttons.rejected.connect(dialog.reject)
    return buttons
