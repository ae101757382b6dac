"""The base of all records, and the facts about their fields that storage and exchange build on.

A record is a frozen value with a text key. Everything a report consists of is records, grouped in
tables (see ``report.py``); a record refers to another by key, never by object. So a file, a JSON
text, an undo step and a merge all see the same plain fields.
"""

from __future__ import annotations

import types
import typing
import uuid
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Annotated, Any, NewType

from msgspec import Struct
from msgspec.structs import fields

Ore = NewType("Ore", int)
"""An amount in öre (1/100 krona)."""


class Record(Struct, frozen=True, kw_only=True):
    """A row with a text key. Keys of cells are made from what they belong to, see ``cell_id``."""

    id: str


def new_id() -> str:
    """A fresh key for a record that nobody else can have made."""
    return uuid.uuid4().hex


def cell_id(*parts: str) -> str:
    """The natural key of what belongs to something in a period: two who fill it in meet in one row."""
    return "@".join(parts)


def owner_key(key: str) -> str:
    """What stands first in a natural key: the key of what the record belongs to; another key itself."""
    return key.partition("@")[0]


ANY_TABLE = "*"


class Ref(Struct, frozen=True):
    """Says of a field, by ``Annotated``, that it holds the key of a record in a table, or in ``ANY_TABLE``.

    The record belongs to that other one and goes when it goes, unless it only ``points`` at it.
    """

    table: str
    points: bool = False


class Kind(Enum):
    """What a field holds, whatever the medium."""

    TEXT = "text"
    INTEGER = "integer"
    FLAG = "flag"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    LIST = "list"
    BYTES = "bytes"


_LIMITS = {"decimals": (0, 6), "year": (1900, 2200), "ordinal": (0, 9999), "rank": (0, 99)}
_MONEY_LIMITS = (-(10**17), 10**17)


class FieldSpec(Struct, frozen=True):
    """One field of a record class: its kind, whether it may be empty, and what it refers to.

    ``limits`` are the lowest and the highest whole number that it takes.
    """

    name: str
    kind: Kind
    optional: bool
    table: str | None
    points: bool
    choices: type[StrEnum] | None
    limits: tuple[int, int]


_KINDS: dict[object, Kind] = {
    str: Kind.TEXT,
    int: Kind.INTEGER,
    bool: Kind.FLAG,
    Decimal: Kind.DECIMAL,
    Ore: Kind.MONEY,
    date: Kind.DATE,
    tuple[str, ...]: Kind.LIST,
    bytes: Kind.BYTES,
}


_SPECS: dict[type[Any], tuple[FieldSpec, ...]] = {}


def field_specs(record_type: type[Any]) -> tuple[FieldSpec, ...]:
    """The fields of a record class in declared order, ``id`` first."""
    if record_type not in _SPECS:
        _SPECS[record_type] = tuple(
            _field_spec(field.name, field.type) for field in fields(record_type)
        )
    return _SPECS[record_type]


def _field_spec(name: str, hint: Any) -> FieldSpec:
    ref: Ref | None = None
    if typing.get_origin(hint) is Annotated:
        hint, ref = typing.get_args(hint)
    optional = typing.get_origin(hint) in (types.UnionType, typing.Union)
    if optional:
        (hint,) = (arg for arg in typing.get_args(hint) if arg is not types.NoneType)
    choices = hint if isinstance(hint, type) and issubclass(hint, StrEnum) else None
    kind = Kind.CHOICE if choices else _KINDS[hint]
    limits = _LIMITS.get(name, _MONEY_LIMITS)
    table, points = (ref.table, ref.points) if ref else (None, False)
    return FieldSpec(name, kind, optional, table, points, choices, limits)


def default_of(record_type: type[Record], name: str) -> Any:
    """What a field holds where nothing is given; ``msgspec.NODEFAULT`` where something must be."""
    (declared,) = (each for each in fields(record_type) if each.name == name)
    return declared.default
