"""The one model behind every grid: a sheet of columns over the open report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tertialapp.model.numbers import MINUS, NBSP
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.columns.column import FAULTS, Addition, Column, R, Sheet
from tertialapp.ui.override import override

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
FACE_ROLE = int(_Role.UserRole) + 1
_ROOT = QModelIndex()


@dataclass(frozen=True)
class Face:
    """How a cell looks: computed by the program, below zero, in a strong row, part of the row above."""

    computed: bool = False
    negative: bool = False
    strong: bool = False
    part: bool = False


@dataclass(frozen=True)
class Typed:
    """A text for a cell, with the reason where its column asks for one."""

    row: int
    column: int
    text: str
    reason: str = ""


class GridModel(QAbstractTableModel, Generic[R]):
    """Shows a sheet and writes what is typed, each time as one undo step.

    When the report changes, rows are removed, added and reordered one by one, so that views keep
    their selection and scroll.
    """

    def __init__(self, bridge: Bridge, sheet: Sheet[R], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.sheet = sheet
        self._rows: list[R] = list(sheet.rows(bridge.report))
        bridge.changed.connect(self._follow)

    def show_sheet(self, sheet: Sheet[R]) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self.sheet = sheet
        self._rows = list(sheet.rows(self.bridge.report))
        self.endResetModel()

    # -- what Qt asks ---------------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.sheet.columns)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column, row = self.cell(index)
        return usual | Qt.ItemFlag.ItemIsEditable if column.is_editable(row) else usual

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
        return None

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        column, row = self.cell(index)
        match role:
            case _Role.DisplayRole:
                answer: Any = self._shown(column, row)
            case _Role.EditRole:
                answer = self._typed(column, row)
            case _Role.TextAlignmentRole:
                side = _Flag.AlignRight if column.figures else _Flag.AlignLeft
                answer = side | _Flag.AlignVCenter
            case _Role.ToolTipRole | _Role.AccessibleDescriptionRole:
                answer = self._hint(column, row)
            case _Role.AccessibleTextRole:
                answer = f"{column.title}: {self._shown(column, row) or 'tomt'}"
            case _:
                answer = self._face(column, row) if role == FACE_ROLE else None
        return answer

    @override
    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        if role != _Role.EditRole or not index.isValid():
            return False
        return not self.write([Typed(index.row(), index.column(), str(value))])

    # -- cells ----------------------------------------------------------------------------------

    def cell(self, index: Index) -> tuple[Column[R], R]:
        """The column and row of a cell."""
        return self.sheet.columns[index.column()], self._rows[index.row()]

    def typed_text(self, index: Index) -> str:
        """What a cell's editor begins with: nothing is rounded away."""
        return self._typed(*self.cell(index))

    def copied_text(self, index: Index) -> str:
        """What is copied of a cell: as typed, also when it was computed."""
        column, row = self.cell(index)
        plain = self._shown(column, row).replace(NBSP, "").replace(MINUS, "-")
        return self._typed(column, row) or (plain if column.figures else "")

    def fault(self, index: Index, text: str) -> str:
        """What is wrong with a text for a cell, in Swedish; "" when nothing is."""
        column, row = self.cell(index)
        try:
            column.parse(self.bridge.report, row, text)
        except FAULTS as fault:
            return str(fault)
        return ""

    def question(self, cells: Sequence[Typed]) -> str:
        """The reason to ask for before texts are written to cells; "" when none is needed."""
        for cell in cells:
            reason = self.sheet.columns[cell.column].reason
            unlike = cell.text != self.typed_text(self.index(cell.row, cell.column))
            if reason and cell.text.strip() and unlike:
                return reason
        return ""

    def write(self, cells: Sequence[Typed], label: str = "") -> str:
        """Write texts to cells in one undo step; gives what is wrong with the first that doesn't fit.

        Nothing at all is written then. A text that a cell already holds changes nothing.
        """
        values = []
        for cell in cells:
            index = self.index(cell.row, cell.column)
            column, row = self.cell(index)
            fault = self.fault(index, cell.text)
            if fault:
                return f"{self._place(cell)}: {fault}" if len(cells) > 1 else fault
            if cell.text != self.typed_text(index):
                value = column.parse(self.bridge.report, row, cell.text)
                values.append((column, row, (value, cell.reason) if column.reason else value))
        if values:
            with self.bridge.edit(label or values[0][0].act, initiator=self) as edit:
                for column, row, value in values:
                    assert column.write is not None
                    column.write(edit, row, value)
        return ""

    def _place(self, cell: Typed) -> str:
        return f"Rad {cell.row + 1}, {self.sheet.columns[cell.column].title}"

    def _typed(self, column: Column[R], row: R) -> str:
        report = self.bridge.report
        return column.typed(report, row, column.read(report, row))

    def _shown(self, column: Column[R], row: R) -> str:
        report = self.bridge.report
        return column.show(report, row, column.read(report, row))

    def _hint(self, column: Column[R], row: R) -> str | None:
        report = self.bridge.report
        how = column.computed(report, row)
        if how:
            return how
        value = column.read(report, row)
        exact = column.typed(report, row, value) if column.figures else ""
        shown = column.show(report, row, value)
        rounded = column.signed and _digits(exact) != _digits(shown)
        return f"Exakt: {exact}" if rounded else column.tooltip or None

    def _face(self, column: Column[R], row: R) -> Face:
        report = self.bridge.report
        negative = False
        locked = not column.is_editable(row) and not column.stretches
        if column.signed:
            value = column.read(report, row)
            negative = value is not None and value < 0
        return Face(
            computed=bool(column.computed(report, row)) or locked,
            negative=negative and column.key == "deviation",
            strong=self.sheet.is_strong(row),
            part=self.sheet.is_part(row) and column.stretches,
        )

    # -- rows -----------------------------------------------------------------------------------

    def row(self, at: int) -> R | None:
        """The row at a place, None beyond the rows."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def row_of(self, row_id: str) -> int:
        """Where the row with a key is, -1 when it is not here."""
        ids = [self.sheet.row_id(row) for row in self._rows]
        return ids.index(row_id) if row_id in ids else -1

    def add(self, addition: Addition[R], after: int) -> int:
        """Add a row after another; gives where it came."""
        made = ""
        with self.bridge.edit(f"Lägg till {self.sheet.noun}", initiator=self) as edit:
            made = addition.create(edit, self.row(after))
        return self.row_of(made)

    def remove(self, places: Sequence[int]) -> None:
        """Remove rows; sums stay."""
        rows = self._own(places)
        remove = self.sheet.remove
        if rows and remove:
            count = f"{len(rows)} rader" if len(rows) > 1 else self.sheet.noun
            with self.bridge.edit(f"Ta bort {count}", initiator=self) as edit:
                for row in rows:
                    left = map(self.sheet.row_id, self.sheet.rows(edit.report))
                    if (
                        self.sheet.row_id(row) in left
                    ):  # it may have gone with the one it is part of
                        remove(edit, row)

    def move(self, place: int, step: int) -> None:
        """Move a row up or down among its siblings."""
        if self._own([place]) and self.sheet.move:
            with self.bridge.edit(f"Flytta {self.sheet.noun}", initiator=self) as edit:
                self.sheet.move(edit, self._rows[place], step)

    def _own(self, places: Sequence[int]) -> list[R]:
        rows = (self.row(place) for place in places)
        return [row for row in rows if row is not None and self.sheet.is_own(row)]

    # -- following the report -------------------------------------------------------------------

    def _follow(self) -> None:
        """Take over the report's rows with as little disturbance as possible."""
        wanted = list(self.sheet.rows(self.bridge.report))
        key = self.sheet.row_id
        keys = [key(row) for row in wanted]
        for at in reversed(range(len(self._rows))):
            if key(self._rows[at]) not in keys:
                self.beginRemoveRows(_ROOT, at, at)
                del self._rows[at]
                self.endRemoveRows()
        here = {key(row) for row in self._rows}
        self._reorder([found for found in keys if found in here])
        for at, row in enumerate(wanted):
            if keys[at] not in here:
                self.beginInsertRows(_ROOT, at, at)
                self._rows.insert(at, row)
                self.endInsertRows()
        self._rows = wanted
        if wanted:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(wanted) - 1, len(self.sheet.columns) - 1)
            )

    def _reorder(self, keys: Sequence[str]) -> None:
        was = [self.sheet.row_id(row) for row in self._rows]
        if was == list(keys):
            return
        self.layoutAboutToBeChanged.emit()
        by_key = dict(zip(was, self._rows, strict=True))
        self._rows = [by_key[key] for key in keys]
        old = self.persistentIndexList()
        new = [self.index(keys.index(was[index.row()]), index.column()) for index in old]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()


_Flag = Qt.AlignmentFlag
_SEAM = re.compile("(?<=[a-zåäö]{5})(?=justering|förändring|överföring)")


def _breakable(title: str) -> str:
    """A head whose long words may be broken: after a slash, and in the seam of a compound."""
    return _SEAM.sub("\u00ad", title.replace("/", "/\u200b"))


def _digits(text: str) -> str:
    """The figure in a text without what print adds."""
    digits = "".join(char for char in text if char.isdigit() or char == ",")
    return digits.rstrip("0").rstrip(",") if "," in digits else digits
