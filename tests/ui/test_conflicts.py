"""Two copies of a report come together in the window, and what they differ in is decided there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tertialapp import tasks
from tertialapp.base.errors import Cancelled
from tertialapp.document.document import Document
from tertialapp.document.edit import Edit
from tertialapp.document.merging import Plan
from tertialapp.document.opening import (
    LeftBehind,
    left_behind,
    open_document,
    open_own_copy,
)
from tertialapp.merge.decide import Choice
from tertialapp.model.conflicts import ConflictKind, conflict
from tertialapp.model.frame import TextPart
from tertialapp.model.report import Report
from tertialapp.model.versions import Version
from tertialapp.store.file import read_report
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.merge.dialog import ConflictsDialog

Key = Qt.Key
PERIOD = "T1 2025"
GOAL, OTHER_GOAL = "mal-1.1", "mal-1.2"
VALUE = f"ind-1.1-1@{PERIOD}"
TEXT = f"ind-1.1-2@{PERIOD}@analysis"
Changing = Callable[[Edit], object]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "rapport.tertial"
    tasks.write_example(path)
    return path


def rename(key: str, title: str) -> Changing:
    return lambda edit: edit.set(edit.report.goals[key], title=title)


def rewrite(old: str, new: str) -> Changing:
    def change(edit: Edit) -> None:
        text = edit.report.texts[TEXT]
        assert old in text.body
        edit.set(text, body=text.body.replace(old, new))

    return change


def analyse(words: str) -> Changing:
    return lambda edit: edit.set(
        edit.report.text("mal-1.2.1", PERIOD, TextPart.ANALYSIS), body=words
    )


def aim(words: str) -> Changing:
    return lambda edit: edit.set(edit.report.indicator_values[VALUE], target_words=words)


def add(key: str, name: str) -> Changing:
    def change(edit: Edit) -> None:
        like = edit.report.indicators["ind-1.1-1"]
        edit.put(replace(like, id=key, name=name, sort_key=f"z{key}"))

    return change


def do(document: Document, *changes: Changing) -> None:
    with document.edit("Ändra") as edit:
        for change in changes:
            change(edit)


def theirs(path: Path, *changes: Changing) -> Path:
    """A copy of the file that somebody else has changed."""
    target = path.with_name("deras.tertial")
    document = open_own_copy(path)
    do(document, *changes)
    document.save(target)
    document.close()
    return target


def changed_in_place(path: Path, *changes: Changing) -> None:
    """Somebody who does not see our lock changes the file itself."""
    copy = theirs(path, *changes)
    path.write_bytes(copy.read_bytes())
    copy.unlink()


def opened(window: MainWindow, path: Path, *changes: Changing) -> Document:
    window.files.open_path(path)
    assert window.bridge is not None
    do(window.bridge.document, *changes)
    return window.bridge.document


def merge(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_copy", lambda *_: path)
    window.actions_by_key["merge"].trigger()


def dialog_of(window: MainWindow) -> ConflictsDialog:
    assert window.beside is not None
    assert window.beside.conflicts is not None
    return window.beside.conflicts


def report_of(window: MainWindow) -> Report:
    assert window.bridge is not None
    return window.bridge.report


def mark(dialog: ConflictsDialog, words: str) -> None:
    """Mark the line that has some words."""
    rows = range(dialog.model.rowCount())
    lines = {
        row: " ".join(dialog.model.index(row, column).data() for column in range(4)) for row in rows
    }
    (row,) = (row for row, line in lines.items() if words in line)
    dialog.list.setCurrentIndex(dialog.model.index(row, 0))


def mark_too(dialog: ConflictsDialog, words: str) -> None:
    """Mark one more line, as with Ctrl."""
    earlier = dialog.list.selectionModel().selectedRows()
    mark(dialog, words)
    flags = QItemSelectionModel.SelectionFlag
    for index in earlier:
        dialog.list.selectionModel().select(index, flags.Select | flags.Rows)


def shown(dialog: ConflictsDialog) -> list[str]:
    return [dialog.versions.texts[choice].toPlainText() for choice in Choice]


def press(qtbot: QtBot, dialog: ConflictsDialog, key: Qt.Key) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.list, key, Qt.KeyboardModifier.AltModifier)


def asked_about(monkeypatch: pytest.MonkeyPatch, *answers: int) -> list[str]:
    """Answer what is asked about files and merges; gives the questions."""
    questions: list[str] = []
    left = iter(answers)

    def ask(_parent: object, question: str, *_rest: object) -> int:
        questions.append(question)
        return next(left)

    for module in ("merge.acts", "file_commands", "main_window"):
        monkeypatch.setattr(f"tertialapp.ui.{module}.ask", ask)
    return questions


def told(monkeypatch: pytest.MonkeyPatch, module: str) -> list[str]:
    sentences: list[str] = []
    monkeypatch.setattr(f"{module}.tell", lambda _parent, sentence: sentences.append(sentence))
    return sentences


def seconds_of(act: Callable[[], object]) -> float:
    """The processor's time that something takes."""
    began = process_time()
    act()
    return process_time() - began


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


