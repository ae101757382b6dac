"""The economy tables as they are printed: rows, columns, sums, and where each cell is edited.

The one place where the computed rows and cells come from; paper and window both show these tables.
All amounts are öre in the signs of ``economy.py``; ``EconomyColumn.turned`` gives the printed sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from msgspec import Struct

from tertialapp.model import sums
from tertialapp.model.economy import (
    BudgetSide,
    BusinessArea,
    InvestmentValue,
    NetBudget,
    OperatingBudget,
    ResultUnitValue,
    TurnoverChange,
)
from tertialapp.model.frame import SectionKind
from tertialapp.model.numbers import MoneyUnit
from tertialapp.model.records import Record, cell_id
from tertialapp.model.report import Report, table_name
from tertialapp.model.sums import Amount

DEVIATION = "deviation"


class RowKind(StrEnum):
    """What a row is: a plain one, a heading over some, a part ("varav") of the one above, a sum."""

    NORMAL = "normal"
    GROUP = "group"
    VARAV = "varav"
    TOTAL = "total"


class EconomyColumn(Struct, frozen=True):
    """A column: the field it shows, its head, and what its head says of the sign.

    ``flipped``: printed with the other sign than it is stored with. ``decimals``: where they are not
    the unit's.
    """

    key: str
    label: str
    sign_note: str = ""
    flipped: bool = False
    decimals: int | None = None

    def turned(self, amount: Amount) -> Amount:
        """A stored amount in the printed sign, and a printed one in the stored sign."""
        return sums.negated(amount) if self.flipped else amount


class CellSource(Struct, frozen=True):
    """What is edited in a cell: a field of a record, which is empty until something is filled in."""

    record: Record
    field: str

    @property
    def table(self) -> str:
        """The name of the record's table."""
        return table_name(type(self.record))


class EconomyCell(Struct, frozen=True):
    """An amount in its stored sign; ``computed`` says that nobody typed it.

    Without a ``source`` it can't be edited. Some cells are computed until somebody fills them in.
    """

    amount: Amount = None
    source: CellSource | None = None
    computed: bool = False


class EconomyRow(Struct, frozen=True):
    """A row; ``subject_id`` is the business area, result unit or group, or investment it is about."""

    kind: RowKind
    label: str
    cells: tuple[EconomyCell, ...]
    subject_id: str | None = None

    @property
    def key(self) -> str:
        """What tells it from the other rows of its table."""
        return self.subject_id or self.label

    @property
    def blank(self) -> bool:
        """Whether no cell holds an amount."""
        return all(cell.amount is None for cell in self.cells)


class EconomyTable(Struct, frozen=True, dict=True):
    """A table with the head of its first column, its unit, and all rows that may be filled in."""

    kind: SectionKind
    title: str
    row_head: str
    unit: MoneyUnit
    columns: tuple[EconomyColumn, ...]
    rows: tuple[EconomyRow, ...]

    def column(self, key: str) -> int:
        """Where the column with a key stands."""
        return [column.key for column in self.columns].index(key)

    @cached_property
    def below(self) -> Mapping[str, tuple[EconomyRow, ...]]:
        """The "varav" rows of each row that has some, by the row's key."""
        parts: dict[str, list[EconomyRow]] = {}
        above = ""
        for row in self.rows:
            if row.kind is RowKind.VARAV:
                parts.setdefault(above, []).append(row)
            else:
                above = row.key
        return {key: tuple(rows) for key, rows in parts.items()}

    @property
    def printed_rows(self) -> tuple[EconomyRow, ...]:
        """The rows that say something: those with an amount, and the headings over such rows."""
        kept: list[EconomyRow] = []
        heading: EconomyRow | None = None
        for row in self.rows:
            if row.kind is RowKind.GROUP:
                heading = row
            elif not row.blank:
                if heading and row.kind is not RowKind.TOTAL:
                    kept.append(heading)
                heading = None
                kept.append(row)
        return tuple(kept)


def economy_table(report: Report, period_id: str, kind: SectionKind) -> EconomyTable | None:
    """The table that sections of a kind show in a period; None when they show none of these."""
    build = _BUILDERS.get(kind)
    return build(report, period_id) if build else None


