"""The rules over the figures of prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from tertialapp.check.findings import Cell, Changes, Finding, Repair, Severity, words
from tertialapp.check.prose.asides import (
    Aside,
    levels_in_points,
    lost_units,
    numbers_as_shares,
    of_other_years,
    other_way,
    points_of_numbers,
    unfilled,
)
from tertialapp.check.prose.judgement import Judgement, Verdict
from tertialapp.check.prose.reading import FIGURES, judgements, outdated
from tertialapp.check.prose.within import Odds, against_direction, parts_of_whole
from tertialapp.check.rules import rule
from tertialapp.model.frame import Text
from tertialapp.model.numbers import NBSP, format_rounded
from tertialapp.model.report import Report

_DIGITS = re.compile(r"\d(?:[\d\s,]*\d)?")


@rule(
    "prose-figure",
    "Siffror i texten stämmer med tabellerna",
    reason="Läsaren litar på texten. En siffra som står kvar från ett tidigare utkast syns inte i tabellen.",
    example="Texten säger 93,8 procent, men utfallet för ”Inskrivningsgrad i förskola” är 93,3 %.",
    reads=f"text {FIGURES}",
)
def contradicted_figures(report: Report, period_id: str) -> Iterator[Finding]:
    """A figure in a text that names an indicator or an account must be the one of the report."""
    yield from (
        _contradiction(report.texts[key], each)
        for key, judged in judgements(report, period_id).items()
        for each in judged
        if each.verdict is Verdict.CONTRADICTS
    )


def says_old(before: Report, after: Report, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Those contradictions whose texts agreed before a change of the data: they say the old value."""
    told = [found for found in findings if found.rule == contradicted_figures.name]
    old = outdated(before, after, dict.fromkeys(found.cells[0].key for found in told))
    stretches = {(key, each.start, each.end) for key, judged in old.items() for each in judged}
    for found in told:
        if any((each.key, each.start, each.end) in stretches for each in found.cells):
            yield found


def _contradiction(text: Text, judgement: Judgement) -> Finding:
    fact = judgement.fact
    assert fact is not None
    written = _written(judgement)
    message = f"Texten säger {written}, men {fact.name} för ”{judgement.about}” är {fact.printed}."
    cells = (words(text, judgement.start, judgement.end), fact.cell)
    return Finding(
        Severity.ERROR, message, cells, written, fact.printed, _written_anew(text, judgement)
    )


def _written_anew(text: Text, judgement: Judgement) -> Repair | None:
    """The figure of the report in place of the one that is written, with as many decimals."""
    mention, fact = judgement.mention, judgement.fact
    assert fact is not None
    digits = _DIGITS.match(mention.words)
    if digits is None or fact.value < 0:
        return None
    new = format_rounded(fact.value, mention.places) + mention.words[digits.end() :]
    old = text.body[judgement.start : judgement.end]

    def changes(report: Report) -> Changes:
        now = report.texts.get(text.id)
        if now is None or now.body[judgement.start : judgement.end] != old:
            return {}
        body = now.body[: judgement.start] + new + now.body[judgement.end :]
        return {"text": {text.id: replace(now, body=body)}}

    return Repair(f"Skriv {new}", changes)


@rule(
    "prose-unfilled",
    "Ett utfall som texten berättar står också i tabellen",
    reason="Siffran är känd men saknas i tabellen, så läsaren tror att utfallet inte finns.",
    example="Texten säger 85,3 procent, men utfallet för ”Andel heltidsanställningar” är inte ifyllt.",
    reads=f"text {FIGURES}",
)
def unfilled_outcomes(report: Report, period_id: str) -> Iterator[Finding]:
    """A share that a text tells of an indicator whose outcome is empty."""
    for each in unfilled(report, period_id):
        written = each.told.mention.words.replace(NBSP, " ")
        message = f"Texten säger {written}, men utfallet för ”{each.about}” är inte ifyllt."
        yield Finding(Severity.WARNING, message, _at(each), written)


def _at(aside: Aside) -> tuple[Cell, ...]:
    end = aside.other.end if aside.other else aside.told.end
    return (words(aside.text, aside.told.start, end), *aside.cells)


@rule(
    "prose-points",
    "Procentenheter är skillnader, nivåer är procent",
    reason="”7,5 procentenheter” är en skillnad mellan två andelar; läsaren undrar mot vad.",
    example="”Sjukfrånvaron är 7,5 procentenheter” ska vara ”7,5 procent”.",
    reads=f"text {FIGURES}",
)
def levels_as_points(report: Report, period_id: str) -> Iterator[Finding]:
    """The level of an indicator told in points."""
    yield from (
        Finding(
            Severity.WARNING,
            f"Texten säger {_written(each)}, men {each.fact.printed} är en nivå: skriv procent.",
            (words(text, each.start, each.end), each.fact.cell),
            _written(each),
            each.fact.printed,
        )
        for text, each in levels_in_points(report, period_id)
        if each.fact
    )


def _written(judgement: Judgement) -> str:
    return judgement.mention.words.replace(NBSP, " ")


@rule(
    "points-of-number",
    "Ett index skiljer sig med enheter, inte procentenheter",
    reason="Procentenheter är skillnaden mellan två andelar. Ett index är ingen andel.",
    example="”AMI är 78. Det är två procentenheter lägre än i staden” ska vara ”två enheter lägre”.",
    reads=f"text {FIGURES}",
)
def points_of_number(report: Report, period_id: str) -> Iterator[Finding]:
    """A difference in points of an indicator that is no share."""
    for each in points_of_numbers(report, period_id):
        written = each.told.mention.words.replace(NBSP, " ")
        message = f"Texten säger {written} om ”{each.about}”, som inte är en andel: skriv enheter."
        yield Finding(Severity.WARNING, message, _at(each), written, each.about)


