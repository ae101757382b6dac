"""The points to decide against the records behind them, both ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from tertialapp.check.amounts import Part, Side, column_side, disagreement
from tertialapp.check.findings import Cell, Changes, Finding, Repair, Severity, cell, setting
from tertialapp.check.rules import rule
from tertialapp.check.shared_tables import investment_table, operating_budget_table, turnover_table
from tertialapp.check.wording import carrying, figure, stem
from tertialapp.model.decisions import Decision, DecisionKind
from tertialapp.model.economy import AdjustmentKind, BudgetAdjustment, CompetenceFund
from tertialapp.model.frame import SectionKind
from tertialapp.model.numbers import MoneyUnit, format_money_plain
from tertialapp.model.places import first_of_kind
from tertialapp.model.records import Ore
from tertialapp.model.report import Report

LISTS = "budget_adjustment competence_fund"
MILLIONS = MoneyUnit.MILLIONS


def _subject(report: Report, point: Decision) -> BudgetAdjustment | CompetenceFund | None:
    key = point.subject_id or ""
    return report.budget_adjustments.get(key) or report.competence_funds.get(key)


def _plain(amount: Ore, kind: DecisionKind) -> str:
    kronor = kind is DecisionKind.COMPETENCE_FUND
    return format_money_plain(amount, MoneyUnit.KRONOR if kronor else MILLIONS)


@rule(
    "decision-amount",
    "En beslutspunkts belopp är det som begärs",
    reason="Nämnden beslutar om beloppet i punkten; det måste vara det som står i budgetjusteringarna.",
    example="Beslutspunkten säger 0,9 mnkr men budgetjusteringen är 0,8 mnkr.",
    reads=f"decision {LISTS}",
)
def decision_amount(report: Report, period_id: str) -> Iterator[Finding]:
    """A point's amount is that of the adjustment or fund behind it (R17)."""
    for point in report.decisions_of(period_id):
        subject = _subject(report, point)
        if subject is None or subject.amount is None or point.amount == subject.amount:
            continue
        what = "medlen är" if isinstance(subject, CompetenceFund) else "budgetjusteringen är"
        found = "inget belopp" if point.amount is None else _plain(point.amount, point.kind)
        against = _plain(subject.amount, point.kind)
        message = f"Beslutspunkten säger {found} men {what} {against}."
        cells = (cell(point, "amount"), cell(subject, "amount"))
        repair = setting(f"Ändra beslutspunkten till {against}", cells[0], subject.amount)
        yield Finding(Severity.ERROR, message, cells, found, against, repair)


_AMOUNT = re.compile(r"(?<![\d,])(\d[\d\s]*(?:,\d+)?)\s*(mnkr|miljoner kronor|tkr|kronor|kr)\b")
_UNITS = {
    "mnkr": MILLIONS,
    "miljoner kronor": MILLIONS,
    "tkr": MoneyUnit.THOUSANDS,
    "kr": MoneyUnit.KRONOR,
    "kronor": MoneyUnit.KRONOR,
}


def _amount(said: re.Match[str]) -> Decimal:
    return figure(said[1]) * _UNITS[said[2]].ore


@rule(
    "decision-text-amount",
    "En beslutspunkts ord har dess belopp",
    reason="Det är orden som protokollförs.",
    example="Beslutspunkten lyder på 0,9 mnkr men beloppet är 0,8 mnkr.",
    reads="decision",
)
def decision_text_amount(report: Report, period_id: str) -> Iterator[Finding]:
    """The amount in the words of a point is the point's amount."""
    for point in report.decisions_of(period_id):
        said = list(_AMOUNT.finditer(point.text))
        if (
            point.amount is None
            or not said
            or point.amount in [int(_amount(each)) for each in said]
        ):
            continue
        found, against = said[0][0], _plain(point.amount, point.kind)
        message = f"Beslutspunkten lyder på {found} men beloppet är {against}."
        cells = (_stretch(point, *said[0].span()), cell(point, "amount"))
        repair = _rewriting(f"Skriv {against} i texten", point, found, against)
        yield Finding(Severity.ERROR, message, cells, found, against, repair)


