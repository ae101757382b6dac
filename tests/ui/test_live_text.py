"""Live values, find and replace, the earlier text and the report's words, in the text editor."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tertialapp.model.frame import TextPart
from tertialapp.model.live_values import Form, indicator_reference
from tertialapp.model.markdown import Run
from tertialapp.model.places import goal_place
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.dialogs.insert_value import InsertValueDialog
from tertialapp.ui.dialogs.own_words import OwnWordsDialog
from tertialapp.ui.editors.bound_text import BoundText
from tertialapp.ui.editors.chips import chips_in
from tertialapp.ui.editors.text_field import MOST_PASTED, TextField

from .conftest import press, type_text

Key = Qt.Key
PERIOD = "T1 2025"
GOAL = "mal-3.4.1"
TARGET = indicator_reference("ind-3.4.1-1", "outcome").target
Move = QTextCursor.MoveOperation


@pytest.fixture
def bound(qtbot: QtBot, bridge: Bridge) -> BoundText:
    made = BoundText(bridge, "Analys", TextPart.ANALYSIS)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show_owner(GOAL)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    made.setFocus()
    return made


def body(bridge: Bridge) -> str:
    return bridge.report.text(GOAL, PERIOD, TextPart.ANALYSIS).body


def begin(bound: BoundText, markdown: str) -> TextField:
    with bound._bridge.edit("Skriv") as edit:
        text = edit.report.text(GOAL, PERIOD, TextPart.ANALYSIS)
        edit.set(text, body=markdown, needs_reading=False)
    bound.editor.field.moveCursor(Move.End)
    return bound.editor.field


def choose(qtbot: QtBot, words: str, form: int = 0) -> None:
    """Choose a value in the dialog that opens next."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, InsertValueDialog)
        dialog.words.setText(words)
        dialog.form.setCurrentIndex(form)
        qtbot.keyClick(dialog.words, Key.Key_Return)

    QTimer.singleShot(0, act)


