"""Files that somebody made to harm, or that another program left half done; all pass as whole.

Each kind is a way to make one of a sound file, varied by chance.
"""

# ruff: noqa: S608

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from tertialapp.model.report import TABLES
from tertialapp.store.schema import SCHEMA_VERSION
from tests.files import alter

Make = Callable[[Path, Random], object]


def _sql(statement: str) -> Make:
    """SQL with a random table of records (T) and a random number (N) in it."""

    def make(path: Path, chance: Random) -> None:
        table = TABLES[chance.choice(list(TABLES))].name
        filled = statement.replace("{T}", f'"{table}"').replace("{N}", str(chance.randint(2, 9)))
        alter(path, filled)

    return make


def _counting(insert: str, rows: int) -> Make:
    """So many rows, numbered i, of what a SELECT says."""
    count = f"WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM c WHERE i<{rows})"
    return _sql(f"{count} {insert} FROM c")


def _schema(old: str, new: str) -> Make:
    """Another declaration than ours, of tables that hold the same."""
    return _sql(
        "PRAGMA writable_schema = ON;"
        f"UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}') WHERE name = 'goal'"
    )


def _wal_flags(path: Path, _: Random) -> None:
    alter(path, "PRAGMA journal_mode = WAL")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    assert path.read_bytes()[18:20] == b"\x02\x02"


def _beside(suffix: str) -> Make:
    """What another program has left beside the file to be played back into it."""

    def make(path: Path, chance: Random) -> None:
        other = path.with_name("annan")
        other.write_bytes(path.read_bytes())
        connection = sqlite3.connect(other, isolation_level=None)
        connection.execute(f"PRAGMA journal_mode = {'WAL' if suffix == '-wal' else 'DELETE'}")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE goal SET title = 'Ditlagt'")
        connection.execute("UPDATE text SET body = ?", ("x" * chance.randint(9, 9999),))
        if suffix == "-wal":
            connection.execute("COMMIT")
        path.with_name(path.name + suffix).write_bytes(Path(f"{other}{suffix}").read_bytes())
        connection.close()
        other.unlink()

    return make


def _header(at: int, content: bytes) -> Make:
    """Other bytes in the header than SQLite would have written."""

    def make(path: Path, chance: Random) -> None:
        old = path.read_bytes()
        path.write_bytes(old[:at] + (content or chance.randbytes(4)) + old[at + len(content) :])

    return make


def _deep_log(path: Path, _: Random) -> None:
    nested = "[" * 100_000
    alter(
        path,
        "INSERT INTO edit_log(id, kind, label, at, actor) VALUES (1, 'edit', 'x', 'x', 'x');"
        'INSERT INTO change_log(seq, edit_id, "table", "key", operation, field, old, new)'
        f" VALUES (1, 1, 'goal', 'm', 'update', 'title', '{nested}', '1')",
    )


REFUSED: Mapping[str, Make] = {
    "a trigger": _sql("CREATE TRIGGER x AFTER INSERT ON {T} BEGIN DELETE FROM goal; END"),
    "a view": _sql("CREATE VIEW v{N} AS SELECT * FROM {T}"),
    "a generated column": _sql("ALTER TABLE {T} ADD COLUMN g INTEGER AS (abs(-{N}))"),
    "another column": _sql("ALTER TABLE {T} ADD COLUMN more{N} TEXT"),
    "another table": _sql("CREATE TABLE more{N}(x)"),
    "another index": _sql("CREATE INDEX more{N} ON {T}(id)"),
    "a virtual table": _sql("CREATE VIRTUAL TABLE f USING fts5(x)"),
    "a table gone": _sql("DROP TABLE {T}"),
    "a check that calls": _schema(
        "title TEXT NOT NULL", "title TEXT NOT NULL CHECK(randomblob(1))"
    ),
    "no key": _schema("id TEXT PRIMARY KEY NOT NULL", "id TEXT NOT NULL"),
    "another program's": _sql("PRAGMA application_id = {N}"),
    "a newer version": _sql(f"PRAGMA user_version = {SCHEMA_VERSION}{{N}}"),
    "no version": _sql("PRAGMA user_version = 0"),
    "letters that are none": _sql("UPDATE setup SET board = CAST(x'c328ff' AS TEXT)"),
    "half a letter": _sql("UPDATE setup SET board = CAST(x'eda08{N}' AS TEXT)"),
    "a very large text": _sql("UPDATE setup SET board = hex(zeroblob({N}0000000))"),
    "a very large picture": _sql("INSERT INTO image VALUES ('a', 1, 1, zeroblob({N}0000000))"),
    "rows without end": _counting("INSERT INTO own_word SELECT 'w'||i, ''", 600_000),
    "a deep tree": _counting(
        "INSERT INTO business_area SELECT 'a'||i, iif(i=1, NULL, 'a'||(i-1)), 'a', 'n', '', 0",
        5000,
    ),
    "a circle": _sql("UPDATE section SET parent_id = id"),
    "pages of another size": _header(16, b"\x02\x00"),
    "more pages than there are": _header(28, b"\x7f\xff\xff\xff"),
    "a hole": _header(200, b""),
}
"""What has to be refused."""

OPENED: Mapping[str, Make] = {
    "an older version that it is not": _sql("PRAGMA user_version = 1"),
    "a zero among letters": _sql("UPDATE setup SET municipality = 'a' || char(0) || 'b'"),
    "WAL flags": _wal_flags,
    "a hot journal": _beside("-journal"),
    "a log of another": _beside("-wal"),
    "values nested without end": _deep_log,
    "a long history": _counting(
        "INSERT INTO edit_log(id, kind, label, at, actor) SELECT i, 'edit', 'x', 'x', 'x'", 100_000
    ),
}
"""What is read as the report that it is; only a zero is left out of its text."""
