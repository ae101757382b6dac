"""The lines of the panel as values: a finding, or a reason whose finding is gone, and what narrows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from tertialapp.check.findings import Finding, Severity
from tertialapp.check.listing import in_order, told
from tertialapp.check.waiving import Sorted
from tertialapp.model.completeness import owner_of_cell
from tertialapp.model.overview import chapters, full_name, place_names
from tertialapp.model.places import OVERVIEW, Place
from tertialapp.model.relations import swedish_key
from tertialapp.model.report import Report
from tertialapp.model.waivers import Waiver

WHOLE = "Rapporten"
"""Where a finding is that shows on no page of its own."""


class Line(Struct, frozen=True):
    """A line: its sentence, its place, who answers for it and whether anything may be done about it.

    Without a finding: a reason left behind.
    """

    key: str
    sentence: str
    where: str
    place: Place
    chapter: Place
    owner: str
    finding: Finding | None = None
    waiver: Waiver | None = None
    may_write: bool = True

    @property
    def severity(self) -> Severity | None:
        """How its finding is met; None when that is gone."""
        return self.finding.severity if self.finding else None

    @property
    def word(self) -> str:
        """What it is, in a word."""
        return self.severity.word.capitalize() if self.severity else "Gäller inte längre"

    @property
    def is_repairable(self) -> bool:
        """Whether it can be mended by itself, where anything may be."""
        repair = self.finding.repair if self.finding else None
        return self.may_write and self.waiver is None and repair is not None

    def is_same(self, other: Line) -> bool:
        """Whether it is about the same as a line of an earlier moment, though its figures may be others."""
        if self.finding is None or other.finding is None:
            return self.key == other.key
        same_rule = self.finding.rule == other.finding.rule
        return same_rule and self.finding.cells[0].address == other.finding.cells[0].address


class Narrowed(Struct, frozen=True):
    """What is shown: severities, a chapter, who answers; or the waived ones instead of those that stand."""

    severities: frozenset[Severity] = frozenset((Severity.ERROR, Severity.WARNING))
    chapter: Place | None = None
    owner: str | None = None
    waived: bool = False

    def accepts(self, line: Line) -> bool:
        """Whether a line is shown."""
        return (self.waived or line.severity in self.severities) and self.admits(line)

    def admits(self, line: Line) -> bool:
        """Whether a line would be shown, were it of a severity that is shown."""
        return (
            self.waived == (line.waiver is not None)
            and self.chapter in (None, line.chapter)
            and self.owner in (None, line.owner)
        )


def lines_of(report: Report, found: Sorted, *, may_write: bool) -> list[Line]:
    """All lines in printed order, at each place the worst first; reasons left behind come last.

    ``may_write``: the period is not locked, nor the file open for reading alone.
    """
    waivers = {each.finding.key: each.waiver for each in found.waived}
    every = (*found.standing, *(each.finding for each in found.waived))
    make = _Maker(report, may_write=may_write)
    lines = [make.line(each, waivers.get(each.key)) for each in in_order(report, every)]
    return lines + [_left(waiver) for waiver in found.spent]


class _Maker:
    """Makes the lines of a report, which share what is said of a place."""

    def __init__(self, report: Report, *, may_write: bool) -> None:
        self._report = report
        self._may_write = may_write
        self._chapters = {place: top for top, places in chapters(report) for place in places}
        self._names = place_names(report)

    def line(self, found: Finding, waiver: Waiver | None) -> Line:
        report, first = self._report, found.cells[0]
        place = found.place(report)
        where = self._names.get(place, WHOLE)
        return Line(
            found.key,
            told(report, found, where),
            where,
            place,
            self._chapters.get(place, OVERVIEW),
            owner_of_cell(report, first.table, first.key),
            found,
            waiver,
            self._may_write,
        )


def _left(waiver: Waiver) -> Line:
    return Line(waiver.finding, waiver.message, "", OVERVIEW, OVERVIEW, "", None, waiver)


def counts(lines: Iterable[Line], narrowed: Narrowed) -> dict[Severity, int]:
    """How many lines there are of each severity where one looks."""
    admitted = [line.severity for line in lines if narrowed.admits(line)]
    return {severity: admitted.count(severity) for severity in Severity}


def chapters_of(report: Report, lines: Iterable[Line]) -> list[tuple[str, Place]]:
    """The chapters that have lines, as they are printed."""
    with_lines = {line.chapter for line in lines if line.finding}
    named = [(full_name(report, top), top) for top, _ in chapters(report) if top in with_lines]
    return [*([(WHOLE, OVERVIEW)] if OVERVIEW in with_lines else []), *named]


def owners_of(lines: Iterable[Line]) -> list[str]:
    """Everyone who answers for a line, in Swedish order; last ("") where nobody does."""
    owners = {line.owner for line in lines if line.finding}
    return sorted(owners, key=lambda name: (not name, swedish_key(name)))


def again(lines: Sequence[Line], before: Line | None, row: int) -> int:
    """The row of a line after the list has been made anew: the same finding, else what is there now."""
    if before is not None:
        for same in (lambda line: line.key == before.key, before.is_same):
            at = next((at for at, line in enumerate(lines) if same(line)), None)
            if at is not None:
                return at
    return min(max(row, 0), len(lines) - 1)
