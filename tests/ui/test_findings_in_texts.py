"""Findings where one writes: the words of a text that are meant, their menu, and what agrees."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tertialapp.check.findings import Finding
from tertialapp.check.prose.verdicts import Agreement
from tertialapp.model.frame import TextPart
from tertialapp.model.places import Spot, goal_place
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.dialogs.waive import WaiveDialog
from tertialapp.ui.editors.bound_text import BoundText
from tertialapp.ui.editors.text_field import TextField
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.marks import cell_spot, finding_spot
from tertialapp.ui.theme import LIGHT
from tertialapp.ui.workspace import Workspace

Key = Qt.Key


def workspace(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def found(bridge: Bridge, rule: str, owner: str = "") -> Finding:
    """The finding of a rule, at an owner's text or cell if that is told."""
    findings = (each for each in bridge.marks.findings if each.rule == rule)
    return next(each for each in findings if owner in each.cells[0].key)


# -- going to the words ------------------------------------------------------------------------------


def test_a_finding_in_a_text_leads_to_its_words(example: MainWindow) -> None:
    space = workspace(example)
    figure = found(space.bridge, "prose-figure", "mal-1.2")
    space.go_to_spot(finding_spot(space.bridge.report, figure))
    assert space.page is not None
    (field,) = (text.editor.field for text in space.page.text_fields() if text.spot)
    assert field.textCursor().selectedText().split() == ["93,8", "procent"]
    space.go_to_spot(cell_spot(space.bridge.report, figure.cells[1]))
    assert space.page.spot is not None
    assert (space.page.spot.row, space.page.spot.field) == ("ind-1.2-5", "outcome")


def test_a_finding_in_a_description_leads_to_its_tab(example: MainWindow) -> None:
    space = workspace(example)
    with space.bridge.edit("Skriv") as edit:
        text = edit.report.text("mal-1.2.1", space.bridge.period_id, TextPart.DESCRIPTION)
        edit.set(text, body="Allt är **bra** och och klart.")
    doubled = found(space.bridge, "doubled-word", "mal-1.2.1")
    space.go_to_spot(finding_spot(space.bridge.report, doubled))
    assert space.page is not None
    (shown,) = (text for text in space.page.text_fields() if text.spot)
    assert shown.isVisible()
    assert shown.editor.field.textCursor().selectedText() == "och och"


# -- lines under words -------------------------------------------------------------------------------


@pytest.fixture
def bound(qtbot: QtBot, bridge: Bridge) -> BoundText:
    made = BoundText(bridge, "Analys", TextPart.ANALYSIS)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show_owner("mal-1.2")
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    made.setFocus()
    return made


FALSE = "Inskrivningsgrad i förskola är 91,8 procent, och och förra året 92,9 procent , 1-5 år."
SPLIT = "ind-1.2-1"
RIGHT = "Inskrivningsgrad i förskola är 93,3 procent."


def write(bridge: Bridge, body: str, owner: str = "mal-1.2") -> None:
    with bridge.edit("Skriv") as edit:
        text = edit.report.text(owner, bridge.period_id, TextPart.ANALYSIS)
        edit.set(text, body=body, needs_reading=False)


def marked(field: TextField, kind: type[Finding | Agreement] = Finding) -> list[str]:
    """The words that are marked, in the order of the text."""
    words = []
    for mark in field.marks.marks:
        if isinstance(mark.said, kind):
            cursor = QTextCursor(field.document())
            cursor.setPosition(mark.start)
            cursor.setPosition(mark.end, QTextCursor.MoveMode.KeepAnchor)
            words.append(cursor.selectedText().replace("\u00a0", " "))
    return words


def put(field: TextField, words: str, into: int = 1) -> QTextCursor:
    """The cursor so many letters into some words."""
    cursor = field.textCursor()
    cursor.setPosition(field.toPlainText().index(words) + into)
    field.setTextCursor(cursor)
    return cursor


def acts(menu: QMenu) -> dict[str, QAction]:
    return {each.text(): each for each in menu.actions() if not each.isSeparator()}


def test_words_of_findings_are_marked_soon_after_they_were_written(
    bound: BoundText, bridge: Bridge, qtbot: QtBot
) -> None:
    field = bound.editor.field
    write(bridge, f"# Läget\n\n{FALSE}")
    qtbot.waitUntil(lambda: marked(field) == ["91,8 procent", "och och", " ", "1-"])
    assert marked(field, Agreement) == ["92,9 procent"]
    write(bridge, RIGHT)
    qtbot.waitUntil(lambda: marked(field, Agreement) == ["93,3 procent"])
    assert marked(field) == []
    bound.show_owner("")
    assert field.marks.marks == []


