"""What is shown follows the report, also when the shown place is gone."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.pages.goal_page import GoalPage
from tertialapp.ui.tsv import from_tsv

from .conftest import goal_page


def _shown_goal(window: MainWindow) -> str:
    assert window.workspace is not None
    page = window.workspace.page
    assert isinstance(page, GoalPage)
    assert page.place == window.workspace.place
    assert page.place is not None
    return page.place.key


def test_undoing_a_new_goal_shows_the_goal_above_it(example: MainWindow) -> None:
    area = goal_page(example, "1.1").place
    assert area is not None
    example.actions_by_key["add_board"].trigger()
    assert _shown_goal(example) != area.key
    example.actions_by_key["undo"].trigger()
    assert _shown_goal(example) == area.key


def test_removing_a_goal_never_leaves_its_page(example: MainWindow) -> None:
    assert example.bridge is not None
    goal_page(example, "1.1.1")
    goal_page(example, "1.1")
    example.actions_by_key["remove"].trigger()
    assert _shown_goal(example) in example.bridge.report.goals
    example.actions_by_key["undo"].trigger()
    assert _shown_goal(example) in example.bridge.report.goals


def test_the_tree_keeps_to_the_page_that_a_wrong_value_holds(
    example: MainWindow, qtbot: QtBot
) -> None:
    page = goal_page(example, "3.4.1")
    workspace = example.workspace
    assert workspace is not None
    held = page.place
    assert held is not None
    workspace.page.leave = lambda: False  # type: ignore[union-attr, method-assign]
    other = next(place for place in workspace.outline.tree.places() if place != held)
    workspace.outline.select(other)
    qtbot.waitUntil(
        lambda: (
            getattr(workspace.outline.tree.node(workspace.outline.currentIndex()), "place", None)
            == held
        )
    )
    del workspace.page.leave  # type: ignore[union-attr]


def test_the_state_is_not_painted_over_a_message(example: MainWindow) -> None:
    example.say("Rapporten är inläst.")
    example._show_state()
    labels = [label for label in example.status.findChildren(QLabel) if label.isVisible()]
    assert [label.text() for label in labels] == ["Ny rapport · Tertialrapport 1 2025"]


def test_what_is_saved_is_read_as_it_stands(example: MainWindow) -> None:
    labels = example.status.findChildren(QLabel)
    told = [QAccessible.queryAccessibleInterface(label) for label in labels if label.text()]
    assert "Inte sparad i någon fil än" in [
        found.text(QAccessible.Text.Name) for found in told if found is not None
    ]


def test_a_quote_that_is_never_closed_is_a_character() -> None:
    assert from_tsv(f'a\t"{"x" * 200_000}') == [["a", f'"{"x" * 200_000}']]
    assert from_tsv('a\t"b\tc"') == [["a", "b\tc"]]
