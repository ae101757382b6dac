"""The one grid model and its view, over every kind of sheet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tertialapp.model.frame import SectionKind
from tertialapp.model.goals import ActivityState
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.columns.activities import activity_sheet, expected_sheet
from tertialapp.ui.columns.indicators import indicator_sheet
from tertialapp.ui.grid.model import FACE_ROLE, GridModel
from tertialapp.ui.grid.row_acts import add_row, move_row, remove_rows
from tertialapp.ui.grid.view import GridView
from tertialapp.ui.grid.writing import Typed, write
from tertialapp.ui.outline.model import TreeModel

from .grids import (
    PERIOD,
    Key,
    economy,
    goal_id,
    indicators,
    place,
    row_of,
    sheets,
    view_of,
)


def test_models_keep_qts_rules_while_rows_come_move_and_go(bridge: Bridge) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    for sheet in sheets(bridge):
        model = GridModel(bridge, sheet)
        tester = QAbstractItemModelTester(model, mode)
        for addition in sheet.additions:
            at = add_row(model, addition, 0)
            assert at >= 0
            move_row(model, at, -1)
            move_row(model, model.row_of(sheet.row_id(model.row(at))), 1)
            bridge.document.undo()
            bridge.document.redo()
            made = bridge.document.history()[-1]
            assert made.label
        if sheet.remove:
            remove_rows(model, [0, 1])
            bridge.document.undo()
        del tester


def test_tree_keeps_qts_rules(bridge: Bridge) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tree = TreeModel(bridge)
    tester = QAbstractItemModelTester(tree, mode)
    goal = bridge.report.goals[goal_id(bridge)]
    with bridge.edit("Ändra") as edit:
        edit.set(goal, title="Annat")
    with bridge.edit("Ta bort") as edit:
        edit.remove(bridge.report.goals[goal_id(bridge, "1")])
    bridge.document.undo()
    del tester


def test_every_typed_form_is_read_back_as_the_same_value(bridge: Bridge) -> None:
    for sheet in sheets(bridge):
        for row in sheet.rows(bridge.report):
            for column in sheet.columns:
                if column.is_editable(row) and not column.computed(bridge.report, row):
                    value = column.read(bridge.report, row)
                    typed = column.typed(bridge.report, row, value)
                    stored = column.parse(bridge.report, row, typed)
                    again = write(GridModel(bridge, sheet), [])
                    assert again == ""
                    shown = column.typed(bridge.report, row, stored)
                    turned = shown.removeprefix("-") == typed.removeprefix("-")
                    assert shown == typed or (column.signed and turned), (column.key, typed)


def test_selection_and_scroll_stay_when_rows_are_added_above(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 3, "outcome")
    name = row_of(view.grid, 3).name
    model = GridModel(bridge, view.grid.sheet)
    add_row(model, view.grid.sheet.additions[0], 0)
    assert row_of(view.grid, view.current_row()).name == name
    assert view.current_row() == 4


def test_block_is_copied_and_pasted_in_one_step(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    row, column = place(view, 0, "outcome")
    QGuiApplication.clipboard().setText("1,5\t2\n−3\t1 234,25\n")
    view.paste()
    model = view.grid
    typed = [[model.index(r, c).data(Qt.ItemDataRole.EditRole) for c in (1, 2)] for r in (0, 1)]
    assert typed == [["1,5", "2"], ["-3", "1234,25"]]
    assert bridge.document.undo_label == "Klistra in 4 värden"
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
    for cell in ((0, 1), (0, 2), (1, 1), (1, 2)):
        view.selectionModel().select(model.index(*cell), flags)
        flags = QItemSelectionModel.SelectionFlag.Select
    view.copy()
    assert QGuiApplication.clipboard().text() == "1,5\t2\n-3\t1234,25"
    bridge.document.undo()
    assert model.index(row, column).data(Qt.ItemDataRole.EditRole) == "76"


def test_delete_empties_the_selection_in_one_step(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    model = view.grid
    flags = QItemSelectionModel.SelectionFlag.Select
    view.clearSelection()
    for row in range(3):
        view.selectionModel().select(model.index(row, 1), flags)
    qtbot.keyClick(view, Key.Key_Delete)
    assert [model.index(row, 1).data() for row in range(3)] == ["", "", ""]
    assert len(bridge.document.history()) == 1


def test_name_can_not_be_emptied(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "name")
    qtbot.keyClick(view, Key.Key_Delete)
    assert "kan inte vara tomt" in view.editing.bubble.text()
    assert bridge.document.history() == []


def test_choice_and_dates_as_typed(bridge: Bridge) -> None:
    model = GridModel(bridge, activity_sheet(goal_id(bridge), PERIOD))
    keys = [column.key for column in model.sheet.columns]
    row_id = row_of(model, 0).id
    assert write(model, [Typed(0, keys.index("end"), "30/4 2025")]) == ""
    assert model.index(0, keys.index("end")).data() == "2025-04-30"
    assert "kalendern" in write(model, [Typed(0, keys.index("end"), "2025-02-30")])
    assert write(model, [Typed(0, keys.index("state"), "klar")]) == ""
    assert bridge.report.activity_status(row_id, PERIOD).state is ActivityState.DONE
    assert "Välj något av" in write(model, [Typed(0, keys.index("state"), "kanske")])


def test_words_and_units_in_targets(bridge: Bridge) -> None:
    model = GridModel(bridge, indicator_sheet(bridge.report, goal_id(bridge), PERIOD))
    keys = [column.key for column in model.sheet.columns]
    row = next(at for at in range(model.rowCount()) if row_of(model, at).unit == "%")
    target = keys.index("target")
    assert write(model, [Typed(row, target, "Tas fram av nämnd")]) == ""
    assert model.index(row, target).data() == "Tas fram av nämnd"
    assert write(model, [Typed(row, target, "12,5 %")]) == ""
    assert model.index(row, target).data() == "12,5\u00a0%"
    value = bridge.report.indicator_value(row_of(model, row).id, PERIOD)
    assert value.target_words == ""
    other = next(at for at in range(model.rowCount()) if row_of(model, at).unit != "%")
    assert "procenttecken" in write(model, [Typed(other, keys.index("outcome"), "12 %")])


def test_sums_are_computed_and_can_not_be_typed(bridge: Bridge) -> None:
    model = GridModel(bridge, economy(bridge, SectionKind.OPERATING_BUDGET))
    costs, budget, deviation = 1, 1, 5
    before = model.index(0, budget).data()
    assert write(model, [Typed(costs, budget, "2 700,25")]) == ""
    assert model.index(0, budget).data() != before
    assert model.index(costs, budget).data() == "2\u00a0700,3"
    assert model.index(costs, budget).data(Qt.ItemDataRole.EditRole) == "2700,25"
    assert model.index(costs, budget).data(Qt.ItemDataRole.ToolTipRole) == "Exakt: 2700,25"
    assert not model.flags(model.index(costs, deviation)) & Qt.ItemFlag.ItemIsEditable
    face = model.index(costs, deviation).data(FACE_ROLE)
    assert face.computed
    assert not face.negative
    assert "prognos" in model.index(costs, deviation).data(Qt.ItemDataRole.ToolTipRole)


def test_own_closing_fund_needs_a_reason(
    qtbot: QtBot, bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = view_of(qtbot, bridge, economy(bridge, SectionKind.RESULT_UNITS))
    model = view.grid
    answers = [("", True), ("Nämnden täcker underskottet", True)]
    monkeypatch.setattr(QInputDialog, "getMultiLineText", lambda *_: answers.pop(0))
    row = next(
        at
        for at in range(model.rowCount())
        if row_of(model, at).subject_id in bridge.report.result_units
    )
    unit_id = row_of(model, row).subject_id
    view.select_cell(row, 5)
    for _ in range(2):
        qtbot.keyClicks(view, "1")
        qtbot.keyClicks(view.editing.editor, "00")
        qtbot.keyClick(view.editing.editor, Key.Key_Return)
        view.select_cell(row, 5)
    value = bridge.report.result_unit_value(unit_id, PERIOD)
    assert value.closing_override == 10_000_000
    assert value.closing_reason == "Nämnden täcker underskottet"
    assert answers == []
    qtbot.keyClick(view, Key.Key_Delete)
    value = bridge.report.result_unit_value(unit_id, PERIOD)
    assert (value.closing_override, value.closing_reason) == (None, "")


def test_arrow_keys_leave_after_typing_but_not_after_f2(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "outcome")
    qtbot.keyClicks(view, "5")
    qtbot.keyClick(view.editing.editor, Key.Key_Right)
    assert view.currentIndex().column() == 2
    place(view, 0, "outcome")
    qtbot.keyClick(view, Key.Key_F2)
    editor = view.editing.editor
    qtbot.keyClick(editor, Key.Key_Left)
    assert view.editing.editor is editor
    qtbot.keyClick(editor, Key.Key_Escape)


def test_undo_of_a_row_that_is_being_typed_in(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    view.rows.add(view.grid.sheet.additions[0])
    bridge.document.undo()
    assert view.leave()
    assert view.grid.rowCount() == 5


def test_tab_leaves_the_grid_after_its_last_cell(qtbot: QtBot, bridge: Bridge) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    view = GridView(GridModel(bridge, expected_sheet(goal_id(bridge))), "Prov")
    after = QLineEdit()
    layout = QVBoxLayout(box)
    layout.addWidget(view)
    layout.addWidget(after)
    with qtbot.waitActive(box):
        box.show()
        box.activateWindow()
    view.setFocus()
    view.select_cell(view.grid.rowCount() - 2, 0)
    qtbot.keyClick(view, Key.Key_Tab)
    assert view.current_row() == view.grid.rowCount() - 1
    qtbot.keyClick(view, Key.Key_Tab)
    assert QApplication.focusWidget() is after


def test_choice_is_made_by_keyboard(qtbot: QtBot, bridge: Bridge) -> None:
    view = view_of(qtbot, bridge, activity_sheet(goal_id(bridge), PERIOD))
    place(view, 0, "state")
    qtbot.keyClick(view, Key.Key_F2)
    qtbot.keyClicks(view.editing.editor, "Avv")
    qtbot.keyClick(view.editing.editor, Key.Key_Return)
    status = bridge.report.activity_status(row_of(view.grid, 0).id, PERIOD)
    assert status.state is ActivityState.DEVIATION


def test_shift_enter_goes_up_with_one_cell_selected(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 2, "outcome")
    qtbot.keyClick(view, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view.current_row() == 1
    assert len(view.selectedIndexes()) == 1
