"""The economy tables as records: what is typed is kept, what is computed is left to the model.

Amounts are stored in öre with surplus positive in funds; the head of each column says its sign.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tertialapp.exchange.ils.mapping.draft import Draft, sort_keys
from tertialapp.exchange.ils.mapping.frame import surplus_negative, tables
from tertialapp.exchange.ils.mapping.registers import Area, Registers
from tertialapp.exchange.ils.records import IlsReport, IlsRow, IlsTable, TableKind
from tertialapp.model import sums
from tertialapp.model.economy import (
    AS_READ,
    BudgetSide,
    Investment,
    InvestmentValue,
    NetBudget,
    OperatingBudget,
    ResultUnit,
    ResultUnitGroup,
    ResultUnitValue,
    TurnoverChange,
)
from tertialapp.model.frame import SectionKind, Setup
from tertialapp.model.numbers import MoneyUnit, NumberFault, format_money, parse_money
from tertialapp.model.records import Ore, cell_id, new_id

SECTION_KINDS = {
    TableKind.OPERATING: SectionKind.OPERATING_BUDGET,
    TableKind.NET: SectionKind.NET_BUDGET,
    TableKind.RESULT_UNITS: SectionKind.RESULT_UNITS,
    TableKind.INVESTMENTS: SectionKind.INVESTMENTS,
    TableKind.TURNOVER: SectionKind.TURNOVER_CHANGES,
}


SIDES = {"kostnader": BudgetSide.COSTS, "intäkter": BudgetSide.REVENUES}

_TOTALS = ("summa", "totalt", "total")
_VARAV = "varav "

Amounts = Mapping[str, Ore | None]
Subjects = tuple[str | None, ...]


def add_tables(ils: IlsReport, setup: Setup, draft: Draft) -> Registers:
    """The records of all economy tables but the areas; the first table of each kind counts."""
    registers = Registers()
    readers: tuple[tuple[TableKind, Callable[[IlsTable, Registers, Draft], Subjects]], ...] = (
        (TableKind.OPERATING, _add_operating),
        (TableKind.NET, _add_net),
        (TableKind.INVESTMENTS, _add_investments),
        (TableKind.TURNOVER, _add_turnover),
    )
    for kind, reader in readers:
        for table in tables(ils, kind)[:1]:
            registers.read.append((table, reader(table, registers, draft)))
    for table in tables(ils, TableKind.RESULT_UNITS)[:1]:
        registers.read.append((table, _add_result_units(table, registers, setup, draft)))
    used = [id(table) for table, _ in registers.read]
    registers.unread = [table for table in tables(ils) if id(table) not in used]
    return registers


# -- rows ------------------------------------------------------------------------------------------


def table_unit(table: IlsTable) -> MoneyUnit:
    """The unit of a table's amounts, as its corner says; result units are in thousands otherwise."""
    corner = table.corner.casefold()
    if "tkr" in corner or (table.kind is TableKind.RESULT_UNITS and "mnkr" not in corner):
        return MoneyUnit.THOUSANDS
    return MoneyUnit.MILLIONS


def amounts(table: IlsTable, row: IlsRow, draft: Draft | None = None) -> Amounts:
    """The amounts of a row by column, in the signs of the model; faults are remarked in the draft."""
    found: dict[str, Ore | None] = {}
    for column, cell in zip(table.columns, row.cells, strict=True):
        try:
            amount = parse_money(cell or "", table_unit(table))
        except NumberFault as fault:
            amount = None
            if draft:
                draft.remark(row.lines.first, f"{row.label}, {column.printed}: {fault}")
        flipped = surplus_negative(column.printed)
        found[column.key] = sums.negated(amount) if flipped else amount
    return found


def is_total(row: IlsRow) -> bool:
    """Whether a row is the sum of the table."""
    return row.label.casefold().startswith(_TOTALS)


def is_group(row: IlsRow) -> bool:
    """Whether a row is a heading over others."""
    return not any(row.cells)


def _is_part(row: IlsRow) -> bool:
    return row.label.casefold().startswith(_VARAV)


def _own_name(row: IlsRow) -> str:
    return row.label[len(_VARAV) :].strip() if _is_part(row) else row.label


def _picked(values: Amounts, *keys: str) -> dict[str, Ore | None]:
    return {key: values.get(key) for key in keys}


# -- operating and net budget ----------------------------------------------------------------------


def _add_operating(table: IlsTable, _registers: Registers, draft: Draft) -> Subjects:
    for row in table.rows:
        side = SIDES.get(row.label.casefold())
        if side:
            values = amounts(table, row, draft)
            draft.add(
                OperatingBudget(
                    id=cell_id(side, draft.period.id),
                    period_id=draft.period.id,
                    side=side,
                    **_picked(values, "budget", "requested", "change", "forecast"),
                )
            )
    return (None,) * len(table.rows)


def _add_net(table: IlsTable, registers: Registers, draft: Draft) -> Subjects:
    subjects: list[str | None] = []
    parts: dict[str, list[IlsRow]] = {}
    top: Area | None = None
    for row in table.rows:
        if is_total(row):
            subjects.append(None)
            continue
        area = registers.add_area(_own_name(row), top.id if top and _is_part(row) else None)
        if area.parent_id:
            parts.setdefault(area.parent_id, []).append(row)
        else:
            top = area
        subjects.append(area.id)
        _add_net_budget(table, row, area, draft)
    for row, subject in zip(table.rows, subjects, strict=True):
        if subject in parts:
            area = registers.areas[subject]
            area.partial = _partial(table, row, parts[subject], draft)
    return tuple(subjects)


