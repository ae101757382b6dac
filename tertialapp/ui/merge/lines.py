"""What there is to decide as a table: where, what, who and when; as many as there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from tertialapp.merge.duplicates import Notice
from tertialapp.model.choice_words import choice_words
from tertialapp.model.conflicts import Conflict
from tertialapp.ui.override import override
from tertialapp.ui.times import when

Index = QModelIndex | QPersistentModelIndex
Line = Conflict | Notice
_HEADS = ("Plats", "Vad", "Vem", "När")
_ROLE = Qt.ItemDataRole
_DIGITS = re.compile(r"(\d+)")


class Lines(QAbstractTableModel):
    """Conflicts by their places, then possible duplicates."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []

    def show(self, conflicts: Iterable[Conflict], notices: Sequence[Notice]) -> None:
        """Show just these."""
        lines: list[Line] = [*sorted(conflicts, key=_order), *notices]
        if lines != self._lines:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()

    def line(self, row: int) -> Line:
        """What is in a row."""
        return self._lines[row]

    def row_of(self, line: Line | None) -> int | None:
        """Where something stands; None when it is no longer here."""
        rows = (row for row, each in enumerate(self._lines) if each is line)
        return next(rows, None)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_HEADS)

    @override
    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if role not in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return None
        line = self._lines[index.row()]
        if isinstance(line, Notice):
            return (line.name, "Möjlig dubblett", "", "")[index.column()]
        return (line.label, choice_words(line.kind), line.who, moment(line.at))[index.column()]

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        if role == _ROLE.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _HEADS[section]
        return None


def _order(found: Conflict) -> tuple[tuple[str | int, ...], str]:
    return _pieces(found.label), found.id


@lru_cache(maxsize=16_384)  # all are put in order again when one of them is decided
def _pieces(label: str) -> tuple[str | int, ...]:
    """A label in order, with 1.10 after 1.9: the pieces alternate between words and numbers."""
    pieces = _DIGITS.split(label)
    return tuple(int(piece) if at % 2 else piece for at, piece in enumerate(pieces))


def moment(at: str) -> str:
    """When something was written, in the user's own time; "" where that is not known."""
    try:
        return when(datetime.fromisoformat(at).astimezone())
    except (ValueError, OverflowError):
        return ""
