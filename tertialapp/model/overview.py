"""What the overview tells of a period: shares by chapter and by responsible, days to keep; what things are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from tertialapp.model.completeness import Item, Share, share
from tertialapp.model.decisions import Decision
from tertialapp.model.frame import SectionKind
from tertialapp.model.outline import goal_numbers
from tertialapp.model.places import (
    Place,
    Spot,
    goal_place,
    places_within,
    section_place,
)
from tertialapp.model.records import Record, field_specs, owner_key
from tertialapp.model.relations import swedish_key
from tertialapp.model.report import Report

SOON = timedelta(days=60)
NO_OWNER = "Utan ansvarig"


class ShareLine(Struct, frozen=True):
    """How complete a part of the report is, and where its first gap is (the part itself when none)."""

    name: str
    share: Share
    spot: Spot


def spot_of(item: Item) -> Spot:
    """Where an item is filled in."""
    return Spot(item.place, item.row, item.field)


def place_name(report: Report, place: Place) -> str:
    """A goal by its number, a section by its title."""
    if place.key in report.goals:
        return goal_numbers(report)[place.key] or report.goals[place.key].title
    section = report.sections.get(place.key)
    return section.title if section else ""


def place_names(report: Report) -> dict[Place, str]:
    """What ``place_name`` gives, for all places at once."""
    numbers = goal_numbers(report)
    goals = {goal_place(key): numbers[key] or goal.title for key, goal in report.goals.items()}
    return goals | {section_place(key): each.title for key, each in report.sections.items()}


def cell_name(report: Report, table: str, key: str) -> str:
    """What the record of a cell is called, or what it belongs to, also when it is not filled in."""
    record = report.table(table).get(key) or _lookup(report, owner_key(key))
    if isinstance(record, Decision):
        return f"Punkt {report.decisions_of(record.period_id).index(record) + 1}"
    return named(report, report, record) if record is not None else ""


def by_chapter(report: Report, items: Sequence[Item]) -> Iterator[ShareLine]:
    """The chapters, and in the goals' chapter each direction goal."""
    chapter_of = {place: chapter for chapter, places in chapters(report) for place in places}
    for chapter, _ in chapters(report):
        here = [item for item in items if chapter_of.get(item.place) == chapter]
        if here:
            yield _line(full_name(report, chapter), here, Spot(chapter))


def full_name(report: Report, place: Place) -> str:
    """A goal by its number and title, a section by its title."""
    name, goal = place_name(report, place), report.goals.get(place.key)
    return name if goal is None or goal.title == name else f"{name} {goal.title}"


def chapters(report: Report) -> Iterator[tuple[Place, list[Place]]]:
    """The chapters, and in the goals' chapter each direction goal, with all places in them."""
    for chapter in report.sections_under(None):
        yield section_place(chapter.id), list(_sections_in(report, chapter.id))
        if chapter.kind is SectionKind.GOALS:
            for goal in report.goals_under(None):
                yield goal_place(goal.id), list(places_within(report, goal_place(goal.id)))


def _sections_in(report: Report, section_id: str) -> Iterator[Place]:
    yield section_place(section_id)
    for child in report.sections_under(section_id):
        yield from _sections_in(report, child.id)


def by_owner(items: Sequence[Item]) -> list[ShareLine]:
    """Everyone who answers for something, in Swedish order; last what nobody answers for."""
    owners = sorted({item.owner for item in items}, key=lambda name: (not name, swedish_key(name)))
    lines = []
    for owner in owners:
        here = [item for item in items if item.owner == owner]
        lines.append(_line(owner or NO_OWNER, here, spot_of(here[0])))
    return lines


def _line(name: str, items: Sequence[Item], home: Spot) -> ShareLine:
    gap = next((spot_of(item) for item in items if not item.filled), home)
    return ShareLine(name, share(items), gap)


# -- names ------------------------------------------------------------------------------------------


def named(after: Report, before: Report, record: Record) -> str:
    """What a record is called, or what the one is called that it belongs to."""
    for field in ("title", "name", "text", "board"):
        if getattr(record, field, ""):
            return str(getattr(record, field))
    for spec in field_specs(type(record)):
        if spec.table and spec.table != "period":
            key = getattr(record, spec.name)
            for report in (after, before):
                owner = _lookup(report, key)
                if owner is not None:
                    return named(after, before, owner)
    return str(getattr(record, "label", ""))


def _lookup(report: Report, key: str | None) -> Record | None:
    if key is None:
        return None
    owners = ("goal", "section", "indicator", "activity", "business_area", "result_unit")
    tables = (report.table(name) for name in (*owners, "investment"))
    return next((table[key] for table in tables if key in table), None)


# -- days to keep ----------------------------------------------------------------------------------


class Deadline(Struct, frozen=True):
    """A day to keep: of the report itself, or the last day of an activity."""

    day: date
    name: str
    where: str
    spot: Spot


def deadlines(report: Report, period_id: str) -> list[Deadline]:
    """The activities that end soon after the period's last day, by day."""
    cut_off = report.periods[period_id].cut_off
    found = []
    for activity in report.activities.values():
        if activity.end is not None and cut_off < activity.end <= cut_off + SOON:
            place = goal_place(activity.goal_id)
            spot = Spot(place, activity.id, "end")
            found.append(Deadline(activity.end, activity.name, place_name(report, place), spot))
    return sorted(found, key=lambda line: (line.day, line.name))
