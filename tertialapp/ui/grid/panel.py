"""A grid with the buttons for its rows and columns."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tertialapp.ui.buttons import IconButton
from tertialapp.ui.columns.column import Addition
from tertialapp.ui.editors.elided_label import ElidedLabel
from tertialapp.ui.grid.menus import fill_column_menu
from tertialapp.ui.grid.sums import SummedGrid
from tertialapp.ui.grid.view import GridView


class RowButtons(QWidget):
    """Add, remove and move rows of a grid, and its columns: only what its sheet offers."""

    def __init__(self, view: GridView) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2)
        layout.setSpacing(2)
        sheet = view.grid.sheet
        for at, addition in enumerate(sheet.additions):
            layout.addWidget(self._adding(view, at, addition))
        if sheet.siblings:
            up, down = "Flytta raden upp (Alt+Skift+Upp)", "Flytta raden ner (Alt+Skift+Ner)"
            layout.addWidget(IconButton("up", up, lambda: view.rows.move(-1)))
            layout.addWidget(IconButton("down", down, lambda: view.rows.move(1)))
        if sheet.remove:
            name = "Ta bort markerade rader (Ctrl+−)"
            layout.addWidget(IconButton("remove", name, view.rows.remove))
        if len(sheet.columns) > 1:
            layout.addWidget(ColumnButton(view))

    def _adding(self, view: GridView, at: int, addition: Addition[Any]) -> IconButton:
        keys = "" if at else " (Ctrl++)"
        name = f"{addition.label}: {view.grid.sheet.noun}{keys}"
        return IconButton(
            "add", name, lambda: view.rows.add(view.grid.sheet.additions[at]), addition.label
        )


class ColumnButton(QToolButton):
    """The menu of a grid's columns; says how many are hidden."""

    def __init__(self, view: GridView) -> None:
        super().__init__()
        self._view = view
        self.setProperty("flat", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAccessibleName("Kolumner")
        self.setToolTip("Bredd, dolda kolumner och låst namnkolumn")
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.setMenu(menu)
        view.columns.changed.connect(self._count)
        self._count()

    def _fill(self, menu: QMenu) -> None:
        view = self._view
        fill_column_menu(menu, view.grid, view.columns, view.currentIndex().column())

    def _count(self) -> None:
        hidden = len(self._view.columns.hidden())
        words = "" if not hidden else " (1 dold)" if hidden == 1 else f" ({hidden} dolda)"
        self.setText(f"Kolumner{words}")
        self.setAccessibleName(self.text())


class GridPanel(QWidget):
    """A titled grid with its buttons and its sheet's note above it, and its sums below."""

    def __init__(self, view: GridView, title: str) -> None:
        super().__init__()
        self.view = view
        self.setFocusProxy(view)
        heading = ElidedLabel(title)
        heading.setProperty("section", True)
        self._note = ElidedLabel()
        self._note.setProperty("muted", True)
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addSpacing(6)
        top.addWidget(self._note, 1)
        top.addWidget(RowButtons(view))
        self.summed = SummedGrid(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.summed)
        self._show_note()
        view.grid.modelReset.connect(self._show_note)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _show_note(self) -> None:
        note = self.view.grid.sheet.note
        self._note.setText(note)
        unit, _, _ = note.partition(" · ")  # is read also where the heading has no room
        self._note.setMinimumWidth(self._note.fontMetrics().horizontalAdvance(f"{unit} …"))
