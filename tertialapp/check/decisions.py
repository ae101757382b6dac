"""The points to decide against the records behind them, both ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tertialapp.check.amounts import Part, Side, column_side, disagreement, row_parts
from tertialapp.check.findings import Cell, Finding, Repair, Severity, cell, setting
from tertialapp.check.indicator_rows import INDICATORS, IndicatorRow
from tertialapp.check.rules import rule
from tertialapp.check.wording import carrying, same_words, stem
from tertialapp.model.decisions import Decision, DecisionKind
from tertialapp.model.economy import AdjustmentKind, BudgetAdjustment, CompetenceFund
from tertialapp.model.economy_tables import (
    RowKind,
    investment_table,
    operating_budget_table,
    turnover_table,
)
from tertialapp.model.figures import print_figure
from tertialapp.model.frame import SectionKind, TextPart
from tertialapp.model.numbers import MoneyUnit, format_money_plain
from tertialapp.model.places import first_of_kind
from tertialapp.model.records import Ore
from tertialapp.model.relations import worse
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
    return _number(said[1]) * _UNITS[said[2]].ore


def _number(digits: str) -> Decimal:
    return Decimal(re.sub(r"\s", "", digits).replace(",", "."))


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
    return setting(label, cell(point, "text"), point.text.replace(found, put, 1))


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
        column = tuple(
            part
            for row in table.rows
            if row.kind is RowKind.NORMAL
            for part in row_parts(table, row, "requested")
        )
        listed = tuple(Part(cell(row, "amount"), row.amount) for row in rows if row.kind is kind)
        in_table = Side(f"{words} begärda budgetjusteringar", column)
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
    """The words of a point and of its record are the same, but for what all points say."""
    pairs = [(p, s) for p in report.decisions_of(period_id) if (s := _subject(report, p))]
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


# -- changed targets -------------------------------------------------------------------------------


def _changes(report: Report, period_id: str) -> Iterator[tuple[Decision, IndicatorRow]]:
    for point in report.decisions_of(period_id):
        indicator = report.indicators.get(point.subject_id or "")
        if point.kind is DecisionKind.TARGET_CHANGE and indicator is not None:
            value = report.indicator_value(indicator.id, period_id)
            yield point, IndicatorRow(indicator, value, report.periods[period_id])


@rule(
    "decided-target",
    "Ett beslutat årsmål är det som står i tabellen",
    reason="Beslutet ändrar årsmålet till just det värde som indikatorn sedan mäts mot.",
    example="Beslutspunkten ändrar årsmålet till 90 % men indikatorns årsmål är 91 %.",
    reads=f"decision {INDICATORS}",
)
def decided_target(report: Report, period_id: str) -> Iterator[Finding]:
    """A decided target stands in the table, and as the council's where the point says so (R32)."""
    for point, row in _changes(report, period_id):
        if point.new_target is None:
            continue
        decided = print_figure(row.indicator, point.new_target)
        as_council = "kommunfullmäktiges årsmål" in point.text.casefold()
        as_council |= "kommunfullmäktiges" in point.text.casefold() and "i nivå" in point.text
        for field, name, due in (
            ("target", "indikatorns årsmål", True),
            ("council_target", "kommunfullmäktiges", as_council),
        ):
            figure: Decimal | None = getattr(row.value, field)
            if due and figure != point.new_target:
                shown = row.shown(field) or "tomt"
                message = f"Beslutspunkten ändrar årsmålet till {decided} men {name} är {shown}."
                cells = (*row.cells(field), cell(point, "new_target"))
                repair = setting(f"Ändra årsmålet till {decided}", cells[0], point.new_target)
                fits = repair if field == "target" else None
                yield Finding(Severity.ERROR, message, cells, shown, decided, fits)


@rule(
    "decision-text-target",
    "En beslutspunkts ord har de årsmål som den ändrar",
    reason="Det är orden som protokollförs.",
    example="Beslutspunkten nämner inte det nya årsmålet 90.",
    reads=f"decision {INDICATORS}",
)
def decision_text_target(report: Report, period_id: str) -> Iterator[Finding]:
    """Old and new target stand in the words of the point that changes them."""
    for point, row in _changes(report, period_id):
        numbers = set(_numbers(point.text))
        for field, which in (("old_target", "gamla"), ("new_target", "nya")):
            figure: Decimal | None = getattr(point, field)
            if figure is not None and figure not in numbers:
                shown = print_figure(row.indicator, figure)
                message = f"Beslutspunkten nämner inte det {which} årsmålet {shown}."
                cells = (cell(point, "text"), cell(point, field))
                yield Finding(Severity.ERROR, message, cells, "", shown)


