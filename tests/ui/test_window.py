"""What holds for the whole window: names, words, start page, saving, closing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tertialapp.base.days import today
from tertialapp.document.opening import left_behind, new_document
from tertialapp.model.frame import PeriodKind, SectionKind
from tertialapp.model.places import first_of_kind, section_place
from tertialapp.store.working_copy import WorkingCopy
from tertialapp.tasks import new_report
from tertialapp.ui.actions import MENUS, all_keys
from tertialapp.ui.crash import CrashReporter
from tertialapp.ui.dialogs.ask import ask
from tertialapp.ui.dialogs.new_report import NewReportDialog
from tertialapp.ui.dialogs.report_details import ReportDetailsDialog
from tertialapp.ui.dialogs.texts import KeysDialog, TextDialog
from tertialapp.ui.fitting import resize_within_screen
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.settings import recent_files, remember_file, remembered
from tertialapp.ui.workspace import SIDE_WIDTH, Workspace

from .conftest import goal_page

CONTROLS = (
    *(QAbstractButton, QAbstractItemView, QComboBox, QLineEdit),
    *(QPlainTextEdit, QSpinBox, QTextEdit),
)


def nameless(root: QWidget) -> Iterator[str]:
    for widget in root.findChildren(QWidget):
        inside = (QComboBox, QSpinBox, QAbstractItemView)
        above = widget.parentWidget()
        inner = (
            isinstance(widget, QHeaderView)
            or isinstance(above, inside)
            or (above is not None and isinstance(above.parentWidget(), QComboBox))
            or widget.objectName().startswith("qt_")
        )
        reachable = isinstance(widget, CONTROLS) and not inner
        words = widget.text() if isinstance(widget, QAbstractButton) else ""
        if reachable and not widget.accessibleName() and not words.replace("&", "").strip():
            parent = type(widget.parent()).__name__
            yield f"{type(widget).__name__} in {parent} {widget.objectName()}"


def every_place(window: MainWindow) -> Iterator[str]:
    """Show one place of every kind."""
    assert window.workspace is not None
    for kind in SectionKind:
        for section in window.workspace.bridge.report.sections.values():
            if section.kind is kind:
                window.workspace.go_to(section_place(section.id))
                yield section.title
                break
    goal_page(window, "3.4.1")
    yield "3.4.1"


def test_every_control_has_a_name(example: MainWindow) -> None:
    for _ in every_place(example):
        QApplication.processEvents()
    assert list(nameless(example)) == []


def test_dialogs_have_names(example: MainWindow) -> None:
    assert example.bridge is not None
    dialogs = (
        NewReportDialog(example),
        ReportDetailsDialog(example.bridge, example),
        KeysDialog(all_keys(), example),
        TextDialog("Titel", "Mening", "Text", example),
    )
    assert [name for dialog in dialogs for name in nameless(dialog)] == []


def test_every_page_fits_a_small_screen_at_150_per_cent(example: MainWindow) -> None:
    example.resize(911, 480)
    for place in every_place(example):
        QApplication.processEvents()
        assert example.minimumSizeHint().width() <= 911, place
        assert example.minimumSizeHint().height() <= 480, place


def test_menus_have_distinct_letters_and_all_keys_are_listed() -> None:
    for menu in MENUS:
        letters = [
            command.text.partition("&")[2][:1].lower()
            for command in menu.commands
            if command is not None and "&" in command.text
        ]
        assert len(letters) == len(set(letters)), menu.title
    keys = [key for key, _ in all_keys()]
    assert "Ctrl+S" in keys
    assert "F2" in keys


def test_qt_speaks_swedish(qapp: QApplication) -> None:
    assert qapp.translate("QPlatformTheme", "Cancel") == "Avbryt"


def test_start_page_lists_recent_files_and_unsaved_work(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = new_document(new_report("Nämnden", PeriodKind.FIRST, 2026))
    saved = tmp_path / "sparad.tertial"
    document.save(saved)
    document.discard()
    remember_file(saved)
    remember_file(tmp_path / "borta.tertial")
    assert [file.path for file in recent_files()] == [saved]

    unsaved = new_document(new_report("Nämnden", PeriodKind.FIRST, 2026))
    with unsaved.edit("Ändra") as edit:
        edit.set(unsaved.report.setup, board="Andra nämnden")
    unsaved.close()
    window.start_page.refresh()
    words = [button.text() for button in window.start_page.findChildren(QAbstractButton)]
    assert any(text.startswith("sparad\n") for text in words)
    assert "Återställ" in words

    monkeypatch.setattr("tertialapp.ui.file_commands.ask", lambda *_: 0)
    (found,) = left_behind()
    window.start_page.give_up.emit(found.copy)
    assert list(left_behind()) == []
    window.start_page.open_file.emit(saved)
    assert window.bridge is not None
    assert window.bridge.document.path == saved


def test_recovers_what_was_left_behind(window: MainWindow) -> None:
    lost = new_document(new_report("Nämnden", PeriodKind.FIRST, 2026))
    with lost.edit("Ändra") as edit:
        edit.set(lost.report.setup, board="Återfunna nämnden")
    lost.close()
    (found,) = left_behind()
    window.start_page.recover.emit(found.copy)
    assert window.bridge is not None
    assert window.bridge.report.setup.board == "Återfunna nämnden"


def test_missing_file_is_told_and_what_is_open_stays(
    example: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("tertialapp.ui.main_window.tell", lambda _, sentence: told.append(sentence))
    before = example.bridge
    example.start_page.open_file.emit(tmp_path / "saknas.tertial")
    assert len(told) == 1
    assert example.bridge is before
    assert before is not None
    assert before.document.report.goals


def test_closing_a_file_does_not_look_for_its_own_copy(
    example: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    reopened: list[Path] = []
    monkeypatch.setattr(WorkingCopy, "reopen", reopened.append)  # waits long for a locked copy
    example.close()
    assert reopened == []


@pytest.mark.parametrize("answer", [0, 1, 2])
def test_closing_asks_about_unsaved_changes(
    example: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: int
) -> None:
    path = tmp_path / "r.tertial"
    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_save", lambda *_: path)
    monkeypatch.setattr("tertialapp.ui.file_commands.ask", lambda *_: answer)
    assert example.bridge is not None
    with example.bridge.edit("Ändra") as edit:
        edit.set(example.bridge.report.setup, board="X")
    example.actions_by_key["close"].trigger()
    assert (example.bridge is None) == (answer in (0, 1))
    assert path.is_file() == (answer == 0)
    assert len(list(left_behind())) == 0


def test_reading_in_shows_remarks_that_can_be_copied(
    window: MainWindow, qtbot: QtBot, real_report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = real_report / "hasselby-vallingby-t1-2025.txt"
    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_source", lambda _: source)
    window.actions_by_key["read"].trigger()
    qtbot.waitUntil(lambda: window.bridge is not None, timeout=60_000)
    assert window.bridge is not None
    assert len(window.bridge.report.goals) > 20
    assert window.beside is not None
    assert window.beside.remarks is not None
    assert window.beside.remarks.isVisible()
    assert window.actions_by_key["remarks"].isVisible()


def test_a_source_that_can_not_be_read_is_told(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "tom.txt"
    source.write_text("")
    told: list[str] = []
    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_source", lambda _: source)
    monkeypatch.setattr("tertialapp.ui.work.tell", lambda _, sentence: told.append(sentence))
    window.actions_by_key["read"].trigger()
    qtbot.waitUntil(lambda: len(told) == 1)
    assert window.bridge is None


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (2, "ska vara klar {} (2 dagar kvar)"),
        (1, "ska vara klar {} (1 dag kvar)"),
        (0, "ska vara klar {} (i dag)"),
        (-1, "skulle vara klar {} (i går)"),
        (-2, "skulle vara klar {} (för 2 dagar sedan)"),
    ],
)
def test_the_overview_says_when_the_report_is_or_was_to_be_ready(
    example: MainWindow, ahead: int, said: str
) -> None:
    day = today() + timedelta(days=ahead)
    assert example.bridge is not None
    with example.bridge.edit("Ändra") as edit:
        edit.set(example.bridge.period, deadline=day)
    example.actions_by_key["overview"].trigger()
    assert example.workspace is not None
    assert example.workspace.page is not None
    words = [label.text() for label in example.workspace.page.findChildren(QLabel)]
    assert f"Tertialrapport 1 2025 · {said.format(day.isoformat())}" in words


def test_the_deadline_is_a_day_of_the_calendar(example: MainWindow) -> None:
    assert example.bridge is not None
    dialog = ReportDetailsDialog(example.bridge, example)
    dialog._deadline.setText("2025-02-30")
    dialog._write()
    assert "kalendern" in dialog._fault.text()
    assert example.bridge.document.history() == []
    dialog._deadline.setText("20 maj 2025")
    dialog._write()
    assert example.bridge.period.deadline == date(2025, 5, 20)
    dialog.deleteLater()


def test_the_page_at_a_glance_is_added_once_and_then_gone_to(example: MainWindow) -> None:
    assert example.bridge is not None
    assert example.workspace is not None
    command = example.actions_by_key["summary"]
    there = first_of_kind(example.bridge.report, SectionKind.SUMMARY)
    assert there is not None
    command.trigger()
    assert example.workspace.place == section_place(there.id)
    example.actions_by_key["remove"].trigger()
    assert first_of_kind(example.bridge.report, SectionKind.SUMMARY) is None
    command.trigger()
    command.trigger()
    first, *others = example.bridge.report.sections_under(None)
    assert (first.kind, first.title) == (SectionKind.SUMMARY, "Läget i korthet")
    assert all(section.kind is not SectionKind.SUMMARY for section in others)
    assert example.workspace.place == section_place(first.id)


def test_what_a_section_asks_for_is_changed(
    example: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert example.bridge is not None
    monkeypatch.setattr(QInputDialog, "getMultiLineText", lambda *_: (" Skriv\nkort. ", True))
    page = goal_page(example, "3.4.1")
    example.actions_by_key["instruction"].trigger()
    section = first_of_kind(example.bridge.report, SectionKind.GOALS)
    assert section is not None
    assert section.instruction == "Skriv kort."
    assert page.texts.analysis._instruction.text == "Skriv kort."


def test_own_fault_is_shown_and_logged(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(TextDialog, "exec", lambda self: shown.append(self.windowTitle()))
    monkeypatch.setattr("sys.excepthook", None)
    reporter = CrashReporter()
    reporter.install()
    try:
        error = ValueError("provfel")
        reporter.report(type(error), error, None)
        qapp.processEvents()
    finally:
        reporter.uninstall()
    assert shown == ["Fel i programmet"]
    assert "provfel" in (tmp_path / "config" / "tertialapp.log").read_text("utf-8")


def test_only_commands_with_something_to_do_are_shown(window: MainWindow) -> None:
    titles = [a.text() for a in window.menuBar().actions() if a.isVisible()]
    assert titles == ["&Arkiv", "&Hjälp"]
    window.actions_by_key["example"].trigger()
    titles = [a.text() for a in window.menuBar().actions() if a.isVisible()]
    assert len(titles) == len(MENUS)


def test_the_sizes_of_a_pages_parts_are_kept(example: MainWindow, qtbot: QtBot) -> None:
    page = goal_page(example, "3.4.1")
    rows = page.rows
    first, second = rows.sizes()
    rows.setSizes([first - 60, second + 60])
    moved = rows.sizes()
    rows.splitterMoved.emit(moved[0], 1)
    qtbot.waitUntil(lambda: remembered("delning/rader") is not None)
    rows.setSizes([first, second])
    rows.begin_with(1, 1)
    assert rows.sizes()[0] == moved[0]


def test_the_answers_of_a_short_question_are_not_cut(qtbot: QtBot, window: MainWindow) -> None:
    cut: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert box is not None
        buttons = box.findChildren(QPushButton)
        cut.extend(b.text() for b in buttons if b.width() < b.minimumSizeHint().width())
        qtbot.keyClick(box, Qt.Key.Key_Escape)

    QTimer.singleShot(100, look)
    assert ask(window, "Klart", "", ("Öppna", "Visa i en annan mapp", "Stäng")) == 2
    assert cut == []


def test_a_main_button_that_can_not_be_pressed_does_not_look_as_if_it_could(qtbot: QtBot) -> None:
    button = QPushButton("Ersätt")
    button.setProperty("primary", True)
    qtbot.addWidget(button)
    button.show()
    pressable = button.grab().toImage().pixelColor(6, button.height() // 2)
    button.setEnabled(False)
    assert button.grab().toImage().pixelColor(6, button.height() // 2) != pressable


def test_another_texts_beginning_is_shown_and_not_where_the_cursor_was(example: MainWindow) -> None:
    field = goal_page(example, "1.1").text_fields()[0].editor.field
    cursor = field.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    field.setTextCursor(cursor)
    bar = field.verticalScrollBar()
    assert bar.value() > 0
    goal_page(example, "1.2")
    assert (field.textCursor().position(), bar.value()) == (0, 0)


def test_the_tree_lends_room_only_as_long_as_something_stands_beside_the_page(
    example: MainWindow,
) -> None:
    example.resize(1264, 760)
    space, checks = example.workspace, example.actions_by_key["checks"]
    assert space is not None
    goal_page(example, "1.1")
    space.setSizes([320, space.width() - 320])
    tree = space.sizes()[0]
    for _ in range(2):
        checks.trigger()
        assert space.sizes()[0] < tree, "the page needs more than what is left"
        assert_page_fits(space)
        checks.trigger()
        assert space.sizes()[0] == tree
    decisions = first_of_kind(space.bridge.report, SectionKind.DECISIONS)
    assert decisions is not None
    space.go_to(section_place(decisions.id))
    checks.trigger()
    assert_page_fits(space)
    goal_page(example, "1.1")
    assert_page_fits(space)
    space.setSizes([260, *space.sizes()[1:]])
    own = space.sizes()[0]
    checks.trigger()
    assert space.sizes()[0] == own, "its user's own width"


def test_what_stands_beside_gives_room_to_a_wider_page_unless_its_user_has_set_its_width(
    example: MainWindow,
) -> None:
    example.resize(1280, 800)
    space = example.workspace
    assert space is not None
    summary = first_of_kind(space.bridge.report, SectionKind.SUMMARY)
    assert summary is not None
    space.go_to(section_place(summary.id))
    example.actions_by_key["preview"].trigger()
    given = space.sizes()[2]
    goal_page(example, "1.2.1")
    assert_page_fits(space)
    assert space.sizes()[2] < given
    space.go_to(section_place(summary.id))
    tree, page, beside = space.sizes()
    space.setSizes([tree, page - 60, beside + 60])
    own = space.sizes()[2]
    goal_page(example, "1.2.1")
    assert space.sizes()[2] == own


def assert_page_fits(space: Workspace) -> None:
    page = space.page
    assert page is not None
    assert page.minimumSizeHint().width() <= space.sizes()[1]


def test_what_is_said_ends_where_the_counts_begin(example: MainWindow, qtbot: QtBot) -> None:
    sentence = "En mening som är mycket längre än vad som ryms bredvid. " * 5
    status = example.status
    example.say(sentence)
    assert status.toolTip() == sentence
    counted = status.findings
    qtbot.waitUntil(lambda: bool(counted.text()))
    gap = QRect(counted.x() - 10, 6, 9, status.height() - 12)
    colours = {
        status.grab().toImage().pixel(x, y)
        for x in range(gap.left(), gap.right())
        for y in range(gap.top(), gap.bottom())
    }
    assert len(colours) == 1, "nothing is cut at the counts"
    assert status.currentMessage() == sentence


def test_a_text_to_read_is_closed_by_enter_and_escape_and_closing_stands_last(
    window: MainWindow, qtbot: QtBot
) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        dialog = TextDialog("Om", "En mening.", "En text att kopiera.", window)
        dialog.show()
        copy, close = sorted(dialog.findChildren(QPushButton), key=lambda button: button.x())
        assert (copy.text(), close.text()) == ("Kopiera", "Stäng")
        assert close.isDefault()
        qtbot.keyClick(dialog, key)
        assert not dialog.isVisible()
        dialog.deleteLater()


def test_all_buttons_have_room_in_a_narrow_window(example: MainWindow) -> None:
    export = next(
        button
        for button in example._bar.findChildren(QToolButton)
        if button.text() == "Exportera PDF"
    )
    for width in (1264, 900, 1264):
        example.resize(width, 600)
        QApplication.processEvents()
        assert export.isVisible()
        assert export.geometry().right() <= example._bar.width()
        label = next(each for each in example._bar.findChildren(QLabel) if each.text() == "Period")
        assert label.isVisible() == (width > 1000)


def test_no_window_is_larger_than_the_screen(window: MainWindow) -> None:
    dialog = QWidget(window)
    resize_within_screen(dialog, 9000, 300)
    assert dialog.width() < dialog.screen().availableSize().width()
    assert dialog.height() == 300
    dialog.deleteLater()


def test_what_is_beside_the_page_has_its_room_from_the_first(
    example: MainWindow, qtbot: QtBot
) -> None:
    example.actions_by_key["checks"].trigger()
    again = MainWindow()
    qtbot.addWidget(again)
    again.files.example()
    again.show()
    qtbot.waitExposed(again)
    assert again.workspace is not None
    assert again.workspace.side is not None
    assert again.workspace.sizes()[2] >= SIDE_WIDTH
    tabs = again.workspace.side.tabs.tabBar()
    assert tabs.width() >= tabs.sizeHint().width(), "no tab is cut"
    again.bridge = None


def test_f6_goes_through_the_parts_of_a_page_from_above(example: MainWindow) -> None:
    space = example.workspace
    assert space is not None
    for kind in (SectionKind.DECISIONS, SectionKind.RESULT_UNITS):
        section = first_of_kind(space.bridge.report, kind)
        assert section is not None
        space.go_to(section_place(section.id))
        assert space.page is not None
        stops = [stop for stop in space.page.stops() if stop.isVisible()]
        heights = [stop.mapTo(example, QPoint()).y() for stop in stops]
        assert heights == sorted(heights)


def test_what_is_undone_and_done_again_is_said(example: MainWindow) -> None:
    assert example.bridge is not None
    with example.bridge.edit("Byt namn på nämnden") as edit:
        edit.set(edit.report.setup, board="En annan nämnd")
    example.actions_by_key["undo"].trigger()
    assert example.status.currentMessage() == "Ångrat: Byt namn på nämnden."
    example.actions_by_key["redo"].trigger()
    assert example.status.currentMessage() == "Gjort om: Byt namn på nämnden."


def test_an_empty_text_that_can_only_be_read_asks_for_none(example: MainWindow) -> None:
    assert example.bridge is not None
    for locked, asked in ((False, "Skriv här"), (True, "Ingen text.")):
        with example.bridge.edit("Lås") as edit:
            edit.set(example.bridge.period, locked=locked)
        section = first_of_kind(example.bridge.report, SectionKind.DECISIONS)
        assert section is not None
        assert example.workspace is not None
        example.workspace.go_to(section_place(section.id))
        assert example.workspace.page is not None
        (text,) = example.workspace.page.text_fields()
        assert text.editor.field.placeholderText().startswith(asked)


def test_a_message_from_before_the_window_is_seen_does_not_lie_on_what_else_is_said(
    qtbot: QtBot,
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.actions_by_key["example"].trigger()
    window.say("Osparat arbete från förra gången har återställts.")
    window.show()
    assert window.status.currentMessage()
    assert not window.status._saved.isVisible()
    window.status.clearMessage()
    assert window.status._saved.isVisible()
    window.close()
