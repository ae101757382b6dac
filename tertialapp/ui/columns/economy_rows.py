"""The rows of the economy tables: what they are called, and how they are added, removed and moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.document.edit import Edit
from tertialapp.document.ordering import Ordered, keys_after
from tertialapp.model.economy import BusinessArea, Investment, ResultUnit, ResultUnitGroup
from tertialapp.model.economy_tables import EconomyRow, EconomyTable, RowKind
from tertialapp.model.frame import SectionKind
from tertialapp.model.records import Record, cell_id, new_id
from tertialapp.model.report import Report, table_name
from tertialapp.ui.columns.column import Addition, Column, Source, one_line, required
from tertialapp.ui.columns.records import duplicate

_Addition = Addition[EconomyRow]


class RowActs(Struct, frozen=True):
    """The columns that name a row, and the acts on rows; the ones of a fixed table are none."""

    name: tuple[Column[EconomyRow], ...]
    additions: tuple[_Addition, ...] = ()
    remove: Callable[[Edit, EconomyRow], None] | None = None
    siblings: Callable[[Report, EconomyRow], Sequence[Ordered]] | None = None
    duplicate: Callable[[Edit, EconomyRow], str] | None = None


def has_subject(row: EconomyRow) -> bool:
    """Whether a row is about something that somebody added: a sum is not."""
    return row.subject_id is not None


def _subject(table: str, field: str = "name") -> Callable[[Report, EconomyRow], Source | None]:
    """A field of what the row is about."""
    return lambda _report, row: (table, row.subject_id, (field,)) if row.subject_id else None


def _label_column(table: EconomyTable) -> Column[EconomyRow]:
    return Column(key="label", title=table.row_head, read=lambda _, row: row.label, stretches=True)


def _fixed(table: EconomyTable, _period_id: str) -> RowActs:
    return RowActs((_label_column(table),))


def _areas(table: EconomyTable, period_id: str) -> RowActs:
    def name_of(report: Report, row: EconomyRow) -> str:
        area = report.business_areas.get(row.subject_id or "")
        return area.name if area else row.label

    def rename(edit: Edit, row: EconomyRow, name: str) -> None:
        edit.set(_area(edit.report, row), name=name)

    def copy(edit: Edit, row: EconomyRow) -> str:
        area = _area(edit.report, row)
        siblings = edit.report.areas_under(area.parent_id)
        return duplicate(edit, area, siblings, period_id, name=f"{area.name} (kopia)", aliases=())

    name = replace(
        _label_column(table),
        typed=lambda report, row, _: name_of(report, row),
        parse=required("Områdets namn"),
        write=rename,
        source=_subject("business_area"),
        editable=has_subject,
    )
    additions = (_Addition("Nytt område", _add_area), _Addition("Ny varav-rad", _add_part))
    return RowActs((name,), additions, _remove_area, _area_siblings, copy)


def _turnover_areas(table: EconomyTable, period_id: str) -> RowActs:
    """Here an area may be called something of its own; the register's name stays."""

    def relabel(edit: Edit, row: EconomyRow, label: str) -> None:
        area = _area(edit.report, row)
        key = cell_id(area.id, period_id)
        change = edit.report.turnover_changes.get(key)
        source = row.cells[0].source
        assert source is not None
        edit.set(change or source.record, label="" if label == area.name else label)

    acts = _areas(table, period_id)
    label = replace(
        acts.name[0],
        parse=one_line,
        write=relabel,
        source=lambda _report, row: (
            ("turnover_change", cell_id(row.subject_id, period_id), ("label",))
            if row.subject_id
            else None
        ),
        tooltip="Namnet i den här tabellen. Tomt ger namnet i registret.",
    )
    return replace(acts, name=(label,))


def _area(report: Report, row: EconomyRow) -> BusinessArea:
    assert row.subject_id is not None
    return report.business_areas[row.subject_id]


def _add_area(edit: Edit, row: EconomyRow | None, count: int) -> list[str]:
    selected = edit.report.business_areas.get(row.subject_id or "") if row else None
    anchor = (selected.parent_id or selected.id) if selected else None
    return [
        edit.put(BusinessArea(id=new_id(), sort_key=key, name="Nytt verksamhetsområde")).id
        for key in keys_after(edit.report.areas_under(None), anchor, count)
    ]


def _add_part(edit: Edit, row: EconomyRow | None, count: int) -> list[str]:
    areas = edit.report.areas_under(None)
    selected = edit.report.business_areas.get(row.subject_id or "") if row else None
    if not areas:
        return _add_area(edit, None, count)
    whole = (selected.parent_id or selected.id) if selected else areas[-1].id
    anchor = selected.id if selected else None
    keys = keys_after(edit.report.areas_under(whole), anchor, count)
    made = (
        BusinessArea(id=new_id(), parent_id=whole, sort_key=key, name="Ny varav-rad")
        for key in keys
    )
    return [edit.put(area).id for area in made]


def _remove_area(edit: Edit, row: EconomyRow) -> None:
    edit.remove(_area(edit.report, row))


def _area_siblings(report: Report, row: EconomyRow) -> Sequence[Ordered]:
    return report.areas_under(_area(report, row).parent_id)


