"""What a period's report asks for, and what of it is there: the ground of every "share complete".

An item is a cell or text that is due: R22-R26 of the real report say of indicators and analyses when.
What may be empty without anything being missing is no item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from tertialapp.model.economy_tables import EconomyRow, EconomyTable, RowKind, economy_table
from tertialapp.model.frame import PeriodKind, Section, SectionKind, Text, TextPart
from tertialapp.model.goals import Goal, Indicator
from tertialapp.model.live_values import listed_amounts
from tertialapp.model.outline import walk_goals
from tertialapp.model.places import (
    Place,
    goal_place,
    place_of_key,
    places_in_order,
    section_place,
)
from tertialapp.model.records import cell_id, owner_key
from tertialapp.model.relations import expects_outcome, is_split, needs_analysis
from tertialapp.model.report import Report


class Item(Struct, frozen=True):
    """Something that is due: the stored cell, where it is seen, and who answers for it.

    ``row`` is the grid row that it stands in, "" for what belongs to the place itself.
    """

    place: Place
    table: str
    key: str
    field: str
    label: str
    owner: str
    filled: bool
    row: str = ""


class Share(Struct, frozen=True):
    """How many items are there of those that are due."""

    done: int
    due: int

    @property
    def per_cent(self) -> int:
        """Whole per cent, rounded down so that 100 means all; 100 where nothing is due."""
        return 100 * self.done // self.due if self.due else 100

    def __add__(self, other: Share) -> Share:
        return Share(self.done + other.done, self.due + other.due)


NOTHING_DUE = Share(0, 0)


def share(items: Iterable[Item]) -> Share:
    """How much of some items is filled in."""
    filled = [item.filled for item in items]
    return Share(sum(filled), len(filled))


def items(report: Report, period_id: str) -> tuple[Item, ...]:
    """Everything that is due in a period, in printed order; in a part, what is due there."""
    every = _of_sections(report, period_id, None)
    if report.part is None:
        return tuple(every)
    places = set(places_in_order(report))
    return tuple(item for item in every if item.place in places)


def _of_sections(report: Report, period_id: str, parent_id: str | None) -> Iterator[Item]:
    for section in report.sections_under(parent_id):
        yield from _of_section(report, period_id, section)
        if section.kind is SectionKind.GOALS:
            for goal in walk_goals(report):
                yield from _of_goal(report, period_id, goal)
        yield from _of_sections(report, period_id, section.id)


def _reading(text: Text, place: Place, owner: str, row: str = "") -> Iterator[Item]:
    """A text whose figures have changed is due to be read again."""
    if text.needs_reading:
        yield Item(place, "text", text.id, "needs_reading", "Läs om texten", owner, False, row)


# -- goals -----------------------------------------------------------------------------------------


def owner_of(report: Report, goal: Goal) -> str:
    """Who answers for a goal: its owner, else that of the goals above it."""
    at: Goal | None = goal
    while at is not None and not at.owner:
        at = report.goals.get(at.parent_id or "")
    return at.owner if at else ""


def owner_of_cell(report: Report, table: str, key: str) -> str:
    """Who answers for a record, filled in or not: its activity's, goal's or section's owner."""
    place = place_of_key(report, table, key)
    activity = report.activities.get(owner_key(key))
    if place is None:
        return ""
    if activity is not None and activity.owner:
        return activity.owner
    goal, section = report.goals.get(place.key), report.sections.get(place.key)
    return owner_of(report, goal) if goal else section.owner if section else ""


def _of_goal(report: Report, period_id: str, goal: Goal) -> Iterator[Item]:
    place, owner = goal_place(goal.id), owner_of(report, goal)
    status = report.goal_status(goal.id, period_id)
    if report.periods[period_id].kind is not PeriodKind.PLAN:
        key = cell_id(goal.id, period_id)
        yield Item(place, "goal_status", key, "status_id", "Status", owner, status is not None)
        text = report.text(goal.id, period_id, TextPart.ANALYSIS)
        if needs_analysis(goal, status):
            yield Item(place, "text", text.id, "body", "Analys", owner, bool(text.body))
        yield from _reading(text, place, owner)
    yield from _reading(report.text(goal.id, period_id, TextPart.DESCRIPTION), place, owner)
    for indicator in report.indicators_of(goal.id):
        yield from _of_indicator(report, period_id, goal, indicator, owner)
    yield from _of_activities(report, period_id, goal, owner)


