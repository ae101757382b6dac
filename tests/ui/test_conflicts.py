"""What two copies of a report differ in is decided in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from tertialapp.merge.decide import Choice
from tertialapp.model.conflicts import ConflictKind, conflict
from tertialapp.store.file import read_report
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.merge.dialog import ConflictsDialog
from tests.ui.copies import (
    GOAL,
    PERIOD,
    TEXT,
    VALUE,
    add,
    aim,
    analyse,
    asked_about,
    dialog_of,
    merge,
    opened,
    rename,
    report_of,
    rewrite,
    theirs,
    told,
)

Key = Qt.Key


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


def seconds_of(act: Callable[[], object]) -> float:
    """The processor's time that something takes."""
    began = process_time()
    act()
    return process_time() - began


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
