"""The tree: what stands on its lines, what it is narrowed to, how it is rearranged, what is remembered."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tertialapp.model.frame import SectionKind
from tertialapp.model.goals import Level
from tertialapp.model.outline import goal_numbers
from tertialapp.model.places import (
    OVERVIEW,
    Place,
    first_of_kind,
    goal_place,
    section_place,
)
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.outline.lines import LineFilter, Showing
from tertialapp.ui.outline.model import STANDING_ROLE, TreeModel
from tertialapp.ui.outline.panel import OutlinePanel, owners

from .conftest import goal_page, type_text

Key = Qt.Key
PERIOD = "T1 2025"


@pytest.fixture
def tree(bridge: Bridge, qtbot: QtBot) -> TreeModel:
    model = TreeModel(bridge)
    qtbot.waitUntil(lambda: model.standing(OVERVIEW).share.due > 0)
    return model


def shown(model: TreeModel) -> list[str]:
    texts = []

    def walk(parent: QModelIndex) -> None:
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            texts.append(str(index.data()))
            walk(index)

    walk(QModelIndex())
    return texts


def words(model: TreeModel, place: Place) -> str:
    return str(model.index_of(place).data(Qt.ItemDataRole.AccessibleTextRole))


def goals_section(bridge: Bridge) -> str:
    section = first_of_kind(bridge.report, SectionKind.GOALS)
    assert section is not None
    return section.id


def test_lines_tell_share_findings_and_unsaved_changes(
    tree: TreeModel, bridge: Bridge, qtbot: QtBot
) -> None:
    goal = goal_place("mal-3.4.1")
    assert "100 % ifyllt" in words(tree, goal)
    faults = bridge.marks.faults_by_place[goal_place("mal-3.4")]
    assert f"{len(faults)} avvikande fynd" in words(tree, goal_place("mal-3.4"))
    assert "Ändrat" not in words(tree, goal)
    with bridge.edit("Ändra årsmål") as edit:
        value = edit.report.indicator_value("ind-3.4.1-1", PERIOD)
        edit.set(value, target=None, outcome=Decimal(1))
    qtbot.waitUntil(lambda: "Ändrat sedan filen sparades" in words(tree, goal))
    assert tree.standing(goal).share.per_cent < 100
    for above in (
        goal_place("mal-3.4"),
        goal_place("mal-3"),
        section_place(goals_section(bridge)),
        OVERVIEW,
    ):
        assert tree.standing(above).changed, above
    bridge.document.undo()
    qtbot.waitUntil(lambda: "100 % ifyllt" in words(tree, goal))
    assert tree.index_of(goal).data(STANDING_ROLE).changed is False


def test_the_tree_is_narrowed_by_words_and_keeps_what_stands_above(tree: TreeModel) -> None:
    everything = shown(tree)
    tree.show_only(LineFilter("medarbetare chefer"), None)
    assert len(shown(tree)) == 4
    assert shown(tree)[-1].startswith("3.4.1 Medarbetare och chefer")
    tree.show_only(LineFilter("finnsinte"), goal_place("mal-1"))
    assert [text[:2] for text in shown(tree)][-1] == "1 "
    tree.show_only(LineFilter(), None)
    assert shown(tree) == everything


def test_the_tree_shows_the_incomplete_and_mine(tree: TreeModel, bridge: Bridge) -> None:
    tree.show_only(LineFilter("", Showing.INCOMPLETE), None)
    left = {goal_numbers(bridge.report).get(place.key) for place in tree.places()}
    assert "1.4.1" in left
    assert "3.4.1" not in left
    tree.show_only(LineFilter("", Showing.MINE, frozenset({"HR-avdelningen"})), None)
    assert any("3.4.1" in text for text in shown(tree))
    assert not any("2.1.1" in text for text in shown(tree))


def test_filtering_keeps_qts_rules(tree: TreeModel, bridge: Bridge) -> None:
    tester = QAbstractItemModelTester(tree, QAbstractItemModelTester.FailureReportingMode.Warning)
    for wanted in ("ledarskap", "stockholm", "x", ""):
        tree.show_only(LineFilter(wanted), None)
    tree.show_only(LineFilter("", Showing.INCOMPLETE), None)
    with bridge.edit("Ta bort") as edit:
        edit.remove(edit.report.goals["mal-1"])
    bridge.document.undo()
    del tester


def test_typing_filters_and_arrow_goes_into_the_tree(example: MainWindow, qtbot: QtBot) -> None:
    assert example.workspace is not None
    panel = example.workspace.panel
    example.actions_by_key["filter"].trigger()
    type_text(qtbot, "förskol")
    lines = len(shown(panel.outline.tree))
    assert 1 < lines < 20
    qtbot.keyClick(panel.words, Key.Key_Down)
    assert panel.outline.hasFocus()
    panel.words.setFocus()
    qtbot.keyClick(panel.words, Key.Key_Escape)
    assert panel.words.text() == ""
    assert len(shown(panel.outline.tree)) > 60


def test_mine_is_chosen_in_the_menu_and_remembered(bridge: Bridge, qtbot: QtBot) -> None:
    panel = OutlinePanel(bridge)
    qtbot.addWidget(panel)
    panel.show_lines(Showing.MINE)
    assert "Välj i menyn" in panel._nothing.text()
    menu = panel.choice.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    (mine,) = (action for action in menu.actions() if action.text() == "HR-avdelningen")
    mine.trigger()
    assert any("3.4.1" in text for text in shown(panel.outline.tree))
    again = OutlinePanel(bridge)
    qtbot.addWidget(again)
    again.show_lines(Showing.MINE)
    assert shown(again.outline.tree) == shown(panel.outline.tree)
    assert "HR-avdelningen" in owners(bridge.report)


# -- rearranging -----------------------------------------------------------------------------------


def numbers(bridge: Bridge) -> dict[str, str]:
    return {found: key for key, found in goal_numbers(bridge.report).items()}


def test_a_line_is_dragged_through_the_model(example: MainWindow) -> None:
    assert example.workspace is not None
    assert example.bridge is not None
    tree, by_number = example.workspace.outline.tree, numbers(example.bridge)
    board = goal_place(by_number["3.4.1"])
    data = tree.mimeData([tree.index_of(board)])
    target = tree.index_of(goal_place(by_number["1.1"]))
    move = Qt.DropAction.MoveAction
    assert tree.dropMimeData(data, move, -1, 0, target) is False
    assert numbers(example.bridge)["1.1.2"] == board.key
    assert example.workspace.place == board
    tree.dropMimeData(data, move, -1, 0, tree.index_of(OVERVIEW))
    assert numbers(example.bridge)["1.1.2"] == board.key


def test_a_goal_goes_on_into_the_next_branch_by_keyboard(example: MainWindow, qtbot: QtBot) -> None:
    goal_page(example, "1.1.1")
    assert example.workspace is not None
    assert example.bridge is not None
    key = numbers(example.bridge)["1.1.1"]
    outline = example.workspace.outline
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(outline, Key.Key_Down, control)
    assert numbers(example.bridge)["1.2.1"] == key
    qtbot.keyClick(outline, Key.Key_Up, control)
    assert numbers(example.bridge)["1.1.1"] == key
    qtbot.keyClick(outline, Key.Key_Up, control)
    assert numbers(example.bridge)["1.1.1"] == key


def test_goal_numbers_follow_from_their_places(bridge: Bridge) -> None:
    by_number = numbers(bridge)
    with bridge.edit("Ta bort") as edit:
        edit.remove(edit.report.goals[by_number["1.1"]])
    assert numbers(bridge)["1.1"] == by_number["1.2"]
    assert sum(goal.level is Level.BOARD for goal in bridge.report.goals.values()) == 15


# -- remembered ------------------------------------------------------------------------------------


def test_place_period_and_folded_branches_are_remembered_for_each_file(
    example: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "min.tertial"
    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_save", lambda *_: path)
    page = goal_page(example, "2.1.1")
    workspace = example.workspace
    assert workspace is not None
    assert example.bridge is not None
    folded = goal_place(numbers(example.bridge)["1"])
    workspace.outline.collapse(workspace.outline.tree.index_of(folded))
    example.bridge.show_period("VB 2024")
    place = page.place
    example.actions_by_key["save"].trigger()
    example.actions_by_key["close"].trigger()
    example.files.open_path(path)
    assert example.workspace is not None
    assert example.workspace.place == place
    assert example.workspace.outline.folded == {folded}
    assert example.bridge is not None
    assert example.bridge.period_id == "VB 2024"


def test_what_is_remembered_of_a_file_may_be_rubbish(
    example: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "min.tertial"
    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_save", lambda *_: path)
    example.actions_by_key["save"].trigger()
    for rubbish in ("{", "[]", '{"place": 7, "folded": [["goal"], 3], "period": 1}'):
        monkeypatch.setattr("tertialapp.ui.view_memory.remembered_text", lambda _, r=rubbish: r)
        example.actions_by_key["close"].trigger()
        example.files.open_path(path)
        assert example.bridge is not None
        assert example.bridge.period_id == PERIOD
