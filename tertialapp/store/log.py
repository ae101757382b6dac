"""The history in a file: which edits were made, what each touched, and which of other copies it took in."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from msgspec import Struct

from tertialapp.base.errors import BadFile
from tertialapp.base.files import fingerprint, read_bytes
from tertialapp.model.change import Delta, Operation
from tertialapp.model.records import new_id
from tertialapp.model.report import Report
from tertialapp.store.file import admitted_content, load_sound

TABLES = ("origin", "edit_log", "change_log", "taken_in", "taken_change")
"""The tables of the history, those that others refer to first."""


class EditKind(StrEnum):
    """Whether a logged edit is new or replays another."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"


class LoggedEdit(Struct, frozen=True):
    """An edit in the history; ``subject`` is the edit that an undo or redo replays. ``at`` is UTC.

    ``id`` counts the edits of one copy; ``mark`` tells the edit from all others ("" in older files).
    """

    id: int
    kind: EditKind
    subject: int | None
    label: str
    at: str
    actor: str
    mark: str

    @property
    def uid(self) -> str:
        """What the edit is known by in every copy that has it; of an older file, what follows from its row."""
        if self.mark:
            return self.mark
        row = f"{self.id}|{self.at}|{self.label}|{self.actor}"
        return hashlib.sha256(row.encode()).hexdigest()[:32]


class Lineage(Struct, frozen=True):
    """What a copy of a report comes from: copies with the same ``origin`` began as one ("" is unknown).

    ``taken_in`` are the edits that it has without having them in its log, by uid: those that came with a
    merge, with the merge's id, and (None) those that were there before the log begins.
    """

    origin: str
    edits: tuple[LoggedEdit, ...]
    taken_in: Mapping[str, int | None]


class Brought(Struct, frozen=True):
    """An edit of another copy that a merge brought, as whoever made it would tell it.

    ``by`` is the merge, None for what was there before the log begins, of which nothing more is known.
    """

    uid: str
    by: int | None
    label: str = ""
    at: str = ""
    actor: str = ""
    deltas: tuple[Delta, ...] = ()


class Received(Struct, frozen=True):
    """All that is in a file: its report, where that comes from, what each edit touched, a fingerprint.

    ``brought`` are the edits that it has from other copies in turn.
    """

    path: Path
    report: Report
    lineage: Lineage
    deltas: Mapping[int, tuple[Delta, ...]]
    brought: tuple[Brought, ...]
    digest: str

    def edits(self, uids: Collection[str]) -> tuple[Brought, ...]:
        """Some of its edits, in its own log or from others, as they are told to whom it is merged with."""
        own = (
            Brought(edit.uid, None, edit.label, edit.at, edit.actor, self.deltas.get(edit.id, ()))
            for edit in self.lineage.edits
        )
        return tuple(edit for edit in (*self.brought, *own) if edit.uid in uids)


def receive(path: Path) -> Received:
    """All that is in a file, which is not touched. Raises BadFile."""
    content = read_bytes(path)
    with admitted_content(content, path) as connection:
        report = load_sound(connection, path)
        lineage = lineage_of(connection)
        try:
            touched = _all_deltas(connection)
            others = brought(connection)
        except ValueError as error:
            raise damaged_history() from error
    return Received(path, report, lineage, touched, others, fingerprint(content))


def damaged_history() -> BadFile:
    """That a log holds what no edits can have left."""
    return BadFile("Filens historik är skadad. Öppna en säkerhetskopia av den.")


# -- rows ------------------------------------------------------------------------------------------


def begin(connection: sqlite3.Connection) -> None:
    """Let a new report be the origin of its copies."""
    connection.execute("INSERT INTO origin VALUES (?)", (new_id(),))


def begun_from(origin: str, known: Collection[str]) -> dict[str, list[Any]]:
    """The rows of a history that begins with a state of another copy, after edits that it knows."""
    return {
        "origin": [(origin,)] if origin else [],
        "taken_in": [(uid, None, "", "", "") for uid in sorted(known)],
    }


def history_rows(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    """The rows of the whole history, as they are."""
    return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in TABLES}  # noqa: S608 - our names


def put_history_rows(connection: sqlite3.Connection, history: Mapping[str, list[Any]]) -> None:
    """Put the rows of another copy's history into tables that are empty."""
    for name, rows in history.items():
        if rows:
            marks = ",".join("?" * len(rows[0]))
            connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)  # noqa: S608 - our names


def lineage_of(connection: sqlite3.Connection) -> Lineage:
    """Where the report in a database comes from. Raises BadFile."""
    origin = connection.execute("SELECT id FROM origin").fetchone()
    taken_in = dict(connection.execute("SELECT uid, edit_id FROM taken_in"))
    return Lineage(origin[0] if origin else "", tuple(edits(connection)), taken_in)


def edits(connection: sqlite3.Connection) -> list[LoggedEdit]:
    """The history, oldest first. Raises BadFile."""
    found = connection.execute(
        "SELECT id, kind, subject, label, at, actor, uid FROM edit_log ORDER BY id"
    )
    try:
        return [LoggedEdit(row[0], EditKind(row[1]), *row[2:]) for row in found]
    except ValueError as error:
        raise damaged_history() from error