def _numbers(text: str) -> Iterator[Decimal]:
    for said in re.findall(r"\d{1,3}(?:\s\d{3})+(?:,\d+)?|\d+(?:,\d+)?", text):
        yield _number(said)


@rule(
    "change-unexplained",
    "Ett ändrat årsmål förklaras vid indikatorn",
    reason="Den som läser tabellen ska se att årsmålet är ett annat än det beslutade, och varför.",
    example="Årsmålet ändras från 1 250 till 1 275, men indikatorn saknar analys.",
    reads=f"decision {INDICATORS} text",
)
def change_unexplained(report: Report, period_id: str) -> Iterator[Finding]:
    """A changed target has an analysis that names the old and the new value."""
    for point, row in _changes(report, period_id):
        if point.old_target is None or point.new_target is None:
            continue
        text = report.text(row.indicator.id, period_id, TextPart.ANALYSIS)
        told = set(_numbers(text.body))
        targets = (point.old_target, point.new_target)
        missing = [figure for figure in targets if figure not in told]
        if missing:
            old, new = (print_figure(row.indicator, figure) for figure in targets)
            lacks = ", ".join(print_figure(row.indicator, figure) for figure in missing)
            what = f"nämner inte {lacks}" if text.body.strip() else "saknas"
            message = f"Årsmålet ändras från {old} till {new}, men indikatorns analys {what}."
            cells = (cell(text, "body"), cell(point, "new_target"), cell(point, "old_target"))
            yield Finding(Severity.WARNING, message, cells, lacks, f"{old}, {new}")


@rule(
    "decision-names-indicator",
    "En beslutspunkt kallar indikatorn vid dess namn",
    reason="Namnet är det enda som binder beslutet till raden i tabellen för den som läser på papper.",
    example="Beslutspunkten har inte indikatorns namn ”Andel brukare som är nöjd med sin insats”.",
    reads=f"decision {INDICATORS}",
)
def decision_names_indicator(report: Report, period_id: str) -> Iterator[Finding]:
    """The indicator's name stands in the point that changes its target."""
    for point, row in _changes(report, period_id):
        if same_words(row.indicator.name) not in same_words(point.text):
            message = f"Beslutspunkten har inte indikatorns namn ”{row.indicator.name}”."
            cells = (cell(point, "text"), cell(row.indicator, "name"))
            yield Finding(Severity.NOTE, message, cells, point.text, row.indicator.name)


@rule(
    "lowered-and-met",
    "Ett sänkt årsmål som redan är nått pekas ut",
    reason="Sänkningen gör en miss till en träff. Nämnden bör veta det när den beslutar.",
    example="Det sänkta årsmålet 80 % nåddes redan förra året (81 %), det gamla 85 % gjorde det inte.",
    reads=f"decision {INDICATORS}",
)
def lowered_and_met(report: Report, period_id: str) -> Iterator[Finding]:
    """Last year's outcome missed the old target and meets the new, lower one."""
    for point, row in _changes(report, period_id):
        old, new, last = point.old_target, point.new_target, row.value.last_year
        weaker = worse(row.indicator, new, old) and worse(row.indicator, last, old)
        if weaker and last is not None and not worse(row.indicator, last, new):
            shown = [print_figure(row.indicator, figure) for figure in (new, old) if figure]
            message = (
                f"Det sänkta årsmålet {shown[0]} nåddes redan förra året ({row.shown('last_year')}), "
                f"det gamla {shown[1]} gjorde det inte."
            )
            cells = (
                *(cell(point, f) for f in ("new_target", "old_target")),
                *row.cells("last_year"),
            )
            against = f"{shown[1]}, {row.shown('last_year')}"
            yield Finding(Severity.NOTE, message, cells, shown[0], against)


RULES = (
    decision_amount,
    decision_text_amount,
    turnover_decision,
    requested,
    undecided,
    funds_without_section,
    decision_words,
    decided_target,
    decision_text_target,
    change_unexplained,
    decision_names_indicator,
    lowered_and_met,
)
