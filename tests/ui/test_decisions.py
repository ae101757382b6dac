"""Points to decide in the window: what they are about, proposals, wordings, and the way both ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QListView, QPushButton
from pytestqt.qtbot import QtBot

from tertialapp.document.document import Document
from tertialapp.model.decisions import Decision, DecisionKind, WordingKind
from tertialapp.model.frame import SectionKind
from tertialapp.model.places import first_of_kind, section_place
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.columns.decisions import decision_sheet
from tertialapp.ui.dialogs.decision_wordings import DecisionWordingsDialog
from tertialapp.ui.dialogs.propose_points import ProposePointsDialog
from tertialapp.ui.grid.view import GridView
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.pages.section_page import SectionPage
from tests.ui.conftest import goal_page
from tests.ui.grids import PERIOD, place, typed, view_of

Key, Mod = Qt.Key, Qt.KeyboardModifier
D = TypeVar("D", bound=QDialog)


def document_of(window: MainWindow) -> Document:
    assert window.bridge is not None
    return window.bridge.document


def decisions_view(window: MainWindow) -> GridView:
    """The grid of the page with the points, shown."""
    assert window.workspace is not None
    section = first_of_kind(document_of(window).report, SectionKind.DECISIONS)
    assert section is not None
    window.workspace.go_to(section_place(section.id))
    page = window.workspace.page
    assert isinstance(page, SectionPage)
    assert page.view is not None
    page.view.setFocus()
    return page.view


def row_of(window: MainWindow, key: str) -> int:
    points = document_of(window).report.decisions_of(PERIOD)
    return [point.id for point in points].index(key)


def answered(kind: type[D], act: Callable[[D], object]) -> list[D]:
    """Do something in the dialog that comes; gives it when it has come."""
    seen: list[D] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            seen.append(dialog)
            try:
                act(dialog)
            finally:
                dialog.reject()
        else:
            QTimer.singleShot(5, answer)

    QTimer.singleShot(0, answer)
    return seen


def press(dialog: QDialog, words: str) -> None:
    (button,) = (each for each in dialog.findChildren(QPushButton) if words in each.text())
    assert button.isEnabled()
    button.click()


def remove(window: MainWindow, *keys: str) -> None:
    document = document_of(window)
    with document.edit("Ta bort") as edit:
        for key in keys:
            edit.remove(document.report.decisions[key])


# -- in the grid -----------------------------------------------------------------------------------


def choose(qtbot: QtBot, view: GridView, row: int, key: str, text: str) -> None:
    """Type in a cell and take it in."""
    place(view, row, key)
    qtbot.keyClick(view, Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    if isinstance(editor, QComboBox):
        editor.setCurrentText(text)
    else:
        qtbot.keyClick(editor, Key.Key_A, Mod.ControlModifier)
        qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Key.Key_Return)


def test_a_new_point_is_worded_when_it_is_told_what_it_is_about(
    qtbot: QtBot, bridge: Bridge
) -> None:
    view = view_of(qtbot, bridge, decision_sheet(PERIOD))
    place(view, 17, "text")
    qtbot.keyClick(view, Key.Key_Plus, Mod.ControlModifier)
    place(view, 18, "subject_id")
    choose(qtbot, view, 18, "subject_id", "Silviahem")
    point = bridge.report.decisions_of(PERIOD)[18]
    assert (point.kind, point.subject_id) == (DecisionKind.COMPETENCE_FUND, "kompetens-4")
    assert point.generated
    assert "304\u00a0125\u00a0kr" in point.text
    assert typed(view, 18, "generated") == "Malltext"
    bridge.document.undo()
    assert bridge.report.decisions_of(PERIOD)[18].kind is DecisionKind.FREE


def test_a_name_that_several_have_is_asked_to_be_longer(qtbot: QtBot, bridge: Bridge) -> None:
    view = view_of(qtbot, bridge, decision_sheet(PERIOD))
    point = bridge.report.decisions_of(PERIOD)[0]
    column = next(c for c in view.grid.sheet.columns if c.key == "subject_id")
    for text, said in (("yrkessvenska", "2 rader passar"), ("finns inte", "Inget i rapporten")):
        found = ""
        try:
            column.value_of(bridge.report, point, text)
        except ValueError as fault:
            found = str(fault)
        assert said in found


def test_words_written_over_are_ones_own_and_the_template_is_taken_back(
    qtbot: QtBot, bridge: Bridge
) -> None:
    view = view_of(qtbot, bridge, decision_sheet(PERIOD))
    choose(qtbot, view, 12, "generated", "Malltext")
    by_template = bridge.report.decisions["beslut-13"]
    assert by_template.text.startswith("Stadsdelsnämnden ansöker om kompetensutvecklingsmedel")
    choose(qtbot, view, 12, "text", "Namnden begar medel")
    own = bridge.report.decisions["beslut-13"]
    assert (own.text, own.generated) == ("Namnden begar medel", False)
    assert typed(view, 12, "generated") == "Egen text"
    choose(qtbot, view, 12, "generated", "Malltext")
    assert bridge.report.decisions["beslut-13"] == by_template


def test_the_old_target_is_typed_as_the_indicators_figures_are(
    qtbot: QtBot, bridge: Bridge
) -> None:
    view = view_of(qtbot, bridge, decision_sheet(PERIOD))
    choose(qtbot, view, 2, "generated", "Malltext")
    choose(qtbot, view, 2, "old_target", "86,5")
    assert "från 86,5\u00a0procent till" in bridge.report.decisions["beslut-03"].text
    assert view.grid.index(2, 3).data() == "86,5\u00a0%"


# -- both ways -------------------------------------------------------------------------------------


def test_ctrl_g_leads_to_the_record_and_back(example: MainWindow, qtbot: QtBot) -> None:
    assert example.workspace is not None
    view = decisions_view(example)
    for key, row, field in (
        ("beslut-03", "ind-1.3-8", "target"),
        ("beslut-07", "justering-biologisk-mangfald-2", "amount"),
        ("beslut-14", "kompetens-2", "amount"),
    ):
        place(view, row_of(example, key), "text")
        view.setFocus()
        qtbot.keyClick(view, Key.Key_G, Mod.ControlModifier)
        page = example.workspace.page
        assert page is not None
        spot = page.spot
        assert spot is not None
        assert (spot.row, spot.field) == (row, field)
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, Key.Key_G, Mod.ControlModifier)
        assert example.workspace.page is not None
        back = example.workspace.page.spot
        assert back is not None
        assert back.row == key


def test_ctrl_g_says_so_where_nothing_is_decided(example: MainWindow) -> None:
    assert example.workspace is not None
    page = goal_page(example, "1.1")
    page.rows.indicators.setFocus()
    said: list[str] = []
    example.workspace.told.connect(said.append)
    example.actions_by_key["counterpart"].trigger()
    assert said[-1].startswith("Ingen beslutspunkt gäller raden.")
    place(decisions_view(example), 0, "text")
    example.actions_by_key["counterpart"].trigger()
    assert said[-1] == "Punkten gäller ingen rad som går att visa."


# -- proposals -------------------------------------------------------------------------------------


def test_marked_proposals_are_added_in_one_step(example: MainWindow, qtbot: QtBot) -> None:
    remove(example, "beslut-01", "beslut-03", "beslut-07", "beslut-18")
    before = document_of(example).report
    view = decisions_view(example)

    def act(dialog: ProposePointsDialog) -> None:
        lines = [dialog.list.item(at) for at in range(dialog.list.count())]
        states = [line.checkState() is Qt.CheckState.Checked for line in lines]
        assert states == [True, False, True, True]  # the target is last year's: a guess
        dialog.list.setFocus()
        dialog.list.setCurrentRow(3)
        qtbot.keyClick(dialog.list, Key.Key_Space)
        dialog.list.setCurrentRow(1)
        rect = dialog.list.visualItemRect(lines[1])
        QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        press(dialog, "Lägg till 3 punkter")

    seen = answered(ProposePointsDialog, act)
    page = example.workspace.page if example.workspace else None
    assert page is not None
    (button,) = (b for b in page.findChildren(QPushButton) if b.text() == "Föreslå punkter …")
    button.click()
    assert len(seen) == 1
    points = document_of(example).report.decisions_of(PERIOD)
    kinds = [point.kind for point in points]
    assert kinds == sorted(kinds, key=list(DecisionKind).index)
    assert len(points) == 17
    assert [point.subject_id for point in points if point.generated] == [
        None,
        "ind-1.3-8",
        "justering-biologisk-mangfald-2",
    ]
    assert view.current_row() == 0
    document_of(example).undo()
    assert document_of(example).report == before


def test_a_target_that_was_changed_in_the_period_is_proposed_with_both_values(
    example: MainWindow,
) -> None:
    document = document_of(example)
    value = document.report.indicator_value("ind-1.1-1", PERIOD)
    assert value.target is not None
    with document.edit("Ändra årsmål") as edit:
        edit.set(value, target=value.target + 1)

    def act(dialog: ProposePointsDialog) -> None:
        (point,) = (each for each in dialog.list.checked() if isinstance(each, Decision))
        assert (point.old_target, point.new_target) == (value.target, edit_target)
        assert "ändrat i den här perioden" in dialog.list.item(0).text()
        press(dialog, "Lägg till en punkt")

    edit_target = value.target + 1
    seen = answered(ProposePointsDialog, act)
    example.actions_by_key["propose_points"].trigger()
    assert len(seen) == 1
    assert document.report.decisions_of(PERIOD)[5].subject_id == "ind-1.1-1"


def test_it_is_said_when_nothing_lacks(example: MainWindow) -> None:
    assert example.workspace is not None
    said: list[str] = []
    example.workspace.told.connect(said.append)
    example.actions_by_key["propose_points"].trigger()
    assert said == ["Alla beslutspunkter som uppgifterna kräver finns redan."]


def test_points_are_not_proposed_where_they_would_not_be_seen(example: MainWindow) -> None:
    assert example.workspace is not None
    document = document_of(example)
    remove(example, "beslut-01")
    section = first_of_kind(document.report, SectionKind.DECISIONS)
    assert section is not None
    with document.edit("Ta bort avsnitt") as edit:
        edit.remove(section)
    said: list[str] = []
    example.workspace.told.connect(said.append)
    example.actions_by_key["propose_points"].trigger()
    assert said == ["Rapporten har inget avsnitt med förslag till beslut."]


# -- wordings --------------------------------------------------------------------------------------


def test_a_wording_is_tried_while_it_is_written_and_then_followed(example: MainWindow) -> None:
    document = document_of(example)
    with document.edit("Följ malltexten") as edit:
        for key in ("beslut-13", "beslut-14"):
            edit.set(document.report.decisions[key], generated=True)
    before = document.report
    place(decisions_view(example), row_of(example, "beslut-13"), "text")

    def act(dialog: DecisionWordingsDialog) -> None:
        assert dialog.kinds.currentRow() == list(WordingKind).index(WordingKind.COMPETENCE_FUND)
        assert "2 punkter följer" in dialog.said.text()
        dialog.body.setPlainText("{Nämnden} begär {beloppet}.")
        assert "Menar du {belopp}?" in dialog.fault.text()
        assert dialog.fault.isVisible()
        press(dialog, "Klar")
        assert dialog.isVisible()
        dialog.body.setPlainText("{Nämnden} begär .")
        cursor = dialog.body.textCursor()
        cursor.setPosition(len("{Nämnden} begär "))
        dialog.body.setTextCursor(cursor)
        menu = dialog.fields.menu()
        next(each for each in menu.actions() if each.text().startswith("{belopp}")).trigger()
        assert dialog.sample.text() == "Stadsdelsnämnden begär 774\u00a0000\u00a0kr."
        press(dialog, "Klar")

    seen = answered(DecisionWordingsDialog, act)
    example.actions_by_key["wordings"].trigger()
    assert len(seen) == 1
    decisions = document.report.decisions
    assert decisions["beslut-14"].text == "Stadsdelsnämnden begär 397\u00a0500\u00a0kr."
    assert decisions["beslut-15"] == before.decisions["beslut-15"]

    def back(dialog: DecisionWordingsDialog) -> None:
        dialog.kinds.setCurrentRow(list(WordingKind).index(WordingKind.COMPETENCE_FUND))
        press(dialog, "Återställ")
        press(dialog, "Klar")

    answered(DecisionWordingsDialog, back)
    example.actions_by_key["wordings"].trigger()
    assert not document.report.decision_wordings
    assert document.report.decisions == before.decisions
    document.undo()
    document.undo()
    assert document.report == before


def test_a_kind_without_points_shows_the_fields_names(example: MainWindow) -> None:
    remove(example, "beslut-18")

    def act(dialog: DecisionWordingsDialog) -> None:
        dialog.kinds.setCurrentRow(6)
        assert dialog.sample.text() == "‹nämnden› anmäler omslutningar om ‹belopp›."
        named = QAccessible.queryAccessibleInterface(dialog.body)
        assert named.text(QAccessible.Text.Name) == "Formulering"

    seen = answered(DecisionWordingsDialog, act)
    example.actions_by_key["wordings"].trigger()
    assert len(seen) == 1


def test_ctrl_g_says_where_to_put_the_cursor_when_it_is_in_no_row(example: MainWindow) -> None:
    assert example.workspace is not None
    page = goal_page(example, "1.1")
    page.heading.setFocus()
    said: list[str] = []
    example.workspace.told.connect(said.append)
    example.actions_by_key["counterpart"].trigger()
    assert said[-1].startswith("Ställ först markören")


def test_the_names_that_a_point_may_be_about_are_told_apart_in_the_list(
    example: MainWindow, qtbot: QtBot
) -> None:
    view = decisions_view(example)
    keys = [column.key for column in view.grid.sheet.columns]
    view.select_cell(0, keys.index("subject_id"))
    view.setFocus()
    qtbot.keyClick(view, Key.Key_Down, Mod.AltModifier)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QListView)
    assert popup.width() > view.columnWidth(keys.index("subject_id"))
    popup.close()
