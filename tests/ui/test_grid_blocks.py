"""Blocks of cells to and from the clipboard: what goes in at once, what is asked first, what is refused."""

from __future__ import annotations

from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QCheckBox, QInputDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tertialapp import tasks
from tertialapp.document.edit import Edit
from tertialapp.document.opening import new_document
from tertialapp.exchange.html import html_of_cells
from tertialapp.model.frame import SectionKind
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.columns.indicators import indicator_sheet
from tertialapp.ui.grid.model import GridModel
from tertialapp.ui.grid.plan import MOST_NEW_ROWS, Target, plan_paste, typed
from tertialapp.ui.grid.preview import PastePreview, PlanModel, explanation
from tertialapp.ui.grid.view import GridView
from tertialapp.ui.grid.writing import Typed, write
from tertialapp.ui.tsv import from_tsv

from .grids import (
    PERIOD,
    Key,
    Mod,
    activities,
    answered,
    chosen,
    copied,
    economy,
    goal_id,
    indicators,
    place,
    row_of,
    sheets,
    view_of,
)
from .grids import typed as typed_in


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def paste(qtbot: QtBot, view: GridView) -> None:
    qtbot.keyClick(view, Key.Key_V, Mod.ControlModifier)


# -- in and out ------------------------------------------------------------------------------------


def test_what_is_copied_is_there_for_spreadsheets_and_for_word(
    qtbot: QtBot, bridge: Bridge
) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "name")
    qtbot.keyClick(view, Key.Key_Right, Mod.ShiftModifier)
    qtbot.keyClick(view, Key.Key_Down, Mod.ShiftModifier)
    qtbot.keyClick(view, Key.Key_C, Mod.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "AMI ledarskap\t76\nAMI motivation\t79"
    assert mime.html().count("<td") == 4


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("1,5\t2\r\n−3\t1 234,25\r\n", ""),
        ("1.5\t2\r-3\t1,234.25", ""),
        ("skräp", table(("1,5", "2"), ("-3", "1&nbsp;234,25"))),
        ('"1,5"\t"2"\n"-3"\t"1 234,25"', ""),
    ],
)
def test_numbers_come_in_the_forms_of_other_programs(
    qtbot: QtBot, bridge: Bridge, text: str, html: str
) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "outcome")
    copied(text, html)
    paste(qtbot, view)
    values = [bridge.report.indicator_value(row_of(view.grid, at).id, PERIOD) for at in range(2)]
    figures = [(value.outcome, value.men) for value in values]
    assert figures == [(Decimal("1.5"), Decimal(2)), (Decimal(-3), Decimal("1234.25"))]
    assert bridge.document.undo_label == "Klistra in 4 värden"
    assert chosen(view) == [(0, 1), (0, 2), (1, 1), (1, 2)]
    bridge.document.undo()
    assert typed_in(view, 0, "outcome") == "76"


def test_line_breaks_in_a_cell_stay_in_it(qtbot: QtBot, bridge: Bridge) -> None:
    view = view_of(qtbot, bridge, economy(bridge, SectionKind.DECISIONS))
    place(view, 0, "text")
    copied('"Nämnden beslutar ""ett""\nNämnden beslutar två"\n')
    paste(qtbot, view)
    text = bridge.report.decisions_of(PERIOD)[0].text
    assert text == 'Nämnden beslutar "ett"\nNämnden beslutar två'


def test_an_empty_cell_empties_what_it_is_pasted_on(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "outcome")
    qtbot.keyClick(view, Key.Key_Delete)
    qtbot.keyClick(view, Key.Key_C, Mod.ControlModifier)
    place(view, 1, "outcome")
    assert view.currentIndex().data()
    paste(qtbot, view)
    assert not view.currentIndex().data()
    assert bridge.document.undo_label


def test_one_value_fills_the_choice_and_a_row_goes_into_each(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "outcome")
    qtbot.keyClick(view, Key.Key_Down, Mod.ShiftModifier)
    qtbot.keyClick(view, Key.Key_Right, Mod.ShiftModifier)
    copied("7")
    paste(qtbot, view)
    assert [typed_in(view, row, key) for row in (0, 1) for key in ("outcome", "men")] == ["7"] * 4
    copied("8\t9")
    paste(qtbot, view)
    assert [typed_in(view, row, "men") for row in (0, 1)] == ["9", "9"]
    assert len(bridge.document.history()) == 2


