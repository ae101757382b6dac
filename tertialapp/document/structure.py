"""Changes to the report's structure: goals and sections are added, moved and removed."""

from __future__ import annotations

from tertialapp.document.edit import Edit
from tertialapp.document.ordering import key_after, move, put_at
from tertialapp.model.frame import AT_A_GLANCE, Section, SectionKind
from tertialapp.model.goals import Goal, Level
from tertialapp.model.outline import keys_between, parent_chain, walk_goals
from tertialapp.model.places import OVERVIEW, Place, goal_place, section_place
from tertialapp.model.records import new_id
from tertialapp.model.report import Report

_ABOVE = {Level.AREA: Level.DIRECTION, Level.BOARD: Level.AREA}
NEW_TITLES = {
    Level.DIRECTION: "Nytt inriktningsmål",
    Level.AREA: "Nytt mål för verksamhetsområdet",
    Level.BOARD: "Nytt nämndmål",
}
REMOVABLE = (
    SectionKind.TEXT,
    SectionKind.SUMMARY,
    SectionKind.APPENDIX,
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


def add_summary(edit: Edit) -> Place:
    """Add the page that shows the period at a glance, as the first chapter."""
    first = next((chapter.sort_key for chapter in edit.report.sections_under(None)), None)
    made = Section(
        id=new_id(),
        sort_key=keys_between(None, first)[0],
        kind=SectionKind.SUMMARY,
        title=AT_A_GLANCE,
    )
    return section_place(edit.put(made).id)


def add_appendix(edit: Edit) -> Place:
    """Add an appendix as the last chapter; its number follows from its place."""
    made = Section(
        id=new_id(),
        sort_key=key_after(edit.report.sections_under(None), None),
        kind=SectionKind.APPENDIX,
        title="Ny bilaga",
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
    """Move a goal or section up or down among its siblings; a goal goes on into the next branch."""
    goal = edit.report.goals.get(place.key)
    if goal:
        siblings = edit.report.goals_under(goal.parent_id)
        at = [sibling.id for sibling in siblings].index(goal.id) + step
        if 0 <= at < len(siblings):
            move(edit, siblings, goal.id, step)
        else:
            _to_next_branch(edit, goal, step)
    else:
        section = edit.report.sections[place.key]
        move(edit, edit.report.sections_under(section.parent_id), section.id, step)


def _to_next_branch(edit: Edit, goal: Goal, step: int) -> None:
    above = _ABOVE.get(goal.level)
    parents = [other.id for other in walk_goals(edit.report) if other.level is above]
    if goal.parent_id in parents:
        at = parents.index(goal.parent_id) + step
        if 0 <= at < len(parents):
            below = edit.report.goals_under(parents[at])
            put_at(edit, below, goal, 0 if step > 0 else len(below), parent_id=parents[at])


# -- dropping --------------------------------------------------------------------------------------


def can_drop(report: Report, place: Place, target: Place | None) -> bool:
    """Whether a place may be dropped on another, or (None) among the chapters."""
    if target in (place, OVERVIEW):
        return False
    goal = report.goals.get(place.key)
    if goal is not None:
        return _new_parent(report, goal, target) is not None
    above = report.sections.get(target.key) if target else None
    while above is not None:
        if above.id == place.key:
            return False
        above = report.sections.get(above.parent_id or "")
    return target is None or target.key in report.sections


def drop_place(edit: Edit, place: Place, target: Place | None, row: int) -> None:
    """Move a place under another, before the child with a number there (-1: after the last)."""
    report = edit.report
    goal = report.goals.get(place.key)
    if goal is None:
        parent_id = target.key if target else None
        at = (
            row - 1 if target is None and row > 0 else row
        )  # the overview stands before the chapters
        sections = report.sections_under(parent_id)
        put_at(edit, sections, report.sections[place.key], at, parent_id=parent_id)
        return
    parent_id = _new_parent(report, goal, target)
    assert target is not None
    siblings = report.goals_under(parent_id or None)
    ids = [sibling.id for sibling in siblings]
    if target.key in ids:  # dropped on one of its own level: after it
        at = ids.index(target.key) + 1
    elif row >= 0 and target.key in report.sections:
        at = row - len(report.sections_under(target.key))
    else:
        at = row
    put_at(edit, siblings, goal, at, parent_id=parent_id or None)


def _new_parent(report: Report, goal: Goal, target: Place | None) -> str | None:
    """The key of the goal that one comes under when dropped; "" for the top level, None for nowhere."""
    chosen = report.goals.get(target.key) if target else None
    if chosen is not None and chosen.level is _ABOVE.get(goal.level):
        return chosen.id
    if chosen is not None and chosen.level is goal.level:
        return chosen.parent_id or ""
    section = report.sections.get(target.key) if target else None
    top = section is not None and section.kind is SectionKind.GOALS
    return "" if top and goal.level is Level.DIRECTION else None
