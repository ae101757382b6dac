"""Sentences of assessment are offered over a goal's analysis, and written only if they are chosen."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from tertialapp.model.frame import TextPart
from tertialapp.model.records import cell_id
from tertialapp.ui.dialogs.suggest import SuggestDialog
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.pages.goal_page import GoalPage

from .conftest import goal_page
from .grids import PERIOD, Key, Mod


def _answered(look: Callable[[SuggestDialog], object], key: Key = Key.Key_Return) -> list[str]:
    """Look at the dialog that comes and press a key in it; gives its sentences when it has come."""
    seen: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, SuggestDialog):
            QTimer.singleShot(5, answer)
            return
        seen.extend(dialog.list.item(at).text() for at in range(dialog.list.count()))
        look(dialog)
        buttons = dialog.findChild(QDialogButtonBox)
        assert buttons is not None
        (accept,) = (b for b in buttons.buttons() if b.text() == "Sätt in")
        if key is Key.Key_Return and accept.isEnabled():
            dialog.accept()
        else:
            dialog.reject()

    QTimer.singleShot(0, answer)
    return seen


def _ask(page: GoalPage, qtbot: QtBot) -> None:
    field = page.texts.analysis.editor.field
    field.setFocus()
    qtbot.keyClick(field, Key.Key_M, Mod.ControlModifier | Mod.ShiftModifier)


def _body(page: GoalPage) -> str:
    assert page.place is not None
    return page.bridge.report.text(page.place.key, PERIOD, TextPart.ANALYSIS).body


def test_chosen_sentences_stand_first_and_one_undo_takes_them_away(
    example: MainWindow, qtbot: QtBot
) -> None:
    page = goal_page(example, "3.4.1")
    before = _body(page)
    field = page.texts.analysis.editor.field
    field.setFocus()
    field.moveCursor(field.textCursor().MoveOperation.Start)
    qtbot.keyClicks(field, "Nytt. ")
    seen = _answered(lambda dialog: dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked))
    _ask(page, qtbot)
    assert len(seen) == 3
    assert _body(page) == f"{seen[1]} {seen[2]}\n\nNytt. {before}"
    assert field.toPlainText().startswith(f"{seen[1]} {seen[2]}")
    example.actions_by_key["undo"].trigger()
    assert _body(page) == f"Nytt. {before}"


def test_nothing_is_written_that_was_not_chosen(example: MainWindow, qtbot: QtBot) -> None:
    page = goal_page(example, "3.4.1")
    before, steps = _body(page), len(page.bridge.document.history())

    def give_up_all(dialog: SuggestDialog) -> None:
        for at in range(dialog.list.count()):
            dialog.list.item(at).setCheckState(Qt.CheckState.Unchecked)

    _answered(give_up_all)
    _ask(page, qtbot)
    _answered(lambda _: None, Key.Key_Escape)
    _ask(page, qtbot)
    assert (_body(page), len(page.bridge.document.history())) == (before, steps)


def test_a_goal_with_nothing_filled_in_says_what_is_missing(
    example: MainWindow, qtbot: QtBot
) -> None:
    page = goal_page(example, "1.5.1")
    assert page.place is not None
    with page.bridge.edit("Töm") as edit:
        status = edit.report.goal_statuses[cell_id(page.place.key, PERIOD)]
        edit.put(replace(status, status_id=None))
        for activity in edit.report.activities_of(page.place.key):
            edit.remove(activity)
    with qtbot.waitSignal(page.bridge.told, check_params_cb=lambda said: "inget att" in said):
        _ask(page, qtbot)
