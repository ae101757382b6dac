"""Records as plain values (text, whole numbers, flags, lists): the common ground of file and JSON."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, partial
from typing import Any, TypeVar, cast

from msgspec import structs

from tertialapp.model.records import FieldSpec, Kind, Record, field_specs
from tertialapp.model.text import clean, clean_line

Plain = str | int | bool | list[str] | None
_R = TypeVar("_R", bound=Record)


def to_plain(record: Record) -> dict[str, Plain]:
    """A record's fields as plain values, in declared order."""
    return {
        spec.name: plain_value(spec, getattr(record, spec.name))
        for spec in field_specs(type(record))
    }


def plain_value(spec: FieldSpec, value: Any) -> Plain:
    """One field's value as a plain value: figures, dates and bytes as text, amounts as whole öre."""
    write = _WRITERS.get(spec.kind)
    plain: Plain = write(value) if write and value is not None else value
    return plain


_WRITERS: dict[Kind, Callable[[Any], Plain]] = {
    Kind.DECIMAL: "{:f}".format,
    Kind.DATE: date.isoformat,
    Kind.CHOICE: lambda choice: cast(StrEnum, choice).value,
    Kind.LIST: list,
    Kind.BYTES: lambda content: b64encode(content).decode(),
}


def from_plain(record_type: type[_R], plain: Mapping[str, Any]) -> _R:
    """The record of the given class with these plain values. Raises ValueError when one doesn't fit."""
    known: Any = record_type  # mypy takes a class for its instances, which have no hash
    values = {
        spec.name: _read(spec, read, plain[spec.name])
        for spec, read in _fields(known)
        if spec.name in plain
    }
    return record_type(**values)


def many_from_plain(record_type: type[_R], rows: Sequence[Sequence[Any]]) -> list[_R]:
    """The records with these plain values, in declared order. Raises ValueError when one doesn't fit.

    Column by column, and each value that a column has is read once: many are the same.
    """
    known: Any = record_type
    fields = _fields(known)
    names = [spec.name for spec, _ in fields]
    columns = [
        _read_column(spec, read, column)
        for (spec, read), column in zip(fields, zip(*rows, strict=True), strict=False)
    ]
    return [
        record_type(**dict(zip(names, values, strict=True)))
        for values in zip(*columns, strict=True)
    ]


def _read_column(
    spec: FieldSpec, read: Callable[[Any], Any], column: Sequence[Any]
) -> Iterable[Any]:
    if spec.kind is Kind.LIST:
        return [_read(spec, read, plain) for plain in column]
    values = {plain: _read(spec, read, plain) for plain in set(column)}
    return [values[plain] for plain in column]


@cache
def _fields(record_type: type[Record]) -> tuple[tuple[FieldSpec, Callable[[Any], Any]], ...]:
    """The fields of a class with what reads each: a file of ten years has a hundred thousand values."""
    return tuple((spec, _reader(spec)) for spec in field_specs(record_type))


def _reader(spec: FieldSpec) -> Callable[[Any], Any]:
    read: Callable[[Any], Any] = spec.choices or _READERS[spec.kind]
    if spec.kind in (Kind.INTEGER, Kind.MONEY):
        return lambda plain: _whole(spec, read(plain))
    return read


def value_from_plain(record_type: type[Record], field: str, plain: Any) -> Any:
    """One field's value from its plain value. Raises ValueError when it doesn't fit."""
    (spec,) = (spec for spec in field_specs(record_type) if spec.name == field)
    return _read(spec, _reader(spec), plain)


def _read(spec: FieldSpec, read: Callable[[Any], Any], plain: Any) -> Any:
    if plain is not None:
        return read(plain)
    if not spec.optional:
        raise ValueError(f"{spec.name} is empty")
    return None


def _texts(items: Iterable[str]) -> tuple[str, ...]:
    lines = (clean_line(item) for item in items)
    return tuple(line for line in lines if line)


DECIMAL_PATTERN = r"-?[0-9]{1,18}(\.[0-9]{1,9})?"
"""A decimal figure as plain text: so many digits that no arithmetic ever rounds it in silence."""


def _decimal(text: str) -> Decimal:
    if not re.fullmatch(DECIMAL_PATTERN, text):
        raise ValueError(f"{text[:40]!r} is no figure")
    return Decimal(text)


def _whole(spec: FieldSpec, value: int) -> int:
    lowest, highest = spec.limits
    if not lowest <= value <= highest:
        raise ValueError(f"{spec.name} is out of range")
    return value


_READERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: clean,
    Kind.DECIMAL: _decimal,
    Kind.DATE: date.fromisoformat,
    Kind.LIST: _texts,
    Kind.FLAG: bool,
    Kind.INTEGER: int,
    Kind.MONEY: int,
    Kind.BYTES: partial(b64decode, validate=True),
}


def cleaned(record: _R) -> _R:
    """The record with every text in it made clean (``text.clean``)."""
    changed: dict[str, Any] = {}
    for spec in field_specs(type(record)):
        value = getattr(record, spec.name)
        if spec.kind is Kind.TEXT and value is not None:
            changed[spec.name] = clean(value)
        elif spec.kind is Kind.LIST:
            changed[spec.name] = _texts(value)
    return structs.replace(record, **changed)
