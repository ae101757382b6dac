"""A part of a report that is sent out: what may be written in it, and what its file needs to hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from tertialapp.model.assignments import Assignment
from tertialapp.model.change import Delta, apply_deltas
from tertialapp.model.decision_wordings import TABLES as WORDED_FROM
from tertialapp.model.frame import Section, SectionKind, TypefaceName
from tertialapp.model.live_values import parse_reference, references_in
from tertialapp.model.markdown import picture_keys
from tertialapp.model.places import (
    BY_KIND,
    Place,
    place_of_record,
    places_within,
)
from tertialapp.model.records import ANY_TABLE, Record, field_specs
from tertialapp.model.report import TABLES, Report, report_of

Name = tuple[str, str]
"""Table and key of a record."""
Names = dict[Name, Record]

_WRITTEN = (
    *("section", "goal", "goal_status", "expected_result", "text"),
    *("indicator", "indicator_value", "activity", "activity_status"),
    *("planned_investment", "budget_adjustment"),
    *(table for table in BY_KIND if table != "period"),
)
"""The tables that the pages of a report write in."""

_FOLLOWING = ("image", "conflict")
"""Tables whose records come and go with what is written in others."""

_FRAME = ("status", "period", "section", "goal", "own_word")
"""What every part holds of the whole: how it is built, and its words. It has settings of its own."""

_FUNDS = ("result_unit_group", "result_unit", "result_unit_value")
_FIGURES = tuple(table for table in _WRITTEN if table != "text")
_SHOWN_FROM: Mapping[SectionKind, tuple[str, ...]] = {
    SectionKind.OPERATING_BUDGET: ("operating_budget", *_FUNDS),
    SectionKind.NET_BUDGET: ("business_area", "net_budget", "turnover_change"),
    SectionKind.RESULT_UNITS: _FUNDS,
    SectionKind.INVESTMENTS: ("investment", "investment_value"),
    SectionKind.TURNOVER_CHANGES: ("business_area", "turnover_change"),
    SectionKind.PLANNED_INVESTMENTS: ("planned_investment",),
    SectionKind.BUDGET_ADJUSTMENTS: ("budget_adjustment",),
    SectionKind.COMPETENCE_FUNDS: ("competence_fund",),
    SectionKind.DECISIONS: WORDED_FROM,
    SectionKind.SUMMARY: _FIGURES,
}
"""The tables that a kind of section shows figures from."""


def written_in(report: Report, place: Place) -> Names:
    """All records that the pages of a place, and those under it, write in."""
    if place.key not in report.table(place.table):
        return {}
    places = set(places_within(report, place))
    found = {
        (table, key): record
        for table in _WRITTEN
        for key, record in report.table(table).items()
        if place_of_record(report, table, record) in places
    }
    shown = {key for text in _bodies(found) for key in picture_keys(text)}
    return found | {("image", key): report.images[key] for key in shown & report.images.keys()}


def _bodies(records: Names) -> Iterator[str]:
    for (table, _), record in records.items():
        if table == "text":
            yield record.body  # type: ignore[attr-defined]


# -- what may be changed -----------------------------------------------------------------------------


def is_within(report: Report, place: Place, deltas: Iterable[Delta]) -> bool:
    """Whether changes keep to a place: it stays, where it is, and all else is as it was."""
    deltas = tuple(deltas)
    after = apply_deltas(report, deltas)
    if not _stands_as(report, after, place):
        return False
    places = (set(places_within(report, place)), set(places_within(after, place)))
    for delta in deltas:
        if delta.table in _FOLLOWING:
            continue
        for state, inside in zip((report, after), places, strict=True):
            record = state.table(delta.table).get(delta.key)
            if record is None:
                continue
            if (
                delta.table not in _WRITTEN
                or place_of_record(state, delta.table, record) not in inside
            ):
                return False
    return True


def _stands_as(before: Report, after: Report, place: Place) -> bool:
    was, now = (report.table(place.table).get(place.key) for report in (before, after))
    placing = ("parent_id", "sort_key", "level")
    return now is not None and all(
        getattr(was, name, None) == getattr(now, name, None) for name in placing
    )


# -- the file of a part ------------------------------------------------------------------------------


def cut_out(report: Report, part: Assignment, place: Place) -> Report:
    """The report that whoever writes a part gets: what is to be written, and what that is shown with.

    Texts and figures of other places are left out, where nothing in the part follows them.
    """
    written = written_in(report, place)
    needed = dict(_whole_tables(report, _FRAME)) | dict(_shown_with(report, written)) | written
    held = with_targets(report, needed)
    records = [
        replace(record, instruction="")
        if isinstance(record, Section) and (table, key) not in written
        else record
        for (table, key), record in held.items()
    ]
    look = report.setup.typeface
    setup = replace(
        report.setup,
        part_id=part.id,
        logo_id=None,
        logo_alt="",
        typeface=TypefaceName.SOURCE_SANS if look is TypefaceName.OWN else look,
    )
    return report_of([setup, *records, part])


def _whole_tables(report: Report, tables: Iterable[str]) -> Iterator[tuple[Name, Record]]:
    for table in tables:
        for key, record in report.table(table).items():
            yield (table, key), record


def _shown_with(report: Report, written: Names) -> Iterator[tuple[Name, Record]]:
    """What the tables of a part count with, and what its texts follow."""
    kinds = {record.kind for record in written.values() if isinstance(record, Section)}
    for body in _bodies(written):
        for target in references_in(body):
            reference = parse_reference(target)
            match (reference.source, *reference.path) if reference else ():
                case ("indikator", key, _) if key in report.indicators:
                    yield from _of_indicator(report, key)
                case ("ekonomi", kind, *_) if kind in set(SectionKind):
                    kinds.add(SectionKind(kind))
                case ("summa", key) if key in report.sections:
                    kinds.add(report.sections[key].kind)
    for kind in kinds:
        tables = _SHOWN_FROM.get(kind, ())
        yield from _whole_tables(report, tables)
        for key, total in report.stated_totals.items():
            if total.table in tables:
                yield ("stated_total", key), total


def _of_indicator(report: Report, indicator_id: str) -> Iterator[tuple[Name, Record]]:
    yield ("indicator", indicator_id), report.indicators[indicator_id]
    for key, value in report.indicator_values.items():
        if value.indicator_id == indicator_id:
            yield ("indicator_value", key), value


def with_targets(report: Report, records: Names) -> Names:
    """Records with all that they refer to, but for the whole's own settings."""
    held = {name: record for name, record in records.items() if name[0] != "setup"}
    waiting = list(held.items())
    while waiting:
        (table, _), record = waiting.pop()
        for spec in field_specs(TABLES[table].record_type):
            target = getattr(record, spec.name)
            if spec.table is None or target is None:
                continue
            for name in TABLES if spec.table == ANY_TABLE else (spec.table,):
                found = report.table(name).get(target)
                if found is not None and name != "setup" and (name, target) not in held:
                    held[name, target] = found
                    waiting.append(((name, target), found))
    return held
