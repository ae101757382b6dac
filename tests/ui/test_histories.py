"""Random histories by key in the real window: what is shown, held and on disk is always the same.

In ``python dev.py torture`` there are 10 000 of them.
"""

from __future__ import annotations

import functools
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from tertialapp import tasks
from tertialapp.document.document import Change
from tertialapp.document.edit import Edit
from tertialapp.document.opening import new_document
from tertialapp.model.frame import TextPart
from tertialapp.model.markdown_read import parse
from tertialapp.model.outline import goal_numbers
from tertialapp.model.places import goal_place
from tertialapp.model.report import Report
from tertialapp.store.log import EditKind
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.grid.model import GridModel
from tertialapp.ui.grid.view import GridView
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.pages.goal_page import GoalPage

from .conftest import press, type_text

Key = Qt.Key
TORTURE = settings.get_current_profile_name() == "torture"
PARTS = 20 if TORTURE else 1
"""So many times the profile's number of histories are run, as tests that go side by side."""

STEPS = 15
_GOALS = ("mal-3.4.1", "mal-1.1.1")
_FIGURES = ("outcome", "men", "women", "last_year")


@functools.cache
def _start() -> Report:
    """The example with no other goals than two, so that opening it is quick."""
    edit = Edit(tasks.example_report())
    for key, number in goal_numbers(tasks.example_report()).items():
        if key in edit.report.goals and not any(
            kept.startswith(f"mal-{number}") for kept in _GOALS
        ):
            edit.remove(edit.report.goals[key])
    return edit.report


