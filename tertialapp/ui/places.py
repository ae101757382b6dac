"""Places in a report that have a page of their own, and where a change is to be seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tertialapp.model.change import Delta, Operation
from tertialapp.model.frame import Section, SectionKind
from tertialapp.model.report import Report


@dataclass(frozen=True)
class Place:
    """A goal or a section: the table it is in and its key."""

    table: str
    key: str


def section_place(key: str) -> Place:
    """The place of a section."""
    return Place("section", key)


def goal_place(key: str) -> Place:
    """The place of a goal."""
    return Place("goal", key)


def exists(report: Report, place: Place) -> bool:
    """Whether a place is in the report."""
    return place.key in report.table(place.table)


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
}

_BY_KIND = {
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
    fields = _fields(report, delta)
    if delta.table in ("goal", "section"):
        place = Place(delta.table, delta.key)
        if exists(report, place):
            return place
        return _at(report, fields.get("parent_id"))
    if delta.table in _BY_OWNER:
        return _at(report, fields.get(_BY_OWNER[delta.table]))
    kind = _BY_KIND.get(delta.table)
    section = first_of_kind(report, kind) if kind else None
    return section_place(section.id) if section else None


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
    return vars(record) if record else {}


def _at(report: Report, key: str | None) -> Place | None:
    """The page of a goal, a section, or the goal of an indicator or activity."""
    if key is None:
        return None
    if key in report.goals:
        return goal_place(key)
    if key in report.sections:
        return section_place(key)
    below = report.indicators.get(key) or report.activities.get(key)
    return goal_place(below.goal_id) if below else None
