"""A grid that is typed in as a spreadsheet is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QInputDialog,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from tertialapp.model.text import clean_line
from tertialapp.ui.columns.column import Addition, CellFault
from tertialapp.ui.editors.blocks import copied, emptied, pasted
from tertialapp.ui.editors.cell_delegate import CellDelegate, text_of
from tertialapp.ui.editors.fault_bubble import FaultBubble, mark
from tertialapp.ui.editors.grid_header import GridHeader
from tertialapp.ui.models.grid import GridModel, Index, Typed
from tertialapp.ui.override import override

_Key = Qt.Key
_Trigger = QAbstractItemView.EditTrigger
NARROWEST_NAME = 220
WIDEST_OTHER = 200
WIDEST_FIGURE = 112


class GridView(QTableView):
    """Shows a ``GridModel``. A text that does not fit keeps its editor open and says why."""

    row_changed = Signal()
    """The cursor is on another row, or the row that it is on has become another."""

    def __init__(self, model: GridModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = model
        self._editor: QWidget | None = None
        self._editing = QPersistentModelIndex()
        self._asking = False
        self._set_widths: dict[str, int] = {}
        self._fitting = False
        self._cells = CellDelegate(self)
        self._cells.opened.connect(self._opened)
        self._cells.finished.connect(self._finish)
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(GridHeader(self))
        self.setModel(model)
        self._bubble = FaultBubble(self.viewport())
        self.setAccessibleName(name)
        self._set_up()
        self._fit_soon = QTimer(self, singleShot=True, interval=0)
        self._fit_soon.timeout.connect(self._fit_rows)
        for changed in (model.dataChanged, model.rowsInserted, model.layoutChanged):
            changed.connect(lambda *_: self._fit_soon.start())
        for changed in (model.dataChanged, model.rowsRemoved, model.layoutChanged):
            changed.connect(lambda *_: self.row_changed.emit())
        model.modelReset.connect(self._renewed)
        self.horizontalHeader().sectionResized.connect(self._resized)
        self.fit_columns()

    def _set_up(self) -> None:
        triggers = _Trigger.DoubleClicked | _Trigger.AnyKeyPressed | _Trigger.EditKeyPressed
        self.setEditTriggers(triggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(30)
        self.setMinimumHeight(96)

    # -- what it is asked from outside ----------------------------------------------------------

    def current_row(self) -> int:
        """The row that the cursor is on, -1 for none."""
        return self.currentIndex().row()

    def select_cell(self, row: int, column: int = 0) -> None:
        """Put the cursor on a cell and show it."""
        index = self.grid.index(row, column)
        if index.isValid():
            # Not setCurrentIndex: that extends or toggles the selection while Shift or Ctrl is down.
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
            self.scrollTo(index)

    def add_row(self, addition: Addition[Any]) -> None:
        """Add a row after the cursor's and begin to name it."""
        if not self.leave():
            return
        at = self.grid.add(addition, self.current_row())
        if at >= 0:
            columns = self.grid.sheet.columns
            name = next((c for c, column in enumerate(columns) if column.stretches), 0)
            self._fit_rows()
            self.select_cell(at, name)
            self.setFocus()
            self._cells.arrows_leave = True
            self.edit(self.currentIndex())

    def remove_rows(self) -> None:
        """Remove the rows of the selection."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        self.grid.remove(rows)
        if rows:
            self.select_cell(min(rows[0], self.grid.rowCount() - 1), 0)

    def move_row(self, step: int) -> None:
        """Move the cursor's row up or down; the cursor goes with it."""
        if self.leave() and self.current_row() >= 0:
            self.grid.move(self.current_row(), step)
            self.scrollTo(self.currentIndex())

    def leave(self) -> bool:
        """Take in what is being typed; False, and back in the cell, when it does not fit."""
        editor = self._open_editor()
        if editor is not None:
            self._finish(editor, 0, 0)
        still = self._open_editor()
        if still is not None:
            still.setFocus()
        return still is None

    def fit_columns(self) -> None:
        """Give every column the width that its head and figures want, and the rest to the names.

        A column that the user has set keeps its width.
        """
        header = self.horizontalHeader()
        assert isinstance(header, GridHeader)
        metrics = self.fontMetrics()
        self._fitting = True
        for at, column in enumerate(self.grid.sheet.columns):
            if not column.stretches:
                texts = [self._text(row, at) for row in range(self.grid.rowCount())]
                texts += [choice.label for choice in column.choices]
                widest = max((metrics.horizontalAdvance(text) for text in texts), default=0) + 18
                limit = WIDEST_FIGURE if column.figures else WIDEST_OTHER
                wanted = max(header.balanced(at), min(limit, max(widest, 64)))
                self.setColumnWidth(at, self._set_widths.get(column.key, wanted))
        self._fitting = False
        self._fill()
        self._fit_rows()

    def _renewed(self) -> None:
        self.fit_columns()
        self.row_changed.emit()

    def _resized(self, section: int, _old: int, new: int) -> None:
        self._fit_soon.start()
        by_hand = QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if by_hand and not self._fitting:
            self._set_widths[self.grid.sheet.columns[section].key] = new
            self._fill()

    def _text(self, row: int, column: int) -> str:
        return str(self.grid.index(row, column).data() or "")

    def _fill(self) -> None:
        columns = self.grid.sheet.columns
        others = sum(self.columnWidth(at) for at, c in enumerate(columns) if not c.stretches)
        self._fitting = True
        for at, column in enumerate(columns):
            if column.stretches:
                self.setColumnWidth(at, max(NARROWEST_NAME, self.viewport().width() - others))
        self._fitting = False

    def _fit_rows(self) -> None:
        self.resizeRowsToContents()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    # -- keys -----------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._bubble.hide()
        acts = {
            QKeySequence.StandardKey.Copy: self.copy,
            QKeySequence.StandardKey.Cut: self.cut,
            QKeySequence.StandardKey.Paste: self.paste,
        }
        for keys, act in acts.items():
            if event.matches(keys):
                act()
                return
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case _Key.Key_Delete | _Key.Key_Backspace if not control:
                self.clear()
            case _Key.Key_Return | _Key.Key_Enter:
                shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._go(0, -1 if shifted else 1)
            case _Key.Key_Up if control:
                self.move_row(-1)
            case _Key.Key_Down if control:
                self.move_row(1)
            case _Key.Key_F2:
                self.edit_cell()
            case _:
                self._cells.arrows_leave = True
                super().keyPressEvent(event)

    def edit_cell(self) -> None:
        """Edit the cursor's cell, the text cursor at the end."""
        index = self.currentIndex()
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._cells.arrows_leave = False
            self.edit(index)
            if isinstance(self._editor, QLineEdit):
                self._editor.end(False)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab walks through the cells, and on from the last one."""
        index = self.currentIndex()
        last = (self.grid.rowCount() - 1, self.grid.columnCount() - 1)
        end = last if next else (0, 0)
        self.setTabKeyNavigation(index.isValid() and (index.row(), index.column()) != end)
        return super().focusNextPrevChild(next)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.leave():
            super().mousePressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._cells.arrows_leave = False
        super().mouseDoubleClickEvent(event)

    @override
    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.row_changed.emit()

    def _go(self, across: int, down: int) -> None:
        """Move the cursor; Tab goes on to the next row at the end of one."""
        index = self.currentIndex()
        columns = self.grid.columnCount()
        place = index.row() * columns + index.column() + across if across else 0
        row, column = divmod(place, columns) if across else (index.row() + down, index.column())
        self.select_cell(row, column)

    # -- editing --------------------------------------------------------------------------------

    def _opened(self, editor: QWidget, index: Index) -> None:
        self._editor = editor
        self._editing = QPersistentModelIndex(index)
        if isinstance(editor, QLineEdit | QPlainTextEdit):
            editor.textChanged.connect(self._recheck)

    def _open_editor(self) -> QWidget | None:
        """The editor that is open; Qt may have taken it away with its row."""
        return self._editor if self._editor is not None and isValid(self._editor) else None

    def _recheck(self) -> None:
        """Once a fault has been shown, follow the typing until it is mended."""
        editor = self._open_editor()
        if editor is not None and self._bubble.isVisible():
            self._fits(editor)

    def _fits(self, editor: QWidget) -> bool:
        """Whether the cell can take what stands in its editor; says so when it can't."""
        fault = self.grid.fault(self._editing, text_of(editor)) if self._editing.isValid() else ""
        mark(editor, fault)
        if fault:
            self._bubble.show_at(editor.geometry(), fault)
        else:
            self._bubble.hide()
        return not fault

    def _finish(self, editor: QWidget, across: int, down: int) -> None:
        if self._fits(editor):
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self._go(across, down)

    @override
    def commitData(self, editor: QWidget) -> None:
        if not self._asking and self._fits(editor) and self._editing.isValid():
            place = self._editing
            self._tell(self._write([Typed(place.row(), place.column(), text_of(editor))]))

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        given_up = hint == QAbstractItemDelegate.EndEditHint.RevertModelCache
        if self._asking or (not given_up and not self._fits(editor)):
            return
        if given_up:
            self._bubble.hide()
        self._editor = None
        super().closeEditor(editor, hint)

    def _write(self, cells: Sequence[Typed], label: str = "") -> str:
        """Write to cells, with the reason that their column asks for; gives what is wrong."""
        question = self.grid.question(cells)
        if question:
            self._asking = True
            reason, given = QInputDialog.getMultiLineText(self, "Skäl", question)
            self._asking = False
            if not given or not reason.strip():
                return "Inget ändrades: ett skäl behövs."
            cells = [replace(cell, reason=clean_line(reason)) for cell in cells]
        return self.grid.write(cells, label)

    def _tell(self, fault: str) -> None:
        if fault:
            self._bubble.show_at(self.visualRect(self.currentIndex()), fault)

    # -- blocks ---------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the selection as a spreadsheet takes it."""
        if self.selectedIndexes():
            QGuiApplication.clipboard().setText(copied(self.grid, self.selectedIndexes()))

    def cut(self) -> None:
        """Copy the selection and empty it."""
        self.copy()
        self.clear()

    def clear(self) -> None:
        """Empty the cells of the selection that can be, in one step."""
        cells = emptied(self.selectedIndexes())
        self._tell(self._write(cells, "Töm celler" if len(cells) > 1 else ""))

    def paste(self) -> None:
        """Put the copied block where the selection begins, in one step, or say why it can't be."""
        text = QGuiApplication.clipboard().text()
        if not text or not self.selectedIndexes():
            return
        try:
            cells = pasted(self.grid, self.selectedIndexes(), text)
        except CellFault as fault:
            self._tell(str(fault))
            return
        label = f"Klistra in {len(cells)} värden" if len(cells) > 1 else ""
        self._tell(self._write(cells, label))
