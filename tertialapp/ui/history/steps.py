"""The steps of the history as a table: when, who, what; the latest first, under a merge what it brought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from tertialapp.document.document import Document
from tertialapp.store.log import Brought, EditKind, LoggedEdit
from tertialapp.ui.override import override

Index = QModelIndex | QPersistentModelIndex
_HEADS = ("När", "Vem", "Ändring")
_BEFORE = {EditKind.EDIT: "", EditKind.UNDO: "Ångrat: ", EditKind.REDO: "Gjort om: "}
_ROLE = Qt.ItemDataRole


class Step(Struct, frozen=True):
    """An edit of this copy, or (``brought``) one of another that came with it, as it is shown."""

    edit_id: int
    at: str
    actor: str
    label: str
    brought: Brought | None = None


def steps_of(document: Document) -> list[Step]:
    """All steps, the latest first."""
    brought: dict[int | None, list[Brought]] = {}
    for edit in document.brought():
        brought.setdefault(edit.by, []).append(edit)
    return [
        step
        for edit in reversed(document.history())
        for step in (_own(edit), *_from_others(edit, brought.get(edit.id, ())))
    ]


def _own(edit: LoggedEdit) -> Step:
    return Step(edit.id, edit.at, edit.actor, f"{_BEFORE[edit.kind]}{edit.label}")


def _from_others(merge: LoggedEdit, brought: Sequence[Brought]) -> Iterator[Step]:
    for edit in reversed(brought):
        if edit.label:
            yield Step(merge.id, edit.at, edit.actor, f"↳ {edit.label}", edit)


class Steps(QAbstractTableModel):
    """The steps that are asked for, among all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[Step] = []

    def show(self, steps: Sequence[Step], words: str) -> None:
        """Show the steps whose words or person have all the words."""
        asked = words.casefold().split()
        self.beginResetModel()
        self._steps = [
            step
            for step in steps
            if all(word in f"{step.label} {step.actor}".casefold() for word in asked)
        ]
        self.endResetModel()

    def step(self, row: int) -> Step:
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
        return (when(step.at), step.actor, step.label)[index.column()]

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        if role == _ROLE.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _HEADS[section]
        return None


def when(at: str) -> str:
    """A moment of the log in the user's own time, to the minute; as it stands when it is none."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return at
