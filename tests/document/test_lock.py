"""One writer at a time: who it is, what others can do, and that nothing stands in the way of the next."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tertialapp import tasks
from tertialapp.base import lock as lock_module
from tertialapp.base.errors import BadFile, Refusal
from tertialapp.base.lock import Busy, FileLock, Holder, holder_of, lock_path, take_lock
from tertialapp.base.synced import synced_by
from tertialapp.document.opening import open_document, open_for_reading, open_own_copy
from tertialapp.document.publishing import ChangedFile
from tertialapp.store.file import read_report

HOLD = (
    "import sys, time, pathlib; from tertialapp.base.lock import take_lock, Busy\n"
    "path, until, stay = pathlib.Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])\n"
    "time.sleep(max(0, until - time.time()))\n"
    "try:\n    lock = take_lock(path)\n"
    "except Busy as busy:\n    print('upptagen', busy.holder.pid, flush=True)\n"
    "else:\n    print('tagen', flush=True); time.sleep(stay); lock.release()\n"
)
RACES = 50 if os.environ.get("TERTIAL_PROFILE") == "torture" else 3
RACERS = 8


def _process(path: Path, until: float = 0, stay: float = 60) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD, str(path), str(until), str(stay)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "rapport.tertial"
    tasks.write_example(path)
    return path


def _taken(path: Path) -> FileLock:
    lock = take_lock(path)
    assert lock is not None
    return lock


def test_a_lock_tells_who_has_it_and_leaves_nothing_behind(path: Path) -> None:
    lock = _taken(path)
    holder = holder_of(path)
    assert holder is not None
    assert holder.pid == os.getpid()
    assert holder.is_here
    with pytest.raises(Busy, match="redan öppen i ett annat fönster"):
        take_lock(path)
    lock.release()
    assert holder_of(path) is None
    assert list(path.parent.glob("~$*")) == []
    _taken(path).release()


@pytest.mark.parametrize(
    ("note", "words"),
    [
        (json.dumps({"user": "anna", "host": "PC12", "pid": 7, "since": "2020-01-02T08:30:00+00:00"}),
         r"redigeras av anna på datorn PC12 sedan 2020-01-02 \d\d:30\."),
        (json.dumps({"user": "anna", "host": "", "pid": 7, "since": "nyss"}), "redigeras av anna\\."),
        ("{", "redigeras av någon annan"),
        ("[" * 900, "redigeras av någon annan"),
        ("", "redigeras av någon annan"),
    ],
)  # fmt: skip
def test_who_it_is_is_said_in_words_whatever_stands_in_the_lock(
    path: Path, note: str, words: str
) -> None:
    lock = _taken(path)
    lock_path(path).write_text(note)
    with pytest.raises(Busy, match=words):
        take_lock(path)
    lock.release()


def test_a_lock_that_nobody_holds_is_taken_over(path: Path) -> None:
    lock_path(path).write_text("{}")
    assert holder_of(path) is None
    lock = _taken(path)
    lock.release()


def test_a_lock_that_somebody_removed_is_not_taken_from_the_next(path: Path) -> None:
    first = _taken(path)
    lock_path(path).unlink()
    second = _taken(path)
    first.release()
    with pytest.raises(Busy):
        take_lock(path)
    second.release()
    assert list(path.parent.glob("~$*")) == []


def test_where_no_lock_can_be_kept_there_is_none(tmp_path: Path) -> None:
    assert take_lock(tmp_path / "ingen" / "rapport.tertial") is None
    assert holder_of(tmp_path / "ingen" / "rapport.tertial") is None


def _cut_off(path: Path) -> None:
    """Take a lock from this process as a share does that was out of reach: its handle is good for nothing."""
    held = lock_path(path).stat()
    ends = os.pipe()
    for link in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):  # the handle that they were listed with
            if os.path.samestat(os.fstat(int(link.name)), held):
                os.dup2(ends[1], int(link.name))
    for end in ends:
        os.close(end)


HANDLES = pytest.mark.skipif(sys.platform != "linux", reason="öppna filer räknas upp i /proc")


@HANDLES
def test_a_lock_that_was_lost_with_the_connection_is_taken_anew_at_the_next_save(
    path: Path,
) -> None:
    document = open_document(path).document
    _cut_off(path)
    with document.edit("Ändra") as edit:
        edit.set(document.report.goals["mal-1.1"], title="Mitt")
    document.save()
    assert holder_of(path) is not None
    document.close()
    assert list(path.parent.iterdir()) == [path, path.parent / "state"]


def test_a_handle_is_never_locked_twice_since_a_share_then_forgets_both(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = open_document(path).document
    locking, locked = lock_module._lock, list[int]()

    def once(handle: int) -> None:
        locking(handle)
        locked.append(handle)

    monkeypatch.setattr(lock_module, "_lock", once)
    for title in ("Första", "Andra"):
        with document.edit("Ändra") as edit:
            edit.set(document.report.goals["mal-1.1"], title=title)
        document.save()
    assert locked == []
    assert holder_of(path) is not None
    document.close()


@HANDLES
def test_what_others_saved_while_the_lock_was_lost_is_not_overwritten(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = open_document(path).document
    with document.edit("Ändra") as edit:
        edit.set(document.report.goals["mal-1.1"], title="Mitt")
    _cut_off(path)
    monkeypatch.setenv("LOGNAME", "berit")
    other = _process(path)
    assert _line(other) == "tagen"
    with pytest.raises(BadFile, match=r"varit bruten.* av berit på datorn .* sedan"):
        document.save()
    assert document.report.goals["mal-1.1"].title == "Mitt"
    other.kill()
    other.communicate()

    begun = FileLock.renew

    def renewed_late(self: FileLock, *, doubted: bool) -> bool:
        path.write_bytes(path.read_bytes() + b"x")
        return begun(self, doubted=doubted)

    monkeypatch.setattr(FileLock, "renew", renewed_late)
    with pytest.raises(ChangedFile):
        document.save()
    document.discard()


def test_after_a_save_that_failed_the_lock_is_taken_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A computer whose connection was cut remembers a lock of its own that the share has let go of."""
    document = open_document(path).document
    with document.edit("Ändra") as edit:
        edit.set(document.report.goals["mal-1.1"], title="Mitt")
    gone = path.with_name("borta.tertial")
    path.rename(gone)
    with pytest.raises(BadFile, match="har flyttats eller tagits bort"):
        document.save()
    gone.rename(path)
    locking, locked = lock_module._lock, list[int]()

    def noted(handle: int) -> None:
        locking(handle)
        locked.append(handle)

    monkeypatch.setattr(lock_module, "_lock", noted)
    document.save()
    assert len(locked) == 1
    assert holder_of(path) is not None
    document.save()
    assert len(locked) == 1
    document.close()


