"""The economy: tables as the model computes them, and the lists of what is asked for and planned."""

from __future__ import annotations

from collections.abc import Iterator

from tertialapp.model import sums
from tertialapp.model.economy_tables import EconomyRow, EconomyTable, RowKind, economy_table
from tertialapp.model.frame import Section, SectionKind, Setup
from tertialapp.model.numbers import MoneyUnit, format_money, format_money_plain, format_number
from tertialapp.model.sums import Amount
from tertialapp.pdf.blocks import Block, Cell, Column, Row, RowLook, Table
from tertialapp.pdf.sections.context import Context, bulleted

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
            Column(table.row_head, align="left"),
            *(Column(column.label, column.sign_note) for column in table.columns),
        )
        rows = tuple(_row(table, row) for row in table.printed_rows)
        yield Table(columns, rows, _caption(table, context.report.setup))


def _row(table: EconomyTable, row: EconomyRow) -> Row:
    cells = (
        _money(column.turned(cell.amount), table.unit, column.decimals)
        for column, cell in zip(table.columns, row.cells, strict=True)
    )
    return Row((Cell(row.label), *cells), _LOOKS[row.kind])


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
    yield from bulleted(_with_amount(row.amount, row.text) for row in rows)


def budget_adjustments_blocks(context: Context, section: Section, _level: int) -> Iterator[Block]:
    """The adjustments listed under a section."""
    rows = context.report.budget_adjustments_of(context.period.id, section.id)
    yield from bulleted(_with_amount(row.amount, row.text) for row in rows)


def _with_amount(amount: Amount, text: str) -> str:
    return text if amount is None else f"{format_money_plain(amount, MoneyUnit.MILLIONS)} {text}"


def competence_funds_blocks(context: Context, _section: Section, _level: int) -> Iterator[Block]:
    """The money for training that is asked for."""
    funds = context.report.competence_funds_of(context.period.id)
    if not funds:
        return
    columns = (Column("Insats", align="left"), Column("Enhet", align="left"), Column("Belopp"))
    rows = [
        Row((Cell(fund.text), Cell(fund.unit), _money(fund.amount, MoneyUnit.KRONOR)))
        for fund in funds
    ]
    total = sums.total(fund.amount for fund in funds)
    rows.append(Row((Cell("Summa"), Cell(), _money(total, MoneyUnit.KRONOR)), RowLook.TOTAL))
    yield Table(columns, tuple(rows), "Belopp i kr.")
