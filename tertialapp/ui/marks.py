"""Why a cell or place looks different: changed since the file was saved, carried over, or with a finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from tertialapp.base.days import today
from tertialapp.check.findings import Cell, Finding, Severity
from tertialapp.check.run import Checked, check
from tertialapp.model.carried import carried_from
from tertialapp.model.compare import changed_records
from tertialapp.model.comparison import difference, printed
from tertialapp.model.completeness import Item, items
from tertialapp.model.part_words import sent_by_place
from tertialapp.model.places import (
    OVERVIEW,
    Place,
    Spot,
    field_spot,
    place_of_key,
    place_of_record,
)
from tertialapp.model.records import FieldSpec, field_specs
from tertialapp.model.report import Report

CHECK_PAUSE_MS = 300
"""How long nothing is changed before what the checks find is told anew: typing never waits for it."""


class Weight(IntEnum):
    """How heavily a cell is marked: not, as one that a finding only mentions, or as where it shows."""

    NONE = 0
    MENTIONED = 1
    WARNING = 2
    ERROR = 3


class CellMarks:
    """What is to be said of the cells and places of a period, worked out when first asked for.

    A value of one moment: the bridge makes a new one after every change.
    """

    def __init__(
        self, report: Report, published: Report, period_id: str, earlier: Checked | None = None
    ) -> None:
        self._report = report
        self._earlier = earlier
        self._published = published
        self._period_id = period_id

    def are_of(self, report: Report, published: Report, period_id: str) -> bool:
        """Whether these marks are still those of the given values."""
        same = report is self._report and published is self._published
        return same and period_id == self._period_id

    # -- of a cell ------------------------------------------------------------------------------

    def changed(self, table: str, key: str, field: str) -> str:
        """How a stored cell differs from what the file holds; "" when it doesn't."""
        now, was = self._report.table(table), self._published.table(table)
        if now is was:
            return ""
        record, before = now.get(key), was.get(key)
        if record is before or record is None:
            return ""
        (spec,) = (found for found in field_specs(type(record)) if found.name == field)
        value = getattr(record, field)
        if before is None:
            return "" if _is_default(spec, value) else "Ny sedan filen sparades"
        if getattr(before, field) == value:
            return ""
        old, new = printed(self._published, before, spec), printed(self._report, record, spec)
        return f"Ändrad sedan filen sparades: {difference(old, new)}"

    def carried(self, table: str, key: str, field: str) -> str:
        """Which earlier period a figure was taken over from; "" when it stands on its own."""
        value = self._report.indicator_values.get(key) if table == "indicator_value" else None
        if value is None:
            return ""
        source = carried_from(self._report, value.indicator_id, value.period_id, field)
        return f"Överförd från {source.title}" if source else ""

    def finding(self, table: str, key: str, field: str) -> str:
        """What errors and warnings say about a cell; "" when there are none."""
        found = self.findings_at(table, key, field)
        return "\n".join(sentence(each) for each in found if each.severity is not Severity.NOTE)

    def weight(self, table: str, key: str, field: str) -> Weight:
        """How heavily a cell is marked for what the checks found."""
        found = self.findings_at(table, key, field)
        return max((_weight(each, (table, key, field)) for each in found), default=Weight.NONE)

    def findings_at(self, table: str, key: str, field: str) -> Sequence[Finding]:
        """What the checks found about a cell or text, notes too."""
        return self._by_cell.get((table, key, field), ())

    # -- of a place -----------------------------------------------------------------------------

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks find and nobody stands for."""
        return self.checked.sorted.standing

    @cached_property
    def checked(self) -> Checked:
        """What the checks find, with what they need to find quickly what the next edit changes."""
        return check(self._report, self._period_id, self._earlier)

    @property
    def latest(self) -> Checked | None:
        """The latest check that there is, though not of this moment; None before the first."""
        made: Checked | None = vars(self).get("checked", self._earlier)
        return made

    @cached_property
    def faults(self) -> tuple[Finding, ...]:
        """The errors and warnings among the findings: what is marked and counted."""
        return tuple(found for found in self.findings if found.severity is not Severity.NOTE)

    @cached_property
    def faults_by_place(self) -> dict[Place, list[Finding]]:
        """The faults by the place where they show."""
        by_place: dict[Place, list[Finding]] = {}
        for found in self.faults:
            by_place.setdefault(found.place(self._report), []).append(found)
        return by_place

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Everything that is due, in printed order."""
        return items(self._report, self._period_id)

    @cached_property
    def sent(self) -> Mapping[Place, str]:
        """To whom places were sent that are not back."""
        return sent_by_place(self._report, today())

    @cached_property
    def changed_places(self) -> frozenset[Place]:
        """The places where something differs from what the file holds."""
        places = set()
        for table, old, new in changed_records(self._published, self._report):
            record = new or old
            assert record is not None
            place = place_of_record(self._report, table, record)
            if place:
                places.add(place)
        return frozenset(places)

    @cached_property
    def _by_cell(self) -> dict[tuple[str, str, str], list[Finding]]:
        by_cell: dict[tuple[str, str, str], list[Finding]] = {}
        for found in self.findings:
            for address in dict.fromkeys(each.address for each in found.cells):
                by_cell.setdefault(address, []).append(found)
        return by_cell


def _weight(found: Finding, address: tuple[str, str, str]) -> Weight:
    if found.severity is Severity.NOTE:
        return Weight.NONE
    if found.cells[0].address != address:
        return Weight.MENTIONED
    return Weight.ERROR if found.severity is Severity.ERROR else Weight.WARNING


def _is_default(spec: FieldSpec, value: Any) -> bool:
    return value in (None, "", (), False) or spec.name == "id"


def sentence(found: Finding) -> str:
    """What is said of a finding where it shows: how bad it is, then its message."""
    return f"{found.severity.word.capitalize()}: {found.message}"


def finding_spot(report: Report, found: Finding) -> Spot:
    """Where the cell or words of a finding are seen."""
    return cell_spot(report, found.cells[0])


def cell_spot(report: Report, at: Cell) -> Spot:
    """Where a cell, or a stretch of a text, is seen; the overview when it is on no page."""
    place = place_of_key(report, at.table, at.key) or OVERVIEW
    stretch = None if at.start is None or at.end is None else (at.start, at.end)
    return replace(field_spot(place, at.table, at.key, at.field), stretch=stretch)