# -- deciding --------------------------------------------------------------------------------------


@pytest.fixture
def conflicts(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> ConflictsDialog:
    """A text, a target, a goal that one removed, and an indicator that both added."""
    copy = theirs(
        path,
        rewrite("en tiondel", "två tiondelar"),
        aim("Ökning"),
        add("x", "Andel trygga"),
        lambda edit: edit.remove(edit.report.goals["mal-3.4.1"]),
    )
    changes = (rewrite("en tiondel", "tre tiondelar"), aim("Minst 80"), add("y", "andel trygga"))
    opened(window, path, *changes, rename("mal-3.4.1", "Kvar"))
    merge(window, copy, monkeypatch)
    return dialog_of(window)


def test_the_conflicts_are_shown_and_counted_where_one_works(
    window: MainWindow, conflicts: ConflictsDialog
) -> None:
    assert conflicts.isVisible()
    sentence = "3 konflikter att avgöra, 1 möjlig dubblett"
    assert conflicts.said.text().startswith(f"{sentence}. ")
    assert window.status.undecided.text() == f"{sentence} – Visa"
    assert sentence in window.actions_by_key["conflicts"].text()
    assert conflicts.model.rowCount() == 4
    conflicts.close()
    window.status.undecided.click()
    assert conflicts.isVisible()


def test_a_text_is_decided_by_keys_and_each_decision_undone(
    window: MainWindow, conflicts: ConflictsDialog, qtbot: QtBot
) -> None:
    mark(conflicts, "samma ord")
    before, ours, their = shown(conflicts)
    assert "en tiondel" in before
    assert "tre tiondelar" in ours
    assert "två tiondelar" in their
    assert "Med: två tiondelar" in conflicts.versions.texts[Choice.THEIRS].accessibleDescription()
    asked = conflicts.asked.text()
    for key, words in ((Key.Key_2, "två tiondelar"), (Key.Key_1, "tre tiondelar")):
        press(qtbot, conflicts, key)
        assert words in report_of(window).texts[TEXT].body
        assert len(report_of(window).conflicts) == 2
        window.actions_by_key["undo"].trigger()
        assert len(report_of(window).conflicts) == 3
        mark(conflicts, "samma ord")
        assert conflicts.asked.text() == asked
    press(qtbot, conflicts, Key.Key_3)
    assert "en tiondel" in report_of(window).texts[TEXT].body


def test_what_was_empty_before_is_said_and_is_no_word_of_either_version(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window, path, analyse("Vår analys."))
    merge(window, theirs(path, analyse("Deras analys.")), monkeypatch)
    dialog = dialog_of(window)
    assert window.status.currentMessage() == "Ingen ändring kom in, 1 konflikt att avgöra."
    assert shown(dialog) == ["tomt", "Vår analys.", "Deras analys."]
    assert "line-through" not in dialog.versions.texts[Choice.BASE].toHtml()
    line = " ".join(dialog.model.index(0, column).data() for column in range(4))
    assert "1.2.1 · " in line
    assert " · Analys" in line


def test_a_merge_that_leaves_nothing_new_to_decide_shows_no_dialog(
    window: MainWindow, conflicts: ConflictsDialog, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conflicts.close()
    count = len(report_of(window).conflicts)
    merge(window, theirs(path, analyse("Deras analys.")), monkeypatch)
    said = window.status.currentMessage()
    assert said == f"1 ändring kom in, {count} konflikter att avgöra sedan förut."
    assert not dialog_of(window).isVisible()
    assert len(report_of(window).conflicts) == count


def test_ones_own_words_are_kept_until_they_are_used(
    window: MainWindow, conflicts: ConflictsDialog, qtbot: QtBot
) -> None:
    mark(conflicts, "samma ord")
    assert "tre tiondelar" in conflicts.own.editor.markdown()
    conflicts.own.editor.set_markdown("Två och en halv tiondel.")
    mark(conflicts, "Årsmål")
    assert not conflicts.own.editor.isVisible()
    mark(conflicts, "samma ord")
    press(qtbot, conflicts, Key.Key_4)
    assert report_of(window).texts[TEXT].body == "Två och en halv tiondel."


def test_a_value_of_ones_own_is_read_and_a_bad_one_told(
    window: MainWindow, conflicts: ConflictsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(conflicts, "Årsmål")
    sentences = told(monkeypatch, "tertialapp.ui.merge.dialog")
    line = conflicts.own.lines["target"]
    line.setText("x")
    conflicts.own.button.click()
    assert sentences == ["”x” är inget tal. Skriv siffror med decimalkomma."]
    assert len(report_of(window).conflicts) == 3
    line.setText("77,5")
    conflicts.own.lines["target_words"].clear()
    conflicts.own.button.click()
    value = report_of(window).indicator_values[VALUE]
    assert (str(value.target), value.target_words) == ("77.5", "")
    assert len(report_of(window).conflicts) == 2


def test_what_one_removed_is_kept_or_goes(
    window: MainWindow, conflicts: ConflictsDialog, qtbot: QtBot
) -> None:
    mark(conflicts, "3.4.1")
    assert conflicts.asked.text().startswith("”3.4.1 Kvar” har tagits bort av ")
    assert not conflicts.versions.buttons[Choice.BASE].isVisible()
    assert not conflicts.own.isVisible()
    press(qtbot, conflicts, Key.Key_2)
    assert "mal-3.4.1" not in report_of(window).goals
    window.actions_by_key["undo"].trigger()
    mark(conflicts, "3.4.1")
    press(qtbot, conflicts, Key.Key_1)
    assert report_of(window).goals["mal-3.4.1"].title == "Kvar"
    assert len(report_of(window).conflicts) == 2


def test_two_that_may_be_one_are_kept_or_one_goes(
    window: MainWindow, conflicts: ConflictsDialog, qtbot: QtBot
) -> None:
    mark(conflicts, "dubblett")
    assert not conflicts.versions.texts[Choice.BASE].isVisible()
    press(qtbot, conflicts, Key.Key_2)
    assert {"x", "y"} & report_of(window).indicators.keys() == {"x"}
    assert conflicts.model.rowCount() == 3
    window.actions_by_key["undo"].trigger()
    mark(conflicts, "dubblett")
    press(qtbot, conflicts, Key.Key_3)
    assert {"x", "y"} <= report_of(window).indicators.keys()
    assert conflicts.model.rowCount() == 3


def test_two_that_may_be_one_are_still_told_of_when_the_report_is_opened_again(
    window: MainWindow, conflicts: ConflictsDialog, path: Path
) -> None:
    assert "möjlig dubblett" in conflicts.said.text()
    assert window.files.save()
    assert window.close_report()
    opened(window, path)
    assert window.bridge is not None
    twins = [
        {at.key for at in each.cells}
        for each in window.bridge.marks.findings
        if each.rule == "same-twice"
    ]
    assert {"x", "y"} in twins


def test_next_goes_through_them_all_and_the_last_decision_ends_it(
    window: MainWindow, conflicts: ConflictsDialog, qtbot: QtBot
) -> None:
    conflicts.list.setFocus()
    conflicts.list.setCurrentIndex(conflicts.model.index(0, 0))
    seen = []
    for _ in range(conflicts.model.rowCount()):
        seen.append(conflicts.list.currentIndex().row())
        qtbot.keyClick(conflicts.list, Key.Key_Return)
    assert seen == [0, 1, 2, 3]
    assert conflicts.list.currentIndex().row() == 0
    for key in (Key.Key_1, Key.Key_1, Key.Key_1, Key.Key_3):
        press(qtbot, conflicts, key)
    assert conflicts.said.text() == "Allt är avgjort."
    assert not conflicts.versions.isVisible()
    assert not window.status.undecided.isVisible()
    assert not window.actions_by_key["conflicts"].isEnabled()


def test_conflicts_wait_in_the_file_and_export_asks_about_them(
    window: MainWindow, conflicts: ConflictsDialog, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert conflicts.isVisible()
    assert window.files.save()
    assert window.close_report()
    assert len(read_report(path).conflicts) == 3
    opened(window, path)
    assert window.status.undecided.text() == "3 konflikter att avgöra – Visa"
    assert window.bridge is not None
    undecided = [
        found for found in window.bridge.marks.findings if found.rule == "undecided-conflict"
    ]
    assert len(undecided) == 3
    questions = asked_about(monkeypatch, 2)
    window.actions_by_key["export"].trigger()
    assert "fel är inte rättade" in questions[0]


def test_all_marked_are_decided_in_one_step(
    window: MainWindow, conflicts: ConflictsDialog, qtbot: QtBot
) -> None:
    conflicts.list.setFocus()
    qtbot.keyClick(conflicts.list, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert conflicts.asked.text().startswith("3 konflikter är markerade. ")
    assert conflicts.asked.text().endswith("Möjliga dubbletter väljs en och en.")
    assert not conflicts.versions.buttons[Choice.BASE].isVisible()
    assert not conflicts.own.isVisible()
    assert shown(conflicts)[1].startswith("1.1 · ")
    assert "Årsmål: Ökning\n" in shown(conflicts)[2]
    before = report_of(window)
    press(qtbot, conflicts, Key.Key_2)
    after = report_of(window)
    assert "två tiondelar" in after.texts[TEXT].body
    assert after.indicator_values[VALUE].target_words == "Ökning"
    assert "mal-3.4.1" not in after.goals
    assert {"x", "y"} <= after.indicators.keys()  # duplicates are looked at one by one
    assert conflicts.said.text() == "3 konflikter avgjordes. 1 möjlig dubblett."
    assert window.status.currentMessage() == "3 konflikter avgjordes. Ångra med Ctrl+Z."
    window.actions_by_key["undo"].trigger()
    assert report_of(window) == before
    assert conflicts.model.rowCount() == 4


def test_a_few_are_marked_with_ctrl_and_what_could_not_be_decided_is_told(
    window: MainWindow, conflicts: ConflictsDialog
) -> None:
    assert window.bridge is not None
    with window.bridge.document.edit("Lås") as edit:
        edit.set(edit.report.periods[PERIOD], locked=True)
    window.bridge.show_period("VB 2024")
    mark(conflicts, "Årsmål")
    mark_too(conflicts, "3.4.1")
    assert conflicts.asked.text().startswith("2 konflikter är markerade. ")
    conflicts.versions.buttons[Choice.THEIRS].click()
    told = "1 konflikt avgjordes. 1 gick inte att avgöra så: "
    assert conflicts.said.text().startswith(told)
    assert "mal-3.4.1" not in report_of(window).goals
    assert len(report_of(window).conflicts) == 2


def test_all_of_a_page_are_marked_together(
    window: MainWindow, conflicts: ConflictsDialog, qtbot: QtBot
) -> None:
    mark(conflicts, "3.4.1")
    conflicts.same_button.click()
    assert "har tagits bort" in conflicts.asked.text()  # it is alone on its page
    mark(conflicts, "Årsmål")
    press(qtbot, conflicts, Key.Key_M)
    qtbot.waitUntil(lambda: conflicts.asked.text().startswith("2 konflikter är markerade. "))
    press(qtbot, conflicts, Key.Key_1)
    assert len(report_of(window).conflicts) == 1


def test_it_leads_to_the_place(window: MainWindow, conflicts: ConflictsDialog) -> None:
    mark(conflicts, "3.4.1")
    conflicts.go_button.click()
    assert window.workspace is not None
    assert window.workspace.place is not None
    assert window.workspace.place.key == "mal-3.4.1"


def test_ten_thousand_conflicts_are_listed_at_once(window: MainWindow, path: Path) -> None:
    document = opened(window, path)
    sides = ({"title": "Före"}, {"title": "Vår"})
    many = [
        replace(
            conflict(
                ConflictKind.FIELD, "goal", GOAL, "title", [*sides, {"title": f"Deras {number}"}]
            ),
            label=f"{number % 40}.{number} · Rubrik",
        )
        for number in range(10_000)
    ]
    with document.edit("Sammanfogad") as edit:
        edit.take({"conflict": {found.id: found for found in many}})
    window.actions_by_key["conflicts"].trigger()
    dialog = dialog_of(window)
    assert dialog.model.rowCount() == 10_000
    labels = [dialog.model.index(row, 0).data() for row in (0, 1, 9_999)]
    assert labels == ["0.0 · Rubrik", "0.40 · Rubrik", "39.9999 · Rubrik"]
    dialog.versions.buttons[Choice.THEIRS].click()
    assert report_of(window).goals[GOAL].title == "Deras 0"
    assert dialog.model.rowCount() == 9_999
    assert min(seconds_of(dialog.versions.buttons[Choice.OURS].click) for _ in range(4)) < 0.1
    assert dialog.model.rowCount() == 9_995


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
