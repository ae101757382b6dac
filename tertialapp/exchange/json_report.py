"""A whole report as JSON text and back; reading what was written gives the same report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from tertialapp.base.errors import BadInput
from tertialapp.exchange.json_schema import FORMAT, VERSION, schema
from tertialapp.model.frame import MAIN_COLOR, TypefaceName
from tertialapp.model.images import Image
from tertialapp.model.integrity import faults
from tertialapp.model.plain import from_plain, to_plain
from tertialapp.model.records import Record
from tertialapp.model.report import TABLES, Report, report_of


def write_json(report: Report) -> str:
    """The report as indented JSON, records in the order of their ids."""
    content: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    for name, spec in TABLES.items():
        table = report.table(name)
        content[spec.attribute] = [to_plain(table[key]) for key in sorted(table)]
    import json  # noqa: PLC0415 - a PDF is made of a file without it

    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_json(text: str, pictures: Iterable[Image] = ()) -> Report:
    """The report in a JSON text, with pictures that it shows and does not hold itself.

    Raises BadInput with one Swedish sentence.
    """
    content = _checked(_loaded(text))
    records: list[Record] = [*pictures]
    for spec in TABLES.values():
        keys = set()
        for plain in content[spec.attribute]:
            try:
                record = from_plain(spec.record_type, plain)
            except ValueError as error:
                where = f"{spec.attribute}, id ”{plain['id']}”"
                raise BadInput(
                    f"JSON-filen har ett värde som inte går att läsa ({where})."
                ) from error
            if record.id in keys:
                raise BadInput(
                    f"JSON-filen har två poster med samma id ”{record.id}” i {spec.attribute}."
                )
            keys.add(record.id)
            records.append(record)
    report = report_of(records)
    fault = next(faults(report), None)
    if fault:
        raise BadInput(f"JSON-filen hänger inte ihop: {fault}.")
    return report


def _loaded(text: str) -> Any:
    import json  # noqa: PLC0415 - as above

    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_no_key_twice)
    except (ValueError, RecursionError) as error:
        line = f" (rad {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise BadInput(f"Filen är inte giltig JSON{line}. Exportera den på nytt.") from error


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise BadInput(
            "JSON-filen har samma nyckel två gånger i ett objekt. Exportera den på nytt."
        )
    return content


def _checked(content: Any) -> dict[str, Any]:
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise BadInput("JSON-filen är ingen rapport från Tertialapp. Välj en annan fil.")
    if isinstance(content.get("version"), int) and content["version"] > VERSION:
        raise BadInput(
            "JSON-filen är skapad i en nyare version av Tertialapp. Uppdatera programmet först."
        )
    if content.get("version") in range(1, VERSION):
        _upgrade(content)
    # Imported here: only who reads JSON needs it.
    from fastjsonschema import JsonSchemaValueException  # noqa: PLC0415

    try:
        _validator()(content)
    except JsonSchemaValueException as error:
        raise BadInput(f"JSON-filen följer inte schemat vid {_place(error.name)}.") from error
    return content


_ADDED_TABLES = (
    *("decision_wordings", "own_words", "font_files"),
    *("waivers", "conflicts", "versions", "assignments", "images"),
)
_ADDED_FIELDS: dict[str, dict[str, Any]] = {
    "setups": {
        "logo_id": None,
        "logo_alt": "",
        "main_color": MAIN_COLOR,
        "typeface": TypefaceName.SOURCE_SANS.value,
        "part_id": None,
    },
    "periods": {"deadline": None, "locked": False},
    "sections": {"owner": "", "instruction": "", "charted": False},
    "indicators": {"charted": False},
    "texts": {"needs_reading": False},
    "own_words": {"broken": ""},
    "decisions": {"generated": False},
}
"""The fields that later versions added, by table."""


def _upgrade(content: dict[str, Any]) -> None:
    """Give an older text what later versions added; whether it is sound is for the schema to say."""
    content["version"] = VERSION
    for table in _ADDED_TABLES:
        content.setdefault(table, [])
    for table, added in _ADDED_FIELDS.items():
        rows = content.get(table)
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, dict):
                row.update({name: value for name, value in added.items() if name not in row})


@cache
def _validator() -> Any:
    from fastjsonschema import compile as compiled  # noqa: PLC0415 - as above

    return compiled(schema())


def _place(name: str | None) -> str:
    """Where in the file, as the validator names it, in words of the file: "goals[3].title"."""
    place = re.sub(r"^data\.?", "", name or "")
    return f"”{place}”" if place else "översta nivån"