def deltas(connection: sqlite3.Connection, condition: str, value: object) -> tuple[Delta, ...]:
    """What was touched, in order, where a condition of ours holds.

    Raises ValueError for what no edit can have left.
    """
    found = connection.execute(
        f"SELECT {_DELTA} FROM change_log WHERE {condition} ORDER BY seq",  # noqa: S608 - our own words
        (value,),
    )
    return tuple(_delta(*row) for row in found)


def _all_deltas(connection: sqlite3.Connection) -> dict[int, tuple[Delta, ...]]:
    found = connection.execute(f"SELECT edit_id, {_DELTA} FROM change_log ORDER BY edit_id, seq")  # noqa: S608
    return {
        edit_id: tuple(_delta(*row[1:]) for row in members)
        for edit_id, members in groupby(found, key=itemgetter(0))
    }


_DELTA = '"table", "key", operation, field, old, new'


def _delta(*row: Any) -> Delta:
    table, key, operation, field, old, new = row
    try:
        return Delta(table, key, Operation(operation), field, json.loads(old), json.loads(new))
    except RecursionError as error:
        raise ValueError("values nested deeper than any of ours") from error


def brought(connection: sqlite3.Connection) -> tuple[Brought, ...]:
    """The edits of other copies, in the order in which they came.

    Raises ValueError for what no edit can have left.
    """
    found = connection.execute(f"SELECT uid, {_DELTA} FROM taken_change ORDER BY seq")  # noqa: S608
    touched: dict[str, list[Delta]] = {}
    for uid, *row in found:
        touched.setdefault(uid, []).append(_delta(*row))
    rows = connection.execute("SELECT uid, edit_id, label, at, actor FROM taken_in ORDER BY rowid")
    return tuple(
        Brought(uid, by, label, at, actor, tuple(touched.get(uid, ())))
        for uid, by, label, at, actor in rows
    )


def log(connection: sqlite3.Connection, edit: LoggedEdit, taken_in: Collection[Brought]) -> None:
    """Take note of an edit, in the caller's transaction, and of the edits of others that came with it."""
    connection.execute(
        "INSERT INTO edit_log(id, kind, subject, label, at, actor, uid) VALUES (?,?,?,?,?,?,?)",
        (edit.id, edit.kind, edit.subject, edit.label, edit.at, edit.actor, edit.mark),
    )
    _take_in(connection, taken_in, edit.id)


def log_delta(connection: sqlite3.Connection, edit_id: int, delta: Delta) -> None:
    """Take note of what an edit touched, in the caller's transaction."""
    connection.execute(
        'INSERT INTO change_log(edit_id, "table", "key", operation, field, old, new)'
        " VALUES (?,?,?,?,?,?,?)",
        (edit_id, *_row(delta)),
    )


def _row(delta: Delta) -> tuple[str, ...]:
    told = (delta.table, delta.key, delta.operation, delta.field)
    return (*told, _json(delta.old), _json(delta.new))


def forget(connection: sqlite3.Connection, edit_id: int) -> int:
    """Forget the history before an edit, in the caller's transaction; gives how many entries went.

    What a later undo or redo replays is kept with all after it, so that the rest stays a history. That
    the report has those edits is still known, so that its copies can be merged.
    """
    first: int | None = edit_id
    while first is not None:
        edit_id = first
        (first,) = connection.execute(
            "SELECT min(subject) FROM edit_log WHERE id >= ? AND subject < ?", (edit_id, edit_id)
        ).fetchone()
    gone = [edit for edit in edits(connection) if edit.id < edit_id]
    undone = undone_by(gone)
    connection.executemany("DELETE FROM taken_in WHERE edit_id = ?", [(each,) for each in undone])
    connection.execute(
        "UPDATE taken_in SET edit_id = NULL, label = '', at = '', actor = '' WHERE edit_id < ?",
        (edit_id,),
    )
    _take_in(connection, [Brought(edit.uid, None) for edit in gone], None)
    connection.execute(
        "DELETE FROM taken_change WHERE uid NOT IN (SELECT uid FROM taken_in WHERE edit_id NOT NULL)"
    )
    connection.execute("DELETE FROM change_log WHERE edit_id < ?", (edit_id,))
    connection.execute("DELETE FROM edit_log WHERE id < ?", (edit_id,))
    return len(gone)


def undone_by(logged: Iterable[LoggedEdit]) -> set[int]:
    """The edits that stand taken back at the end of a log."""
    undone: set[int] = set()
    for edit in logged:
        if edit.kind is EditKind.UNDO and edit.subject is not None:
            undone.add(edit.subject)
        elif edit.kind is EditKind.REDO and edit.subject is not None:
            undone.discard(edit.subject)
    return undone


def _take_in(
    connection: sqlite3.Connection, taken_in: Collection[Brought], edit_id: int | None
) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO taken_in(uid, edit_id, label, at, actor) VALUES (?,?,?,?,?)",
        [(each.uid, edit_id, each.label, each.at, each.actor) for each in taken_in],
    )
    connection.executemany(
        'INSERT INTO taken_change(uid, "table", "key", operation, field, old, new)'
        " VALUES (?,?,?,?,?,?,?)",
        [(each.uid, *_row(delta)) for each in taken_in for delta in each.deltas],
    )


def _json(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False)
