"""Where the working copies of open reports lie: one for each file, by its place, or by chance."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from tertialapp.base.errors import BadFile
from tertialapp.base.paths import state_dir
from tertialapp.document.names import name_of
from tertialapp.document.publishing import holds_unsaved, settle
from tertialapp.model.records import new_id
from tertialapp.store.file import SUFFIX
from tertialapp.store.working_copy import DamagedCopy, WorkingCopy

FOLDER = "arbetskopior"
_DAMAGED = ".skadad"


def copy_of(path: Path) -> Path:
    """The working copy of a file: two who open the file meet there, and one of them waits."""
    return state_dir(FOLDER) / f"{name_of(path)}{SUFFIX}"


def fresh_copy() -> Path:
    """A working copy of no file yet."""
    return state_dir(FOLDER) / f"{new_id()}{SUFFIX}"


def all_copies() -> list[Path]:
    """All working copies that there are, oldest first."""
    found = state_dir(FOLDER).glob(f"*{SUFFIX}")
    return sorted(found, key=lambda copy: copy.stat().st_mtime)


def set_aside(copy: Path) -> None:
    """Give a copy that nobody has open a name of its own, so that its file can have a new one."""
    copy.rename(fresh_copy())


def set_aside_damaged(copy: Path) -> None:
    """Take a copy that can't be read out of the way; its bytes stay for whoever can mend them."""
    copy.rename(copy.with_name(f"{new_id()}{_DAMAGED}"))


def reopened(copy: Path) -> WorkingCopy:
    """A copy that an earlier session left, knowing what its file holds. Raises DamagedCopy, BadFile."""
    working = WorkingCopy.reopen(copy)
    with closed_if_refused(working):
        settle(working)
    return working


@contextlib.contextmanager
def closed_if_refused(working: WorkingCopy) -> Iterator[None]:
    """Close a copy when what is done with it is refused, so that it can be opened again."""
    try:
        yield
    except BadFile:
        working.close()
        raise


def make_room(copy: Path) -> None:
    """Have no copy at a place: unsaved work there is set aside. Raises BadFile when it is open."""
    if not copy.exists():
        return
    try:
        working = reopened(copy)
    except DamagedCopy:
        set_aside_damaged(copy)
        return
    if holds_unsaved(working):
        working.close()
        set_aside(copy)
    else:
        working.discard()
