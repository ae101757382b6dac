"""Whether the records of a report hold together: what a received file must fulfil before it is used."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from tertialapp.model.change import Delta
from tertialapp.model.conflicts import Conflict
from tertialapp.model.conflicts import is_sound as is_sound_conflict
from tertialapp.model.decision_wordings import is_sound as is_sound_wording
from tertialapp.model.decisions import DecisionWording
from tertialapp.model.font_files import FontFile
from tertialapp.model.font_files import is_sound as is_sound_font
from tertialapp.model.frame import SETUP_ID
from tertialapp.model.goals import Goal, Level
from tertialapp.model.images import Image
from tertialapp.model.images import is_sound as is_sound_image
from tertialapp.model.records import ANY_TABLE, FieldSpec, Record, cell_id, field_specs
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
    "waiver": ("finding", "period_id"),
}
"""The tables whose key is made from other fields (``records.cell_id``), and from which."""

DEPTH = {Level.DIRECTION: 0, Level.AREA: 1, Level.BOARD: 2}
"""How far down a goal of a level stands: always further than its parent."""


NESTED = ("goal", "section", "business_area")
"""The tables whose records lie under each other: ``parent_id``."""
_DEEPEST = 100
"""Levels that no report comes near, and that what walks through it can bear."""


def faults(report: Report) -> Iterator[str]:
    """Every way in which the records contradict each other, in Swedish; none for a sound report."""
    yield from _frame_faults(report)
    keys: dict[str | None, Collection[str]] = {name: report.table(name).keys() for name in TABLES}
    keys[ANY_TABLE] = {key for table in TABLES for key in keys[table]}
    for name in TABLES:
        references = _references(name)
        for key, record in report.table(name).items():
            yield from _own_faults(name, key, record)
            for field in references:
                target = getattr(record, field.name)
                if target is not None and target not in keys[field.table]:
                    yield _dangling(name, key, target)
    for name in NESTED:
        yield from _parent_faults(name, report.table(name))
    for goal in report.goals.values():
        yield from _level_faults(report, goal)


def faults_of_change(report: Report, deltas: Iterable[Delta]) -> Iterator[str]:
    """The faults of a report that some deltas made of a sound one, without a look at all the rest.

    Only where a record was removed, what may refer to it is gone through.
    """
    touched = dict.fromkeys((delta.table, delta.key) for delta in deltas)
    gone: dict[str, set[str]] = {}
    yield from _frame_faults(report)
    for name, key in touched:
        record = report.table(name).get(key)
        if record is None:
            gone.setdefault(name, set()).add(key)
            continue
        yield from _own_faults(name, key, record)
        for field in _references(name):
            target = getattr(record, field.name)
            if target is not None and not _has(report, field.table, target):
                yield _dangling(name, key, target)
        if name in NESTED and _lies_under_itself(report.table(name), key):
            yield _circular(name, key)
        if isinstance(record, Goal):
            for goal in (record, *report.goals_under(key)):
                yield from _level_faults(report, goal)
    if gone:
        yield from _left_dangling(report, gone)


def _references(table: str) -> list[FieldSpec]:
    return [field for field in field_specs(TABLES[table].record_type) if field.table]


def _has(report: Report, table: str | None, key: str) -> bool:
    tables = TABLES if table in (None, ANY_TABLE) else (table,)
    return any(key in report.table(name) for name in tables)


def _left_dangling(report: Report, gone: Mapping[str, Collection[str]]) -> Iterator[str]:
    """What refers to records that are gone."""
    anywhere = {key for keys in gone.values() for key in keys}
    for name in TABLES:
        for field in _references(name):
            lost = anywhere if field.table == ANY_TABLE else gone.get(field.table or "", ())
            if lost:
                for key, record in report.table(name).items():
                    target = getattr(record, field.name)
                    if target in lost and not _has(report, field.table, target):
                        yield _dangling(name, key, target)


def _dangling(table: str, key: str, target: str) -> str:
    return f"{table} ”{key}” hänvisar till ”{target}” som saknas"


def _frame_faults(report: Report) -> Iterator[str]:
    if set(report.setups) != {SETUP_ID}:
        yield "nämndens uppgifter saknas eller finns flera gånger"
    if not report.periods:
        yield "det finns ingen period"


def _own_faults(table: str, key: str, record: Record) -> Iterator[str]:
    parts = CELL_KEYS.get(table)
    if not key:
        yield f"{table} har en rad utan nyckel"
    if parts and key != cell_id(*(getattr(record, part) for part in parts)):
        yield f"{table} ”{key}” har en nyckel som inte stämmer med innehållet"
    if check := _SOUND.get(type(record)):
        is_sound, fault = check
        if not is_sound(record):
            yield fault.format(key)


def _is_about(found: Conflict) -> bool:
    """Whether a conflict names a table and, where it is about one, a field of it."""
    if found.table not in TABLES:
        return False
    fields = {spec.name for spec in field_specs(TABLES[found.table].record_type)}
    return found.field in fields | {""}


_SOUND: Mapping[type[Record], tuple[Callable[[Any], bool], str]] = {
    Image: (is_sound_image, "bilden ”{}” går inte att läsa"),
    FontFile: (is_sound_font, "typsnittsfilen ”{}” går inte att använda"),
    DecisionWording: (is_sound_wording, "formuleringen ”{}” går inte att läsa"),
    Conflict: (
        lambda found: _is_about(found) and is_sound_conflict(found),
        "konflikten ”{}” går inte att läsa",
    ),
}
"""What is asked of a record of its own beyond what its fields ask, and what is said where it isn't so."""


def _parent(records: Mapping[str, Record], key: str) -> str | None:
    """The key of the record that one lies under, if that is there."""
    record: Any = records[key]
    parent: str | None = record.parent_id
    return parent if parent in records else None


def _parent_faults(table: str, records: Mapping[str, Record]) -> Iterator[str]:
    depths: dict[str, int] = {}
    for key in records:
        path: dict[str, None] = {}
        at: str | None = key
        while at is not None and at not in depths and at not in path:
            path[at] = None
            at = _parent(records, at)
        if at in path:
            yield _circular(table, key)
        above = depths.get(at or "", 0)
        depths |= {passed: above + at for at, passed in enumerate(reversed(path), start=1)}
    if max(depths.values(), default=0) > _DEEPEST:
        yield f"{table} har rader som ligger för djupt under varandra"


def _lies_under_itself(records: Mapping[str, Record], key: str) -> bool:
    path: set[str] = set()
    at: str | None = key
    while at is not None and at not in path:
        path.add(at)
        at = _parent(records, at)
    return at is not None


def _circular(table: str, key: str) -> str:
    return f"{table} ”{key}” ligger under sig själv"


def _level_faults(report: Report, goal: Goal) -> Iterator[str]:
    parent = report.goals.get(goal.parent_id) if goal.parent_id else None
    if parent and DEPTH[parent.level] >= DEPTH[goal.level]:
        yield f"målet ”{goal.title}” ligger på fel nivå"