def test_cut_is_one_step(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "outcome")
    qtbot.keyClick(view, Key.Key_Down, Mod.ShiftModifier)
    qtbot.keyClick(view, Key.Key_X, Mod.ControlModifier)
    assert QGuiApplication.clipboard().text() == "76\n79"
    assert typed_in(view, 0, "outcome") == typed_in(view, 1, "outcome") == ""
    assert len(bridge.document.history()) == 1


# -- asked first -----------------------------------------------------------------------------------


def test_cells_that_do_not_fit_are_shown_before_anything_is_written(
    qtbot: QtBot, bridge: Bridge
) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "outcome")
    copied("12\tx2\n13\t14")
    seen: list[str] = []

    def look(dialog: PastePreview) -> None:
        model = dialog._model
        seen.extend(str(model.index(row, 5).data()) for row in range(model.rowCount()))
        box = dialog.findChild(QCheckBox)
        assert isinstance(box, QCheckBox)
        box.click()
        assert model.rowCount() == 1

    buttons = answered("Avbryt", look)
    paste(qtbot, view)
    assert buttons == ["Klistra in det som går", "Avbryt"]
    assert any("är inget tal" in fault for fault in seen)
    assert bridge.document.history() == []
    answered("Klistra in det som går")
    paste(qtbot, view)
    assert [typed_in(view, row, "outcome") for row in (0, 1)] == ["12", "13"]
    assert typed_in(view, 0, "men") == ""
    assert len(bridge.document.history()) == 1


def test_a_block_larger_than_the_choice_is_asked(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "outcome")
    qtbot.keyClick(view, Key.Key_Down, Mod.ShiftModifier)
    copied("1\n2\n3")
    buttons = answered("Avbryt")
    paste(qtbot, view)
    assert "Klistra in det som går" in buttons
    assert bridge.document.history() == []


def test_computed_cells_are_never_written(qtbot: QtBot, bridge: Bridge) -> None:
    view = view_of(qtbot, bridge, economy(bridge, SectionKind.OPERATING_BUDGET))
    place(view, 1, "forecast")
    copied("1\t2")
    answered("Klistra in det som går")
    paste(qtbot, view)
    assert typed_in(view, 1, "forecast") == "1"
    label = bridge.document.undo_label
    assert label is not None
    assert label.startswith(("Ändra", "Klistra"))


def test_rows_are_added_for_a_longer_block_in_the_same_step(qtbot: QtBot, bridge: Bridge) -> None:
    view = activities(qtbot, bridge)
    tester = QAbstractItemModelTester(
        view.grid, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    before, count = bridge.report, view.grid.rowCount()
    view.select_cell(count - 1, 0)
    copied("Ett\t2025-01-01\t2025-02-01\nTvå\t2 januari 2025\t20250301")
    buttons = answered("Lägg till 1 rad och klistra in")
    paste(qtbot, view)
    assert "Lägg till 1 rad och klistra in" in buttons
    assert view.grid.rowCount() == count + 1
    assert [row_of(view.grid, at).name for at in (count - 1, count)] == ["Ett", "Två"]
    assert str(row_of(view.grid, count).start) == "2025-01-02"
    assert len(bridge.document.history()) == 1
    bridge.document.undo()
    assert bridge.report == before
    assert view.grid.rowCount() == count
    del tester


def test_5_000_rows_over_5_get_a_clear_word(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "outcome")
    copied("1\n" * 5000)
    said: list[str] = []
    rows: list[int] = []

    def look(dialog: PastePreview) -> None:
        rows.append(dialog._model.rowCount())
        said.append(" ".join(label.text() for label in dialog.findChildren(QLabel)))

    buttons = answered("Klistra in det som går", look)
    paste(qtbot, view)
    assert buttons == ["Klistra in det som går", "Avbryt"]
    assert "4\u00a0995 rader mer än tabellen" in said[0]
    assert f"Högst {MOST_NEW_ROWS} rader" in said[0]
    assert rows == [5]  # what can't be added is not shown as if it could
    assert len(bridge.document.history()) == 1
    bridge.document.undo()
    assert typed_in(view, 0, "outcome") == "76"


def test_blank_rows_beyond_what_can_be_added_get_the_same_word(bridge: Bridge) -> None:
    grid = GridModel(bridge, indicator_sheet(bridge.report, goal_id(bridge), PERIOD))
    block = [["1"], *[[""]] * 5000]
    plan = plan_paste(grid, Target((0,), (1,)), list(range(9)), block)
    assert "Högst" in explanation(plan)
    assert "bestämda" not in explanation(plan)


def test_many_rows_in_the_middle_have_short_keys_and_stand_in_order(bridge: Bridge) -> None:
    for sheet in sheets(bridge):
        rows = sheet.rows(bridge.report)
        for addition in sheet.additions:
            edit = Edit(bridge.report)
            made = addition.create(edit, rows[0] if rows else None, 500)
            ids = [sheet.row_id(row) for row in sheet.rows(edit.report)]
            assert [key for key in ids if key in set(made)] == list(made)
            records = [
                record for table in edit.changes.values() for record in table.values() if record
            ]
            assert len(records) == 500
            assert max(len(getattr(record, "sort_key", "")) for record in records) <= 8


# -- refused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "text", "word"),
    [
        ("outcome", "9" * 1_000_000, "tecken"),
        ("outcome", "1.234", "flera sätt"),
        ("outcome", "😀", "inget tal"),
        ("name", "x" * 1_000_000, "ryms högst 500"),
    ],
)
def test_one_bad_value_gets_one_sentence(
    qtbot: QtBot, bridge: Bridge, key: str, text: str, word: str
) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, key)
    copied(text)
    paste(qtbot, view)
    assert word in view.editing.bubble.text()
    assert "\n" not in view.editing.bubble.text()
    assert bridge.document.history() == []


