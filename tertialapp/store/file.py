"""The .tertial file as others gave it to us: admitted before it is used, and only ever read.

What we write in its place is always a whole new file (``base/files.py``).
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from tertialapp.base.errors import BadFile
from tertialapp.base.files import read_bytes
from tertialapp.model.integrity import faults
from tertialapp.model.report import Report
from tertialapp.store import rows
from tertialapp.store.schema import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    is_own,
    prepare,
)
from tertialapp.store.seal import is_sealed, unsealed

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
SUFFIX = ".tertial"
_FIRST_SEALED = 3
"""The version from which files end in a seal."""
_LARGEST_CELL = 16_000_000
"""Bytes: four times the largest picture."""
_PATIENCE = 5.0
"""Seconds that reading may take; a file of ten years takes a third of one."""
_STEPS_BETWEEN_LOOKS = 10_000


def read_report(path: Path) -> Report:
    """The report in a file, which is not touched. Raises BadFile with one Swedish sentence."""
    with admitted(path) as connection:
        return load_sound(connection, path)


def admitted(path: Path) -> AbstractContextManager[sqlite3.Connection]:
    """A connection to a copy, in memory, of a file that is ours, whole and of today's schema."""
    return admitted_content(read_bytes(path), path)


@contextlib.contextmanager
def admitted_content(content: bytes, path: Path) -> Iterator[sqlite3.Connection]:
    """As ``admitted``, of what has been read from a path already."""
    _check_header(content[:_HEADER], path)
    sealed = is_sealed(content) or int.from_bytes(content[60:64]) >= _FIRST_SEALED
    database = unsealed(content) if sealed else memoryview(content)
    if database is None:
        raise _damaged(path)
    connection = _bounded_connection()
    try:
        # A file copied out of a running program has the WAL flag without its WAL: read it as it lies.
        connection.deserialize(without_wal(database))
        _check_content(connection, path)
        yield connection
    except (sqlite3.DatabaseError, OverflowError) as error:
        raise _refused(error, path) from error
    finally:
        connection.close()


def without_wal(database: bytes | memoryview) -> bytes:
    """A database that does not look for a WAL beside it."""
    return b"".join((database[:18], b"\x01\x01", database[20:]))


def _bounded_connection() -> sqlite3.Connection:
    """A connection that reads no absurdly large cell, and nothing after its time is out."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_CELL)
    deadline = time.monotonic() + _PATIENCE
    connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS)
    return connection


def is_older(content: bytes) -> bool:
    """Whether a file of ours is of an older version than today's."""
    return 0 < int.from_bytes(content[60:64]) < SCHEMA_VERSION


def _check_header(header: bytes, path: Path) -> None:
    if not header:
        raise BadFile(f"Filen ”{path.name}” är tom. Öppna en säkerhetskopia eller en annan fil.")
    ours = header.startswith(_MAGIC) and len(header) == _HEADER
    if not ours or int.from_bytes(header[68:72]) != APPLICATION_ID:
        foreign = path.suffix.lower() in (".txt", ".json", ".pdf")
        instead = "Välj Läs in tidigare rapport i stället." if foreign else "Välj en annan fil."
        raise BadFile(f"”{path.name}” är ingen rapport från Tertialapp. {instead}")
    version = int.from_bytes(header[60:64])
    if version == 0:
        raise _damaged(path)
    if version > SCHEMA_VERSION:
        raise BadFile(
            f"”{path.name}” är skapad i en nyare version av Tertialapp. Uppdatera programmet först."
        )


def _check_content(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    try:
        prepare(connection)
        sound = (
            is_own(connection)
            and connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
            and connection.execute("PRAGMA foreign_key_check").fetchone() is None
        )
    except (sqlite3.DatabaseError, ValueError) as error:
        raise _refused(error, path) from error
    if not sound:
        raise _damaged(path)


def load_sound(connection: sqlite3.Connection, path: Path) -> Report:
    """The report in a database, if its records hold together. Raises BadFile."""
    return sound_rows(connection, path)[0]


def sound_rows(connection: sqlite3.Connection, path: Path) -> tuple[Report, dict[str, list[Any]]]:
    """The report in a database, if its records hold together, and its rows as they lie. Raises BadFile."""
    try:
        tables = rows.held(connection)
        report = rows.report_from(tables)
    except (ValueError, ArithmeticError, TypeError, sqlite3.DatabaseError) as error:
        raise _refused(error, path) from error
    if next(faults(report), None):
        raise _damaged(path)
    return report, tables


def _refused(error: Exception, path: Path) -> BadFile:
    reason = getattr(error, "sqlite_errorname", "")
    if reason == "SQLITE_INTERRUPT" or isinstance(error, rows.TooManyRows):
        return BadFile(f"”{path.name}” är för stor för att vara en rapport. Välj en annan fil.")
    if reason == "SQLITE_TOOBIG":
        return BadFile(
            f"I ”{path.name}” finns en text eller bild som är för stor. Välj en annan fil."
        )
    return _damaged(path)


def _damaged(path: Path) -> BadFile:
    return BadFile(f"Filen ”{path.name}” är skadad. Öppna en säkerhetskopia av den.")
