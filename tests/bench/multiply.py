"""A report made several times as long: its goals, rows and texts again under keys of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from tertialapp.model.frame import Section, SectionKind
from tertialapp.model.integrity import CELL_KEYS
from tertialapp.model.records import Record, cell_id, field_specs
from tertialapp.model.report import TABLES, Report, records_of, report_of

_ONCE = {"setup", "status", "period", "operating_budget", "stated_total", "own_word"}


def multiplied(report: Report, times: int) -> Report:
    """The report with all but its frame so many times."""
    kept = [record for name in _ONCE for record in report.table(name).values()]
    rest = [record for record in records_of(report) if record.id not in {each.id for each in kept}]
    again = [record for record in rest if _is_repeated(record)]
    keys = {record.id for record in again}
    copies = (_copy(record, keys, at) for at in range(1, times) for record in again)
    return report_of([*kept, *rest, *copies])


def _is_repeated(record: Record) -> bool:
    """A section that shows all goals or rows of the report does so once."""
    return not isinstance(record, Section) or record.kind is SectionKind.TEXT


def _copy(record: Record, keys: set[str], at: int) -> Record:
    values: dict[str, Any] = {"id": f"{record.id}~{at}", **dict(_references(record, keys, at))}
    copied = replace(record, **values)
    table = next(name for name, spec in TABLES.items() if isinstance(record, spec.record_type))
    if parts := CELL_KEYS.get(table):
        return replace(copied, id=cell_id(*(str(getattr(copied, part)) for part in parts)))
    return copied


def _references(record: Record, keys: set[str], at: int) -> Iterator[tuple[str, str]]:
    for spec in field_specs(type(record)):
        key = getattr(record, spec.name)
        if spec.table and key in keys:
            yield spec.name, f"{key}~{at}"