class Histories(RuleBasedStateMachine):
    """One history on the pages of two goals, beside the reports that there should have been."""

    window: MainWindow
    qtbot: QtBot

    def __init__(self) -> None:
        super().__init__()
        self.window.files.opened.emit(new_document(_start()))
        self.bridge.changed.connect(self._changed)
        self.states: list[Report] = [self.bridge.report]
        self.at = 0
        self.go(_GOALS[0])

    @property
    def bridge(self) -> Bridge:
        assert self.window.bridge is not None
        return self.window.bridge

    @property
    def rows(self) -> GridView:
        return self.page.rows.indicators

    def _shown_rows(self) -> GridView:
        """The indicators, their tab in front as where a user works."""
        self.page.rows.tabs.setCurrentIndex(0)
        assert self.rows.isVisible()
        return self.rows

    def _changed(self, change: Change) -> None:
        if change.kind is EditKind.EDIT:
            self.states[self.at + 1 :] = [self.bridge.report]
            self.at += 1

    def _put_cursor(self, data: st.DataObject, columns: tuple[str, ...]) -> tuple[str, str]:
        """Put the cursor in a cell; gives its row's key and its column's."""
        view = self._shown_rows()
        at = data.draw(st.integers(0, view.grid.rowCount() - 1))
        key = data.draw(st.sampled_from(columns))
        view.setFocus()
        view.select_cell(at, [column.key for column in view.grid.sheet.columns].index(key))
        row: Any = view.grid.row(at)
        return row.id, key

    def _has_rows(self) -> bool:
        return bool(self.rows.grid.rowCount())

    # -- by key ---------------------------------------------------------------------------------

    @precondition(_has_rows)
    @rule(data=st.data(), figure=st.decimals(0, 999, places=1))
    def type_a_figure(self, data: st.DataObject, figure: Decimal) -> None:
        row_id, field = self._put_cursor(data, _FIGURES)
        type_text(self.qtbot, f"{figure}".replace(".", ","))
        press(self.qtbot, data.draw(st.sampled_from([Key.Key_Return, Key.Key_Tab])))
        assert self._figure(row_id, field) == figure

    @precondition(_has_rows)
    @rule(data=st.data())
    def empty_a_cell(self, data: st.DataObject) -> None:
        row_id, field = self._put_cursor(data, _FIGURES)
        press(self.qtbot, Key.Key_Delete)
        assert self._figure(row_id, field) is None

    @precondition(_has_rows)
    @rule(data=st.data())
    def type_and_give_up(self, data: st.DataObject) -> None:
        self._put_cursor(data, _FIGURES)
        type_text(self.qtbot, "12x")
        press(self.qtbot, Key.Key_Escape)

    @precondition(_has_rows)
    @rule(data=st.data())
    def copy_a_cell(self, data: st.DataObject) -> None:
        value = self._figure(*self._put_cursor(data, _FIGURES))
        self.window.actions_by_key["copy"].trigger()
        to = self._put_cursor(data, _FIGURES)
        self.window.actions_by_key["paste"].trigger()
        assert self._figure(*to) == value

    @precondition(_has_rows)
    @rule(data=st.data())
    def fill_down(self, data: st.DataObject) -> None:
        row_id, field = self._put_cursor(data, _FIGURES)
        above = self.rows.currentIndex().row() - 1
        source: Any = self.rows.grid.row(max(above, 0))
        value = self._figure(source.id, field)
        self.qtbot.keyClick(self.rows, Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        assert self._figure(row_id, field) == value

    def _figure(self, row_id: str, field: str) -> Decimal | None:
        value = self.bridge.report.indicator_value(row_id, self.bridge.period_id)
        figure: Decimal | None = getattr(value, field)
        return figure

    @rule(name=st.sampled_from(["Antal besök", "Andel nöjda", "Sjukfrånvaro"]))
    def add_a_row(self, name: str) -> None:
        before = self.rows.grid.rowCount()
        self._shown_rows().setFocus()
        self.rows.rows.add(self.rows.grid.sheet.additions[0])
        type_text(self.qtbot, name)
        press(self.qtbot, Key.Key_Return)
        assert self.rows.grid.rowCount() == before + 1
        assert name in [row.name for row in self.bridge.report.indicators_of(self._goal())]

    @precondition(_has_rows)
    @rule(data=st.data(), step=st.sampled_from([-1, 1]))
    def move_a_row(self, data: st.DataObject, step: int) -> None:
        self._put_cursor(data, ("name",))
        self.rows.rows.move(step)

    @precondition(_has_rows)
    @rule(data=st.data())
    def remove_a_row(self, data: st.DataObject) -> None:
        row_id, _ = self._put_cursor(data, ("name",))
        self.rows.rows.remove()
        assert row_id not in self.bridge.report.indicators

    @rule(words=st.text("abc åäö.", min_size=1, max_size=12), at_end=st.booleans())
    def write(self, words: str, at_end: bool) -> None:  # noqa: FBT001 - drawn
        field = self.page.texts.analysis.editor.field
        field.setFocus()
        end = QTextCursor.MoveOperation.End if at_end else QTextCursor.MoveOperation.Start
        field.moveCursor(end)
        type_text(self.qtbot, words)
        assert self.window.workspace is not None
        assert self.window.workspace.leave()

    @rule(goal=st.sampled_from(_GOALS))
    def go(self, goal: str) -> None:
        assert self.window.workspace is not None
        self.window.workspace.go_to(goal_place(goal))
        self._where_we_are()

    @rule()
    def undo(self) -> None:
        self.window.actions_by_key["undo"].trigger()
        self.at = max(self.at - 1, 0)
        self._where_we_are()

    @rule()
    def redo(self) -> None:
        self.window.actions_by_key["redo"].trigger()
        self.at = min(self.at + 1, len(self.states) - 1)
        self._where_we_are()

    def _where_we_are(self) -> None:
        """The page that is shown: undo and redo show that of what they changed."""
        assert self.window.workspace is not None
        page = self.window.workspace.page
        assert isinstance(page, GoalPage)
        self.page = page

    def _goal(self) -> str:
        assert self.page.place is not None
        return self.page.place.key

    # -- what always holds ----------------------------------------------------------------------

    @invariant()
    def the_window_shows_what_is_held_and_on_disk(self) -> None:
        report = self.bridge.report
        assert report == self.states[self.at]
        assert self.bridge.document._working.report() == report
        for view in (self.rows, self.page.rows.activities):
            assert _shown(view.grid) == _shown(GridModel(self.bridge, view.grid.sheet))
        assert [view.grid.rowCount() for view in (self.rows, self.page.rows.activities)] == [
            len(report.indicators_of(self._goal())),
            len(report.activities_of(self._goal())),
        ]
        text = report.text(self._goal(), self.bridge.period_id, TextPart.ANALYSIS)
        assert parse(self.page.texts.analysis.editor.markdown()) == parse(text.body)
        actions = self.window.actions_by_key
        assert actions["undo"].isEnabled() == (self.at > 0)
        assert actions["redo"].isEnabled() == (self.at < len(self.states) - 1)

    def teardown(self) -> None:
        for state in reversed(self.states[: self.at]):
            self.window.actions_by_key["undo"].trigger()
            assert self.bridge.report == state
        for state in self.states[1:]:
            self.window.actions_by_key["redo"].trigger()
            assert self.bridge.report == state
        self.window.actions_by_key["close"].trigger()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # else 5 MB a history


def _shown(grid: GridModel[Any]) -> list[list[tuple[Any, Any]]]:
    """Every cell as it is shown and as it is typed."""
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
    return [
        [
            tuple(grid.index(row, column).data(role) for role in roles)
            for column in range(grid.columnCount())
        ]
        for row in range(grid.rowCount())
    ]


@pytest.mark.law
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("part", range(PARTS))
def test_any_history_by_key_shows_the_truth(
    part: int, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tertialapp.ui.file_commands.ask", lambda *_: 1)  # give up what is unsaved
    machine = type(f"KeyHistories{part}", (Histories,), {"window": window, "qtbot": qtbot})
    few = settings().max_examples if TORTURE else 12
    run_state_machine_as_test(
        machine, settings=settings(max_examples=few, stateful_step_count=STEPS)
    )
