"""A grid under the fingers of someone who knows Excel: real keys, one undo step for each act."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tertialapp.model.frame import SectionKind
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.columns.activities import expected_sheet
from tertialapp.ui.columns.lists import adjustment_sheet
from tertialapp.ui.grid.view import GridView

from .grids import (
    PERIOD,
    Key,
    Mod,
    activities,
    chosen,
    column_of,
    economy,
    goal_id,
    indicators,
    place,
    row_of,
    typed,
    view_of,
)

Control, Shift, Alt = Mod.ControlModifier, Mod.ShiftModifier, Mod.AltModifier


def editor_of(view: GridView) -> QWidget:
    editor = view.editing.editor
    assert editor is not None
    return editor


def at(view: GridView) -> tuple[int, int]:
    return view.currentIndex().row(), view.currentIndex().column()


def test_keys_move_the_cursor_as_in_excel(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    last_row, last_column = view.grid.rowCount() - 1, view.grid.columnCount() - 1
    place(view, 1, "men")
    for key, modifiers, expected in (
        (Key.Key_Home, Mod.NoModifier, (1, 0)),
        (Key.Key_End, Mod.NoModifier, (1, last_column)),
        (Key.Key_Home, Control, (0, 0)),
        (Key.Key_End, Control, (last_row, last_column)),
        (Key.Key_Up, Control, (0, last_column)),
        (Key.Key_Left, Mod.NoModifier, (0, last_column - 1)),
        (Key.Key_Up, Mod.NoModifier, (0, last_column - 1)),
        (Key.Key_PageDown, Mod.NoModifier, (last_row, last_column - 1)),
    ):
        qtbot.keyClick(view, key, modifiers)
        assert at(view) == expected, key
        assert chosen(view) == [expected]


def test_leaps_stop_at_the_edge_of_what_is_filled(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    for row, text in enumerate(("1", "2", "", "", "5")):
        place(view, row, "forecast")
        qtbot.keyClick(view, Key.Key_Delete)
        if text:
            qtbot.keyClicks(view, text)
            qtbot.keyClick(editor_of(view), Key.Key_Return)
    place(view, 0, "forecast")
    reached = []
    for _ in range(3):
        qtbot.keyClick(view, Key.Key_Down, Control)
        reached.append(view.current_row())
    assert reached == [1, 4, 4]


def test_shift_chooses_from_the_cursor_which_stays(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    row, column = place(view, 1, "outcome")
    qtbot.keyClick(view, Key.Key_Down, Shift)
    qtbot.keyClick(view, Key.Key_Right, Shift)
    assert at(view) == (row, column)
    assert chosen(view) == [(1, 1), (1, 2), (2, 1), (2, 2)]
    qtbot.keyClick(view, Key.Key_Up, Shift)
    assert chosen(view) == [(1, 1), (1, 2)]
    qtbot.keyClick(view, Key.Key_End, Control | Shift)
    assert len(chosen(view)) == (view.grid.rowCount() - 1) * (view.grid.columnCount() - 1)
    qtbot.keyClick(view, Key.Key_A, Control)
    assert len(chosen(view)) == view.grid.rowCount() * view.grid.columnCount()
    qtbot.keyClick(view, Key.Key_Right)
    assert chosen(view) == [(1, 2)]
    qtbot.keyClick(view, Key.Key_Space, Shift)
    assert chosen(view) == [(1, c) for c in range(view.grid.columnCount())]


def test_drawing_with_the_mouse_chooses(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)

    def middle(row: int, column: int) -> QPoint:
        return view.visualRect(view.grid.index(row, column)).center()

    area = view.viewport()
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(area, left, pos=middle(0, 1))
    for spot in (middle(1, 2), middle(2, 3)):
        drawn = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(spot),
            QPointF(area.mapToGlobal(spot)),
            Qt.MouseButton.NoButton,
            left,
            Mod.NoModifier,
        )
        QApplication.sendEvent(area, drawn)
    qtbot.mouseRelease(area, left, pos=middle(2, 3))
    assert at(view) == (0, 1)
    assert chosen(view) == [(row, column) for row in range(3) for column in range(1, 4)]
    qtbot.mouseClick(area, left, Shift, pos=middle(1, 2))
    assert at(view) == (0, 1)
    assert chosen(view) == [(0, 1), (0, 2), (1, 1), (1, 2)]


def test_enter_and_tab_walk_within_the_choice(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "outcome")
    qtbot.keyClick(view, Key.Key_Down, Shift)
    qtbot.keyClick(view, Key.Key_Right, Shift)
    cells = chosen(view)
    for text in ("11", "12", "13", "14"):
        qtbot.keyClicks(view, text[0])
        qtbot.keyClicks(editor_of(view), text[1])
        qtbot.keyClick(editor_of(view), Key.Key_Return)
        assert chosen(view) == cells
    assert [typed(view, row, key) for key in ("outcome", "men") for row in (0, 1)] == [
        "11",
        "12",
        "13",
        "14",
    ]
    assert at(view) == (0, 1)
    qtbot.keyClick(view, Key.Key_Tab)
    assert at(view) == (0, 2)
    qtbot.keyClick(view, Key.Key_Tab)
    assert at(view) == (1, 1)


def test_enter_goes_back_to_where_tab_began(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "outcome")
    for text in "123":
        qtbot.keyClicks(view, text)
        qtbot.keyClick(editor_of(view), Key.Key_Tab)
    qtbot.keyClick(view, Key.Key_Return)
    assert at(view) == (1, column_of(view, "outcome"))


def test_control_enter_fills_the_choice_in_one_step(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "outcome")
    qtbot.keyClick(view, Key.Key_Down, Shift)
    qtbot.keyClick(view, Key.Key_Right, Shift)
    qtbot.keyClicks(view, "7")
    qtbot.keyClick(editor_of(view), Key.Key_Return, Control)
    assert view.editing.editor is None
    assert {typed(view, row, key) for row in (0, 1) for key in ("outcome", "men")} == {"7"}
    assert bridge.document.undo_label == "Fyll markeringen"
    assert len(bridge.document.history()) == 1


def test_fill_down_and_right(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "outcome")
    first = typed(view, 0, "outcome")
    for _ in range(2):
        qtbot.keyClick(view, Key.Key_Down, Shift)
    qtbot.keyClick(view, Key.Key_D, Control)
    assert [typed(view, row, "outcome") for row in range(3)] == [first] * 3
    assert bridge.document.undo_label == "Fyll nedåt"
    place(view, 0, "outcome")
    qtbot.keyClick(view, Key.Key_Right, Shift)
    qtbot.keyClick(view, Key.Key_R, Control)
    assert typed(view, 0, "men") == first
    place(view, 4, "men")
    qtbot.keyClick(view, Key.Key_D, Control)
    assert typed(view, 4, "men") == typed(view, 3, "men")
    assert len(bridge.document.history()) in (2, 3)


def test_backspace_types_over_with_nothing(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "outcome")
    qtbot.keyClick(view, Key.Key_Backspace)
    assert editor_of(view).property("text") == ""
    qtbot.keyClick(editor_of(view), Key.Key_Escape)
    assert typed(view, 0, "outcome") == "76"


def test_alt_enter_breaks_the_line_of_a_long_cell(qtbot: QtBot, bridge: Bridge) -> None:
    view = view_of(qtbot, bridge, economy(bridge, SectionKind.DECISIONS))
    row, _ = place(view, 0, "text")
    qtbot.keyClick(view, Key.Key_F2)
    editor = editor_of(view)
    assert isinstance(editor, QPlainTextEdit)
    qtbot.keyClick(editor, Key.Key_Return, Alt)
    qtbot.keyClicks(editor, "andra stycket")
    qtbot.keyClick(editor, Key.Key_Return)
    assert typed(view, row, "text").endswith("\nandra stycket")


def test_rows_by_keyboard(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    names = [view.grid.row_name(at) for at in range(5)]
    place(view, 1, "outcome")
    qtbot.keyClick(view, Key.Key_Plus, Control)
    qtbot.keyClicks(editor_of(view), "Sjukfrånvaro")
    qtbot.keyClick(editor_of(view), Key.Key_Return)
    assert view.grid.row_name(2) == "Sjukfrånvaro"
    place(view, 2, "outcome")
    qtbot.keyClick(view, Key.Key_Up, Alt | Shift)
    assert view.grid.row_name(1) == "Sjukfrånvaro"
    assert view.current_row() == 1
    qtbot.keyClick(view, Key.Key_Minus, Control)
    assert [view.grid.row_name(at) for at in range(5)] == names
    assert bridge.document.undo_label == "Ta bort indikator"


def test_a_duplicate_has_the_figures_and_the_text_of_the_period(
    qtbot: QtBot, bridge: Bridge
) -> None:
    view = indicators(qtbot, bridge)
    first = row_of(view.grid, 0)
    place(view, 0, "outcome")
    qtbot.keyClick(view, Key.Key_D, Control | Shift)
    qtbot.keyClick(editor_of(view), Key.Key_Escape)
    made = row_of(view.grid, 1)
    assert made.name == f"{first.name} (kopia)"
    report = bridge.report
    value, copy = report.indicator_value(first.id, PERIOD), report.indicator_value(made.id, PERIOD)
    assert (copy.outcome, copy.target, copy.men) == (value.outcome, value.target, value.men)
    bridge.document.undo()
    assert made.id not in bridge.report.indicators


@pytest.mark.parametrize(
    "kind",
    [
        SectionKind.NET_BUDGET,
        SectionKind.RESULT_UNITS,
        SectionKind.INVESTMENTS,
        SectionKind.TURNOVER_CHANGES,
        SectionKind.DECISIONS,
        SectionKind.COMPETENCE_FUNDS,
    ],
)
def test_every_kind_of_row_can_be_duplicated(
    qtbot: QtBot, bridge: Bridge, kind: SectionKind
) -> None:
    view = view_of(qtbot, bridge, economy(bridge, kind))
    if not view.grid.rowCount():
        view.rows.add_usual()
        assert view.leave()
    before = bridge.report
    count = view.grid.rowCount()
    view.select_cell(count - 1, 0)
    view.rows.duplicate()
    assert view.leave()
    assert view.grid.rowCount() == count + 1
    bridge.document.undo()
    assert bridge.report == before


def test_a_choice_opens_by_keyboard_and_shows_its_list(qtbot: QtBot, bridge: Bridge) -> None:
    view = activities(qtbot, bridge)
    place(view, 0, "state")
    qtbot.keyClick(view, Key.Key_Down, Alt)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Key.Key_Escape)
    if view.editing.editor is not None:
        qtbot.keyClick(editor_of(view), Key.Key_Escape)


def test_a_day_is_picked_from_a_swedish_calendar(qtbot: QtBot, bridge: Bridge) -> None:
    view = activities(qtbot, bridge)
    place(view, 0, "end")
    qtbot.keyClicks(view, "2")
    qtbot.keyClicks(editor_of(view), "025-04-30")
    qtbot.keyClick(editor_of(view), Key.Key_Down, Alt)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    calendar = popup.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert calendar.locale().monthName(calendar.monthShown()) == "april"
    assert calendar.firstDayOfWeek() is Qt.DayOfWeek.Monday
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Key.Key_Left)
    qtbot.keyClick(focus, Key.Key_Return)
    assert row_of(view.grid, 0).end == date(2025, 4, 29)
    assert view.editing.editor is None


def test_words_are_completed_but_figures_never(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "target")
    qtbot.keyClicks(view, "t")
    qtbot.keyClicks(editor_of(view), "as")
    qtbot.keyClick(editor_of(view), Key.Key_Return)
    assert typed(view, 0, "target") == "tas fram av nämnd"
    place(view, 1, "target")
    qtbot.keyClicks(view, "8")
    qtbot.keyClick(editor_of(view), Key.Key_Return)
    assert typed(view, 1, "target") == "8"
    place(view, 0, "target")
    qtbot.keyClicks(view, "7")
    qtbot.keyClick(editor_of(view), Key.Key_Return)
    assert typed(view, 0, "target") == "7"


def test_words_are_picked_from_the_list_of_all(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "target")
    qtbot.keyClick(view, Key.Key_Down, Alt)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Return)
    assert typed(view, 0, "target") == "Ökning"


def test_the_menu_of_a_cell_says_its_keys(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 1, "outcome")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert "Fyll &nedåt\tCtrl+D" in texts
    assert "Flytta u&pp\tAlt+Skift+Upp" in texts
    (fill,) = (action for action in menu.actions() if "nedåt" in action.text())
    fill.trigger()
    menu.close()
    assert typed(view, 1, "outcome") == typed(view, 0, "outcome")


def test_a_list_without_rows_takes_its_first_by_keyboard(qtbot: QtBot, bridge: Bridge) -> None:
    section = next(iter(bridge.report.sections))
    view = view_of(qtbot, bridge, adjustment_sheet(section, PERIOD))
    assert view.grid.rowCount() == 0
    for key in (Key.Key_Down, Key.Key_End, Key.Key_PageDown, Key.Key_Delete, Key.Key_D):
        qtbot.keyClick(view, key, Control)
    qtbot.keyClick(view, Key.Key_Insert)
    qtbot.keyClicks(editor_of(view), "Lokalhyra")
    qtbot.keyClick(editor_of(view), Key.Key_Return)
    assert view.grid.row_name(0) == "Lokalhyra"


def test_rows_with_much_text_are_as_high_as_it_wants(qtbot: QtBot, bridge: Bridge) -> None:
    view = view_of(qtbot, bridge, expected_sheet(goal_id(bridge)), 320)
    qtbot.waitUntil(lambda: view.rowHeight(0) > 40)
    with bridge.edit("Korta") as edit:
        edit.set(row_of(view.grid, 0), text="Kort")
    qtbot.waitUntil(lambda: view.rowHeight(0) <= 40)
