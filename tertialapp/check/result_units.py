"""The result units' funds: what goes in and out, and within which limits."""

from __future__ import annotations

from collections.abc import Iterator

from tertialapp.check.amounts import in_print
from tertialapp.check.findings import Cell, Finding, Severity, cell, setting
from tertialapp.check.rules import rule
from tertialapp.model import sums
from tertialapp.model.carried import annual_before
from tertialapp.model.economy import ResultUnitValue
from tertialapp.model.economy_tables import closing_amount
from tertialapp.model.numbers import MoneyUnit, format_number
from tertialapp.model.records import Ore
from tertialapp.model.report import Report
from tertialapp.model.sums import Amount

UNITS = "result_unit_group result_unit result_unit_value"


def _values(report: Report, period_id: str) -> Iterator[tuple[str, ResultUnitValue]]:
    """The units in use, by number and name."""
    for group in report.result_unit_groups_in_order():
        for unit in report.units_of(group.id):
            value = report.result_unit_value(unit.id, period_id)
            amounts = (value.opening, value.result, value.closing_override)
            if any(amount is not None for amount in amounts):
                yield f"{unit.number} {unit.name}".strip(), value


def _tkr(amount: Ore) -> str:
    return in_print(amount, MoneyUnit.THOUSANDS)


@rule(
    "withdrawal-limit",
    "Ett uttag ur fonden håller sig inom gränsen eller har ett skäl",
    reason="Reglerna tillåter ett begränsat uttag per år (fem procent av bruttobudgeten). Mer kräver ett beslut.",
    example="558 Servicehuset tar ut 903 tkr, men fem procent av bruttobudgeten är 384 tkr. Skriv skälet.",
    reads=UNITS,
)
def withdrawal_limit(report: Report, period_id: str) -> Iterator[Finding]:
    """A withdrawal above the permitted share needs a reason (R12)."""
    limit = report.setup.withdrawal_ceiling
    for name, value in _values(report, period_id):
        taken = sums.withdrawal(value.opening, closing_amount(report, value))
        over = sums.over_limit(taken, value.gross_budget, limit)
        permitted = sums.share_of(value.gross_budget, limit)
        if taken is None or permitted is None or not over or value.explained:
            continue
        message = (
            f"{name} tar ut {_tkr(taken)}, men {format_number(limit)} procent av bruttobudgeten är "
            f"{_tkr(permitted)}. Skriv skälet vid fonden till nästa år."
        )
        cells = _cells(value, "closing_reason", "closing_override", "opening", "gross_budget")
        yield Finding(Severity.WARNING, message, cells, _tkr(taken), _tkr(permitted))


def _cells(value: ResultUnitValue, *fields: str) -> tuple[Cell, ...]:
    return tuple(cell(value, field) for field in fields)


@rule(
    "closing-fund",
    "Fonden till nästa år följer av fonden från förra året och årets resultat",
    reason="En fond som satts till något annat ska förklaras: vem som täcker skillnaden, och varför.",
    example="558 Servicehuset: fonden är satt till 767 tkr men ingående fond och resultat ger −5 730 tkr.",
    reads=UNITS,
)
def closing_fund(report: Report, period_id: str) -> Iterator[Finding]:
    """A closing fund that was set otherwise than computed needs a reason (R10, R11)."""
    for name, value in _values(report, period_id):
        ceiling = report.setup.fund_ceiling
        stated = value.closing_override
        computed = sums.closing_fund(value.opening, value.result, value.gross_budget, ceiling)
        if stated is None or value.explained:
            continue
        found, against = _tkr(stated), "" if computed is None else _tkr(computed)
        if found != against:
            from_what = (
                f"men ingående fond och resultat ger {against}"
                if against
                else "men varken ingående fond eller resultat är ifyllt"
            )
            message = (
                f"{name}: fonden till nästa år är satt till {found}, {from_what}. "
                f"{_who_covers(value)}Skriv skälet."
            )
            cells = _cells(value, "closing_override", "closing_reason", "opening", "result")
            yield Finding(Severity.WARNING, message, cells, found, against)


