"""The law of the reader: every letter and digit of the text is in what was read, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from tertialapp.exchange.ils.records import (
    IlsChapter,
    IlsColumn,
    IlsReport,
    IlsRow,
    IlsTable,
)
from tertialapp.model.text import clean

# What stands in the text once but in the records twice, or is made from the text.
_ALSO_ELSEWHERE: dict[type, tuple[str, ...]] = {
    IlsRow: ("label",),
    IlsColumn: ("key", "printed"),
    IlsTable: ("kind", "corner"),
    IlsChapter: ("kind",),
    IlsReport: ("board", "kind", "title", "period", "indicator_heads"),
}


def strings(value: object) -> Iterator[str]:
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            if name not in _ALSO_ELSEWHERE.get(type(value), ()):
                yield from strings(getattr(value, name))


def of_report(ils: IlsReport) -> Counter[str]:
    return of_text("".join(strings(ils)))


def of_text(text: str) -> Counter[str]:
    return Counter(char for char in clean(text) if char.isalnum())
