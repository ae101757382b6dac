"""Whether the records of a report hold together: what a received file must fulfil before it is used."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from tertialapp.model.frame import SETUP_ID
from tertialapp.model.goals import Level
from tertialapp.model.records import ANY_TABLE, Record, cell_id, field_specs
from tertialapp.model.report import TABLES, Report

CELL_KEYS = {
    "text": ("owner_id", "period_id", "part"),
    "goal_status": ("goal_id", "period_id"),
    "indicator_value": ("indicator_id", "period_id"),
    "activity_status": ("activity_id", "period_id"),
    "operating_budget": ("side", "period_id"),
    "net_budget": ("area_id", "period_id"),
    "result_unit_value": ("unit_id", "period_id"),
    "investment_value": ("investment_id", "period_id"),
    "turnover_change": ("area_id", "period_id"),
    "stated_total": ("table", "column", "period_id"),
}
"""The tables whose key is made from other fields (``records.cell_id``), and from which."""

_DEPTH = {Level.DIRECTION: 0, Level.AREA: 1, Level.BOARD: 2}


def faults(report: Report) -> Iterator[str]:
    """Every way in which the records contradict each other, in Swedish; none for a sound report."""
    if set(report.setups) != {SETUP_ID}:
        yield "nämndens uppgifter saknas eller finns flera gånger"
    if not report.periods:
        yield "det finns ingen period"
    keys: dict[str | None, Collection[str]] = {name: report.table(name).keys() for name in TABLES}
    keys[ANY_TABLE] = {key for table in TABLES for key in keys[table]}
    for name, spec in TABLES.items():
        references = [field for field in field_specs(spec.record_type) if field.table]
        for key, record in report.table(name).items():
            yield from _key_faults(name, key, record)
            for field in references:
                target = getattr(record, field.name)
                if target is not None and target not in keys[field.table]:
                    yield f"{name} ”{key}” hänvisar till ”{target}” som saknas"
    yield from _parent_faults("goal", {key: goal.parent_id for key, goal in report.goals.items()})
    yield from _parent_faults(
        "section", {key: section.parent_id for key, section in report.sections.items()}
    )
    yield from _parent_faults(
        "business_area", {key: area.parent_id for key, area in report.business_areas.items()}
    )
    yield from _level_faults(report)


def _key_faults(table: str, key: str, record: Record) -> Iterator[str]:
    parts = CELL_KEYS.get(table)
    if not key:
        yield f"{table} har en rad utan nyckel"
    if parts and key != cell_id(*(getattr(record, part) for part in parts)):
        yield f"{table} ”{key}” har en nyckel som inte stämmer med innehållet"


def _parent_faults(table: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    sound: set[str] = set()
    for key in parents:
        path = []
        at: str | None = key
        while at is not None and at not in sound and at not in path and at in parents:
            path.append(at)
            at = parents[at]
        if at in path:
            yield f"{table} ”{key}” ligger under sig själv"
        sound.update(path)


def _level_faults(report: Report) -> Iterator[str]:
    for goal in report.goals.values():
        parent = report.goals.get(goal.parent_id) if goal.parent_id else None
        if parent and _DEPTH[parent.level] >= _DEPTH[goal.level]:
            yield f"målet ”{goal.title}” ligger på fel nivå"
