"""The power goes at any moment: what was acknowledged is there when it is back, and the file is whole."""

from __future__ import annotations

import os
import sys
from bisect import bisect
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from msgspec import Struct

from tertialapp import tasks
from tertialapp.base.errors import BadFile
from tertialapp.document.opening import open_document
from tertialapp.model.frame import PeriodKind
from tertialapp.store.file import SUFFIX, read_report
from tests.document.disk import Call, Disk, can_trace, recorded
from tests.document.life import titles_of

pytestmark = [
    pytest.mark.law,
    pytest.mark.timeout(36_000),
    pytest.mark.skipif(not can_trace(), reason="strace finns inte, eller får inte användas"),
]
LONG = os.environ.get("TERTIAL_PROFILE") == "torture"
SEED = int(os.environ.get("TERTIAL_SEED", "1"))
CUTS = int(os.environ.get("TERTIAL_CUTS", "20000" if LONG else "60"))
CUTS_WHEN_CARELESS = 60
EDITS = 400 if LONG else 50
"""In the long run more than fill the WAL, so that it is written into the database on the way."""
LIFE = """
import os, sys
from pathlib import Path
from tertialapp.base import files
from tertialapp.document.opening import open_document
from tertialapp.store import working_copy
{carelessness}
path, edits = Path(sys.argv[1]), int(sys.argv[2])
document = open_document(path).document
for number in range(1, edits + 1):
    goal = document.report.goals[min(document.report.goals)]
    with document.edit("Ändra målets namn") as edit:
        edit.set(goal, title=str(number))
    os.write(1, b"edit %d" % number)
    if number % 15 == 0:
        os.write(1, b"saving %d" % number)
        document.save()
        os.write(1, b"save %d" % number)
    if number % 400 in (20, 150):
        document.close()
        document = open_document(path).document
"""
CARELESS = {
    "an edit is not forced to disk": (
        "working_copy._DURABLE = 'synchronous = NORMAL'; working_copy._PRAGMAS = tuple("
        "each.replace('= FULL', '= NORMAL') for each in working_copy._PRAGMAS)"
    ),
    "a rollback journal": (
        "working_copy._PRAGMAS = tuple("
        "each.replace('EXTRA', 'FULL').replace('WAL', 'DELETE').replace('EXCLUSIVE', 'NORMAL') for each in working_copy._PRAGMAS)"
    ),
    "a file is not forced to disk": "files.os.fsync = lambda handle: None",
}


class Lived(Struct):
    """What a process did, the folders in which it wrote, and how these were before."""

    path: Path
    folders: tuple[Path, ...]
    before: Disk
    calls: list[Call]


@pytest.fixture
def live(tmp_path: Path) -> Callable[[str], Lived]:
    def live(carelessness: str = "") -> Lived:
        path = tmp_path / "rapporter" / f"rapport{SUFFIX}"
        report = tasks.new_report("Nämnden", PeriodKind.FIRST, 2026)
        command = [sys.executable, "-c", LIFE.format(carelessness=carelessness), str(path)]
        path.parent.mkdir(exist_ok=True)
        tasks.write_new(report, path, replace=True)
        recorded([*command, "0"], tmp_path / "strace")  # makes the folders
        copies = tmp_path / "state" / "Tertialapp" / "arbetskopior"
        folders = (path.parent, copies)
        _clear(folders)
        tasks.write_new(report, path)
        disk = Disk(folders)
        return Lived(path, folders, disk, recorded([*command, str(EDITS)], tmp_path / "strace"))

    return live


@pytest.fixture(autouse=True)
def _same_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = tmp_path / "state" / "Tertialapp"
    monkeypatch.setattr("platformdirs.user_state_path", lambda *_, **__: state)


def _clear(folders: tuple[Path, ...]) -> None:
    for folder in folders:
        for path in folder.iterdir():
            path.unlink()


def _losses(lived: Lived, cuts: int) -> Iterator[str]:
    """What is wrong after each of some power cuts, where something is."""
    chance = Random(SEED)  # noqa: S311
    moments = sorted(chance.randrange(len(lived.calls)) for _ in range(cuts))
    edited, saving, saved = 0, 0, 0
    done = 0
    for number, call in enumerate(lived.calls):
        for _ in range(bisect(moments, number) - done):
            _put_back(lived, lived.before.after_cut(chance))
            if wrong := _wrong(lived.path, range(edited, edited + 2), {saved, saving}):
                yield f"seed {SEED}, call {number}: {wrong}"
        done = bisect(moments, number)
        lived.before.carry_out(call)
        act, _, told = call.quoted[-1].partition(b" ") if call.name == "write" else (b"", b"", b"")
        match act:
            case b"edit":
                edited = int(told)
            case b"saving":
                saving = int(told)
            case b"save":
                saved = int(told)
    assert edited == EDITS


def _put_back(lived: Lived, files: dict[Path, bytes]) -> None:
    _clear(lived.folders)
    for path, content in files.items():
        path.write_bytes(content)


def _wrong(path: Path, edits: range, saves: set[int]) -> str:
    """What is not as it was promised; "" when all is."""
    try:
        in_file = _number(titles_of(read_report(path))[0])
        opened = open_document(path)
    except BadFile as refusal:
        return str(refusal)
    edit = _number(titles_of(opened.document.report)[0])
    opened.document.discard()
    if opened.lost or edit not in edits:
        return f"edit {edit} of {edits}, {'lost' if opened.lost else 'another'}"
    return "" if in_file in saves else f"saved {in_file} of {saves}"


def _number(title: str) -> int:
    return int(title) if title.isdecimal() else 0


def test_no_power_cut_takes_what_was_acknowledged(
    live: Callable[[str], Lived], record_property: Callable[[str, object], None]
) -> None:
    lived = live("")
    assert list(_losses(lived, CUTS)) == []
    said = f"{CUTS} power cuts in {len(lived.calls)} system calls, seed {SEED}: 0 edits lost"
    record_property("proved", said)


@pytest.mark.parametrize("carelessness", CARELESS)
def test_a_program_that_took_less_care_would_lose_something(
    live: Callable[[str], Lived], carelessness: str
) -> None:
    lived = live(CARELESS[carelessness])
    assert list(_losses(lived, CUTS_WHEN_CARELESS))
