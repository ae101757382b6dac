"""Indicators' figures by themselves: parts and whole, gaps, units, and what other years say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tertialapp.check.findings import Finding, Severity, cell, setting, words
from tertialapp.check.indicator_rows import INDICATORS, IndicatorRow, indicator_rows
from tertialapp.check.rules import rule
from tertialapp.model.carried import annual_before
from tertialapp.model.figures import print_figure
from tertialapp.model.goals import Indicator
from tertialapp.model.relations import expects_outcome, is_split, split_agrees, worse
from tertialapp.model.report import Report

_ONE = Decimal(1)
_NO_DATA = re.compile(
    r"\bsaknas\b|\binga (siffror|uppgifter)\b|\binte (tillgänglig|kommit)", re.IGNORECASE
)


@rule(
    "split",
    "Utfallet stämmer med könens värden",
    reason="Ett totalvärde ligger mellan två andelar, eller är summan av två antal. Annars är ett av dem fel.",
    example="Utfallet 62,26 % stämmer inte med 65,52 % för män/pojkar och 62,5 % för kvinnor/flickor.",
    reads=INDICATORS,
)
def split_disagrees(report: Report, period_id: str) -> Iterator[Finding]:
    """The outcome must agree with the outcomes of men and women (R21)."""
    for row in indicator_rows(report, period_id):
        if not split_agrees(row.indicator, row.value):
            whole, men, women = (row.shown(field) for field in ("outcome", "men", "women"))
            setup = report.setup
            message = (
                f"Utfallet {whole} stämmer inte med {men} för {setup.men_label} "
                f"och {women} för {setup.women_label}."
            )
            cells = row.cells("outcome", "men", "women")
            yield Finding(Severity.ERROR, message, cells, whole, f"{men}, {women}")


@rule(
    "half-split",
    "Könens värden fylls i båda två",
    reason="Ett värde för bara det ena könet går varken att jämföra eller att räkna ihop.",
    example="Värdet för kvinnor/flickor saknas, men 51 % är ifyllt för män/pojkar.",
    reads=INDICATORS,
)
def half_split(report: Report, period_id: str) -> Iterator[Finding]:
    """One of the genders has a figure and the other has none."""
    labels = {"men": report.setup.men_label, "women": report.setup.women_label}
    for row in indicator_rows(report, period_id):
        for filled, empty in (("men", "women"), ("women", "men")):
            if row.shown(filled) and not row.shown(empty):
                message = (
                    f"Värdet för {labels[empty]} saknas, men {row.shown(filled)} är ifyllt för "
                    f"{labels[filled]}."
                )
                yield Finding(
                    Severity.WARNING, message, row.cells(empty, filled), "", row.shown(filled)
                )


@rule(
    "split-unexplained",
    "Könens värden kommenteras",
    reason="En könsuppdelad redovisning ska analyseras, annars är den till ingen nytta.",
    example="Utfallet är uppdelat (500 st och 520 st) men indikatorn saknar analys.",
    reads=f"{INDICATORS} text",
)
def split_unexplained(report: Report, period_id: str) -> Iterator[Finding]:
    """A gender split asks for an analysis (R25)."""
    for row in indicator_rows(report, period_id):
        if is_split(row.value) and not row.analysis(report).body.strip():
            shown = " och ".join(filter(None, (row.shown("men"), row.shown("women"))))
            message = f"Utfallet är uppdelat på kön ({shown}) men indikatorn saknar analys."
            cells = (cell(row.analysis(report), "body"), *row.cells("men", "women"))
            yield Finding(Severity.WARNING, message, cells, "", shown)


@rule(
    "outcome-missing",
    "En indikator som mäts varje tertial har utfall och prognos",
    reason="Är den ena siffran ifylld, eller analysen skriven, saknas den andra troligen av misstag.",
    example="Prognos saknas, fast utfallet är 100,1 %.",
    reads=f"{INDICATORS} text",
)
def outcome_missing(report: Report, period_id: str) -> Iterator[Finding]:
    """Outcome and forecast are due together (R22, R23); a row not begun is only incomplete."""
    names = {"outcome": "Utfall", "forecast": "Prognos"}
    for row in indicator_rows(report, period_id):
        if not expects_outcome(row.indicator, row.period):
            continue
        has = {field: row.shown(field) for field in names}
        written = bool(row.analysis(report).body.strip())
        for field, other in (("outcome", "forecast"), ("forecast", "outcome")):
            if not has[field] and (has[other] or (field == "outcome" and written)):
                because = (
                    f"{'utfallet' if other == 'outcome' else 'prognosen'} är {has[other]}"
                    if has[other]
                    else "indikatorn har en analys"
                )
                message = f"{names[field]} saknas, fast {because}."
                yield Finding(Severity.WARNING, message, row.cells(field, other), "", has[other])


@rule(
    "zero-without-data",
    "Noll är inte detsamma som att siffror saknas",
    reason="0 läses som ett mätt resultat. Finns inga uppgifter ska cellen vara tom.",
    example="Utfallet är 0 %, men analysen säger att siffror saknas.",
    reads=f"{INDICATORS} text",
)
def zero_without_data(report: Report, period_id: str) -> Iterator[Finding]:
    """An outcome of 0 beside words that there are no data."""
    for row in indicator_rows(report, period_id):
        said = _NO_DATA.search(row.analysis(report).body) if row.value.outcome == 0 else None
        if said is not None:
            message = f"Utfallet är {row.shown('outcome')}, men analysen säger ”{said[0]}”."
            repair = setting("Töm utfallet", cell(row.value, "outcome"), None)
            cells = (*row.cells("outcome"), words(row.analysis(report), *said.span()))
            yield Finding(Severity.WARNING, message, cells, row.shown("outcome"), said[0], repair)


@rule(
    "unit",
    "En andel har procent och ett antal har det inte",
    reason="Enheten hör till indikatorn och trycks i varje cell. Utan den vet ingen vad siffran betyder.",
    example="En andel ska ha enheten %, men indikatorn har ingen enhet.",
    reads=INDICATORS,
)
def unit_of_name(report: Report, period_id: str) -> Iterator[Finding]:
    """A share (Andel) has % as its unit, and a count (Antal) has not."""
    for row in indicator_rows(report, period_id):
        indicator = row.indicator
        share = _first_word(indicator) in ("andel", "andelen")
        count = _first_word(indicator) in ("antal", "antalet")
        if not any(row.shown(field) for field in ("outcome", "last_year", "forecast", "target")):
            continue
        unit = f"enheten {indicator.unit}" if indicator.unit else "ingen enhet"
        if share and indicator.unit != "%":
            message = f"En andel ska ha enheten %, men indikatorn har {unit}."
            repair = setting("Sätt enheten till %", cell(indicator, "unit"), "%")
        elif count and indicator.unit == "%":
            message = "Ett antal kan inte ha enheten %."
            repair = setting("Sätt enheten till st", cell(indicator, "unit"), "st")
        else:
            continue
        cells = (cell(indicator, "unit"), cell(indicator, "name"))
        yield Finding(Severity.WARNING, message, cells, indicator.unit, indicator.name, repair)


def _first_word(indicator: Indicator) -> str:
    return indicator.name.partition(" ")[0].casefold()


@rule(
    "share-over-hundred",
    "En andel ligger mellan 0 och 100 procent",
    reason="En andel av något kan inte vara mer än allt.",
    example="Utfallet 893 % är ingen möjlig andel.",
    reads=INDICATORS,
)
def share_over_hundred(report: Report, period_id: str) -> Iterator[Finding]:
    """A share is a part of a whole."""
    names = {"outcome": "Utfallet", "men": "Värdet", "women": "Värdet", "forecast": "Prognosen"}
    names |= {"last_year": "Förra årets utfall", "target": "Årsmålet"}
    for row in indicator_rows(report, period_id):
        if row.indicator.unit == "%" and _first_word(row.indicator) in ("andel", "andelen"):
            for field, name in names.items():
                figure = getattr(row.value, field)
                if figure is not None and not 0 <= figure <= 100:
                    message = f"{name} {row.shown(field)} är ingen möjlig andel."
                    yield Finding(
                        Severity.ERROR, message, row.cells(field), row.shown(field), "100"
                    )


@rule(
    "last-year",
    "Förra årets utfall är det som verksamhetsberättelsen har",
    reason="Jämförelsen med förra året ska gå att följa bakåt.",
    example="Utfall VB 2024 är 46,1 %, men verksamhetsberättelsen har 46,7 %.",
    reads=INDICATORS,
)
def last_year(report: Report, period_id: str) -> Iterator[Finding]:
    """Last year's column is the annual report's outcome, where the file has it."""
    before = annual_before(report, report.periods[period_id])
    for row in indicator_rows(report, period_id) if before else ():
        assert before is not None
        then = report.indicator_value(row.indicator.id, before.id).outcome
        if then is not None and row.value.last_year is not None and then != row.value.last_year:
            found, against = row.shown("last_year"), print_figure(row.indicator, then)
            message = f"Utfall {before.id} är {found}, men {before.title.lower()} har {against}."
            repair = setting(f"Ändra till {against}", cell(row.value, "last_year"), then)
            yield Finding(Severity.ERROR, message, row.cells("last_year"), found, against, repair)


_PLACES = re.compile(r"platser för (\w+)", re.IGNORECASE)
_GIVEN = re.compile(r"\bfått (\w+)", re.IGNORECASE)


@rule(
    "more-than-places",
    "Ingen har fått fler platser än det finns",
    reason="Två indikatorer om samma sak ska gå ihop, eller så ska analysen säga varför de inte gör det.",
    example="1 020 st har fått feriejobb, men det finns bara 954 st platser.",
    reads=f"{INDICATORS} text",
)
def more_than_places(report: Report, period_id: str) -> Iterator[Finding]:
    """No more have got a thing than there are places for it, unless the analysis speaks of places."""
    rows = [row for row in indicator_rows(report, period_id) if row.value.outcome is not None]
    most: dict[str, IndicatorRow] = {}
    for row in sorted(rows, key=lambda each: each.value.outcome or 0):
        most |= {thing.casefold(): row for thing in _PLACES.findall(row.indicator.name)}
    for got in rows:
        for thing in _GIVEN.findall(got.indicator.name):
            places = most.get(thing.casefold(), got)
            explained = "plats" in got.analysis(report).body.casefold()
            if not explained and (got.value.outcome or 0) > (places.value.outcome or 0):
                found, against = got.shown("outcome"), places.shown("outcome")
                message = f"{found} har fått {thing}, men det finns bara {against} platser."
                cells = (*got.cells("outcome"), *places.cells("outcome"))
                yield Finding(Severity.ERROR, message, cells, found, against)


_CASE = re.compile(
    r"(?:^|[.\n]\s*)(?P<case>(?:ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|\d+)\b[^.\d]{0,60}?\bhar"
    r"(?! (?:inte|aldrig|ännu))\s[^.]*)",
    re.IGNORECASE,
)


@rule(
    "case-under-zero-target",
    "Ett fall i texten syns i siffrorna när årsmålet är noll",
    reason="Det första fallet gör att målet är missat, och det ska stå som utfall.",
    example="Årsmålet är 0, men analysen berättar om ett fall: ”En barnfamilj har berörts”. Utfall saknas.",
    reads=f"{INDICATORS} text",
)
def case_under_zero_target(report: Report, period_id: str) -> Iterator[Finding]:
    """An analysis that tells of a case, where the target is none and the outcome is blank or 0."""
    for row in indicator_rows(report, period_id):
        if (
            row.value.target != 0
            or row.value.outcome
            or not worse(row.indicator, _ONE, row.value.target)
        ):
            continue
        text = row.analysis(report)
        said = _CASE.search(text.body)
        if said is not None:
            quoted = " ".join(said["case"].split()[:5])
            has = f"utfallet är {row.shown('outcome')}" if row.shown("outcome") else "utfall saknas"
            message = (
                f"Årsmålet är {row.shown('target')}, men analysen berättar om fall: ”{quoted} …”, "
                f"och {has}."
            )
            cells = (*row.cells("outcome", "target"), words(text, *said.span("case")))
            yield Finding(Severity.WARNING, message, cells, row.shown("outcome"), quoted)


RULES = (
    split_disagrees,
    half_split,
    split_unexplained,
    outcome_missing,
    zero_without_data,
    unit_of_name,
    share_over_hundred,
    last_year,
    more_than_places,
    case_under_zero_target,
)
