"""A grid that is typed in as a spreadsheet is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QMenu, QTableView, QWidget

from tertialapp.ui.finding_acts import add_findings
from tertialapp.ui.grid.block_acts import BlockActs
from tertialapp.ui.grid.column_layout import ColumnLayout
from tertialapp.ui.grid.cursor import Cursor
from tertialapp.ui.grid.editing import Editing
from tertialapp.ui.grid.frozen import FrozenTable
from tertialapp.ui.grid.header import GridHeader
from tertialapp.ui.grid.keys import Keys
from tertialapp.ui.grid.menus import cell_menu, fill_column_menu
from tertialapp.ui.grid.model import GridModel
from tertialapp.ui.grid.row_drag import RowDrag
from tertialapp.ui.grid.row_handles import RowHandles
from tertialapp.ui.grid.row_heights import RowHeights
from tertialapp.ui.grid.rows import Rows
from tertialapp.ui.override import override

MOST_TRIES = 4
FEWEST_ROWS = 2
"""So many rows are seen however little room the page has."""


class GridView(FrozenTable):
    """Shows a ``GridModel``.

    Its parts: ``columns``, ``cell_cursor``, ``editing``, ``blocks``, ``rows``, ``row_drag``, ``heights``.
    """

    row_changed = Signal()
    """The cursor is on another row, or the row that it is on has become another."""

    def __init__(self, model: GridModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = model
        model.setParent(self)  # it goes with the view: nothing then speaks to a view that is gone
        handles = RowHandles(self)
        self.setVerticalHeader(handles)
        self.heights = RowHeights(self, model)
        self.setModel(model)
        # The head shows no choice, and shall not ask each row for it when all is chosen.
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self))
        self.setAccessibleName(name)
        _set_up(self)
        self.columns = ColumnLayout(self, model)
        self.cell_cursor = Cursor(self, model, self.columns.visible)
        self.editing = Editing(self, model, self.cell_cursor)
        self.blocks = BlockActs(self, model, self.cell_cursor, self.editing, self.columns.visible)
        self.rows = Rows(self, model, self.cell_cursor, self.editing, self.heights)
        self.row_drag = RowDrag(self, handles, model, self.cell_cursor, self.leave)
        handles.is_movable = model.is_movable
        handles.menu_wanted.connect(self._show_row_menu)
        handles.setVisible(model.sheet.siblings is not None)
        self._acts = _acts_of(self)
        self._keys = Keys(self._acts, _moves(self.cell_cursor))
        for changed in (model.dataChanged, model.rowsRemoved, model.layoutChanged):
            changed.connect(lambda *_: self.row_changed.emit())
        model.modelReset.connect(self._renewed)
        self.columns.changed.connect(self.cell_cursor.leave_hidden)
        header = self.horizontalHeader()
        assert isinstance(header, GridHeader)
        header.menu_wanted.connect(self.show_column_menu)
        self.columns.fit()

    # -- what it is asked from outside ----------------------------------------------------------

    def current_row(self) -> int:
        """The row that the cursor is on, -1 for none."""
        return self.currentIndex().row()

    def select_cell(self, row: int, column: int = 0) -> None:
        """Put the cursor on a cell and show it."""
        self.cell_cursor.go_to(row, column)

    def leave(self) -> bool:
        """Take in what is being typed; False, and back in the cell, when it does not fit."""
        return self.editing.leave()

    def edit_cell(self) -> None:
        """Edit the cursor's cell, the text cursor at the end."""
        self.editing.begin()

    def copy(self) -> None:
        """Copy the chosen cells as spreadsheets take them."""
        self.blocks.copy()

    def cut(self) -> None:
        """Copy the chosen cells and empty them."""
        self.blocks.cut()

    def paste(self) -> None:
        """Put the copied block where the choice begins."""
        self.blocks.paste()

    def show_column_menu(self, column: int, place: QPoint) -> None:
        """Show what can be done to the columns."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_column_menu(menu, self.grid, self.columns, column)
        menu.popup(place)

    def _renewed(self) -> None:
        self.columns.fit()
        self.row_changed.emit()

    # -- keys and mouse -------------------------------------------------------------------------

    @override
    def event(self, event: QEvent) -> bool:
        """The grid's own keys go before shortcuts of the window."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._keys.act_of(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.editing.bubble.hide()
        act = self._keys.act_of(event)
        if act:
            act()
        else:
            self.editing.cells.arrows_leave = True
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Qt goes to a row that begins with what is typed in a locked cell, and the rest is written there."""
        if search.isprintable():
            self.editing.is_open_to_typing()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab walks through the cells, and on from the last one."""
        if self.cell_cursor.is_last(forward=next):
            self.setTabKeyNavigation(False)
            return super().focusNextPrevChild(next)
        self.cell_cursor.walk(1 if next else -1, 0)
        return True

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.leave():
            return
        self.editing.bubble.hide()
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if shift and event.button() is Qt.MouseButton.LeftButton:
            self.cell_cursor.extend_to_point(event.position().toPoint())
        elif event.button() is Qt.MouseButton.LeftButton:
            self.cell_cursor.forget()
            super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drawing over cells chooses them; the cursor stays where it began."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.buttons() & Qt.MouseButton.LeftButton and plain:
            if self.editing.editor is None:
                self.cell_cursor.extend_to_point(event.position().toPoint())
        else:
            super().mouseMoveEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.editing.cells.arrows_leave = False
        super().mouseDoubleClickEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.leave():
            return
        index = self.indexAt(event.pos())
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        if by_mouse and index.isValid() and not self.selectionModel().isSelected(index):
            self.select_cell(index.row(), index.column())
        cell = self.visualRect(self.currentIndex()).center()
        self._show_menu(event.globalPos() if by_mouse else self.viewport().mapToGlobal(cell))

    def _show_row_menu(self, row: int, place: QPoint) -> None:
        if self.leave():
            if not self.row_drag.is_chosen(row):
                self.row_drag.choose(row)
            self._show_menu(place)

    def _show_menu(self, place: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def menu(self) -> QMenu:
        """What can be done to the chosen cells, and first about what was found of the cursor's cell."""
        menu = cell_menu(self, self.grid.sheet, self._acts)
        here = self.grid.addresses(self.currentIndex())
        marks = self.grid.bridge.marks
        found = dict.fromkeys(each for at in here for each in marks.findings_at(*at))
        add_findings(menu, self.grid.bridge, found, here, self.leave)
        return menu

    # -- what Qt asks of a view -----------------------------------------------------------------

    @override
    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.row_changed.emit()

    @override
    def commitData(self, editor: QWidget) -> None:
        self.editing.commit(editor)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        if self.editing.may_close(editor, hint):
            super().closeEditor(editor, hint)

    @override
    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Rows that come into view may be higher than they were taken for, and push the cell away."""
        super().scrollTo(index, hint)
        for _ in range(MOST_TRIES):
            self.heights.fit_visible()
            cell = self.visualRect(index)
            if cell.top() >= 0 and cell.bottom() <= max(self.viewport().height(), cell.height()):
                break
            self.updateGeometries()  # the scroll bar knows of the new heights only then
            super().scrollTo(index, hint)

    @override
    def minimumSizeHint(self) -> QSize:
        """Room for the head, some rows and the bar below them, in any size of text."""
        head = self.horizontalHeader().sizeHint().height()
        rows = FEWEST_ROWS * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(super().minimumSizeHint().width(), head + rows + bar + 2 * self.frameWidth())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cell = self.visualRect(self.currentIndex())
        was_seen = 0 <= cell.right() < event.oldSize().width()
        self.columns.fill()
        if was_seen:  # columns that there was no room to freeze may now stand over it
            self.uncover(self.currentIndex())


def _set_up(view: QTableView) -> None:
    triggers = QAbstractItemView.EditTrigger
    view.setEditTriggers(triggers.DoubleClicked | triggers.AnyKeyPressed | triggers.EditKeyPressed)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setWordWrap(True)
    view.setCornerButtonEnabled(False)


def _acts_of(view: GridView) -> dict[str, Callable[[], object]]:
    """What the keys and the menu do, by the keys of ``keys.ACTS``."""
    blocks, cursor, editing, rows = view.blocks, view.cell_cursor, view.editing, view.rows
    return {
        "cut": view.cut,
        "copy": view.copy,
        "paste": view.paste,
        "clear": blocks.clear,
        "fill_down": blocks.fill_down,
        "fill_right": blocks.fill_right,
        "add": rows.add_usual,
        "duplicate": rows.duplicate,
        "remove": rows.remove,
        "move_up": lambda: rows.move(-1),
        "move_down": lambda: rows.move(1),
        "edit": editing.begin,
        "erase": lambda: editing.begin_over(empty=True),
        "list": editing.begin_list,
        "enter": lambda: cursor.walk(0, 1),
        "enter_back": lambda: cursor.walk(0, -1),
        "choose_all": cursor.choose_all,
        "choose_rows": cursor.choose_rows,
        "choose_columns": cursor.choose_columns,
    }


def _moves(cursor: Cursor) -> dict[str, Callable[..., None]]:
    return {
        "step": cursor.step,
        "leap": cursor.leap,
        "to_end": cursor.to_end,
        "page": cursor.page,
    }
