"""Places in a report that have a page of their own, and where a change is to be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from tertialapp.model.assignments import Assignment
from tertialapp.model.change import Delta, Operation
from tertialapp.model.frame import Section, SectionKind, TextPart
from tertialapp.model.records import Record, owner_key
from tertialapp.model.report import Report


class Place(Struct, frozen=True):
    """A goal or a section: the table it is in and its key; or the overview of them all."""

    table: str
    key: str


class Spot(Struct, frozen=True):
    """A cell or text of a place: the row of its grids ("" for the place's own) and the field.

    ``line`` is a line of a text, whose paragraphs, headings and points are a line each; ``stretch`` a
    stretch of the stored text, whose words are meant.
    """

    place: Place
    row: str = ""
    field: str = ""
    line: int | None = None
    stretch: tuple[int, int] | None = None


OVERVIEW = Place("overview", "")


def text_field(part: TextPart) -> str:
    """The field of a spot in a text of a place: a place has one or an analysis, and perhaps a description."""
    return "description" if part is TextPart.DESCRIPTION else "body"


def section_place(key: str) -> Place:
    """The place of a section."""
    return Place("section", key)


def goal_place(key: str) -> Place:
    """The place of a goal."""
    return Place("goal", key)


def place_of_part(report: Report, part: Assignment) -> Place | None:
    """The goal or section that was sent out; None when it is gone."""
    return place_of_owner(report, part.subject_id)


def part_place(report: Report) -> Place | None:
    """The goal or section that is all that is written in here; None for a whole report."""
    return place_of_part(report, report.part) if report.part else None


def places_in_order(report: Report) -> Iterator[Place]:
    """All sections and goals, in printed order; of a part that was sent out, its own."""
    root = part_place(report)
    if root is not None:
        yield from places_within(report, root)
        return
    for chapter in report.sections_under(None):
        yield from places_within(report, section_place(chapter.id))


def places_within(report: Report, place: Place) -> Iterator[Place]:
    """A goal or section with all that is printed under it."""
    yield place
    if place.table == "goal":
        yield from _within_goals(report, place.key)
        return
    for section in report.sections_under(place.key):
        yield from places_within(report, section_place(section.id))
    if report.sections[place.key].kind is SectionKind.GOALS:
        yield from _within_goals(report, None)


def _within_goals(report: Report, parent_id: str | None) -> Iterator[Place]:
    for goal in report.goals_under(parent_id):
        yield from places_within(report, goal_place(goal.id))


def exists(report: Report, place: Place) -> bool:
    """Whether a place is in the report."""
    return place == OVERVIEW or place.key in report.table(place.table)


_BY_OWNER = {
    "goal_status": "goal_id",
    "expected_result": "goal_id",
    "indicator": "goal_id",
    "indicator_value": "indicator_id",
    "activity": "goal_id",
    "activity_status": "activity_id",
    "planned_investment": "section_id",
    "budget_adjustment": "section_id",
    "text": "owner_id",
    "assignment": "subject_id",
}

BY_KIND = {
    "operating_budget": SectionKind.OPERATING_BUDGET,
    "net_budget": SectionKind.NET_BUDGET,
    "business_area": SectionKind.NET_BUDGET,
    "result_unit_group": SectionKind.RESULT_UNITS,
    "result_unit": SectionKind.RESULT_UNITS,
    "result_unit_value": SectionKind.RESULT_UNITS,
    "investment": SectionKind.INVESTMENTS,
    "investment_value": SectionKind.INVESTMENTS,
    "turnover_change": SectionKind.TURNOVER_CHANGES,
    "competence_fund": SectionKind.COMPETENCE_FUNDS,
    "decision": SectionKind.DECISIONS,
    "period": SectionKind.DECISIONS,
}


def place_of(report: Report, delta: Delta) -> Place | None:
    """The page on which a change shows; None when none does. What was removed shows at its parent."""
    return _place_of_fields(report, delta.table, delta.key, _fields(report, delta))


def place_of_record(report: Report, table: str, record: Record) -> Place | None:
    """The page on which a record shows, or showed if it is gone; None when none does."""
    return _place_of_fields(report, table, record.id, asdict(record))


def place_of_key(report: Report, table: str, key: str) -> Place | None:
    """The page on which a record shows, also one that is empty and therefore not there."""
    record = report.table(table).get(key)
    if record is not None:
        return place_of_record(report, table, record)
    return _place_of_fields(report, table, key, {_BY_OWNER.get(table, ""): owner_key(key)})


def _place_of_fields(
    report: Report, table: str, key: str, fields: Mapping[str, Any]
) -> Place | None:
    if table in ("goal", "section"):
        place = Place(table, key)
        return place if exists(report, place) else place_of_owner(report, fields.get("parent_id"))
    if table in _BY_OWNER:
        return place_of_owner(report, fields.get(_BY_OWNER[table]))
    kind = BY_KIND.get(table)
    section = first_of_kind(report, kind) if kind else None
    return section_place(section.id) if section else None


def field_spot(place: Place, table: str, key: str, field: str) -> Spot:
    """Where a field of a record is seen on the record's page, filled in or not."""
    row = owner_key(key)
    if (table, field) == ("text", "body"):
        field = text_field(TextPart(key.rpartition("@")[2]))
    return Spot(place, "" if row == place.key else row, field)


def period_of(report: Report, delta: Delta) -> str | None:
    """The period that a change belongs to; None when it belongs to all."""
    period_id = _fields(report, delta).get("period_id")
    return period_id if period_id in report.periods else None


def first_of_kind(report: Report, kind: SectionKind) -> Section | None:
    """The section that shows the things of a kind."""
    return next((section for section in report.sections.values() if section.kind is kind), None)


def _fields(report: Report, delta: Delta) -> Mapping[str, Any]:
    if delta.operation is Operation.DELETE:
        return dict(delta.old)
    record = report.table(delta.table).get(delta.key)
    return asdict(record) if record else {}


def place_of_owner(report: Report, key: str | None) -> Place | None:
    """The page of a goal, a section, or the goal of an indicator or activity."""
    if key is None:
        return None
    if key in report.goals:
        return goal_place(key)
    if key in report.sections:
        return section_place(key)
    below = report.indicators.get(key) or report.activities.get(key)
    return goal_place(below.goal_id) if below else None
