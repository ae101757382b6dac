"""One writer at a time: a small file beside the one that is written, held open and locked as long.

The system lets go of the lock when its holder dies, however that happens, and so nobody's clock has to
be trusted. What stands in the file is only for people to read. A single byte far behind its end is
locked, since Windows lets nobody read what is locked; so the lock is the same one for Windows and Linux
on a shared drive.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import platform
import secrets
import struct
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from tertialapp.base.errors import BadFile
from tertialapp.base.files import TEMPORARY_END, is_there, look_around, name_beside
from tertialapp.base.user import user_name

_LOCKED_BYTE = 2**30
_LONGEST_NOTE = 1000
_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_ATTEMPTS = 20
_PAUSE = 0.02
_NO_HANDLE = -1


class Holder(Struct, frozen=True):
    """Who writes in a file, and since when (UTC); empty where it is not known."""

    user: str = ""
    host: str = ""
    pid: int = 0
    since: str = ""

    @property
    def is_here(self) -> bool:
        """Whether it is the same person at the same computer."""
        return bool(self.host) and (self.user, self.host) == (user_name(), platform.node())

    @property
    def words(self) -> str:
        """Who it is and since when, to put in a sentence."""
        if not self.user:
            return "någon annan"
        where = f" på datorn {self.host}" if self.host else ""
        return f"{self.user}{where}{self._since}"

    @property
    def _since(self) -> str:
        try:
            moment = datetime.fromisoformat(self.since).astimezone()
        except (ValueError, OverflowError):
            return ""
        today = moment.date() == datetime.now().astimezone().date()
        return f" sedan {moment:%H:%M}" if today else f" sedan {moment:%Y-%m-%d %H:%M}"


class Busy(BadFile):
    """Somebody else writes in the file; it can be read, or a copy of it edited."""

    def __init__(self, target: Path, holder: Holder) -> None:
        if holder.is_here:
            sentence = f"”{target.name}” är redan öppen i ett annat fönster. Gå dit."
        else:
            sentence = f"”{target.name}” redigeras av {holder.words}."
        super().__init__(sentence)
        self.holder = holder


class _Held(Struct, frozen=True):
    """An open file that has the lock, and what was written in it."""

    handle: int
    holder: Holder


class FileLock:
    """The right to write in a file, until it is released or the process ends."""

    def __init__(self, target: Path, held: _Held) -> None:
        self._target = target
        self._held = held

    def renew(self, *, doubted: bool) -> bool:
        """Take the right anew if it was lost with the connection to a share; whether it was taken.

        ``doubted``: the share has failed since; then a computer remembers a lock that the share does not.
        Raises Busy when somebody else has it since. It is tried as anybody would: a handle that locks twice
        loses both locks on a share.
        """
        if doubted:
            self._forget()
        try:
            held = _taken(self._target)
        except Busy as busy:
            if busy.holder in (self._held.holder, Holder()):
                return False
            raise
        if held is None:
            return False
        self._forget()
        self._held = held
        return True

    def _forget(self) -> None:
        """Close a handle that its lock is gone from, or may be: by it we would lock ourselves out."""
        _close(self._held.handle)
        self._held = _Held(_NO_HANDLE, self._held.holder)

    def release(self) -> None:
        """Let go, and leave nothing behind."""
        path, handle = lock_path(self._target), self._held.handle
        ours = _is_at(handle, path)
        if _WINDOWS:  # where nothing that is open can be removed
            _close(handle)
        with contextlib.suppress(OSError):  # taken over by somebody in between, or out of reach
            if ours:
                path.unlink()
        if not _WINDOWS:
            _close(handle)


def take_lock(target: Path) -> FileLock | None:
    """The right to write in a file; None where no lock can be kept. Raises Busy.

    A lock that a dead process has left is taken over at once.
    """
    held = _taken(target)
    return None if held is None else FileLock(target, held)


def _taken(target: Path) -> _Held | None:
    """What has the lock from now on; None where none can be kept. Raises Busy."""
    path = lock_path(target)
    for _ in range(_ATTEMPTS):
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            if not _takes_files(path):  # the target can't be written either
                return None
            look_around(path.parent)
            time.sleep(_PAUSE)  # on Windows and shares, while somebody removes it
            continue
        try:
            _lock(handle)
            if _is_at(handle, path):
                return _Held(handle, _signed(handle, path))
        except OSError as error:
            _close(handle)
            if error.errno in _HELD:
                raise Busy(target, _holder(path)) from error
            return None
        _close(handle)  # it was released and removed while we took it
    raise Busy(target, _holder(path))


def holder_of(target: Path) -> Holder | None:
    """Who writes in a file now, if anybody does."""
    if not is_there(lock_path(target)):
        return None
    try:
        lock = take_lock(target)
    except Busy as busy:
        return busy.holder
    if lock is not None:
        lock.release()
    return None


def lock_path(target: Path) -> Path:
    """Where the lock of a file lies. Synchronising programs leave names like this alone."""
    return target.with_name(name_beside(target))


def _is_at(handle: int, path: Path) -> bool:
    """Whether an open file is the one that lies at a path.

    The path is opened: what a share's client remembers of a name can be a second old.
    """
    try:
        with path.open("rb") as there:
            return os.path.samestat(os.fstat(handle), os.fstat(there.fileno()))
    except OSError:
        return False


def _close(handle: int) -> None:
    """Close what may be cut off; it is closed also where a share says that it can't be."""
    with contextlib.suppress(OSError):
        os.close(handle)


def _takes_files(path: Path) -> bool:
    """Whether a file can be made beside a lock, so that it is only the lock's name that is taken."""
    trial = path.with_name(f"{path.name}.{secrets.token_hex(8)}{TEMPORARY_END}")
    try:
        os.close(os.open(trial, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        trial.unlink()
    except OSError:
        return False
    return True


def _signed(handle: int, path: Path) -> Holder:
    """Who is written down in a lock that was taken."""
    since = datetime.now(UTC).isoformat(timespec="seconds")
    holder = Holder(user_name(), platform.node(), os.getpid(), since)
    with contextlib.suppress(OSError):  # somebody else's, who has done this already
        path.chmod(0o666)  # anybody may take it over
    with contextlib.suppress(OSError):  # no room for the name; the lock holds without it
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(asdict(holder), ensure_ascii=False).encode())
    return holder


def _holder(path: Path) -> Holder:
    """What stands in a lock; whoever took it this instant may not have written yet."""
    for _ in range(_ATTEMPTS):
        try:
            with path.open("rb") as stream:
                note = json.loads(stream.read(_LONGEST_NOTE))
            user, host, since = (str(note[key])[:80] for key in ("user", "host", "since"))
            return Holder(user, host, int(note["pid"]), since)
        except FileNotFoundError:
            break
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            time.sleep(_PAUSE)
    return Holder()


_WINDOWS = sys.platform == "win32"

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        """Lock for this open file alone, where there is such a thing; else for the process."""
        if hasattr(fcntl, "F_OFD_SETLK"):
            region = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, _LOCKED_BYTE, 1, 0)
            fcntl.fcntl(handle, fcntl.F_OFD_SETLK, region)
        else:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _LOCKED_BYTE)
