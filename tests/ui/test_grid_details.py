"""Small things of grids that once went wrong, or would be found too late."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tertialapp.model.frame import SectionKind
from tertialapp.model.numbers import NBSP
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.grid.model import FACE_ROLE
from tertialapp.ui.grid.preview import PastePreview

from .grids import Key, Mod, answered, copied, economy, indicators, place, row_of, typed, view_of


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
