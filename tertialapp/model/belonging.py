"""What belongs to what: records that go, and come back, with the one that they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from tertialapp.model.records import ANY_TABLE, FieldSpec, field_specs
from tertialapp.model.report import TABLES, Report

Name = tuple[str, str]
"""Table and key of a record."""


@cache
def owners(table: str) -> tuple[FieldSpec, ...]:
    """The fields that say what a record of a table belongs to, and goes with."""
    specs = field_specs(TABLES[table].record_type)
    return tuple(spec for spec in specs if spec.table and not spec.points)


class Belongings:
    """What belongs to what in a report, found out once when first asked for."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @cached_property
    def _by_owner(self) -> Mapping[str, list[tuple[str, str, str | None]]]:
        found: dict[str, list[tuple[str, str, str | None]]] = {}
        for name in TABLES:
            for spec in owners(name):
                for key, record in self.report.table(name).items():
                    owner = getattr(record, spec.name)
                    if owner is not None:
                        found.setdefault(owner, []).append((name, key, spec.table))
        return found

    def of(self, table: str, key: str) -> Iterator[Name]:
        """The records that belong to one."""
        for name, belonging, owner_table in self._by_owner.get(key, ()):
            if owner_table in (table, ANY_TABLE):
                yield name, belonging
