"""Whichever call to the system fails while it saves: the file is whole and the edits are still there."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tertialapp import tasks
from tertialapp.base.errors import BadFile
from tertialapp.document.document import Document
from tertialapp.document.opening import open_document
from tertialapp.store.file import read_report
from tests.files import kill

pytestmark = [pytest.mark.law, pytest.mark.timeout(3600)]
GOAL = "mal-1.1"
LONG = os.environ.get("TERTIAL_PROFILE") == "torture"
SEED = int(os.environ.get("TERTIAL_SEED", "1"))
OLDER = Path(__file__).parent.parent / "data" / "schema_2.tertial"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "rapporter" / "rapport.tertial"
    path.parent.mkdir()
    tasks.write_example(path)
    return path


# -- every call fails ------------------------------------------------------------------------------

CALLS = ("open", "write", "fsync", "replace", "unlink", "stat", "chmod", "mkdir", "scandir")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)


class _Failing:
    """Lets the n:th of the calls to the system from Python fail, or that one and all after it."""

    def __init__(self, fail_at: int, code: int, *, for_ever: bool) -> None:
        self.fail_at = fail_at
        self.code = code
        self.for_ever = for_ever
        self.count = 0

    def wrapped(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def calling(*args: Any, **words: Any) -> Any:
            self.count += 1
            now = self.count == self.fail_at or (self.for_ever and self.count > self.fail_at > 0)
            if now:
                raise OSError(self.code, os.strerror(self.code))
            return call(*args, **words)

        return calling


def _install(failure: _Failing) -> pytest.MonkeyPatch:
    patch = pytest.MonkeyPatch()
    for name in CALLS:
        patch.setattr(os, name, failure.wrapped(getattr(os, name)))
    return patch


def _saved(document: Document) -> bool:
    try:
        document.save()
    except BadFile:
        return False
    return True


@pytest.mark.parametrize("for_ever", [False, True])
def test_every_call_of_a_save_that_fails_leaves_the_file_whole_and_the_edits_here(
    path: Path, *, for_ever: bool
) -> None:
    document = open_document(path).document
    codes = ERRORS if LONG else ERRORS[:1]
    refused = 0
    for code in codes:
        at = 0
        while True:
            at += 1
            title = f"{code}-{at}"
            before = read_report(path).goals[GOAL].title
            with document.edit("Ändra målets namn") as edit:
                edit.set(document.report.goals[GOAL], title=title)
            failure = _Failing(at, code, for_ever=for_ever)
            patch = _install(failure)
            try:
                done = _saved(document)
            finally:
                patch.undo()
            assert read_report(path).goals[GOAL].title in ((title,) if done else (before, title))
            assert document.report.goals[GOAL].title == title
            refused += not done
            if failure.count < at:
                break
        assert at > 10
    assert refused > 5
    kill(document)
    opened = open_document(path)
    assert opened.document.report.goals[GOAL].title == title
    opened.document.save()
    opened.document.close()
    assert read_report(path).goals[GOAL].title == title


# -- and in the real process ------------------------------------------------------------------------

SAVE = (
    "import os, sys, pathlib\n"
    "from tertialapp.base.errors import BadFile\n"
    "from tertialapp.document.opening import open_document\n"
    "document = open_document(pathlib.Path(sys.argv[1])).document\n"
    "with document.edit('Ändra') as edit:\n"
    "    edit.set(edit.report.goals['mal-1.1'], title=sys.argv[2])\n"
    "os.write(1, b'BEGINS')\n"
    "try:\n    document.save()\n"
    "except BadFile as refusal:\n    os.write(1, str(refusal).encode())\n"
    "else:\n    os.write(1, b'SAVED')\n"
    "os._exit(0)\n"
)
TRACED = "openat,write,pwrite64,fsync,fdatasync,rename,unlink,unlinkat,chmod,mkdir,ftruncate,read"
NOT_BEGUN = "failed before"
RUNS = int(os.environ.get("TERTIAL_RUNS", "1000000" if LONG else "6"))
WAYS = ["error=ENOSPC", "error=EIO", "error=EACCES", "error=EROFS"]


def _traced(path: Path, title: str, *options: str) -> tuple[str, str]:
    """What a process that saves says, and what strace does."""
    log = path.parent.parent / "strace"
    command = ["strace", "-f", "-qq", "-o", str(log), *options]
    command += [sys.executable, "-c", SAVE, str(path), title]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    begun = run.stdout.startswith("BEGINS")
    return run.stdout.removeprefix("BEGINS") if begun else NOT_BEGUN, log.read_text(
        errors="replace"
    )


def _calls_of_a_save(log: str) -> list[tuple[str, int]]:
    """Each call to the system after the save began: its name, and which of its name in the process."""
    counts: dict[str, int] = {}
    found: list[tuple[str, int]] = []
    begun = False
    for line in log.splitlines():
        name = line.split(maxsplit=1)[1].partition("(")[0]
        counts[name] = counts.get(name, 0) + 1
        if begun and "SAVED" not in line:
            found.append((name, counts[name]))
        begun = begun or "BEGINS" in line
    return found


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace finns inte")
def test_every_system_call_of_a_real_save_that_fails_leaves_the_file_whole(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "tertialapp.base.paths.platformdirs.user_state_path",
        lambda *_, **__: tmp_path / "state" / "Tertialapp",
    )
    for _ in range(2):  # the first makes folders and compiles, which those after it need not
        said, log = _traced(path, "0", "-e", f"trace={TRACED}")
    assert said == "SAVED"
    cases = [
        (f"{name}:{way}:when={at}{more}")
        for name, at in _calls_of_a_save(log)
        for way in [*WAYS, *(["retval=1"] if name == "write" else [])]
        for more in ("", "+")
    ]
    Random(SEED).shuffle(cases)  # noqa: S311
    before = "0"
    begun = 0
    for number, case in enumerate(cases[:RUNS], 1):
        title = str(number)
        said, _ = _traced(path, title, "-e", f"trace={TRACED}", "-e", f"inject={case}")
        in_file = read_report(path).goals[GOAL].title
        if said == NOT_BEGUN:  # a call more or less than the time before: it hit the opening
            assert in_file == before, (SEED, case)
            continue
        begun += 1
        assert in_file in (before, title), (SEED, case)
        assert said != "SAVED" or in_file == title, (SEED, case)
        opened = open_document(path)
        assert opened.document.report.goals[GOAL].title == title, (SEED, case)
        before = title
        opened.document.save()
        opened.document.close()
    assert begun > number / 2


def test_a_file_of_an_older_version_survives_a_kill_while_it_is_upgraded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "gammal.tertial"
    shutil.copy(OLDER, path)
    document = open_document(path).document
    with document.edit("Ändra") as edit:
        edit.set(edit.report.setup, board="Efter uppgraderingen")

    class PowerCutError(Exception):
        pass

    def cut(*_: object) -> None:
        raise PowerCutError

    for name in ("_take_name", "_sync_folder"):
        with monkeypatch.context() as patch:
            patch.setattr(f"tertialapp.base.files.{name}", cut)
            with pytest.raises(PowerCutError):
                document.save()
        kill(document)
        opened = open_document(path)
        assert opened.document.report.setup.board == "Efter uppgraderingen"
        document = opened.document
        with document.edit("Ändra") as edit:
            edit.set(edit.report.setup, municipality=name)
    document.save()
    document.close()
    assert read_report(path).setup.board == "Efter uppgraderingen"
