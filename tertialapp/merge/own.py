"""A value of one's own in place of both versions: which fields can be typed, and what was typed as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from tertialapp.base.errors import BadInput
from tertialapp.merge.values import place
from tertialapp.model.conflicts import Conflict, ConflictKind
from tertialapp.model.field_words import field_words
from tertialapp.model.numbers import (
    MoneyUnit,
    format_money_exact,
    format_number,
    parse_money,
    parse_number,
)
from tertialapp.model.plain import Plain, plain_value
from tertialapp.model.records import FieldSpec, Kind, Record, field_specs
from tertialapp.model.report import Report

_WRITE: Mapping[Kind, Callable[[Any], str]] = {
    Kind.TEXT: str,
    Kind.INTEGER: str,
    Kind.DECIMAL: format_number,
    Kind.MONEY: lambda amount: format_money_exact(amount, MoneyUnit.KRONOR),
    Kind.DATE: date.isoformat,
}


class OwnField(Struct, frozen=True):
    """A field that can be typed, with what the report holds now, as it is typed. ``markdown``: a text."""

    name: str
    title: str
    typed: str
    markdown: bool = False


def own_fields(report: Report, found: Conflict) -> tuple[OwnField, ...]:
    """The fields in which something else can be written; () where versions can only be chosen."""
    record = report.table(found.table).get(found.key)
    if record is None or found.kind not in (ConflictKind.TEXT, ConflictKind.FIELD):
        return ()
    return tuple(
        OwnField(
            spec.name,
            field_words(found.table, spec.name),
            _typed(spec, getattr(record, spec.name)),
            markdown=found.kind is ConflictKind.TEXT,
        )
        for spec in _writable(type(record), found)
    )


def _writable(record_type: type[Record], found: Conflict) -> list[FieldSpec]:
    within = found.versions[1] or {}
    return [
        spec
        for spec in field_specs(record_type)
        if spec.name in within
        and spec.name != "id"
        and spec.table is None
        and spec.kind in _WRITE
        and spec not in place(found.table)
    ]


def _typed(spec: FieldSpec, value: Any) -> str:
    return "" if value is None else _WRITE[spec.kind](value)


def read_own(report: Report, found: Conflict, typed: Mapping[str, str]) -> dict[str, Plain]:
    """What was typed, as plain values to decide a conflict with. Raises BadInput with what is wrong."""
    record = report.table(found.table).get(found.key)
    if record is None:
        raise BadInput("Det som konflikten gäller är borttaget. Behåll det som det är.")
    return {
        spec.name: _read(found, spec, typed[spec.name])
        for spec in _writable(type(record), found)
        if spec.name in typed
    }


def _read(found: Conflict, spec: FieldSpec, typed: str) -> Plain:
    title = field_words(found.table, spec.name)
    try:
        value = _parsed(spec, typed)
    except ValueError as fault:
        raise BadInput(str(fault)) from fault
    if value is None and not spec.optional:
        raise BadInput(f"{title} måste vara ifyllt.")
    return plain_value(spec, value)


def _parsed(spec: FieldSpec, typed: str) -> Any:
    """What was typed as a value. Raises ValueError with a Swedish sentence."""
    if spec.kind is Kind.TEXT:
        return typed
    words = typed.strip()
    match spec.kind:
        case Kind.DECIMAL:
            return parse_number(words)
        case Kind.MONEY:
            return parse_money(words, MoneyUnit.KRONOR)
        case Kind.DATE:
            return _day(words)
    return _whole(words)


def _whole(words: str) -> int | None:
    if words and not (words.isascii() and words.removeprefix("-").isdigit()):
        raise ValueError(f"”{words[:40]}” är inget heltal. Skriv bara siffror.")
    return int(words) if words else None


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise ValueError(f"”{words[:40]}” är inget datum. Skriv det som 2025-05-12.") from error
