"""A part is sent out, written in and read back, all in the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from tertialapp import tasks
from tertialapp.base.days import today
from tertialapp.document.opening import open_document
from tertialapp.model.assignments import Assignment
from tertialapp.model.frame import TextPart
from tertialapp.model.outline import goal_numbers
from tertialapp.model.places import OVERVIEW, Place, goal_place, section_place
from tertialapp.store.file import read_report
from tertialapp.ui.dialogs import files
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.parts.dialog import SendPartDialog

from .conftest import goal_page

Role = Qt.ItemDataRole
PERIOD = "T1 2025"
NUMBER = "1.1.1"


@pytest.fixture
def part(path: Path) -> Path:
    """A part of it, sent to Anna."""
    target = path.with_name("anna.tertial")
    due = date(2099, 5, 12)
    tasks.send_out(path, target, section=NUMBER, person="Anna", due=due, note="Ring mig")
    return target


@pytest.fixture
def goal(path: Path) -> Place:
    numbers = goal_numbers(read_report(path))
    return next(goal_place(key) for key, number in numbers.items() if number == NUMBER)


def _in_dialog(act: Callable[[SendPartDialog], None]) -> None:
    """Do something in the dialog that is about to open."""

    def there() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SendPartDialog)
        try:
            act(dialog)
        finally:
            dialog.close()

    QTimer.singleShot(0, there)


def _said_in_tree(window: MainWindow, place: Place) -> str:
    assert window.workspace is not None
    tree = window.workspace.outline.tree
    tree._restand()
    return str(tree.index_of(place).data(Role.AccessibleTextRole))


def _write(path: Path, goal: Place, body: str) -> None:
    document = open_document(path).document
    with document.edit("Skriv") as edit:
        text = edit.report.text(goal.key, PERIOD, TextPart.ANALYSIS)
        edit.set(text, body=body, nothing_to_report=False)
    document.save()
    document.close()


def test_parts_that_are_late_are_said_in_the_status_line_and_listed(
    window: MainWindow, path: Path, goal: Place, qtbot: QtBot
) -> None:
    yesterday = today() - timedelta(days=1)
    window.files.open_path(path)
    assert not window.status.late.isVisible()
    assert window.bridge is not None
    with window.bridge.edit("Skicka ut") as edit:
        edit.put(
            Assignment(id="p", subject_id=goal.key, person="Anna", sent=yesterday, due=yesterday)
        )
    assert window.files.save()
    assert window.close_report()
    assert not window.status.late.isVisible()
    window.files.open_path(path)
    assert window.status.late.isVisible()
    assert window.status.late.text() == "1 utskickad del är försenad – Visa"
    assert ", försenad: skulle vara tillbaka " in _said_in_tree(window, goal)
    goal_page(window, NUMBER)
    window.status.late.setFocus()
    qtbot.keyClick(window.status.late, Qt.Key.Key_Space)
    assert window.workspace is not None
    assert window.workspace.place == OVERVIEW
    page = window.workspace.page
    assert page is not None
    lists = {each.accessibleName(): each for each in page.findChildren(QListWidget)}
    assert "försenad" in lists["Utskickade delar"].item(0).text()
    with window.bridge.edit("Tillbaka") as edit:
        edit.set(edit.report.assignments["p"], returned=yesterday)
    assert not window.status.late.isVisible()


def test_a_goal_is_sent_out_from_the_menu_and_shown_as_sent(
    window: MainWindow, path: Path, goal: Place, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window.files.open_path(path)
    goal_page(window, NUMBER)
    target = path.with_name("till anna.tertial")
    suggested: list[Path] = []

    def save_as(_parent: object, suggestion: Path) -> Path:
        suggested.append(suggestion)
        return target

    monkeypatch.setattr(files, "ask_part", save_as)
    due = today() + timedelta(days=9)

    def fill_in(dialog: SendPartDialog) -> None:
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.person.clear()
        dialog.person.setFocus()
        qtbot.keyClick(dialog.person, Qt.Key.Key_Return)
        assert dialog.fault.text() == "Skriv vem delen skickas till."
        qtbot.keyClicks(dialog.person, "Anna")
        dialog.due.setText("2001-01-01")
        save = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Spara filen …")
        save.setFocus()
        qtbot.keyClick(save, Qt.Key.Key_Return)
        assert QApplication.focusWidget() is dialog.due
        assert "har redan varit" in dialog.fault.text()
        assert dialog.due.accessibleDescription() == dialog.fault.text()
        dialog.due.setText(due.isoformat())
        dialog.note.setPlainText("Ring mig")
        qtbot.keyClick(dialog.due, Qt.Key.Key_Return)

    _in_dialog(fill_in)
    window.actions_by_key["send_part"].trigger()
    assert [each.name for each in suggested] == [f"rapport {NUMBER} till Anna.tertial"]
    assert window.status.currentMessage() == "Delen till Anna är sparad i till anna.tertial."
    held = read_report(target).part
    assert held is not None
    assert (held.person, held.due, held.note) == ("Anna", due, "Ring mig")
    assert "Utskickad till Anna" in _said_in_tree(window, goal)
    assert window.workspace is not None
    window.workspace.go_to(OVERVIEW)
    page = window.workspace.page
    assert page is not None
    (listed,) = (
        each
        for each in page.findChildren(QListWidget)
        if each.accessibleName() == "Utskickade delar"
    )
    assert listed.item(0).text().startswith(f"{NUMBER}  utskickad till Anna ")
    assert "inte tillbaka" in listed.item(0).text()
    window.actions_by_key["undo"].trigger()
    assert "Utskickad" not in _said_in_tree(window, goal)


def test_sending_is_called_off_without_a_trace(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.files.open_path(path)
    assert window.bridge is not None
    assert window.workspace is not None
    report = window.bridge.report
    window.workspace.go_to(OVERVIEW)
    window.actions_by_key["send_part"].trigger()
    assert window.status.currentMessage() == "Välj först ett mål eller avsnitt i trädet."
    goal_page(window, NUMBER)
    _in_dialog(lambda dialog: dialog.reject())
    window.actions_by_key["send_part"].trigger()
    monkeypatch.setattr(files, "ask_part", lambda *_: None)

    def accept(dialog: SendPartDialog) -> None:
        dialog.person.setText("Anna")
        dialog._take()

    _in_dialog(accept)
    window.actions_by_key["send_part"].trigger()
    assert window.bridge.report is report
    assert list(path.parent.glob("[!~]*.tertial")) == [path]


def test_what_came_back_is_read_in_and_marked(
    window: MainWindow, path: Path, part: Path, goal: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(part, goal, "Annas analys.")
    window.files.open_path(path)
    assert window.bridge is not None
    assert "Utskickad till Anna" in _said_in_tree(window, goal)
    monkeypatch.setattr(files, "ask_returned", lambda _: part)
    window.actions_by_key["read_back"].trigger()
    told = window.status.currentMessage()
    assert told == "Delen från Anna är tillbaka: 1 ändring kom in."
    text = window.bridge.report.text(goal.key, PERIOD, TextPart.ANALYSIS)
    assert text.body == "Annas analys."
    assert "Utskickad" not in _said_in_tree(window, goal)
    window.actions_by_key["read_back"].trigger()
    assert window.status.currentMessage() == "Kopian innehöll inget nytt."


def test_a_file_that_is_no_part_of_this_report_is_told_of_in_a_sentence(
    window: MainWindow, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "annan.tertial"
    tasks.write_example(other)
    window.files.open_path(path)
    assert window.bridge is not None
    report = window.bridge.report
    told: list[str] = []
    monkeypatch.setattr("tertialapp.ui.main_window.tell", lambda _, words: told.append(words))
    monkeypatch.setattr(files, "ask_returned", lambda _: other)
    window.actions_by_key["read_back"].trigger()
    (sentence,) = told
    assert "är en annan rapport" in sentence
    assert window.bridge.report is report


def test_a_part_shows_itself_alone_and_what_it_is(
    window: MainWindow, part: Path, goal: Place
) -> None:
    window.files.open_path(part)
    assert window.bridge is not None
    assert window.workspace is not None
    space, report = window.workspace, window.bridge.report
    assert space.outline.tree.places() == [OVERVIEW, goal]
    assert space.place == goal
    band = window._part_band
    name = f"{NUMBER} {report.goals[goal.key].title}"
    title = f"Del av Tertialrapport 1 2025 till Anna, senast 12 maj 2099: {name}"
    assert band.isVisible()
    assert band.title.text() == title
    assert band.note.text() == "Ring mig"
    assert band.title.text() in window.windowTitle()
    assert {item.place for item in window.bridge.marks.items} <= {goal}
    assert {found.place(report) for found in window.bridge.marks.findings} <= {goal}
    for key in ("send_part", "read_back", "details", "versions", "add_direction"):
        assert not window.actions_by_key[key].isVisible()
    elsewhere = section_place(next(iter(report.sections)))
    space.go_to(elsewhere)
    assert space.place == goal
    assert "finns inte i den del" in window.status.currentMessage()
    space.go_to(OVERVIEW)
    assert space.page is not None
    shown = [label.text() for label in space.page.findChildren(QLabel) if label.isVisible()]
    assert not any(words.startswith(("Måluppfyllelse", "Utskickade")) for words in shown)


def test_the_band_and_commands_go_with_the_part(window: MainWindow, path: Path, part: Path) -> None:
    window.files.open_path(part)
    window.files.open_path(path)
    assert not window._part_band.isVisible()
    assert window.actions_by_key["send_part"].isVisible()
    assert window.actions_by_key["send_part"].isEnabled()
    assert "Del av" not in window.windowTitle()


def test_in_a_part_one_writes_and_what_is_elsewhere_is_refused(
    window: MainWindow, part: Path, goal: Place
) -> None:
    window.files.open_path(part)
    assert window.bridge is not None
    bridge = window.bridge
    with bridge.edit("Ändra målets namn") as edit:
        edit.set(bridge.report.goals[goal.key], title="Annas mål")
    assert bridge.report.goals[goal.key].title == "Annas mål"
    refused: list[str] = []
    bridge.refused.disconnect()
    bridge.refused.connect(refused.append)
    parent = bridge.report.goals[goal.key].parent_id or ""
    with bridge.edit("Ändra målets namn") as edit:
        edit.set(bridge.report.goals[parent], title="Annat")
    (sentence,) = refused
    assert sentence.startswith("Filen är en utskickad del: bara ”1.1.1 Annas mål”")
