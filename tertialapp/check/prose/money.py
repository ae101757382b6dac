"""The amounts of the economy that prose speaks of, by what is named and by what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from tertialapp.check.findings import Cell, cell
from tertialapp.check.prose.subjects import Fact
from tertialapp.check.shared_tables import (
    investment_table,
    net_budget_table,
    operating_budget_table,
    result_unit_table,
    turnover_table,
)
from tertialapp.check.wording import sequence
from tertialapp.model.economy import BudgetSide
from tertialapp.model.economy_tables import (
    EconomyRow,
    EconomyTable,
    RowKind,
    closing_amount,
)
from tertialapp.model.numbers import MoneyUnit, format_money_plain
from tertialapp.model.records import Ore, Record
from tertialapp.model.report import Report
from tertialapp.model.sums import Amount, total

BOARD = ""
"""The subject of what is said of the board as a whole."""


class Said(StrEnum):
    """What a sentence says of an amount."""

    DEVIATION = "avvikelsen"
    DEVIATION_BEFORE = "avvikelsen före resultatöverföringar"
    DEVIATION_AFTER = "avvikelsen efter resultatöverföringar"
    BUDGET = "budgeten"
    COSTS = "kostnaderna"
    REVENUES = "intäkterna"
    REQUESTED = "begärda budgetjusteringar"
    CHANGE = "förändringen"
    FORECAST = "prognosen"
    INVESTMENT_BUDGET = "investeringsbudgeten"
    INVESTMENT_FORECAST = "prognosen för investeringar"
    WITHDRAWAL = "uttaget ur fonder"
    OPENING = "ingående fond"
    CLOSING = "fonden till nästa år"
    TURNOVER = "omslutningen"


class Account(Struct, frozen=True):
    """Something with amounts: a business area, a result unit or group, an investment, or the board.

    ``names`` are what it is called, each as the stems of its words; ``said`` is what it has amounts of.
    """

    key: str
    name: str
    names: frozenset[tuple[str, ...]]
    said: frozenset[Said]


Amounts = Mapping[Said, tuple[Fact, ...]]


def accounts(report: Report, period_id: str) -> tuple[tuple[Account, Amounts], ...]:
    """The accounts of a report with their amounts of a period; the board is first."""
    return tuple(_Accounts(report, period_id).made())


class _Accounts:
    def __init__(self, report: Report, period_id: str) -> None:
        self.report = report
        self.period_id = period_id
        self.facts: dict[str, dict[Said, list[Fact]]] = {}

    def made(self) -> Iterator[tuple[Account, Amounts]]:
        self._board()
        self._areas()
        self._result_units()
        self._investments()
        self._requested()
        names = {BOARD: ("nämnden", frozenset[tuple[str, ...]]()), **self._names()}
        for key, facts in self.facts.items():
            name, called = names[key]
            amounts = {said: tuple(each) for said, each in facts.items()}
            yield Account(key, name, called, frozenset(amounts)), amounts

    def _names(self) -> dict[str, tuple[str, frozenset[tuple[str, ...]]]]:
        report = self.report
        called: dict[str, tuple[str, ...]] = {
            area.id: (area.name, *area.aliases) for area in report.business_areas.values()
        }
        for group in report.result_unit_groups.values():
            if group.area_id in called:
                called[group.area_id] = (*called[group.area_id], group.name)
        called |= {unit.id: (unit.name,) for unit in report.result_units.values()}
        called |= {each.id: (each.name,) for each in report.investments.values()}
        for section in report.sections.values():
            if section.subject_id in report.investments:
                assert section.subject_id is not None
                called[section.subject_id] = (*called[section.subject_id], section.title)
        return {
            key: (names[0], frozenset(sequence(name) for name in names))
            for key, names in called.items()
        }

    def _tell(self, key: str, said: Said, amount: Amount, where: Cell | None) -> None:
        if amount is not None and where is not None:
            fact = Fact(said.value, Decimal(amount) / 100, where, _printed(amount))
            self.facts.setdefault(key, {}).setdefault(said, []).append(fact)

    def _row(
        self, key: str, table: EconomyTable, row: EconomyRow, said: Mapping[str, Said]
    ) -> None:
        anchor = next((each.source for each in row.cells if each.source), None)
        for column, each in zip(table.columns, row.cells, strict=True):
            if column.key in said:
                source = each.source or anchor
                where = cell(source.record, source.field) if source else self._anywhere()
                self._tell(key, said[column.key], each.amount, where)

    def _anywhere(self) -> Cell:
        """Where a computed total is shown: it is kept nowhere."""
        return cell(self.report.operating_budget(BudgetSide.COSTS, self.period_id), "forecast")

    def _board(self) -> None:
        table = operating_budget_table(self.report, self.period_id)
        net, costs, revenues, before, opening, closing, after = table.rows
        columns = {
            "budget": Said.BUDGET,
            "requested": Said.REQUESTED,
            "change": Said.CHANGE,
            "forecast": Said.FORECAST,
        }
        self._row(BOARD, table, net, columns)
        self._row(BOARD, table, costs, {"budget": Said.COSTS})
        self._row(BOARD, table, revenues, {"budget": Said.REVENUES})
        where = self._anywhere()
        for said, row in (
            (Said.DEVIATION_BEFORE, before),
            (Said.OPENING, opening),
            (Said.CLOSING, closing),
            (Said.DEVIATION_AFTER, after),
        ):
            self._tell(BOARD, said, row.cells[-1].amount, where)
        withdrawn = total((opening.cells[-1].amount, closing.cells[-1].amount))
        self._tell(BOARD, Said.WITHDRAWAL, withdrawn, where)
        turnover = turnover_table(self.report, self.period_id)
        self._tell(BOARD, Said.TURNOVER, turnover.rows[-1].cells[0].amount, where)
        for row in turnover.rows:
            if row.subject_id:
                self._row(row.subject_id, turnover, row, {"costs": Said.TURNOVER})

    def _areas(self) -> None:
        table = net_budget_table(self.report, self.period_id)
        columns = {
            "budget": Said.BUDGET,
            "requested": Said.REQUESTED,
            "change": Said.CHANGE,
            "forecast_before": Said.FORECAST,
            "forecast_after": Said.FORECAST,
            "deviation": Said.DEVIATION_AFTER,
        }
        keys = [column.key for column in table.columns]
        before, after = keys.index("forecast_before"), keys.index("forecast_after")
        for row in table.rows:
            key = row.subject_id or (BOARD if row.kind is RowKind.TOTAL else None)
            if key is None:
                continue
            self._row(key, table, row, columns if key else {"forecast_after": Said.FORECAST})
            moved = total((row.cells[before].amount, _negative(row.cells[after].amount)))
            deviation = total((row.cells[-1].amount, _negative(moved)))
            source = row.cells[before].source
            where = cell(source.record, source.field) if source else None
            self._tell(key, Said.DEVIATION_BEFORE, deviation, where)
            if moved:
                self._tell(key, Said.WITHDRAWAL, moved, where)

    def _result_units(self) -> None:
        table = result_unit_table(self.report, self.period_id)
        for row in table.rows:
            if row.kind is not RowKind.NORMAL or row.subject_id is None:
                continue
            said = {
                "gross_budget": Said.BUDGET,
                "opening": Said.OPENING,
                "result": Said.DEVIATION,
                "closing_override": Said.CLOSING,
            }
            self._row(row.subject_id, table, row, said)
            value = self.report.result_unit_value(row.subject_id, self.period_id)
            closing = closing_amount(self.report, value)
            taken = total((value.opening, _negative(closing)))
            self._tell(row.subject_id, Said.WITHDRAWAL, taken, cell(value, "opening"))

    def _investments(self) -> None:
        table = investment_table(self.report, self.period_id)
        said = {
            "budget": Said.INVESTMENT_BUDGET,
            "forecast": Said.INVESTMENT_FORECAST,
            "requested": Said.REQUESTED,
        }
        for row in table.rows:
            self._row(row.subject_id or BOARD, table, row, said)

    def _requested(self) -> None:
        report = self.report
        rows: list[tuple[Record, Amount]] = [
            (row, row.amount) for row in report.budget_adjustments_of(self.period_id)
        ]
        for row, amount in rows:
            self._tell(BOARD, Said.REQUESTED, amount, cell(row, "amount"))
        funds = report.competence_funds_of(self.period_id)
        whole = total(row.amount for row in funds)
        if funds:
            self._tell(BOARD, Said.REQUESTED, whole, cell(funds[0], "amount"))


def _negative(amount: Amount) -> Amount:
    return None if amount is None else Ore(-amount)


def _printed(amount: Ore) -> str:
    return format_money_plain(amount, MoneyUnit.MILLIONS)
