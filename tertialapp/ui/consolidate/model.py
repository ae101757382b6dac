"""A table of the consolidation for Qt: what its cells show, and which rows stand where."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QFont, QIcon

from tertialapp.model.consolidated import Row, Sheet, Value, shown
from tertialapp.model.consolidated.values import NO_STATUS
from tertialapp.model.frame import Status
from tertialapp.model.relations import swedish_key
from tertialapp.ui.icons import status_icon
from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NONE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SheetModel(QAbstractTableModel):
    """The rows of a sheet, and its sum as the last of them."""

    def __init__(self, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self.rows = sheet.all_rows

    @override
    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.sheet.columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self.sheet.columns[section].head
        return None

    @override
    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        value = row.cells[column]
        match role:
            case _Role.DisplayRole | _Role.ToolTipRole:
                return shown(self.sheet.columns[column], value)
            case _Role.DecorationRole:
                return _mark(value)
            case _Role.TextAlignmentRole if isinstance(value, int | Decimal):
                return _RIGHT
            case _Role.FontRole if row.strong:
                font = QFont()
                font.setWeight(QFont.Weight.DemiBold)
                return font
            case _Role.AccessibleTextRole:
                return self._spoken(row, column)
        return None

    def _spoken(self, row: Row, column: int) -> str:
        """A cell after the name of its row and its head."""
        name = self.sheet.named - 1
        words = shown(self.sheet.columns[column], row.cells[column]) or "tom"
        if column == name:
            return words
        return f"{shown(self.sheet.columns[name], row.cells[name])}, {self.sheet.columns[column].head}: {words}"


def _mark(value: Value) -> QIcon | None:
    """The mark of a status word, or of there being none."""
    if isinstance(value, Status):
        return status_icon(value, theme_now())
    return status_icon(None, theme_now()) if value is NO_STATUS else None


class ShownRows(QSortFilterProxyModel):
    """Some of the rows, in the order of a column or as the sheet has them; the sum last whatever the order."""

    def __init__(self, model: SheetModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._kept = set(map(id, model.rows))
        self.setSourceModel(model)

    def show_only(self, rows: Sequence[Row]) -> None:
        """Show these rows of the sheet."""
        self.beginFilterChange()
        self._kept = set(map(id, rows))
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: _Index) -> bool:
        return id(self._model.rows[source_row]) in self._kept

    @override
    def lessThan(self, source_left: _Index, source_right: _Index) -> bool:
        rows, total = self._model.rows, self._model.sheet.total
        left, right = rows[source_left.row()], rows[source_right.row()]
        if total in (left, right):
            return (right is total) is (self.sortOrder() is Qt.SortOrder.AscendingOrder)
        column = source_left.column()
        return _place(left.cells[column]) < _place(right.cells[column])

    def row_at(self, index: _Index) -> Row:
        """The row that an index shows."""
        return self._model.rows[self.mapToSource(index).row()]


def _place(value: Value) -> tuple[int, Decimal, str]:
    """What sorts cells: figures by value, status words by rank, other words as Swedish lists do, blanks last."""
    match value:
        case None:
            return 2, Decimal(0), ""
        case Status():
            return 0, Decimal(value.rank), value.name
        case str():
            return (1, Decimal(0), swedish_key(value)) if value else (2, Decimal(0), "")
    return 0, Decimal(value), ""
