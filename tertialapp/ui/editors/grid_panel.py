"""A grid with the buttons for its rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tertialapp.ui.buttons import IconButton
from tertialapp.ui.columns.column import Addition
from tertialapp.ui.editors.elided_label import ElidedLabel
from tertialapp.ui.editors.grid_view import GridView


class RowButtons(QWidget):
    """Add, remove and move rows of a grid: only what its sheet offers."""

    def __init__(self, view: GridView) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2)
        layout.setSpacing(2)
        sheet = view.grid.sheet
        for at, addition in enumerate(sheet.additions):
            layout.addWidget(self._adding(view, at, addition))
        if sheet.move:
            layout.addWidget(
                IconButton("up", "Flytta raden upp (Ctrl+Upp)", lambda: view.move_row(-1))
            )
            layout.addWidget(
                IconButton("down", "Flytta raden ner (Ctrl+Ner)", lambda: view.move_row(1))
            )
        if sheet.remove:
            layout.addWidget(IconButton("remove", "Ta bort markerade rader", view.remove_rows))

    def _adding(self, view: GridView, at: int, addition: Addition[Any]) -> IconButton:
        name = f"{addition.label}: {view.grid.sheet.noun}"
        return IconButton(
            "add", name, lambda: view.add_row(view.grid.sheet.additions[at]), addition.label
        )


class GridPanel(QWidget):
    """A titled grid with its buttons and its sheet's note above it."""

    def __init__(self, view: GridView, title: str) -> None:
        super().__init__()
        self.view = view
        self.setFocusProxy(view)
        heading = QLabel(title)
        heading.setProperty("section", True)
        self._note = ElidedLabel()
        self._note.setProperty("muted", True)
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addSpacing(6)
        top.addWidget(self._note, 1)
        top.addWidget(RowButtons(view))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(view)
        self._show_note()
        view.grid.modelReset.connect(self._show_note)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _show_note(self) -> None:
        self._note.setText(self.view.grid.sheet.note)
