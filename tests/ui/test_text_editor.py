"""The text editor as it is typed in: what the keys and buttons make, and when it is handed over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tertialapp.ui.editors import formatting, text_editor
from tertialapp.ui.editors.text_editor import TextEditor
from tertialapp.ui.editors.text_toolbar import TextToolbar


@pytest.fixture
def editor(qtbot: QtBot) -> TextEditor:
    editor = TextEditor()
    qtbot.addWidget(editor)
    editor.show()
    qtbot.waitExposed(editor)
    editor.field.setFocus()
    return editor


@pytest.fixture
def click(editor: TextEditor) -> Callable[[str], None]:
    def press(name: str) -> None:
        for button in editor.findChildren(QToolButton):
            if button.accessibleName() == name:
                button.click()
                return
        raise AssertionError(name)

    return press


def _select_all(editor: TextEditor) -> None:
    editor.field.selectAll()


def test_a_pause_hands_the_text_over_once(editor: TextEditor, qtbot: QtBot) -> None:
    assert text_editor.PAUSE_MS == 1000
    editor._timer.setInterval(20)
    texts: list[str] = []
    editor.committed.connect(texts.append)
    qtbot.keyClicks(editor.field, "Målet nås")
    qtbot.waitUntil(lambda: texts == ["Målet nås"])
    editor.flush()
    qtbot.wait(50)
    assert texts == ["Målet nås"]
    assert not editor.field.document().isUndoAvailable()


def test_showing_a_text_hands_nothing_over_and_keeps_the_cursor(editor: TextEditor) -> None:
    texts: list[str] = []
    editor.committed.connect(texts.append)
    editor.set_markdown("Ett *litet* stycke")
    cursor = editor.field.textCursor()
    cursor.setPosition(5)
    editor.field.setTextCursor(cursor)
    editor.set_markdown("Ett *litet* stycke")
    assert editor.field.textCursor().position() == 5
    editor.set_markdown("Ett annat stycke")
    editor.flush()
    assert texts == []
    assert editor.markdown() == "Ett annat stycke"


def test_undo_takes_back_typing_until_it_is_handed_over(editor: TextEditor, qtbot: QtBot) -> None:
    editor.set_markdown("Före")
    qtbot.keyClicks(editor.field, "X")
    assert editor.field.document().isUndoAvailable()
    qtbot.keyClick(editor.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.markdown() == "Före"


def test_enter_begins_paragraphs_and_ends_headings_and_lists(
    editor: TextEditor, qtbot: QtBot, click: Callable[[str], None]
) -> None:
    editor.bar.set_heading(1)
    qtbot.keyClicks(editor.field, "Rubrik")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.field, "Stycke")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    click("Punktlista")
    qtbot.keyClicks(editor.field, "ett")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    qtbot.keyClick(editor.field, Qt.Key.Key_Tab)
    qtbot.keyClicks(editor.field, "inre")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    qtbot.keyClick(editor.field, Qt.Key.Key_Backtab)
    qtbot.keyClicks(editor.field, "två")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.field, "Slut")
    assert editor.markdown() == "# Rubrik\n\nStycke\n\n- ett\n  - inre\n- två\n\nSlut"


def test_words_are_made_bold_italic_and_linked(
    editor: TextEditor, click: Callable[[str], None]
) -> None:
    editor.set_markdown("ord")
    _select_all(editor)
    click("Fet")
    click("Kursiv")
    assert editor.markdown() == "***ord***"
    click("Fet")
    formatting.set_link(editor.field, "www.stockholm.se")
    assert editor.markdown() == "[*ord*](https://www.stockholm.se)"
    formatting.set_link(editor.field, "")
    assert editor.markdown() == "*ord*"


@pytest.mark.parametrize("target", ["https://a.se/", "mailto:a@b.se"])
def test_what_is_typed_after_a_link_is_not_part_of_it(
    editor: TextEditor, qtbot: QtBot, target: str
) -> None:
    editor.set_markdown("**planen**")
    _select_all(editor)
    formatting.set_link(editor.field, target)
    editor.field.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor.field, " nu")
    assert editor.markdown() == f"[**planen**]({target}) **nu**"


def test_a_letter_typed_within_a_link_is_part_of_it(editor: TextEditor, qtbot: QtBot) -> None:
    editor.set_markdown("[planen](https://a.se/)")
    editor.field.moveCursor(QTextCursor.MoveOperation.End)
    editor.field.moveCursor(QTextCursor.MoveOperation.Left)
    qtbot.keyClicks(editor.field, "er")
    assert editor.markdown() == "[planeern](https://a.se/)"


def test_a_block_changes_kind_and_back(editor: TextEditor, click: Callable[[str], None]) -> None:
    editor.set_markdown("Ett **fett** ord")
    editor.bar.set_heading(2)
    assert editor.markdown() == "## Ett **fett** ord"
    click("Numrerad lista")
    assert editor.markdown() == "1. Ett **fett** ord"
    click("Punktlista")
    assert editor.markdown() == "- Ett **fett** ord"
    click("Punktlista")
    assert editor.markdown() == "Ett **fett** ord"


def test_pasted_text_is_reduced_to_the_format(editor: TextEditor) -> None:
    editor.set_markdown("Före ")
    editor.field.moveCursor(QTextCursor.MoveOperation.End)
    pasted = QMimeData()
    pasted.setHtml("<span style='font-size:40pt;color:red'>stort <b>fett</b></span>")
    editor.field.insertFromMimeData(pasted)
    assert editor.markdown() == "Förestort **fett**"
    pasted = QMimeData()
    pasted.setText("# inte rubrik\r\n\r\n- inte punkt")
    editor.set_markdown("")
    editor.field.insertFromMimeData(pasted)
    assert editor.markdown() == "\\# inte rubrik\n\n\\- inte punkt"


@pytest.mark.parametrize(
    ("before", "pasted", "after", "whole"),
    [
        ("Kön", " är längre", "", "Kön är längre"),
        ("Kön ", " är längre", "", "Kön är längre"),
        ("", " Kön ", "är längre", "Kön är längre"),
        ("Kön", " är ", " längre", "Kön är längre"),
        ("Kön 🎉", "\u00a0är\u00a0", "längre", "Kön 🎉 är längre"),
        ("Kö", "n är l", "ängre", "Kön är längre"),
    ],
)
@pytest.mark.parametrize("form", ["text", "html", "own"])
def test_pasted_words_keep_the_space_around_them(  # noqa: PLR0917 - a case has four parts
    editor: TextEditor, before: str, pasted: str, after: str, whole: str, form: str
) -> None:
    source: QMimeData = QMimeData()
    source.setText(pasted)
    if form == "html":
        source.setHtml(f"<span>{pasted}</span>")
    field = editor.field
    if form == "own":
        field.setPlainText(f"x{pasted}x")
        field.moveCursor(QTextCursor.MoveOperation.Start)
        field.moveCursor(QTextCursor.MoveOperation.Right)
        cursor = field.textCursor()
        cursor.setPosition(1 + len(pasted), QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)
        source = field.createMimeDataFromSelection()
    field.setPlainText(before + after)
    cursor = field.textCursor()
    cursor.setPosition(len(before.encode("utf-16-le")) // 2)
    field.setTextCursor(cursor)
    field.insertFromMimeData(source)
    assert field.toPlainText() == whole


def test_copied_words_keep_the_space_around_them_for_other_programs(editor: TextEditor) -> None:
    editor.set_markdown("Kön **är** längre")
    cursor = editor.field.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    editor.field.setTextCursor(cursor)
    assert editor.field.createMimeDataFromSelection().text() == " är "


def test_a_field_that_only_shows_has_no_toolbar(editor: TextEditor, qtbot: QtBot) -> None:
    editor.set_read_only(True)
    editor.set_markdown("Text")
    qtbot.keyClicks(editor.field, "X")
    assert editor.markdown() == "Text"
    assert not any(button.isVisible() for button in editor.findChildren(QToolButton))


def test_buttons_without_room_are_in_a_menu_and_act_from_there(
    editor: TextEditor, qtbot: QtBot
) -> None:
    (bar,) = editor.findChildren(TextToolbar)
    more = bar._more
    editor.resize(900, 200)
    qtbot.waitUntil(lambda: not more.isVisible())
    editor.resize(150, 200)
    qtbot.waitUntil(more.isVisible)
    for button in bar.findChildren(QToolButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.accessibleName()
    more.menu().aboutToShow.emit()
    acts = {action.text(): action for action in more.menu().actions()}
    editor.set_markdown("Ett stycke")
    _select_all(editor)
    acts["Numrerad lista"].trigger()
    assert editor.markdown() == "1. Ett stycke"
