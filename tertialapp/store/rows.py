"""Rows to records and back: every table has the columns of its record class, in the same words.

Names of tables and columns in the SQL come from ``TABLES`` and the record classes, never from data.
"""

# ruff: noqa: S608

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from tertialapp.model.plain import from_plain, to_plain
from tertialapp.model.records import Kind, Record, field_specs
from tertialapp.model.report import TABLES, Report, report_of, table_name


def load(connection: sqlite3.Connection) -> Report:
    """The whole report of a database. Raises ValueError when a value does not fit its field."""
    records: list[Record] = []
    for spec in TABLES.values():
        fields = field_specs(spec.record_type)
        columns = ", ".join(f'"{field.name}"' for field in fields)
        lists = [at for at, field in enumerate(fields) if field.kind is Kind.LIST]
        names = [field.name for field in fields]
        for row in connection.execute(f'SELECT {columns} FROM "{spec.name}"'):
            values = list(row)
            for at in lists:
                values[at] = values[at].split("\n") if values[at] else []
            records.append(from_plain(spec.record_type, dict(zip(names, values, strict=True))))
    return report_of(records)


def insert(connection: sqlite3.Connection, records: Iterable[Record]) -> None:
    """Add records, in the caller's transaction."""
    for record_type, members in groupby(records, type):
        names = [field.name for field in field_specs(record_type)]
        columns = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" * len(names))
        connection.executemany(
            f'INSERT INTO "{table_name(record_type)}" ({columns}) VALUES ({marks})',
            [[column_value(value) for value in to_plain(record).values()] for record in members],
        )


def delete(connection: sqlite3.Connection, table: str, key: str) -> None:
    """Remove a record, in the caller's transaction."""
    connection.execute(f'DELETE FROM "{TABLES[table].name}" WHERE id = ?', (key,))


def update(connection: sqlite3.Connection, table: str, key: str, field: str, plain: Any) -> None:
    """Change one field of a record, in the caller's transaction."""
    (spec,) = (spec for spec in field_specs(TABLES[table].record_type) if spec.name == field)
    connection.execute(
        f'UPDATE "{TABLES[table].name}" SET "{spec.name}" = ? WHERE id = ?',
        (column_value(plain), key),
    )


def column_value(plain: Any) -> str | int | None:
    """A plain value as a column holds it: flags as 0 and 1, lists as lines."""
    if isinstance(plain, bool):
        return int(plain)
    if isinstance(plain, list):
        return "\n".join(plain)
    assert plain is None or isinstance(plain, str | int)
    return plain
