"""Ways to an open report: a file, a new report, or what an earlier session left behind."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from tertialapp.base.errors import BadFile
from tertialapp.base.files import read_bytes, real_path, sweep
from tertialapp.base.lock import Busy, FileLock, take_lock
from tertialapp.document import copies
from tertialapp.document.backups import Why, backup_at, keep
from tertialapp.document.document import Document
from tertialapp.document.publishing import holds_unsaved, lies_as, noted_path, path_note
from tertialapp.model.report import Report
from tertialapp.store.file import is_older
from tertialapp.store.working_copy import IN_MEMORY, DamagedCopy, WorkingCopy


class Opened(Struct, frozen=True):
    """An open report; ``recovered`` when it holds edits of a session that ended without saving.

    ``lost``: there was unsaved work of this file that could not be read.
    """

    document: Document
    recovered: bool = False
    lost: bool = False


def open_document(path: Path) -> Opened:
    """Open a file for editing. Raises BadFile, and Busy when somebody else has it open.

    Edits that a crashed session made on just this version of the file are taken up again. If the file
    was changed since by someone else, they stay where they are (``left_behind``) and the file is opened.
    """
    path = real_path(path)
    with contextlib.ExitStack() as undone:
        lock = take_lock(path)
        if lock is not None:
            undone.callback(lock.release)
            sweep(path)
        opened = _opened(path, lock)
        undone.pop_all()
    return opened


def open_for_reading(path: Path, reason: str) -> Document:
    """Open a file that can't be changed, for a reason that is told to whoever tries. Raises BadFile."""
    path = real_path(path)
    return Document(WorkingCopy.from_file(IN_MEMORY, path), path, read_only=reason)


def open_own_copy(path: Path) -> Document:
    """Open what a file holds as a report of its own, with its history, that has no file yet.

    It knows whose copy it is, except of a backup, into which nothing is ever put.
    """
    path = real_path(path)
    original = "" if backup_at(path) else path_note(path)
    return Document(WorkingCopy.from_file(copies.fresh_copy(), path, original=original))


def _opened(path: Path, lock: FileLock | None) -> Opened:
    copy = copies.copy_of(path)
    lost = False
    try:
        document = _taken_up(copy, path, lock)
    except DamagedCopy:
        copies.set_aside_damaged(copy)
        document, lost = None, True
    if document:
        return Opened(document, recovered=True)
    working = WorkingCopy.from_file(copy, path, path=path_note(path))
    try:
        content = read_bytes(path)
        if is_older(content):
            keep(content, path, Why.BEFORE_UPGRADE)
        return Opened(Document(working, path, lock), lost=lost)
    except BadFile:
        working.discard()
        raise


def _taken_up(copy: Path, path: Path, lock: FileLock | None) -> Document | None:
    """The document of an earlier session's copy, if it holds unsaved edits of the file as it lies.

    Otherwise the copy is out of the way afterwards. Raises DamagedCopy when it can't be read.
    """
    if not copy.exists():
        return None
    working = copies.reopened(copy)
    if lies_as(path, working.note("digest")) and holds_unsaved(working):
        return _reopened(working, path, lock)
    working.close()
    copies.make_room(copy)
    return None


def _reopened(
    working: WorkingCopy, path: Path | None = None, lock: FileLock | None = None
) -> Document:
    try:
        return Document(working, path, lock)
    except BadFile as error:
        working.close()
        raise DamagedCopy(str(error)) from error


def unshared_document(path: Path) -> Document:
    """A file opened for an act of a moment, whatever work on it has been left behind.

    Raises BadFile, and Busy when somebody has it open.
    """
    path = real_path(path)
    with contextlib.ExitStack() as undone:
        lock = take_lock(path)
        if lock is not None:
            undone.callback(lock.release)
        document = Document(WorkingCopy.from_file(copies.fresh_copy(), path), path, lock)
        undone.pop_all()
    return document


def new_document(report: Report) -> Document:
    """Open a report that has no file yet."""
    return Document(WorkingCopy.create(copies.fresh_copy(), report))


class LeftBehind(Struct, frozen=True):
    """A working copy with unsaved edits: where it lies and which file it was made from, if any."""

    copy: Path
    origin: Path | None
    original: Path | None = None
    """The file that it was begun as a copy of, when it has none of its own."""
    edits: int = 0
    """How many edits, undone ones and undoing them counted, that its file does not have."""


def left_behind() -> Iterator[LeftBehind]:
    """Working copies of earlier sessions that nobody saved or gave up, oldest first.

    Copies in which nothing was written since they were saved are cleared away.
    """
    for copy in copies.all_copies():
        try:
            working = copies.reopened(copy)
        except DamagedCopy:
            copies.set_aside_damaged(copy)
            continue
        except BadFile:  # open in another window
            continue
        if not holds_unsaved(working):
            working.discard()
            continue
        origin, original = (noted_path(working.note(name)) for name in ("path", "original"))
        edits = working.next_edit - int(working.note("published_edit") or 1)
        working.close()
        yield LeftBehind(copy, origin, original, edits)


def recover(copy: Path) -> Document:
    """Open a working copy that was left behind, with its file if that lies as it did and is free.

    Otherwise it is a copy of its file, to be saved under another name or put into that.
    """
    working = copies.reopened(copy)
    with copies.closed_if_refused(working):
        return _recovered(working, copy)


def _recovered(working: WorkingCopy, copy: Path) -> Document:
    path = _file_of(working, copy)
    if path is None:
        return _reopened(working)
    with contextlib.suppress(Busy):
        lock = take_lock(path)
        if lies_as(path, working.note("digest")):
            return _reopened(working, path, lock)
        if lock is not None:
            lock.release()
    working.move(copies.fresh_copy())
    working.remember(original=path_note(path))
    return _reopened(working)


def _file_of(working: WorkingCopy, copy: Path) -> Path | None:
    """The file that a copy belongs to, if it lies where that one's copy does."""
    path = noted_path(working.note("path"))
    return path if path and copy == copies.copy_of(path) else None
