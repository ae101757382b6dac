"""The steps from each older version of a file to today's, in order; their number is ``user_version``.

A step is written against the SQL of its day, never against today's classes, so that it does the same
in ten years. Imported only when an older file is met: sqlite-utils takes numpy along, a tenth of a
second that opening a file of today's version should not pay.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from tertialapp.store.schema import SCHEMA_VERSION, take_step

steps = Migrations("tertial")


@steps(name="001")
def _first(db: Database) -> None:
    take_step(db.conn, 1)


@steps(name="002")
def _second(db: Database) -> None:
    take_step(db.conn, 2)


@steps(name="003")
def _third(db: Database) -> None:
    take_step(db.conn, 3)


def upgrade(connection: sqlite3.Connection) -> None:
    """Take a database of any older version to today's; the steps it has had already are known to it."""
    steps.apply(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
