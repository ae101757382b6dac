"""From a key press to what it paints: in the cells of a grid, and in a text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

from tertialapp.model.places import goal_place
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.pages.goal_page import GoalPage
from tests.bench.figures import SPREAD, spread, table
from tests.bench.window import Watch, opened

CELLS = 60
LETTERS = 120
Key = Qt.Key
WORDS = (Key.Key_M, Key.Key_A, Key.Key_L, Key.Key_E, Key.Key_N, Key.Key_Space)


def measure(files: Mapping[str, Path]) -> str:
    """The goal with the most indicators, in each report; gives a table."""
    rows = []
    for name, path in files.items():
        with opened(path) as window:
            page = _fullest(window)
            for what, times in (_cells(page) | {"Bokstav i en text": _letters(page)}).items():
                rows.append([f"{what}, {name}", *spread(times)])
    return table("Skriva, tills det är målat", ["", *SPREAD], rows)


def _fullest(window: MainWindow) -> GoalPage:
    assert window.workspace is not None
    report = window.workspace.bridge.report
    goal = max(report.goals, key=lambda key: len(report.indicators_of(key)))
    window.workspace.go_to(goal_place(goal))
    page = window.workspace.page
    assert isinstance(page, GoalPage)
    return page


def _cells(page: GoalPage) -> dict[str, list[float]]:
    """A figure of two digits in one outcome after another."""
    view, watch = page.rows.indicators, Watch()
    page.rows.tabs.setCurrentIndex(0)
    outcome = [column.key for column in view.grid.sheet.columns].index("outcome")
    opening, further, commit = [], [], []
    before = len(page.bridge.document.history())
    for number in range(CELLS):
        view.setFocus()
        view.select_cell(number % len(page.bridge.report.indicators_of(_goal(page))), outcome)
        QTest.qWait(1)
        opening.append(watch.key(Key(Key.Key_1 + number % 9)))
        further.append(watch.key(Key(Key.Key_1 + number // 9)))
        commit.append(watch.key(Key.Key_Return))
    assert len(page.bridge.document.history()) > before, "nothing was written"
    return {
        "Siffra som öppnar cellen": opening,
        "Siffra till i cellen": further,
        "Retur: på disk och målat": commit,
    }


def _goal(page: GoalPage) -> str:
    assert page.place is not None
    return page.place.key


def _letters(page: GoalPage) -> list[float]:
    field = page.texts.analysis.findChild(QTextEdit)
    assert field is not None
    page.texts.setCurrentIndex(0)
    field.setFocus()
    watch = Watch()
    return [watch.key(WORDS[at % len(WORDS)]) for at in range(LETTERS)]