def _stretch(point: Decision, start: int, end: int) -> Cell:
    return Cell("decision", point.id, "text", start, end)


def _rewriting(label: str, point: Decision, found: str, put: str) -> Repair:
    def changes(report: Report) -> Changes:
        now = report.decisions.get(point.id)
        if now is None:
            return {}
        return {"decision": {point.id: replace(now, text=now.text.replace(found, put, 1))}}

    return Repair(label, changes)


@rule(
    "turnover-decision",
    "Beslutet om omslutningar har tabellens summa",
    reason="Nämnden anmäler summan av omslutningsförändringarna.",
    example="Beslutspunktens omslutningar är 32,3 mnkr men tabellens summa 31,9 mnkr.",
    reads="decision business_area turnover_change stated_total",
)
def turnover_decision(report: Report, period_id: str) -> Iterator[Finding]:
    """The reported turnover changes are the table's sum (R9)."""
    summed = column_side("tabellens summa", turnover_table(report, period_id), "costs")
    for point in report.decisions_of(period_id):
        if point.kind is DecisionKind.TURNOVER and summed.amount is not None:
            parts = (Part(cell(point, "amount"), point.amount),)
            decided = Side("Beslutspunktens omslutningar", parts)
            for found in disagreement(decided, summed, MILLIONS):
                label = f"Ändra beslutspunkten till {_plain(summed.amount, point.kind)}"
                yield replace(found, repair=setting(label, found.cells[0], summed.amount))


@rule(
    "requested",
    "Begärda budgetjusteringar är summan av dem som räknas upp",
    reason="Tabellens kolumn och listan säger samma sak på två ställen.",
    example="Investeringarnas begärda budgetjusteringar är 4,7 mnkr men listan 4,6 mnkr.",
    reads="business_area net_budget operating_budget investment investment_value stated_total "
    "budget_adjustment result_unit_group result_unit result_unit_value",
)
def requested(report: Report, period_id: str) -> Iterator[Finding]:
    """What is asked for stands in the list and in the table's column (R17)."""
    rows = report.budget_adjustments_of(period_id)
    for kind, table, words in (
        (AdjustmentKind.OPERATING, operating_budget_table(report, period_id), "Driftbudgetens"),
        (AdjustmentKind.INVESTMENT, investment_table(report, period_id), "Investeringarnas"),
    ):
        listed = tuple(Part(cell(row, "amount"), row.amount) for row in rows if row.kind is kind)
        in_table = column_side(f"{words} begärda budgetjusteringar", table, "requested")
        if not any(row.amount is None for row in rows if row.kind is kind):
            yield from disagreement(in_table, Side("listan", listed), MILLIONS)


@rule(
    "undecided",
    "Det som begärs har en beslutspunkt",
    reason="Utan en punkt i förslaget till beslut har nämnden inte begärt något.",
    example="Budgetjusteringen 0,8 mnkr (räcken på bryggan) har ingen beslutspunkt.",
    reads=f"decision {LISTS}",
)
def undecided(report: Report, period_id: str) -> Iterator[Finding]:
    """Every adjustment and fund has a point, and every point that needs a record has one (R17)."""
    points = report.decisions_of(period_id)
    subjects = {point.subject_id for point in points}
    rows: tuple[BudgetAdjustment | CompetenceFund, ...] = (
        *report.budget_adjustments_of(period_id),
        *report.competence_funds_of(period_id),
    )
    for row in rows if points else ():
        if row.id not in subjects:
            fund = isinstance(row, CompetenceFund)
            kind = DecisionKind.COMPETENCE_FUND if fund else DecisionKind.BUDGET_ADJUSTMENT
            amount = "" if row.amount is None else f" {_plain(row.amount, kind)}"
            what = "Kompetensutvecklingsmedlen" if fund else "Budgetjusteringen"
            message = f"{what}{amount} ({row.text}) har ingen beslutspunkt."
            cells = (cell(row, "text"), cell(row, "amount"))
            yield Finding(Severity.ERROR, message, cells, row.text, amount)
    tied = (
        DecisionKind.TARGET_CHANGE,
        DecisionKind.BUDGET_ADJUSTMENT,
        DecisionKind.COMPETENCE_FUND,
    )
    for point in points:
        if point.kind in tied and point.subject_id is None:
            message = "Beslutspunkten hör inte till någon rad i rapporten."
            yield Finding(Severity.WARNING, message, (cell(point, "subject_id"),), point.text)


