"""A process whose database writes are cut short, every one of them in turn; run with the library preloaded.

Each case is a life of its own that opens, edits and saves. Then the file and what was acknowledged are looked at.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from tertialapp.base.errors import BadFile
from tertialapp.document.document import Document
from tertialapp.document.opening import open_document
from tertialapp.model.integrity import faults
from tertialapp.store.file import read_report
from tests.document.life import titles_of

SAVED, EDITED, NOT_EDITED, NOT_OPENED = 10, 11, 12, 13
WAYS = (
    (0, 0),
    *((error, ever) for error in (errno.ENOSPC, errno.EIO) for ever in (0, 1)),
)
"""What comes after the short write: nothing, or an error, once or from then on."""
OPENING, EDITING, SAVING = "opening", "editing", "saving"
"""What is in the way of the cut: opening and all after it; an edit, and then it is killed; an edit and a save."""
_LONG = 60_000
"""So much text that an edit writes many pages."""


def _live(path: Path, title: str, cut: Callable[[], object], phase: str) -> int:
    """Open, edit and save, with a write cut from a phase on; how far that went."""
    if phase == OPENING:
        cut()
    try:
        document = open_document(path).document
    except BadFile:
        return NOT_OPENED
    if phase != OPENING:
        cut()
    if not (_is_edited(document, title) or _is_edited(document, title)):
        return NOT_EDITED
    if phase == EDITING:
        return EDITED
    try:
        document.save()
    except BadFile:
        return EDITED
    document.close()
    return SAVED


def _is_edited(document: Document, title: str) -> bool:
    """Whether an edit went well; a refused one changes nothing and says why."""
    before, said = document.report, ""
    try:
        _edit(document, title)
    except BadFile as refusal:
        said = str(refusal)
    assert document.report is not before if not said else document.report is before
    assert not said or said.startswith("Ändringen kunde inte sparas: ")
    return not said


def _edit(document: Document, title: str) -> None:
    goal = min(document.report.goals)
    text = min(document.report.texts)
    with document.edit("Ändra") as edit:
        edit.set(edit.report.goals[goal], title=title)
        edit.set(edit.report.texts[text], body=f"{title} ord. " * (_LONG // 10))


def _case(library: ctypes.CDLL, path: Path, title: str, phase: str, *cut: int) -> int:
    """How far a life went, one of whose writes was cut short."""
    life = os.fork()
    if not life:
        went = 1
        try:
            went = _live(path, title, lambda: library.cut_short(*cut), phase)
        finally:
            os._exit(went)  # as if killed: nothing is tidied up
    return os.waitstatus_to_exitcode(os.waitpid(life, 0)[1])


def _count(library: ctypes.CDLL, path: Path, phase: str) -> int:
    """How many writes a life makes of which none is cut short."""
    receiver, sender = os.pipe()
    life = os.fork()
    if not life:
        try:
            went = _live(path, f"från {phase}", lambda: library.cut_short(0, 0, 0), phase)
            assert went in (SAVED, EDITED)
            os.write(sender, str(library.writes_seen()).encode())
        finally:
            os._exit(0)
    os.close(sender)  # else reading would wait for ever for a life that failed
    os.waitpid(life, 0)
    return int(os.read(receiver, 20))


def _look(path: Path, went: int, before: str, title: str) -> None:
    """The file is whole, what was acknowledged is there, and what was refused is not."""
    allowed = {SAVED: {title}, EDITED: {before, title}, NOT_EDITED: {before}, NOT_OPENED: {before}}
    assert titles_of(read_report(path))[0] in allowed[went]
    document = open_document(path).document
    assert titles_of(document.report)[0] == (title if went in (SAVED, EDITED) else before)
    assert not list(faults(document.report))
    _edit(document, title)
    document.save()
    document.close()


def _try(library: ctypes.CDLL, path: Path, seed: int, runs: int, phase: str) -> str:
    """Try the cases of a phase, or as many as asked; tells how many there are and how they ended."""
    calls = _count(library, path, phase)
    cases = [(at, *way) for at in range(1, calls + 1) for way in WAYS]
    Random(seed).shuffle(cases)  # noqa: S311 - to be repeated, not to be secret
    ends: Counter[int] = Counter()
    document = open_document(path).document  # with what the counted life left
    document.save()
    document.close()
    before, content = titles_of(document.report)[0], path.read_bytes()
    for number, cut in enumerate(cases[:runs], 1):
        title = f"{phase} {number}"
        went = _case(library, path, title, phase, *cut)
        try:
            assert went != NOT_EDITED or cut[2], "there was room again"
            _look(path, went, before, title)
        except (AssertionError, BadFile, KeyError) as fault:
            raise AssertionError((seed, phase, cut, went)) from fault
        ends[went] += 1
        path.write_bytes(content)
    refused = ends[NOT_EDITED] + ends[NOT_OPENED]
    return (
        f"{phase}: {sum(ends.values())} of {len(cases)} cases over {calls} writes, "
        f"{ends[SAVED]} saved, {ends[EDITED]} edited, {refused} refused"
    )


def main(library: str, path: Path, seed: int, runs: int) -> None:
    """Try the cases of each phase."""
    shim = ctypes.CDLL(library)
    told = "; ".join(_try(shim, path, seed, runs, phase) for phase in (OPENING, EDITING, SAVING))
    sys.stdout.write(told)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
