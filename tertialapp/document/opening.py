"""Ways to an open report: a file, a new report, or what an earlier session left behind."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tertialapp.base.errors import BadFile
from tertialapp.base.paths import state_dir
from tertialapp.document.document import Document
from tertialapp.model.records import new_id
from tertialapp.model.report import Report
from tertialapp.store.file import SUFFIX, digest
from tertialapp.store.working_copy import DamagedCopy, WorkingCopy


@dataclass(frozen=True)
class Opened:
    """An open report; ``recovered`` when it holds edits of a session that ended without saving."""

    document: Document
    recovered: bool


def open_document(path: Path) -> Opened:
    """Open a file for editing. Raises BadFile.

    Edits that a crashed session made on just this version of the file are taken up again. If the file
    was changed since by someone else, they stay where they are (``left_behind``) and the file is opened.
    """
    path = path.resolve()
    copy = _copies() / f"{hashlib.sha256(str(path).encode()).hexdigest()[:32]}{SUFFIX}"
    if copy.exists():
        document = _taken_up(copy, path)
        if document:
            return Opened(document, recovered=True)
    working = WorkingCopy.from_file(copy, path)
    return Opened(Document(working, path), recovered=False)


def _taken_up(copy: Path, path: Path) -> Document | None:
    """The document of an earlier session's copy, if it holds unsaved edits of the file as it lies.

    Otherwise the copy is out of the way afterwards: removed when everything in it was saved, else set
    aside under a name of its own.
    """
    try:
        working = WorkingCopy.reopen(copy)
        if working.note("digest") == digest(path) != "":
            document = Document(working, path)
            if not document.is_published:
                return document
            document.discard()
            return None
        working.close()
    except DamagedCopy:
        pass
    copy.rename(copy.with_name(f"{new_id()}{SUFFIX}"))
    return None


def new_document(report: Report) -> Document:
    """Open a report that has no file yet."""
    return Document(WorkingCopy.create(_copies() / f"{new_id()}{SUFFIX}", report))


@dataclass(frozen=True)
class LeftBehind:
    """A working copy with unsaved edits: where it lies and which file it was made from, if any."""

    copy: Path
    origin: Path | None


def left_behind() -> Iterator[LeftBehind]:
    """Working copies of earlier sessions that nobody saved or gave up, oldest first.

    Copies in which nothing was written since they were saved are cleared away.
    """
    for copy in sorted(_copies().glob(f"*{SUFFIX}"), key=lambda found: found.stat().st_mtime):
        try:
            working = WorkingCopy.reopen(copy)
        except BadFile:  # open in another window
            continue
        if not _holds_unsaved(working):
            working.discard()
            continue
        origin = working.note("path")
        working.close()
        yield LeftBehind(copy, Path(origin) if origin else None)


def _holds_unsaved(working: WorkingCopy) -> bool:
    edits = working.edits()
    return bool(edits) and working.note("published_edit") != str(edits[-1].id + 1)


def recover(copy: Path) -> Document:
    """Open a working copy that was left behind, as a report that has to be saved anew."""
    return Document(WorkingCopy.reopen(copy))


def _copies() -> Path:
    folder = state_dir() / "arbetskopior"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
