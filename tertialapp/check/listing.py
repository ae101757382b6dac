"""Findings in print: for reading, and as plain values for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tertialapp.check.findings import Cell, Finding, Severity
from tertialapp.check.waiving import Waived
from tertialapp.model.overview import cell_name, full_name, place_name
from tertialapp.model.places import OVERVIEW, Place, places_in_order, places_within
from tertialapp.model.report import Report
from tertialapp.model.waivers import Waiver


def in_order(report: Report, findings: Iterable[Finding]) -> list[Finding]:
    """Findings as the report is printed; at each place the worst first."""
    order = {place: at for at, place in enumerate((OVERVIEW, *places_in_order(report)))}
    rank = list(Severity)

    def place_and_rank(found: Finding) -> tuple[int, int]:
        # A report without a chapter for its goals shows none of them.
        return order.get(found.place(report), len(order)), rank.index(found.severity)

    return sorted(findings, key=place_and_rank)


def counted(findings: Sequence[Finding], levels: Iterable[Severity] = Severity) -> str:
    """How many there are of each severity, in words."""
    counts = {level: sum(found.severity is level for found in findings) for level in levels}
    plurals = {Severity.ERROR: "fel", Severity.WARNING: "varningar", Severity.NOTE: "notiser"}
    words = [
        f"{count} {level.word if count == 1 else plurals[level]}" for level, count in counts.items()
    ]
    return ", ".join(words)


def errors_within(
    report: Report, findings: Iterable[Finding], part: Place | None = None
) -> list[Finding]:
    """The errors among findings, all or those of a goal or section with what is under it, in order."""
    errors = in_order(report, (found for found in findings if found.severity is Severity.ERROR))
    if part is None:
        return errors
    places = set(places_within(report, part))
    return [found for found in errors if found.place(report) in places]


def not_mended(count: int) -> str:
    """How many errors stand, in a sentence."""
    verb = "är inte rättat" if count == 1 else "är inte rättade"
    return f"{count} fel {verb}, och ingen har motiverat {'det' if count == 1 else 'dem'}."


def lines(
    report: Report, findings: Sequence[Finding], waived: Sequence[Waived] = ()
) -> Iterator[str]:
    """The findings under the places where they show, and how many they are; then the waived ones."""
    yield from _lines(report, findings, {})
    yield f"{counted(findings)}."
    if waived:
        yield ""
        yield f"Motiverade avvikelser, som inte räknas: {len(waived)}"
        reasons = {each.finding.key: because(each.waiver) for each in waived}
        yield from _lines(report, [each.finding for each in waived], reasons)


def _lines(
    report: Report, findings: Sequence[Finding], reasons: Mapping[str, str]
) -> Iterator[str]:
    before: Place | None = None
    for found in in_order(report, findings):
        place = found.place(report)
        if place != before:
            yield full_name(report, place) or "Rapporten"
        before = place
        yield f"  {found.severity.word.upper():<7} {told(report, found)} [{found.rule}]"
        if reasons:
            yield f"          {reasons[found.key]}"


def because(waiver: Waiver) -> str:
    """Why a finding is no mistake, and who says so since when, in one line."""
    reason = " ".join(waiver.reason.split())
    return f"{reason} ({waiver.person}, {waiver.day.isoformat()})"


def told(report: Report, found: Finding, where: str | None = None) -> str:
    """A finding's sentence, after the name of what it is about where place and sentence don't say it.

    ``where`` is the name of its place, for those that have it at hand.
    """
    first = found.cells[0]
    name = cell_name(report, first.table, first.key)
    if name in found.message:
        return found.message
    place = found.place(report)
    goal = report.goals.get(place.key)
    where = place_name(report, place) if where is None else where
    known = name in (where, goal.title if goal else "")
    return found.message if known else f"{name}: {found.message}"


def plain_findings(report: Report, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The findings as plain values, in the order of ``lines``."""
    return [_plain(report, found) for found in in_order(report, findings)]


def plain_waived(report: Report, waived: Sequence[Waived]) -> list[dict[str, Any]]:
    """As ``plain_findings``, each with why it is no mistake."""
    waivers = {each.finding.key: each.waiver for each in waived}
    return [
        _plain(report, found) | {"waiver": _plain_waiver(waivers[found.key])}
        for found in in_order(report, [each.finding for each in waived])
    ]


def _plain_waiver(waiver: Waiver) -> dict[str, str]:
    return {"reason": waiver.reason, "person": waiver.person, "day": waiver.day.isoformat()}


def _plain(report: Report, found: Finding) -> dict[str, Any]:
    place, first = found.place(report), found.cells[0]
    return {
        "key": found.key,
        "rule": found.rule,
        "severity": found.severity.value,
        "message": found.message,
        "place": {"table": place.table, "key": place.key, "name": place_name(report, place)},
        "subject": cell_name(report, first.table, first.key),
        "cells": [_plain_cell(each) for each in found.cells],
        "found": found.found,
        "against": found.against,
        "repair": found.repair.label if found.repair else None,
    }


def _plain_cell(at: Cell) -> dict[str, Any]:
    plain: dict[str, Any] = {"table": at.table, "key": at.key, "field": at.field}
    return plain if at.start is None else plain | {"start": at.start, "end": at.end}
