"""Ctrl+K, the overview, the next empty cell, and words in the whole report."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tertialapp.model.frame import SectionKind, TextPart
from tertialapp.model.places import OVERVIEW, Spot, first_of_kind, goal_place, section_place
from tertialapp.ui.dialogs.palette import PaletteDialog
from tertialapp.ui.dialogs.search_report import SearchReportDialog
from tertialapp.ui.grid.view import GridView
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.pages.goal_page import GoalPage
from tertialapp.ui.pages.overview.cards import SpotList
from tertialapp.ui.pages.overview.page import OverviewPage
from tertialapp.ui.pages.section_page import SectionPage
from tertialapp.ui.workspace import Workspace

from .conftest import goal_page

Key = Qt.Key
PERIOD = "T1 2025"


def workspace(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def in_dialog(act: Callable[[QDialog], None]) -> None:
    """Act in the dialog that opens next."""

    def once() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        act(dialog)

    QTimer.singleShot(0, once)


def look_for(qtbot: QtBot, words: str, *keys: Key) -> Callable[[QDialog], None]:
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, PaletteDialog)
        dialog.words.setText(words)
        for key in (*keys, Key.Key_Return):
            qtbot.keyClick(dialog.words, key)

    return act


# -- Ctrl+K ----------------------------------------------------------------------------------------


def test_a_few_letters_lead_to_an_indicators_row(example: MainWindow, qtbot: QtBot) -> None:
    in_dialog(look_for(qtbot, "ami motiv"))
    example.actions_by_key["palette"].trigger()
    assert workspace(example).place == goal_place("mal-3.4.1")
    page = workspace(example).page
    assert isinstance(page, GoalPage)
    row = page.rows.indicators.grid.row(page.rows.indicators.current_row())
    assert row is not None
    assert row.name == "AMI motivation"


def test_commands_are_found_by_their_words(example: MainWindow, qtbot: QtBot) -> None:
    goal_page(example, "1.1.1")
    in_dialog(look_for(qtbot, "översikt kommando"))
    example.actions_by_key["palette"].trigger()
    assert workspace(example).place == OVERVIEW


def test_words_of_a_text_lead_to_it(example: MainWindow, qtbot: QtBot) -> None:
    in_dialog(look_for(qtbot, "varje ny chef"))
    example.actions_by_key["palette"].trigger()
    page = workspace(example).page
    assert isinstance(page, GoalPage)
    assert example.focusWidget() is page.texts.analysis.editor.field


def test_the_list_is_walked_and_given_up_by_keys(example: MainWindow, qtbot: QtBot) -> None:
    goal_page(example, "1.1.1")
    before = workspace(example).place

    def walk(dialog: QDialog) -> None:
        assert isinstance(dialog, PaletteDialog)
        dialog.words.setText("förskol")
        first = dialog.list.currentRow()
        qtbot.keyClick(dialog.words, Key.Key_Down)
        assert dialog.list.currentRow() == first + 1
        dialog.words.setText("finnsinteihelarapporten")
        assert dialog.list.count() == 0
        qtbot.keyClick(dialog.words, Key.Key_Return)
        assert dialog.isVisible()
        qtbot.keyClick(dialog.words, Key.Key_Escape)

    in_dialog(walk)
    example.actions_by_key["palette"].trigger()
    assert workspace(example).place == before


def test_without_a_report_there_are_commands(window: MainWindow) -> None:
    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, PaletteDialog)
        names = [dialog.list.item(at).text() for at in range(dialog.list.count())]
        assert any("Ny rapport" in name for name in names)
        assert not any("Spara" in name for name in names)
        dialog.reject()

    in_dialog(look)
    window._palette()
    assert window.bridge is None


# -- next empty ------------------------------------------------------------------------------------


def test_the_next_empty_cell_gets_the_cursor(example: MainWindow) -> None:
    assert example.bridge is not None
    with example.bridge.edit("Töm") as edit:
        for number in (4, 5):
            value = edit.report.indicator_value(f"ind-3.4.1-{number}", PERIOD)
            edit.set(value, target=None)
    goal_page(example, "3.4.1")
    for words in ("rekommendera sin arbetsplats", "insatta i verksamhetens mål"):
        example.actions_by_key["next_empty"].trigger()
        focus = QApplication.focusWidget()
        assert isinstance(focus, GridView)
        row = focus.grid.row(focus.current_row())
        assert row is not None
        assert words in row.name
        assert focus.grid.sheet.columns[focus.currentIndex().column()].key == "target"
    example.actions_by_key["next_empty"].trigger()
    assert workspace(example).place != goal_place("mal-3.4.1")


def test_nothing_empty_is_said(example: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tertialapp.ui.workspace.next_empty", lambda *_: None)
    example.actions_by_key["next_empty"].trigger()
    assert example.status.currentMessage() == "Allt som ska fyllas i är ifyllt."


# -- overview --------------------------------------------------------------------------------------


def overview(window: MainWindow, qtbot: QtBot) -> OverviewPage:
    window.actions_by_key["overview"].trigger()
    page = workspace(window).page
    assert isinstance(page, OverviewPage)
    qtbot.waitUntil(page.isVisible)
    return page


def lines_of(page: OverviewPage, name: str) -> SpotList:
    return next(
        found
        for found in page.findChildren(SpotList)
        if found.accessibleName() == name and found.isVisible()
    )


def test_every_goal_is_on_the_map_and_leads_to_its_page(example: MainWindow, qtbot: QtBot) -> None:
    page = overview(example, qtbot)
    names = [tile.accessibleName() for tile in page.findChildren(QToolButton)]
    assert example.bridge is not None
    assert len(names) == len(example.bridge.report.goals)
    (tile,) = (
        tile
        for tile in page.findChildren(QToolButton)
        if tile.accessibleName().startswith("3.4.1 ")
    )
    assert tile.accessibleName().endswith(": Uppfylls delvis")
    tile.click()
    assert workspace(example).place == goal_place("mal-3.4.1")


def test_what_is_missing_and_changed_is_listed_and_followed(
    example: MainWindow, qtbot: QtBot
) -> None:
    page = overview(example, qtbot)
    assert example.bridge is not None
    with example.bridge.edit("Ändra") as edit:
        value = edit.report.indicator_value("ind-3.4.1-1", PERIOD)
        edit.set(value, outcome=Decimal(12), target=None)

    def changed() -> bool:
        named = [f.accessibleName() for f in page.findChildren(SpotList) if f.isVisible()]
        return "Ändrat sedan filen sparades" in named

    qtbot.waitUntil(changed)
    lines = lines_of(page, "Ändrat sedan filen sparades")
    assert lines.item(0).text() == "3.4.1  AMI ledarskap: 76 → 12; 82 → tomt"
    missing = lines_of(page, "Saknas")
    texts = [missing.item(at).text() for at in range(missing.count())]
    at = texts.index("3.4.1  Årsmål: AMI ledarskap")
    missing.setCurrentRow(at)
    qtbot.keyClick(missing, Key.Key_Return)
    assert workspace(example).place == goal_place("mal-3.4.1")
    focus = QApplication.focusWidget()
    assert isinstance(focus, GridView)


def test_shares_of_chapters_and_responsible_lead_to_what_is_missing(
    example: MainWindow, qtbot: QtBot
) -> None:
    page = overview(example, qtbot)
    named = {button.accessibleName(): button for button in page.findChildren(QPushButton)}
    assert "HR-avdelningen: 100 % ifyllt" in named
    assert any(name.startswith("Uppföljning av ekonomi: ") for name in named)
    (button,) = (b for name, b in named.items() if name.startswith("Ekonomiavdelningen: "))
    button.click()
    assert workspace(example).place not in (OVERVIEW, section_place("ekonomi"))


# -- words in the whole report ---------------------------------------------------------------------


def search(window: MainWindow, qtbot: QtBot, words: str, replacement: str) -> SearchReportDialog:
    window.actions_by_key["search_report"].trigger()
    assert window.beside is not None
    dialog = window.beside.search
    assert dialog is not None
    dialog.words.setText(words)
    dialog.replacement.setText(replacement)
    qtbot.waitUntil(lambda: dialog.tree.topLevelItemCount() > 0)
    return dialog


def test_words_are_replaced_everywhere_in_one_step(example: MainWindow, qtbot: QtBot) -> None:
    assert example.bridge is not None
    before = example.bridge.report
    dialog = search(example, qtbot, "förskolan", "lekskolan")
    count = sum(1 for _ in dialog._chosen())
    assert count > 10
    group = dialog.tree.topLevelItem(0)
    assert group is not None
    group.setCheckState(0, Qt.CheckState.Unchecked)
    left = sum(1 for _ in dialog._chosen())
    assert 0 < left < count
    assert dialog._replace.text() == f"Ersätt markerade ({left})"
    dialog._replace.click()
    label = f"Ersätt ”förskolan” på {left} ställen"
    assert example.bridge.document.undo_label == label
    bodies = " ".join(text.body for text in example.bridge.report.texts.values())
    assert "lekskolan" in bodies
    example.actions_by_key["undo"].trigger()
    assert example.bridge.report == before


def test_a_hit_leads_to_its_place(example: MainWindow, qtbot: QtBot) -> None:
    dialog = search(example, qtbot, "varje ny chef", "")
    group = dialog.tree.topLevelItem(0)
    assert group is not None
    item = group.child(0)
    assert item is not None
    dialog.tree.itemActivated.emit(item, 0)
    page = workspace(example).page
    assert isinstance(page, GoalPage)
    assert page.place == goal_place("mal-3.4.1")
    assert example.bridge is not None
    text = example.bridge.report.text("mal-3.4.1", PERIOD, TextPart.ANALYSIS)
    assert "varje ny chef" in text.body


def test_no_hits_are_said(example: MainWindow, qtbot: QtBot) -> None:
    example.actions_by_key["search_report"].trigger()
    assert example.beside is not None
    dialog = example.beside.search
    assert dialog is not None
    dialog.words.setText("qwrtq")
    qtbot.waitUntil(lambda: dialog._said.text() == "Inga träffar")
    assert not dialog._replace.isEnabled()


# -- sections --------------------------------------------------------------------------------------


def test_a_section_has_someone_who_answers_for_it(example: MainWindow, qtbot: QtBot) -> None:
    assert example.bridge is not None
    section = first_of_kind(example.bridge.report, SectionKind.NET_BUDGET)
    assert section is not None
    workspace(example).go_to(section_place(section.id))
    page = workspace(example).page
    assert isinstance(page, SectionPage)
    page.owner.line.setFocus()
    qtbot.keyClicks(page.owner.line, "Ekonomi")
    goal_page(example, "3.4.1")
    assert example.bridge.report.sections[section.id].owner == "Ekonomi"
    assert example.bridge.document.undo_label == "Ändra ansvarig"


def test_a_list_with_nothing_to_report_is_done(example: MainWindow) -> None:
    assert example.bridge is not None
    bridge = example.bridge
    section = first_of_kind(bridge.report, SectionKind.COMPETENCE_FUNDS)
    assert section is not None
    with bridge.edit("Töm") as edit:
        for row in edit.report.competence_funds_of(PERIOD):
            edit.remove(row)
        edit.set(edit.report.text(section.id, PERIOD, TextPart.BODY), body="")
    place = section_place(section.id)
    assert any(item.place == place and not item.filled for item in bridge.marks.items)
    workspace(example).go_to(place)
    page = workspace(example).page
    assert isinstance(page, SectionPage)
    assert page._nothing.isVisible()
    page._nothing.click()
    assert all(item.filled for item in bridge.marks.items if item.place == place)


def test_the_cell_of_a_table_is_shown(example: MainWindow) -> None:
    assert example.bridge is not None
    section = first_of_kind(example.bridge.report, SectionKind.RESULT_UNITS)
    assert section is not None
    unit = next(iter(example.bridge.report.result_units.values()))
    workspace(example).go_to_spot(Spot(section_place(section.id), unit.id, "result"))
    focus = QApplication.focusWidget()
    assert isinstance(focus, GridView)
    row = focus.grid.row(focus.current_row())
    assert row is not None
    assert row.subject_id == unit.id
    assert focus.grid.sheet.columns[focus.currentIndex().column()].key == "result"


def test_a_title_takes_one_line_of_sensible_length(example: MainWindow) -> None:
    page = goal_page(example, "3.4.1")
    page.heading.selectAll()
    QGuiApplication.clipboard().setText("Ett\r\nnytt\u0000 namn\u202e")
    page.heading.paste()
    assert page.heading.toPlainText() == "Ett nytt namn"
    QGuiApplication.clipboard().setText("x" * 1_000_000)
    page.heading.paste()
    assert page.heading.toPlainText() == "Ett nytt namn"
    assert "högst 400 tecken" in example.status.currentMessage()
    assert page.leave()
    assert example.bridge is not None
    assert example.bridge.report.goals["mal-3.4.1"].title == "Ett nytt namn"


def test_the_cursor_does_not_fall_into_a_title_with_the_page_that_it_was_in(
    example: MainWindow,
) -> None:
    view = goal_page(example, "3.4.1").rows.indicators
    view.setFocus()
    space = workspace(example)
    section = first_of_kind(space.bridge.report, SectionKind.OPERATING_BUDGET)
    assert section is not None
    space.go_to(section_place(section.id))
    assert QApplication.focusWidget() is space.outline
    space.go_along(-1)
    assert QApplication.focusWidget() is space.outline


def _is_in_view(part: QWidget, frame: QWidget) -> bool:
    top = part.mapTo(frame, QPoint(0, 0)).y()
    return top >= 0 and top + min(part.height(), 30) <= frame.height()


def test_what_has_the_cursor_is_in_view_where_the_window_is_low(
    qtbot: QtBot, example: MainWindow
) -> None:
    with qtbot.waitActive(example):  # else nothing gets the cursor
        example.activateWindow()
    example.resize(example.width(), 480)
    page = goal_page(example, "3.4.1")
    frame = page.parentWidget()
    assert frame is not None
    assert page.height() > frame.height()
    assert example.workspace is not None
    for part in (page.rows.row_text.editor.field, page.heading, page.rows.indicators):
        example.workspace.outline.setFocus()
        part.setFocus()
        qtbot.waitUntil(part.hasFocus)  # the system may be slow to hand it over
        qtbot.waitUntil(partial(_is_in_view, part, frame))
