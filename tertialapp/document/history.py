"""Which edit undo and redo act on, told by the log alone, so that it survives closing and reopening."""

from __future__ import annotations

from collections.abc import Iterable

from tertialapp.base.errors import BadFile
from tertialapp.store.log import EditKind, LoggedEdit

_HIGHEST = 2**53


class History:
    """The edits that can be undone and redone. A new edit makes what was undone unreachable.

    Raises BadFile for a log that no sequence of edits can have left.
    """

    def __init__(self, logged: Iterable[LoggedEdit]) -> None:
        self.next_id = 1
        self._edits: dict[int, LoggedEdit] = {}
        self._done: list[int] = []
        self._undone: list[int] = []
        try:
            for edit in logged:
                self.add(edit)
        except IndexError as error:
            raise BadFile("Filens historik är skadad. Öppna en säkerhetskopia av den.") from error

    def add(self, edit: LoggedEdit) -> None:
        """Take note of the next entry of the log. Raises IndexError when it can't be the next."""
        if not self.next_id <= edit.id < _HIGHEST:
            raise IndexError(edit.id)
        self.next_id = edit.id + 1
        match edit.kind:
            case EditKind.EDIT:
                self._edits[edit.id] = edit
                self._done.append(edit.id)
                self._undone.clear()
            case EditKind.UNDO:
                self._undone.append(self._done.pop())
            case EditKind.REDO:
                self._done.append(self._undone.pop())

    def is_undone(self, edit_id: int) -> bool:
        """Whether an edit stands taken back."""
        return edit_id in self._edits and edit_id not in self._done

    @property
    def undo_target(self) -> LoggedEdit | None:
        """The edit that undo takes back."""
        return self._edits[self._done[-1]] if self._done else None

    @property
    def redo_target(self) -> LoggedEdit | None:
        """The edit that redo does again."""
        return self._edits[self._undone[-1]] if self._undone else None
