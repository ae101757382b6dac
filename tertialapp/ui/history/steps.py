"""The steps of the history as a table: when, who, what; the latest first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from tertialapp.store.log import EditKind, LoggedEdit
from tertialapp.ui.override import override

Index = QModelIndex | QPersistentModelIndex
_HEADS = ("När", "Vem", "Ändring")
_BEFORE = {EditKind.EDIT: "", EditKind.UNDO: "Ångrat: ", EditKind.REDO: "Gjort om: "}
_ROLE = Qt.ItemDataRole


class Steps(QAbstractTableModel):
    """The steps that are asked for, among all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[LoggedEdit] = []

    def show(self, steps: Sequence[LoggedEdit], among: Collection[int] | None, words: str) -> None:
        """Show the steps among some numbers (None: all) whose words or person have all the words."""
        asked = words.casefold().split()
        self.beginResetModel()
        self._steps = [
            step
            for step in reversed(steps)
            if among is None or step.id in among
            if all(word in f"{_what(step)} {step.actor}".casefold() for word in asked)
        ]
        self.endResetModel()

    def step(self, row: int) -> LoggedEdit:
        """The step in a row."""
        return self._steps[row]

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._steps)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_HEADS)

    @override
    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if role not in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return None
        step = self._steps[index.row()]
        return (when(step.at), step.actor, _what(step))[index.column()]

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        if role == _ROLE.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _HEADS[section]
        return None


def _what(step: LoggedEdit) -> str:
    return f"{_BEFORE[step.kind]}{step.label}"


def when(at: str) -> str:
    """A moment of the log in the user's own time, to the minute; as it stands when it is none."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return at
