"""An open report: its value, the one door through which it changes, and where it is saved."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from tertialapp.base.errors import BadFile, Refusal
from tertialapp.base.files import digest, real_path
from tertialapp.base.lock import Busy, FileLock, take_lock
from tertialapp.base.user import user_name
from tertialapp.document.backups import Why, keep
from tertialapp.document.copies import copy_of, make_room
from tertialapp.document.edit import Edit
from tertialapp.document.following import follow
from tertialapp.document.history import History
from tertialapp.document.publishing import ChangedFile, check_unchanged, noted_path, publish
from tertialapp.model.change import Delta, apply_deltas, difference
from tertialapp.model.integrity import faults_of_change
from tertialapp.model.locking import approval_reason, locked_reason
from tertialapp.model.part_words import part_name
from tertialapp.model.parts import is_within
from tertialapp.model.places import part_place
from tertialapp.model.records import new_id
from tertialapp.model.report import Report
from tertialapp.store.log import Brought, EditKind, Lineage, LoggedEdit
from tertialapp.store.working_copy import WorkingCopy


class Change(Struct, frozen=True):
    """What an edit, undo or redo did; ``initiator`` is whoever asked for it, to know its own."""

    label: str
    kind: EditKind
    deltas: tuple[Delta, ...]
    initiator: object = None

    def touches(self, *tables: str) -> bool:
        """Whether anything in the named tables changed."""
        return any(delta.table in tables for delta in self.deltas)


Listener = Callable[[Change], None]


def _refuse(reason: str) -> None:
    """Raises Refusal where there is a reason."""
    if reason:
        raise Refusal(reason)


class Document:
    """A report that is open for editing.

    ``report`` is the value now; it is replaced, never changed. Every edit is on disk in the working
    copy when ``edit`` returns; ``save`` puts the whole report where others find it. ``published`` is
    the report as it was put there last, or as it was opened. ``lock`` is the right to write in the
    file, which the document lets go of when it is closed. Where ``read_only`` says why, nothing can be
    changed.
    """

    def __init__(
        self,
        working: WorkingCopy,
        path: Path | None = None,
        lock: FileLock | None = None,
        read_only: str = "",
    ) -> None:
        self.path = path
        self.read_only = read_only
        self._lock = lock
        self._has_failed = False
        self.report = working.opening_report()
        self._working = working
        self._merged: dict[Path, tuple[str, int]] = {}
        self._history = History(working.edits())
        self._listeners: list[Listener] = []
        self._published_edit = int(working.note("published_edit") or -1)
        self.published = self._as_published()

    # -- change ---------------------------------------------------------------------------------

    @contextlib.contextmanager
    def edit(
        self, label: str, *, initiator: object = None, taken_in: Collection[Brought] = ()
    ) -> Iterator[Edit]:
        """One undo step with a Swedish label: all of it is carried out at the end, or nothing.

        ``taken_in`` are another copy's edits that it brings; they are noted in any case.
        Raises BadFile when it can't be written to disk, Refusal when the report is open for reading
        only, the period is locked, or the change lies outside the part that this is; it is then as
        before.
        """
        edit = Edit(self.report)
        yield edit
        self._check_writable()  # a body can't be passed over
        asked = difference(self.report, edit.changes)
        self._check_unlocked(asked)
        self._check(label, asked)  # what follows needs a sound report
        self._check_part(asked)
        follow(edit)
        deltas = difference(self.report, edit.changes)
        if deltas or taken_in:
            self._carry_out(self._entry(label, EditKind.EDIT), deltas, initiator, taken_in)
        edit.made = True

    def undo(self, *, initiator: object = None) -> None:
        """Take back the last edit that is not taken back; nothing when there is none."""
        target = self._history.undo_target
        if target is not None:
            self._replay(target, EditKind.UNDO, initiator)

    def redo(self, *, initiator: object = None) -> None:
        """Do again the edit that was taken back last; nothing when there is none."""
        target = self._history.redo_target
        if target is not None:
            self._replay(target, EditKind.REDO, initiator)

    def _check_writable(self) -> None:
        if self.read_only:
            raise Refusal(self.read_only)

    def _check_part(self, deltas: tuple[Delta, ...]) -> None:
        """Raises Refusal for a change outside the part that was sent out, where this is one."""
        part, place = self.report.part, part_place(self.report)
        if part and not (place and is_within(self.report, place, deltas)):
            raise Refusal(
                f"Filen är en utskickad del: bara ”{part_name(self.report, part)}” kan ändras här."
            )

    def _check_unlocked(self, deltas: tuple[Delta, ...]) -> None:
        _refuse(locked_reason(self.report, deltas))

    def _replay(self, target: LoggedEdit, kind: EditKind, initiator: object) -> None:
        self._check_writable()
        try:
            deltas = self._working.deltas(target.id)
            if kind is EditKind.UNDO:
                deltas = tuple(delta.inverse() for delta in reversed(deltas))
                _refuse(approval_reason(deltas))
            self._check_unlocked(deltas)
            self._check(target.label, deltas)
            self._carry_out(self._entry(target.label, kind, target.id), deltas, initiator)
        except (KeyError, ValueError) as error:
            raise BadFile(
                f"”{target.label}” går inte att ångra eller göra om: filens historik är skadad. "
                "Rapporten i övrigt är hel."
            ) from error

    @property
    def undo_label(self) -> str | None:
        """What ``undo`` would take back."""
        target = None if self.read_only else self._history.undo_target
        return target.label if target else None

    @property
    def redo_label(self) -> str | None:
        """What ``redo`` would do again."""
        target = None if self.read_only else self._history.redo_target
        return target.label if target else None

    def history(self) -> list[LoggedEdit]:
        """Every edit that was ever made, oldest first."""
        return self._working.edits()

    def brought(self) -> tuple[Brought, ...]:
        """The edits of others that merges brought, oldest first; nothing if the history is damaged."""
        try:
            return self._working.brought()
        except ValueError:
            return ()

    def lineage(self) -> Lineage:
        """Where the report comes from, for merging. Raises BadFile."""
        return self._working.lineage()

    def report_before(self, edit_id: int) -> Report:
        """The report as it was before an edit of the history. Raises BadFile when that is damaged."""
        try:
            deltas = self._working.deltas_since(edit_id)
            return apply_deltas(self.report, [delta.inverse() for delta in reversed(deltas)])
        except (KeyError, ValueError) as error:
            raise BadFile(
                "Rapporten går inte att visa som den var då: filens historik är skadad. "
                "Rapporten som den är nu är hel."
            ) from error

    def report_after(self, count: int) -> Report:
        """The report as it was after so many of the log's edits. Raises BadFile as ``report_before``."""
        logged = self._working.edits()
        return self.report_before(logged[count].id) if count < len(logged) else self.report

    def touched(self) -> list[tuple[int, str, str]]:
        """Edit, table and key of every record that the history tells of, oldest first."""
        return self._working.touched()

    def forget_history(self, edit_id: int) -> int:
        """Forget the history before an edit, for good; gives how many entries went. Raises Refusal."""
        self._check_writable()
        if self.report.part:
            raise Refusal("En utskickad dels historik behövs när den läses tillbaka.")
        gone = self._working.forget(edit_id)
        self._history = History(self._working.edits())
        return gone

    def changes_of(self, table: str) -> tuple[Delta, ...]:
        """What was ever done to the records of a table, oldest first; nothing if the history is damaged."""
        try:
            return self._working.deltas_of(table)
        except ValueError:
            return ()

    def _check(self, label: str, deltas: tuple[Delta, ...]) -> None:
        """Raises ValueError for a change that would break the report."""
        fault = next(faults_of_change(apply_deltas(self.report, deltas), deltas), None)
        if fault:
            raise ValueError(f"the edit {label!r} breaks the report: {fault}")

    def _entry(self, label: str, kind: EditKind, subject: int | None = None) -> LoggedEdit:
        """The next entry of the log."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        return LoggedEdit(self._history.next_id, kind, subject, label, at, user_name(), new_id())

    def _carry_out(
        self,
        logged: LoggedEdit,
        deltas: tuple[Delta, ...],
        initiator: object,
        taken_in: Collection[Brought] = (),
    ) -> None:
        after = apply_deltas(self.report, deltas)
        self._working.write(logged, deltas, taken_in)
        self._history.add(logged)
        self.report = after
        change = Change(logged.label, logged.kind, deltas, initiator)
        for listener in tuple(self._listeners):
            listener(change)

    def on_change(self, listener: Listener) -> Callable[[], None]:
        """Have a listener called after every change; returns what stops that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # -- file -----------------------------------------------------------------------------------

    @property
    def is_published(self) -> bool:
        """Whether the file holds the report as it stands."""
        return self.path is not None and self._published_edit == self._history.next_id

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing was edited since the report was made, opened or saved."""
        return self._history.next_id == max(self._published_edit, 1)

    def save(self, path: Path | None = None, *, replace: bool = True) -> None:
        """Put the report in its file, or in another one that is its file from then on.

        Raises BadFile; the file is then as before and nothing is lost: also when somebody else has
        changed it since it was opened or merged (ChangedFile), or when it is there and not to be replaced.
        Without any path: ValueError.
        """
        target = real_path(path) if path else self.path
        if target is None:
            raise ValueError("a new report has no file yet")
        self._check_writable()
        if target != self.path:
            self._save_as(target, replace=replace)
        else:
            self._save_again(target)
        self.path = target
        self._published_edit = self._history.next_id
        self.published = self.report

    @property
    def original(self) -> Path | None:
        """The file that this report was begun as a copy of, while it is known."""
        original = noted_path(self._working.note("original"))
        return None if original == self.path else original

    def take_over(self, path: Path, noted: str, *, merged: bool) -> None:
        """Take note that what somebody else left in a file is part of this report; ours may replace just that.

        ``merged``: it came with the last edit, and is a part of the report until that is taken back.
        """
        path, merge = real_path(path), self._history.next_id - 1 if merged else 0
        if path == self.path:
            self._working.remember(digest=noted, merged_edit=str(merge))
        else:
            self._merged[path] = (noted, merge)

    def _save_again(self, target: Path) -> None:
        """Replace the file that is this report's, if it is as it was."""
        try:
            check_unchanged(self._working, target)
            if self._has_lost_lock(target):  # somebody may have been there before it was taken anew
                check_unchanged(self._working, target)
            self._check_merged(target, int(self._working.note("merged_edit") or 0))
            publish(self._working, target)
        except BadFile:
            self._has_failed = True
            raise
        self._has_failed = False

    def _has_lost_lock(self, target: Path) -> bool:
        """Whether the right to write had to be taken anew. Raises BadFile when somebody else has it."""
        try:
            return self._lock is not None and self._lock.renew(doubted=self._has_failed)
        except Busy as busy:
            raise BadFile(
                f"Anslutningen till ”{target.name}” har varit bruten, och nu redigeras den av "
                f"{busy.holder.words}. Vänta, eller spara under ett annat namn och foga ihop sedan."
            ) from busy

    def _check_merged(self, target: Path, merge: int) -> None:
        """Raises ChangedFile for a file whose contents were merged in an edit that stands taken back."""
        if self._history.is_undone(merge):
            raise ChangedFile(target)

    def _save_as(self, target: Path, *, replace: bool) -> None:
        """Have another file from now on."""
        with contextlib.ExitStack() as undone:
            lock = take_lock(target)
            if lock is not None:
                undone.callback(lock.release)
            if target in self._merged:
                noted, merge = self._merged[target]
                self._check_merged(target, merge)
                if digest(target) != noted:
                    raise ChangedFile(target)
            make_room(copy_of(target))
            publish(self._working, target, replace=replace)
            self._working.move(copy_of(target))
            undone.pop_all()
        self._release()
        self._lock = lock

    @contextlib.contextmanager
    def backed_up(self, why: Why) -> Iterator[None]:
        """Keep the report as it stands, once something has been done to it; what is refused leaves nothing.

        Only of one that has a file.
        """
        before = self._working.image() if self.path is not None else b""
        yield
        if self.path is not None:
            keep(before, self.path, why)

    def close(self) -> None:
        """Close. The working copy stays only while it holds something that the file does not."""
        if self.is_published:
            self._working.discard()
        else:
            self._working.close()
        self._release()

    def discard(self) -> None:
        """Close and give up what was not saved."""
        self._working.discard()
        self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _as_published(self) -> Report:
        """The report as the file holds it: all edits since it was saved, taken back."""
        if self._published_edit < 0:
            return self.report
        try:
            return self.report_before(self._published_edit)
        except BadFile:  # only marks of what changed rest on it
            return self.report
