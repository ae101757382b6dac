"""What a check found: a value that says what is wrong, how badly, where, and what would mend it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.base.values import ComparedInPart
from tertialapp.model.frame import Text
from tertialapp.model.places import OVERVIEW, Place, place_of_key
from tertialapp.model.records import Record
from tertialapp.model.report import Report, table_name


class Severity(StrEnum):
    """How a finding is met: an error contradicts the report, a warning asks to be looked at.

    A note is worth knowing and may well be intended.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def word(self) -> str:
        """What it is called in the program."""
        return {"error": "fel", "warning": "varning", "note": "notis"}[self.value]


class Cell(Struct, frozen=True):
    """A stored cell; in a text also the stretch of the stored text that is meant."""

    table: str
    key: str
    field: str
    start: int | None = None
    end: int | None = None

    @property
    def address(self) -> tuple[str, str, str]:
        """What the cell is called wherever the stretch does not matter."""
        return self.table, self.key, self.field


def cell(record: Record, name: str) -> Cell:
    """A field of a record, which need not have been filled in."""
    return Cell(table_name(type(record)), record.id, name)


def words(text: Text, start: int, end: int) -> Cell:
    """A stretch of a stored text."""
    return Cell("text", text.id, "body", start, end)


Changes = Mapping[str, Mapping[str, Record | None]]
"""Records to put, or where None to remove with what belongs to them, by table and key (``Edit.take``)."""


class Repair(ComparedInPart, frozen=True):
    """What would mend a finding: its name in a menu, and the changes, made of the report of the moment."""

    ASIDE = ("changes",)

    label: str
    changes: Callable[[Report], Changes]


def setting(label: str, at: Cell, value: Any) -> Repair:
    """A repair that gives one field another value, while its record is there."""

    def changes(report: Report) -> Changes:
        record = report.table(at.table).get(at.key)
        fields: dict[str, Any] = {at.field: value}
        return {at.table: {at.key: replace(record, **fields)}} if record else {}

    return Repair(label, changes)


class Finding(Struct, frozen=True, dict=True):
    """Something that a rule found; ``cells`` are what it is about, first the one where it is shown.

    ``found`` is what stands there and ``against`` what it was held against, both as printed: the words
    of a text, a figure, nothing. ``rule`` is the name of the rule, put by the rule itself.
    """

    severity: Severity
    message: str
    cells: tuple[Cell, ...]
    found: str = ""
    against: str = ""
    repair: Repair | None = None
    rule: str = ""

    @cached_property
    def key(self) -> str:
        """The same for the same finding at the same cells with the same values, whatever else changes."""
        addresses = ("|".join(each.address) for each in self.cells)
        told = "\n".join((self.rule, *addresses, self.found, self.against))
        return f"{self.rule}:{hashlib.sha256(told.encode()).hexdigest()[:16]}"

    def place(self, report: Report) -> Place:
        """The page on which it shows; the overview when it is about no page of its own."""
        first = self.cells[0]
        return place_of_key(report, first.table, first.key) or OVERVIEW
