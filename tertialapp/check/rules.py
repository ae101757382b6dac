"""A rule as data: a small function over a report with its name, its reason and an example."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.check.findings import Finding
from tertialapp.model.report import Report

Find = Callable[[Report, str], Iterator[Finding]]


class Rule(Struct, frozen=True):
    """A check. ``reads``: the tables on which its findings depend, and no others.

    ``title``, ``reason`` and ``example`` are for the user guide.
    """

    name: str
    title: str
    reason: str
    example: str
    reads: frozenset[str]
    find: Find

    def findings(self, report: Report, period_id: str) -> tuple[Finding, ...]:
        """What it finds in a period: what it says the same of the same cells is one, with every stretch."""
        told: dict[tuple[object, ...], Finding] = {}
        for each in self.find(report, period_id):
            found = each if each.rule == self.name else replace(each, rule=self.name)
            same = (*(at.address for at in found.cells), found.found, found.against)
            first = told.get(same)
            told[same] = replace(first, cells=first.cells + found.cells) if first else found
        return tuple(told.values())


def rule(name: str, title: str, *, reason: str, example: str, reads: str) -> Callable[[Find], Rule]:
    """Makes a function a rule; ``reads`` are names of tables with blanks between.

    Settings and periods are read by every rule and need not be told.
    """
    tables = frozenset(("setup", "period", *reads.split()))
    return lambda find: Rule(name, title, reason, example, tables, find)