@rule(
    "funds-without-section",
    "Kompetensutvecklingsmedlen redovisas i ekonomidelen",
    reason="Det som nämnden ansöker om ska gå att läsa i rapporten, inte bara i beslutet.",
    example="Beslutspunkterna ansöker om 2 236 125 kr kompetensutvecklingsmedel, men inget avsnitt redovisar dem.",
    reads="decision competence_fund section",
)
def funds_without_section(report: Report, period_id: str) -> Iterator[Finding]:
    """Competence funds that are applied for but shown nowhere in the economy part."""
    funds = report.competence_funds_of(period_id)
    if not funds or first_of_kind(report, SectionKind.COMPETENCE_FUNDS) is not None:
        return
    points = [p for p in report.decisions_of(period_id) if p.kind is DecisionKind.COMPETENCE_FUND]
    amount = _plain(Ore(sum(fund.amount or 0 for fund in funds)), DecisionKind.COMPETENCE_FUND)
    message = (
        f"Beslutspunkterna ansöker om {amount} kompetensutvecklingsmedel, "
        "men inget avsnitt i ekonomidelen redovisar dem."
    )
    cells = tuple(cell(row, "amount") for row in (*points, *funds))
    yield Finding(Severity.ERROR, message, cells, amount)


@rule(
    "decision-words",
    "En beslutspunkt och dess budgetjustering säger samma sak",
    reason="Saknas ett ord i det ena vet ingen vad pengarna ska gå till.",
    example="Budgetjusteringen saknar ord som står i beslutspunkten: ”tallar”.",
    reads=f"decision {LISTS}",
)
def decision_words(report: Report, period_id: str) -> Iterator[Finding]:
    """The words of a point and of its record are the same, but for what all points say.

    Those that follow a template have their record's words.
    """
    written = [point for point in report.decisions_of(period_id) if not point.generated]
    pairs = [(point, subject) for point in written if (subject := _subject(report, point))]
    spoken = Counter(word for point, _ in pairs for word in carrying(point.text))
    listed = frozenset(word for _, subject in pairs for word in carrying(_told(subject)))
    for point, subject in pairs:
        here, there = carrying(point.text), carrying(_told(subject))
        own = [word for word in here if word in listed or spoken[word] == 1 < len(pairs)]
        for words_of, others, name, holder in (
            (own, there, "Budgetjusteringen", "beslutspunkten"),
            (there, here, "Beslutspunkten", "budgetjusteringen"),
        ):
            missing = [word for word in words_of if stem(word) not in map(stem, others)]
            if missing:
                quoted = ", ".join(f"”{word}”" for word in missing)
                message = f"{name} saknar ord som står i {holder}: {quoted}."
                known = words_of is own and any(word in listed for word in missing)
                severity = Severity.WARNING if known else Severity.NOTE
                cells = (cell(point, "text"), cell(subject, "text"))
                yield Finding(severity, message, cells, quoted, holder)


def _told(subject: BudgetAdjustment | CompetenceFund) -> str:
    return f"{subject.text} {subject.unit}" if isinstance(subject, CompetenceFund) else subject.text


RULES = (
    decision_amount,
    decision_text_amount,
    turnover_decision,
    requested,
    undecided,
    funds_without_section,
    decision_words,
)