def has_table(kind: SectionKind) -> bool:
    """Whether sections of a kind show an economy table."""
    return kind in _BUILDERS


# -- operating budget ------------------------------------------------------------------------------


def operating_budget_table(report: Report, period_id: str) -> EconomyTable:
    """Costs, revenues and net of the board, and the deviation before and after dispositions (R1-R3)."""
    year = report.periods[period_id].year
    columns = (
        EconomyColumn("budget", f"Budget {year}"),
        EconomyColumn("requested", "Begärda budgetjusteringar"),
        EconomyColumn("change", "Prestations- och omslutningsförändringar"),
        EconomyColumn("forecast", f"Prognos {year}"),
        EconomyColumn(DEVIATION, "Avvikelse"),
    )
    sides = [
        (label, _deviating(report.operating_budget(side, period_id), columns, "forecast"))
        for side, label in ((BudgetSide.COSTS, "Kostnader"), (BudgetSide.REVENUES, "Intäkter"))
    ]
    net = _totals(report, period_id, columns, OperatingBudget, [cells for _, cells in sides])
    before = net[-1].amount
    opening, closing = funds(report, period_id)
    last_column_rows = (
        ("Prognos/avvikelse före resultatdispositioner", before, RowKind.TOTAL),
        (f"Resultatenheternas överskott från {year - 1}", opening, RowKind.NORMAL),
        (f"Resultatenheternas överskott till {year + 1}", sums.negated(closing), RowKind.NORMAL),
        (
            "Prognos/avvikelse efter resultatdispositioner",
            sums.after_dispositions(before, opening, closing),
            RowKind.TOTAL,
        ),
    )
    empty = (EconomyCell(),) * (len(columns) - 1)
    rows = (
        EconomyRow(RowKind.TOTAL, "Anslag för nämndens verksamhet (netto)", net),
        *(EconomyRow(RowKind.NORMAL, label, cells) for label, cells in sides),
        *(
            EconomyRow(kind, label, (*empty, EconomyCell(amount, computed=True)))
            for label, amount, kind in last_column_rows
        ),
    )
    return EconomyTable(
        SectionKind.OPERATING_BUDGET,
        "Driftbudget",
        "Driftbudget",
        MoneyUnit.MILLIONS,
        columns,
        rows,
    )


# -- by business area ------------------------------------------------------------------------------


def net_budget_columns(year: int) -> tuple[EconomyColumn, ...]:
    """The columns of the net budget of a year."""
    return (
        EconomyColumn("budget", f"Budget {year}"),
        EconomyColumn("requested", "Begärda budgetjusteringar"),
        EconomyColumn("change", "Prestationsförändringar"),
        EconomyColumn("forecast_before", "Prognos (före resultatöverföringar)"),
        EconomyColumn("forecast_after", "Prognos (efter resultatöverföringar)"),
        EconomyColumn(DEVIATION, "Avvikelse"),
    )


def net_budget_table(report: Report, period_id: str) -> EconomyTable:
    """The net budget of each business area and its parts (R4-R6)."""
    columns = net_budget_columns(report.periods[period_id].year)

    def own(area: BusinessArea) -> tuple[EconomyCell, ...]:
        return _typed(report.net_budget(area.id, period_id), columns)

    def complete(cells: Sequence[EconomyCell]) -> tuple[EconomyCell, ...]:
        return _with_deviation(cells, columns, "forecast_after")

    rows = tuple(
        EconomyRow(kind, _part_label(area.name, kind), complete(cells), area.id)
        for area, kind, cells in _area_rows(report, own)
    )
    total = _totals(report, period_id, columns, NetBudget, _counted(rows))
    return EconomyTable(
        SectionKind.NET_BUDGET,
        "Netto per verksamhetsområde",
        "Verksamhetsområde",
        MoneyUnit.MILLIONS,
        columns,
        (*rows, EconomyRow(RowKind.TOTAL, "Totalt", total)),
    )


