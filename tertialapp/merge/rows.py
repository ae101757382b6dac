"""Three versions of one record become one, field by field."""

from __future__ import annotations

from typing import Any

from msgspec import NODEFAULT, structs

from tertialapp.merge.texts import merge_texts
from tertialapp.merge.values import (
    MARKDOWN,
    MARKS,
    Unit,
    place,
    plain_values,
    same,
    units_of,
    values,
)
from tertialapp.model.conflicts import Conflict, ConflictKind, conflict
from tertialapp.model.records import Record, default_of
from tertialapp.model.report import table_name

_UNKNOWN = object()
"""Stands for what a field was when nobody knows: it equals nothing."""
_EMPTY = (None, "", ())


def merge_records(
    base: Record | None, ours: Record, theirs: Record, *, ancestor: bool
) -> tuple[Record, list[Conflict]]:
    """The record with what both changed; where they changed the same, ours, and a conflict.

    Without a base both have added it: what they left as a new record has it, they did not touch. Without
    a common ``ancestor`` nothing is known of that, and only what one of them left empty is not asked about.
    """
    table = table_name(type(ours))
    taken: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for unit in units_of(base, ours, theirs):
        field = unit[0].name
        now, others = values(ours, unit), values(theirs, unit)
        if now == others:
            continue
        was = _was(base, ours, theirs, unit, ancestor=ancestor or field in MARKS)
        if _ours_holds(unit, was, now, others):
            continue
        if now == was or same(unit, was, now):
            taken |= {spec.name: getattr(theirs, spec.name) for spec in unit}
        elif (table, field) in MARKDOWN:
            merged = merge_texts("" if was[0] is _UNKNOWN else was[0], now[0], others[0])
            taken[field] = merged.body
            conflicts += [
                conflict(
                    ConflictKind.TEXT,
                    table,
                    ours.id,
                    field,
                    [{field: body} for body in (clash.base, clash.ours, clash.theirs)],
                )
                for clash in merged.clashes
            ]
        else:
            conflicts.append(unit_conflict(base, ours, theirs, unit))
    return structs.replace(ours, **taken), conflicts


def _ours_holds(
    unit: Unit, was: tuple[Any, ...], now: tuple[Any, ...], others: tuple[Any, ...]
) -> bool:
    """Whether they changed nothing that ours does not have."""
    return others == was or (now != was and (same(unit, now, others) or same(unit, was, others)))


def unit_conflict(
    base: Record | None, ours: Record, theirs: Record, unit: Unit, kind: ConflictKind | None = None
) -> Conflict:
    """That fields which belong together were changed in two ways."""
    table = table_name(type(ours))
    placing = unit == place(table)
    return conflict(
        kind or (ConflictKind.PLACE if placing else ConflictKind.FIELD),
        table,
        ours.id,
        unit[0].name,
        [plain_values(each, unit) if each else None for each in (base, ours, theirs)],
    )


def _was(
    base: Record | None, ours: Record, theirs: Record, unit: Unit, *, ancestor: bool
) -> tuple[Any, ...]:
    if base is not None:
        return values(base, unit)
    if ancestor:
        defaults = (default_of(type(ours), spec.name) for spec in unit)
        return tuple(_UNKNOWN if each is NODEFAULT else each for each in defaults)
    for side in (values(ours, unit), values(theirs, unit)):
        if all(value in _EMPTY for value in side):
            return side
    return (_UNKNOWN,) * len(unit)
