"""The one model behind every grid: a sheet of columns over the open report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Generic

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)

from tertialapp.document.document import Change
from tertialapp.model.numbers import MINUS, NBSP
from tertialapp.model.records import owner_key
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.columns.column import Column, R, Sheet, with_fixed_rows
from tertialapp.ui.grid.look import Face, Notes, face_of, hint_of, notes_of
from tertialapp.ui.override import override

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_Flag = Qt.AlignmentFlag
_Item = Qt.ItemFlag
FACE_ROLE = int(_Role.UserRole) + 1
_LOCKED = _Item.ItemIsEnabled | _Item.ItemIsSelectable | _Item.ItemNeverHasChildren
_TYPED_IN = _LOCKED | _Item.ItemIsEditable
_ROOT = QModelIndex()
_ANSWERED = frozenset(
    int(role)
    for role in (
        _Role.DisplayRole,
        _Role.EditRole,
        _Role.TextAlignmentRole,
        _Role.ToolTipRole,
        _Role.AccessibleDescriptionRole,
        _Role.AccessibleTextRole,
        FACE_ROLE,
    )
)
_SETTLE = 200
"""Milliseconds after a change until the marks of other cells follow: checks take their time."""


class GridModel(QAbstractTableModel, Generic[R]):
    """Shows the rows of a sheet; what is done to them stands in ``writing`` and ``row_acts``.

    When the report changes, rows are removed, added and reordered one by one, so that views keep
    their selection and scroll, and only rows that the change is about are painted anew.
    """

    def __init__(self, bridge: Bridge, sheet: Sheet[R], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.sheet = self._allowed(sheet)
        self._rows: list[R] = list(sheet.rows(bridge.report))
        self._places: dict[str, int] | None = None
        self._faces: dict[tuple[int, int], Face] = {}
        self._marks = bridge.marks
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self._renew_marks)
        bridge.changed.connect(self._follow)
        bridge.saved.connect(self._settle.start)

    def show_sheet(self, sheet: Sheet[R]) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self.sheet = self._allowed(sheet)
        self._rows = list(sheet.rows(self.bridge.report))
        self._places = None
        self._faces.clear()
        self._marks = self.bridge.marks
        self.endResetModel()

    def _allowed(self, sheet: Sheet[R]) -> Sheet[R]:
        """The sheet with what may be done to its rows."""
        return with_fixed_rows(sheet) if self.bridge.read_only else sheet

    # -- what Qt asks ---------------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.sheet.columns)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or index.row() >= len(self._rows):
            return _Item.NoItemFlags
        return _TYPED_IN if self.is_editable(index) else _LOCKED

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self.sheet.columns):
            column = self.sheet.columns[section]
            if role == _Role.DisplayRole:
                return _breakable(column.title)
            if role == _Role.ToolTipRole:
                return column.tooltip or None
            if role == _Role.TextAlignmentRole:
                side = _Flag.AlignRight if column.figures else _Flag.AlignLeft
                return side | _Flag.AlignVCenter | Qt.TextFlag.TextWordWrap
        if orientation is Qt.Orientation.Vertical and 0 <= section < len(self._rows):
            if role == _Role.DisplayRole:  # not seen; screen readers say it when the row changes
                return self.row_name(section)
            if role == _Role.ToolTipRole and self.is_movable(section):
                return "Dra för att flytta raden. Skift+klick markerar flera."
        return None

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if role not in _ANSWERED or not index.isValid() or index.row() >= len(self._rows):
            return None
        column, row = self.cell(index)
        report = self.bridge.report
        answer: Any = None
        if role == _Role.DisplayRole:
            answer = column.show(report, row, column.read(report, row))
        elif role == FACE_ROLE:
            answer = self.face(index)
        elif role == _Role.TextAlignmentRole:
            answer = _RIGHT if column.figures else _LEFT
        elif role == _Role.EditRole:
            answer = self.typed_text(index)
        elif role == _Role.AccessibleTextRole:
            answer = f"{column.name}: {self.shown_text(index) or 'tomt'}"
        else:
            answer = hint_of(column, report, row, self._notes(column, row)) or None
        return answer

    @override
    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        """Values come in through ``writing.write``, which says what is wrong with them."""
        return False

    # -- cells ----------------------------------------------------------------------------------

    def cell(self, index: Index) -> tuple[Column[R], R]:
        """The column and row of a cell."""
        return self.sheet.columns[index.column()], self._rows[index.row()]

    def is_editable(self, index: Index) -> bool:
        """Whether a cell can be typed in."""
        column, row = self.cell(index)
        return not self.bridge.read_only and column.is_editable(row)

    def shown_text(self, index: Index) -> str:
        """A cell as it is printed."""
        column, row = self.cell(index)
        return column.show(self.bridge.report, row, column.read(self.bridge.report, row))

    def typed_text(self, index: Index) -> str:
        """What a cell's editor begins with: nothing is rounded away."""
        column, row = self.cell(index)
        return column.typed(self.bridge.report, row, column.read(self.bridge.report, row))

    def copied_text(self, index: Index) -> str:
        """What is copied of a cell: as typed, also when it was computed."""
        column, _ = self.cell(index)
        plain = self.shown_text(index).replace(NBSP, "").replace(MINUS, "-")
        return self.typed_text(index) or (plain if column.figures else "")

    def face(self, index: Index) -> Face:
        """How a cell looks; kept until something changes, since every painting asks for all of them."""
        place = index.row(), index.column()
        if place not in self._faces:
            column, row = self.cell(index)
            notes = self._notes(column, row)
            self._faces[place] = face_of(self.sheet, column, self.bridge.report, row, notes)
        return self._faces[place]

    def addresses(self, index: Index) -> list[tuple[str, str, str]]:
        """The stored cells that a cell shows; none for what is not stored or not there."""
        if not index.isValid():
            return []
        column, row = self.cell(index)
        source = column.source(self.bridge.report, row) if column.source else None
        return [(source[0], source[1], field) for field in source[2]] if source else []

    def _notes(self, column: Column[R], row: R) -> Notes:
        return notes_of(self._marks, self.bridge.report, column, row)

    # -- rows -----------------------------------------------------------------------------------

    def row(self, at: int) -> R | None:
        """The row at a place, None beyond the rows."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def row_of(self, row_id: str) -> int:
        """Where the row with a key is, -1 when it is not here."""
        if self._places is None:
            self._places = {self.sheet.row_id(row): at for at, row in enumerate(self._rows)}
        return self._places.get(row_id, -1)

    def is_movable(self, at: int) -> bool:
        """Whether a row has an order that the user decides."""
        row = self.row(at)
        return row is not None and self.sheet.siblings is not None and self.sheet.is_own(row)

    def row_name(self, at: int) -> str:
        """What a row is called: the text of its widest column."""
        columns = self.sheet.columns
        name = next((c for c, column in enumerate(columns) if column.stretches), 0)
        return self.shown_text(self.index(at, name))

    # -- following the report -------------------------------------------------------------------

    def _follow(self, change: Change) -> None:
        """Take over the report's rows with as little disturbance as possible."""
        self._settle.start()
        self._faces.clear()
        follows = self.sheet.follows
        if follows and not change.touches(follows.rows, *follows.values):
            return
        rows_touched = not follows or change.touches(follows.rows)
        if rows_touched:
            self._take_over(list(self.sheet.rows(self.bridge.report)))
            self._faces.clear()  # views may have asked while rows came and went
        if follows is None:
            self._repaint(range(len(self._rows)))
        else:
            tables = (follows.rows, *follows.values)
            keys = (delta.key for delta in change.deltas if delta.table in tables)
            at = (self.row_of(owner_key(key)) for key in keys)
            self._repaint(sorted({place for place in at if place >= 0}))

    def _take_over(self, wanted: list[R]) -> None:
        key = self.sheet.row_id
        keys = [key(row) for row in wanted]
        kept = set(keys)
        gone = [at for at, row in enumerate(self._rows) if key(row) not in kept]
        for first, last in reversed(list(_runs(gone))):
            self.beginRemoveRows(_ROOT, first, last)
            del self._rows[first : last + 1]
            self._places = None
            self.endRemoveRows()
        here = {key(row) for row in self._rows}
        self._reorder([found for found in keys if found in here])
        for first, last in _runs([at for at, found in enumerate(keys) if found not in here]):
            self.beginInsertRows(_ROOT, first, last)
            self._rows[first:first] = wanted[first : last + 1]
            self._places = None
            self.endInsertRows()
        self._rows = wanted

    def _reorder(self, keys: Sequence[str]) -> None:
        was = [self.sheet.row_id(row) for row in self._rows]
        if was == keys:
            return
        self.layoutAboutToBeChanged.emit()
        by_key = dict(zip(was, self._rows, strict=True))
        self._rows = [by_key[key] for key in keys]
        self._places = None
        old = self.persistentIndexList()
        new = [self.index(self.row_of(was[index.row()]), index.column()) for index in old]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _repaint(self, rows: Sequence[int], roles: Sequence[int] = ()) -> None:
        last = len(self.sheet.columns) - 1
        for first, end in _runs(rows):
            self.dataChanged.emit(self.index(first, 0), self.index(end, last), list(roles))

    def _renew_marks(self) -> None:
        """The marks of the changed report, which may be on cells that were not touched."""
        self._marks = self.bridge.marks
        self._faces.clear()
        self._repaint(range(len(self._rows)), (FACE_ROLE, int(_Role.ToolTipRole)))


_LEFT = _Flag.AlignLeft | _Flag.AlignVCenter
_RIGHT = _Flag.AlignRight | _Flag.AlignVCenter
_SEAM = re.compile("(?<=[a-zåäö]{5})(?=justering|förändring|överföring)")


def _breakable(title: str) -> str:
    """A head whose long words may be broken: after a slash, and in the seam of a compound."""
    return _SEAM.sub("\u00ad", title.replace("/", "/\u200b"))


def _runs(places: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Ascending places as first and last of each unbroken run."""
    first = last = -2
    for place in places:
        if place != last + 1:
            if last >= 0:
                yield first, last
            first = place
        last = place
    if last >= 0:
        yield first, last
