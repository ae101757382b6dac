"""A file that somebody else edits: read, copied, and taken over when it is free; and what is said of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QTextEdit
from pytestqt.qtbot import QtBot

from tertialapp import tasks
from tertialapp.document.document import Document
from tertialapp.document.opening import open_document, open_own_copy
from tertialapp.model.places import section_place
from tertialapp.store.file import read_report
from tertialapp.ui.actions import FINDING_COMMANDS, WRITING_COMMANDS
from tertialapp.ui.finding_acts import add_findings
from tertialapp.ui.main_window import MainWindow

from .conftest import goal_page, press, type_text

Key = Qt.Key


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "OneDrive - Staden" / "rapport.tertial"
    path.parent.mkdir()
    tasks.write_example(path)
    return path


@pytest.fixture
def other(path: Path) -> Iterator[Document]:
    """Somebody else who has the file open."""
    document = open_document(path).document
    yield document
    document.discard()


def _answer(monkeypatch: pytest.MonkeyPatch, answer: int) -> list[str]:
    """Answer every question so; gives what is asked."""
    asked: list[str] = []

    def ask(_parent: object, question: str, *_rest: object) -> int:
        asked.append(question)
        return answer

    monkeypatch.setattr("tertialapp.ui.file_commands.ask", ask)
    return asked


def _reading(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _answer(monkeypatch, 0)
    window.files.open_path(path)
    assert asked == ["”rapport.tertial” är redan öppen i ett annat fönster. Gå dit."]


def _texts(window: MainWindow) -> list[str]:
    return [label.text() for label in window.status.findChildren(QLabel) if label.isVisible()]


def test_a_file_that_is_taken_can_be_left_alone(
    window: MainWindow, path: Path, other: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert other.path == path
    _answer(monkeypatch, 2)
    window.files.open_path(path)
    assert window.bridge is None


@pytest.mark.usefixtures("other")
def test_a_file_that_is_read_shows_why_and_lets_nothing_be_changed(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    _reading(window, path, monkeypatch)
    assert window.bridge is not None
    assert window.workspace is not None
    before = window.bridge.report
    assert window._band.isVisible()
    assert window._band.words.text().startswith(
        "Öppen för läsning. ”rapport.tertial” är redan öppen"
    )
    for key in (*WRITING_COMMANDS, "undo", "redo"):
        assert not window.actions_by_key[key].isEnabled(), key
    page = goal_page(window, "3.4.1")
    view = page.rows.indicators
    view.setFocus()
    outcome = [column.key for column in view.grid.sheet.columns].index("outcome")
    view.select_cell(0, outcome)
    type_text(qtbot, "7")
    assert view.editing.editor is None
    assert "läsning" in view.editing.bubble.text()
    press(qtbot, Key.Key_Delete)
    for text in page.findChildren(QTextEdit):
        assert text.isReadOnly()
    for line in page.findChildren(QLineEdit):
        assert line.isReadOnly()
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled():
            button.setFocus()
            if not button.isCheckable() and "Kolumner" not in button.text():
                button.click()
    for section in window.bridge.report.sections:
        window.workspace.go_to(section_place(section))
    window.workspace.outline.setFocus()
    press(qtbot, Key.Key_Delete, Key.Key_F2)
    assert window.bridge.report is before
    assert window.close_report()


@pytest.mark.usefixtures("other")
def test_writing_in_a_field_that_is_only_read_is_answered(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    _reading(window, path, monkeypatch)
    page = goal_page(window, "1.1")
    goal_page(window, "1.2")
    goal_page(window, "1.1")
    assert window.workspace is not None
    told: list[str] = []
    window.workspace.told.connect(told.append)
    for field in page.findChildren(QTextEdit):
        field.setFocus()
        press(qtbot, Key.Key_Left, Key.Key_Home)
    assert told == []
    field = page.texts.analysis.editor.field
    field.setFocus()
    type_text(qtbot, "x")
    press(qtbot, Key.Key_Backspace)
    assert len(told) == 2
    assert all(words.startswith("Öppen för läsning.") for words in told)
    assert window.status.currentMessage() == told[0]


@pytest.mark.usefixtures("other")
def test_findings_of_a_file_that_is_read_can_be_looked_at_and_no_more(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    _reading(window, path, monkeypatch)
    bridge, workspace = window.bridge, window.workspace
    assert bridge is not None
    assert workspace is not None
    window.actions_by_key["checks"].trigger()
    assert workspace.side is not None
    panel = workspace.side.checks
    assert panel is not None
    lines = list(panel.list.findings.lines)
    assert not any(line.is_repairable for line in lines)
    panel.list.mark(
        next(at for at, line in enumerate(lines) if line.finding and line.finding.repair)
    )
    assert panel.line is not None
    assert panel.line.finding is not None
    for key in FINDING_COMMANDS:
        assert not window.actions_by_key[key].isEnabled(), key
    told: list[str] = []
    workspace.told.connect(told.append)
    bridge.told.connect(told.append)
    before = bridge.report
    panel.list.setFocus()
    press(qtbot, Key.Key_Delete)
    panel.list.mended.emit()
    bridge.reason_wanted.emit(panel.line.finding)
    assert len(told) == 2
    assert all(words.startswith("Öppen för läsning.") for words in told)
    menu = QMenu()
    add_findings(menu, bridge, [panel.line.finding], [], lambda: None)
    enabled = [action.text() for action in menu.actions() if action.isEnabled()]
    assert panel.line.finding.repair is not None
    assert panel.line.finding.repair.label not in enabled
    assert "Motivera avvikelse …" not in enabled
    assert bridge.report is before


def test_reading_goes_over_into_writing_when_the_file_is_free(
    window: MainWindow, path: Path, other: Document, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    _reading(window, path, monkeypatch)
    band = window._band
    assert not band.begin.isVisible()
    with other.edit("Ändra") as edit:
        edit.set(other.report.goals["mal-1.1"], title="Den andras")
    other.save()
    other.close()
    qtbot.waitUntil(band.begin.isVisible)
    assert band.words.text() == "Ingen annan redigerar filen längre."
    band.begin.click()
    assert window.bridge is not None
    assert not window.bridge.read_only
    assert not band.isVisible()
    assert window.bridge.report.goals["mal-1.1"].title == "Den andras"
    assert window.actions_by_key["save"].isEnabled()
    goal_page(window, "1.1").heading.setPlainText("Min")
    assert window.files.save()
    assert read_report(path).goals["mal-1.1"].title == "Min"


@pytest.mark.usefixtures("other")
def test_a_copy_of_ones_own_is_edited_and_saved_elsewhere(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _reading(window, path, monkeypatch)
    window._band.own_copy.click()
    assert window.bridge is not None
    assert window.bridge.document.path is None
    assert not window._band.isVisible()
    assert "Inte sparad i någon fil än" in _texts(window)
    assert window.windowTitle().startswith(f"Kopia av {path.stem}[*]")
    assert f"Kopia av {path.stem} · Tertialrapport 1 2025" in _texts(window)
    mine, offered = path.with_name("min.tertial"), list[Path]()

    def ask_save(_parent: object, suggestion: Path) -> Path:
        offered.append(suggestion)
        return mine

    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_save", ask_save)
    goal_page(window, "1.1").heading.setPlainText("Min")
    assert window.files.save()
    assert offered == [path.with_name(f"{path.stem} – kopia.tertial")]
    assert window.windowTitle().startswith("min[*]")
    assert read_report(mine).goals["mal-1.1"].title == "Min"
    assert read_report(path).goals["mal-1.1"].title != "Min"


def test_a_copy_of_ones_own_that_was_left_behind_says_whose_copy_it_is(
    window: MainWindow, path: Path
) -> None:
    copy = open_own_copy(path)
    with copy.edit("Ändra") as edit:
        edit.set(copy.report.setup, board="Andra nämnden")
    copy.close()
    window.start_page.refresh()
    labels = [label.text() for label in window.start_page.findChildren(QLabel)]
    assert any(text.startswith(f"Kopia av {path.stem} som aldrig sparades\n") for text in labels)


def test_saved_at_once_and_put_in_the_file_are_told_apart(window: MainWindow, path: Path) -> None:
    os.utime(path, (0, 0))
    window.files.open_path(path)
    first, *_ = _texts(window)
    assert first.startswith("Publicerat i filen 1970-01-01")
    assert "I OneDrive: andra som redigerar syns inte" in _texts(window)
    page = goal_page(window, "1.1")
    page.heading.setPlainText("Nytt")
    page.heading.flush()
    first, *_ = _texts(window)
    assert first.startswith("Sparat lokalt ")
    assert first.endswith("Ändringar finns som inte publicerats i filen")
    assert window.files.save()
    first, *_ = _texts(window)
    assert "Publicerat i filen i dag " in first
    assert QApplication.activeModalWidget() is None
