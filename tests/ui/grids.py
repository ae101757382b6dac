"""What the tests of grids have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tertialapp.model.frame import SectionKind
from tertialapp.model.outline import goal_numbers
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.columns.activities import activity_sheet, expected_sheet
from tertialapp.ui.columns.column import Sheet
from tertialapp.ui.columns.indicators import indicator_sheet
from tertialapp.ui.grid.model import GridModel
from tertialapp.ui.grid.preview import PastePreview
from tertialapp.ui.grid.view import GridView
from tertialapp.ui.pages.section_page import section_sheet

PERIOD = "T1 2025"
Key = Qt.Key
Mod = Qt.KeyboardModifier


def goal_id(bridge: Bridge, number: str = "3.4.1") -> str:
    return next(key for key, found in goal_numbers(bridge.report).items() if found == number)


def sheets(bridge: Bridge) -> list[Sheet[Any]]:
    """Every kind of sheet that the example has."""
    key = goal_id(bridge)
    report = bridge.report
    made: list[Sheet[Any]] = [
        indicator_sheet(report, key, PERIOD),
        activity_sheet(key, PERIOD),
        expected_sheet(key),
    ]
    for section in report.sections.values():
        found = section_sheet(report, section.kind, section.id, PERIOD)
        if found:
            made.append(found)
    return made


def view_of(qtbot: QtBot, bridge: Bridge, sheet: Sheet[Any], width: int = 1000) -> GridView:
    view = GridView(GridModel(bridge, sheet), "Prov")
    qtbot.addWidget(view)
    view.resize(width, 400)
    view.show()
    with qtbot.waitActive(view):
        view.activateWindow()
    view.setFocus()
    return view


def indicators(qtbot: QtBot, bridge: Bridge, width: int = 1000) -> GridView:
    return view_of(qtbot, bridge, indicator_sheet(bridge.report, goal_id(bridge), PERIOD), width)


def activities(qtbot: QtBot, bridge: Bridge) -> GridView:
    return view_of(qtbot, bridge, activity_sheet(goal_id(bridge), PERIOD))


def economy(bridge: Bridge, kind: SectionKind) -> Sheet[Any]:
    sheet = section_sheet(bridge.report, kind, "", PERIOD)
    assert sheet is not None
    return sheet


def row_of(model: GridModel[Any], at: int) -> Any:
    row = model.row(at)
    assert row is not None
    return row


def column_of(view: GridView, key: str) -> int:
    return [column.key for column in view.grid.sheet.columns].index(key)


def place(view: GridView, row: int, key: str) -> tuple[int, int]:
    """Put the cursor on a cell."""
    view.select_cell(row, column_of(view, key))
    return row, column_of(view, key)


def typed(view: GridView, row: int, key: str) -> str:
    return view.grid.typed_text(view.grid.index(row, column_of(view, key)))


def chosen(view: GridView) -> list[tuple[int, int]]:
    return [(index.row(), index.column()) for index in view.cell_cursor.chosen()]


def copied(text: str, html: str = "") -> None:
    """What another program has put on the clipboard."""
    mime = QMimeData()
    mime.setText(text)
    if html:
        mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)


def answered(button: str, look: Callable[[PastePreview], object] = lambda _: None) -> list[str]:
    """Press a button of the question that comes; gives its buttons when it has come."""
    seen: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, PastePreview):
            QTimer.singleShot(5, answer)
            return
        buttons = {found.text(): found for found in dialog.findChildren(QPushButton)}
        seen.extend(text for text, found in buttons.items() if found.isEnabled())
        look(dialog)
        buttons[button].click()

    QTimer.singleShot(0, answer)
    return seen
