"""Two copies of a report come together in the window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tertialapp import tasks
from tertialapp.base.errors import Cancelled
from tertialapp.document.edit import Edit
from tertialapp.document.merging import Plan
from tertialapp.document.opening import (
    LeftBehind,
    left_behind,
    open_document,
)
from tertialapp.model.versions import Version
from tertialapp.store.file import read_report
from tertialapp.ui.main_window import MainWindow
from tests.ui.copies import (
    GOAL,
    OTHER_GOAL,
    PERIOD,
    Changing,
    aim,
    asked_about,
    changed_in_place,
    dialog_of,
    do,
    merge,
    opened,
    rename,
    report_of,
    theirs,
    told,
)

# -- coming in -------------------------------------------------------------------------------------


def test_what_does_not_contradict_comes_in_as_one_step(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = theirs(path, rename(OTHER_GOAL, "Deras"), aim("Ökning"))
    document = opened(window, path, rename(GOAL, "Vår"))
    before = document.report
    merge(window, copy, monkeypatch)
    assert window.status.currentMessage() == "2 ändringar kom in."
    assert {document.report.goals[key].title for key in (GOAL, OTHER_GOAL)} == {"Vår", "Deras"}
    assert not window.status.undecided.isVisible()
    assert not window.actions_by_key["conflicts"].isEnabled()
    merge(window, copy, monkeypatch)
    assert window.status.currentMessage() == "Kopian innehöll inget nytt."
    window.actions_by_key["undo"].trigger()
    assert document.report == before


def approved_by(person: str, day: int) -> Changing:
    version = Version(
        id=person,
        period_id=PERIOD,
        ordinal=1,
        day=date(2025, 5, day),
        person=person,
        program="0",
        content=b"",
        digest="",
        pdf_digest="",
    )
    return lambda edit: edit.put(version)


def test_two_approved_versions_with_one_number_are_told_apart_and_shown(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = theirs(path, approved_by("Bo", 14))
    opened(window, path, approved_by("Anna", 13))
    questions = asked_about(monkeypatch, 0)
    merge(window, copy, monkeypatch)
    (question,) = questions
    assert question == (
        "Båda kopiorna har godkänt en version 1 av Tertialrapport 1 2025. Båda finns kvar: "
        "den som Bo godkände 2025-05-14 heter nu version 2."
    )
    assert window.beside is not None
    versions = window.beside.versions
    assert versions is not None
    lines = [versions.list.item(row).text() for row in range(versions.list.count())]
    assert lines == [
        "Version 2 – 2025-05-14, Bo\nHette version 1 i en annan kopia.",
        "Version 1 – 2025-05-13, Anna",
    ]


def test_a_lock_that_came_with_the_other_copy_is_told(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lock(edit: Edit) -> None:
        edit.set(edit.report.periods[PERIOD], locked=True)

    copy = theirs(path, approved_by("Bo", 14), lock)
    opened(window, path, rename(GOAL, "Vårt"))
    questions = asked_about(monkeypatch, 1)
    merge(window, copy, monkeypatch)
    (question,) = questions
    assert question.startswith("Ett lås följde med den andra kopian. Tertialrapport 1 2025 är ")
    assert window._band.isVisible()


def test_another_report_and_a_damaged_file_are_told_and_change_nothing(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, damaged = path.with_name("annan.tertial"), path.with_name("skadad.tertial")
    tasks.write_example(other)
    damaged.write_bytes(path.read_bytes()[:-900])
    document = opened(window, path)
    sentences = told(monkeypatch, "tertialapp.ui.main_window")
    before = document.report
    for file in (other, damaged, path.with_name("saknas.tertial")):
        merge(window, file, monkeypatch)
    assert len(sentences) == 3
    assert "är en annan rapport" in sentences[0]
    assert all(sentence.endswith(".") for sentence in sentences)
    assert document.report is before


def test_what_is_written_while_a_merge_works_is_kept(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = theirs(path, rename(OTHER_GOAL, "Deras"))
    document = opened(window, path)
    whole = Plan.merged
    written: list[int] = []

    def slow(plan: Plan, _progress: object = None) -> object:
        window.files.told.emit(str(len(written)))
        return whole(plan)

    def write(_words: str) -> None:
        if not written:
            written.append(1)
            do(document, rename(GOAL, "Skrivet under tiden"))

    window.files.told.connect(write)
    monkeypatch.setattr(Plan, "merged", slow)
    merge(window, copy, monkeypatch)
    assert written
    titles = {document.report.goals[key].title for key in (GOAL, OTHER_GOAL)}
    assert titles == {"Skrivet under tiden", "Deras"}


# -- a file that somebody else has changed ---------------------------------------------------------


def test_saving_over_somebody_elses_changes_merges_them_first(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window, path, rename(GOAL, "Vår"))
    changed_in_place(path, rename(OTHER_GOAL, "Deras"), rename(GOAL, "Annas"))
    questions = asked_about(monkeypatch, 0)
    window.actions_by_key["save"].trigger()
    assert questions[0].startswith("”rapport.tertial” har ändrats av ")
    assert questions[0].endswith(" sedan du öppnade den.")
    saved = read_report(path)
    assert (saved.goals[GOAL].title, saved.goals[OTHER_GOAL].title) == ("Vår", "Deras")
    assert len(saved.conflicts) == 1
    assert dialog_of(window).isVisible()
    assert not window.isWindowModified()


def test_a_merge_that_is_undone_does_not_let_their_changes_be_written_over(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window, path, rename(GOAL, "Vår"))
    changed_in_place(path, rename(OTHER_GOAL, "Deras"))
    merge(window, path, monkeypatch)
    window.actions_by_key["undo"].trigger()
    assert report_of(window).goals[OTHER_GOAL].title != "Deras"
    questions = asked_about(monkeypatch, 0)
    window.actions_by_key["save"].trigger()
    assert len(questions) == 1
    saved = read_report(path)
    assert (saved.goals[GOAL].title, saved.goals[OTHER_GOAL].title) == ("Vår", "Deras")
    window.actions_by_key["undo"].trigger()  # of what is in our own file: that is meant
    window.actions_by_key["save"].trigger()
    assert read_report(path).goals[OTHER_GOAL].title != "Deras"


def test_a_save_that_is_called_off_leaves_both_as_they_are(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = opened(window, path, rename(GOAL, "Vår"))
    changed_in_place(path, rename(GOAL, "Deras"))
    content, before = path.read_bytes(), document.report
    asked_about(monkeypatch, 2, 0)
    window.actions_by_key["save"].trigger()
    assert (path.read_bytes(), document.report) == (content, before)

    def called_off(_plan: Plan, _progress: object = None) -> None:
        raise Cancelled

    monkeypatch.setattr(Plan, "merged", called_off)
    window.actions_by_key["save"].trigger()
    assert (path.read_bytes(), document.report) == (content, before)
    assert window.isWindowModified()


def test_it_can_be_saved_elsewhere_instead(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window, path, rename(GOAL, "Vår"))
    changed_in_place(path, rename(GOAL, "Deras"))
    elsewhere = path.with_name("min.tertial")
    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_save", lambda *_: elsewhere)
    asked_about(monkeypatch, 1)
    window.actions_by_key["save"].trigger()
    assert read_report(elsewhere).goals[GOAL].title == "Vår"
    assert read_report(path).goals[GOAL].title == "Deras"


def test_closing_waits_when_saving_brought_conflicts(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window, path, rename(GOAL, "Vår"))
    changed_in_place(path, rename(GOAL, "Deras"))
    asked_about(monkeypatch, 0, 0)
    assert not window.close_report()
    assert len(read_report(path).conflicts) == 1
    assert window.close_report()


def test_a_copy_of_ones_own_goes_into_the_original(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = open_document(path).document
    questions = asked_about(monkeypatch, 1, 0, 0)
    window.files.open_path(path)
    assert window.bridge is not None
    assert window.bridge.document.path is None
    do(window.bridge.document, rename(GOAL, "Vår"))
    action = window.actions_by_key["merge_into"]
    assert action.isVisible()
    sentences = told(monkeypatch, "tertialapp.ui.main_window")
    action.trigger()
    assert sentences == ["”rapport.tertial” är redan öppen i ett annat fönster. Gå dit."]
    do(anna, rename(OTHER_GOAL, "Annas"))
    anna.save()
    anna.close()
    action.trigger()
    assert questions[-1] == "Foga in det du har skrivit i ”rapport.tertial”?"
    saved = read_report(path)
    assert (saved.goals[GOAL].title, saved.goals[OTHER_GOAL].title) == ("Vår", "Annas")
    assert window.bridge.document.path == path.resolve()
    assert not action.isVisible()
    assert QApplication.activeModalWidget() is None


def _left_behind_of(path: Path) -> LeftBehind:
    """What is left of a session that ended before it was saved."""
    lost = open_document(path).document
    do(lost, rename(GOAL, "Vår"))
    lost.close()
    (found,) = left_behind()
    return found


def test_what_was_left_behind_of_a_file_that_was_changed_since_goes_into_it(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = _left_behind_of(path)
    changed_in_place(path, rename(OTHER_GOAL, "Annas"))
    sentences = told(monkeypatch, "tertialapp.ui.file_commands")
    window.start_page.recover.emit(found.copy)
    (sentence,) = sentences
    assert sentence.startswith("”rapport.tertial” har ändrats")
    assert window.windowTitle().startswith("Kopia av rapport")
    assert report_of(window).goals[GOAL].title == "Vår"
    asked_about(monkeypatch, 0)
    window.actions_by_key["merge_into"].trigger()
    saved = read_report(path)
    assert (saved.goals[GOAL].title, saved.goals[OTHER_GOAL].title) == ("Vår", "Annas")
    assert list(left_behind()) == []


def test_what_was_left_behind_of_a_file_that_is_gone_says_so(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = _left_behind_of(path)
    path.unlink()
    sentences = told(monkeypatch, "tertialapp.ui.file_commands")
    window.start_page.recover.emit(found.copy)
    (sentence,) = sentences
    assert sentence.startswith("”rapport.tertial” finns inte längre")
    questions = asked_about(monkeypatch, 2)
    assert not window.close_report()
    assert questions == ["Spara ändringarna i kopian av ”rapport”?"]
    assert report_of(window).goals[GOAL].title == "Vår"


def test_the_original_changed_once_more_is_merged_once_more(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = open_document(path).document
    asked_about(monkeypatch, 1, 0)
    window.files.open_path(path)
    anna.close()
    assert window.bridge is not None
    do(window.bridge.document, rename(GOAL, "Vår"))
    changes = iter([rename(OTHER_GOAL, "Annas")])

    def meanwhile(_outcome: object) -> None:
        for change in changes:
            changed_in_place(path, change)

    window.files.merged.connect(meanwhile)
    window.actions_by_key["merge_into"].trigger()
    saved = read_report(path)
    assert (saved.goals[GOAL].title, saved.goals[OTHER_GOAL].title) == ("Vår", "Annas")
