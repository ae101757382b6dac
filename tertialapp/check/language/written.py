"""Everything that is written in words and belongs to a period's report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.check.findings import Cell, Changes, Repair
from tertialapp.check.lasting import Tables
from tertialapp.check.prose.passages import Passage, passages
from tertialapp.model.report import Report
from tertialapp.model.search import FIELDS

T = TypeVar("T")

READS = " ".join(FIELDS)
"""The tables that hold what is written."""


class Written(Struct, frozen=True):
    """The words of one field, and where they are kept."""

    table: str
    key: str
    field: str
    body: str

    def cell(self, start: int | None = None, end: int | None = None) -> Cell:
        """A stretch of the field, or the field."""
        return Cell(self.table, self.key, self.field, start, end)

    @property
    def is_text(self) -> bool:
        """Whether it is a text, whose marks are no words; else a name or a point."""
        return self.table == "text"

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Cell]]:
        """What a pattern finds in its words, and where that is kept; nothing of live values."""
        for match, start, end in _matches(pattern, self.body, marked=self.is_text):
            yield match, self.cell(start, end)


@lru_cache(maxsize=16384)  # every pattern in every field of a large report
def _matches(
    pattern: re.Pattern[str], body: str, *, marked: bool
) -> tuple[tuple[re.Match[str], int, int], ...]:
    whole = Passage(body, range(len(body)), ())
    return tuple(
        (match, *passage.stretch(*match.span()))
        for passage in (passages(body) if marked else (whole,))
        for match in in_words(pattern, passage.words)
        if not passage.is_live(*match.span())
    )


@lru_cache(maxsize=65536)  # and in every paragraph: one that is edited is read alone
def in_words(pattern: re.Pattern[str], words: str) -> tuple[re.Match[str], ...]:
    """What a pattern finds in the words of a paragraph."""
    return tuple(pattern.finditer(words))


def written(report: Report, period_id: str) -> tuple[Written, ...]:
    """Every text, name and point of a period."""
    return tuple(chain.from_iterable(_in_table(report, period_id, table) for table in FIELDS))


def texts(report: Report, period_id: str) -> tuple[Written, ...]:
    """Every text of a period."""
    return _in_table(report, period_id, "text")


def gathered(
    report: Report, period_id: str, find: Callable[[Written], Iterable[T]], tables: Iterable[str]
) -> Iterator[T]:
    """What is found in each field of some tables: after an edit only the table that it touched is read."""
    for table in tables:
        yield from _gathered(find, Tables(report, table), period_id)


@lru_cache(maxsize=1024)  # some 30 finders in 12 tables, and those of the report before
def _gathered(
    find: Callable[[Written], Iterable[T]], tables: Tables, period_id: str
) -> tuple[T, ...]:
    return tuple(chain.from_iterable(map(find, _written(tables, period_id))))


def _in_table(report: Report, period_id: str, table: str) -> tuple[Written, ...]:
    return _written(Tables(report, table), period_id)


@lru_cache(maxsize=64)
def _written(tables: Tables, period_id: str) -> tuple[Written, ...]:
    table = tables.names
    field = FIELDS[table]
    return tuple(
        Written(table, key, field, getattr(record, field))
        for key, record in tables.report.table(table).items()
        if getattr(record, field) and getattr(record, "period_id", period_id) == period_id
    )


def rewritten(report: Report, place: Written, body: str) -> dict[str, dict[str, Any]]:
    """The change that writes a field anew."""
    record = report.table(place.table)[place.key]
    fields: dict[str, Any] = {place.field: body}
    return {place.table: {place.key: replace(record, **fields)}}


def exchange(place: Written, where: Cell, instead: str) -> Repair:
    """Other words in place of a stretch, while the field is as it was."""

    def changes(report: Report) -> Changes:
        record = report.table(place.table).get(place.key)
        if getattr(record, place.field, "") != place.body:
            return {}
        body = place.body[: where.start] + instead + place.body[where.end :]
        return rewritten(report, place, body)

    return Repair(f"Skriv ”{instead}”", changes)
