"""Random edits of a report, as people make them: the report is sound before and after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from msgspec import structs

from tertialapp.document.edit import Edit
from tertialapp.document.following import follow
from tertialapp.merge.values import place
from tertialapp.model.conflicts import Conflict
from tertialapp.model.font_files import FontFile
from tertialapp.model.frame import Period, Setup, Text
from tertialapp.model.images import Image
from tertialapp.model.integrity import CELL_KEYS, faults
from tertialapp.model.live_values import indicator_reference
from tertialapp.model.outline import keys_between
from tertialapp.model.records import FieldSpec, Record, field_specs, new_id
from tertialapp.model.report import TABLES, Report, records_of, table_name
from tertialapp.model.versions import Version
from tests.reports import plain_values

Draw = Callable[[st.SearchStrategy[Any]], Any]

WORDS = st.lists(
    st.sampled_from(["ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta"]), max_size=6
)
BODIES = st.lists(WORDS.map(" ".join), max_size=5).map("\n\n".join)
_KEPT = (Setup, Period, Image, Conflict)


def values_of(record: Record) -> list[FieldSpec]:
    """The fields that hold what somebody has written: not those that place a record or make its key."""
    name = table_name(type(record))
    placing = {"id", "kind", "year", "cut_off", *CELL_KEYS.get(name, ())}
    placing |= {spec.name for spec in place(name)}
    return [
        spec
        for spec in field_specs(type(record))
        if spec.name not in placing
        and not spec.table
        and not isinstance(record, FontFile | Image | Conflict | Version)
    ]


def edit_once(draw: Draw, report: Report) -> Report:
    """The report after one random edit, and what follows from it."""
    edit = Edit(report)
    draw(st.sampled_from((_set, _set, _set, _write, _write, _add, _move, _remove, _follow)))(
        draw, edit
    )
    if next(faults(edit.report), None):
        return report
    follow(edit)
    return edit.report


@st.composite
def edited(draw: Draw, report: Report, most: int = 6) -> Report:
    """The report after some random edits."""
    for _ in range(draw(st.integers(0, most))):
        report = edit_once(draw, report)
    return report


def _any(draw: Draw, edit: Edit) -> Record:
    found: Record = draw(st.sampled_from(list(records_of(edit.report))))
    return found


def _set(draw: Draw, edit: Edit) -> None:
    record = _any(draw, edit)
    specs = values_of(record)
    if specs:
        spec = draw(st.sampled_from(specs))
        edit.set(record, **{spec.name: draw(plain_values(spec))})


def _write(draw: Draw, edit: Edit) -> None:
    """Write some paragraphs anew, or all of a text."""
    texts = list(edit.report.texts.values())
    if not texts:
        return
    text: Text = draw(st.sampled_from(texts))
    parts = text.body.split("\n\n")
    at = draw(st.integers(0, len(parts)))
    words = draw(BODIES)
    body = draw(st.sampled_from((words, "\n\n".join([*parts[:at], words, *parts[at + 1 :]]))))
    edit.set(text, body=body)


def _follow(draw: Draw, edit: Edit) -> None:
    """Let a text follow a figure."""
    if edit.report.texts and edit.report.indicators:
        text = draw(st.sampled_from(list(edit.report.texts.values())))
        target = indicator_reference(draw(st.sampled_from(list(edit.report.indicators))), "outcome")
        edit.set(text, body=f"{text.body}\n\nUtfallet är [?]({target.target}) nu")


def _add(draw: Draw, edit: Edit) -> None:
    record: Any = _any(draw, edit)
    if hasattr(record, "sort_key"):
        key = keys_between(record.sort_key, None)[0]
        edit.put(structs.replace(record, id=new_id(), sort_key=key))


def _move(draw: Draw, edit: Edit) -> None:
    """Put a record beside another of its kind, or under it."""
    record: Any = _any(draw, edit)
    table = table_name(type(record))
    if place(table):
        other: Any = draw(st.sampled_from(list(edit.report.table(table).values())))
        fields = {spec.name: getattr(other, spec.name) for spec in place(table)}
        fields["sort_key"] = keys_between(None, other.sort_key)[0]
        if "parent_id" in fields and draw(st.booleans()):
            fields["parent_id"] = other.id
        fields.pop("level", None)
        edit.set(record, **fields)


def _remove(draw: Draw, edit: Edit) -> None:
    record = _any(draw, edit)
    if not isinstance(record, _KEPT):
        edit.remove(record)


__all__ = ["BODIES", "TABLES", "edit_once", "edited"]
