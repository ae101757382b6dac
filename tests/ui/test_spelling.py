"""Wavy lines under wrong words in a real text field, and what its menu does about them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from time import process_time

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTextEdit
from pytestqt.qtbot import QtBot

from tertialapp.model.markdown_read import parse
from tertialapp.model.markdown_write import serialize
from tertialapp.ui.editors import rich_text, spelling
from tertialapp.ui.editors.spelling import SharedSpeller, SpellHighlighter, shared_speller
from tertialapp.ui.theme import DARK, LIGHT, show_look

TEXT = "Nämdens arbete följer planen. Nämdens prognos är god."


@pytest.fixture
def shared() -> Iterator[SharedSpeller]:
    made = SharedSpeller()
    made.speller.load()
    yield made
    made.stop()


@pytest.fixture
def edit(qtbot: QtBot) -> QTextEdit:
    made = QTextEdit()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


@pytest.fixture
def marker(edit: QTextEdit, shared: SharedSpeller) -> SpellHighlighter:
    return SpellHighlighter(edit, shared)


def _marked(edit: QTextEdit) -> list[str]:
    """The words with a wavy line."""
    found: list[str] = []
    block = edit.document().begin()
    while block.isValid():
        units = block.text().encode("utf-16-le")
        for one in block.layout().formats():
            assert one.format.underlineStyle() is QTextCharFormat.UnderlineStyle.SpellCheckUnderline
            span = units[2 * one.start : 2 * (one.start + one.length)]
            found.append(span.decode("utf-16-le"))
        block = block.next()
    return found


def _colour(edit: QTextEdit) -> str:
    """The colour of the first wavy line."""
    (first, *_) = edit.document().begin().layout().formats()
    return first.format.underlineColor().name()


def _wait_for(qtbot: QtBot, edit: QTextEdit, marked: list[str]) -> None:
    qtbot.waitUntil(lambda: _marked(edit) == marked)


def _put(edit: QTextEdit, position: int) -> QTextCursor:
    cursor = edit.textCursor()
    cursor.setPosition(position)
    edit.setTextCursor(cursor)
    return cursor


def _actions(menu: QMenu) -> dict[str, QAction]:
    return {action.text(): action for action in menu.actions() if not action.isSeparator()}


# -- lines -------------------------------------------------------------------------------------------


def test_wrong_words_get_a_wavy_line_in_the_colour_of_faults(
    edit: QTextEdit, marker: SpellHighlighter, qtbot: QtBot, qapp: QApplication
) -> None:
    edit.setPlainText("🙂 Nämdens arbete.\nKF:s mål nås kl. 9\nutveklingen")
    _wait_for(qtbot, edit, ["Nämdens", "utveklingen"])
    assert _colour(edit) == LIGHT.fault
    try:
        show_look(qapp, "dark")
        qtbot.waitUntil(lambda: _colour(edit) == DARK.fault)
    finally:
        show_look(qapp, "light")
    qtbot.waitUntil(lambda: _colour(edit) == LIGHT.fault)
    assert marker.document() is edit.document()


def test_live_values_are_not_judged_but_their_neighbours_are(
    edit: QTextEdit, marker: SpellHighlighter, qtbot: QtBot
) -> None:
    text = "Utfallet har [ökatt](varde:indikator/x/outcome), [utveklingen](https://stadn.se) syns\n"
    rich_text.fill(edit.document(), parse(text))
    _wait_for(qtbot, edit, ["utveklingen"])
    at = edit.toPlainText().index("ökatt")
    assert marker.word_at(_put(edit, at + 2)) is None
    assert serialize(rich_text.blocks_of(edit.document())) == text.strip()


def test_marking_is_no_change_of_the_text(
    edit: QTextEdit, marker: SpellHighlighter, shared: SharedSpeller, qtbot: QtBot
) -> None:
    edit.setPlainText(TEXT)
    _wait_for(qtbot, edit, ["Nämdens", "Nämdens"])
    document = edit.document()
    document.setModified(False)
    changes: list[str] = []
    edit.textChanged.connect(lambda: changes.append("text"))
    document.contentsChanged.connect(lambda: changes.append("contents"))
    document.undoAvailable.connect(lambda _: changes.append("undo"))
    shared.set_own_words(["Nämdens"])
    _wait_for(qtbot, edit, [])
    shared.set_own_words([])
    _wait_for(qtbot, edit, ["Nämdens", "Nämdens"])
    marker.check_all()
    qtbot.wait(30)
    assert changes == []
    assert not document.isModified()
    assert not document.isUndoAvailable()
    assert edit.toPlainText() == TEXT


def test_undo_of_typing_is_as_without_marking(
    edit: QTextEdit, marker: SpellHighlighter, qtbot: QtBot
) -> None:
    assert marker.document() is edit.document()
    qtbot.keyClicks(edit, "Nu ser vi utveklingen klart")
    _wait_for(qtbot, edit, ["utveklingen"])
    edit.undo()
    assert edit.toPlainText() == ""
    edit.redo()
    assert edit.toPlainText() == "Nu ser vi utveklingen klart"
    _wait_for(qtbot, edit, ["utveklingen"])


def test_the_word_that_is_typed_is_left_alone_until_it_is_left(
    edit: QTextEdit, marker: SpellHighlighter, qtbot: QtBot
) -> None:
    # What there is no time for at a key press is judged soon after it.
    assert marker.document() is edit.document()
    qtbot.wait(20)
    for char in "Se planan":
        qtbot.keyClicks(edit, char)
        assert _marked(edit) == []
    qtbot.wait(50)
    assert _marked(edit) == []
    qtbot.keyClicks(edit, " ")
    _wait_for(qtbot, edit, ["planan"])
    qtbot.keyClicks(edit, "utvekl")
    qtbot.wait(50)
    _wait_for(qtbot, edit, ["planan"])
    qtbot.keyClick(edit, Qt.Key.Key_Home)
    _wait_for(qtbot, edit, ["planan", "utvekl"])
    # A wrong word that one only walks into keeps its line, until it is changed.
    _put(edit, 5)
    qtbot.wait(50)
    _wait_for(qtbot, edit, ["planan", "utvekl"])
    qtbot.keyClicks(edit, "x")
    _wait_for(qtbot, edit, ["utvekl"])
    qtbot.keyClick(edit, Qt.Key.Key_End)
    _wait_for(qtbot, edit, ["plxanan", "utvekl"])


def test_leaving_the_field_judges_the_last_word(
    edit: QTextEdit, marker: SpellHighlighter, qtbot: QtBot
) -> None:
    assert marker.document() is edit.document()
    other = QLineEdit()
    qtbot.addWidget(other)
    qtbot.keyClicks(edit, "utvekl")
    qtbot.wait(20)
    assert _marked(edit) == []
    edit.clearFocus()
    _wait_for(qtbot, edit, ["utvekl"])


def test_a_very_long_paragraph_is_not_judged_and_a_long_text_is_not_waited_for(
    edit: QTextEdit, marker: SpellHighlighter, qtbot: QtBot
) -> None:
    assert marker.document() is edit.document()
    edit.setPlainText("nämden " * (spelling.LONGEST_BLOCK // 7 + 1))
    qtbot.wait(30)
    assert _marked(edit) == []
    words = [f"nämnd qxz{one}q{other}" for one in "abcdefghijklmnop" for other in range(500)]
    edit.setPlainText("\n".join(words).translate(str.maketrans("0123456789", "bcdfghjklm")))
    begun = process_time()
    qtbot.keyClicks(edit, "a ")
    assert process_time() - begun < 1
    assert len(_marked(edit)) < len(words)
    qtbot.waitUntil(lambda: len(_marked(edit)) == len(words), timeout=30_000)


@pytest.mark.parametrize("before", [0, 400])
def test_what_is_put_off_is_judged_where_it_stands_after_a_change(
    edit: QTextEdit,
    marker: SpellHighlighter,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    before: int,
) -> None:
    assert marker.document() is edit.document()
    monkeypatch.setattr(spelling, "_SLICE", -1)  # there is never time for more than one paragraph
    edit.setPlainText("nämnd\n" * before)
    qtbot.wait(1)
    edit.setPlainText("nämnden\nutvekl\nnämnd\nnämden\n")
    edit.textCursor().insertText("Rubrik\n" * 40)
    _wait_for(qtbot, edit, ["utvekl", "nämden"])


# -- the shared dictionary ---------------------------------------------------------------------------


def test_the_dictionary_is_read_in_the_background_when_a_field_is_shown(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spelling, "LOAD_AFTER_MS", 1)
    shared = SharedSpeller()
    edit = QTextEdit("Nämdens")
    qtbot.addWidget(edit)
    SpellHighlighter(edit, shared)
    qtbot.wait(20)
    assert not shared.speller.is_loaded
    edit.show()
    _wait_for(qtbot, edit, ["Nämdens"])
    shared.stop()
    assert all(thread.name != "rättstavning" for thread in threading.enumerate())
    shared.start()
    shared.stop()


def test_stopping_waits_for_the_reading_and_prevents_one_that_has_not_begun(
    qtbot: QtBot,
) -> None:
    shared = SharedSpeller()
    shared.start()
    shared.stop()
    assert not shared.speller.is_loaded
    shared._begin()
    shared.stop()
    assert shared.speller.is_loaded
    qtbot.wait(1)


def test_the_application_has_one_dictionary(qapp: QApplication) -> None:
    assert shared_speller() is shared_speller()
    assert shared_speller().parent() is qapp
    shared_speller().stop()


def test_a_field_that_is_gone_is_no_trouble(
    shared: SharedSpeller, qapp: QApplication, qtbot: QtBot
) -> None:
    edit = QTextEdit("Nämdens")
    SpellHighlighter(edit, shared)
    edit.show()
    edit.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shared.set_own_words(["blornia"])
    qtbot.wait(20)


# -- menu --------------------------------------------------------------------------------------------


def test_the_menu_mends_one_word_in_one_step_and_keeps_its_look(
    edit: QTextEdit, marker: SpellHighlighter, qtbot: QtBot
) -> None:
    rich_text.fill(edit.document(), parse("Först **Nämdens** 🙂 *nämdens* arbete"))
    _wait_for(qtbot, edit, ["Nämdens", "nämdens"])
    menu = edit.createStandardContextMenu()
    own = len(menu.actions())
    cursor = _put(edit, edit.toPlainText().index("nämdens") + 2)
    assert marker.add_to_menu(menu, cursor, lambda _: None)
    texts = [action.text() for action in menu.actions()]
    assert texts[0] == "Byt till ”nämndens”"
    assert "Lägg till ”nämdens” i ordlistan" in texts
    assert not any(text.startswith("Byt i hela") for text in texts)
    assert len(texts) > own + 2
    menu.actions()[0].trigger()
    after = "Först **Nämdens** 🙂 *nämndens* arbete"
    assert serialize(rich_text.blocks_of(edit.document())) == after
    edit.undo()
    assert serialize(rich_text.blocks_of(edit.document())) == after.replace("nämndens", "nämdens")
    menu.deleteLater()


def test_the_menu_mends_the_word_everywhere_in_one_step(
    edit: QTextEdit, marker: SpellHighlighter, qtbot: QtBot
) -> None:
    text = f"{TEXT}\nUtan Nämdens stöd"
    edit.setPlainText(text)
    _wait_for(qtbot, edit, ["Nämdens"] * 3)
    menu = QMenu()
    qtbot.addWidget(menu)
    assert marker.add_to_menu(menu, _put(edit, 3), lambda _: None)
    below = _actions(menu)["Byt i hela texten (3 ställen)"].menu()
    assert isinstance(below, QMenu)
    _actions(below)["till ”Nämndens”"].trigger()
    assert edit.toPlainText() == text.replace("Nämdens", "Nämndens")
    _wait_for(qtbot, edit, [])
    edit.undo()
    assert edit.toPlainText() == text


def test_the_menu_gives_the_word_to_the_users_list(
    edit: QTextEdit, marker: SpellHighlighter, shared: SharedSpeller, qtbot: QtBot
) -> None:
    edit.setPlainText("Skolan Blornia")
    _wait_for(qtbot, edit, ["Blornia"])
    menu = QMenu()
    qtbot.addWidget(menu)
    assert marker.add_to_menu(
        menu,
        _put(edit, 9),
        lambda word: shared.set_own_words([*shared.speller.own_words, word]),
    )
    _actions(menu)["Lägg till ”Blornia” i ordlistan"].trigger()
    _wait_for(qtbot, edit, [])
    assert list(shared.speller.own_words) == ["Blornia"]


def test_the_menu_says_when_there_is_nothing_to_suggest_and_is_silent_at_right_words(
    edit: QTextEdit, marker: SpellHighlighter, qtbot: QtBot
) -> None:
    edit.setPlainText("xqzwvhjklmp är ett ord")
    _wait_for(qtbot, edit, ["xqzwvhjklmp"])
    menu = QMenu()
    qtbot.addWidget(menu)
    assert marker.add_to_menu(menu, _put(edit, 1), lambda _: None)
    assert not _actions(menu)["Inga förslag för ”xqzwvhjklmp”"].isEnabled()
    other = QMenu()
    qtbot.addWidget(other)
    assert not marker.add_to_menu(other, _put(edit, 13), lambda _: None)
    assert other.isEmpty()


def test_a_text_that_is_only_shown_is_not_mended(
    edit: QTextEdit, marker: SpellHighlighter, qtbot: QtBot
) -> None:
    edit.setPlainText(TEXT)
    edit.setReadOnly(True)
    _wait_for(qtbot, edit, ["Nämdens", "Nämdens"])
    menu = QMenu()
    qtbot.addWidget(menu)
    assert marker.add_to_menu(menu, _put(edit, 3), lambda _: None)
    assert list(_actions(menu)) == ["Lägg till ”Nämdens” i ordlistan"]


def test_the_word_at_a_cursor(edit: QTextEdit, marker: SpellHighlighter, qtbot: QtBot) -> None:
    edit.setPlainText("a\n🙂 EU-projekt nämden.")
    _wait_for(qtbot, edit, ["nämden"])
    assert marker.word_at(_put(edit, 6)) == ("EU-projekt", 5, 10)
    assert marker.wrong_at(_put(edit, 6)) is None
    assert marker.wrong_at(_put(edit, 16)) == ("nämden", 16, 6)
    assert marker.wrong_at(_put(edit, 22)) == ("nämden", 16, 6)
    assert marker.word_at(_put(edit, 23)) is None
