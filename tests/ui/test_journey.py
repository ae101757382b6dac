"""A controller's way through the window, with real keys."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tertialapp.model.economy import ResultUnit
from tertialapp.model.frame import Section, SectionKind, TextPart
from tertialapp.model.places import first_of_kind, section_place
from tertialapp.tasks import export_file
from tertialapp.ui.grid.view import GridView
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.pages.goal_page import GoalPage
from tertialapp.ui.pages.review_banner import ReviewBanner
from tertialapp.ui.pages.section_page import SectionPage

from .conftest import goal_page, press, type_text

Key = Qt.Key


def column(page_view: GridView, key: str) -> int:
    keys = [found.key for found in page_view.grid.sheet.columns]
    return keys.index(key)


def test_edit_undo_save_close_reopen(
    example: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = example
    path = tmp_path / "min rapport.tertial"
    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_save", lambda *_: path)
    page = goal_page(window, "3.4.1")
    assert window.bridge is not None
    goal_id = page.place.key if page.place else ""
    indicator = window.bridge.report.indicators_of(goal_id)[0]

    view = page.rows.indicators
    view.setFocus()
    view.select_cell(0, column(view, "outcome"))
    type_text(qtbot, "12,5")
    press(qtbot, Key.Key_Return)
    assert _outcome(window, indicator.id) == Decimal("12.5")
    assert view.currentIndex().row() == 1
    window.actions_by_key["undo"].trigger()
    assert _outcome(window, indicator.id) == Decimal(76)
    assert view.currentIndex().row() == 0
    window.actions_by_key["redo"].trigger()
    assert _outcome(window, indicator.id) == Decimal("12.5")

    page.texts.analysis.setFocus()
    qtbot.keyClicks(page.texts.analysis.editor.field, "Nytt stycke. ")

    _add_row(page.rows.indicators, qtbot, "Sjukfrånvaro")
    page.rows.tabs.setCurrentIndex(1)
    _add_row(page.rows.activities, qtbot, "Utbilda chefer")
    unit = _change_result_unit(window, qtbot)

    window.actions_by_key["save"].trigger()
    assert path.is_file()
    assert window.bridge.document.is_published
    window.actions_by_key["close"].trigger()
    assert window.bridge is None
    window.files.open_path(path)

    report = window.bridge.report
    assert _outcome(window, indicator.id) == Decimal("12.5")
    assert report.text(goal_id, "T1 2025", TextPart.ANALYSIS).body.startswith("Nytt stycke. ")
    assert "Sjukfrånvaro" in [found.name for found in report.indicators_of(goal_id)]
    assert "Utbilda chefer" in [found.name for found in report.activities_of(goal_id)]
    assert report.result_unit_value(unit.id, "T1 2025").result == 12_300_000
    assert "12,5" in _pdf_words(path)


def _pdf_words(path: Path) -> list[str]:
    """The words of the PDF that is exported of a file."""
    pdf = path.with_suffix(".pdf")
    export_file(path, pdf)
    document = pdfium.PdfDocument(pdf)
    words = [word for page in document for word in page.get_textpage().get_text_range().split()]
    document.close()
    return words


def _outcome(window: MainWindow, indicator_id: str) -> Decimal | None:
    assert window.bridge is not None
    return window.bridge.report.indicator_value(indicator_id, "T1 2025").outcome


def _first_id(view: GridView) -> str:
    row = view.grid.row(0)
    assert row is not None
    key: str = row.id
    return key


def _add_row(view: GridView, qtbot: QtBot, name: str) -> None:
    view.rows.add(view.grid.sheet.additions[0])
    type_text(qtbot, name)
    press(qtbot, Key.Key_Return)


def _change_result_unit(window: MainWindow, qtbot: QtBot) -> ResultUnit:
    assert window.workspace is not None
    assert window.bridge is not None
    section = first_of_kind(window.bridge.report, SectionKind.RESULT_UNITS)
    assert section is not None
    window.workspace.go_to(section_place(section.id))
    page = window.workspace.page
    assert isinstance(page, SectionPage)
    view = page.view
    assert view is not None
    view.setFocus()
    view.select_cell(1, column(view, "result"))
    sign = "-" if window.bridge.report.setup.funds_surplus_negative else ""
    type_text(qtbot, f"{sign}123")
    press(qtbot, Key.Key_Return)
    row = view.grid.row(1)
    assert row is not None
    return window.bridge.report.result_units[row.subject_id]


def test_wrong_value_stays_open_and_says_why(example: MainWindow, qtbot: QtBot) -> None:
    page = goal_page(example, "3.4.1")
    view = page.rows.indicators
    view.setFocus()
    view.select_cell(0, column(view, "outcome"))
    before = _outcome(example, _first_id(view))
    type_text(qtbot, "12,,5x")
    press(qtbot, Key.Key_Return)

    editor = QApplication.focusWidget()
    assert editor is not None
    assert editor.text() == "12,,5x"  # type: ignore[attr-defined]
    assert "inget tal" in editor.accessibleDescription()
    assert not view.leave()
    example.workspace.go_along(-1)  # type: ignore[union-attr]
    assert example.workspace.page is page  # type: ignore[union-attr]
    assert not example.files.save()

    press(qtbot, Key.Key_Escape)
    assert view.leave()
    assert _outcome(example, _first_id(view)) == before


def test_mended_value_is_taken(example: MainWindow, qtbot: QtBot) -> None:
    view = goal_page(example, "3.4.1").rows.indicators
    view.setFocus()
    view.select_cell(0, column(view, "outcome"))
    type_text(qtbot, "7x")
    press(qtbot, Key.Key_Tab, Key.Key_Backspace)
    type_text(qtbot, "8")
    press(qtbot, Key.Key_Tab)
    assert _outcome(example, _first_id(view)) == Decimal(78)
    assert view.currentIndex().column() == column(view, "outcome") + 1


def test_status_is_set_and_cleared_by_click(example: MainWindow, qtbot: QtBot) -> None:
    page = goal_page(example, "3.4.1")
    assert example.bridge is not None
    goal_id = page.place.key if page.place else ""
    buttons = {b.text().strip(): b for b in page.status._buttons.values()}
    qtbot.mouseClick(buttons["Uppfylls helt"], Qt.MouseButton.LeftButton)
    status = example.bridge.report.goal_status(goal_id, "T1 2025")
    assert status is not None
    assert status.name == "Uppfylls helt"
    qtbot.mouseClick(buttons["Uppfylls helt"], Qt.MouseButton.LeftButton)
    assert example.bridge.report.goal_status(goal_id, "T1 2025") is None


def test_undo_leads_to_where_the_change_was(example: MainWindow) -> None:
    page = goal_page(example, "1.1.1")
    place = page.place
    page.heading.setPlainText("Ett annat namn")
    assert page.leave()
    goal_page(example, "3.4.1")
    example.actions_by_key["undo"].trigger()
    assert example.workspace is not None
    assert example.workspace.place == place
    assert page.heading.toPlainText() != "Ett annat namn"


def test_added_goal_is_named_and_removed(example: MainWindow, qtbot: QtBot) -> None:
    goal_page(example, "3.4.1")
    example.actions_by_key["add_board"].trigger()
    page = example.workspace.page if example.workspace else None
    assert page is not None
    assert page.place is not None
    key = page.place.key
    type_text(qtbot, "Ett nytt mål")
    press(qtbot, Key.Key_Return)
    assert example.bridge is not None
    goal = example.bridge.report.goals[key]
    assert goal.title == "Ett nytt mål"
    assert isinstance(page, GoalPage)
    assert "3.4.2" in page.eyebrow.text()
    example.workspace.outline.setFocus()  # type: ignore[union-attr]
    press(qtbot, Key.Key_Delete)
    assert key not in example.bridge.report.goals
    example.actions_by_key["undo"].trigger()
    assert example.bridge.report.goals[key] == goal
    assert example.workspace is not None
    assert example.workspace.place == page.place


def test_goal_moves_by_keyboard(example: MainWindow, qtbot: QtBot) -> None:
    page = goal_page(example, "1.2")
    assert example.workspace is not None
    example.workspace.outline.setFocus()
    focus = QApplication.focusWidget()
    qtbot.keyClick(focus, Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert "1.1" in page.eyebrow.text()


def periods(window: MainWindow) -> QComboBox:
    return next(box for box in window.findChildren(QComboBox) if box.accessibleName() == "Period")


def test_period_shows_its_own_figures(example: MainWindow, qtbot: QtBot) -> None:
    view = goal_page(example, "3.4.1").rows.indicators
    at = view.grid.index(0, column(view, "outcome"))
    shown = at.data()
    box = periods(example)
    box.setFocus()
    press(qtbot, Key.Key_Down)
    box.activated.emit(box.currentIndex())
    assert example.bridge is not None
    assert example.bridge.period_id == "VB 2024"
    assert view.grid.index(0, column(view, "outcome")).data() != shown


def test_undo_leads_to_the_period_of_the_change(example: MainWindow) -> None:
    page = goal_page(example, "3.4.1")
    assert example.bridge is not None
    example.bridge.show_period("VB 2024")
    assert periods(example).currentData() == "VB 2024"
    value = example.bridge.report.indicator_value(_first_id(page.rows.indicators), "VB 2024")
    with example.bridge.edit("Ändra utfall") as edit:
        edit.set(value, outcome=Decimal(1))
    example.bridge.show_period("T1 2025")
    example.actions_by_key["undo"].trigger()
    assert example.bridge.period_id == "VB 2024"
    assert periods(example).currentData() == "VB 2024"


def test_undo_of_a_step_in_many_periods_stays_in_the_shown_one(example: MainWindow) -> None:
    first = goal_page(example, "3.4.1").place
    rows = goal_page(example, "3.4.1").rows
    key = _first_id(rows.indicators)
    other = goal_page(example, "1.2").place
    assert first is not None
    assert other is not None
    bridge = example.bridge
    assert bridge is not None
    assert example.workspace is not None
    with bridge.edit("Avgör flera") as edit:
        for period_id, outcome in (("VB 2024", 1), ("T1 2025", 2)):
            edit.set(edit.report.indicator_value(key, period_id), outcome=Decimal(outcome))
        edit.set(edit.report.text(other.key, "VB 2024", TextPart.ANALYSIS), body="Då.")
    for shown in ("T1 2025", "VB 2024", "T1 2025"):
        bridge.show_period(shown)
        example.workspace.go_to(other)
        for command in ("undo", "redo"):
            example.actions_by_key[command].trigger()
            assert bridge.period_id == shown
            if shown == "T1 2025":
                assert example.workspace.place == first


def test_text_that_is_being_typed_is_undone_as_one_step(example: MainWindow, qtbot: QtBot) -> None:
    page = goal_page(example, "3.4.1")
    assert example.bridge is not None
    key = page.place.key if page.place else ""
    with example.bridge.edit("Ändra något annat") as edit:
        edit.set(example.bridge.report.setup, municipality="Staden")
    before = example.bridge.report.text(key, "T1 2025", TextPart.ANALYSIS).body
    page.texts.analysis.setFocus()
    qtbot.keyClicks(page.texts.analysis.editor.field, "Nytt stycke. ")
    example.actions_by_key["undo"].trigger()
    assert example.bridge.report.text(key, "T1 2025", TextPart.ANALYSIS).body == before
    assert not page.texts.analysis.editor.field.toPlainText().startswith("Nytt stycke")
    example.actions_by_key["redo"].trigger()
    assert page.texts.analysis.editor.field.toPlainText().startswith("Nytt stycke. ")


def test_text_that_could_not_be_placed_is_marked_until_done(
    example: MainWindow, qtbot: QtBot
) -> None:
    assert example.bridge is not None
    assert example.workspace is not None
    section = Section(id="kvar", sort_key="z", kind=SectionKind.REVIEW, title="Kvarblivet")
    with example.bridge.edit("Läs in") as edit:
        edit.put(section)
        text = edit.report.text(section.id, "T1 2025", TextPart.BODY)
        edit.set(text, body="Ett stycke utan plats.", needs_review=True)
    example.workspace.go_to(section_place(section.id))
    tree = example.workspace.outline.tree
    node = tree.node(tree.index_of(section_place(section.id)))
    assert node is not None
    assert node.review
    page = example.workspace.page
    assert page is not None
    (banner,) = page.findChildren(ReviewBanner)
    assert banner.isVisible()
    (button,) = banner.findChildren(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not banner.isVisible()
    assert not example.bridge.report.text(section.id, "T1 2025", TextPart.BODY).needs_review
    example.actions_by_key["undo"].trigger()
    assert banner.isVisible()


def test_nothing_to_report_hides_the_text_but_keeps_it(example: MainWindow, qtbot: QtBot) -> None:
    assert example.bridge is not None
    assert example.workspace is not None
    section = next(
        found for found in example.bridge.report.sections.values() if found.title == "Övrigt"
    )
    example.workspace.go_to(section_place(section.id))
    page = example.workspace.page
    assert isinstance(page, SectionPage)
    before = example.bridge.report.text(section.id, "T1 2025", TextPart.BODY)
    box = page._nothing
    box.setFocus()
    qtbot.keyClick(box, Key.Key_Space)
    after = example.bridge.report.text(section.id, "T1 2025", TextPart.BODY)
    assert (after.body, after.nothing_to_report) == (before.body, not before.nothing_to_report)
    assert page.text.isVisible() == before.nothing_to_report


def test_signatory_and_decisions(example: MainWindow, qtbot: QtBot) -> None:
    assert example.bridge is not None
    assert example.workspace is not None
    section = first_of_kind(example.bridge.report, SectionKind.DECISIONS)
    assert section is not None
    example.workspace.go_to(section_place(section.id))
    page = example.workspace.page
    assert isinstance(page, SectionPage)
    assert page.view is not None
    count = page.view.grid.rowCount()
    page.view.select_cell(count - 1, 1)
    _add_row(page.view, qtbot, "Namnden beslutar annat")
    points = example.bridge.report.decisions_of("T1 2025")
    assert points[-1].text == "Namnden beslutar annat"
    assert page.view.grid.index(count, 0).data() == str(count + 1)
    page.view.select_cell(count, 1)
    page.view.rows.move(-1)
    assert example.bridge.report.decisions_of("T1 2025")[-2].id == points[-1].id
    lines = page.findChildren(QLineEdit)
    title = next(line for line in lines if line.accessibleName().startswith("Titel"))
    title.setFocus()
    title.selectAll()
    qtbot.keyClicks(title, "Chef")
    qtbot.keyClick(title, Key.Key_Return)
    assert example.bridge.period.signatory_title == "Chef"
