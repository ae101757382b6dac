"""The grids of the economy tables: each cell edits the record that the table says it comes from."""

from __future__ import annotations

from typing import Any

from tertialapp.document.edit import Edit
from tertialapp.model.economy_tables import (
    DEVIATION,
    EconomyCell,
    EconomyColumn,
    EconomyRow,
    EconomyTable,
    RowKind,
    economy_table,
)
from tertialapp.model.frame import SectionKind
from tertialapp.model.numbers import MoneyUnit, format_money
from tertialapp.model.records import Ore
from tertialapp.model.report import Report
from tertialapp.ui.columns.column import Column, Sheet, Source, SumCell, SumRow
from tertialapp.ui.columns.economy_rows import ROW_ACTS, has_subject
from tertialapp.ui.columns.records import current
from tertialapp.ui.columns.typing_forms import parse_amount, typed_money

_COMPUTED = {
    SectionKind.OPERATING_BUDGET: "Budget + begärda justeringar + förändringar − prognos",
    SectionKind.NET_BUDGET: (
        "Budget + begärda justeringar + förändringar − prognos efter resultatöverföringar"
    ),
    SectionKind.INVESTMENTS: "Budget + begärda justeringar − prognos",
}


def economy_sheet(report: Report, kind: SectionKind, period_id: str) -> Sheet[EconomyRow]:
    """The economy table of sections of a kind, with what can be done to its rows."""
    table = economy_table(report, period_id, kind)
    assert table is not None, kind

    pinned = kind is not SectionKind.OPERATING_BUDGET

    def all_rows(now: Report) -> tuple[EconomyRow, ...]:
        built = economy_table(now, period_id, kind)
        return built.rows if built else ()

    def sums(now: Report) -> tuple[SumRow, ...]:
        return tuple(_sum_row(table, row) for row in all_rows(now)[-1:])

    acts = ROW_ACTS[kind](table, period_id)
    return Sheet(
        key=str(kind),
        noun=_NOUNS[kind],
        columns=(*acts.name, *(_amount_column(table, at) for at in range(len(table.columns)))),
        rows=lambda now: all_rows(now)[:-1] if pinned else all_rows(now),
        row_id=lambda row: row.key,
        additions=acts.additions,
        remove=acts.remove,
        siblings=acts.siblings,
        duplicate=acts.duplicate,
        sums=sums if pinned else None,
        note=_note(table),
        is_own=has_subject,
        is_strong=lambda row: row.kind in (RowKind.TOTAL, RowKind.GROUP),
        is_part=lambda row: row.kind is RowKind.VARAV,
    )


def _sum_row(table: EconomyTable, row: EconomyRow) -> SumRow:
    """The table's last row, which is the sum of the others, in printed signs."""
    cells = {}
    for column, cell in zip(table.columns, row.cells, strict=True):
        amount = column.turned(cell.amount)
        if amount is not None:
            shown = format_money(amount, table.unit, column.decimals)
            how = _how(table.kind, row, column, cell)
            cells[column.key] = SumCell(shown, typed_money(amount, table.unit), how)
    return SumRow(row.label, cells)


def _note(table: EconomyTable) -> str:
    """The unit, and the sign where it is not the same in all columns."""
    unit = f"Belopp i {table.unit.label}"
    signs = {column.sign_note for column in table.columns if column.sign_note}
    if len(signs) < 2:
        return unit
    parts = [f"{column.label}: {column.sign_note}" for column in table.columns if column.flipped]
    return f"{unit} · {' · '.join(parts)}"


_NOUNS = {
    SectionKind.OPERATING_BUDGET: "rad",
    SectionKind.NET_BUDGET: "verksamhetsområde",
    SectionKind.TURNOVER_CHANGES: "verksamhetsområde",
    SectionKind.RESULT_UNITS: "resultatenhet",
    SectionKind.INVESTMENTS: "investering",
}


# -- amounts ---------------------------------------------------------------------------------------


def _amount_column(table: EconomyTable, at: int) -> Column[EconomyRow]:
    column, unit = table.columns[at], table.unit

    def write(edit: Edit, row: EconomyRow, value: Any) -> None:
        source = row.cells[at].source
        assert source is not None
        amount, *reason = value if isinstance(value, tuple) else (value,)
        fields: dict[str, Any] = {source.field: amount}
        if column.key == "closing_override":
            fields["closing_reason"] = reason[0] if reason and amount is not None else ""
        edit.set(current(edit, source.record), **fields)

    note = f"\n{column.sign_note}" if column.sign_note else ""
    return Column(
        key=column.key,
        title=column.label,
        read=lambda _, row: column.turned(row.cells[at].amount),
        show=lambda _report, _row, value: (
            "" if value is None else format_money(value, unit, column.decimals)
        ),
        typed=lambda _report, row, value: _typed(row.cells[at], value, unit),
        parse=lambda _report, _row, text: _parsed(text, column, unit),
        write=None if column.key == DEVIATION else write,
        editable=lambda row: row.cells[at].source is not None,
        source=lambda _report, row: _source(row.cells[at]),
        computed=lambda _report, row: _how(table.kind, row, column, row.cells[at]),
        figures=True,
        signed=True,
        tooltip=f"Belopp i {unit.label}{note}",
        reason=_REASON if column.key == "closing_override" else "",
    )


_REASON = "Fonden räknas ut av ingående fond, resultat och tak. Varför ska den vara en annan?"


def _source(cell: EconomyCell) -> Source | None:
    """The record and field that a cell edits, None for a sum."""
    return (cell.source.table, cell.source.record.id, (cell.source.field,)) if cell.source else None


def _typed(cell: EconomyCell, value: Ore | None, unit: MoneyUnit) -> str:
    """What is computed is not there to be edited or copied as if someone had typed it."""
    return "" if value is None or (cell.computed and cell.source) else typed_money(value, unit)


def _parsed(text: str, column: EconomyColumn, unit: MoneyUnit) -> Ore | None:
    return column.turned(parse_amount(text, unit))


def _how(kind: SectionKind, row: EconomyRow, column: EconomyColumn, cell: EconomyCell) -> str:
    """How a computed cell came about; "" for one that is typed."""
    if not cell.computed:
        return ""
    if column.key == "closing_override" and cell.source:
        return (
            "Ingående fond + resultat, högst taket. Skriv ett annat belopp för att ändra, med skäl."
        )
    if cell.source:
        return "Summan av varav-raderna. Skriv ett belopp för att ange det själv."
    if column.key == DEVIATION and row.cells[0].amount is None:
        return "Räknas ut av driftbudgeten och resultatenheternas fonder"
    if column.key == DEVIATION:
        return _COMPUTED[kind]
    return "Summan av raderna"
