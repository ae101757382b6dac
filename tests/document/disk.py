"""A disk that loses power, fed with the system calls that strace saw a process make.

What was forced to disk stays. Of everything else each sector and each change of a name may be there or
not, whatever the order: worse than most file systems, and no worse than any may be.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from msgspec import Struct, field

TRACED = "openat,close,write,pwrite64,ftruncate,lseek,fsync,fdatasync,unlink,rename"
_SECTOR = 512
_LINE = re.compile(r"\d+ +(\w+)\((.*)\) += (\d+)")
_QUOTED = re.compile(r'"([^"]*)"')
_OPENED = re.compile(r"(\d+)<([^>]*)>")


def can_trace() -> bool:
    """Whether strace is here and the system lets it follow processes."""
    if shutil.which("strace") is None:
        return False
    command = ["strace", "-qq", "-e", "trace=none", sys.executable, "-c", ""]
    return subprocess.run(command, capture_output=True, check=False, timeout=60).returncode == 0


class Call(Struct, frozen=True):
    """A system call that went well: its name, the paths and the bytes in it, its numbers, its answer."""

    name: str
    file: int
    path: Path
    quoted: Sequence[bytes]
    words: str
    answer: int

    @property
    def target(self) -> Path:
        """The path that stands last in the call."""
        return Path(self.quoted[-1].decode(errors="surrogateescape"))

    @property
    def last_number(self) -> int:
        """The number that stands last in the call."""
        return int(self.words.rpartition(",")[2])


def recorded(command: Sequence[str], log: Path) -> list[Call]:
    """The calls of a process, in order."""
    strace = ["strace", "-f", "-qq", "-y", "-xx", "-s", "100000000", "-o", str(log)]
    run = [*strace, "-e", f"trace={TRACED}", *command]
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL, timeout=300)
    with log.open(encoding="ascii") as lines:
        calls = list(_calls(lines))
    log.unlink()
    return calls


def _calls(lines: Iterator[str]) -> Iterator[Call]:
    for line in lines:
        if found := _LINE.match(line):
            name, words, answer = found.groups()
            opened = _OPENED.match(words)
            file, path = (int(opened[1]), opened[2]) if opened else (-1, "")
            quoted = [_plain(part) for part in _QUOTED.findall(words)]
            yield Call(
                name,
                file,
                Path(_plain(path).decode(errors="surrogateescape")),
                quoted,
                _QUOTED.sub("", words),
                int(answer),
            )


def _plain(hexadecimal: str) -> bytes:
    return bytes.fromhex(hexadecimal.replace("\\x", "")) if "\\x" in hexadecimal else b""


class _File(Struct):
    """What is on disk, and what was written since: bytes at a place, or None for an end at that place."""

    durable: bytearray
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for at, data in self.pending:
            _put(self.durable, at, data)
        self.pending.clear()

    def after_cut(self, chance: Random, kept: float) -> bytes:
        content = bytearray(self.durable)
        for at, data in self.pending:
            for start, piece in _sectors(at, data):
                if chance.random() < kept:
                    _put(content, start, piece)
        return bytes(content)


def _sectors(at: int, data: bytes | None) -> Iterator[tuple[int, bytes | None]]:
    if data is None:
        yield at, None
        return
    start = 0
    while start < len(data):
        end = min(start + _SECTOR - (at + start) % _SECTOR, len(data))
        yield at + start, data[start:end]
        start = end


def _put(content: bytearray, at: int, data: bytes | None) -> None:
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    if data is None:
        del content[at:]
    else:
        content[at : at + len(data)] = data


class Disk:
    """The files in some folders, as a process sees them and as they are on disk."""

    def __init__(self, folders: Collection[Path]) -> None:
        self._folders = folders
        self._files: list[_File] = []
        self._names: dict[Path, int] = {}
        self._renaming: list[Mapping[Path, int | None]] = []
        self._places: dict[int, int] = {}
        for folder in folders:
            for path in folder.iterdir():
                self._names[path] = self._new(path.read_bytes())
        self._durable_names = dict(self._names)

    def _new(self, content: bytes = b"") -> int:
        self._files.append(_File(bytearray(content)))
        return len(self._files) - 1

    def carry_out(self, call: Call) -> None:
        """Do what a process did."""
        match call.name:
            case "openat":
                self._open(call)
            case "unlink" if call.target in self._names:
                self._rename({call.target: None})
            case "rename" if call.target in self._names or call.target.parent in self._folders:
                before = Path(call.quoted[0].decode(errors="surrogateescape"))
                self._rename({before: None, call.target: self._names[before]})
            case "fsync" | "fdatasync" if call.path in self._folders:
                self._sync_names(call.path)
            case _ if call.path in self._names:
                self._change(self._files[self._names[call.path]], call)

    def _open(self, call: Call) -> None:
        self._places[call.answer] = 0
        if call.target.parent not in self._folders:
            return
        if call.target in self._names:
            if "O_TRUNC" in call.words:
                self._files[self._names[call.target]].pending.append((0, None))
        elif "O_CREAT" in call.words:
            self._rename({call.target: self._new()})

    def _change(self, file: _File, call: Call) -> None:
        match call.name:
            case "pwrite64":
                file.pending.append((call.last_number, call.quoted[-1][: call.answer]))
            case "write":
                file.pending.append((self._places[call.file], call.quoted[-1][: call.answer]))
                self._places[call.file] += call.answer
            case "lseek":
                self._places[call.file] = call.answer
            case "ftruncate":
                file.pending.append((call.last_number, None))
            case "fsync" | "fdatasync":
                file.sync()

    def _rename(self, change: Mapping[Path, int | None]) -> None:
        _take(self._names, change)
        self._renaming.append(change)

    def _sync_names(self, folder: Path) -> None:
        now = [change for change in self._renaming if next(iter(change)).parent == folder]
        for change in now:
            _take(self._durable_names, change)
            self._renaming.remove(change)

    def after_cut(self, chance: Random) -> dict[Path, bytes]:
        """What may be there when the power is back."""
        kept = chance.choice([0.0, 0.5, 0.95, 1.0])
        names = dict(self._durable_names)
        for change in self._renaming:
            if chance.random() < kept:
                _take(names, change)
        return {path: self._files[file].after_cut(chance, kept) for path, file in names.items()}


def _take(names: dict[Path, int], change: Mapping[Path, int | None]) -> None:
    for path, file in change.items():
        if file is None:
            names.pop(path, None)
        else:
            names[path] = file
