"""The example's deliberate mistakes are found, and through the panel, with keys, its list becomes empty."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from tertialapp.check.findings import Severity
from tertialapp.ui.dialogs.waive import WaiveDialog
from tertialapp.ui.findings.lines import Line
from tertialapp.ui.findings.panel import FindingPanel
from tertialapp.ui.main_window import MainWindow
from tests.ui.conftest import press, type_text

Key = Qt.Key
Held = Qt.KeyboardModifier

DELIBERATE = {
    "text mot tabell": ("prose-figure", "mal-1.2"),
    "summa i text": ("prose-parts", "mal-1.1"),
    "inaktuellt år": ("stale-year", "mal-2.3"),
    "diagram som saknas": ("missing-object", "mal-3.4"),
    "dubblerat ord": ("doubled-word", "mal-3.5"),
    "bättre än sitt delmål": ("status-over-subgoal", "mal-3.4"),
    "slutligt utfall under årsmålet": ("final-outcome-misses", "mal-3.4"),
    "total utanför könens värden": ("split", "ind-1.3-5"),
    "avslutad utan status": ("ended-without-status", "akt-1.4.1-1"),
    "samma aktivitet två gånger": ("same-twice", "akt-3.6.1-3"),
    "beslut mot budgetjustering": ("decision-text-amount", "beslut-12"),
    "svagare än KF:s årsmål": ("weaker-than-council", "ind-3.2-2"),
}
"""The rule that finds each mistake of docs/exempelrapporten.md, and what it finds it at."""

REWRITTEN = {
    "prose-parts": ("64 barn", "62 barn"),
    "stale-year": ("2024", "2025"),
    "missing-object": ("Diagrammet nedan", "Statistiken"),
}
"""What is typed over the words that are marked where nothing mends them by itself."""
FILLED_IN = {"split": "64", "ended-without-status": "a"}
"""What is typed in the cell, which is marked too."""
MOST = 80


def _panel(window: MainWindow) -> FindingPanel:
    assert window.workspace is not None
    assert window.workspace.side is not None
    assert window.workspace.side.checks is not None
    return window.workspace.side.checks


def _found(line: Line) -> tuple[str, str]:
    assert line.finding is not None
    return line.finding.rule, line.finding.cells[0].key.partition("@")[0]


def test_the_page_tells_of_the_mistakes_that_are_looked_for() -> None:
    page = (Path(__file__).parents[2] / "docs" / "exempelrapporten.md").read_text("utf-8")
    rows = re.findall(r"^\| ([^|]+) \| ((?:`[^`|]+`(?:, )?)+) \|", page, re.MULTILINE)
    told = {kind: re.findall("`([^`]+)`", places) for kind, places in rows}
    assert set(told) == set(DELIBERATE)
    for kind, (_, subject) in DELIBERATE.items():
        assert subject in told[kind], kind


def test_mended_through_the_panel_the_list_is_empty(example: MainWindow, qtbot: QtBot) -> None:
    example.resize(1500, 900)
    example.activateWindow()
    qtbot.keyClick(example, Key.Key_K, Held.ControlModifier | Held.ShiftModifier)
    panel = _panel(example)
    shown = {_found(line) for line in panel.list.findings.lines}
    assert set(DELIBERATE.values()) <= shown
    waived = set()
    for _ in range(MOST):
        line = panel.line
        if line is None:
            break
        example.activateWindow()  # without a window manager nobody does when a dialog closes
        qtbot.waitUntil(example.isActiveWindow)
        panel.list.setFocus()
        rule, _subject = _found(line)
        if line.is_repairable:
            qtbot.keyClick(panel.list, Key.Key_Return, Held.ControlModifier)
        elif rule in REWRITTEN or rule in FILLED_IN:
            _mend_by_hand(rule, qtbot)
        else:
            waived.add(_found(line))
            _waive(example, qtbot)
        _wait_until_gone(panel, line, qtbot)
    assert panel.list.findings.lines == []
    assert panel.nothing.isVisible()
    assert waived.isdisjoint(DELIBERATE.values())
    assert example.bridge is not None
    assert example.bridge.marks.faults == ()
    assert {each.severity for each in example.bridge.marks.findings} <= {Severity.NOTE}


def _wait_until_gone(panel: FindingPanel, line: Line, qtbot: QtBot) -> None:
    left = panel.list.findings
    qtbot.waitUntil(lambda: line.key not in {each.key for each in left.lines}, timeout=20_000)


def _mend_by_hand(rule: str, qtbot: QtBot) -> None:
    """Go to the place and type over what is marked there."""
    press(qtbot, Key.Key_Return)
    field = QApplication.focusWidget()
    if rule in FILLED_IN:
        type_text(qtbot, FILLED_IN[rule])
        press(qtbot, Key.Key_Return)
        return
    assert isinstance(field, QTextEdit)
    wrong, right = REWRITTEN[rule]
    marked = field.textCursor().selectedText().replace("\u00a0", " ")
    assert wrong in marked
    type_text(qtbot, marked.replace(wrong, right))


def _waive(window: MainWindow, qtbot: QtBot) -> None:
    """Say with keys that it is as it should be."""

    def say() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:  # the key is on its way
            QTimer.singleShot(10, say)
            return
        assert isinstance(dialog, WaiveDialog)
        qtbot.keyClicks(dialog.words, "Enligt stadens system.")
        qtbot.keyClick(dialog.person, Key.Key_Return)

    QTimer.singleShot(0, say)
    qtbot.keyClick(window, Key.Key_F8, Held.ControlModifier | Held.ShiftModifier)
