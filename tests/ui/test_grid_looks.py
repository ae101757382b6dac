"""How grids look and what they keep: marks on cells, columns, sums, and many rows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec import structs
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tertialapp.model.economy import PlannedInvestment
from tertialapp.model.frame import SectionKind
from tertialapp.model.goals import ExpectedResult, SplitKind
from tertialapp.model.outline import keys_between
from tertialapp.model.places import Spot, first_of_kind
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.columns.activities import expected_sheet
from tertialapp.ui.columns.indicators import indicator_sheet
from tertialapp.ui.columns.lists import planned_sheet
from tertialapp.ui.grid.menus import fill_column_menu
from tertialapp.ui.grid.model import FACE_ROLE, GridModel
from tertialapp.ui.grid.panel import GridPanel
from tertialapp.ui.grid.sums import SumsModel
from tertialapp.ui.grid.view import GridView
from tertialapp.ui.marks import Weight

from .grids import (
    PERIOD,
    Key,
    Mod,
    chosen,
    column_of,
    copied,
    economy,
    goal_id,
    indicators,
    place,
    sheets,
    view_of,
)

Role = Qt.ItemDataRole


def hint(view: GridView, row: int, key: str) -> str:
    index = view.grid.index(row, column_of(view, key))
    said = index.data(Role.ToolTipRole) or ""
    assert (index.data(Role.AccessibleDescriptionRole) or "") == said
    return str(said)


# -- marks -----------------------------------------------------------------------------------------


def test_cells_say_why_they_look_different(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    at = view.grid.index(0, column_of(view, "outcome"))
    assert not at.data(FACE_ROLE).changed
    with bridge.edit("Ändra") as edit:
        value = edit.report.indicator_value("ind-3.4.1-1", PERIOD)
        edit.set(value, outcome=Decimal(50), men=Decimal(60), women=Decimal(70))
        edit.set(edit.report.indicators["ind-3.4.1-1"], split_kind=SplitKind.RATE)
    qtbot.waitUntil(lambda: bool(at.data(FACE_ROLE).finding))
    assert at.data(FACE_ROLE).changed
    assert "Ändrad sedan filen sparades: 76 → 50" in hint(view, 0, "outcome")
    assert "stämmer inte" in hint(view, 0, "outcome")
    assert view.grid.index(0, column_of(view, "last_year")).data(FACE_ROLE).carried
    assert "Överförd från Verksamhetsberättelse 2024" in hint(view, 0, "last_year")
    bridge.document.undo()
    qtbot.waitUntil(lambda: not at.data(FACE_ROLE).changed)


def test_marks_are_seen_without_colour(qtbot: QtBot, bridge: Bridge) -> None:
    """A changed cell, one with a finding and a plain one differ in what is drawn, in grey too."""
    view = indicators(qtbot, bridge)
    index = view.grid.index(0, column_of(view, "outcome"))
    view.select_cell(3, 0)

    def drawn() -> set[tuple[int, int]]:
        rect = view.visualRect(index)
        grey = view.viewport().grab(rect).toImage()
        return {
            (x, y)
            for x in range(rect.width() - 16, rect.width() - 2)
            for y in range(2, 12)
            if grey.pixelColor(x, y).lightness() < 140
        }

    plain = drawn()
    with bridge.edit("Ändra") as edit:
        edit.set(edit.report.indicator_value("ind-3.4.1-1", PERIOD), outcome=Decimal(50))
    qtbot.waitUntil(lambda: bool(index.data(FACE_ROLE).changed))
    qtbot.wait(50)
    assert drawn() - plain


def test_errors_warnings_and_mentioned_cells_differ_without_colour(
    qtbot: QtBot, bridge: Bridge
) -> None:
    """An error's line is whole, a warning's broken, and a cell that is only mentioned has none."""
    view = view_of(qtbot, bridge, indicator_sheet(bridge.report, goal_id(bridge, "1.3"), PERIOD))
    split, forecast = view.grid.row_of("ind-1.3-5"), view.grid.row_of("ind-1.3-1")
    view.scrollTo(view.grid.index(forecast, 0))

    def line(row: int, key: str) -> float:
        """The share of a cell's foot that is drawn on."""
        index = view.grid.index(row, column_of(view, key))
        view.scrollTo(index)
        rect = view.visualRect(index)
        seen = view.viewport().grab(rect).toImage()
        ground = seen.pixel(rect.width() // 2, 3)
        across, rows = range(6, rect.width() - 6), range(rect.height() - 6, rect.height() - 2)
        drawn = [any(seen.pixel(x, y) != ground for y in rows) for x in across]
        return sum(drawn) / len(drawn)

    assert (
        view.grid.index(split, column_of(view, "outcome")).data(FACE_ROLE).finding is Weight.ERROR
    )
    assert line(split, "outcome") == 1
    face = view.grid.index(forecast, column_of(view, "forecast")).data(FACE_ROLE)
    assert face.finding is Weight.WARNING
    assert 0.4 < line(forecast, "forecast") < 0.9
    face = view.grid.index(forecast, column_of(view, "last_year")).data(FACE_ROLE)
    assert face.finding is Weight.MENTIONED
    assert line(forecast, "last_year") == 0
    assert "Varning: Prognosen" in hint(view, forecast, "last_year")


def test_the_menu_of_a_cell_mends_and_leads_to_the_other_place(
    qtbot: QtBot, bridge: Bridge
) -> None:
    view = view_of(qtbot, bridge, indicator_sheet(bridge.report, goal_id(bridge, "3.2"), PERIOD))
    wanted: list[Spot] = []
    bridge.wanted.connect(wanted.append)
    view.select_cell(view.grid.row_of("ind-3.2-2"), column_of(view, "target"))
    acts = {act.text(): act for act in view.menu().actions() if not act.isSeparator()}
    assert next(iter(acts)).startswith("Varning: Prognosen är lika med årsmålet")
    (repair,) = (text for text in acts if text.startswith("Ändra årsmålet till 1,0"))
    acts["Gå till nästa av 3 ställen"].trigger()
    assert wanted[-1].field == "forecast"
    acts["Gå till det andra stället"].trigger()
    assert (wanted[-1].row, wanted[-1].field) == ("ind-3.2-2", "council_target")
    acts[repair].trigger()
    value = bridge.report.indicator_value("ind-3.2-2", PERIOD)
    assert value.target == Decimal("1.0")
    assert bridge.document.undo_label == repair
    view.select_cell(view.grid.row_of("ind-3.2-2"), 0)
    assert not any("Varning" in act.text() for act in view.menu().actions())


# -- columns ---------------------------------------------------------------------------------------


def again(qtbot: QtBot, bridge: Bridge) -> GridView:
    return indicators(qtbot, bridge)


def test_widths_hidden_columns_and_the_locked_name_are_kept(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    men, outcome = column_of(view, "men"), column_of(view, "outcome")
    width = view.columnWidth(outcome)
    view.columns.set_hidden(men, hidden=True)
    view.columns.widen(outcome, 30)
    view.columns.set_frozen(frozen=False)
    other = again(qtbot, bridge)
    assert other.isColumnHidden(men)
    assert other.columnWidth(outcome) == width + 30
    assert other.frozen_columns == 0
    other.columns.reset()
    third = again(qtbot, bridge)
    assert not third.isColumnHidden(men)
    assert third.columnWidth(outcome) == width
    assert third.frozen_columns == 1


def test_the_name_can_not_be_hidden_and_keys_pass_hidden_columns_over(
    qtbot: QtBot, bridge: Bridge
) -> None:
    view = indicators(qtbot, bridge)
    view.columns.set_hidden(0, hidden=True)
    assert not view.isColumnHidden(0)
    view.columns.set_hidden(column_of(view, "men"), hidden=True)
    place(view, 0, "outcome")
    qtbot.keyClick(view, Key.Key_Right)
    assert view.currentIndex().column() == column_of(view, "women")
    place(view, 0, "outcome")
    qtbot.keyClick(view, Key.Key_Right, Mod.ShiftModifier)
    qtbot.keyClick(view, Key.Key_C, Mod.ControlModifier)
    assert QGuiApplication.clipboard().text() == "76\t"
    copied("1\t2")
    view.select_cell(0, column_of(view, "outcome"))
    qtbot.keyClick(view, Key.Key_V, Mod.ControlModifier)
    value = bridge.report.indicator_value("ind-3.4.1-1", PERIOD)
    assert (value.outcome, value.men, value.women) == (Decimal(1), None, Decimal(2))


def test_the_menu_of_columns_says_what_it_does(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    menu = QMenu(view)
    fill_column_menu(menu, view.grid, view.columns, column_of(view, "men"))
    texts = {action.text().replace("&", ""): action for action in menu.actions()}
    hide = next(action for text, action in texts.items() if text.startswith("Dölj"))
    hide.trigger()
    assert view.isColumnHidden(column_of(view, "men"))
    fill_column_menu(menu, view.grid, view.columns, 0)
    texts = {action.text().replace("&", ""): action for action in menu.actions()}
    assert not any(text.startswith("Dölj") for text in texts)
    texts["Visa alla kolumner"].trigger()
    assert not view.isColumnHidden(column_of(view, "men"))


def test_the_locked_name_never_covers_the_cursor(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge, width=520)
    last = view.grid.columnCount() - 1
    view.select_cell(0, last)
    assert view.frozen_width() > 0
    assert view.indexAt(QPoint(5, 5)).column() == 0
    for column in reversed(range(1, last)):
        qtbot.keyClick(view, Key.Key_Left)
        assert view.currentIndex().column() == column
        assert view.visualRect(view.currentIndex()).left() >= view.frozen_width()


def test_a_figure_is_never_cut_off(qtbot: QtBot, bridge: Bridge) -> None:
    view = indicators(qtbot, bridge)
    place(view, 0, "men")
    was = view.columnWidth(column_of(view, "men"))
    copied("123 456 789,25")
    qtbot.keyClick(view, Key.Key_V, Mod.ControlModifier)
    shown = view.grid.shown_text(view.currentIndex())
    now = view.columnWidth(column_of(view, "men"))
    assert now > was
    assert now >= view.fontMetrics().horizontalAdvance(shown) + 8


# -- sums ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind",
    [
        SectionKind.NET_BUDGET,
        SectionKind.RESULT_UNITS,
        SectionKind.INVESTMENTS,
        SectionKind.TURNOVER_CHANGES,
        SectionKind.COMPETENCE_FUNDS,
    ],
)
def test_sums_stand_below_and_follow(qtbot: QtBot, bridge: Bridge, kind: SectionKind) -> None:
    view = GridView(GridModel(bridge, economy(bridge, kind)), "Prov")
    panel = GridPanel(view, "Prov")
    qtbot.addWidget(panel)
    panel.resize(900, 260)
    panel.show()
    strip = panel.summed.strip
    assert strip.isVisible()
    assert strip.accessibleName() == "Summor"
    assert strip.geometry().bottom() <= panel.summed.height()
    figures = [at for at, column in enumerate(view.grid.sheet.columns) if column.figures]
    filled = [at for at in figures if strip.sums.index(0, at).data()]
    assert filled
    assert all(strip.columnWidth(at) == view.columnWidth(at) for at in figures)
    metrics = strip.fontMetrics()
    for at in filled:
        assert metrics.horizontalAdvance(strip.sums.index(0, at).data()) < strip.columnWidth(at)
    before = strip.sums.index(0, filled[0]).data()
    row = next(
        at
        for at in range(view.grid.rowCount())
        if view.grid.is_editable(view.grid.index(at, filled[0]))
    )
    view.select_cell(row, filled[0])
    copied("4 321,5" if kind is not SectionKind.COMPETENCE_FUNDS else "4 321")
    view.paste()
    assert strip.sums.index(0, filled[0]).data() != before
    strip.selectAll()
    qtbot.keyClick(strip, Key.Key_C, Mod.ControlModifier)
    assert QGuiApplication.clipboard().text()


def test_models_of_sums_keep_qts_rules(bridge: Bridge) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    for sheet in sheets(bridge):
        grid = GridModel(bridge, sheet)
        model = SumsModel(grid)
        tester = QAbstractItemModelTester(model, mode)
        for addition in sheet.additions:
            with bridge.edit("Lägg till") as edit:
                addition.create(edit, None, 1)
        grid.show_sheet(sheet)
        bridge.document.undo()
        del tester


def test_a_list_without_known_amounts_has_no_sum(qtbot: QtBot, bridge: Bridge) -> None:
    section = first_of_kind(bridge.report, SectionKind.PLANNED_INVESTMENTS)
    assert section is not None
    with bridge.edit("Töm") as edit:
        for row in edit.report.planned_investments_of(section.id, PERIOD):
            edit.remove(row)
        for number, key in enumerate(keys_between(None, None, 2)):
            edit.put(
                PlannedInvestment(
                    id=f"p{number}",
                    section_id=section.id,
                    period_id=PERIOD,
                    sort_key=key,
                    text=f"Projekt {number}",
                )
            )
    view = view_of(qtbot, bridge, planned_sheet(section.id, PERIOD))
    model = SumsModel(view.grid)
    shown = [model.index(row, 1).data() for row in range(model.rowCount())]
    assert all(not text for text in shown)


# -- many rows -------------------------------------------------------------------------------------


def test_ten_thousand_rows_are_measured_only_where_they_are_seen(
    qtbot: QtBot, bridge: Bridge
) -> None:
    goal = goal_id(bridge)
    rows = {
        f"r{number}": ExpectedResult(
            id=f"r{number}", goal_id=goal, sort_key=key, text=f"Rad {number} " * 30
        )
        for number, key in enumerate(keys_between(None, None, 10_000))
    }
    bridge.document.report = bridge.report.apply({"expected_result": dict(rows)})
    measured: list[int] = []
    sheet = expected_sheet(goal)
    column = sheet.columns[0]
    show = column.show

    def counted(report: object, row: object, value: object) -> str:
        measured.append(1)
        return show(report, row, value)  # type: ignore[arg-type]

    counting = structs.replace(sheet, columns=(structs.replace(column, show=counted),))
    view = view_of(qtbot, bridge, counting)
    assert view.grid.rowCount() >= 10_000
    assert len(measured) < 3_000
    measured.clear()
    for _ in range(20):
        qtbot.keyClick(view, Key.Key_PageDown)
    assert view.current_row() > 50
    assert len(measured) < 10_000  # once for each row, all in all
    qtbot.keyClick(view, Key.Key_End, Mod.ControlModifier)
    assert view.current_row() == view.grid.rowCount() - 1
    assert view.visualRect(view.currentIndex()).intersects(view.viewport().rect())
    assert chosen(view) == [(view.grid.rowCount() - 1, 0)]
