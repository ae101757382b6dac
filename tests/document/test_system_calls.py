"""Every system call of a save fails, as the kernel would let it: the file is whole, the edits are here."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

import pytest

from tertialapp import tasks
from tertialapp.base.errors import BadFile
from tertialapp.document.opening import open_document
from tertialapp.store.file import SUFFIX, read_report
from tests.document.disk import can_trace
from tests.document.life import PROCESSES, titles_of

pytestmark = [pytest.mark.law, pytest.mark.timeout(36_000)]
LONG = os.environ.get("TERTIAL_PROFILE") == "torture"
SEED = int(os.environ.get("TERTIAL_SEED", "1"))
RUNS = int(os.environ.get("TERTIAL_RUNS", "1000000" if LONG else "6"))
ERRORS = ("ENOSPC", "EIO", "EACCES", "EROFS")
BEGINS = "getppid"
"""A call that nothing else makes, to know where the save begins."""
# exit and memory apart, all that a save asks of the system
TRACED = (
    "openat,close,read,pread64,write,pwrite64,fsync,fdatasync,ftruncate,lseek,fcntl,stat,fstat,lstat,newfstatat,"
    "statx,access,faccessat,faccessat2,readlink,getdents64,rename,unlink,unlinkat,rmdir,chmod,mkdir,umask"
)
SAVED, REFUSED = 10, 11
_SET_PTRACER = 0x59616D61


def _save(path: Path, state: Path, title: str, ours: Connection) -> None:
    """Open, edit, wait until somebody traces us, save, and tell how it went where nothing can fail."""
    os.environ["XDG_STATE_HOME"] = str(state)
    ctypes.CDLL(None).prctl(_SET_PTRACER, ctypes.c_ulong(2**64 - 1), 0, 0, 0)
    document = open_document(path).document
    goal = min(document.report.goals)
    with document.edit("Ändra målets namn") as edit:
        edit.set(document.report.goals[goal], title=title)
    ours.send("ready")
    ours.recv()
    os.getppid()
    try:
        document.save()
    except BadFile:
        os._exit(REFUSED)
    os._exit(SAVED)


def _traced(path: Path, state: Path, title: str, *options: str) -> tuple[int | None, str]:
    """How a save under strace went, and what strace saw."""
    log = state.parent / "strace"
    ours, theirs = PROCESSES.Pipe()
    process = PROCESSES.Process(target=_save, args=(path, state, title, theirs))
    process.start()
    theirs.close()
    strace = None
    with contextlib.closing(ours):
        try:
            assert ours.recv() == "ready"
            command = ["strace", "-qq", "-o", str(log), "-p", str(process.pid)]
            strace = subprocess.Popen([*command, "-e", f"trace={TRACED},{BEGINS}", *options])
            _wait_for_tracer(process.pid, strace)
            ours.send("go")
            process.join(60)
        finally:
            process.kill()
            process.join()
            if strace is not None:
                strace.wait(60)
    return process.exitcode, log.read_text(errors="replace")


def _wait_for_tracer(process: int | None, strace: subprocess.Popen[bytes]) -> None:
    status = Path(f"/proc/{process}/status")
    while "TracerPid:\t0" in status.read_text():
        if strace.poll() is not None:
            pytest.skip("strace får inte följa processer här")
        time.sleep(0.001)


def _calls_of_a_save(log: str) -> list[tuple[str, int]]:
    """Each call to the system after the save began: its name, and which of its name since we looked."""
    counts: dict[str, int] = {}
    found: list[tuple[str, int]] = []
    begun = False
    for line in log.splitlines():
        name = line.partition("(")[0]
        counts[name] = counts.get(name, 0) + 1
        if begun and name in TRACED.split(","):
            found.append((name, counts[name]))
        begun = begun or name == BEGINS
    return found


def _cases(calls: list[tuple[str, int]]) -> list[str]:
    """Each of the calls failing in each way, once and from then on."""
    return [
        f"{name}:{way}:when={at}{more}"
        for name, at in calls
        for way in (
            *(f"error={error}" for error in ERRORS),
            *(["retval=1"] if name == "write" else []),  # short, and not even that is written
        )
        for more in ("", "+")
    ]


@pytest.mark.skipif(not can_trace(), reason="strace finns inte, eller får inte användas")
def test_every_system_call_of_a_real_save_that_fails_leaves_the_file_whole(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    state = tmp_path / "killed"
    monkeypatch.setattr("platformdirs.user_state_path", lambda *_, **__: state / "Tertialapp")
    path = tmp_path / "rapporter" / f"rapport{SUFFIX}"
    path.parent.mkdir()
    tasks.write_example(path)
    for _ in range(2):  # the first makes folders, which those after it need not
        went, log = _traced(path, state, "0")
    assert went == SAVED
    calls = _calls_of_a_save(log)
    cases = _cases(calls)
    Random(SEED).shuffle(cases)  # noqa: S311
    # A save whose data never reach the disk is refused, whatever the others come to.
    cases.sort(key=lambda case: not (case.startswith("fsync:error=EIO") and case.endswith("+")))
    before, refused = "0", 0
    for number, case in enumerate(cases[:RUNS], 1):
        where, title = (SEED, case), str(number)
        went, _ = _traced(path, state, title, "-e", f"inject={case}")
        assert went in (SAVED, REFUSED), where
        in_file = titles_of(read_report(path))[0]
        assert in_file == title if went == SAVED else in_file in (before, title), where
        refused += went == REFUSED
        document = open_document(path).document
        assert titles_of(document.report)[0] == title, where
        document.save()
        document.close()
        before = title
    said = f"{number} of {len(cases)} failures of {len(calls)} system calls, seed {SEED}: {refused} refused"
    record_property("proved", f"{said}, the others saved, 0 edits lost")
    assert refused


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("gcc") is None, reason="gcc finns inte")
def test_database_writes_that_are_cut_short_leave_all_whole_or_are_refused(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """strace can only tell a write that it was short, and not let half of it be written: so a library is preloaded."""
    library = tmp_path / "short_writes.so"
    source = Path(__file__).with_name("short_writes.c")
    build = ["gcc", "-shared", "-fPIC", "-Wall", "-Werror", "-o", str(library), str(source), "-ldl"]
    subprocess.run(build, check=True)
    path = tmp_path / f"rapport{SUFFIX}"
    tasks.write_example(path)
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "tests.document.short_writes"),
            *(str(library), str(path), str(SEED), str(RUNS)),
        ],
        env={**os.environ, "LD_PRELOAD": str(library), "XDG_STATE_HOME": str(tmp_path / "state")},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=36_000 if LONG else 300,
    )
    assert ran.returncode == 0, ran.stderr
    record_property("proved", f"seed {SEED}, {ran.stdout.strip()}, 0 edits lost")
    assert re.search(r"[1-9]\d* refused", ran.stdout), "no write was ever missed"