def turnover_table(report: Report, period_id: str) -> EconomyTable:
    """Costs and revenues that grow together, by business area (R5, R6, R9)."""
    columns = (EconomyColumn("costs", "Kostnader"), EconomyColumn("revenues", "Intäkter"))
    changes = {change.area_id: change for change in report.turnover_changes_of(period_id)}

    def change_of(area: BusinessArea) -> TurnoverChange:
        return changes.get(area.id) or TurnoverChange(
            id=cell_id(area.id, period_id), area_id=area.id, period_id=period_id
        )

    def own(area: BusinessArea) -> tuple[EconomyCell, ...]:
        return _typed(change_of(area), columns)

    rows = tuple(
        EconomyRow(kind, _part_label(change_of(area).label or area.name, kind), cells, area.id)
        for area, kind, cells in _area_rows(report, own)
    )
    total = _totals(report, period_id, columns, TurnoverChange, _counted(rows))
    return EconomyTable(
        SectionKind.TURNOVER_CHANGES,
        "Omslutningsförändringar",
        "Verksamhetsområde",
        MoneyUnit.MILLIONS,
        columns,
        (*rows, EconomyRow(RowKind.TOTAL, "Summa", total)),
    )


def _area_rows(
    report: Report, own: Callable[[BusinessArea], tuple[EconomyCell, ...]]
) -> Iterable[tuple[BusinessArea, RowKind, tuple[EconomyCell, ...]]]:
    """The register's areas with their cells; what a whole lacks is the sum of its parts (R5)."""
    for top in report.areas_under(None):
        parts = [(part, own(part)) for part in report.areas_under(top.id)]
        whole = own(top)
        if not top.partial:
            whole = tuple(
                _or_sum(cell, (cells[at] for _, cells in parts)) for at, cell in enumerate(whole)
            )
        yield top, RowKind.NORMAL, whole
        for part, cells in parts:
            yield part, RowKind.VARAV, cells


def _or_sum(cell: EconomyCell, parts: Iterable[EconomyCell]) -> EconomyCell:
    if cell.amount is not None:
        return cell
    amount = sums.total(part.amount for part in parts)
    return EconomyCell(amount, cell.source, computed=amount is not None)


def _part_label(name: str, kind: RowKind) -> str:
    if kind is RowKind.VARAV and not name.casefold().startswith("varav "):
        return f"varav {name}"
    return name


# -- result units ----------------------------------------------------------------------------------


def closing_amount(report: Report, value: ResultUnitValue) -> Amount:
    """A unit's fund to next year: as set with a reason, else computed (R10, R11)."""
    if value.closing_override is not None:
        return value.closing_override
    ceiling = report.setup.fund_ceiling
    return sums.closing_fund(value.opening, value.result, value.gross_budget, ceiling)


def funds(report: Report, period_id: str) -> tuple[Amount, Amount]:
    """The board's opening and closing funds: the sums of its result units, surplus positive (R14)."""
    total = result_unit_table(report, period_id).rows[-1]
    return total.cells[1].amount, total.cells[3].amount


def result_unit_table(report: Report, period_id: str) -> EconomyTable:
    """The result units in their groups: gross budget, fund from last year, result, fund to next (R13)."""
    year = report.periods[period_id].year
    flipped = report.setup.funds_surplus_negative
    plus, minus = "Överskott (+) / Underskott (−)", "Överskott (−) / Underskott (+)"
    note = minus if flipped else plus
    columns = (
        EconomyColumn("gross_budget", f"Bruttobudget {year}", decimals=1),
        EconomyColumn("opening", f"Resultatöverföring från {year - 1}", note, flipped),
        EconomyColumn("result", f"Resultat {year}", note, flipped),
        EconomyColumn("closing_override", f"Resultatöverföring till {year + 1}", plus),
    )
    rows: list[EconomyRow] = []
    for group in report.result_unit_groups_in_order():
        rows.append(EconomyRow(RowKind.GROUP, group.name, (EconomyCell(),) * 4, group.id))
        for unit in report.units_of(group.id):
            cells = _unit_cells(report, report.result_unit_value(unit.id, period_id), columns)
            label = f"{unit.number} {unit.name}".strip()
            rows.append(EconomyRow(RowKind.NORMAL, label, cells, unit.id))
    total = _totals(report, period_id, columns, ResultUnitValue, _counted(rows))
    return EconomyTable(
        SectionKind.RESULT_UNITS,
        "Resultatenheter",
        "Resultatenhet",
        MoneyUnit.THOUSANDS,
        columns,
        (*rows, EconomyRow(RowKind.TOTAL, "Summa resultatenheter", total)),
    )


