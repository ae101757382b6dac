"""What was changed, in words: field by field, as printed, for the history and for two versions side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.model.change import Delta, Operation
from tertialapp.model.choice_words import choice_words
from tertialapp.model.compare import changed_records
from tertialapp.model.field_words import TABLE_WORDS, field_words
from tertialapp.model.figures import print_figure
from tertialapp.model.frame import Text, TextPart
from tertialapp.model.goals import IndicatorValue
from tertialapp.model.markdown_read import plain
from tertialapp.model.numbers import MoneyUnit, format_money, format_number
from tertialapp.model.overview import full_name, named
from tertialapp.model.places import (
    OVERVIEW,
    Place,
    Spot,
    exists,
    field_spot,
    place_of_record,
    places_in_order,
)
from tertialapp.model.plain import from_plain, value_from_plain
from tertialapp.model.records import FieldSpec, Kind, Record, field_specs
from tertialapp.model.report import TABLES, Report, table_name

_UNSEEN = {"id", "period_id", "width", "height", "computed"}
"""What nobody sees by itself: it goes with its record."""
_FOR_THE_PROGRAM = {
    "conflict": {"table", "key", "field", "base", "ours", "theirs", "label", "at"},
    "waiver": {"finding"},
    "version": {"program", "content", "digest", "pdf_digest", "pictures"},
}
"""What only the program reads, of records that people know by what else they say."""
_LONGEST = 60
"""Letters of a value in a line that tells of several."""


class FieldChange(Struct, frozen=True):
    """One field that was changed, of one record; ``old`` and ``new`` are as printed, "" when empty.

    ``where`` names the page and ``what`` the record. ``long``: a text, to be read word by word.
    """

    place: Place
    where: str
    what: str
    title: str
    old: str
    new: str
    long: bool
    table: str
    key: str
    field: str

    @property
    def difference(self) -> str:
        """Both values in a few words: "76 → 50"."""
        return self.new if self.field == "sort_key" else difference(self.old, self.new)


class RecordChange(Struct, frozen=True):
    """A record that was added, changed or removed, with its fields that say something."""

    place: Place
    where: str
    what: str
    operation: Operation
    table: str
    key: str
    fields: tuple[FieldChange, ...]

    @property
    def spot(self) -> Spot:
        """Where its first field is."""
        field = self.fields[0].field if self.fields else ""
        return field_spot(self.place, self.table, self.key, field)

    @property
    def sentence(self) -> str:
        """What happened to the record: "Ny indikator: Sjukfrånvaro"."""
        kind = _kind(self.table, self.key)
        name = f": {self.what}" if self.what and self.what != self.where else ""
        match self.operation:
            case Operation.INSERT if "@" not in self.key:
                return f"Tillagt – {kind}{name}"
            case Operation.DELETE:
                return f"Borttaget – {kind}{name}"
            case _:
                return f"{kind[0].upper()}{kind[1:]}{name}"


def _kind(table: str, key: str) -> str:
    """What a record is; of a text, which of its owner's it is."""
    part = key.rpartition("@")[2]
    if table == "text" and part in set(TextPart):
        return choice_words(TextPart(part)).lower()
    return TABLE_WORDS[table]


def difference(old: str, new: str) -> str:
    """Two values as printed, in a few words: "76 → 50"."""
    return f"{_short(old)} → {_short(new)}"


