"""Things that two people added beside each other under the same name: probably one and the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from tertialapp.merge.values import place
from tertialapp.model.belonging import owners
from tertialapp.model.records import Record
from tertialapp.model.report import TABLES, Report
from tertialapp.model.text import clean_line

_NAMES = ("title", "name", "text")


class Notice(Struct, frozen=True):
    """Two records, of ours and of theirs, that may be one; both are kept."""

    table: str
    key: str
    other: str
    name: str

    @property
    def sentence(self) -> str:
        """What there is to look at."""
        return f"Möjlig dubblett: ”{self.name}” har lagts till av er båda. Ta bort den ena."


def duplicates(base: Report, ours: Report, theirs: Report) -> Iterator[Notice]:
    """What both sides added under the same name at the same place."""
    for table in TABLES:
        if place(table):
            mine = _added(table, base, ours, theirs)
            for name, their in _added(table, base, theirs, ours).items():
                if name in mine:
                    ours_named = mine[name]
                    yield Notice(table, ours_named.id, their.id, _name(ours_named))


def _added(
    table: str, base: Report, side: Report, other: Report
) -> dict[tuple[str, tuple[Any, ...]], Record]:
    above = tuple(spec.name for spec in owners(table))
    known = (base.table(table), other.table(table))
    found = {}
    for key, record in side.table(table).items():
        if not any(key in rows for rows in known) and _name(record):
            where = tuple(getattr(record, name) for name in above)
            found[_name(record).casefold(), where] = record
    return found


def _name(record: Record) -> str:
    return clean_line(next((getattr(record, name) for name in _NAMES if hasattr(record, name)), ""))
