"""How a cell looks, and why: its face for those who see it, the same in words for those who don't."""

from __future__ import annotations

from typing import Any, Protocol

from msgspec import Struct

from tertialapp.model.report import Report
from tertialapp.ui.columns.column import Column, R, Sheet
from tertialapp.ui.marks import Weight


class Marks(Protocol):
    """Says of a stored cell why it looks different, in Swedish; "" when it does not."""

    def changed(self, table: str, key: str, field: str) -> str:
        """How it differs from what was published."""

    def carried(self, table: str, key: str, field: str) -> str:
        """Where it was carried over from."""

    def finding(self, table: str, key: str, field: str) -> str:
        """What the checks say of it."""

    def weight(self, table: str, key: str, field: str) -> Weight:
        """How heavily it is marked for that."""


class Face(Struct, frozen=True):
    """How a cell looks.

    Computed by the program, below zero, in a strong row, part of the row above; carried over from
    another period, changed since the file was saved; how heavily it is marked for a finding.
    """

    computed: bool = False
    negative: bool = False
    strong: bool = False
    part: bool = False
    carried: bool = False
    changed: bool = False
    finding: Weight = Weight.NONE


class Notes(Struct, frozen=True):
    """What the marks of a cell say, and how heavy what the checks say is."""

    finding: str = ""
    weight: Weight = Weight.NONE
    changed: str = ""
    carried: str = ""


def notes_of(marks: Marks | None, report: Report, column: Column[R], row: R) -> Notes:
    """What is said of the stored cell that a cell shows."""
    source = column.source(report, row) if marks and column.source else None
    if not marks or source is None:
        return Notes()
    table, key, fields = source

    def said(say: Any) -> str:
        return "\n".join(filter(None, (say(table, key, field) for field in fields)))

    weight = max(marks.weight(table, key, field) for field in fields)
    return Notes(said(marks.finding), weight, said(marks.changed), said(marks.carried))


def face_of(sheet: Sheet[R], column: Column[R], report: Report, row: R, notes: Notes) -> Face:
    """How a cell looks."""
    locked = not column.is_editable(row) and not column.stretches
    negative = False
    if column.signed and column.key == "deviation":
        value = column.read(report, row)
        negative = value is not None and value < 0
    return Face(
        computed=locked or bool(column.computed(report, row)),
        negative=negative,
        strong=sheet.is_strong(row),
        part=column.stretches and sheet.is_part(row),
        carried=bool(notes.carried),
        changed=bool(notes.changed),
        finding=notes.weight,
    )


def hint_of(column: Column[R], report: Report, row: R, notes: Notes) -> str:
    """What is said of a cell that its text does not say: findings first."""
    marks = [notes.finding, notes.changed, notes.carried]
    return "\n".join(filter(None, [*marks, _own_hint(column, report, row)]))


def _own_hint(column: Column[R], report: Report, row: R) -> str:
    how = column.computed(report, row)
    if how:
        return how
    value = column.read(report, row)
    if not column.is_editable(row) and not column.show(report, row, value):
        return "Fylls inte i på den här raden."
    exact = column.typed(report, row, value) if column.figures else ""
    shown = column.show(report, row, value)
    rounded = column.signed and _digits(exact) != _digits(shown)
    return f"Exakt: {exact}" if rounded else column.tooltip


def _digits(text: str) -> str:
    """The figure in a text without what print adds."""
    digits = "".join(char for char in text if char.isdigit() or char == ",")
    return digits.rstrip("0").rstrip(",") if "," in digits else digits
