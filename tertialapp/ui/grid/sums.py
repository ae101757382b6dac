"""The sums of a grid: a strip below its rows, in step with its columns, that never scrolls away."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from tertialapp.ui.columns.column import SumCell, SumRow
from tertialapp.ui.grid import clipboard
from tertialapp.ui.grid.frozen import FrozenTable
from tertialapp.ui.grid.look import Face
from tertialapp.ui.grid.model import FACE_ROLE, GridModel
from tertialapp.ui.grid.view import GridView
from tertialapp.ui.override import override

_Role = Qt.ItemDataRole
_Flag = Qt.AlignmentFlag
_ROOT = QModelIndex()
_FACE = Face(computed=True, strong=True)


class SumsModel(QAbstractTableModel):
    """The rows of sums of a grid's sheet, which follow the report."""

    def __init__(self, grid: GridModel[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self._rows: tuple[SumRow, ...] = ()
        self.renew()
        grid.modelReset.connect(self.renew)
        grid.bridge.changed.connect(lambda _: self._follow())

    def renew(self) -> None:
        """Show the sums of another sheet."""
        self.beginResetModel()
        self._rows = self._sums()
        self.endResetModel()

    def _sums(self) -> tuple[SumRow, ...]:
        sums = self._grid.sheet.sums
        return tuple(sums(self._grid.bridge.report)) if sums else ()

    def _follow(self) -> None:
        now = self._sums()
        if now == self._rows:
            return
        if len(now) != len(self._rows):
            self.renew()
            return
        self._rows = now
        last = self.index(len(now) - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._grid.sheet.columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            return self._grid.headerData(section, orientation, role)
        # Heard, and not seen: the heads are narrow, and the name stands where the rows' names do.
        if role == _Role.AccessibleTextRole and 0 <= section < len(self._rows):
            return self._rows[section].label
        return None

    @override
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = _Role.DisplayRole
    ) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        column = self._grid.sheet.columns[index.column()]
        cell = self.cell(index)
        match role:
            case _Role.DisplayRole:
                return cell.shown
            case _Role.TextAlignmentRole:
                side = _Flag.AlignRight if column.figures else _Flag.AlignLeft
                return side | _Flag.AlignVCenter
            case _Role.ToolTipRole | _Role.AccessibleDescriptionRole:
                exact = cell.exact and f"Exakt: {cell.exact}"
                return "\n".join(filter(None, (cell.how, exact))) or None
            case _Role.AccessibleTextRole:
                return f"{column.name}: {cell.shown or 'tomt'}"
        return _FACE if role == FACE_ROLE else None

    def cell(self, index: QModelIndex | QPersistentModelIndex) -> SumCell:
        """A cell; the name of the sum stands where the rows' names do."""
        row = self._rows[index.row()]
        column = self._grid.sheet.columns[index.column()]
        if column.stretches and column.key not in row.cells:
            return SumCell(row.label)
        return row.cells.get(column.key, SumCell(""))


class _Strip(FrozenTable):
    """The sums as a table that can be walked in and copied from."""

    def __init__(self, view: GridView) -> None:
        super().__init__()
        self.sums = SumsModel(view.grid, self)
        self.setModel(self.sums)
        self.setItemDelegate(view.itemDelegate())
        self.setAccessibleName("Summor")
        self.setProperty("sums", True)
        self.horizontalHeader().hide()
        head = self.verticalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setFixedWidth(view.verticalHeader().sizeHint().width())
        head.setVisible(not view.verticalHeader().isHidden())
        self.verticalHeader().setDefaultSectionSize(view.verticalHeader().defaultSectionSize())
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)

    def wanted_height(self) -> int:
        """As high as its rows, and its scroll bar where there is one."""
        bar = self.horizontalScrollBar()
        rows = self.verticalHeader().length() + 2 * self.frameWidth()
        return rows + (bar.sizeHint().height() if bar.maximum() else 0)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.wanted_height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy the chosen sums, exactly."""
        chosen = [
            index for index in self.selectedIndexes() if not self.isColumnHidden(index.column())
        ]
        texts = {}
        for index in chosen:
            cell = self.sums.cell(index)
            texts[index.row(), index.column()] = cell.exact or cell.shown
        rows = sorted({row for row, _ in texts})
        columns = sorted({column for _, column in texts})
        if texts:
            clipboard.put([[texts.get((row, at), "") for at in columns] for row in rows])


class SummedGrid(QWidget):
    """A grid with its strip of sums, which is there while the sheet has any.

    The strip has the scroll bar for both. When all rows fit, the sums stand right below them.
    """

    def __init__(self, view: GridView) -> None:
        super().__init__()
        self.view = view
        self.strip = _Strip(view)
        self.setFocusProxy(view)
        self._beside = QHBoxLayout()
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.addWidget(self.strip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(view, 1)
        layout.addLayout(self._beside)
        layout.addStretch(0)
        own, its = view.horizontalScrollBar(), self.strip.horizontalScrollBar()
        own.valueChanged.connect(its.setValue)
        its.valueChanged.connect(own.setValue)
        its.rangeChanged.connect(lambda *_: self._fit_strip())
        view.verticalScrollBar().installEventFilter(self)
        view.horizontalHeader().sectionResized.connect(self._follow_column)
        view.horizontalHeader().geometriesChanged.connect(self._fit_height)
        view.columns.changed.connect(self._follow_columns)
        view.heights.changed.connect(self._fit_height)
        self.strip.sums.modelReset.connect(self._follow_columns)
        self._follow_columns()

    @property
    def has_sums(self) -> bool:
        """Whether there is anything to show in the strip."""
        return self.strip.sums.rowCount() > 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            bar = self.view.verticalScrollBar()
            width = bar.sizeHint().width() if event.type() == QEvent.Type.Show else 0
            self._beside.setContentsMargins(0, 0, width, 0)
        return super().eventFilter(watched, event)

    def _follow_column(self, section: int, _old: int, new: int) -> None:
        self.strip.setColumnWidth(section, new)

    def _follow_columns(self) -> None:
        view, strip, has_sums = self.view, self.strip, self.has_sums
        for at in range(view.grid.columnCount()):
            strip.setColumnHidden(at, view.isColumnHidden(at))
            if not view.isColumnHidden(at):
                strip.setColumnWidth(at, view.columnWidth(at))
        strip.freeze(view.frozen_columns)
        strip.setVisible(has_sums)
        policy = Qt.ScrollBarPolicy
        view.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if has_sums else policy.ScrollBarAsNeeded
        )
        self._fit_strip()
        self._fit_height()

    def _fit_strip(self) -> None:
        self.strip.setFixedHeight(max(1, self.strip.wanted_height()))

    def _fit_height(self) -> None:
        """No higher than the rows are while sums stand below them."""
        view = self.view
        header = view.horizontalHeader().sizeHint().height()
        rows = view.verticalHeader().length() + header + 2 * view.frameWidth()
        highest = max(view.minimumSizeHint().height(), rows) if self.has_sums else _ANY_HEIGHT
        view.setMaximumHeight(min(_ANY_HEIGHT, highest))


_ANY_HEIGHT = 16_777_215
"""What Qt has for no limit."""
