"""What a conflict is about, in words for whoever decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from tertialapp.merge.values import place
from tertialapp.model.choice_words import choice_words
from tertialapp.model.conflicts import Conflict
from tertialapp.model.field_words import TABLE_WORDS, field_words
from tertialapp.model.frame import Text
from tertialapp.model.outline import goal_numbers
from tertialapp.model.overview import cell_name
from tertialapp.model.places import place_of_key, place_of_record
from tertialapp.model.records import Record
from tertialapp.model.report import Report


def labelled(report: Report, conflicts: Iterable[Conflict]) -> Iterator[Conflict]:
    """Conflicts that say where they are: "1.2 · Nöjda elever · T1 2025 · Periodens utfall"."""
    numbers = goal_numbers(report)
    for found in conflicts:
        yield replace(found, label=_label(report, numbers, found))


def _label(report: Report, numbers: Mapping[str, str], found: Conflict) -> str:
    record = report.table(found.table).get(found.key)
    at = (
        place_of_record(report, found.table, record)
        if record
        else place_of_key(report, found.table, found.key)
    )
    section = report.sections.get(at.key) if at else None
    period = report.periods.get(getattr(record, "period_id", ""))
    parts = [
        section.title if section else numbers.get(at.key, "") if at else "",
        (cell_name(report, found.table, found.key) if record else "") or TABLE_WORDS[found.table],
        period.id if period else "",
        _field(found, record),
    ]
    return " · ".join(dict.fromkeys(part for part in parts if part))


def _field(found: Conflict, record: Record | None) -> str:
    if isinstance(record, Text) and found.field == "body":
        return choice_words(record.part)
    if any(spec.name == found.field for spec in place(found.table)):
        return "Plats"
    return field_words(found.table, found.field) if found.field else ""
