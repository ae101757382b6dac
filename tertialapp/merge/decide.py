"""A conflict is decided: what that changes in the report, to be done in one edit."""

from __future__ import annotations

import json
from collections import ChainMap
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, cast

from msgspec import NODEFAULT, structs

from tertialapp.base.errors import BadInput
from tertialapp.merge.texts import exchanged
from tertialapp.model.change import difference
from tertialapp.model.conflicts import Conflict, ConflictKind
from tertialapp.model.integrity import faults_of_change
from tertialapp.model.plain import from_plain, value_from_plain
from tertialapp.model.records import Record, default_of, field_specs
from tertialapp.model.report import TABLES, Report

Changes = Mapping[str, Mapping[str, Record | None]]
"""Records to put, or where None to remove, by table and key."""


class Choice(StrEnum):
    """The version that is to hold."""

    BASE = "base"
    OURS = "ours"
    THEIRS = "theirs"


def decide(report: Report, found: Conflict, choice: Choice | Mapping[str, Any]) -> Changes:
    """The changes that settle a conflict: a version of it, or other plain values of its fields.

    Ours is what the report holds, so that choosing it changes nothing but the conflict; also when that
    has been edited since. Raises BadInput when a version can't be had any more.
    """
    settled: Changes = {"conflict": {found.id: None}}
    if choice is Choice.OURS and found.kind is not ConflictKind.DELETED:
        return settled
    base, ours, theirs = found.versions
    if isinstance(choice, Choice):
        fields = {Choice.BASE: base, Choice.OURS: ours, Choice.THEIRS: theirs}[choice]
    else:
        fields = choice
    record = report.table(found.table).get(found.key)
    try:
        chosen = _chosen(found, record, fields, as_written=not isinstance(choice, Choice))
    except (ValueError, TypeError, KeyError) as error:
        raise BadInput("Värdet passar inte här. Skriv ett annat.") from error
    if chosen == record:
        return settled
    if chosen is not None:
        _check(report, found.table, chosen)
    return {found.table: {found.key: chosen}, **settled}


def _chosen(
    found: Conflict, record: Record | None, fields: Mapping[str, Any] | None, *, as_written: bool
) -> Record | None:
    record_type = TABLES[found.table].record_type
    if found.kind is ConflictKind.DELETED:
        # What somebody wrote in it is in the report already, with all that has been edited since.
        return None if fields is None else record or from_plain(record_type, fields)
    if record is None:
        raise BadInput("Det som konflikten gäller är borttaget. Behåll det som det är.")
    if fields is None:  # added by both: there was nothing before
        fields = dict.fromkeys(json.loads(found.ours))
    if found.kind is ConflictKind.TEXT and not as_written:
        held = json.loads(found.ours)[found.field]
        body = exchanged(getattr(record, found.field), held, str(fields[found.field]))
        fields = {found.field: body}
    new = {
        name: _value(record_type, name, value)
        for name, value in fields.items()
        if name in {spec.name for spec in field_specs(record_type)} - {"id"}
    }
    return structs.replace(record, **new)


def _value(record_type: type[Record], name: str, plain: Any) -> Any:
    if plain is None:
        default = default_of(record_type, name)
        if default is not NODEFAULT:
            return default
    return value_from_plain(record_type, name, plain)


def _check(report: Report, table: str, chosen: Record) -> None:
    """Raises BadInput for a record that would break the report. No table is copied: it may be one of many."""
    report.goals_under(None)  # grouped here once, for all that are made of this one
    rows: dict[str, Record | None] = {chosen.id: chosen}
    deltas = difference(report, {table: rows})
    # Only read: that what lies below can't be written in doesn't matter.
    laid_over = ChainMap({chosen.id: chosen}, cast(dict[str, Record], report.table(table)))
    if next(faults_of_change(report.with_table(table, laid_over, rows), deltas), None):
        raise BadInput(
            "Det som versionen hänvisar till finns inte längre. Behåll versionen eller skriv en egen."
        )
