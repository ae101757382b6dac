"""What figures of prose tell beside whether they agree: empty cells, lost units, points, other bases."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from tertialapp.check.findings import Cell, cell
from tertialapp.check.prose.claims import OfIndicators
from tertialapp.check.prose.indicators import unit_words
from tertialapp.check.prose.judgement import Judgement, Verdict, judged, says
from tertialapp.check.prose.mentions import Unit
from tertialapp.check.prose.reading import readings
from tertialapp.check.prose.sentences import Spoken
from tertialapp.check.prose.subjects import Fact, Role
from tertialapp.model.frame import Text
from tertialapp.model.report import Report


class Aside(Struct, frozen=True):
    """A mention in a text, what it is about, and the cells of the report that it touches."""

    text: Text
    told: Spoken
    about: str
    cells: tuple[Cell, ...] = ()
    facts: tuple[Fact, ...] = ()
    other: Spoken | None = None


def unfilled(report: Report, period_id: str) -> Iterator[Aside]:
    """Shares that texts tell as outcomes though their cells are empty."""
    read = readings(report, period_id)
    for text, each in read.texts:
        for told, claim in each.claims:
            if isinstance(claim, OfIndicators) and told.mention.unit is Unit.PERCENT:
                key = claim.unfilled(read.known)
                if key is not None:
                    value = report.indicator_value(key, period_id)
                    yield Aside(text, told, claim.about, (cell(value, "outcome"),))


def levels_in_points(report: Report, period_id: str) -> Iterator[tuple[Text, Judgement]]:
    """Figures that are told in points though they are levels: they agree as per cent, and nothing is compared."""
    read = readings(report, period_id)
    for text, each in read.texts:
        for told, level in each.levels:
            found = judged(told, level.about, level.facts(read.known))
            if found.verdict is Verdict.AGREES:
                yield text, found


def points_of_numbers(report: Report, period_id: str) -> Iterator[Aside]:
    """Differences told in points of an indicator that is no share."""
    for text, each in readings(report, period_id).texts:
        for told, claim in each.of_numbers:
            cells = tuple(cell(report.indicators[key], "unit") for key in claim.keys)
            yield Aside(text, told, claim.about, cells)


def numbers_as_shares(report: Report, period_id: str) -> Iterator[Aside]:
    """Figures told in per cent that are those of an indicator with another unit."""
    read = readings(report, period_id)
    for text, each in read.texts:
        for told, claim in each.of_shares:
            facts = claim.facts(read.known)
            if any(says(told.mention, fact.value) for fact in facts):
                at = cell(report.indicators[claim.keys[0]], "unit")
                yield Aside(text, told, claim.about, (at,), facts)


def of_other_years(report: Report, period_id: str) -> Iterator[Aside]:
    """Last year's figures that are told of an earlier year."""
    read = readings(report, period_id)
    for text, each in read.texts:
        for told, claim in each.of_other_years:
            facts = claim.facts(read.known)
            for fact in facts:
                if says(told.mention, fact.value):
                    yield Aside(text, told, claim.about, (fact.cell,), facts)
                    break


def lost_units(report: Report, period_id: str) -> Iterator[Aside]:
    """Figures followed by a part of their indicator's unit, but not by its beginning."""
    for text, each in readings(report, period_id).texts:
        for told, claim in each.claims:
            if isinstance(claim, OfIndicators) and told.mention.unit is Unit.NONE:
                indicator = report.indicators[claim.keys[0]]
                unit, said = unit_words(indicator.unit), unit_words(told.after)
                if said and said[0] in unit[1:] and said[0] != unit[0]:
                    yield Aside(text, told, claim.about, (cell(indicator, "unit"),))


def other_way(report: Report, period_id: str) -> Iterator[Aside]:
    """Outcomes compared with last year's same period that then went the other way than in the table."""
    read = readings(report, period_id)
    for text, each in read.texts:
        for (now, claim), (then, base) in pairwise(each.claims):
            if not _compares(now, claim, then, base):
                continue
            assert isinstance(claim, OfIndicators)
            figures = read.known.indicators[claim.keys[0]]
            outcome, before = figures.get(Role.OUTCOME), figures.get(Role.LAST_YEAR)
            if outcome and before and says(now.mention, outcome.value):
                told, shown = (
                    now.mention.value - then.mention.value,
                    outcome.value - before.value,
                )
                if told * shown < 0:
                    cells = (outcome.cell, before.cell)
                    yield Aside(text, now, claim.about, cells, (outcome, before), then)


def _compares(now: Spoken, claim: object, then: Spoken, base: object) -> bool:
    return (
        isinstance(claim, OfIndicators)
        and isinstance(base, OfIndicators)
        and now.sentence == then.sentence
        and claim.read.roles == (Role.OUTCOME,)
        and claim.read.base is None
        and base.read.roles == (Role.SAME_PERIOD,)
        and claim.keys[0] in base.keys
    )
