"""Changes to the report's structure: goals and sections are added, moved and removed."""

from __future__ import annotations

from tertialapp.document.edit import Edit
from tertialapp.model.frame import Section, SectionKind
from tertialapp.model.goals import Goal, Level
from tertialapp.model.outline import parent_chain
from tertialapp.model.places import Place, goal_place, section_place
from tertialapp.model.records import new_id
from tertialapp.model.report import Report
from tertialapp.ui.ordering import key_after, move

_ABOVE = {Level.AREA: Level.DIRECTION, Level.BOARD: Level.AREA}
NEW_TITLES = {
    Level.DIRECTION: "Nytt inriktningsmål",
    Level.AREA: "Nytt mål för verksamhetsområdet",
    Level.BOARD: "Nytt nämndmål",
}
REMOVABLE = (
    SectionKind.TEXT,
    SectionKind.REVIEW,
    SectionKind.PLANNED_INVESTMENTS,
    SectionKind.BUDGET_ADJUSTMENTS,
)
"""Sections that a report can be without; the others carry its tables."""


def parent_for(report: Report, level: Level, place: Place | None) -> Goal | None:
    """The goal that a new one of a level comes under: the chosen one's branch, else the last."""
    wanted = _ABOVE.get(level)
    chosen = report.goals.get(place.key) if place else None
    if chosen:
        for goal in (chosen, *parent_chain(report, chosen)):
            if goal.level is wanted:
                return goal
    candidates = [goal for goal in report.goals.values() if goal.level is wanted]
    return max(candidates, key=lambda goal: goal.sort_key, default=None)


def can_add(report: Report, level: Level) -> bool:
    """Whether there is a goal for new ones of a level to come under."""
    wanted = _ABOVE.get(level)
    return wanted is None or any(goal.level is wanted for goal in report.goals.values())


def add_goal(edit: Edit, level: Level, place: Place | None) -> Place:
    """Add a goal of a level after the chosen one, or last in its branch."""
    parent = parent_for(edit.report, level, place)
    parent_id = parent.id if parent else None
    key = key_after(edit.report.goals_under(parent_id), _sibling(edit.report, parent_id, place))
    made = Goal(
        id=new_id(), parent_id=parent_id, sort_key=key, level=level, title=NEW_TITLES[level]
    )
    return goal_place(edit.put(made).id)


def _sibling(report: Report, parent_id: str | None, place: Place | None) -> str | None:
    """The goal at or above a place that has the given parent."""
    chosen = report.goals.get(place.key) if place else None
    while chosen and chosen.parent_id != parent_id:
        chosen = report.goals.get(chosen.parent_id or "")
    return chosen.id if chosen else None


def add_section(edit: Edit, place: Place | None) -> Place:
    """Add a section with text after the chosen one, or as the last chapter."""
    chosen = edit.report.sections.get(place.key) if place else None
    parent_id = chosen.parent_id if chosen else None
    key = key_after(edit.report.sections_under(parent_id), chosen.id if chosen else None)
    made = Section(
        id=new_id(),
        parent_id=parent_id,
        sort_key=key,
        kind=SectionKind.TEXT,
        title="Nytt avsnitt",
    )
    return section_place(edit.put(made).id)


def is_removable(report: Report, place: Place) -> bool:
    """Whether a place may be removed: any goal, and sections that carry no table of their own."""
    section = report.sections.get(place.key)
    if section is None:
        return place.key in report.goals
    below = report.sections_under(section.id)
    return section.kind in REMOVABLE and all(
        is_removable(report, section_place(child.id)) for child in below
    )


def remove_place(edit: Edit, place: Place) -> None:
    """Remove a goal or section with all that is under it."""
    edit.remove(edit.report.table(place.table)[place.key])


def move_place(edit: Edit, place: Place, step: int) -> None:
    """Move a goal or section up or down among its siblings."""
    goal = edit.report.goals.get(place.key)
    if goal:
        move(edit, edit.report.goals_under(goal.parent_id), goal.id, step)
    else:
        section = edit.report.sections[place.key]
        move(edit, edit.report.sections_under(section.parent_id), section.id, step)
