"""Figures of prose that follow from other figures of prose: the parts of a deviation, and known quotients."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from tertialapp.check.findings import Finding, Severity, cell, words
from tertialapp.check.prose.claims import OfAccounts
from tertialapp.check.prose.money import Said
from tertialapp.check.prose.reading import FIGURES, readings
from tertialapp.check.prose.sentences import Spoken
from tertialapp.check.prose.subjects import Fact
from tertialapp.check.rules import rule
from tertialapp.model.frame import Text, TextPart
from tertialapp.model.numbers import format_rounded, round_half_up
from tertialapp.model.report import Report

_LOSS = re.compile(r"\bunderskott\w*(?: för \w+)? (?:om|på|prognostiseras till) $", re.IGNORECASE)
_GAIN = re.compile(
    r"\b(?:överskott\w*|buffert)(?: för \w+)? (?:om|på|prognostiseras till) $", re.IGNORECASE
)
_PARTS = 3
_SLACK = Decimal("0.05")


class _Part(Struct, frozen=True):
    told: Spoken
    amount: Decimal


@rule(
    "prose-sum",
    "Delarna av en avvikelse blir tillsammans områdets",
    reason="Räknar texten upp vad ett under- eller överskott består av ska läsaren kunna räkna ihop det.",
    example="Delarna i texten blir −17,0 mnkr, men Äldreomsorg avviker med −18,0 mnkr.",
    reads=f"text {FIGURES}",
)
def parts_of_deviation(report: Report, period_id: str) -> Iterator[Finding]:
    """Three or more surpluses and deficits of an area's text that are not its deviation together."""
    read = readings(report, period_id)
    for text, each in read.texts:
        section = report.sections.get(text.owner_id)
        own = read.known.accounts.get(section.subject_id or "", {}) if section else {}
        whole = [
            fact
            for said in (Said.DEVIATION_BEFORE, Said.DEVIATION_AFTER)
            for fact in own.get(said, ())
        ]
        parts = list(_parts(each.claims, section.subject_id or "")) if section and whole else []
        told = sum((part.amount for part in parts), Decimal(0))
        if len(parts) >= _PARTS and not any(_is(told, fact, len(parts)) for fact in whole):
            found, against = f"{format_rounded(told, 1)} mnkr", whole[0].printed
            message = f"Delarna i texten blir {found}, men områdets avvikelse är {against}."
            cells = tuple(words(text, part.told.start, part.told.end) for part in parts)
            yield Finding(Severity.WARNING, message, (*cells, whole[0].cell), found, against)


def _is(told: Decimal, whole: Fact, parts: int) -> bool:
    return abs(told - whole.value / 1_000_000) <= _SLACK * (parts + 1)


def _parts(claims: tuple[tuple[Spoken, object], ...], area: str) -> Iterator[_Part]:
    """The surpluses and deficits, in millions, that are said of parts of an area."""
    for told, claim in claims:
        of_area = isinstance(claim, OfAccounts) and claim.asked and claim.asked[0][0] == area
        sign = -1 if _LOSS.search(told.before) else 1 if _GAIN.search(told.before) else 0
        if told.mention.unit.kronor and sign and not of_area:
            yield _Part(told, sign * told.mention.value * told.mention.unit.kronor / 1_000_000)


_NOTICES = re.compile(r"\b(?P<count>\d+) meddelanden\b")
_EVICTED = re.compile(r"\b(?P<count>\d+) avhysningar (?:har )?verkställ", re.IGNORECASE)
_AVERTED = re.compile(r"avhysning\w* .*avvär", re.IGNORECASE)


@rule(
    "averted-evictions",
    "Andelen avvärjda avhysningar följer av meddelandena",
    reason="Andelen är de meddelanden som inte ledde till avhysning; båda antalen står ofta i texten.",
    example="Utfallet är 96,06 %, men 7 avhysningar av 127 meddelanden ger 94,49 %.",
    reads="text goal indicator indicator_value",
)
def averted_evictions(report: Report, period_id: str) -> Iterator[Finding]:
    """The averted share is one less the evictions in the notices that the goal's text tells (R20)."""
    for indicator in report.indicators.values():
        outcome = report.indicator_value(indicator.id, period_id).outcome
        if outcome is None or not _AVERTED.search(indicator.name):
            continue
        text = report.text(indicator.goal_id, period_id, TextPart.ANALYSIS)
        notices, evicted = _NOTICES.search(text.body), _EVICTED.search(text.body)
        if notices and evicted and int(notices["count"]):
            share = 100 * (1 - Decimal(evicted["count"]) / Decimal(notices["count"]))
            places = -min(0, int(outcome.as_tuple().exponent))
            if round_half_up(share, places) != outcome:
                against = f"{format_rounded(share, places)} %"
                message = (
                    f"{evicted['count']} avhysningar av {notices['count']} meddelanden ger {against}, "
                    "men det är inte utfallet."
                )
                value = report.indicator_value(indicator.id, period_id)
                cells = (
                    *(words(text, *said.span("count")) for said in (evicted, notices)),
                    cell(value, "outcome"),
                )
                yield Finding(Severity.WARNING, message, cells, str(outcome), against)


_MEAN = re.compile(
    r"\bmedelvärde\w* (?:på|om) (?P<mean>[1-5](?:,\d)?) ?(?:motsvarande|,? vilket motsvarar) "
    r"(?P<share>\d+(?:,\d+)?)[ \u00a0](?:procent|%)"
)
_SCALE = 5


@rule(
    "mean-as-share",
    "Ett medelvärde på en femgradig skala är sin andel av fem",
    reason="4,4 av 5 är 88 procent; skrivs det ena om måste det andra göra det.",
    example="Medelvärdet 4,4 motsvarar 88 procent, inte 86.",
    reads="text",
)
def mean_as_share(report: Report, period_id: str) -> Iterator[Finding]:
    """A mean between 1 and 5 and the share that it is said to be."""
    for text in report.texts.values():
        for said in _MEAN.finditer(text.body) if _is_mean(text, period_id) else ():
            mean, share = (Decimal(said[name].replace(",", ".")) for name in ("mean", "share"))
            if round_half_up(mean * 100 / _SCALE, 0) != round_half_up(share, 0):
                against = f"{format_rounded(mean * 100 / _SCALE, 0)} procent"
                message = (
                    f"Medelvärdet {said['mean']} av {_SCALE} är {against}, inte {said['share']}."
                )
                yield Finding(
                    Severity.WARNING, message, (words(text, *said.span()),), said["share"], against
                )


def _is_mean(text: Text, period_id: str) -> bool:
    return text.period_id == period_id and "medelvärde" in text.body


RULES = (parts_of_deviation, averted_evictions, mean_as_share)
