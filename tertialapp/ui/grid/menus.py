"""The menus of a grid: on its cells, and on its columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from tertialapp.ui.columns.column import Sheet
from tertialapp.ui.grid.column_layout import STEP, ColumnLayout
from tertialapp.ui.grid.keys import MENU, Act
from tertialapp.ui.grid.model import GridModel


def cell_menu(
    parent: QWidget, sheet: Sheet[Any], acts: Mapping[str, Callable[[], object]]
) -> QMenu:
    """What can be done to chosen cells and rows, with the keys that do the same."""
    menu = QMenu(parent)
    for act in MENU:
        if act is None:
            menu.addSeparator()
        elif _is_offered(act, sheet):
            action = menu.addAction(f"{act.text}\t{act.pressed}")
            action.triggered.connect(lambda _checked, do=acts[act.key]: do())
    return menu


def _is_offered(act: Act, sheet: Sheet[Any]) -> bool:
    offers = {
        "": True,
        "add": bool(sheet.additions),
        "duplicate": sheet.duplicate is not None,
        "remove": sheet.remove is not None,
        "move": sheet.siblings is not None,
    }
    return offers[act.rows]


def fill_column_menu(menu: QMenu, grid: GridModel[Any], layout: ColumnLayout, current: int) -> None:
    """Widths, hidden columns and whether the name stays; for the column that is meant, then for all."""
    menu.clear()
    columns = grid.sheet.columns
    if 0 <= current < len(columns):
        name = columns[current].name
        _add(menu, f"Gör ”{name}” &bredare", lambda: layout.widen(current, STEP))
        _add(menu, f"Gör ”{name}” &smalare", lambda: layout.widen(current, -STEP))
        _add(menu, f"&Anpassa ”{name}” efter innehållet", lambda: layout.fit_one(current))
        if layout.can_hide(current):
            _add(menu, f"&Dölj ”{name}”", lambda: layout.set_hidden(current, hidden=True))
        menu.addSeparator()
    shown = menu.addMenu("Visa &kolumner")
    for at, column in enumerate(columns):
        if layout.can_hide(at):
            _add_check(
                shown,
                column.name,
                partial(_show, layout, at),
                on=at not in layout.hidden(),
            )
    if layout.hidden():
        _add(menu, "Visa alla k&olumner", layout.show_all)
    shown.menuAction().setVisible(not shown.isEmpty())
    if len(columns) > 1:
        freeze = "&Lås namnkolumnen när tabellen rullas i sidled"
        _add_check(menu, freeze, lambda on: layout.set_frozen(frozen=on), on=layout.is_frozen)
    _add(menu, "&Återställ kolumnerna", layout.reset)


def _show(layout: ColumnLayout, at: int, shown: bool) -> None:  # noqa: FBT001 - from Qt's signal
    layout.set_hidden(at, hidden=not shown)


def _add(menu: QMenu, text: str, act: Callable[[], object]) -> None:
    menu.addAction(text).triggered.connect(lambda _checked: act())


def _add_check(menu: QMenu, text: str, act: Callable[[bool], object], *, on: bool) -> None:
    action = menu.addAction(text)
    action.setCheckable(True)
    action.setChecked(on)
    action.triggered.connect(act)