def _who_covers(value: ResultUnitValue) -> str:
    covered = sums.covered_by_board(value.opening, value.result, value.closing_override)
    return f"Nämnden täcker {_tkr(covered)}. " if covered else ""


@rule(
    "fund-cut",
    "Det som inte ryms i fonden stannar hos nämnden",
    reason="Fonden får vara högst tio procent av bruttobudgeten. Enheten bör få veta vad den inte får behålla.",
    example="301 Norra förskolorna: 250 tkr ryms inte under taket på tio procent och stannar hos nämnden.",
    reads=UNITS,
)
def fund_cut(report: Report, period_id: str) -> Iterator[Finding]:
    """The ceiling cuts a fund by an amount that shows in print (R11)."""
    ceiling = report.setup.fund_ceiling
    for name, value in _values(report, period_id):
        computed = sums.closing_fund(value.opening, value.result, value.gross_budget, ceiling)
        cut = sums.moved_to_fund(value.opening, value.result, computed)
        if cut and value.closing_override is None and cut >= sums.last_place(MoneyUnit.THOUSANDS):
            message = (
                f"{name}: {_tkr(cut)} ryms inte under taket på {format_number(ceiling)} procent av "
                "bruttobudgeten och stannar hos nämnden."
            )
            cells = _cells(value, "result", "opening", "gross_budget")
            yield Finding(Severity.NOTE, message, cells, _tkr(cut), format_number(ceiling))


@rule(
    "all-at-ceiling",
    "Alla fonder ligger inte exakt på taket",
    reason="Står varje fond på taket är resultatet troligen räknat baklänges från taket och ingen prognos.",
    example="Alla 7 resultatenheter har en fond på exakt tio procent av bruttobudgeten.",
    reads=UNITS,
)
def all_at_ceiling(report: Report, period_id: str) -> Iterator[Finding]:
    """Every closing fund equals its ceiling."""
    values = [value for _, value in _values(report, period_id)]
    at_ceiling = [value for value in values if _at_ceiling(report, value)]
    if len(values) > 2 and len(at_ceiling) == len(values):
        share = format_number(report.setup.fund_ceiling)
        message = (
            f"Alla {len(values)} resultatenheter har en fond på exakt {share} procent av bruttobudgeten. "
            "Är resultatet en prognos, eller räknat från taket?"
        )
        cells = tuple(cell(value, "result") for value in values)
        yield Finding(Severity.NOTE, message, cells, str(len(values)), share)


def _at_ceiling(report: Report, value: ResultUnitValue) -> bool:
    closing = closing_amount(report, value)
    limit = sums.share_of(value.gross_budget, report.setup.fund_ceiling)
    return None not in (closing, limit) and _same_print(closing, limit)


def _same_print(one: Amount, other: Amount) -> bool:
    return one is not None and other is not None and _tkr(one) == _tkr(other)


@rule(
    "opening-fund",
    "Fonden från förra året är den som verksamhetsberättelsen stängde med",
    reason="Fonden följer med från bokslutet. Skiljer den sig har någon av rapporterna fel siffra.",
    example="301 Norra förskolorna: fonden från förra året är 6 138 tkr men VB 2024 stängde med 6 183 tkr.",
    reads=UNITS,
)
def opening_fund(report: Report, period_id: str) -> Iterator[Finding]:
    """The opening fund is last year's closing one, where the file has it."""
    before = annual_before(report, report.periods[period_id])
    if before is None:
        return
    for name, value in _values(report, period_id):
        closed = closing_amount(report, report.result_unit_value(value.unit_id, before.id))
        if closed is not None and value.opening is not None:
            found, against = _tkr(value.opening), _tkr(closed)
            if found != against:
                message = f"{name}: fonden från förra året är {found} men {before.id} stängde med {against}."
                repair = setting(f"Ändra till {against}", cell(value, "opening"), closed)
                cells = _cells(value, "opening")
                yield Finding(Severity.ERROR, message, cells, found, against, repair)


RULES = (withdrawal_limit, closing_fund, fund_cut, all_at_ceiling, opening_fund)