def test_marks_follow_what_is_typed_until_it_is_handed_over(
    bound: BoundText, bridge: Bridge, qtbot: QtBot
) -> None:
    field = bound.editor.field
    write(bridge, FALSE)
    qtbot.waitUntil(lambda: "och och" in marked(field))
    put(field, "Inskriv", 0)
    qtbot.keyClicks(field, "Nu: ")
    assert marked(field) == ["91,8 procent", "och och", " ", "1-"]
    put(field, "och och", 1)
    qtbot.keyClicks(field, "x")
    assert marked(field) == ["91,8 procent", " ", "1-"]
    qtbot.keyClick(field, Key.Key_Backspace)
    bound.flush()
    qtbot.waitUntil(lambda: marked(field) == ["91,8 procent", "och och", " ", "1-"])
    field.selectAll()
    qtbot.keyClick(field, Key.Key_Delete)
    assert marked(field) == []


def test_marks_come_back_when_what_was_typed_is_taken_away_again(
    bound: BoundText, bridge: Bridge, qtbot: QtBot
) -> None:
    field = bound.editor.field
    write(bridge, FALSE)
    qtbot.waitUntil(lambda: "och och" in marked(field))
    steps = len(bridge.document.history())
    put(field, "och och", 1)
    qtbot.keyClicks(field, "x")
    qtbot.keyClick(field, Key.Key_Backspace)
    assert "och och" not in marked(field)
    qtbot.waitUntil(lambda: "och och" in marked(field))
    assert len(bridge.document.history()) == steps, "nothing was written"


def test_marking_is_no_change_of_the_text(bound: BoundText, bridge: Bridge, qtbot: QtBot) -> None:
    field = bound.editor.field
    write(bridge, FALSE)
    field.document().setModified(False)
    changes: list[str] = []
    field.textChanged.connect(lambda: changes.append("text"))
    steps = len(bridge.document.history())
    qtbot.waitUntil(lambda: len(marked(field)) == 4)
    bound.flush()
    assert changes == []
    assert not field.document().isModified()
    assert len(bridge.document.history()) == steps


def test_lines_are_told_apart_without_colour(
    bound: BoundText, bridge: Bridge, qtbot: QtBot
) -> None:
    """An error's line is whole, a warning's has gaps, a note's more of them."""
    field = bound.editor.field
    write(bridge, FALSE)
    qtbot.waitUntil(lambda: len(marked(field)) == 4)
    field.setCursorWidth(0)
    lined = field.viewport().grab().toImage()
    field.marks.show("", ())
    plain = field.viewport().grab().toImage()
    shares = []
    for words in ("91,8 procent", "och och", "1-"):
        box = field.cursorRect(put(field, words, 0))
        end = field.cursorRect(put(field, words, len(words)))
        rows = range(box.bottom() - 2, box.bottom() + 2)
        across = range(box.left() + 2, end.left() - 2)
        drawn = [any(plain.pixel(x, y) != lined.pixel(x, y) for y in rows) for x in across]
        shares.append(sum(drawn) / len(drawn))
    assert shares[0] == 1
    assert 0.4 < shares[1] < 0.9
    assert 0 < shares[2] < 1


# -- the menu ----------------------------------------------------------------------------------------


def test_a_wrong_figure_is_mended_from_the_menu_in_one_step(
    bound: BoundText, bridge: Bridge, qtbot: QtBot
) -> None:
    field = bound.editor.field
    write(bridge, FALSE)
    qtbot.waitUntil(lambda: "91,8 procent" in marked(field))
    offered = acts(field.menu_at(put(field, "91,8")))
    sentence, repair, *_ = offered
    assert sentence.startswith("Fel: Texten säger 91,8 procent, men utfallet för ”Inskriv")
    assert repair == "Skriv 93,3 procent"
    put(field, "Inskriv", 0)
    qtbot.keyClicks(field, "Nu: ")
    told: list[str] = []
    bridge.told.connect(told.append)
    offered[repair].trigger()
    assert field.toPlainText().startswith("Nu: Inskrivningsgrad i förskola är 93,3 procent, ")
    assert bridge.document.undo_label == repair
    assert told == []
    offered[repair].trigger()
    assert told == ["Det finns inget kvar att rätta här."]
    bridge.document.undo()
    assert "91,8" in field.toPlainText()


def test_the_menu_leads_to_the_other_place(example: MainWindow, qtbot: QtBot) -> None:
    space = workspace(example)
    figure = found(space.bridge, "prose-figure", "mal-1.2")
    space.go_to_spot(finding_spot(space.bridge.report, figure))
    assert space.page is not None
    field = space.page.text_fields()[0].editor.field
    qtbot.waitUntil(lambda: "93,8 procent" in marked(field))
    acts(field.menu_at(put(field, "93,8")))["Gå till det andra stället"].trigger()
    assert space.page.spot is not None
    assert (space.page.spot.row, space.page.spot.field) == ("ind-1.2-5", "outcome")


def test_a_figure_that_agrees_says_with_what_and_leads_there(
    example: MainWindow, qtbot: QtBot
) -> None:
    space = workspace(example)
    space.go_to_spot(Spot(goal_place("mal-1.2"), field="body"))
    assert space.page is not None
    field = space.page.text_fields()[0].editor.field
    qtbot.waitUntil(lambda: "92,9 procent" in marked(field, Agreement))
    (sentence,) = (text for text in acts(field.menu_at(put(field, "92,9"))) if "Stämmer" in text)
    assert "Inskrivningsgrad i förskola" in sentence
    assert "92,9\u00a0%" in sentence
    acts(field.menu_at(put(field, "92,9")))[sentence].trigger()
    assert space.page.spot is not None
    assert (space.page.spot.row, space.page.spot.field) == ("ind-1.2-5", "last_year")


