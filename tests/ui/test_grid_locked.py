"""What is typed where nothing can be typed stays unwritten, and is told."""

from __future__ import annotations

from itertools import product

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tertialapp.ui.bridge import Bridge

from .grids import Key, sheets, view_of


def _locked_cells(bridge: Bridge, qtbot: QtBot) -> list[tuple[int, int, int]]:
    """Sheet, row and column of a locked cell in each sheet that has one."""
    found = []
    for number, sheet in enumerate(sheets(bridge)):
        grid = view_of(qtbot, bridge, sheet).grid
        cells = (
            (number, row, column)
            for row in range(grid.rowCount())
            for column in range(grid.columnCount())
            if not grid.is_editable(grid.index(row, column))
        )
        found.extend(list(cells)[:2])
    return found


def test_typing_in_a_locked_cell_writes_nowhere_and_says_so(qtbot: QtBot, bridge: Bridge) -> None:
    locked = _locked_cells(bridge, qtbot)
    assert locked
    before = bridge.report
    for number, row, column in locked:
        view = view_of(qtbot, bridge, sheets(bridge)[number])
        for text in ("1234", "fa", "-5"):
            view.select_cell(row, column)
            qtbot.keyClicks(view, text)
            assert (view.currentIndex().row(), view.currentIndex().column()) == (row, column)
            assert view.editing.editor is None
            assert view.editing.bubble.isVisible()
            qtbot.keyClick(view, Key.Key_Escape)
        view.close()
    assert bridge.report is before


def test_an_empty_cell_that_is_locked_says_so(qtbot: QtBot, bridge: Bridge) -> None:
    told = set()
    for sheet in sheets(bridge):
        grid = view_of(qtbot, bridge, sheet).grid
        for row, column in product(range(grid.rowCount()), range(grid.columnCount())):
            index = grid.index(row, column)
            found, record = grid.cell(index)
            empty = not grid.is_editable(index) and not grid.shown_text(index)
            if empty and not found.computed(bridge.report, record):
                told.add(index.data(Qt.ItemDataRole.AccessibleDescriptionRole))
    assert told == {"Fylls inte i på den här raden."}
