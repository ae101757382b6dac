"""The local database in which an open report is edited: every edit is on disk when it is acknowledged.

It has the same schema as a published file. Pragmas and their order are measured: with WAL/FULL (EXTRA
before the switch) and an exclusive lock no simulated power cut lost an acknowledged edit.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tertialapp.base.errors import BadFile
from tertialapp.base.files import fingerprint, read_bytes
from tertialapp.model.change import Delta, Operation
from tertialapp.model.plain import from_plain
from tertialapp.model.report import TABLES, Report, records_of
from tertialapp.store import log, rows
from tertialapp.store.file import admitted_content, load_sound, sound_rows, without_wal
from tertialapp.store.log import Brought, Lineage, LoggedEdit
from tertialapp.store.schema import is_own, prepare
from tertialapp.store.seal import sealed

_DURABLE = "synchronous = FULL"
_PRAGMAS = (
    "locking_mode = EXCLUSIVE",
    "synchronous = EXTRA",
    "journal_mode = WAL",
    _DURABLE,
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
)

IN_MEMORY = Path(":memory:")
"""Where a copy lies that is gone when it is closed."""
_REMEMBER = "INSERT OR REPLACE INTO working_copy VALUES (?,?)"


class DamagedCopy(BadFile):
    """A working copy can't be read; the published file is another matter."""