@HANDLES
def test_a_document_whose_lock_was_lost_is_closed_in_silence(path: Path) -> None:
    document = open_document(path).document
    _cut_off(path)
    document.close()
    assert holder_of(path) is None


@pytest.mark.parametrize("code", [errno.ENOENT, errno.EACCES, errno.EINVAL])
def test_a_lock_that_is_being_removed_on_a_share_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    opening, times = os.open, iter(range(2))

    def going(name: Path, *args: int, **words: int) -> int:
        if name == lock_path(path) and next(times, None) is not None:
            raise OSError(code, os.strerror(code))
        return opening(name, *args, **words)

    monkeypatch.setattr(os, "open", going)
    lock = _taken(path)
    assert holder_of(path) is not None
    lock.release()
    assert list(path.parent.glob("~$*")) == []


def test_a_lock_that_others_made_anew_is_seen_behind_the_one_that_was_lost(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share's client asks for its own lost file under the name until it has listed the folder."""
    opening, listing, listed = os.open, Path.iterdir, list[Path]()

    def lost(name: Path, *args: int, **words: int) -> int:
        if name == lock_path(path) and path.parent not in listed:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return opening(name, *args, **words)

    def looked(folder: Path) -> Iterator[Path]:
        listed.append(folder)
        return listing(folder)

    monkeypatch.setattr(os, "open", lost)
    monkeypatch.setattr(Path, "iterdir", looked)
    lock = _taken(path)
    assert path.parent in listed
    assert holder_of(path) is not None
    lock.release()
    assert not lock_path(path).exists()


@pytest.mark.law
def test_a_killed_holder_is_taken_over_within_a_second(
    path: Path, record_property: Callable[[str, object], None]
) -> None:
    longest = 0.0
    for _ in range(RACES):
        holder = _process(path)
        assert _line(holder) == "tagen"
        found = holder_of(path)
        assert found is not None
        assert found.pid == holder.pid
        holder.send_signal(signal.SIGKILL)
        begun = time.monotonic()
        while True:
            try:
                lock = _taken(path)
                break
            except Busy:
                assert time.monotonic() - begun < 1
        lock.release()
        taken = time.monotonic() - begun
        assert taken < 1
        longest = max(longest, taken)
        holder.communicate()
    said = f"{RACES} killed holders of a lock taken over within {longest * 1000:.0f} ms"
    record_property("proved", said)


@pytest.mark.law
@pytest.mark.timeout(600)
def test_of_many_who_race_for_a_lock_just_one_gets_it(
    path: Path, record_property: Callable[[str, object], None]
) -> None:
    for _ in range(RACES):
        start = time.time() + 1.0
        racers = [_process(path, start) for _ in range(RACERS)]
        words = [_line(racer).split() for racer in racers]
        for racer in racers:
            racer.kill()
            racer.communicate()
        winners = [
            racer.pid for racer, (word, *_) in zip(racers, words, strict=True) if word == "tagen"
        ]
        assert len(winners) == 1
        named = {int(pid) for word, *rest in words for pid in rest}
        assert named <= {winners[0], 0}
        _taken(path).release()
    record_property("proved", f"{RACES} races of {RACERS} for a lock: one winner each")


def test_a_file_that_somebody_edits_can_be_read_and_copied_but_not_changed(path: Path) -> None:
    first = open_document(path).document
    with first.edit("Ändra") as edit:
        edit.set(first.report.goals["mal-1.1"], title="Första")
    first.save()
    with pytest.raises(Busy):
        open_document(path)
    reading = open_for_reading(path, "Rapporten är öppen för läsning.")
    assert reading.report == first.report
    for act in (reading.undo, reading.save):
        with pytest.raises(Refusal, match="öppen för läsning"):
            act()
    with pytest.raises(Refusal, match="öppen för läsning"), reading.edit("Ändra") as edit:
        edit.set(edit.report.goals["mal-1.1"], title="Andra")
    assert reading.report == first.report
    assert reading.is_published
    reading.close()
    copy = open_own_copy(path)
    assert copy.report == first.report
    assert copy.is_unchanged
    copy.undo()
    assert copy.report != first.report
    with pytest.raises(Busy):
        copy.save(path)
    copy.save(path.with_name("min.tertial"))
    copy.close()
    first.close()
    open_document(path).document.close()
    assert list(path.parent.glob("~$*")) == []


def test_saving_as_lets_go_of_one_file_and_holds_the_next(path: Path) -> None:
    document = open_document(path).document
    other = path.with_name("annan.tertial")
    document.save(other)
    assert holder_of(path) is None
    assert holder_of(other) is not None
    with pytest.raises(Refusal, match="är en mapp"):
        document.save(path.parent)
    assert holder_of(other) is not None
    document.close()
    assert list(path.parent.glob("~$*")) == []


def test_a_command_does_not_replace_what_somebody_edits(path: Path) -> None:
    document = open_document(path).document
    with pytest.raises(Busy):
        tasks.write_example(path, replace=True)
    document.close()
    assert read_report(path) == document.report


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/home/a/OneDrive - Staden/rapport.tertial", "OneDrive"),
        ("/home/a/onedrive/2026/rapport.tertial", "OneDrive"),
        ("/home/a/Dropbox (Staden)/rapport.tertial", "Dropbox"),
        ("/home/a/Documents/Google Drive/rapport.tertial", "Google Drive"),
        ("/home/a/Documents/OneDrive.tertial", ""),
        ("/moln/staden/rapport.tertial", "OneDrive"),
        ("/moln/annat/rapport.tertial", ""),
    ],
)
def test_synchronised_folders_are_known_by_their_names(path: str, name: str) -> None:
    assert synced_by(Path(path), {"OneDriveCommercial": "/moln/staden"}) == name


def test_a_holder_without_a_name_is_nobody_here() -> None:
    assert not Holder().is_here