def _units(_table: EconomyTable, period_id: str) -> RowActs:
    def copy(edit: Edit, row: EconomyRow) -> str:
        unit = _unit(edit.report, row)
        if isinstance(unit, ResultUnit):
            siblings = edit.report.units_of(unit.group_id)
            name = f"{unit.name} (kopia)"
            return duplicate(edit, unit, siblings, period_id, name=name, number="")
        assert unit is not None
        groups = edit.report.result_unit_groups_in_order()
        return duplicate(edit, unit, groups, period_id, name=f"{unit.name} (kopia)")

    number: Column[EconomyRow] = Column(
        key="number",
        title="Nr",
        read=lambda report, row: getattr(_unit(report, row), "number", ""),
        write=lambda edit, row, text: _set_unit(edit, row, number=text),
        editable=lambda row: row.kind is RowKind.NORMAL,
        source=_subject("result_unit", "number"),
    )
    name: Column[EconomyRow] = Column(
        key="name",
        title="Resultatenhet",
        read=lambda report, row: getattr(_unit(report, row), "name", row.label),
        parse=required("Enhetens namn"),
        write=lambda edit, row, text: _set_unit(edit, row, name=text),
        editable=has_subject,
        source=lambda report, row: (
            (table_name(type(unit)), unit.id, ("name",)) if (unit := _unit(report, row)) else None
        ),
        stretches=True,
    )
    additions = (_Addition("Ny enhet", _add_unit), _Addition("Ny grupp", _add_group))
    return RowActs((number, name), additions, _remove_unit, _unit_siblings, copy)


def _unit(report: Report, row: EconomyRow) -> ResultUnit | ResultUnitGroup | None:
    key = row.subject_id or ""
    return report.result_units.get(key) or report.result_unit_groups.get(key)


def _set_unit(edit: Edit, row: EconomyRow, **fields: str) -> None:
    unit = _unit(edit.report, row)
    assert isinstance(unit, Record)
    edit.set(unit, **fields)


def _add_unit(edit: Edit, row: EconomyRow | None, count: int) -> list[str]:
    selected = _unit(edit.report, row) if row else None
    groups = edit.report.result_unit_groups_in_order()
    if isinstance(selected, ResultUnit):
        group_id = selected.group_id
    elif selected:
        group_id = selected.id
    else:
        group_id = groups[-1].id if groups else _add_group(edit, None, 1)[0]
    keys = keys_after(edit.report.units_of(group_id), selected.id if selected else None, count)
    made = (
        ResultUnit(id=new_id(), group_id=group_id, sort_key=key, number="", name="Ny resultatenhet")
        for key in keys
    )
    return [edit.put(unit).id for unit in made]


def _add_group(edit: Edit, _row: EconomyRow | None, count: int) -> list[str]:
    return [
        edit.put(ResultUnitGroup(id=new_id(), sort_key=key, name="Ny grupp")).id
        for key in keys_after(edit.report.result_unit_groups_in_order(), None, count)
    ]


def _remove_unit(edit: Edit, row: EconomyRow) -> None:
    unit = _unit(edit.report, row)
    assert isinstance(unit, Record)
    edit.remove(unit)


def _unit_siblings(report: Report, row: EconomyRow) -> Sequence[Ordered]:
    unit = _unit(report, row)
    if isinstance(unit, ResultUnit):
        return report.units_of(unit.group_id)
    return report.result_unit_groups_in_order()


def _investments(table: EconomyTable, period_id: str) -> RowActs:
    def rename(edit: Edit, row: EconomyRow, name: str) -> None:
        edit.set(edit.report.investments[row.subject_id or ""], name=name)

    def create(edit: Edit, row: EconomyRow | None, count: int) -> list[str]:
        anchor = row.subject_id if row else None
        return [
            edit.put(Investment(id=new_id(), sort_key=key, name="Ny investering")).id
            for key in keys_after(edit.report.investments_in_order(), anchor, count)
        ]

    def remove(edit: Edit, row: EconomyRow) -> None:
        edit.remove(edit.report.investments[row.subject_id or ""])

    def siblings(report: Report, _row: EconomyRow) -> Sequence[Ordered]:
        return report.investments_in_order()

    def copy(edit: Edit, row: EconomyRow) -> str:
        investment = edit.report.investments[row.subject_id or ""]
        others = edit.report.investments_in_order()
        return duplicate(edit, investment, others, period_id, name=f"{investment.name} (kopia)")

    name = replace(
        _label_column(table),
        parse=required("Investeringens namn"),
        write=rename,
        source=_subject("investment"),
        editable=has_subject,
    )
    return RowActs((name,), (_Addition("Ny rad", create),), remove, siblings, copy)


ROW_ACTS: Mapping[SectionKind, Callable[[EconomyTable, str], RowActs]] = MappingProxyType(
    {
        SectionKind.OPERATING_BUDGET: _fixed,
        SectionKind.NET_BUDGET: _areas,
        SectionKind.TURNOVER_CHANGES: _turnover_areas,
        SectionKind.RESULT_UNITS: _units,
        SectionKind.INVESTMENTS: _investments,
    }
)
"""By kind of table: its first columns and what can be done to its rows."""
