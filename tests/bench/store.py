"""What the file costs: an edit that is on disk, and opening, beside a plain script and the disk itself."""

from __future__ import annotations

import os
import sqlite3
import statistics
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from tertialapp import tasks
from tertialapp.document.opening import open_document
from tertialapp.store.file import read_report
from tests.bench.figures import SPREAD, in_ms, percentile, spread, table
from tests.bench.multiply import multiplied

EDITS = 300
OPENINGS = 15
TEN_YEARS = 6_900_000
"""Bytes of a file of ten years, three reports a year."""
AIMS = {"ten years": 0.400, "report": 0.150}


def measure(files: Mapping[str, Path]) -> str:
    """Edits one of each kind in turn, openings likewise; gives tables."""
    name, path = list(files.items())[-1]  # the real one where it is there
    large = _of_ten_years(path)
    openings = [
        *_opening(name, path, AIMS["report"]),
        *_opening(f"tio år, {large.stat().st_size / 1e6:.1f} MB".replace(".", ","), large, AIMS["ten years"]),
    ]  # fmt: skip
    return "\n".join(
        [
            _edits(name, path),
            table("Öppna för redigering", ["", *SPREAD, "högst p50 ms"], openings),
        ]
    )


def _of_ten_years(path: Path) -> Path:
    report = read_report(path)
    times = 1
    large = path.with_name("tio-ar.tertial")
    size = path.stat().st_size
    while size < TEN_YEARS:
        times = max(times + 1, times * TEN_YEARS // size)
        tasks.write_new(multiplied(report, times), large, replace=True)
        size = large.stat().st_size
    return large


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _edits(name: str, path: Path) -> str:
    document = open_document(path).document
    plain = sqlite3.connect(path.with_name("enkel.sqlite"), isolation_level=None)
    plain.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE cell(id INTEGER PRIMARY KEY, value TEXT); INSERT INTO cell VALUES (1, '')"
    )
    probe = os.open(path.with_name("skivan"), os.O_RDWR | os.O_CREAT)
    key = next(iter(document.report.goals))

    def edit(number: int) -> None:
        with document.edit("Ändra målets namn") as change:
            change.set(document.report.goals[key], title=f"Namn {number}")

    def script(number: int) -> None:
        plain.execute("UPDATE cell SET value = ? WHERE id = 1", (f"Namn {number}",))

    def disk(number: int) -> None:
        os.lseek(probe, 0, os.SEEK_SET)
        os.write(probe, number.to_bytes(4) * 1024)
        os.fsync(probe)

    kinds = {
        f"Ändring i {name}": edit,
        "UPDATE med sqlite3, WAL/FULL": script,
        "4 kB och fsync": disk,
    }
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    for number in range(EDITS):
        for kind, act in kinds.items():
            times[kind].append(_timed(partial(act, number)))
    document.discard()
    plain.close()
    os.close(probe)
    own, _, fsync = (percentile(times[kind], 95) for kind in kinds)
    most = 2 * fsync + 0.001
    title = f"Ändring tills den är på disk: p95 {in_ms(own)} ms (mål: högst 2 fsync + 1 ms = {in_ms(most)})"
    return table(title, ["", *SPREAD], [[kind, *spread(times[kind])] for kind in kinds])


def _opening(name: str, path: Path, aim: float) -> list[list[str]]:
    own, plain = [], []
    for _ in range(OPENINGS):
        begun = time.perf_counter()
        document = open_document(path).document
        own.append(time.perf_counter() - begun)
        document.discard()
        plain.append(_timed(partial(_read_all, path)))
    ratio = statistics.median(own) / statistics.median(plain)
    times = f"{ratio:.1f}".replace(".", ",")
    return [
        [f"Tertialapp, {name}", *spread(own), in_ms(aim)],
        [f"SELECT * med sqlite3, {name}", *spread(plain), f"{times} gånger"],
    ]


def _read_all(path: Path) -> None:
    connection = sqlite3.connect(path)
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    for (name,) in names:
        connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
    connection.close()
