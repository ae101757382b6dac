"""Printed sums and deviations against those that the model computes from what was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tertialapp.exchange.ils.mapping.draft import Draft
from tertialapp.exchange.ils.mapping.registers import Registers
from tertialapp.exchange.ils.mapping.tables import (
    SECTION_KINDS,
    SIDES,
    amounts,
    is_group,
    is_total,
)
from tertialapp.exchange.ils.records import IlsRow, IlsTable, TableKind
from tertialapp.model import sums
from tertialapp.model.economy import (
    InvestmentValue,
    NetBudget,
    OperatingBudget,
    ResultUnitValue,
    StatedTotal,
    TurnoverChange,
)
from tertialapp.model.economy_tables import EconomyRow, EconomyTable, RowKind, economy_table
from tertialapp.model.frame import SectionKind
from tertialapp.model.numbers import MoneyUnit, format_money
from tertialapp.model.records import Ore, Record, cell_id
from tertialapp.model.report import Report, table_name

_RECORDS: dict[TableKind, type[Record]] = {
    TableKind.OPERATING: OperatingBudget,
    TableKind.NET: NetBudget,
    TableKind.RESULT_UNITS: ResultUnitValue,
    TableKind.INVESTMENTS: InvestmentValue,
    TableKind.TURNOVER: TurnoverChange,
}
_MODEL_KEYS = {"closing": "closing_override"}

_OPERATING_ROWS = (
    ("netto", 0),
    ("före resultatdispositioner", 3),
    ("överskott från", 4),
    ("överskott till", 5),
    ("efter resultatdispositioner", 6),
)
"""Words in the printed label, and the row of the model's table."""


class _Cell(Struct, frozen=True):
    """A printed amount beside the computed one, in the model's sign, with the rows it is a sum of."""

    key: str
    head: str
    printed: Ore
    computed: Ore | None
    parts: tuple[Ore | None, ...]
    flipped: bool


def compare(report: Report, registers: Registers, draft: Draft) -> None:
    """Totals that differ by rounding are kept as printed; other differences are remarked."""
    for table, subjects in registers.read:
        computed = economy_table(report, draft.period.id, SECTION_KINDS[table.kind])
        assert computed is not None
        for row, subject in zip(table.rows, subjects, strict=True):
            own = _own_row(table, row, subject, computed)
            if own is None or is_group(row):
                continue
            for cell in _cells(table, row, computed, own):
                _compare_cell(table, row, cell, computed.unit, draft)


def _own_row(
    table: IlsTable, row: IlsRow, subject: str | None, computed: EconomyTable
) -> EconomyRow | None:
    """The row of the model's table that a printed row is."""
    if subject:
        return next((own for own in computed.rows if own.subject_id == subject), None)
    if table.kind is TableKind.OPERATING:
        return _operating_row(row, computed)
    return computed.rows[-1] if is_total(row) else None


def _operating_row(row: IlsRow, computed: EconomyTable) -> EconomyRow | None:
    label = row.label.casefold()
    if label in SIDES:
        return computed.rows[1 + list(SIDES).index(label)]
    places = (place for words, place in _OPERATING_ROWS if words in label)
    place = next(places, None)
    return None if place is None else computed.rows[place]


def _cells(
    table: IlsTable, row: IlsRow, computed: EconomyTable, own: EconomyRow
) -> Iterator[_Cell]:
    """The printed cells of a row that nobody types."""
    keys = [column.key for column in computed.columns]
    values = amounts(table, row)
    for column in table.columns:
        printed = values[column.key]
        key = _MODEL_KEYS.get(column.key, column.key)
        if printed is None or key not in keys:
            continue
        at = keys.index(key)
        if own.cells[at].computed or own.kind is RowKind.TOTAL:
            yield _Cell(
                key,
                column.printed,
                printed,
                own.cells[at].amount,
                _parts(computed, own, at),
                computed.columns[at].flipped,
            )


def _parts(computed: EconomyTable, own: EconomyRow, at: int) -> tuple[Ore | None, ...]:
    """The amounts that a total is the sum of; none for other rows."""
    rows: Sequence[EconomyRow] = ()
    if computed.kind is SectionKind.OPERATING_BUDGET:
        if own is computed.rows[0]:
            rows = computed.rows[1 : 1 + len(SIDES)]
    elif own.kind is RowKind.TOTAL:
        rows = [row for row in computed.rows if row.kind is RowKind.NORMAL]
    return tuple(row.cells[at].amount for row in rows)


def _compare_cell(table: IlsTable, row: IlsRow, cell: _Cell, unit: MoneyUnit, draft: Draft) -> None:
    computed = cell.computed or Ore(0)
    if sums.printed(cell.printed, unit) == sums.printed(computed, unit):
        return
    sign = -1 if cell.flipped else 1
    shown = format_money(Ore(sign * cell.printed), unit)
    correct = format_money(Ore(sign * computed), unit)
    where = (
        f"{row.label}: i kolumnen {cell.head} visar rapporten {shown}, beräknat blir det {correct}."
    )
    if any(cell.parts) and sums.total_agrees(cell.printed, cell.parts, unit):
        name = table_name(_RECORDS[table.kind])
        draft.add(
            StatedTotal(
                id=cell_id(name, cell.key, draft.period.id),
                period_id=draft.period.id,
                table=name,
                column=cell.key,
                amount=cell.printed,
                computed=computed,
            )
        )
        where += " Skillnaden är avrundning, och rapportens summa har behållits."
    draft.remark(row.lines.first, where)
