"""The economy: tables as the model computes them, and the lists of what is asked for and planned."""

from __future__ import annotations

from collections.abc import Iterator

from tertialapp.model import sums
from tertialapp.model.economy import (
    BudgetAdjustment,
    BusinessArea,
    CompetenceFund,
    Investment,
    InvestmentValue,
    NetBudget,
    OperatingBudget,
    PlannedInvestment,
    ResultUnit,
    ResultUnitGroup,
    ResultUnitValue,
    StatedTotal,
    TurnoverChange,
)
from tertialapp.model.economy_tables import EconomyRow, EconomyTable, RowKind, economy_table
from tertialapp.model.frame import Section, SectionKind, Setup
from tertialapp.model.numbers import MoneyUnit, format_money, format_money_plain, format_number
from tertialapp.model.places import Place, Spot, section_place
from tertialapp.model.records import Record
from tertialapp.model.series import economy_bars
from tertialapp.model.sums import Amount
from tertialapp.pdf.blocks import Block, Cell, Column, Diagram, Row, RowLook, Table
from tertialapp.pdf.sections.context import Context, bulleted

RECORDS: tuple[type[Record], ...] = (
    BusinessArea,
    OperatingBudget,
    NetBudget,
    ResultUnitGroup,
    ResultUnit,
    ResultUnitValue,
    Investment,
    InvestmentValue,
    PlannedInvestment,
    TurnoverChange,
    BudgetAdjustment,
    CompetenceFund,
    StatedTotal,
)
"""What the economy is made of."""

_LOOKS = {
    RowKind.NORMAL: RowLook.NORMAL,
    RowKind.GROUP: RowLook.GROUP,
    RowKind.VARAV: RowLook.VARAV,
    RowKind.TOTAL: RowLook.TOTAL,
}


def economy_blocks(context: Context, section: Section, _level: int) -> Iterator[Block]:
    """The table of a section's kind, without the rows that say nothing."""
    table = economy_table(context.report, context.period.id, section.kind)
    if table and table.printed_rows:
        columns = (
            Column(table.row_head, align="left", key="label"),
            *(Column(column.label, column.sign_note, key=column.key) for column in table.columns),
        )
        place = section_place(section.id)
        rows = tuple(_row(table, row, place) for row in table.printed_rows)
        yield Table(columns, rows, _caption(table, context.report.setup), source=Spot(place))
        chart = economy_bars(table) if section.charted else None
        if chart:
            caption = f"{chart.title}, {chart.unit.label}. {chart.note}."
            yield Diagram(chart, caption, source=Spot(place))


def _row(table: EconomyTable, row: EconomyRow, place: Place) -> Row:
    cells = (
        _money(column.turned(cell.amount), table.unit, column.decimals)
        for column, cell in zip(table.columns, row.cells, strict=True)
    )
    source = Spot(place, row.key)
    return Row((Cell(row.label), *cells), _LOOKS[row.kind], source=source)


def _money(amount: Amount, unit: MoneyUnit, decimals: int | None = None) -> Cell:
    return Cell("" if amount is None else format_money(amount, unit, decimals))


def _caption(table: EconomyTable, setup: Setup) -> str:
    unit = f"Belopp i {table.unit.label}."
    match table.kind:
        case SectionKind.RESULT_UNITS:
            ceiling, withdrawal = (
                format_number(limit.normalize())
                for limit in (setup.fund_ceiling, setup.withdrawal_ceiling)
            )
            return (
                f"{unit} En resultatenhet får föra över högst {ceiling} procent av bruttobudgeten "
                f"till nästa år och ta ut högst {withdrawal} procent av den under året."
            )
        case SectionKind.OPERATING_BUDGET:
            return f"{unit} Intäkter visas med minus, liksom underskott i kolumnen Avvikelse."
        case SectionKind.TURNOVER_CHANGES:
            return f"{unit} Intäkter visas med minus."
        case _:
            return f"{unit} Underskott visas med minus i kolumnen Avvikelse."


# -- lists -----------------------------------------------------------------------------------------


def planned_investments_blocks(context: Context, section: Section, _level: int) -> Iterator[Block]:
    """The projects listed under a section."""
    rows = context.report.planned_investments_of(section.id, context.period.id)
    yield from bulleted(section_place(section.id), rows, _with_amount)


def budget_adjustments_blocks(context: Context, section: Section, _level: int) -> Iterator[Block]:
    """The adjustments listed under a section."""
    rows = context.report.budget_adjustments_of(context.period.id, section.id)
    yield from bulleted(section_place(section.id), rows, _with_amount)


def _with_amount(row: PlannedInvestment | BudgetAdjustment) -> str:
    if row.amount is None:
        return row.text
    return f"{format_money_plain(row.amount, MoneyUnit.MILLIONS)} {row.text}"


def competence_funds_blocks(context: Context, section: Section, _level: int) -> Iterator[Block]:
    """The money for training that is asked for."""
    funds = context.report.competence_funds_of(context.period.id)
    if not funds:
        return
    columns = (
        Column("Insats", align="left", key="text"),
        Column("Enhet", align="left", key="unit"),
        Column("Belopp", key="amount"),
    )
    place = section_place(section.id)
    rows = [
        Row(
            (Cell(fund.text), Cell(fund.unit), _money(fund.amount, MoneyUnit.KRONOR)),
            source=Spot(place, fund.id),
        )
        for fund in funds
    ]
    total = sums.total(fund.amount for fund in funds)
    rows.append(Row((Cell("Summa"), Cell(), _money(total, MoneyUnit.KRONOR)), RowLook.TOTAL))
    yield Table(columns, tuple(rows), "Belopp i kr.", source=Spot(place))
