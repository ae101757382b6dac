"""The grids of what is asked for and listed: adjustments, training money, projects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from tertialapp.model.economy import (
    AdjustmentKind,
    BudgetAdjustment,
    CompetenceFund,
    PlannedInvestment,
)
from tertialapp.model.numbers import MoneyUnit, format_money_exact
from tertialapp.model.records import new_id
from tertialapp.model.report import Report
from tertialapp.ui.columns.column import (
    Choice,
    Column,
    Follows,
    Sheet,
    as_text,
    required,
    with_choices,
)
from tertialapp.ui.columns.records import (
    amount_sums,
    own,
    record_sheet,
    writes,
)
from tertialapp.ui.columns.typing_forms import parse_amount, typed_money


def adjustment_sheet(section_id: str, period_id: str) -> Sheet[BudgetAdjustment]:
    """The budget adjustments listed under a section."""
    kinds = (
        Choice(AdjustmentKind.OPERATING, "Driftbudget"),
        Choice(AdjustmentKind.INVESTMENT, "Investeringsbudget"),
    )
    kind: Column[BudgetAdjustment] = Column(
        key="kind",
        title="Avser",
        read=lambda _, row: row.kind,
        write=writes("kind"),
        source=own("kind"),
    )

    def rows(report: Report) -> Sequence[BudgetAdjustment]:
        return report.budget_adjustments_of(period_id, section_id)

    sheet = record_sheet(
        "budget_adjustments",
        "budgetjustering",
        (
            _text("text", "Budgetjustering", "Vad justeringen gäller"),
            with_choices(kind, kinds),
            _amount(MoneyUnit.MILLIONS),
        ),
        rows,
        lambda key: BudgetAdjustment(
            id=new_id(),
            section_id=section_id,
            period_id=period_id,
            sort_key=key,
            kind=AdjustmentKind.OPERATING,
            text="Ny budgetjustering",
        ),
    )
    sums = amount_sums(rows, MoneyUnit.MILLIONS)
    return replace(sheet, sums=sums, follows=Follows("budget_adjustment"))


def planned_sheet(section_id: str, period_id: str) -> Sheet[PlannedInvestment]:
    """The projects listed under a section of planned investments."""

    def rows(report: Report) -> Sequence[PlannedInvestment]:
        return report.planned_investments_of(section_id, period_id)

    sheet = record_sheet(
        "planned_investments",
        "projekt",
        (_text("text", "Projekt", "Projektets namn"), _amount(MoneyUnit.MILLIONS)),
        rows,
        lambda key: PlannedInvestment(
            id=new_id(),
            section_id=section_id,
            period_id=period_id,
            sort_key=key,
            text="Nytt projekt",
        ),
    )
    sums = amount_sums(rows, MoneyUnit.MILLIONS)
    return replace(sheet, sums=sums, follows=Follows("planned_investment"))


def competence_sheet(period_id: str) -> Sheet[CompetenceFund]:
    """The training money asked for."""
    unit: Column[CompetenceFund] = Column(
        key="unit",
        title="Enhet",
        read=lambda _, row: row.unit,
        write=writes("unit"),
        source=own("unit"),
        words=_units,
    )

    def rows(report: Report) -> Sequence[CompetenceFund]:
        return report.competence_funds_of(period_id)

    sheet = record_sheet(
        "competence_funds",
        "kompetensinsats",
        (_text("text", "Insats", "Insatsens namn"), unit, _amount(MoneyUnit.KRONOR)),
        rows,
        lambda key: CompetenceFund(
            id=new_id(), period_id=period_id, sort_key=key, text="Ny insats"
        ),
    )
    sums = amount_sums(rows, MoneyUnit.KRONOR)
    return replace(sheet, sums=sums, follows=Follows("competence_fund"))


def _units(report: Report) -> list[str]:
    """The units that money has been asked for, and the result units."""
    asked = (fund.unit for fund in report.competence_funds.values())
    named = (unit.name for unit in report.result_units.values())
    return sorted({*asked, *named} - {""})


def _text(key: str, title: str, what: str) -> Column[Any]:
    return Column(
        key=key,
        title=title,
        read=lambda _, row: getattr(row, key),
        show=as_text,
        parse=required(what),
        write=writes(key),
        source=own(key),
        long=True,
        stretches=True,
    )


def _amount(unit: MoneyUnit) -> Column[Any]:
    """Amounts as they were asked for, with all their decimals: they stand in decisions too."""
    return Column(
        key="amount",
        title=f"Belopp ({unit.label})",
        read=lambda _, row: row.amount,
        show=lambda _report, _row, value: "" if value is None else format_money_exact(value, unit),
        typed=lambda _report, _row, value: "" if value is None else typed_money(value, unit),
        parse=lambda _report, _row, text: parse_amount(text, unit),
        write=writes("amount"),
        source=own("amount"),
        figures=True,
        signed=True,
        tooltip=f"Belopp i {unit.label}. Tomt om beloppet inte är känt.",
    )