@pytest.mark.parametrize("text", ["0000-01-01", "0-1-1", "9999-12-31", "99999-01-01", "2025-02-30"])
def test_impossible_days_get_a_word(qtbot: QtBot, bridge: Bridge, text: str) -> None:
    view = activities(qtbot, bridge)
    place(view, 0, "end")
    copied(text)
    paste(qtbot, view)
    assert view.editing.bubble.isVisible()
    assert bridge.document.history() == []


def test_what_only_machines_see_is_left_out(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "name")
    copied("A\u0000M\u202eI\u0007 😀")
    paste(qtbot, view)
    assert row_of(view.grid, 0).name == "AMI 😀"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("\t" * 3000 + "1\n" + "1\n" * 3000, ""),
        ("1\r\n" * 500_000, ""),
        ("1\t" * 500_000, ""),
        ("1", "<table>" + "<tr><td>1<td>2" * 500_000),
    ],
)
def test_a_block_of_absurd_size_is_refused_at_once(
    qtbot: QtBot, bridge: Bridge, text: str, html: str
) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "outcome")
    copied(text, html)
    started = process_time()
    paste(qtbot, view)
    assert process_time() - started < 2
    assert "är för stort" in view.editing.bubble.text()
    assert bridge.document.history() == []


# -- laws ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kept_bridge(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Bridge:
    assert qapp
    folder = tmp_path_factory.mktemp("lag")
    patch = pytest.MonkeyPatch()
    patch.setattr("tertialapp.document.copies.state_dir", lambda *_: folder)
    made = Bridge(new_document(tasks.example_report()))
    patch.undo()
    return made


def test_pasting_what_was_copied_changes_nothing(bridge: Bridge) -> None:
    for sheet in sheets(bridge):
        grid = GridModel(bridge, sheet)
        rows, columns = range(grid.rowCount()), range(grid.columnCount())
        if not rows:
            continue
        block = [[grid.copied_text(grid.index(row, at)) for at in columns] for row in rows]
        plan = plan_paste(grid, Target(tuple(rows), tuple(columns)), list(columns), block)
        assert plan.cells == ()
        assert not plan.needs_question


_CELLS = st.sampled_from(["", "7", "−1 234,5", "x", "12 %", "2025-01-01", "1.234", "a\nb"])


@given(
    block=st.integers(1, 3).flatmap(
        lambda wide: st.lists(
            st.lists(_CELLS, min_size=wide, max_size=wide), min_size=1, max_size=7
        )
    ),
    row=st.integers(0, 4),
    column=st.integers(0, 8),
)
@settings(max_examples=60)
def test_what_fits_of_any_block_is_one_step_that_is_taken_back_exactly(
    kept_bridge: Bridge, block: list[list[str]], row: int, column: int
) -> None:
    bridge = kept_bridge
    grid = GridModel(bridge, indicator_sheet(bridge.report, goal_id(bridge), PERIOD))
    before, steps = bridge.report, len(bridge.document.history())
    shown = list(range(grid.columnCount()))
    plan = plan_paste(grid, Target((row,), (column,)), shown, block)
    assert write(grid, typed(plan.fitting)) == ""
    assert len(bridge.document.history()) - steps == bool(plan.fitting)
    if plan.fitting:
        for cell in plan.fitting:
            index = grid.index(cell.row, cell.column)
            assert grid.typed_text(index) != "" or not cell.text.strip()
        bridge.document.undo()
    assert bridge.report == before
    for cell in plan.faults:
        said = write(grid, [Typed(cell.row, cell.column, cell.text)]) if cell.row < 5 else "x"
        assert said or cell.fault.startswith("Cellen")
    assert bridge.report == before


