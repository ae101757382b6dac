"""One cell being typed in: a text that does not fit keeps its editor open and says why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPersistentModelIndex
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QInputDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from tertialapp.model.text import clean_line
from tertialapp.ui.grid.cell_editors import text_of
from tertialapp.ui.grid.cursor import Cursor
from tertialapp.ui.grid.delegate import CellDelegate, open_list
from tertialapp.ui.grid.fault_bubble import FaultBubble, mark
from tertialapp.ui.grid.frozen import FrozenTable
from tertialapp.ui.grid.model import GridModel, Index
from tertialapp.ui.grid.writing import LOCKED, Typed, fault_of, question, write

_NO_HINT = QAbstractItemDelegate.EndEditHint.NoHint


class Editing(QObject):
    """Opens editors, takes in what was typed, and tells what is wrong in a bubble by the cell."""

    def __init__(self, view: FrozenTable, grid: GridModel[Any], cursor: Cursor) -> None:
        super().__init__(view)
        self._view = view
        self._grid = grid
        self._cursor = cursor
        self._editor: QWidget | None = None
        self._place = QPersistentModelIndex()
        self._asking = False
        self.bubble = FaultBubble(view.viewport())
        self.cells = CellDelegate(view)
        self.cells.opened.connect(self._opened)
        self.cells.finished.connect(self.finish)
        self.cells.filled.connect(self._fill)
        view.setItemDelegate(self.cells)

    @property
    def editor(self) -> QWidget | None:
        """The editor that is open; Qt may have taken it away with its row."""
        return self._editor if self._editor is not None and isValid(self._editor) else None

    # -- beginning ------------------------------------------------------------------------------

    def begin(self) -> None:
        """Edit the cursor's cell, the text cursor at the end."""
        if self._open(typing=False) and isinstance(self._editor, QLineEdit):
            self._editor.end(False)

    def begin_list(self) -> None:
        """Edit the cursor's cell and show what there is to choose from."""
        if self._open(typing=False) and self._editor is not None:
            open_list(self._editor)

    def begin_over(self, *, empty: bool = False) -> None:
        """Type over the cursor's cell."""
        if self._open(typing=True) and empty and isinstance(self._editor, QLineEdit):
            self._editor.selectAll()
            self._editor.del_()

    def _open(self, *, typing: bool) -> bool:
        index = self._cursor.index()
        if not index.isValid() or not self.is_open_to_typing():
            return False
        self.cells.arrows_leave = typing
        self._view.edit(index)
        return self.editor is not None

    def is_open_to_typing(self) -> bool:
        """Whether the cursor's cell can be typed in; says so when it can't."""
        index = self._cursor.index()
        if index.isValid() and not self._grid.is_editable(index):
            self.tell(self._grid.bridge.read_only or LOCKED)
            return False
        return True

    def _opened(self, editor: QWidget, index: Index) -> None:
        self._editor = editor
        self._place = QPersistentModelIndex(index)
        if isinstance(editor, QLineEdit | QPlainTextEdit):
            editor.textChanged.connect(self._recheck)

    def _recheck(self) -> None:
        """Once a fault has been shown, follow the typing until it is mended."""
        if self.editor is not None and self.bubble.isVisible():
            self._fits(self.editor)

    # -- ending ---------------------------------------------------------------------------------

    def leave(self) -> bool:
        """Take in what is being typed; False, and back in the cell, when it does not fit."""
        if self.editor is not None:
            self.finish(self.editor, 0, 0)
        still = self.editor
        if still is not None:
            still.setFocus()
        return still is None

    def finish(self, editor: QWidget, across: int, down: int) -> None:
        """Take in what stands in an editor, and go so many columns and rows further."""
        if self._fits(editor):
            self.commit(editor)
            self._view.closeEditor(editor, _NO_HINT)
            if across or down:
                self._cursor.walk(across, down)

    def commit(self, editor: QWidget) -> None:
        """Write what stands in an editor if it fits."""
        if not self._asking and self._fits(editor) and self._place.isValid():
            place = self._place
            self.tell(self.write([Typed(place.row(), place.column(), text_of(editor))]))

    def may_close(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> bool:
        """Whether an editor may close now: what it holds fits, or is given up."""
        given_up = hint == QAbstractItemDelegate.EndEditHint.RevertModelCache
        if self._asking or (not given_up and not self._fits(editor)):
            return False
        if given_up:
            self.bubble.hide()
        self._editor = None
        return True

    def _fill(self, editor: QWidget) -> None:
        """Write what is typed in all chosen cells that can be typed in."""
        text = text_of(editor)
        if not self._fits(editor):
            return
        chosen = self._cursor.chosen()
        if self._cursor.index() not in chosen:
            chosen = [self._cursor.index()]
        cells = [Typed(i.row(), i.column(), text) for i in chosen if self._grid.is_editable(i)]
        fault = self.write(cells, "Fyll markeringen" if len(cells) > 1 else "")
        if fault:
            self.bubble.show_at(editor.geometry(), fault)
            return
        self._view.closeEditor(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)

    def _fits(self, editor: QWidget) -> bool:
        """Whether the cell can take what stands in its editor; says so when it can't."""
        place = self._place
        fault = fault_of(self._grid, place, text_of(editor)) if place.isValid() else ""
        mark(editor, fault)
        if fault:
            self.bubble.show_at(editor.geometry(), fault)
        else:
            self.bubble.hide()
        return not fault

    # -- writing --------------------------------------------------------------------------------

    def write(self, cells: Sequence[Typed], label: str = "") -> str:
        """Write to cells, with the reason that their column asks for; gives what is wrong."""
        reason = self.reason_for(cells)
        if reason is None:
            return NO_REASON
        return write(self._grid, [replace(cell, reason=reason) for cell in cells], label)

    def reason_for(self, cells: Sequence[Typed]) -> str | None:
        """The reason that columns of some cells ask for, "" when none does; None when none was given."""
        asked = question(self._grid, cells)
        if not asked:
            return ""
        self._asking = True
        reason, given = QInputDialog.getMultiLineText(self._view, "Skäl", asked)
        self._asking = False
        return clean_line(reason) or None if given else None

    def tell(self, fault: str) -> None:
        """Say what is wrong, by the cursor's cell."""
        if fault:
            self.bubble.show_at(self._view.visualRect(self._cursor.index()), fault)


NO_REASON = "Inget ändrades: ett skäl behövs."
