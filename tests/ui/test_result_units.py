"""The page of result units: how each fund is counted, told below the grid, and its reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from tertialapp.model.frame import SectionKind
from tertialapp.model.numbers import NBSP
from tertialapp.model.places import first_of_kind, section_place
from tertialapp.model.records import Ore
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.dialogs.fund import FundDialog
from tertialapp.ui.grid.view import GridView
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.pages.section_page import SectionPage

from .grids import Key

UNIT = "enhet-301"


@pytest.fixture
def page(example: MainWindow) -> SectionPage:
    """The page of the result units, the cursor on the first of them."""
    assert example.workspace is not None
    section = first_of_kind(example.workspace.bridge.report, SectionKind.RESULT_UNITS)
    assert section is not None
    example.workspace.go_to(section_place(section.id))
    shown = example.workspace.page
    assert isinstance(shown, SectionPage)
    shown.reveal_cell(UNIT, "result")
    return shown


def _view(page: SectionPage) -> GridView:
    (view,) = page.grid_views()
    return view


def _button(page: SectionPage) -> QToolButton:
    (found,) = (b for b in page.findChildren(QToolButton) if "räknas" in b.text())
    return found


def _reason(page: SectionPage) -> QLineEdit:
    (found,) = (f for f in page.findChildren(QLineEdit) if f.accessibleName().startswith("Skäl"))
    return found


def _said(page: SectionPage) -> str:
    texts = (label.text() for label in page.findChildren(QLabel) if label.isVisible())
    return " ".join(texts).replace(NBSP, " ")


def _amounts(dialog: FundDialog, role: Qt.ItemDataRole) -> dict[str, str]:
    """The amount of each step, as it is seen or heard."""
    model = dialog.table.model()
    return {
        model.index(row, 0).data(): str(model.index(row, 1).data(role)).replace(NBSP, " ")
        for row in range(model.rowCount())
    }


def _seen_in_dialog(look: Callable[[FundDialog], object]) -> None:
    """Look at the dialog that comes, and close it."""

    def seen() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, FundDialog):
            QTimer.singleShot(5, seen)
            return
        look(dialog)
        dialog.reject()

    QTimer.singleShot(0, seen)


def _change(bridge: Bridge, **fields: int | str | None) -> None:
    with bridge.edit("Ändra") as edit:
        value = edit.report.result_unit_value(UNIT, bridge.period_id)
        edit.put(replace(value, **fields))


def test_the_steps_are_seen_heard_and_copied(page: SectionPage, qtbot: QtBot) -> None:
    _change(page.bridge, gross_budget=Ore(10**9), opening=Ore(90_000_000), result=Ore(35_000_000))
    assert "250 tkr ryms inte under taket" in _said(page)
    seen: list[str] = []

    def look(dialog: FundDialog) -> None:
        seen.append(dialog.windowTitle())
        seen.append(_amounts(dialog, Qt.ItemDataRole.DisplayRole)["Tvingat uttag"])
        seen.append(_amounts(dialog, Qt.ItemDataRole.AccessibleTextRole)["Tvingat uttag"])
        (copy,) = (b for b in dialog.findChildren(QPushButton) if b.text() == "Kopiera")
        copy.click()

    _seen_in_dialog(look)
    _view(page).setFocus()
    assert page.bridge.report.result_units[UNIT].name in _open_by_key(page, qtbot, seen)
    assert seen[1:] == ["250", "Tvingat uttag: 250 tkr"]
    assert f"Tvingat uttag\t250\t250{NBSP}tkr ryms inte" in QGuiApplication.clipboard().text()


def _open_by_key(page: SectionPage, qtbot: QtBot, seen: list[str]) -> str:
    """Go on from the grid to the button, and press it; gives the dialog's title."""
    space = page.window().workspace  # type: ignore[attr-defined]
    space.focus_next(1)
    assert _button(page).hasFocus()
    qtbot.keyClick(_button(page), Key.Key_Space)
    return seen[0]


def test_a_unit_without_figures_has_nothing_to_count(page: SectionPage) -> None:
    _change(page.bridge, opening=None, result=None, closing_override=None)
    assert "Fyll i" in _said(page)
    assert not _button(page).isEnabled()
    group = page.bridge.report.result_unit_groups_in_order()[0]
    page.reveal_cell(group.id, "name")
    assert not _button(page).isVisible()


def test_a_large_withdrawal_can_be_given_its_reason(page: SectionPage, qtbot: QtBot) -> None:
    assert not _reason(page).isVisible()
    _change(page.bridge, gross_budget=Ore(10**8), opening=Ore(9_000_000), result=Ore(-6_000_000))
    assert "10 tkr större än gränsen" in _said(page)
    field = _reason(page)
    assert field.isVisible()
    field.setFocus()
    qtbot.keyClicks(field, "Flytt")
    qtbot.keyClick(field, Key.Key_Return)
    value = page.bridge.report.result_unit_value(UNIT, page.bridge.period_id)
    assert (value.closing_override, value.closing_reason) == (None, "Flytt")
    assert "Skäl saknas" not in _said(page)
    field.selectAll()
    qtbot.keyClick(field, Key.Key_Delete)
    qtbot.keyClick(field, Key.Key_Return)
    value = page.bridge.report.result_unit_value(UNIT, page.bridge.period_id)
    assert value.closing_reason == ""


def test_the_reason_of_a_fund_that_is_set_is_not_taken_away(
    page: SectionPage, qtbot: QtBot
) -> None:
    _change(page.bridge, closing_override=Ore(100_000), closing_reason="Beslut")
    field = _reason(page)
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Key.Key_Delete)
    with qtbot.waitSignal(page.bridge.told, check_params_cb=lambda said: "står kvar" in said):
        qtbot.keyClick(field, Key.Key_Return)
    assert field.text() == "Beslut"
    value = page.bridge.report.result_unit_value(UNIT, page.bridge.period_id)
    assert value.closing_reason == "Beslut"
