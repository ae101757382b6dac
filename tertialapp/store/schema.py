"""The tables of a file and the steps from each older version to today's.

A step is written against the SQL of its day, never against today's classes, so that it does the same
in ten years. The number of steps is the file's ``user_version``.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from importlib.resources import files

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x54455254
"""The bytes "TERT": what tells our files from other SQLite files."""

migrations = Migrations("tertial")


@migrations(name="001")
def _first(db: Database) -> None:
    script = files("tertialapp.store").joinpath("schema_1.sql").read_text("utf-8")
    lines = [line for line in script.splitlines() if not line.startswith("--")]
    for statement in "\n".join(lines).split(";"):
        if statement.strip():
            db.execute(statement)


SCHEMA_VERSION = 1


def prepare(connection: sqlite3.Connection) -> None:
    """Make an empty or older database one of today's version."""
    db = Database(connection, execute_plugins=False)
    migrations.apply(db)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def schema_text(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str]]:
    """Type, name and SQL of everything that a database declares."""
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema")
    return frozenset((kind, name, " ".join(sql.split())) for kind, name, sql in rows)


@cache
def own_schema() -> frozenset[tuple[str, str, str]]:
    """What a file of today's version declares; a received file must declare just that."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        prepare(connection)
        return schema_text(connection)
    finally:
        connection.close()