def test_ticks_are_turned_off_and_stay_off(example: MainWindow, qtbot: QtBot) -> None:
    space = workspace(example)
    space.go_to_spot(Spot(goal_place("mal-1.2"), field="body"))
    assert space.page is not None
    field = space.page.text_fields()[0].editor.field
    qtbot.waitUntil(lambda: marked(field, Agreement) != [])
    example.actions_by_key["ticks"].trigger()
    qtbot.waitUntil(lambda: marked(field, Agreement) == [])
    assert marked(field) != [], "findings stay"
    another = MainWindow()
    qtbot.addWidget(another)
    assert not another.actions_by_key["ticks"].isChecked()
    example.actions_by_key["ticks"].trigger()
    qtbot.waitUntil(lambda: marked(field, Agreement) != [])


def test_a_reason_is_given_where_one_writes_and_takes_the_line_away(
    example: MainWindow, qtbot: QtBot
) -> None:
    space = workspace(example)
    figure = found(space.bridge, "prose-figure", "mal-1.2")
    space.go_to_spot(finding_spot(space.bridge.report, figure))
    assert space.page is not None
    field = space.page.text_fields()[0].editor.field
    qtbot.waitUntil(lambda: "93,8 procent" in marked(field))

    def say() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, WaiveDialog)
        dialog.person.setText("Siv Ek")
        dialog.words.setPlainText("Siffran är preliminär.")
        qtbot.keyClick(dialog.person, Key.Key_Return)

    QTimer.singleShot(0, say)
    acts(field.menu_at(put(field, "93,8")))["Motivera avvikelse …"].trigger()
    assert [each.finding for each in space.bridge.report.waivers.values()] == [figure.key]
    qtbot.waitUntil(lambda: "93,8 procent" not in marked(field))
    assert space.side is None, "the panel stays where it was: out of the way"


# -- for those who don't see the lines ---------------------------------------------------------------


def test_the_sentence_is_told_where_the_cursor_rests_and_in_a_hint(
    bound: BoundText, bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        "tertialapp.ui.editors.text_findings.QAccessible.updateAccessibility",
        lambda event: told.append(event.message()),
    )
    field = bound.editor.field
    write(bridge, FALSE)
    qtbot.waitUntil(lambda: "och och" in marked(field))
    put(field, "och och", 2)
    qtbot.waitUntil(lambda: told != [])
    assert told == ["Varning: ”och” står två gånger i rad."]
    shown: list[str] = []
    monkeypatch.setattr(
        "tertialapp.ui.editors.text_field.QToolTip.showText",
        lambda _place, text, _widget: shown.append(text),
    )
    at = field.cursorRect(put(field, "och och", 3)).center()
    hover = QHelpEvent(QEvent.Type.ToolTip, at, field.viewport().mapToGlobal(at))
    QApplication.sendEvent(field.viewport(), hover)
    assert shown == ["Varning: ”och” står två gånger i rad."]


def test_what_is_found_of_a_text_as_a_whole_is_in_its_corner(
    bound: BoundText, bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = bound.editor.field
    corner = QPoint(2, 2)
    bound.show_owner(SPLIT)
    write(bridge, "", SPLIT)
    qtbot.waitUntil(lambda: field.marks.is_in_corner(corner))
    shown: list[str] = []
    monkeypatch.setattr(
        "tertialapp.ui.editors.text_field.QToolTip.showText",
        lambda _place, text, _widget: shown.append(text),
    )
    hover = QHelpEvent(QEvent.Type.ToolTip, corner, field.viewport().mapToGlobal(corner))
    QApplication.sendEvent(field.viewport(), hover)
    (sentence,) = shown
    (split,) = (each for each in bridge.marks.findings if each.cells[0].key == bound._key)
    assert f"Varning: {split.message}" in sentence.splitlines()
    assert f"Varning: {split.message}" in acts(field.menu_at(field.textCursor()))
    colour = field.viewport().grab().toImage().pixelColor(1, 1).name()
    assert colour == LIGHT.fair
    write(bridge, "Skillnaden mellan könen är liten.", SPLIT)
    qtbot.waitUntil(lambda: not field.marks.is_in_corner(corner))


def test_shift_f10_opens_the_menu_where_the_cursor_is(example: MainWindow, qtbot: QtBot) -> None:
    space = workspace(example)
    figure = found(space.bridge, "prose-figure", "mal-1.2")
    space.go_to_spot(finding_spot(space.bridge.report, figure))
    field = space.page.text_fields()[0].editor.field if space.page else None
    assert field is not None
    qtbot.waitUntil(lambda: "93,8 procent" in marked(field))
    opened: list[list[str]] = []

    def read() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        opened.append(list(acts(menu)))
        menu.close()

    QTimer.singleShot(200, read)
    qtbot.keyClick(field, Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    (offered,) = opened
    assert offered[0].startswith("Fel: Texten säger 93,8 procent")
