"""Reports that share some tables, as one key: what was worked out from those tables lasts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from tertialapp.model.outline import goal_numbers, parent_chain, walk_goals
from tertialapp.model.report import TABLES, Report


class Tables(Struct, frozen=True, eq=False):
    """A report that equals another when the two share the named tables (names with blanks between)."""

    report: Report
    names: str

    def _tables(self) -> tuple[object, ...]:
        return tuple(getattr(self.report, TABLES[name].attribute) for name in self.names.split())

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Tables)
            and self.names == other.names
            and all(a is b for a, b in zip(self._tables(), other._tables(), strict=True))
        )

    def __hash__(self) -> int:
        return hash(tuple(map(id, self._tables())))


def numbers(report: Report) -> Mapping[str, str]:
    """The number of every goal, worked out once for a tree of goals."""
    return _numbers(Tables(report, "goal"))


@lru_cache(maxsize=4)
def _numbers(tables: Tables) -> Mapping[str, str]:
    return goal_numbers(tables.report)


def homes(report: Report) -> Mapping[str, frozenset[str]]:
    """For each goal the goals above it, itself, and those below."""
    return _homes(Tables(report, "goal"))


@lru_cache(maxsize=4)
def _homes(tables: Tables) -> Mapping[str, frozenset[str]]:
    report = tables.report
    return {
        goal.id: frozenset(
            each.id for each in (*parent_chain(report, goal), goal, *walk_goals(report, goal.id))
        )
        for goal in report.goals.values()
    }
