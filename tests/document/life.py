"""A life of the program's storage in a process of its own, to be killed: it tells what it is promised.

Each act is told twice: when it is tried, with what it would make of the report, and when it has been
acknowledged, so that it holds whatever happens next.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from msgspec import Struct

from tertialapp.document.document import Document
from tertialapp.document.merging import merge_file
from tertialapp.document.opening import open_document, open_own_copy
from tertialapp.model.report import Report
from tertialapp.store.file import SUFFIX

Titles = tuple[str, str]
"""What is followed of a report: the names of its first two goals, one that we edit and one others do."""

if sys.platform == "win32":
    PROCESSES = multiprocessing.get_context("spawn")
else:
    PROCESSES = multiprocessing.get_context("forkserver")
    PROCESSES.set_forkserver_preload([__name__])  # a life is born in hundredths of a second


class Told(Struct, frozen=True):
    """An act that is tried or, when ``done``, acknowledged, and what the report then says.

    ``lost``: the program said that unsaved work could not be read.
    """

    act: str
    done: bool
    titles: Titles = ("", "")
    lost: bool = False


def titles_of(report: Report) -> Titles:
    """What is followed of a report."""
    ours, theirs, *_ = sorted(report.goals)
    return report.goals[ours].title, report.goals[theirs].title


def lived(path: Path, state: Path, seed: int, acts: int, wait: float) -> Iterator[Told]:
    """What a life tells that is killed so many seconds after it has begun so many acts.

    All of them begin with opening the file.
    """
    receiver, sender = PROCESSES.Pipe(duplex=False)
    life = PROCESSES.Process(target=_live, args=(path, state, seed, sender))
    life.start()
    sender.close()
    with closing(receiver):
        try:
            begun = 0
            while begun < acts:
                told = receiver.recv()
                begun += not told.done
                yield told
            time.sleep(wait)
            assert life.is_alive()
        finally:
            life.kill()
            life.join()
        yield from _rest(receiver)
    assert sys.platform == "win32" or life.exitcode == -signal.SIGKILL


def _rest(receiver: Connection) -> Iterator[Told]:
    """What was told before the end; what was cut off was not told."""
    while True:
        try:
            yield receiver.recv()
        except (EOFError, OSError):
            return


def _live(path: Path, state: Path, seed: int, sender: Connection) -> None:
    """Open the report, and edit, save, merge and reopen it for ever."""
    os.environ["XDG_STATE_HOME"] = str(state)
    chance = Random(seed)  # noqa: S311 - to be repeated, not to be secret
    document = _opened(path, sender.send)
    number = 0
    while True:
        number += 1
        _edit(document, f"{seed}-{number}", sender.send)
        if chance.random() < 0.5:
            _save(document, sender.send)
            if chance.random() < 0.3:
                _merge(document, path, f"kollega {seed}-{number}", sender.send)
        if chance.random() < 0.15:
            document.close()
            document = _opened(path, sender.send)


Say = Callable[[Told], None]


def _opened(path: Path, say: Say) -> Document:
    say(Told("open", done=False))
    opened = open_document(path)
    say(Told("open", done=True, titles=titles_of(opened.document.report), lost=opened.lost))
    return opened.document


def _edit(document: Document, title: str, say: Say) -> None:
    titles = (title, titles_of(document.report)[1])
    say(Told("edit", done=False, titles=titles))
    _rename(document, 0, title)
    say(Told("edit", done=True, titles=titles))


def _save(document: Document, say: Say) -> None:
    titles = titles_of(document.report)
    say(Told("save", done=False, titles=titles))
    document.save()
    say(Told("save", done=True, titles=titles))


def _merge(document: Document, path: Path, title: str, say: Say) -> None:
    """Take in what a colleague made of a copy of the file."""
    copy = path.with_name(f"kollega{SUFFIX}")
    theirs = open_own_copy(path)
    _rename(theirs, 1, title)
    theirs.save(copy)
    theirs.close()
    titles = (titles_of(document.report)[0], title)
    say(Told("merge", done=False, titles=titles))
    merge_file(document, copy)
    say(Told("merge", done=True, titles=titles))


def _rename(document: Document, which: int, title: str) -> None:
    goal = sorted(document.report.goals)[which]
    with document.edit("Ändra målets namn") as edit:
        edit.set(edit.report.goals[goal], title=title)