def _add_net_budget(table: IlsTable, row: IlsRow, area: Area, draft: Draft) -> None:
    keys = ("budget", "requested", "change", "forecast_before", "forecast_after")
    values = _picked(amounts(table, row, draft), *keys)
    if any(amount is not None for amount in values.values()):
        key = cell_id(area.id, draft.period.id)
        draft.add(NetBudget(id=key, area_id=area.id, period_id=draft.period.id, **values))


def _partial(table: IlsTable, whole: IlsRow, parts: Sequence[IlsRow], draft: Draft) -> bool:
    """Whether "varav" rows are only some of the row above: they don't sum up to it."""
    below = [amounts(table, part) for part in parts]
    agrees = all(
        sums.total_agrees(amount, [part[key] for part in below], table_unit(table))
        for key, amount in amounts(table, whole).items()
        if amount
    )
    if not agrees and any(amount for part in below for amount in part.values()):
        message = f"Raderna med ”varav” under {whole.label} summerar inte till den."
        draft.remark(whole.lines.first, f"{message} De räknas som ett urval av raden.")
    return not agrees


# -- turnover --------------------------------------------------------------------------------------


def _add_turnover(table: IlsTable, registers: Registers, draft: Draft) -> Subjects:
    subjects: list[str | None] = []
    top: Area | None = None
    for row in table.rows:
        if is_total(row) or is_group(row):
            subjects.append(None)
            continue
        name = _own_name(row)
        parent_id = top.id if top and _is_part(row) else None
        area = registers.find_area(name, parent_id, subjects)
        if area is None:
            area = registers.add_area(name, parent_id)
            message = f"{name} känns inte igen bland verksamhetsområdena och har lagts till."
            draft.remark(row.lines.first, message)
        area.also(name)
        top = top if parent_id else area
        subjects.append(area.id)
        draft.add(
            TurnoverChange(
                id=cell_id(area.id, draft.period.id),
                area_id=area.id,
                period_id=draft.period.id,
                label="" if name == area.name else name,
                **_picked(amounts(table, row, draft), "costs", "revenues"),
            )
        )
    return tuple(subjects)


# -- result units and investments ------------------------------------------------------------------


def _add_result_units(
    table: IlsTable, registers: Registers, setup: Setup, draft: Draft
) -> Subjects:
    subjects: list[str | None] = []
    group_id: str | None = None
    for row, sort_key in zip(table.rows, sort_keys(len(table.rows)), strict=True):
        if is_total(row):
            subjects.append(None)
        elif is_group(row):
            group_id = _add_group(row.label, sort_key, registers, draft)
            subjects.append(None)
        else:
            group_id = group_id or _add_group("", sort_key, registers, draft)
            subjects.append(_add_unit(row, group_id, sort_key, draft))
            draft.add(_unit_value(table, row, subjects[-1] or "", setup, draft))
    return tuple(subjects)


def _add_group(name: str, sort_key: str, registers: Registers, draft: Draft) -> str:
    area = registers.find_area(name, None) if name else None
    if area:
        area.also(name)
    group = ResultUnitGroup(
        id=new_id(), sort_key=sort_key, name=name, area_id=area.id if area else None
    )
    draft.add(group)
    return group.id


def _add_unit(row: IlsRow, group_id: str, sort_key: str, draft: Draft) -> str:
    first, _, rest = row.label.partition(" ")
    number, name = (first, rest) if first.isdigit() and rest else ("", row.label)
    unit = ResultUnit(id=new_id(), group_id=group_id, sort_key=sort_key, number=number, name=name)
    draft.add(unit)
    return unit.id


def _unit_value(
    table: IlsTable, row: IlsRow, unit_id: str, setup: Setup, draft: Draft
) -> ResultUnitValue:
    """A unit's year; the closing fund is kept only where it isn't the computed one."""
    values = amounts(table, row, draft)
    opening, result, gross = (values.get(key) for key in ("opening", "result", "gross_budget"))
    closing = values.get("closing")
    computed = sums.closing_fund(opening, result, gross, setup.fund_ceiling)
    override = None if closing is None or _same(closing, computed, table) else closing
    if override is not None:
        draft.remark(
            row.lines.first,
            f"{row.label}: den utgående fonden {_printed(override, table)} är inte den beräknade "
            f"{_printed(computed, table)}. Den har behållits; skriv skälet.",
        )
    return ResultUnitValue(
        id=cell_id(unit_id, draft.period.id),
        unit_id=unit_id,
        period_id=draft.period.id,
        gross_budget=gross,
        opening=opening,
        result=result,
        closing_override=override,
        closing_reason="" if override is None else AS_READ,
    )


def _same(stated: Ore, computed: Ore | None, table: IlsTable) -> bool:
    unit = table_unit(table)
    return computed is not None and sums.printed(stated, unit) == sums.printed(computed, unit)


def _printed(amount: Ore | None, table: IlsTable) -> str:
    return "–" if amount is None else format_money(amount, table_unit(table))


def _add_investments(table: IlsTable, registers: Registers, draft: Draft) -> Subjects:
    subjects: list[str | None] = []
    for row, sort_key in zip(table.rows, sort_keys(len(table.rows)), strict=True):
        if is_total(row):
            subjects.append(None)
            continue
        machines = "maskin" in row.label.casefold()
        investment = Investment(id=new_id(), sort_key=sort_key, name=row.label, machines=machines)
        registers.investments[investment.id] = row.label
        subjects.append(investment.id)
        draft.add(
            investment,
            InvestmentValue(
                id=cell_id(investment.id, draft.period.id),
                investment_id=investment.id,
                period_id=draft.period.id,
                **_picked(amounts(table, row, draft), "budget", "requested", "forecast"),
            ),
        )
    return tuple(subjects)
