"""The disk is full when a dialog is accepted: it stays open with what was typed, and one sentence says why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tertialapp.base.errors import BadFile
from tertialapp.document.points import first_targets
from tertialapp.model.decision_proposals import proposals
from tertialapp.model.decisions import WordingKind
from tertialapp.model.places import goal_place
from tertialapp.model.report import Report
from tertialapp.store.working_copy import WorkingCopy
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.dialogs.decision_wordings import DecisionWordingsDialog
from tertialapp.ui.dialogs.own_words import OwnWordsDialog
from tertialapp.ui.dialogs.propose_points import ProposePointsDialog
from tertialapp.ui.dialogs.report_details import ReportDetailsDialog
from tertialapp.ui.dialogs.signed import SignedDialog
from tertialapp.ui.dialogs.waive import WaiveDialog
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.parts.dialog import SendPartDialog

PERIOD = "T1 2025"
FULL = "Ändringen kunde inte sparas: disken är full. Frigör plats och försök igen."


class Disk:
    """A disk on which an edit finds room, or not."""

    full = False


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk, write = Disk(), WorkingCopy.write

    def written(copy: WorkingCopy, *what: Any) -> None:
        if disk.full:
            raise BadFile(FULL)
        write(copy, *what)

    monkeypatch.setattr(WorkingCopy, "write", written)
    return disk


@pytest.fixture
def parent(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def press(dialog: QDialog, words: str) -> None:
    (button,) = (each for each in dialog.findChildren(QPushButton) if words in each.text())
    button.click()


def wordings(bridge: Bridge, parent: QWidget) -> tuple[QDialog, Callable[[], str]]:
    dialog = DecisionWordingsDialog(bridge, parent, WordingKind.APPROVAL)
    dialog.body.setPlainText("{Nämnden} godkänner allt.")
    return dialog, dialog.body.toPlainText


def own_words(bridge: Bridge, parent: QWidget) -> tuple[QDialog, Callable[[], str]]:
    dialog = OwnWordsDialog(bridge, parent)
    dialog.words.setText("Skolörten")
    dialog.add()
    return dialog, lambda: "Skolörten" if dialog.list.count() else ""


def details(bridge: Bridge, parent: QWidget) -> tuple[QDialog, Callable[[], str]]:
    dialog = ReportDetailsDialog(bridge, parent)
    (board,) = (
        field
        for field in dialog.findChildren(QLineEdit)
        if field.text() == bridge.report.setup.board
    )
    board.setText("Nya nämnden")
    return dialog, board.text


def proposed(bridge: Bridge, parent: QWidget) -> tuple[QDialog, Callable[[], str]]:
    document = bridge.document
    with document.edit("Ta bort") as edit:
        edit.remove(edit.report.decisions["beslut-01"])
    found = proposals(bridge.report, PERIOD, first_targets(document, PERIOD))
    dialog = ProposePointsDialog(bridge, found, parent)
    return dialog, lambda: str(len(list(dialog.list.checked())))


Make = Callable[[Bridge, QWidget], tuple[QDialog, Callable[[], str]]]
CASES: tuple[tuple[Make, str, Callable[[Report], bool]], ...] = (
    (wordings, "Klar", lambda report: "godkänner allt" in str(report.decision_wordings)),
    (own_words, "Klar", lambda report: "Skolörten" in report.own_words),
    (details, "Klar", lambda report: report.setup.board == "Nya nämnden"),
    (proposed, "Lägg till", lambda report: any(p.generated for p in report.decisions_of(PERIOD))),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0].__name__)
def test_a_dialog_stays_open_until_what_it_holds_is_on_disk(
    case: tuple[Make, str, Callable[[Report], bool]],
    bridge: Bridge,
    disk: Disk,
    parent: QWidget,
) -> None:
    make, button, kept = case
    dialog, typed = make(bridge, parent)
    sentences: list[str] = []
    bridge.refused.connect(sentences.append)
    dialog.show()
    held, before = typed(), bridge.report
    assert held
    disk.full = True
    press(dialog, button)
    assert sentences == [FULL]
    assert dialog.isVisible()
    assert (typed(), bridge.report) == (held, before)
    disk.full = False
    press(dialog, button)
    assert sentences == [FULL]
    assert not dialog.isVisible()
    assert kept(bridge.report)


# -- what is asked for first and written afterwards --------------------------------------------------


def through(*acts: Callable[[Any], object]) -> list[QWidget]:
    """Do one thing after the other in the dialogs that come; gives those that came."""
    seen: list[QWidget] = []
    left = list(acts)

    def step() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None and left:
            QTimer.singleShot(5, step)
            return
        assert isinstance(dialog, QDialog)
        seen.append(dialog)
        act = left.pop(0)
        if left:
            QTimer.singleShot(20, step)
        try:
            act(dialog)
        except BaseException:
            left.clear()
            dialog.reject()  # else the test would wait for ever
            raise

    QTimer.singleShot(0, step)
    return seen


def told(monkeypatch: pytest.MonkeyPatch, module: str) -> list[str]:
    sentences: list[str] = []
    monkeypatch.setattr(f"{module}.tell", lambda _parent, sentence: sentences.append(sentence))
    return sentences


def test_a_reason_is_asked_for_again_with_what_was_written(
    example: MainWindow, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentences = told(monkeypatch, "tertialapp.ui.main_window")
    assert example.bridge is not None
    found = example.bridge.marks.findings[0]

    def first(dialog: WaiveDialog) -> None:
        dialog.words.setPlainText("Så ska det vara.")
        disk.full = True
        press(dialog, "Motivera")

    def again(dialog: WaiveDialog) -> None:
        assert dialog.words.toPlainText() == "Så ska det vara."
        disk.full = False
        press(dialog, "Motivera")

    seen = through(first, again)
    example.bridge.reason_wanted.emit(found)
    assert sentences == [FULL]
    assert len(seen) == 2
    (waiver,) = example.bridge.report.waivers.values()
    assert waiver.reason == "Så ska det vara."


def test_what_is_said_with_a_part_is_kept_until_it_is_sent(
    example: MainWindow, disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentences = told(monkeypatch, "tertialapp.ui.parts.send")
    target = tmp_path / "del.tertial"
    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_part", lambda *_: target)
    assert example.workspace is not None
    example.workspace.go_to(goal_place("mal-1.1"))

    def first(dialog: SendPartDialog) -> None:
        dialog.person.setText("Anna")
        dialog.note.setPlainText("Ring mig")
        disk.full = True
        press(dialog, "Spara filen")

    def again(dialog: SendPartDialog) -> None:
        assert (dialog.person.text(), dialog.note.toPlainText()) == ("Anna", "Ring mig")
        disk.full = False
        press(dialog, "Spara filen")

    seen = through(first, again)
    example.actions_by_key["send_part"].trigger()
    assert sentences == [FULL]
    assert len(seen) == 2
    (part,) = example.workspace.bridge.report.assignments.values()
    assert part.note == "Ring mig"


def test_what_is_said_of_an_approval_comes_back_with_the_next_try(
    example: MainWindow, disk: Disk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    sentences = told(monkeypatch, "tertialapp.ui.main_window")
    monkeypatch.setattr("tertialapp.ui.history.versions.ask", lambda *_: 1)
    example.actions_by_key["versions"].trigger()
    assert example.beside is not None
    dialog = example.beside.versions
    assert dialog is not None

    def first(shown: SignedDialog) -> None:
        shown.words.setPlainText("§ 45")
        shown.day.setText("2025-05-20")
        disk.full = True
        press(shown, "Godkänn")

    def again(shown: SignedDialog) -> None:
        assert (shown.words.toPlainText(), shown.day.text()) == ("§ 45", "2025-05-20")
        disk.full = False
        press(shown, "Godkänn")

    through(first)
    dialog.approve_button.click()
    qtbot.waitUntil(lambda: sentences == [FULL], timeout=30_000)
    through(again)
    dialog.approve_button.click()
    qtbot.waitUntil(lambda: dialog.list.count() == 1, timeout=30_000)
    assert example.bridge is not None
    (version,) = example.bridge.report.versions.values()
    assert (version.note, version.day) == ("§ 45", date(2025, 5, 20))
