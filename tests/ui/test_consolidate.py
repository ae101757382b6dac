"""Sammanställ nämnder: a folder is read beside the work, filtered, saved, and leads to the reports."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tertialapp import tasks
from tertialapp.model.outline import goal_numbers
from tertialapp.model.places import goal_place
from tertialapp.ui.consolidate.window import ConsolidateWindow
from tertialapp.ui.main_window import MainWindow
from tests.boards import BOARDS, damage, named, three_boards
from tests.files import save


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = three_boards(tmp_path / "nämnder")
    damage(save(named(tasks.example_report(), "Skadad"), made / "skadad.tertial"))
    return made


@pytest.fixture
def boards(
    window: MainWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> ConsolidateWindow:
    """The window of the boards, with what was read."""
    _choose(monkeypatch, folder)
    window.actions_by_key["consolidate"].trigger()
    assert window.boards.window is not None
    _wait(qtbot, window.boards.window)
    return window.boards.window


def _choose(monkeypatch: pytest.MonkeyPatch, folder: Path | None) -> None:
    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_folder", lambda *_: folder)


def _wait(qtbot: QtBot, boards: ConsolidateWindow) -> None:
    qtbot.waitUntil(lambda: boards.said.isVisible() and boards.tabs.count() == 6, timeout=20_000)


def _titles(boards: ConsolidateWindow) -> list[str]:
    return [boards.tabs.tabText(at) for at in range(boards.tabs.count())]


def _column(boards: ConsolidateWindow, column: int) -> list[str]:
    shown = boards.table.model()
    return [shown.index(row, column).data() for row in range(shown.rowCount())]


def test_the_folder_is_shown_in_tables(boards: ConsolidateWindow, window: MainWindow) -> None:
    titles = _titles(boards)
    assert titles[:2] == ["Läge (3)", "Mål (35)"]
    assert titles[4:] == ["Texter (0)", "Filer med fel (1)"]
    assert _column(boards, 0) == ["Norra nämnden", "Årsta nämnd", "Östra nämnden", "Alla nämnder"]
    assert boards.said.text() == "T1 2025: 3 nämnder. En fil att se över, under Filer med fel."
    assert boards.period.currentText() == "T1 2025"
    boards.tabs.setCurrentIndex(5)
    assert _column(boards, 0) == ["skadad.tertial"]
    assert "skadad" in _column(boards, 1)[0]
    assert window.bridge is None


def test_rows_are_filtered_and_the_sum_only_stands_under_all(
    boards: ConsolidateWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(boards.filter, "norra")
    assert _column(boards, 0) == ["Norra nämnden"]
    assert _titles(boards)[0] == "Läge (1)"
    boards.tabs.setCurrentIndex(3)
    assert set(_column(boards, 0)) == {"Norra nämnden"}
    boards.tabs.setCurrentIndex(0)
    boards.filter.clear()
    assert len(_column(boards, 0)) == 4


def test_rows_are_sorted_by_a_column_with_the_sum_last(boards: ConsolidateWindow) -> None:
    by_name = ["Norra nämnden", "Årsta nämnd", "Östra nämnden"]
    table = boards.table
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert _column(boards, 0) == [*reversed(by_name), "Alla nämnder"]
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert _column(boards, 0)[-1] == "Alla nämnder"
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert _column(boards, 0) == [*by_name, "Alla nämnder"]


def test_the_menu_of_a_cell_sorts_and_opens_without_a_mouse(
    boards: ConsolidateWindow, window: MainWindow
) -> None:
    def choose(words: str) -> None:
        reason = QContextMenuEvent.Reason.Keyboard
        QCoreApplication.sendEvent(boards.table, QContextMenuEvent(reason, QPoint(), QPoint()))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        (action,) = (each for each in menu.actions() if words in each.text())
        action.trigger()
        menu.close()

    boards.table.setCurrentIndex(boards.table.model().index(0, 0))
    choose("fallande efter Nämnd")
    assert _column(boards, 0)[0] == "Östra nämnden"
    choose("som från")
    assert _column(boards, 0)[0] == "Norra nämnden"
    choose("ppna rapporten")
    assert window.bridge is not None
    assert window.bridge.report.setup.board in BOARDS


def test_enter_opens_the_report_at_the_place(
    boards: ConsolidateWindow, window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    boards.tabs.setCurrentIndex(1)
    (row,) = (at for at, number in enumerate(_column(boards, 0)) if number == "1.3")
    table = boards.table
    heads = [table.model().headerData(at, Qt.Orientation.Horizontal) for at in range(6)]
    table.setCurrentIndex(table.model().index(row, heads.index("Årsta nämnd")))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert window.bridge is not None
    assert window.workspace is not None
    path = (folder / f"{BOARDS.index('Årsta nämnd')}.tertial").resolve()
    assert window.bridge.document.path == path
    assert window.bridge.period_id == "T1 2025"
    report = window.bridge.report
    (key,) = (key for key, number in goal_numbers(report).items() if number == "1.3")
    assert window.workspace.place == goal_place(key)
    table.setCurrentIndex(table.model().index(row, heads.index("Norra nämnden")))
    table.activated.emit(table.currentIndex())  # what a double click comes to
    assert window.bridge.report.setup.board == "Norra nämnden"


def test_the_sum_leads_nowhere_and_a_bad_file_is_refused_in_a_sentence(
    boards: ConsolidateWindow,
    window: MainWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    monkeypatch.setattr("tertialapp.ui.main_window.tell", lambda _, words: told.append(words))
    boards.table.setCurrentIndex(boards.table.model().index(3, 0))
    qtbot.keyClick(boards.table, Qt.Key.Key_Return)
    assert window.bridge is None
    boards.tabs.setCurrentIndex(5)
    boards.table.setCurrentIndex(boards.table.model().index(0, 0))
    qtbot.keyClick(boards.table, Qt.Key.Key_Enter)
    assert window.bridge is None
    (sentence,) = told
    assert "skadad" in sentence


def test_words_and_another_period_are_read_anew(boards: ConsolidateWindow, qtbot: QtBot) -> None:
    boards.words.setText("bibliotek")
    qtbot.keyClick(boards.words, Qt.Key.Key_Return)
    assert boards.stop_button.isVisible()
    _wait(qtbot, boards)
    assert _titles(boards)[4] != "Texter (0)"
    assert boards.tabs.currentIndex() == 4, "what was looked for is shown"
    assert all("bibliotek" in text.casefold() for text in _column(boards, 3))
    boards.period.setCurrentIndex(boards.period.findText("VB 2024"))
    boards.period.activated.emit(boards.period.currentIndex())
    _wait(qtbot, boards)
    assert boards.said.text().startswith("VB 2024: 3 nämnder.")
    assert boards.tabs.currentIndex() == 4


def test_reading_is_called_off_and_what_was_shown_stays(boards: ConsolidateWindow) -> None:
    boards.search_button.click()
    assert not boards.excel_button.isEnabled()
    boards.stop_button.click()
    assert boards.said.text().startswith("T1 2025: 3 nämnder.")
    assert boards.excel_button.isEnabled()
    assert len(_column(boards, 0)) == 4


def test_a_folder_without_reports_is_refused_and_what_was_shown_stays(
    boards: ConsolidateWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        "tertialapp.ui.consolidate.window.tell", lambda _, words: told.append(words)
    )
    (tmp_path / "tom").mkdir()
    _choose(monkeypatch, tmp_path / "tom")
    boards.choose_button.click()
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert ".tertial" in told[0]
    assert _titles(boards)[0] == "Läge (3)"
    _choose(monkeypatch, None)
    boards.choose_button.click()
    assert _titles(boards)[0] == "Läge (3)"


def test_excel_and_csv_are_saved(
    boards: ConsolidateWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggested: list[Path] = []
    asked: list[str] = []

    def choose(_parent: QWidget, suggestion: Path) -> Path:
        suggested.append(suggestion)
        return folder / f"ut{suggestion.suffix}"

    def ask(_window: QWidget, words: str, _details: str, answers: Sequence[str]) -> int:
        asked.append(words)
        return list(answers).index("Stäng")

    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_sheets", choose)
    monkeypatch.setattr("tertialapp.ui.export.ask", ask)
    boards.excel_button.click()
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=30_000)
    boards.tabs.setCurrentIndex(3)
    boards.csv_button.click()
    qtbot.waitUntil(lambda: len(asked) == 2, timeout=30_000)
    assert [path.name for path in suggested] == [
        "Sammanställning T1 2025.xlsx",
        "Sammanställning T1 2025 Ekonomi.csv",
    ]
    assert asked[0] == "Sammanställningen är sparad: ut.xlsx"
    assert openpyxl.load_workbook(folder / "ut.xlsx")["Läge"].max_row == 5
    text = (folder / "ut.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0][1] == "Verksamhetsområde"
    assert len(rows) == len(_column(boards, 0)) + 1


def test_marked_cells_are_copied_and_cells_are_heard_with_their_row(
    boards: ConsolidateWindow, qtbot: QtBot
) -> None:
    table = boards.table
    table.setCurrentIndex(table.model().index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Norra nämnden\nÅrsta nämnd"
    spoken = table.model().index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Norra nämnden, Mål: 35"


def test_everything_is_reached_by_keyboard_and_has_a_name(boards: ConsolidateWindow) -> None:
    reached = [
        widget
        for widget in boards.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    for widget in (
        boards.choose_button,
        boards.period,
        boards.filter,
        boards.words,
        boards.search_button,
        boards.table,
        boards.excel_button,
        boards.csv_button,
    ):
        assert widget in reached
    assert boards.table.accessibleName() == "Läge"
    assert boards.filter.accessibleName()
    assert boards.words.accessibleName()


def test_the_window_closes_with_the_program_while_it_reads(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _choose(monkeypatch, folder)
    window.actions_by_key["consolidate"].trigger()
    boards = window.boards.window
    assert boards is not None
    assert boards.isVisible()
    window.close()
    assert not boards.isVisible()
    assert window.boards.window is None
    QCoreApplication.sendPostedEvents(boards, QEvent.Type.DeferredDelete)


def test_no_folder_no_window(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    _choose(monkeypatch, None)
    window.actions_by_key["consolidate"].trigger()
    assert window.boards.window is not None
    assert not window.boards.window.isVisible()
