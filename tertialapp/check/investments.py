"""Planned investments against the investment table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from tertialapp.check.amounts import Part, Side, disagreement, in_print
from tertialapp.check.findings import Finding, Severity, cell, setting
from tertialapp.check.rules import rule
from tertialapp.model.economy import Investment, InvestmentValue
from tertialapp.model.frame import Section, SectionKind
from tertialapp.model.numbers import NBSP, MoneyUnit, format_money_plain, parse_money
from tertialapp.model.records import Ore
from tertialapp.model.report import Report

_HEADED = re.compile(r"(\d[\d\s]*(?:,\d+)?)\s*mnkr", re.IGNORECASE)
PLANNED = "section investment investment_value planned_investment"


def _sections(report: Report) -> Iterator[tuple[Section, Investment]]:
    for section in report.sections.values():
        investment = report.investments.get(section.subject_id or "")
        if section.kind is SectionKind.PLANNED_INVESTMENTS and investment is not None:
            yield section, investment


def _listed(report: Report, period_id: str, section: Section) -> tuple[Part, ...]:
    """The amounts of a section's projects; none when any of them is not known."""
    rows = report.planned_investments_of(section.id, period_id)
    parts = tuple(Part(cell(row, "amount"), row.amount) for row in rows)
    return () if any(part.amount is None for part in parts) else parts


@rule(
    "planned-sum",
    "Planerade investeringar summerar till sin rad i tabellen",
    reason="Projekten är vad raden består av.",
    example="Trygghetsinvesteringar: budget är 4,7 mnkr men projekten 4,8 mnkr.",
    reads=PLANNED,
)
def planned_sum(report: Report, period_id: str) -> Iterator[Finding]:
    """The projects under an investment are its budget (R16)."""
    for section, investment in _sections(report):
        listed = _listed(report, period_id, section)
        value = report.investment_value(investment.id, period_id)
        budget = Side(f"{investment.name}: budget", (Part(cell(value, "budget"), value.budget),))
        if listed:
            yield from disagreement(budget, Side("projekten", listed), MoneyUnit.MILLIONS)


@rule(
    "planned-heading",
    "Beloppet i rubriken är tabellens",
    reason="Ett belopp som skrivs i en rubrik ändras inte när tabellen gör det.",
    example="Rubriken ”Nycklade medel 14,1 mnkr” är 14,1 mnkr men tabellens budget 14,3 mnkr.",
    reads=PLANNED,
)
def planned_heading(report: Report, period_id: str) -> Iterator[Finding]:
    """An amount in the heading of planned investments is the table's (R16)."""
    for section, investment in _sections(report):
        said = _HEADED.search(section.title)
        if said is not None:
            value = report.investment_value(investment.id, period_id)
            amount = parse_money(said[1], MoneyUnit.MILLIONS)
            heading = Side(f"Rubriken ”{section.title}”", (Part(cell(section, "title"), amount),))
            budget = Side("tabellens budget", (Part(cell(value, "budget"), value.budget),))
            for found in disagreement(heading, budget, MoneyUnit.MILLIONS):
                now = f"{found.against}{NBSP}mnkr"
                title = section.title.replace(said[0], now)
                repair = setting(f"Skriv {now} i rubriken", found.cells[0], title)
                yield replace(found, repair=repair)


@rule(
    "planned-without-amount",
    "Varje planerat projekt har ett belopp",
    reason="Utan belopp går listan inte att stämma av mot tabellen.",
    example="Projektet saknar belopp, så listan går inte att stämma av mot tabellen.",
    reads=PLANNED,
)
def planned_without_amount(report: Report, period_id: str) -> Iterator[Finding]:
    """A project without an amount, under an investment that has one."""
    for section, _ in _sections(report):
        for row in report.planned_investments_of(section.id, period_id):
            if row.amount is None:
                message = "Projektet saknar belopp, så listan går inte att stämma av mot tabellen."
                yield Finding(Severity.NOTE, message, (cell(row, "amount"),), "", row.text)


@rule(
    "forecast-without-plan",
    "En investering med prognos har planerade projekt",
    reason="Nämnden vill veta vad pengarna ska gå till.",
    example="Reinvesteringar har prognosen 14,1 mnkr men inga planerade projekt.",
    reads=PLANNED,
)
def forecast_without_plan(report: Report, period_id: str) -> Iterator[Finding]:
    """An investment with a forecast but no section of planned investments, where others have one."""
    planned = {investment.id for _, investment in _sections(report)}
    for investment in report.investments_in_order() if planned else ():
        value = report.investment_value(investment.id, period_id)
        if value.forecast and not investment.machines and investment.id not in planned:
            shown = format_money_plain(value.forecast, MoneyUnit.MILLIONS)
            message = f"{investment.name} har prognosen {shown} men inga planerade projekt."
            yield Finding(Severity.NOTE, message, (cell(value, "forecast"),), shown)


@rule(
    "investment-deviation",
    "En investering håller sig nära sin budget",
    reason="En stor avvikelse beror oftast på en siffra i fel rad eller på en nolla för mycket.",
    example="Parkinvesteringar har prognosen 14,1 mnkr men budgeten 7,1 mnkr.",
    reads="investment investment_value",
)
def investment_deviation(report: Report, period_id: str) -> Iterator[Finding]:
    """A forecast half a budget, requested money included, from it; opposite rows are told elsewhere."""
    values = [report.investment_value(each, period_id) for each in report.investments]
    apart = {value.id: _budgeted(value) - (value.forecast or 0) for value in values}
    for value in values:
        if value.budget is None or value.forecast is None:
            continue
        gap, budget = apart[value.id], _budgeted(value)
        opposite = any(gap == -other for other in apart.values())
        if gap and abs(gap) * 2 >= budget and not opposite:
            name = report.investments[value.investment_id].name
            found, against = (
                in_print(each, MoneyUnit.MILLIONS) for each in (value.forecast, budget)
            )
            message = f"{name} har prognosen {found} men budgeten {against}."
            cells = tuple(cell(value, field) for field in ("forecast", "budget", "requested"))
            yield Finding(Severity.WARNING, message, cells, found, against)


def _budgeted(value: InvestmentValue) -> Ore:
    return Ore((value.budget or 0) + (value.requested or 0))


RULES = (
    investment_deviation,
    planned_sum,
    planned_heading,
    planned_without_amount,
    forecast_without_plan,
)
