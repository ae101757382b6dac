"""When two values are the same though they differ in form, and which fields are only changed together."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from tertialapp.model.belonging import owners
from tertialapp.model.decisions import Decision
from tertialapp.model.integrity import CELL_KEYS
from tertialapp.model.live_values import SCHEME
from tertialapp.model.plain import Plain, plain_value
from tertialapp.model.records import FieldSpec, Kind, Record, field_specs
from tertialapp.model.report import TABLES, table_name
from tertialapp.model.text import clean

Unit = tuple[FieldSpec, ...]
"""Fields of which one version is taken as a whole."""

MARKDOWN = frozenset({("text", "body")})
"""The fields that are merged by paragraph and word, by table."""

MARKS = ("needs_reading",)
"""Marks that the program sets: nobody is asked about them, and they alone keep nothing."""

_WORDED = ("text", "amount", "new_target")
"""What of a point to decide follows its template and what is behind it, when it is generated."""

_FOLLOWS = object()
"""Stands for what nobody has written: it follows from what else the report holds."""

WHOLE = ("version", "image", "font_file")
"""Tables whose records are what they are: one is never made of parts of two."""

_TOGETHER = {
    "indicator_value": (("target", "target_words"), ("council_target", "council_target_words")),
    "result_unit_value": (("closing_override", "closing_reason"),),
    "stated_total": (("amount", "computed"),),
    "setup": (("logo_id", "logo_alt"),),
    "waiver": (("message", "reason", "person", "day"),),
}
"""A target is a figure or words, never one from each; a reason is that of whoever stands for it; and so on."""

_LABEL = re.compile(rf"\[(?:[^\\\[\]]|\\.)*\]\(({SCHEME}[^()\s]*)\)")


@cache
def place(table: str) -> Unit:
    """The fields that say where a record stands: what it is under, and its order; () where it has none."""
    specs = field_specs(TABLES[table].record_type)
    placing = {"sort_key", "level", *(spec.name for spec in owners(table))}
    if not any(spec.name == "sort_key" for spec in specs):
        return ()
    return tuple(spec for spec in specs if spec.name in placing)


@cache
def units(table: str) -> tuple[Unit, ...]:
    """All that can change in a record, in the pieces that are taken whole; the first is its place, if any."""
    specs = {spec.name: spec for spec in field_specs(TABLES[table].record_type)}
    if table in WHOLE:
        return (tuple(spec for name, spec in specs.items() if name != "id"),)
    grouped = [place(table)] if place(table) else []
    grouped += [tuple(specs[name] for name in names) for names in _TOGETHER.get(table, ())]
    taken = {"id", *CELL_KEYS.get(table, ()), *(spec.name for unit in grouped for spec in unit)}
    return (*grouped, *((spec,) for name, spec in specs.items() if name not in taken))


def units_of(*versions: Record | None) -> tuple[Unit, ...]:
    """As ``units``, for versions of a record: of a point that follows its template, all that does so is one."""
    table = next(table_name(type(each)) for each in versions if each is not None)
    if not any(isinstance(each, Decision) and each.generated for each in versions):
        return units(table)
    specs = {spec.name: spec for spec in field_specs(Decision)}
    worded = tuple(specs[name] for name in (*_WORDED, "generated"))
    return (worded, *(unit for unit in units(table) if unit[0] not in worded))


def values(record: Record, unit: Unit) -> tuple[Any, ...]:
    """What is written in some fields of a record."""
    generated = isinstance(record, Decision) and record.generated
    return tuple(
        _FOLLOWS if generated and spec.name in _WORDED else getattr(record, spec.name)
        for spec in unit
    )


def plain_values(record: Record, unit: Unit) -> dict[str, Plain]:
    """The same as plain values by name."""
    return {spec.name: plain_value(spec, getattr(record, spec.name)) for spec in unit}


def same(unit: Unit, one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether values mean the same: composed or not, with any line ends, whatever a live value shows."""
    return one == other or all(map(_same_value, unit, one, other))


def _same_value(spec: FieldSpec, one: Any, other: Any) -> bool:
    if one == other:
        return True
    texts = spec.kind is Kind.TEXT and isinstance(one, str) and isinstance(other, str)
    return texts and _bare(one) == _bare(other)


def _bare(text: str) -> str:
    """A text as it is compared; live values without the labels, which follow the data."""
    text = clean(text)
    return _LABEL.sub(r"[](\1)", text) if SCHEME in text else text


def same_record(one: Record, other: Record) -> bool:
    """Whether two records of a table mean the same."""
    if one is other or one == other:
        return True
    unit = tuple(spec for spec in field_specs(type(one)) if spec.name not in MARKS)
    return same(unit, values(one, unit), values(other, unit))