def _of_indicator(
    report: Report, period_id: str, goal: Goal, indicator: Indicator, owner: str
) -> Iterator[Item]:
    place, value = goal_place(goal.id), report.indicator_value(indicator.id, period_id)

    def due(field: str, name: str, *, filled: bool) -> Item:
        label = f"{name}: {indicator.name}"
        return Item(place, "indicator_value", value.id, field, label, owner, filled, indicator.id)

    if expects_outcome(indicator, report.periods[period_id]):
        yield due("outcome", "Periodens utfall", filled=value.outcome is not None)
        yield due("forecast", "Prognos helår", filled=value.forecast is not None)
    has_target = value.target is not None or bool(value.target_words)
    yield due("target", "Årsmål", filled=has_target)
    text = report.text(indicator.id, period_id, TextPart.ANALYSIS)
    if is_split(value):
        label = f"Analys: {indicator.name}"
        filled = bool(text.body)
        yield Item(place, "text", text.id, "body", label, owner, filled, indicator.id)
    yield from _reading(text, place, owner, indicator.id)


def _of_activities(report: Report, period_id: str, goal: Goal, goal_owner: str) -> Iterator[Item]:
    """An activity that has ended is due to be told how it went."""
    cut_off = report.periods[period_id].cut_off
    for activity in report.activities_of(goal.id):
        if activity.end is not None and activity.end <= cut_off:
            status = report.activity_status(activity.id, period_id)
            yield Item(
                goal_place(goal.id),
                "activity_status",
                status.id,
                "state",
                f"Läge: {activity.name}",
                activity.owner or goal_owner,
                status.state is not None,
                activity.id,
            )


# -- sections --------------------------------------------------------------------------------------

_DUE_COLUMNS = {
    SectionKind.OPERATING_BUDGET: ("budget", "forecast"),
    SectionKind.NET_BUDGET: ("budget", "forecast_before", "forecast_after"),
    SectionKind.RESULT_UNITS: ("gross_budget", "opening", "result"),
    SectionKind.INVESTMENTS: ("budget", "forecast"),
}


def _of_section(report: Report, period_id: str, section: Section) -> Iterator[Item]:
    place = section_place(section.id)
    text = report.text(section.id, period_id, TextPart.BODY)
    yield from _reading(text, place, section.owner)
    match section.kind:
        case SectionKind.DECISIONS:
            yield from _of_decisions(report, period_id, section)
        case (
            SectionKind.SUMMARY
            | SectionKind.GOALS
            | SectionKind.TURNOVER_CHANGES
            | SectionKind.REVIEW
        ):
            pass
        case SectionKind.TEXT | SectionKind.APPENDIX if not report.sections_under(section.id):
            filled = bool(text.body) or text.nothing_to_report
            yield Item(place, "text", text.id, "body", "Text", section.owner, filled)
        case _:
            listed = listed_amounts(report, period_id, section.id)
            if listed is not None:
                filled = bool(listed[0] or text.body or text.nothing_to_report)
                label = "Rader eller text"
                yield Item(place, "text", text.id, "body", label, section.owner, filled)
    table = economy_table(report, period_id, section.kind)
    if table is not None:
        yield from _of_table(table, section)


def _of_decisions(report: Report, period_id: str, section: Section) -> Iterator[Item]:
    place, period = section_place(section.id), report.periods[period_id]
    has_points = bool(report.decisions_of(period_id))
    yield Item(place, "decision", "", "text", "Beslutspunkter", section.owner, has_points)
    signed = bool(period.signatory_name and period.signatory_title)
    label = "Den som skriver under"
    yield Item(place, "period", period.id, "signatory_name", label, section.owner, signed)


def _of_table(table: EconomyTable, section: Section) -> Iterator[Item]:
    keys = [column.key for column in table.columns]
    due = _DUE_COLUMNS.get(table.kind, ())
    for row in table.rows:
        if _is_used(table, row):
            for key in due:
                cell, column = row.cells[keys.index(key)], table.columns[keys.index(key)]
                if cell.source is not None:
                    yield Item(
                        section_place(section.id),
                        cell.source.table,
                        cell.source.record.id,
                        cell.source.field,
                        f"{column.label}: {row.label}",
                        section.owner,
                        cell.amount is not None,
                        row.subject_id or row.label,
                    )


def _is_used(table: EconomyTable, row: EconomyRow) -> bool:
    """Whether a row is in use: a business area or investment without any figure may be there for others."""
    if row.kind in (RowKind.GROUP, RowKind.TOTAL):
        return False
    fixed = table.kind in (SectionKind.OPERATING_BUDGET, SectionKind.RESULT_UNITS)
    return fixed or not row.blank


# -- what is left ----------------------------------------------------------------------------------


def next_empty(due: Sequence[Item], after: Place | None, row: str, field: str) -> Item | None:
    """The first empty item after a place (and cell in it), from the beginning again after the last.

    None when nothing is empty.
    """
    places = [item.place for item in due]
    start = 0
    if after in places:
        start = places.index(after)
        here = [
            at
            for at, item in enumerate(due)
            if item.place == after and (item.row, item.field) == (row, field)
        ]
        start = here[0] + 1 if here else start
    turned = (*due[start:], *due[:start])
    return next((item for item in turned if not item.filled), None)
