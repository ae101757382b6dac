"""What a merge does to the tree and to the order of siblings, set right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import structs

from tertialapp.merge.assembly import Assembly
from tertialapp.merge.rows import unit_conflict
from tertialapp.merge.values import place, values
from tertialapp.model.belonging import owners
from tertialapp.model.conflicts import ConflictKind
from tertialapp.model.integrity import DEPTH, NESTED
from tertialapp.model.outline import distinct_keys
from tertialapp.model.records import Record


def settle_places(assembly: Assembly) -> None:
    """Have nothing lie under itself or on a wrong level: their move is taken back where it made that so."""
    while True:
        assembly.restore_what_is_missing()
        misplaced = next(_misplaced(assembly), None)
        if misplaced is None:
            return
        _take_back(assembly, *misplaced)


def _misplaced(assembly: Assembly) -> Iterator[tuple[str, list[str]]]:
    """Table and keys of records that can't all stand where they do."""
    for name in NESTED:
        rows: Mapping[str, Any] = assembly.rows[name]
        sound: set[str] = set()
        for key in rows:
            path: list[str] = []
            at: str | None = key
            while at is not None and at not in sound and at not in path:
                path.append(at)
                at = rows[at].parent_id
            if at in path:
                yield name, path[path.index(at) :]
            sound.update(path)
    goals: Mapping[str, Any] = assembly.rows["goal"]
    for key, goal in goals.items():
        if goal.parent_id and DEPTH[goals[goal.parent_id].level] >= DEPTH[goal.level]:
            yield "goal", [key, goal.parent_id]


def _take_back(assembly: Assembly, name: str, keys: list[str]) -> None:
    """Put records back where ours has them, or, where ours does not know the place, at the top."""
    ours, theirs, unit = assembly.ours.table(name), assembly.theirs.table(name), place(name)
    moved = [
        key
        for key in keys
        if key in ours and values(ours[key], unit) != values(assembly.rows[name][key], unit)
    ]
    for key in moved or keys[:1]:
        record = assembly.rows[name][key]
        if moved:
            fields = {spec.name: getattr(ours[key], spec.name) for spec in unit}
        else:
            fields = {"parent_id": None}
        kept = structs.replace(record, **fields)
        assembly.rows[name][key] = kept
        assembly.conflicts.append(
            unit_conflict(
                assembly.base.table(name).get(key),
                kept,
                theirs.get(key, record),
                unit,
                ConflictKind.LOOP,
            )
        )


def order_siblings(assembly: Assembly) -> None:
    """Give siblings that two people put at the same place an order, the same whoever merges."""
    for name, rows in assembly.rows.items():
        sides = (assembly.ours.table(name), assembly.theirs.table(name))
        if place(name) and all(_moved(name, rows, side) for side in sides):
            for group in _siblings(name, rows):
                keys = [record.sort_key for record in group]
                for record, key in zip(group, distinct_keys(keys), strict=True):
                    if record.sort_key != key:
                        rows[record.id] = structs.replace(record, sort_key=key)


def _moved(name: str, rows: Mapping[str, Record], side: Mapping[str, Record]) -> bool:
    """Whether anything stands where a side does not have it."""
    unit = place(name)
    return rows.keys() != side.keys() or any(
        values(row, unit) != values(side[key], unit) for key, row in rows.items()
    )


def _siblings(name: str, rows: Mapping[str, Record]) -> Iterator[list[Any]]:
    """Records that stand beside each other, in order, where two of them are alike in that."""
    above = tuple(spec.name for spec in owners(name))
    groups: dict[tuple[Any, ...], list[Any]] = {}
    for record in rows.values():
        groups.setdefault(tuple(getattr(record, field) for field in above), []).append(record)
    for group in groups.values():
        if len({record.sort_key for record in group}) < len(group):
            yield sorted(group, key=lambda record: (record.sort_key, record.id))
