"""What is asked for, as prose tells it, against the records behind the points to decide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from tertialapp.check.findings import Cell, Finding, Severity, cell, words
from tertialapp.check.lasting import Tables
from tertialapp.check.prose.judgement import says
from tertialapp.check.prose.reading import FIGURES, readings
from tertialapp.check.prose.sentences import Spoken
from tertialapp.check.rules import rule
from tertialapp.check.wording import stems
from tertialapp.model.economy import BudgetAdjustment, CompetenceFund
from tertialapp.model.numbers import NBSP, MoneyUnit, format_money_plain
from tertialapp.model.report import Report

_ASKED = re.compile(
    r"\b(?:budgetjustering|kompetensutvecklingsmedel|ansök|söker|begär|äska)\w*", re.IGNORECASE
)
_WHOLE = re.compile(r"\b(?:totalt|sammanlagt|tillsammans|varav|summan)\b", re.IGNORECASE)
_SAID = 0.8
_LEAST = 2


_Row = BudgetAdjustment | CompetenceFund


class _Asked(Struct, frozen=True):
    """What is asked for under some words, by which it is known: mostly one row."""

    stems: frozenset[str]
    rows: tuple[_Row, ...]

    def share(self, said: frozenset[str]) -> float:
        """How many of its words are said, from 0 to 1; 0 for too few to know it by."""
        met = len(self.stems & said)
        return met / len(self.stems) if met >= _LEAST else 0


@lru_cache(maxsize=4)
def _asked(tables: Tables, period_id: str) -> tuple[_Asked, ...]:
    report = tables.report
    rows: tuple[_Row, ...] = (
        *report.budget_adjustments_of(period_id),
        *report.competence_funds_of(period_id),
    )
    found: dict[frozenset[str], tuple[_Row, ...]] = {}
    for row in rows:
        if row.amount is not None:
            found[stems(_told(row))] = (*found.get(stems(_told(row)), ()), row)
    return tuple(_Asked(words, called) for words, called in found.items())


def _told(row: _Row) -> str:
    return f"{row.text} {row.unit}" if isinstance(row, CompetenceFund) else row.text


def _meant(asked: tuple[_Asked, ...], said: frozenset[str]) -> list[_Row]:
    """What some words can mean: all that they say as much of as of any other."""
    shares = [(each.share(said), each) for each in asked]
    best = max((share for share, _ in shares), default=0)
    meant = (each.rows for share, each in shares if share == best >= _SAID)
    return list(chain.from_iterable(meant))


def _about(told: Spoken) -> frozenset[str]:
    """The words that an amount can be about: its whole sentence when it is the only figure there."""
    alone = told.previous is None and told.following is None
    return stems(told.sentence if alone else told.beside)


@rule(
    "prose-asked",
    "Det texten säger att nämnden begär är det som begärs",
    reason="Beslutet fattas på raden; står ett annat belopp i texten vet läsaren inte vad som söks.",
    example="Texten säger 0,9 mnkr om ”räcken på bryggan”, men det begärda beloppet är 0,8 mnkr.",
    reads=f"text {FIGURES}",
)
def asked_otherwise(report: Report, period_id: str) -> Iterator[Finding]:
    """An amount that a text says is asked for, for what one adjustment or fund is called, is its amount."""
    asked = _asked(Tables(report, "budget_adjustment competence_fund"), period_id)
    for text, read in readings(report, period_id).texts:
        for told, _ in read.claims:
            unit = told.mention.unit.kronor
            if not unit or not _ASKED.search(told.sentence) or _WHOLE.search(told.sentence):
                continue
            meant = _meant(asked, _about(told))
            if meant and not any(_is(told, each) for each in meant):
                found = told.mention.words.replace(NBSP, " ")
                yield _finding(words(text, told.start, told.end), found, meant[0])


def _is(told: Spoken, row: _Row) -> bool:
    amount = Decimal(row.amount or 0) / 100
    return says(told.mention, amount / told.mention.unit.kronor)


def _finding(where: Cell, found: str, row: _Row) -> Finding:
    assert row.amount is not None
    fund = isinstance(row, CompetenceFund)
    against = format_money_plain(row.amount, MoneyUnit.KRONOR if fund else MoneyUnit.MILLIONS)
    message = f"Texten säger {found} om ”{row.text}”, men det begärda beloppet är {against}."
    return Finding(Severity.ERROR, message, (where, cell(row, "amount")), found, against)


RULES = (asked_otherwise,)
