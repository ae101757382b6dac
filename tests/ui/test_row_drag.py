"""Rows are drawn to another place by their heads, with the mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tertialapp.model.frame import SectionKind
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.grid.view import GridView

from .conftest import press, type_text
from .grids import Key, Mod, activities, chosen, economy, indicators, view_of

Left = Qt.MouseButton.LeftButton


def order(view: GridView) -> list[str]:
    return [view.grid.row_name(at) for at in range(view.grid.rowCount())]


def head(view: GridView, row: int) -> QPoint:
    top = view.rowViewportPosition(row)
    return QPoint(6, top + view.rowHeight(row) // 2)


def above(view: GridView, row: int) -> QPoint:
    """Just under the upper edge of a row, or under the last row."""
    if row < view.grid.rowCount():
        return QPoint(6, view.rowViewportPosition(row) + 2)
    return head(view, row - 1) + QPoint(0, view.rowHeight(row - 1))


class Hand:
    """The mouse over the heads of a grid's rows."""

    def __init__(self, qtbot: QtBot, view: GridView) -> None:
        self._qtbot = qtbot
        self._heads = view.verticalHeader().viewport()
        self._place = QPoint()

    def press(self, place: QPoint, modifier: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        self._place = place
        self._qtbot.mousePress(self._heads, Left, modifier, place)

    def move(self, place: QPoint) -> None:
        """Move with the button down, which Qt's own mouseMove does not hold."""
        for part in (1, 2, 3):
            at = QPointF(self._place + (place - self._place) * part / 3)
            away = QPointF(self._heads.mapToGlobal(at))
            none = Qt.MouseButton.NoButton
            event = QMouseEvent(QEvent.Type.MouseMove, at, away, none, Left, Mod.NoModifier)
            QApplication.sendEvent(self._heads, event)
        self._place = place

    def release(self) -> None:
        self._qtbot.mouseRelease(self._heads, Left, Mod.NoModifier, self._place)

    def click(self, place: QPoint, modifier: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        self.press(place, modifier)
        self.release()

    def draw(self, start: QPoint, end: QPoint) -> None:
        self.press(start)
        self.move(end)
        self.release()


def test_a_row_is_drawn_to_another_place_in_one_step(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    before = order(view)
    hand = Hand(qtbot, view)
    hand.press(head(view, 3))
    hand.move(above(view, 1))
    line = view.row_drag.line
    assert line.isVisible()
    middle = view.viewport().mapFrom(view, line.geometry().center()).y()
    assert abs(middle - view.rowViewportPosition(1)) <= 1
    assert order(view) == before
    hand.release()
    assert order(view) == [before[0], before[3], before[1], before[2], *before[4:]]
    assert not line.isVisible()
    assert view.current_row() == 1
    assert {row for row, _ in chosen(view)} == {1}
    assert bridge.document.undo_label == f"Flytta {view.grid.sheet.noun}"
    bridge.document.undo()
    assert order(view) == before


def test_chosen_rows_are_moved_as_a_block(qtbot: QtBot, bridge: Bridge) -> None:
    view = activities(qtbot, bridge)
    before = order(view)
    hand = Hand(qtbot, view)
    hand.click(head(view, 1))
    hand.click(head(view, 2), Mod.ShiftModifier)
    assert {row for row, _ in chosen(view)} == {1, 2}
    hand.draw(head(view, 2), above(view, 5))
    assert order(view) == [before[0], *before[3:5], *before[1:3], *before[5:]]
    assert {row for row, _ in chosen(view)} == {3, 4}
    hand.draw(head(view, 3), above(view, view.grid.rowCount()))
    assert order(view) == [before[0], *before[3:], *before[1:3]]
    bridge.document.undo()
    bridge.document.undo()
    assert order(view) == before


def test_a_click_chooses_the_row_alone(qtbot: QtBot, bridge: Bridge) -> None:
    view = activities(qtbot, bridge)
    hand = Hand(qtbot, view)
    view.select_cell(0, 1)
    hand.click(head(view, 3))
    assert chosen(view) == [(3, at) for at in range(view.grid.columnCount())]
    hand.click(head(view, 1), Mod.ShiftModifier)
    assert {row for row, _ in chosen(view)} == {1, 2, 3}
    hand.click(head(view, 2))
    assert {row for row, _ in chosen(view)} == {2}
    assert view.currentIndex().column() == 1
    assert bridge.document.undo_label is None


def test_a_hand_that_trembles_moves_nothing(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    before = order(view)
    hand = Hand(qtbot, view)
    hand.draw(head(view, 1), head(view, 1) + QPoint(1, 2))
    hand.press(head(view, 1))
    hand.move(above(view, 4))
    hand.move(head(view, 1))
    assert not view.row_drag.line.isVisible()
    hand.release()
    assert order(view) == before
    assert bridge.document.undo_label is None


def test_escape_gives_up_and_no_other_key_does_anything(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    before = order(view)
    hand = Hand(qtbot, view)
    hand.press(head(view, 0))
    hand.move(above(view, 3))
    type_text(qtbot, "7")
    press(qtbot, Key.Key_Delete)
    assert view.editing.editor is None
    assert view.row_drag.is_drawing
    press(qtbot, Key.Key_Escape)
    assert not view.row_drag.is_drawing
    assert not view.row_drag.line.isVisible()
    hand.move(above(view, 2))
    hand.release()
    assert order(view) == before
    assert bridge.document.undo_label is None
    type_text(qtbot, "7")
    assert view.editing.editor is not None


@pytest.mark.parametrize("end", [GridView.hide, GridView.clearFocus])
def test_a_grid_that_is_left_gives_up(
    qtbot: QtBot, bridge: Bridge, end: Callable[[GridView], None]
) -> None:
    view = indicators(qtbot, bridge)
    hand = Hand(qtbot, view)
    hand.press(head(view, 0))
    hand.move(above(view, 3))
    end(view)
    assert not view.row_drag.is_drawing


def test_rows_that_come_or_go_meanwhile_give_up(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    hand = Hand(qtbot, view)
    hand.press(head(view, 0))
    hand.move(above(view, 3))
    with bridge.edit("Ta bort") as edit:
        edit.remove(edit.report.indicators[view.grid.sheet.row_id(view.grid.row(4))])
    assert not view.row_drag.is_drawing
    hand.release()


def test_what_is_typed_and_does_not_fit_keeps_the_rows(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    before = order(view)
    view.select_cell(0, 1)
    type_text(qtbot, "x")
    Hand(qtbot, view).draw(head(view, 0), above(view, 3))
    assert order(view) == before
    assert view.editing.editor is not None


# -- groups ----------------------------------------------------------------------------------------


def test_a_unit_stays_in_its_group(qtbot: QtBot, bridge: Bridge) -> None:
    view = view_of(qtbot, bridge, economy(bridge, SectionKind.RESULT_UNITS))
    before = order(view)
    group = next(at for at in range(1, len(before)) if view.grid.sheet.is_strong(view.grid.row(at)))
    Hand(qtbot, view).draw(head(view, 2), above(view, len(before)))
    assert order(view) == [*before[:2], *before[3:group], before[2], *before[group:]]


def test_a_group_goes_with_its_units(qtbot: QtBot, bridge: Bridge) -> None:
    view = view_of(qtbot, bridge, economy(bridge, SectionKind.RESULT_UNITS))
    before = order(view)
    group = next(at for at in range(1, len(before)) if view.grid.sheet.is_strong(view.grid.row(at)))
    hand = Hand(qtbot, view)
    hand.draw(head(view, 0), above(view, len(before)))
    assert order(view) == [*before[group:], *before[:group]]
    hand.draw(head(view, len(before) - group), above(view, 0))
    assert order(view) == before


def test_a_part_stays_under_its_area(qtbot: QtBot, bridge: Bridge) -> None:
    view = view_of(qtbot, bridge, economy(bridge, SectionKind.NET_BUDGET))
    before = order(view)
    parts = [
        at for at in range(len(before)) if view.grid.sheet.is_part(view.grid.row(at)) and at < 8
    ]
    Hand(qtbot, view).draw(head(view, parts[-1]), above(view, 0))
    assert order(view)[parts[0]] == before[parts[-1]]
    assert order(view)[: parts[0]] == before[: parts[0]]


def test_computed_rows_have_no_heads(qtbot: QtBot, bridge: Bridge) -> None:
    view = view_of(qtbot, bridge, economy(bridge, SectionKind.OPERATING_BUDGET))
    assert view.verticalHeader().isHidden()


# -- at the edges ----------------------------------------------------------------------------------


def test_rows_scroll_while_one_is_drawn_beyond_the_edge(qtbot: QtBot, bridge: Bridge) -> None:
    view = activities(qtbot, bridge)
    view.resize(700, 150)
    before, bar = order(view), view.verticalScrollBar()
    view.select_cell(0, 0)
    hand = Hand(qtbot, view)
    hand.press(head(view, 0))
    hand.move(QPoint(6, view.viewport().height() + 10))
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    hand.release()
    assert order(view) == [*before[1:], before[0]]


def test_rows_scroll_no_further_than_their_group(qtbot: QtBot, bridge: Bridge) -> None:
    view = view_of(qtbot, bridge, economy(bridge, SectionKind.NET_BUDGET))
    view.resize(900, 150)
    parts = [at for at in range(8) if view.grid.sheet.is_part(view.grid.row(at))]
    view.select_cell(parts[0], 0)
    hand = Hand(qtbot, view)
    hand.press(head(view, parts[0]))
    hand.move(QPoint(6, view.viewport().height() + 10))
    qtbot.wait(400)
    line = view.row_drag.line.geometry().center()
    assert view.viewport().mapFrom(view, line).y() == pytest.approx(
        view.rowViewportPosition(parts[-1] + 1), abs=3
    )
    assert view.rowViewportPosition(parts[0]) < 0
    hand.move(QPoint(6, -40))
    qtbot.waitUntil(lambda: view.rowViewportPosition(parts[0]) == 0)
    hand.release()


def test_the_menu_of_a_head_is_about_its_row(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    heads = view.verticalHeader()
    heads.menu_wanted.emit(2, heads.viewport().mapToGlobal(head(view, 2)))  # type: ignore[attr-defined]
    menu = view.findChild(QMenu)
    assert menu is not None
    assert menu.isVisible()
    assert {row for row, _ in chosen(view)} == {2}
    menu.close()
