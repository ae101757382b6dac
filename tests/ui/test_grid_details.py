"""Small things of grids that once went wrong, or would be found too late."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tertialapp.model.frame import SectionKind
from tertialapp.model.goals import Indicator
from tertialapp.model.numbers import NBSP
from tertialapp.model.outline import keys_between
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.columns.activities import expected_sheet
from tertialapp.ui.columns.indicators import indicator_sheet
from tertialapp.ui.grid.model import FACE_ROLE, GridModel
from tertialapp.ui.grid.panel import GridPanel
from tertialapp.ui.grid.plan import Target, plan_paste, write_with_rows
from tertialapp.ui.grid.preview import PastePreview
from tertialapp.ui.grid.sums import SumsModel
from tertialapp.ui.grid.view import GridView
from tertialapp.ui.grid.writing import LOCKED, Typed, write

from .conftest import type_text
from .grids import (
    PERIOD,
    Key,
    Mod,
    activities,
    answered,
    copied,
    economy,
    goal_id,
    indicators,
    place,
    row_of,
    sheets,
    typed,
    view_of,
)


def test_enter_in_the_question_before_pasting_writes_nothing(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "outcome")
    copied("1\tx")
    default: list[str] = []

    def look(dialog: PastePreview) -> None:
        buttons = dialog.findChildren(QPushButton)
        default.extend(found.text() for found in buttons if found.isDefault())
        default.extend(found.text() for found in buttons if found is dialog.focusWidget())

    answered("Avbryt", look)
    qtbot.keyClick(view, Key.Key_V, Mod.ControlModifier)
    assert default == ["Avbryt", "Avbryt"]
    assert bridge.document.history() == []


def test_no_break_spaces_of_long_cells_stay_when_they_are_edited(
    qtbot: QtBot, bridge: Bridge
) -> None:
    view = view_of(qtbot, bridge, economy(bridge, SectionKind.DECISIONS))
    with bridge.edit("Skriv") as edit:
        edit.set(row_of(view.grid, 0), text=f"Nämnden begär 2,4{NBSP}mnkr")
    place(view, 0, "text")
    qtbot.keyClick(view, Key.Key_F2)
    editor = view.editing.editor
    assert isinstance(editor, QPlainTextEdit)
    steps = len(bridge.document.history())
    qtbot.keyClick(editor, Key.Key_Return)
    assert typed(view, 0, "text") == f"Nämnden begär 2,4{NBSP}mnkr"
    assert len(bridge.document.history()) == steps


def test_what_is_saved_is_no_longer_marked_as_changed(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path
) -> None:
    view = indicators(qtbot, bridge)
    bridge.document.save(tmp_path / "rapport.tertial")
    row, column = place(view, 0, "outcome")
    qtbot.keyClicks(view, "5")
    editor = view.editing.editor
    assert editor is not None
    qtbot.keyClick(editor, Key.Key_Return)
    cell = view.grid.index(row, column)
    qtbot.waitUntil(lambda: cell.data(FACE_ROLE).changed)
    bridge.document.save()
    bridge.saved.emit()
    qtbot.waitUntil(lambda: not cell.data(FACE_ROLE).changed)


# -- locked and hidden cells -----------------------------------------------------------------------


@pytest.mark.parametrize("kind", [SectionKind.NET_BUDGET, SectionKind.RESULT_UNITS])
def test_typing_in_a_locked_cell_says_so_and_goes_nowhere(
    qtbot: QtBot, bridge: Bridge, kind: SectionKind
) -> None:
    view = view_of(qtbot, bridge, economy(bridge, kind))
    grid = view.grid
    cells = [(row, at) for row in range(grid.rowCount()) for at in range(grid.columnCount())]
    locked = [cell for cell in cells if not grid.is_editable(grid.index(*cell))]
    assert locked
    for cell in locked:
        for key in (Key.Key_2, Key.Key_Delete, Key.Key_F2, Key.Key_Backspace):
            view.select_cell(*cell)
            qtbot.keyClick(view, Key.Key_Escape)
            assert view.editing.bubble.isHidden()
            qtbot.keyClick(view, key)
            assert (view.currentIndex().row(), view.currentIndex().column()) == cell
            assert view.editing.bubble.text() == LOCKED
            assert view.editing.bubble.isVisible()
    assert bridge.document.history() == []


def test_what_is_said_of_a_cell_goes_with_the_next_click(qtbot: QtBot, bridge: Bridge) -> None:
    view = view_of(qtbot, bridge, economy(bridge, SectionKind.NET_BUDGET))
    place(view, 0, "deviation")
    qtbot.keyClick(view, Key.Key_2)
    assert view.editing.bubble.isVisible()
    middle = view.visualRect(view.grid.index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert view.editing.bubble.isHidden()


def test_the_cursor_leaves_a_column_that_is_hidden(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    row, column = place(view, 1, "men")
    view.columns.set_hidden(column, hidden=True)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (row, column - 1)
    qtbot.keyClick(view, Key.Key_Tab)
    assert view.currentIndex().column() == column + 1


# -- looks -----------------------------------------------------------------------------------------


def test_rows_are_lower_again_when_there_is_room(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge, width=560)
    last = view.grid.rowCount() - 1
    narrow = view.rowHeight(last)
    view.resize(1200, 400)
    qtbot.waitUntil(lambda: view.rowHeight(last) < narrow)
    view.resize(560, 400)
    qtbot.waitUntil(lambda: view.rowHeight(last) == narrow)


def test_a_day_is_seen_whole_while_it_is_edited(qtbot: QtBot, bridge: Bridge) -> None:
    view = activities(qtbot, bridge)
    place(view, 0, "end")
    qtbot.keyClick(view, Key.Key_F2)
    editor = view.editing.editor
    assert isinstance(editor, QLineEdit)
    text = editor.fontMetrics().horizontalAdvance("2025-12-31")
    button = editor.findChild(QWidget, "")  # the arrow
    assert button is not None
    assert editor.width() > text + button.width()


def test_a_long_cell_grows_while_it_is_written(qtbot: QtBot, bridge: Bridge) -> None:
    view = view_of(qtbot, bridge, expected_sheet(goal_id(bridge)))
    place(view, 0, "text")
    qtbot.keyClick(view, Key.Key_F2)
    editor = view.editing.editor
    assert isinstance(editor, QPlainTextEdit)
    before = editor.height()
    for _ in range(6):
        qtbot.keyClick(editor, Key.Key_Return, Mod.AltModifier)
        type_text(qtbot, "x")
    assert editor.height() > before
    qtbot.waitUntil(lambda: not editor.verticalScrollBar().isVisible())
    for _ in range(60):
        qtbot.keyClick(editor, Key.Key_Return, Mod.AltModifier)
    assert editor.geometry().bottom() <= view.viewport().height()


def test_the_unit_is_read_also_where_the_heading_has_no_room(qtbot: QtBot, bridge: Bridge) -> None:
    view = GridView(GridModel(bridge, economy(bridge, SectionKind.NET_BUDGET)), "Prov")
    panel = GridPanel(view, "En rubrik som är så lång att den inte får plats bredvid knapparna")
    qtbot.addWidget(panel)
    panel.resize(panel.minimumSizeHint().width(), 300)
    panel.show()
    note = panel._note
    assert panel.minimumSizeHint().width() < 760
    assert note.fontMetrics().horizontalAdvance("Belopp i mnkr") <= note.width()


def test_what_was_scrolled_is_what_would_be_painted(qtbot: QtBot, bridge: Bridge) -> None:
    """Scrolling moves what was painted: nothing of it may be stale."""
    view = indicators(qtbot, bridge)
    view.resize(600, 150)
    place(view, 0, "outcome")
    qtbot.wait(50)
    screen = view.screen()
    seen: list[QImage] = []
    for turn in (-30, -45, 30, -120):
        middle = QPointF(view.viewport().rect().center())
        event = QWheelEvent(
            middle,
            QPointF(view.viewport().mapToGlobal(middle.toPoint())),
            QPoint(0, turn),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Mod.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)
        QApplication.processEvents()
        moved = screen.grabWindow(view.winId()).toImage()
        view.viewport().repaint()
        QApplication.processEvents()
        assert moved == screen.grabWindow(view.winId()).toImage()
        seen.append(moved)
    assert any(picture != seen[0] for picture in seen)


def test_faces_are_those_of_their_rows_while_rows_come_and_go(bridge: Bridge) -> None:
    """Whoever asks in the middle of it must not make the grid remember a face in a wrong place."""
    sheet = indicator_sheet(bridge.report, goal_id(bridge), PERIOD)
    grid = GridModel(bridge, sheet)

    def faces(model: GridModel[Any]) -> list[bool]:
        return [
            model.index(row, at).data(FACE_ROLE).carried
            for row in range(model.rowCount())
            for at in range(model.columnCount())
        ]

    grid.rowsInserted.connect(lambda *_: faces(grid))
    grid.rowsRemoved.connect(lambda *_: faces(grid))
    rows = bridge.report.indicators_of(goal_id(bridge))
    with bridge.edit("Ta bort två och lägg till en") as edit:
        edit.remove(rows[0])
        edit.remove(rows[2])
        made = Indicator(id="ny", goal_id=rows[1].goal_id, sort_key=rows[1].sort_key, name="A")
        edit.put(made)
    assert faces(grid) == faces(GridModel(bridge, sheet))
    bridge.document.undo()
    assert faces(grid) == faces(GridModel(bridge, sheet))


# -- many rows, and Qt's rules ---------------------------------------------------------------------


def test_marks_that_follow_ask_only_for_what_is_seen(qtbot: QtBot, bridge: Bridge) -> None:
    goal = goal_id(bridge)
    keys = keys_between(None, None, 4_000)
    rows = {
        f"r{number}": Indicator(id=f"r{number}", goal_id=goal, sort_key=key, name=f"Rad {number}")
        for number, key in enumerate(keys)
    }
    bridge.document.report = bridge.report.apply({"indicator": dict(rows)})
    asked: list[int] = []
    sheet = indicator_sheet(bridge.report, goal, PERIOD)

    def counted(column: Any) -> Any:
        def show(report: Any, row: Any, value: Any) -> str:
            asked.append(1)
            return str(column.show(report, row, value))

        def editable(_row: Any) -> bool:
            asked.append(1)
            return True

        return structs.replace(column, show=show, editable=editable)

    columns = tuple(map(counted, sheet.columns))
    view = view_of(qtbot, bridge, structs.replace(sheet, columns=columns))
    place(view, 0, "outcome")
    qtbot.keyClick(view, Key.Key_5)
    editor = view.editing.editor
    assert editor is not None
    qtbot.keyClick(editor, Key.Key_Return)
    view.heights._idle.stop()  # rows out of view are measured when there is time
    asked.clear()
    with qtbot.waitSignal(view.grid.dataChanged):  # the marks follow
        pass
    qtbot.wait(20)
    assert len(asked) < 2_000
    asked.clear()
    qtbot.keyClick(view, Key.Key_A, Mod.ControlModifier)
    qtbot.wait(20)
    assert len(asked) < 2_000


def test_models_keep_qts_rules_while_blocks_with_new_rows_come_and_go(bridge: Bridge) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    for sheet in sheets(bridge):
        grid = GridModel(bridge, sheet)
        sums = SumsModel(grid)
        testers = [QAbstractItemModelTester(model, mode) for model in (grid, sums)]
        before = bridge.report
        names = [at for at, column in enumerate(sheet.columns) if column.write][:1]
        if sheet.additions:
            last = grid.rowCount() - 1
            target = Target((max(0, last),), tuple(names))
            columns = list(range(grid.columnCount()))
            plan = plan_paste(grid, target, columns, [["Ett"], ["Två"], ["Tre"]])
            write_with_rows(grid, plan)
            assert grid.rowCount() == last + 1 + plan.more_rows
            bridge.document.undo()
            assert bridge.report == before
            bridge.document.redo()
            bridge.document.undo()
        del testers


# -- values ----------------------------------------------------------------------------------------


def test_a_spreadsheet_that_failed_gives_no_target(bridge: Bridge) -> None:
    grid = GridModel(bridge, indicator_sheet(bridge.report, goal_id(bridge), PERIOD))
    at = [column.key for column in grid.sheet.columns].index("target")
    for text in ("#SAKNAS!", "#DIVISION/0!", "#REF!", "#N/A"):
        assert "är inget tal" in write(grid, [Typed(0, at, text)])
    assert bridge.document.history() == []


def test_percent_may_be_written_out(bridge: Bridge) -> None:
    grid = GridModel(bridge, indicator_sheet(bridge.report, goal_id(bridge), PERIOD))
    keys = [column.key for column in grid.sheet.columns]
    row = next(at for at in range(grid.rowCount()) if row_of(grid, at).unit == "%")
    for key in ("outcome", "target"):
        assert write(grid, [Typed(row, keys.index(key), "75,5 procent")]) == ""
    value = bridge.report.indicator_value(row_of(grid, row).id, PERIOD)
    assert (value.outcome, value.target) == (Decimal("75.5"), Decimal("75.5"))


def test_a_row_has_a_name_that_is_heard_and_not_seen(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    head = view.grid.headerData(1, Qt.Orientation.Vertical)
    assert head == view.grid.row_name(1) == "AMI motivation"
    handles = view.verticalHeader()
    assert handles.width() < handles.fontMetrics().horizontalAdvance(head) / 2
    sums = SumsModel(GridModel(bridge, economy(bridge, SectionKind.NET_BUDGET)))
    heard = sums.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Totalt"
    assert sums.headerData(0, Qt.Orientation.Vertical) is None, "would be painted, and cut"


@pytest.mark.parametrize("column", ["outcome", "council_target"])
def test_what_is_wrong_is_not_said_on_top_of_it(qtbot: QtBot, bridge: Bridge, column: str) -> None:
    view = indicators(qtbot, bridge)
    view.resize(view.width(), view.horizontalHeader().height() + 70)
    place(view, 0, column)
    cell = view.visualRect(view.currentIndex())
    for fault in ("Fel.", "Det här går inte att skriva, av ett skäl som tar två rader i anspråk."):
        view.editing.bubble.show_at(cell, fault)
        assert not view.editing.bubble.geometry().intersects(cell)
