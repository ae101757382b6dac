"""The tables of a file: made new, or recognised in a file that was received."""

from __future__ import annotations

import contextlib
import sqlite3
from functools import cache
from hashlib import sha256
from pathlib import Path

APPLICATION_ID = 0x54455254
"""The bytes "TERT": what tells our files from other SQLite files."""

_SCRIPTS = ("schema_1.sql", "schema_2.sql", "schema_3.sql")
SCHEMA_VERSION = len(_SCRIPTS)

_DECLARED = "92d2b70f8881c42187a9bd12e9f74bfbf51a512c0828346d777008577cb68316"
"""The digest of all that a database of today's version declares; making one to look takes 7 ms."""

# As sqlite-utils keeps its account of steps, so that a new database has had them all.
_STEPS_TAKEN = (
    (
        'CREATE TABLE "_sqlite_migrations" ( "id" INTEGER PRIMARY KEY, "migration_set" TEXT, '
        '"name" TEXT, "applied_at" TEXT )'
    ),
    (
        'CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name" '
        'ON "_sqlite_migrations" ("migration_set", "name")'
    ),
)


def prepare(connection: sqlite3.Connection) -> None:
    """Make an empty database one of today's version, or bring an older one there."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0:
        _create(connection)
    elif version < SCHEMA_VERSION:
        from tertialapp.store.migrations import upgrade  # noqa: PLC0415 - see there

        upgrade(connection)


def _create(connection: sqlite3.Connection) -> None:
    # A later version is made here in one go; that it is the same as step by step is tested.
    connection.execute("BEGIN IMMEDIATE")
    for statement in _STEPS_TAKEN:
        connection.execute(statement)
    for number in range(1, SCHEMA_VERSION + 1):
        connection.execute(
            "INSERT INTO _sqlite_migrations(migration_set, name, applied_at)"
            " VALUES ('tertial', ?, datetime())",
            (f"{number:03}",),
        )
    for number, _ in enumerate(_SCRIPTS, 1):
        take_step(connection, number)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def take_step(connection: sqlite3.Connection, number: int) -> None:
    """Take tables to the schema with a number from the one before it, in the caller's transaction."""
    script = Path(__file__).with_name(_SCRIPTS[number - 1]).read_text("utf-8")
    lines = [line for line in script.splitlines() if not line.startswith("--")]
    for statement in "\n".join(lines).split(";"):
        if statement.strip():
            connection.execute(statement)


def is_own(connection: sqlite3.Connection) -> bool:
    """Whether a database declares just what one of today's version does."""
    declared = _declared(connection)
    return sha256(declared.encode()).hexdigest() == _DECLARED or declared == _own()


def _declared(connection: sqlite3.Connection) -> str:
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema")
    return "\n".join(sorted(f"{kind} {name} {' '.join(sql.split())}" for kind, name, sql in rows))


@cache
def _own() -> str:
    """As this machine's SQLite has it, should it word what it stores in another way."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        prepare(connection)
        return _declared(connection)
