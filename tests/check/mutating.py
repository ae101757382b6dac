"""What a mutation of a report is: records to put, and the cells where a finding of it may show."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.check.run import Checked, check
from tertialapp.model.frame import Text
from tertialapp.model.records import Record
from tertialapp.model.report import Report, table_name
from tests.check import PERIOD, changed

MOST = 25 if os.environ.get("TERTIAL_PROFILE") == "torture" else 5
"""So many places of a kind are tried, spread over the report."""


class Mutation(Struct, frozen=True):
    """Records to put, and the fields of the first one that were made wrong."""

    records: tuple[Record, ...]
    fields: tuple[str, ...]
    removed: Record | None = None

    def done_to(self, report: Report) -> Report:
        """The report with the fault."""
        if self.removed is not None:
            report = report.apply({table_name(type(self.removed)): {self.removed.id: None}})
        return changed(report, *self.records)

    @property
    def addresses(self) -> set[tuple[str, str, str]]:
        """The cells that a finding of it may be at."""
        first = self.records[0]
        return {(table_name(type(first)), first.id, field) for field in self.fields}


Places = Callable[[Report], Iterator[Mutation]]


def mutation(record: Record, **fields: Any) -> Mutation:
    """A record with other values in some fields."""
    return Mutation((replace(record, **fields),), tuple(fields))


def rewritten(text: Text, start: int, end: int, instead: str) -> Mutation:
    """A text with other words in place of a stretch."""
    return mutation(text, body=text.body[:start] + instead + text.body[end:])


def of_period(report: Report, table: str) -> Iterator[Any]:
    """The records of a table that belong to the period, or to none."""
    rows = report.table(table).values()
    yield from (row for row in rows if getattr(row, "period_id", PERIOD) == PERIOD)


def spread(mutations: list[Mutation]) -> list[Mutation]:
    """At most ``MOST`` of them, from all over."""
    count = min(MOST, len(mutations))
    return [mutations[at * len(mutations) // count] for at in range(count)]


def missed(report: Report, right: Checked, tried: list[Mutation]) -> list[Mutation]:
    """Those of some mutations for which nothing new is found where they were made."""
    known = {found.key for found in right.findings}
    left = []
    for fault in tried:
        wrong = check(fault.done_to(report), PERIOD, right)
        fresh = [found for found in wrong.findings if found.key not in known]
        at = {each.address for found in fresh for each in found.cells}
        if not at & fault.addresses:
            left.append(fault)
    return left