_PIECES = st.sampled_from(
    (
        *(
            "\t",
            "\t",
            "\n",
            "\n",
            "\r\n",
            "\r",
            '"',
            '""',
            "'",
            " ",
            "\xa0",
            "\0",
            "\x07",
            "\u2028",
        ),
        *(
            "\u202e",
            "\u200f",
            "\ufeff",
            "\ufffd",
            "שלום",
            "مرحبا",
            "😀",
            "👩‍👩‍👧",
            "é",
            "e\u0301",
            "ﬁ",
            "漢",
        ),
        *("7", "−1 234,5", "-3", "1.234", "12 %", "1e9", "=1+1", "#SAKNAS!", "NaN", "9" * 60),
        *("2025-01-01", "0000-01-01", "30 februari", "ja", "x", "x" * 501, "ord " * 3_000),
        "<table><tr><td>1<td>2</table>",
    )
) | st.text(max_size=3)
_ANSWERS = ("Klistra in det som går", "Lägg till ", "Avbryt")


class _Paste(Struct, frozen=True):
    """A clipboard, where it is pasted, and what is answered if it is asked."""

    text: str
    html: bool
    sheet: int
    place: tuple[int, int]
    reach: tuple[int, int]
    answer: str
    reason: tuple[str, bool]


_PASTES = st.builds(
    _Paste,
    text=st.lists(_PIECES, max_size=25).map("".join)
    | st.lists(st.lists(_CELLS, min_size=1, max_size=3).map("\t".join), max_size=8).map("\n".join),
    html=st.booleans(),
    sheet=st.integers(0, 99),
    place=st.tuples(st.integers(-3, 20), st.integers(0, 20)),
    reach=st.tuples(st.integers(0, 3), st.integers(0, 3)),
    answer=st.sampled_from(_ANSWERS),
    reason=st.sampled_from([("Beslut i nämnden", True), ("", True), ("x", False)]),
)


@pytest.fixture
def kept_view(qtbot: QtBot, kept_bridge: Bridge) -> GridView:
    view = GridView(GridModel(kept_bridge, sheets(kept_bridge)[0]), "Prov")
    qtbot.addWidget(view)
    return view


@given(done=_PASTES)
def test_any_clipboard_is_one_step_that_is_taken_back_exactly_or_changes_nothing(
    kept_view: GridView, done: _Paste
) -> None:
    view, grid = kept_view, kept_view.grid
    bridge = grid.bridge
    before, steps = bridge.report, len(bridge.document.history())
    every = sheets(bridge)
    sheet = every[done.sheet % len(every)]
    grid.show_sheet(sheet)
    row, column = done.place[0] % max(1, grid.rowCount()), done.place[1] % grid.columnCount()
    view.select_cell(row, column)
    down, across = done.reach
    if grid.rowCount():
        last = min(row + down, grid.rowCount() - 1), min(column + across, grid.columnCount() - 1)
        view.cell_cursor.extend_to(*last)
    copied(done.text, html_of_cells(from_tsv(done.text)) if done.html else "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PastePreview, "exec", lambda dialog: _press(dialog, done.answer))
        patch.setattr(QInputDialog, "getMultiLineText", lambda *_: done.reason)
        view.paste()
    made = len(bridge.document.history()) - steps
    after = bridge.report
    assert made in {0, 1}
    assert (after == before) == (made == 0)
    assert [grid.row(place) for place in range(grid.rowCount())] == list(sheet.rows(after))
    assert "\n" not in view.editing.bubble.text()
    for _ in range(made):
        bridge.document.undo()
        assert bridge.report == before
        bridge.document.redo()
        assert bridge.report == after
        bridge.document.undo()
    assert bridge.report == before


def _press(dialog: PastePreview, answer: str) -> None:
    """Press the button that begins with some words; where there is none, close the dialog."""
    for button in dialog.findChildren(QPushButton):
        if button.text().startswith(answer) and button.isEnabled():
            button.click()
            return
    dialog.reject()


def test_the_preview_keeps_qts_rules(bridge: Bridge) -> None:
    grid = GridModel(bridge, indicator_sheet(bridge.report, goal_id(bridge), PERIOD))
    plan = plan_paste(grid, Target((0,), (1,)), list(range(9)), [["1", "x"]] * 9)
    model = PlanModel(plan)
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QAbstractItemModelTester(model, mode)
    model.show_faults(only=True)
    model.show_faults(only=False)
    assert model.rowCount() == len(plan.cells) + len(plan.added)
    del tester