class WorkingCopy:
    """An open working copy. All its methods write in one transaction or not at all."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._filled_with: Report | None = None

    # -- opening and closing --------------------------------------------------------------------

    @classmethod
    def create(
        cls, path: Path, report: Report, history: Mapping[str, list[Any]] | None = None
    ) -> WorkingCopy:
        """A new working copy that holds a report, and no history or what it begins from."""
        copy = cls._open(path, page_size=_page_size(report))
        try:
            copy.fill(report, history or {}, {})
        except BadFile:
            copy.discard()  # nothing is in it
            raise
        return copy

    @classmethod
    def from_file(cls, path: Path, source: Path, /, **notes: str) -> WorkingCopy:
        """A new working copy of a received file: its rows, read into tables of our own making.

        One that is only to be read lies IN_MEMORY.

        It remembers the fingerprint of just what was read, and up to which edit that went.
        """
        content = read_bytes(source)
        with admitted_content(content, source) as received:
            report, tables = sound_rows(received, source)
            history = log.history_rows(received)
        published = str(max((row[0] for row in history["edit_log"]), default=0) + 1)
        notes |= {"digest": fingerprint(content), "published_edit": published}
        copy = cls._open(path, empty=True, page_size=_page_size(report))
        try:
            copy.fill(report, history, notes, tables)
        except BadFile:
            copy.discard()  # nothing is in it
            raise
        return copy

    @classmethod
    def reopen(cls, path: Path) -> WorkingCopy:
        """A working copy that an earlier session left behind. Raises DamagedCopy, BadFile."""
        copy = cls._open(path)
        try:
            copy.check()
        except BadFile:
            copy.close()
            raise
        return copy

    @classmethod
    def _open(cls, path: Path, *, empty: bool = False, page_size: int = 0) -> WorkingCopy:
        """An ``empty`` one has to be filled, and until then nothing in it is worth waiting for the disk."""
        connection: sqlite3.Connection | None = None
        try:
            connection = sqlite3.connect(path, timeout=0.5, isolation_level=None)
            if page_size:
                connection.execute(f"PRAGMA page_size = {page_size}")  # before there is any
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            if empty:
                connection.execute("PRAGMA synchronous = OFF")
            prepare(connection)
        except sqlite3.DatabaseError as error:
            if connection is not None:
                connection.close()
            raise _not_opened(error) from error
        return cls(path, connection)

    def fill(
        self,
        report: Report,
        history: Mapping[str, list[Any]],
        notes: Mapping[str, str],
        tables: Mapping[str, list[Any]] | None = None,
    ) -> None:
        """Put a report, the rows of its history and what is known of it into a copy that is empty.

        Without a history it is the beginning of one. ``tables`` are the report's rows, if it was read
        from some.
        """
        with self._transaction() as connection:
            if tables is None:
                rows.insert(connection, records_of(report))
            else:
                rows.put_held(connection, tables)
            if history:
                log.put_history_rows(connection, history)
            else:
                log.begin(connection)
            connection.executemany(_REMEMBER, list(notes.items()))
        # What comes first now is on disk with all that lies before it in the WAL.
        self._connection.execute(f"PRAGMA {_DURABLE}")
        self._filled_with = report

    def close(self) -> None:
        """Close; the copy stays for the next time."""
        self._connection.close()

    def discard(self) -> None:
        """Close and remove: what was not published is given up."""
        self.close()
        if self.path == IN_MEMORY:
            return
        for suffix in ("", "-wal", "-shm", "-journal"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def check(self) -> None:
        """Raises DamagedCopy unless the copy is whole and holds a sound report, or nothing yet."""
        try:
            whole = self._connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            whole = whole and is_own(self._connection)
            # A copy whose maker was killed before it was filled is empty.
            if whole and not rows.is_empty(self._connection):
                self.report()
                self.edits()
        except (sqlite3.DatabaseError, BadFile):
            whole = False
        if not whole:
            raise DamagedCopy("Det osparade arbetet från förra gången är skadat.")

    def move(self, path: Path) -> None:
        """Lie at another path from now on, where nothing lies yet. Raises BadFile, and lies as before."""
        self._connection.close()
        try:
            self.path.rename(path)
            self.path = path
        except OSError as error:
            raise BadFile(
                "Programmets mapp för pågående arbete går inte att skriva i. Frigör plats på disken."
            ) from error
        finally:
            self._connection = self._open(path)._connection  # noqa: SLF001 - our own

    # -- contents -------------------------------------------------------------------------------

    def report(self) -> Report:
        """The report as it stands."""
        return load_sound(self._connection, self.path)

    def opening_report(self) -> Report:
        """The report that the copy begins with: what it was filled with, or what lies on disk."""
        return self._filled_with or self.report()

    def edits(self) -> list[LoggedEdit]:
        """The history, oldest first. Raises BadFile."""
        return log.edits(self._connection)

    def lineage(self) -> Lineage:
        """Where the report comes from, for merging. Raises BadFile."""
        return log.lineage_of(self._connection)

    @property
    def next_edit(self) -> int:
        """The number that the next edit gets."""
        (last,) = self._connection.execute("SELECT max(id) FROM edit_log").fetchone()
        return (last or 0) + 1

    def brought(self) -> tuple[Brought, ...]:
        """The edits of other copies (``log.brought``). Raises ValueError."""
        return log.brought(self._connection)

    def deltas(self, edit_id: int) -> tuple[Delta, ...]:
        """What an edit touched, in order. Raises ValueError for what no edit can have left."""
        return log.deltas(self._connection, "edit_id = ?", edit_id)

    def deltas_since(self, edit_id: int) -> tuple[Delta, ...]:
        """What an edit and all after it touched, in order. Raises ValueError as ``deltas``."""
        return log.deltas(self._connection, "edit_id >= ?", edit_id)

    def deltas_of(self, table: str) -> tuple[Delta, ...]:
        """What was ever done to the records of a table, oldest first. Raises ValueError as ``deltas``."""
        return log.deltas(self._connection, '"table" = ?', table)

    def touched(self) -> list[tuple[int, str, str]]:
        """Edit, table and key of every record that was ever touched, oldest first."""
        return self._connection.execute(
            'SELECT DISTINCT edit_id, "table", "key" FROM change_log ORDER BY edit_id'
        ).fetchall()

    def forget(self, edit_id: int) -> int:
        """Forget the history before an edit; gives how many entries went (``log.forget``). Raises BadFile."""
        with self._transaction() as connection:
            return log.forget(connection, edit_id)

    def write(
        self, edit: LoggedEdit, deltas: Iterable[Delta], taken_in: Collection[Brought] = ()
    ) -> None:
        """Carry out an edit and log it; when this returns, it is on disk. Raises BadFile.

        ``taken_in`` are the edits of another copy that it brings.
        """
        with self._transaction() as connection:
            log.log(connection, edit, taken_in)
            for delta in deltas:
                _carry_out(connection, delta)
                log.log_delta(connection, edit.id, delta)

    # -- what the copy knows of its file ---------------------------------------------------------

    def note(self, name: str) -> str:
        """Something remembered about the file that this is a copy of; "" when nothing is."""
        found = self._connection.execute(
            "SELECT value FROM working_copy WHERE name = ?", (name,)
        ).fetchone()
        return found[0] if found else ""

    def remember(self, **notes: str) -> None:
        """Remember things about the file that this is a copy of."""
        with self._transaction() as connection:
            connection.executemany(_REMEMBER, list(notes.items()))

    def image(self) -> bytes:
        """The whole report with its history as a file to put in its place. Raises BadFile."""
        try:
            return sealed(self._image())
        except sqlite3.OperationalError as error:
            raise BadFile(
                "Rapporten kunde inte sparas: programmets mapp för pågående arbete går inte att läsa "
                "just nu. Försök igen."
            ) from error

    def _image(self) -> bytes:
        """The report as one plain file that knows nothing of this copy, made without touching a disk."""
        with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as image:
            self._connection.backup(image)
            image.execute("PRAGMA temp_store = MEMORY")
            image.execute("DELETE FROM working_copy")
            image.execute("VACUUM")
            return without_wal(image.serialize())

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise BadFile(
                "Ändringen kunde inte sparas: disken är full eller går inte att nå. "
                "Frigör plats och försök igen."
            ) from error
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def _page_size(report: Report) -> int:
    """A part is mailed about, and every table takes a page of its own, however little is in it; 0 as usual."""
    return 512 if report.part else 0


def _not_opened(error: sqlite3.DatabaseError) -> BadFile:
    if not isinstance(error, sqlite3.OperationalError):
        return DamagedCopy("Det osparade arbetet från förra gången är skadat.")
    if error.sqlite_errorname == "SQLITE_BUSY":
        return BadFile("Rapporten är redan öppen i ett annat fönster. Gå dit.")
    return BadFile(
        "Programmets mapp för pågående arbete går inte att skriva i. Frigör plats på disken."
    )


def _carry_out(connection: sqlite3.Connection, delta: Delta) -> None:
    match delta.operation:
        case Operation.INSERT:
            record_type = TABLES[delta.table].record_type
            rows.insert(connection, [from_plain(record_type, delta.new)])
        case Operation.DELETE:
            rows.delete(connection, delta.table, delta.key)
        case Operation.UPDATE:
            rows.update(connection, delta.table, delta.key, delta.field, delta.new)
