"""The JSON Schema of a report in JSON, made from the record classes so that it can't fall behind.

``resources/rapport.schema.json`` is this schema as others read it; ``python dev.py schema`` writes it.
"""

from __future__ import annotations

from typing import Any

from tertialapp.model.plain import DECIMAL_PATTERN
from tertialapp.model.records import FieldSpec, Kind, Record, field_specs
from tertialapp.model.report import TABLES

FORMAT = "tertialapp-rapport"
VERSION = 3

_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.FLAG: {"type": "boolean"},
    Kind.DECIMAL: {
        "type": "string",
        "pattern": f"^{DECIMAL_PATTERN}$",
        "description": "a decimal figure as text, with decimal point",
    },
    Kind.MONEY: {
        "type": "integer",
        "description": "an amount in whole öre",
    },
    Kind.DATE: {
        "type": "string",
        "pattern": r"^\d{4}-\d{2}-\d{2}$",
        "description": "a day, year-month-day",
    },
    Kind.LIST: {"type": "array", "items": {"type": "string", "pattern": r"^[^\n]+$"}},
}


def schema() -> dict[str, Any]:
    """The schema: one array of records per table, records refer to each other by id."""
    tables = {
        spec.attribute: {"type": "array", "items": _record_schema(spec.record_type)}
        for spec in TABLES.values()
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Rapport från Tertialapp",
        "description": "A whole report: the board's settings, its structure, and each period's values.",
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "version": {"const": VERSION}} | tables,
        "required": ["format", "version", *tables],
        "additionalProperties": False,
    }


def _record_schema(record_type: type[Record]) -> dict[str, Any]:
    specs = field_specs(record_type)
    return {
        "type": "object",
        "title": record_type.__name__,
        "description": " ".join((record_type.__doc__ or "").split()),
        "properties": {spec.name: _field_schema(spec) for spec in specs},
        "required": [spec.name for spec in specs],
        "additionalProperties": False,
    }


def _field_schema(spec: FieldSpec) -> dict[str, Any]:
    if spec.choices:
        choices: list[str | None] = [choice.value for choice in spec.choices]
        return {"enum": [*choices, None] if spec.optional else choices}
    declared = dict(_TYPES[spec.kind])
    if spec.kind in (Kind.INTEGER, Kind.MONEY):
        declared["minimum"], declared["maximum"] = spec.limits
    if spec.table and spec.table in TABLES:
        declared["description"] = f"the id of a record in {TABLES[spec.table].attribute}"
    if spec.optional:
        declared["type"] = [declared["type"], "null"]
    return declared