def back(bound: BoundText, qtbot: QtBot) -> None:
    """Have the window of the text active again after a dialog, as window managers do."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.waitActive(bound):
        bound.activateWindow()
    assert bound.editor.field.hasFocus()


def test_a_value_is_inserted_and_follows_its_figure(
    bound: BoundText, bridge: Bridge, qtbot: QtBot
) -> None:
    begin(bound, "Index:")
    type_text(qtbot, " ")
    choose(qtbot, "ami ledarskap utfall period")
    qtbot.keyClick(
        bound.editor.field,
        Key.Key_V,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    back(bound, qtbot)
    type_text(qtbot, " nu")
    bound.flush()
    assert body(bridge) == f"Index: [76]({TARGET}) nu"
    with bridge.edit("Ändra utfall") as edit:
        edit.set(edit.report.indicator_value("ind-3.4.1-1", PERIOD), outcome=Decimal(83))
    assert bound.editor.field.toPlainText() == "Index: 83 nu"
    assert bound._reading.isVisible()
    bound._reading.findChild(QPushButton).click()  # type: ignore[union-attr]
    assert not bound._reading.isVisible()
    assert not bridge.report.text(GOAL, PERIOD, TextPart.ANALYSIS).needs_reading


def test_equals_sign_begins_a_value_only_where_a_word_begins(
    bound: BoundText, bridge: Bridge, qtbot: QtBot
) -> None:
    begin(bound, "a")
    type_text(qtbot, "=b ")
    choose(qtbot, "ami ledarskap utfall period", form=1)
    type_text(qtbot, "=")
    back(bound, qtbot)
    bound.flush()
    change = indicator_reference("ind-3.4.1-1", "outcome", Form.CHANGE, "last_year").target
    assert body(bridge) == f"a=b [minskat]({change})"

    def give_up() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, InsertValueDialog)
        dialog.reject()

    type_text(qtbot, " ")
    QTimer.singleShot(0, give_up)
    type_text(qtbot, "=")
    back(bound, qtbot)
    type_text(qtbot, "x")
    bound.flush()
    assert body(bridge).endswith(") =x")


def test_a_live_value_is_entered_left_and_deleted_as_one_letter(
    bound: BoundText, bridge: Bridge, qtbot: QtBot
) -> None:
    field = begin(bound, f"Före [76]({TARGET}) efter")
    (chip,) = chips_in(field.document().firstBlock())
    cursor = field.textCursor()
    cursor.setPosition(chip.start)
    field.setTextCursor(cursor)
    press(qtbot, Key.Key_Right)
    assert field.textCursor().position() == chip.end
    press(qtbot, Key.Key_Left)
    assert field.textCursor().position() == chip.start
    type_text(qtbot, "x")
    cursor.setPosition(chip.end + 1)
    field.setTextCursor(cursor)
    type_text(qtbot, "y")
    bound.flush()
    assert body(bridge) == f"Före x[76]({TARGET})y efter"
    cursor.setPosition(chip.end + 1)
    field.setTextCursor(cursor)
    press(qtbot, Key.Key_Backspace)
    bound.flush()
    assert body(bridge) == "Före xy efter"
    bridge.document.undo()
    cursor.setPosition(chip.start + 1)
    field.setTextCursor(cursor)
    press(qtbot, Key.Key_Delete)
    bound.flush()
    assert body(bridge) == "Före xy efter"


def test_a_selection_that_cuts_a_live_value_takes_all_of_it(
    bound: BoundText, bridge: Bridge, qtbot: QtBot
) -> None:
    field = begin(bound, f"Före [76]({TARGET}) efter")
    (chip,) = chips_in(field.document().firstBlock())
    cursor = field.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(chip.start + 1, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    press(qtbot, Key.Key_Backspace)
    bound.flush()
    assert body(bridge) == "Fö efter"


def test_a_removed_source_is_framed_and_said(bound: BoundText, bridge: Bridge) -> None:
    field = begin(bound, f"Index [76]({TARGET}).")
    assert field._dead == set()
    assert "AMI ledarskap" in bound._values.describe(TARGET)
    with bridge.edit("Ta bort") as edit:
        edit.remove(edit.report.indicators["ind-3.4.1-1"])
    assert bound.editor.field.toPlainText() == "Index 76."
    bound.show_owner(GOAL)
    text = bridge.report.text(GOAL, PERIOD, TextPart.ANALYSIS)
    assert bound._values.dead_in(text.body) == {TARGET}
    assert bound._values.describe(TARGET) == ""


def test_a_live_value_leads_to_its_source(bound: BoundText, bridge: Bridge, qtbot: QtBot) -> None:
    begin(bound, f"[76]({TARGET})")
    with qtbot.waitSignal(bridge.wanted) as wanted:
        bound._values.follow(TARGET)
    (spot,) = wanted.args
    assert (spot.place, spot.row, spot.field) == (goal_place(GOAL), "ind-3.4.1-1", "outcome")


def test_copied_live_values_stay_live(bound: BoundText, bridge: Bridge, qtbot: QtBot) -> None:
    field = begin(bound, f"**Index** [76]({TARGET})")
    field.selectAll()
    field.copy()
    assert QGuiApplication.clipboard().text() == "Index 76"
    press(qtbot, Key.Key_Delete)
    field.paste()
    bound.flush()
    assert body(bridge) == f"**Index** [76]({TARGET})"


def test_pasted_values_show_what_they_show_now(
    bound: BoundText, bridge: Bridge, qtbot: QtBot
) -> None:
    field = begin(bound, "x")
    type_text(qtbot, " ")
    field.insert_run(Run("1", link=TARGET))
    bound.flush()
    assert body(bridge) == f"x [76]({TARGET})"
    qtbot.waitUntil(lambda: field.toPlainText() == "x 76")


# -- pasted ----------------------------------------------------------------------------------------


def test_word_and_tables_are_reduced_to_the_format(bound: BoundText, bridge: Bridge) -> None:
    field = begin(bound, "")
    data = QMimeData()
    data.setHtml(
        "<html><body><!--StartFragment--><h1>Rubrik</h1><p class=MsoNormal><b>Fet</b> och <i>lutad</i></p>"
        "<ul><li>ett</li><li>två</li></ul>"
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
        "<!--EndFragment--></body></html>"
    )
    field.insertFromMimeData(data)
    bound.flush()
    assert body(bridge) == "# Rubrik\n\n**Fet** och *lutad*\n\n- ett\n- två\n\na · b\n\nc · d"
    bridge.document.undo()
    assert body(bridge) == ""


def test_too_much_is_refused_and_odd_letters_are_cleaned(
    bound: BoundText, bridge: Bridge, qtbot: QtBot
) -> None:
    field = begin(bound, "Före")
    data = QMimeData()
    data.setText("x" * (MOST_PASTED + 1))
    with qtbot.waitSignal(bridge.told) as told:
        field.insertFromMimeData(data)
    assert "för stort" in told.args[0]
    assert field.toPlainText() == "Före"
    data.setText(" a\u0000b\u202ec\r\nd\u0007 😀\re")
    field.insertFromMimeData(data)
    bound.flush()
    assert body(bridge) == "Före\n\nabc\n\nd 😀\n\ne"
    bridge.document.undo()
    assert body(bridge) == "Före"


# -- words -----------------------------------------------------------------------------------------


def test_words_are_found_and_replaced_in_one_text(
    bound: BoundText, bridge: Bridge, qtbot: QtBot
) -> None:
    field = begin(bound, f"ett två ett [76]({TARGET})\n\n- Ett")
    qtbot.keyClick(field, Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    bar = bound.editor._find_bar
    assert bar is not None
    bar.words.setText("ett")
    assert bar._count.text() == "3 träffar"
    assert len(field.extraSelections()) == 3
    bar.case.setChecked(True)
    assert bar._count.text() == "2 träffar"
    qtbot.keyClick(bar.words, Key.Key_Return)
    assert field.textCursor().selectedText() == "ett"
    bar.replacement.setText("1")
    bar.replace_one()
    bar.replace_all()
    assert bar._count.text() == "1 ersatt"
    bar.words.setText("76")
    assert bar._count.text() == "Inga träffar"
    qtbot.keyClick(bar.words, Key.Key_Escape)
    assert not bar.isVisible()
    assert field.extraSelections() == []
    bound.flush()
    assert body(bridge) == f"1 två 1 [76]({TARGET})\n\n- Ett"


def test_words_are_counted(bound: BoundText, qtbot: QtBot) -> None:
    field = begin(bound, "ett två\n\ntre")
    qtbot.waitUntil(lambda: bound.editor.bar._count.text() == "3 ord")
    field.selectAll()
    qtbot.waitUntil(lambda: bound.editor.bar._count.text() == "3 av 3 ord")


def test_a_word_is_added_to_the_reports_own(bound: BoundText, bridge: Bridge) -> None:
    bound.editor.field.word_added.emit("Skolörten")
    assert set(bridge.report.own_words) == {"Skolörten"}
    assert bridge.document.undo_label == "Lägg till ”Skolörten” i ordlistan"
    bridge.document.undo()
    assert bridge.report.own_words == {}


def test_the_menu_of_a_word_leads_to_where_it_may_be_broken(
    bound: BoundText, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[OwnWordsDialog] = []

    def remember(dialog: OwnWordsDialog) -> None:
        shown.append(dialog)

    monkeypatch.setattr(OwnWordsDialog, "exec", remember)
    field = begin(bound, "Om budgetjusteringar")
    menu = field.menu_at(field.textCursor())
    (action,) = (each for each in menu.actions() if each.text().startswith("Avstava"))
    assert action.text() == "Avstava ”budgetjusteringar” …"
    action.trigger()
    assert shown[0].broken.text() == "budget·juste·ringar"


# -- the earlier text ------------------------------------------------------------------------------


def test_the_earlier_text_stands_beside_and_is_fetched(bound: BoundText, bridge: Bridge) -> None:
    earlier = bridge.report.text(GOAL, "VB 2024", TextPart.ANALYSIS).body
    assert earlier
    begin(bound, "Nu")
    bound._beside.click()
    pane = bound._earlier
    assert pane is not None
    assert pane.isVisible()
    assert pane.editor.markdown() == earlier
    assert pane.editor.field.isReadOnly()
    (fetch,) = (b for b in pane.findChildren(QPushButton) if b.text() == "Hämta")
    fetch.click()
    bound.flush()
    assert body(bridge) == f"Nu\n\n{earlier}"
    bridge.document.undo()
    assert body(bridge) == "Nu"
    bound._beside.click()
    assert not pane.isVisible()


def test_without_an_earlier_text_there_is_nothing_to_show(bound: BoundText, bridge: Bridge) -> None:
    bridge.show_period("VB 2024")
    bound.show_owner(GOAL)
    assert not bound._beside.isEnabled()
    assert "Ingen tidigare period" in bound._beside.toolTip()


def test_what_is_asked_for_stands_above_the_text(bound: BoundText) -> None:
    assert not bound._instruction.isVisible()
    bound.show_owner(GOAL, "Bedöm om målet nås vid årets slut.")
    assert bound._instruction.isVisible()
    assert bound._instruction.text == "Bedöm om målet nås vid årets slut."
