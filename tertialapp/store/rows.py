"""Rows to records and back: every table has the columns of its record class, in the same words.

Names of tables and columns in the SQL come from ``TABLES`` and the record classes, never from data.
"""

# ruff: noqa: S608

from __future__ import annotations

import sqlite3
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from tertialapp.model.plain import many_from_plain, to_plain
from tertialapp.model.records import FieldSpec, Kind, Record, field_specs
from tertialapp.model.report import TABLES, Report, report_of, table_name

MOST_ROWS = 250_000
"""More than a report of a hundred years has; it takes seconds to make records of them."""


class TooManyRows(ValueError):  # noqa: N818 - what is wrong
    """A database holds more rows than any report."""


def load(connection: sqlite3.Connection) -> Report:
    """The whole report of a database. Raises ValueError when a value does not fit its field."""
    return report_from(held(connection))


def report_from(tables: Mapping[str, list[Any]]) -> Report:
    """The report whose rows lie so. Raises ValueError when a value does not fit its field."""
    records: list[Record] = []
    for name, found in tables.items():
        record_type = TABLES[name].record_type
        packed = [
            (at, _UNPACKED[field.kind])
            for at, field in enumerate(field_specs(record_type))
            if field.kind in _UNPACKED
        ]
        records += many_from_plain(record_type, _unpacked(found, packed))
    return report_of(records)


def _unpacked(
    found: list[Any], packed: list[tuple[int, Callable[[Any], Any]]]
) -> Sequence[Sequence[Any]]:
    if not packed:
        return found
    rows = [list(row) for row in found]
    for row in rows:
        for at, unpack in packed:
            row[at] = unpack(row[at])
    return rows


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether there are no records at all."""
    looks = (connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone() for name in TABLES)
    return not any(looks)


def held(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    """The rows of all records as they lie, by table. Raises TooManyRows."""
    tables: dict[str, list[Any]] = {}
    room = MOST_ROWS
    for name, spec in TABLES.items():
        found = connection.execute(f'SELECT {_columns(spec.record_type)} FROM "{name}"')
        tables[name] = found.fetchmany(room + 1)
        room -= len(tables[name])
        if room < 0:
            raise TooManyRows
    return tables


def put_held(connection: sqlite3.Connection, tables: Mapping[str, list[Any]]) -> None:
    """Add rows as they lay in a sound database, in the caller's transaction.

    Nothing is made of them in between: that would be half of what opening a file takes.
    """
    for name, found in tables.items():
        record_type = TABLES[name].record_type
        marks = ", ".join("?" * len(field_specs(record_type)))
        into = f'INSERT INTO "{name}" ({_columns(record_type)}) VALUES ({marks})'
        connection.executemany(into, found)


def _columns(record_type: type[Record]) -> str:
    return ", ".join(f'"{field.name}"' for field in field_specs(record_type))


def insert(connection: sqlite3.Connection, records: Iterable[Record]) -> None:
    """Add records, in the caller's transaction."""
    for record_type, members in groupby(records, type):
        fields = field_specs(record_type)
        marks = ", ".join("?" * len(fields))
        connection.executemany(
            f'INSERT INTO "{table_name(record_type)}" ({_columns(record_type)}) VALUES ({marks})',
            [
                [_packed(*pair) for pair in zip(fields, to_plain(record).values(), strict=True)]
                for record in members
            ],
        )


def delete(connection: sqlite3.Connection, table: str, key: str) -> None:
    """Remove a record, in the caller's transaction."""
    connection.execute(f'DELETE FROM "{TABLES[table].name}" WHERE id = ?', (key,))


def update(connection: sqlite3.Connection, table: str, key: str, field: str, plain: Any) -> None:
    """Change one field of a record, in the caller's transaction."""
    (spec,) = (spec for spec in field_specs(TABLES[table].record_type) if spec.name == field)
    connection.execute(
        f'UPDATE "{TABLES[table].name}" SET "{spec.name}" = ? WHERE id = ?',
        (_packed(spec, plain), key),
    )


def _packed(field: FieldSpec, plain: Any) -> Any:
    """A plain value as a column holds it: flags as 0 and 1, lists as lines, bytes as they are."""
    if plain is None:
        return None
    match field.kind:
        case Kind.FLAG:
            return int(plain)
        case Kind.LIST:
            return "\n".join(plain)
        case Kind.BYTES:
            return b64decode(plain)
    return plain


_UNPACKED: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.LIST: lambda held: held.split("\n") if held else [],
    Kind.BYTES: lambda held: b64encode(held).decode(),
}
"""How the plain value is had back, where the column holds something else."""