def _unit_cells(
    report: Report, value: ResultUnitValue, columns: Sequence[EconomyColumn]
) -> tuple[EconomyCell, ...]:
    *typed, closing = _typed(value, columns)
    if closing.amount is None:
        closing = EconomyCell(closing_amount(report, value), closing.source, computed=True)
    return (*typed, closing)


# -- investments -----------------------------------------------------------------------------------


def investment_table(report: Report, period_id: str) -> EconomyTable:
    """The investment budget (R15)."""
    year = report.periods[period_id].year
    columns = (
        EconomyColumn("budget", f"Budget {year}"),
        EconomyColumn("requested", "Begärda budgetjusteringar"),
        EconomyColumn("forecast", f"Prognos {year}"),
        EconomyColumn(DEVIATION, "Avvikelse"),
    )
    rows = tuple(
        EconomyRow(
            RowKind.NORMAL,
            investment.name,
            _deviating(report.investment_value(investment.id, period_id), columns, "forecast"),
            investment.id,
        )
        for investment in report.investments_in_order()
    )
    total = _totals(report, period_id, columns, InvestmentValue, _counted(rows))
    return EconomyTable(
        SectionKind.INVESTMENTS,
        "Investeringar",
        "Investering",
        MoneyUnit.MILLIONS,
        columns,
        (*rows, EconomyRow(RowKind.TOTAL, "Totalt investeringar", total)),
    )


# -- cells -----------------------------------------------------------------------------------------


def _typed(record: Record, columns: Sequence[EconomyColumn]) -> tuple[EconomyCell, ...]:
    """A cell for each column but the deviation."""
    return tuple(
        EconomyCell(getattr(record, column.key), CellSource(record, column.key))
        for column in columns
        if column.key != DEVIATION
    )


def _with_deviation(
    cells: Sequence[EconomyCell], columns: Sequence[EconomyColumn], forecast: str
) -> tuple[EconomyCell, ...]:
    """The cells, and last their deviation: budget and adjustments less the named forecast."""
    by_key = {column.key: cell.amount for column, cell in zip(columns[:-1], cells, strict=True)}
    adjusted = (amount for key, amount in by_key.items() if not key.startswith("forecast"))
    amount = sums.deviation(adjusted, by_key[forecast])
    return (*cells, EconomyCell(amount, computed=True))


def _deviating(
    record: Record, columns: Sequence[EconomyColumn], forecast: str
) -> tuple[EconomyCell, ...]:
    return _with_deviation(_typed(record, columns), columns, forecast)


def _counted(rows: Iterable[EconomyRow]) -> list[tuple[EconomyCell, ...]]:
    """The cells of the rows that a total is the sum of."""
    return [row.cells for row in rows if row.kind is RowKind.NORMAL]


def _totals(
    report: Report,
    period_id: str,
    columns: Sequence[EconomyColumn],
    record_type: type[Record],
    rows: Sequence[Sequence[EconomyCell]],
) -> tuple[EconomyCell, ...]:
    """The sum of each column, or the stated total while it agrees (R2, R6, R13)."""
    unit = MoneyUnit.THOUSANDS if record_type is ResultUnitValue else MoneyUnit.MILLIONS
    cells = []
    for at, column in enumerate(columns):
        parts = [cells_of_row[at].amount for cells_of_row in rows]
        amount = sums.total(parts)
        key = cell_id(table_name(record_type), column.key, period_id)
        stated = report.stated_totals.get(key)
        if stated and stated.computed == amount and sums.total_agrees(stated.amount, parts, unit):
            amount = stated.amount
        cells.append(EconomyCell(amount, computed=True))
    return tuple(cells)


_BUILDERS: Mapping[SectionKind, Callable[[Report, str], EconomyTable]] = MappingProxyType(
    {
        SectionKind.OPERATING_BUDGET: operating_budget_table,
        SectionKind.NET_BUDGET: net_budget_table,
        SectionKind.RESULT_UNITS: result_unit_table,
        SectionKind.INVESTMENTS: investment_table,
        SectionKind.TURNOVER_CHANGES: turnover_table,
    }
)