@rule(
    "prose-share",
    "Procent i texten är procent i tabellen",
    reason="Står samma siffra med procent i texten och utan i tabellen är enheten fel på ett av ställena.",
    example="Texten säger 7,5 procent, men enheten för ”Sjukfrånvaro” är st.",
    reads=f"text {FIGURES}",
)
def share_of_number(report: Report, period_id: str) -> Iterator[Finding]:
    """A figure told in per cent of an indicator that has another unit."""
    for each in numbers_as_shares(report, period_id):
        unit = report.indicators[each.cells[0].key].unit or "ingen"
        written = each.told.mention.words.replace(NBSP, " ")
        message = f"Texten säger {written}, men enheten för ”{each.about}” är {unit}."
        yield Finding(Severity.WARNING, message, _at(each), written, unit)


@rule(
    "prose-year",
    "Förra årets utfall är förra årets",
    reason="Texten förs vidare från året innan; siffran byts men årtalet blir kvar.",
    example="Texten säger 85,1 procent 2023, men det är utfallet 2024.",
    reads=f"text {FIGURES}",
)
def of_another_year(report: Report, period_id: str) -> Iterator[Finding]:
    """Last year's figure told of a year before."""
    year = report.periods[period_id].year - 1
    for each in of_other_years(report, period_id):
        written = each.told.mention.words.replace(NBSP, " ")
        message = f"Texten säger {written} om ett tidigare år, men det är utfallet {year} för ”{each.about}”."
        yield Finding(Severity.WARNING, message, _at(each), written, str(year))


@rule(
    "prose-unit",
    "Enheten i texten är indikatorns",
    reason="Utan hela enheten vet läsaren inte vad siffran betyder.",
    example="”1,5 CO2/kg livsmedel” ska vara ”1,5 kg CO2 per kg livsmedel”.",
    reads=f"text {FIGURES}",
)
def lost_unit(report: Report, period_id: str) -> Iterator[Finding]:
    """A figure with a part of its unit only."""
    for each in lost_units(report, period_id):
        unit = report.indicators[each.cells[0].key].unit
        said = each.told.after.strip().split()[0]
        written = f"{each.told.mention.words} {said}"
        message = f"Texten säger {written}, men enheten för ”{each.about}” är {unit}."
        yield Finding(Severity.WARNING, message, _at(each), written, unit)


@rule(
    "prose-other-way",
    "En jämförelse i texten går åt samma håll som i tabellen",
    reason="Texten jämför med samma period förra året, tabellen med hela året. Läsaren ser upp på ett ställe och "
    "ned på ett annat.",
    example="Texten säger 77 procent mot 69 procent samma period, men tabellen 77,38 % mot 85,1 % förra året.",
    reads=f"text {FIGURES}",
)
def compared_otherwise(report: Report, period_id: str) -> Iterator[Finding]:
    """A rise in the text that is a fall in the table, or the other way."""
    for each in other_way(report, period_id):
        assert each.other is not None
        found = " mot ".join(
            one.mention.words.replace(NBSP, " ") for one in (each.told, each.other)
        )
        against = " mot ".join(fact.printed for fact in each.facts)
        message = (
            f"Texten jämför {found} samma period, men ”{each.about}” har {against} i tabellen: "
            "åt andra hållet."
        )
        yield Finding(Severity.WARNING, message, _at(each), found, against)


@rule(
    "prose-parts",
    "Kvinnor och män blir tillsammans så många som texten säger",
    reason="Delarna av ett antal läses i samma mening; stämmer de inte litar läsaren inte på någon av dem.",
    example="64 barn, varav 35 flickor och 27 pojkar, är 62 barn.",
    reads="text",
)
def parts(report: Report, period_id: str) -> Iterator[Finding]:
    """The women and men of a sentence are the whole that it tells."""
    message = "Texten säger {found}, men {against}."
    yield from _odds(report, period_id, parts_of_whole, message)


@rule(
    "prose-direction",
    "”Ökat” och ”minskat” stämmer med siffrorna bredvid",
    reason="Den som läser fort läser ordet och inte de två talen.",
    example="Texten säger ”ökat”, men siffrorna är 90 → 80.",
    reads="text",
)
def directions(report: Report, period_id: str) -> Iterator[Finding]:
    """What is said to have risen has risen, between the two figures that are told."""
    message = "Texten säger ”{found}”, men siffrorna är {against}."
    yield from _odds(report, period_id, against_direction, message)


def _odds(
    report: Report,
    period_id: str,
    find: Callable[[str], Sequence[Odds]],
    message: str,
) -> Iterator[Finding]:
    for text in report.texts.values():
        if text.period_id == period_id:
            for odds in find(text.body):
                told = message.format(found=odds.found, against=odds.against)
                where = (words(text, odds.start, odds.end),)
                yield Finding(Severity.ERROR, told, where, odds.found, odds.against)


RULES = (
    contradicted_figures,
    unfilled_outcomes,
    levels_as_points,
    points_of_number,
    share_of_number,
    of_another_year,
    lost_unit,
    compared_otherwise,
    parts,
    directions,
)
