"""The grids of what is asked for and listed: adjustments, training money, projects, and decisions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tertialapp.model.decisions import Decision, DecisionKind
from tertialapp.model.economy import (
    AdjustmentKind,
    BudgetAdjustment,
    CompetenceFund,
    PlannedInvestment,
)
from tertialapp.model.numbers import MoneyUnit, format_number, parse_money
from tertialapp.model.records import Ore, new_id
from tertialapp.model.report import Report
from tertialapp.ui.columns.column import (
    Choice,
    Column,
    Sheet,
    as_text,
    one_line,
    required,
    with_choices,
)
from tertialapp.ui.columns.records import record_sheet, writes
from tertialapp.ui.columns.typing_forms import typed_money


def adjustment_sheet(section_id: str, period_id: str) -> Sheet[BudgetAdjustment]:
    """The budget adjustments listed under a section."""
    kinds = (
        Choice(AdjustmentKind.OPERATING, "Driftbudget"),
        Choice(AdjustmentKind.INVESTMENT, "Investeringsbudget"),
    )
    kind: Column[BudgetAdjustment] = Column(
        key="kind", title="Avser", read=lambda _, row: row.kind, write=writes("kind")
    )
    return record_sheet(
        "budgetjustering",
        (
            _text("text", "Budgetjustering", "Vad justeringen gäller"),
            with_choices(kind, kinds),
            _amount(MoneyUnit.MILLIONS),
        ),
        lambda report: report.budget_adjustments_of(period_id, section_id),
        lambda key: BudgetAdjustment(
            id=new_id(),
            section_id=section_id,
            period_id=period_id,
            sort_key=key,
            kind=AdjustmentKind.OPERATING,
            text="Ny budgetjustering",
        ),
    )


def planned_sheet(section_id: str, period_id: str) -> Sheet[PlannedInvestment]:
    """The projects listed under a section of planned investments."""
    return record_sheet(
        "projekt",
        (_text("text", "Projekt", "Projektets namn"), _amount(MoneyUnit.MILLIONS)),
        lambda report: report.planned_investments_of(section_id, period_id),
        lambda key: PlannedInvestment(
            id=new_id(),
            section_id=section_id,
            period_id=period_id,
            sort_key=key,
            text="Nytt projekt",
        ),
    )


def competence_sheet(period_id: str) -> Sheet[CompetenceFund]:
    """The training money asked for."""
    unit: Column[CompetenceFund] = Column(
        key="unit", title="Enhet", read=lambda _, row: row.unit, write=writes("unit")
    )
    return record_sheet(
        "kompetensinsats",
        (_text("text", "Insats", "Insatsens namn"), unit, _amount(MoneyUnit.KRONOR)),
        lambda report: report.competence_funds_of(period_id),
        lambda key: CompetenceFund(
            id=new_id(), period_id=period_id, sort_key=key, text="Ny insats"
        ),
    )


_KIND_LABELS = {
    DecisionKind.APPROVAL: "Godkännande",
    DecisionKind.TARGET_CHANGE: "Ändrat årsmål",
    DecisionKind.BUDGET_ADJUSTMENT: "Budgetjustering",
    DecisionKind.COMPETENCE_FUND: "Kompetensmedel",
    DecisionKind.TURNOVER: "Omslutning",
    DecisionKind.FREE: "Fri punkt",
}


def decision_sheet(period_id: str) -> Sheet[Decision]:
    """The points that the board is asked to decide, numbered in their order."""

    def number(report: Report, row: Decision) -> int | None:
        points = enumerate(report.decisions_of(period_id), start=1)
        return next((at for at, point in points if point.id == row.id), None)

    def kind(report: Report, row: Decision) -> str:
        indicator = report.indicators.get(row.subject_id or "")
        return f"{_KIND_LABELS[row.kind]}: {indicator.name}" if indicator else ""

    columns: tuple[Column[Decision], ...] = (
        Column(
            key="number",
            title="Punkt",
            read=number,
            figures=True,
            computed=lambda _report, _row: "Punkterna numreras i sin ordning",
        ),
        Column(
            key="text",
            title="Förslag till beslut",
            read=lambda _, row: row.text,
            parse=_paragraphs,
            write=writes("text"),
            long=True,
            stretches=True,
        ),
        Column(
            key="kind",
            title="Slag",
            read=lambda _, row: _KIND_LABELS[row.kind],
            computed=lambda report, row: kind(report, row) or "Vad punkten hör till",
        ),
    )
    return record_sheet(
        "beslutspunkt",
        columns,
        lambda report: report.decisions_of(period_id),
        lambda key: Decision(
            id=new_id(),
            period_id=period_id,
            sort_key=key,
            kind=DecisionKind.FREE,
            text="Nämnden beslutar att",
        ),
    )


def _paragraphs(report: Report, row: Any, text: str) -> str:
    lines = (one_line(report, row, line) for line in text.splitlines())
    return required("Beslutspunkten")(report, row, text) and "\n".join(filter(None, lines))


def _text(key: str, title: str, what: str) -> Column[Any]:
    return Column(
        key=key,
        title=title,
        read=lambda _, row: getattr(row, key),
        show=as_text,
        parse=required(what),
        write=writes(key),
        long=True,
        stretches=True,
    )


def _all_decimals(amount: Ore, unit: MoneyUnit) -> str:
    return format_number((Decimal(amount) / unit.ore).normalize(), unit.decimals)


def _amount(unit: MoneyUnit) -> Column[Any]:
    """Amounts as they were asked for, with all their decimals: they stand in decisions too."""
    return Column(
        key="amount",
        title=f"Belopp ({unit.label})",
        read=lambda _, row: row.amount,
        show=lambda _report, _row, value: "" if value is None else _all_decimals(value, unit),
        typed=lambda _report, _row, value: "" if value is None else typed_money(value, unit),
        parse=lambda _report, _row, text: parse_money(text, unit),
        write=writes("amount"),
        figures=True,
        signed=True,
        tooltip=f"Belopp i {unit.label}. Tomt om beloppet inte är känt.",
    )