def _short(value: str) -> str:
    line = " ".join(value.split())
    return (line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…") or "tomt"


def compared(before: Report, after: Report, period_id: str = "") -> list[RecordChange]:
    """All that differs between two states, in printed order; with a period, only what is seen in it."""
    order = {place: at for at, place in enumerate(places_in_order(after))}
    states = _States(before, after)
    changes = [
        change
        for table, old, new in changed_records(before, after)
        if getattr(new or old, "period_id", period_id) == period_id or not period_id
        if (change := states.record_change(table, old, new)) is not None
    ]

    def printed_order(change: RecordChange) -> tuple[int, bool, bool]:
        return order.get(change.place, -1), change.table == "text", "@" in change.key

    return sorted(changes, key=printed_order)


def told(report: Report, deltas: Iterable[Delta]) -> list[RecordChange]:
    """What some deltas of another copy did, seen from a report that may never have been in those states.

    What is not in it any more is left out.
    """
    before: dict[str, dict[str, Record | None]] = {}
    after: dict[str, dict[str, Record | None]] = {}
    for delta in deltas:
        record_type = TABLES[delta.table].record_type
        now = report.table(delta.table).get(delta.key)
        for side, value in ((before, delta.old), (after, delta.new)):
            rows = side.setdefault(delta.table, {})
            if delta.operation is not Operation.UPDATE:
                rows[delta.key] = None if value is None else from_plain(record_type, value)
            elif now is not None:
                shown = value_from_plain(record_type, delta.field, value)
                fields: dict[str, Any] = {delta.field: shown}
                rows[delta.key] = replace(rows.get(delta.key) or now, **fields)
    return compared(report.apply(before), report.apply(after))


class _States(Struct, frozen=True):
    """The two states that are compared."""

    before: Report
    after: Report

    def record_change(
        self, table: str, old: Record | None, new: Record | None
    ) -> RecordChange | None:
        """None when nothing that is seen differs."""
        record = new or old
        assert record is not None
        place = self._place(table, record)
        where = full_name(self.after, place)
        what = named(self.after, self.before, record)
        fields = []
        for spec in field_specs(type(record)):
            if spec.name in _FOR_THE_PROGRAM.get(table, ()) or not _differs(old, new, spec):
                continue
            was, is_now = self._both(old, new, spec)
            long = (table, spec.name) == ("text", "body")
            title = (
                choice_words(record.part)
                if isinstance(record, Text) and long
                else field_words(table, spec.name)
            )
            address = (table, record.id, spec.name)
            fields.append(FieldChange(place, where, what, title, was, is_now, long, *address))
        if not fields and old is not None and new is not None:
            return None
        operation = _operation(old, new)
        return RecordChange(place, where, what, operation, table, record.id, tuple(fields))

    def _place(self, table: str, record: Record) -> Place:
        """Where the record is seen, or was before what it belongs to went."""
        for state in (self.after, self.before):
            place = place_of_record(state, table, record)
            if place is not None and exists(self.after, place):
                return place
        return OVERVIEW

    def _both(self, old: Record | None, new: Record | None, spec: FieldSpec) -> tuple[str, str]:
        """A field as printed before and after."""
        if spec.name == "sort_key":
            return "", "flyttad i sin lista"
        return (
            "" if old is None else printed(self.before, old, spec),
            "" if new is None else printed(self.after, new, spec),
        )


def _operation(old: Record | None, new: Record | None) -> Operation:
    if new is None:
        return Operation.DELETE
    return Operation.INSERT if old is None else Operation.UPDATE


def _differs(old: Record | None, new: Record | None, spec: FieldSpec) -> bool:
    """Whether a field is told: one that changed, or of a record on one side only, one that is filled in."""
    if spec.name in _UNSEEN:
        return False
    if old is not None and new is not None:
        return bool(getattr(old, spec.name) != getattr(new, spec.name))
    owner = spec.table is not None and not spec.points
    record = new or old
    return not owner and spec.name != "sort_key" and not _is_empty(getattr(record, spec.name))


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", ())


def printed(report: Report, record: Record, spec: FieldSpec) -> str:
    """A field as a reader would see it; "" when it is empty."""
    value = getattr(record, spec.name)
    if value is None or value in ("", ()):
        return ""
    if spec.table is not None:
        return _target(report, spec.table, value)
    if table_name(type(record)) == "text" and spec.name == "body":
        return plain(value)
    if isinstance(record, IndicatorValue) and spec.kind is Kind.DECIMAL:
        indicator = report.indicators.get(record.indicator_id)
        return print_figure(indicator, value) if indicator else format_number(value)
    return _PRINTERS.get(spec.kind, str)(value)


def _target(report: Report, table: str, key: str) -> str:
    for name in [table] if table in TABLES else TABLES:
        record = report.table(name).get(key)
        if record is not None:
            return named(report, report, record)
    return "något som är borttaget"


_PRINTERS: dict[Kind, Callable[[Any], str]] = {
    Kind.MONEY: lambda amount: f"{format_money(amount, MoneyUnit.KRONOR)} kr",
    Kind.DECIMAL: format_number,
    Kind.FLAG: lambda flag: "ja" if flag else "nej",
    Kind.CHOICE: choice_words,
    Kind.LIST: ", ".join,
    Kind.BYTES: lambda content: f"{len(content) // 1024 + 1} kB",
}
