"""Goals and sections are added, removed and dropped where they fit."""

from __future__ import annotations

import pytest

from tertialapp import tasks
from tertialapp.document.edit import Edit
from tertialapp.document.structure import (
    add_goal,
    can_drop,
    drop_place,
    is_removable,
    remove_place,
)
from tertialapp.model.frame import SectionKind
from tertialapp.model.goals import Level
from tertialapp.model.outline import goal_numbers
from tertialapp.model.places import (
    OVERVIEW,
    Place,
    first_of_kind,
    goal_place,
    section_place,
)
from tertialapp.model.report import Report


@pytest.fixture
def edit() -> Edit:
    return Edit(tasks.example_report())


def numbers(report: Report) -> dict[str, str]:
    return {found: key for key, found in goal_numbers(report).items()}


def goals_section(report: Report) -> str:
    section = first_of_kind(report, SectionKind.GOALS)
    assert section is not None
    return section.id


def drop(edit: Edit, place: Place, target: Place | None, row: int) -> None:
    assert can_drop(edit.report, place, target)
    drop_place(edit, place, target, row)


def test_new_goal_comes_after_the_chosen_one() -> None:
    report = tasks.example_report()
    board = next(goal for goal in report.goals.values() if goal.level is Level.BOARD)
    edit = Edit(report)
    made = add_goal(edit, Level.BOARD, goal_place(board.id))
    siblings = [goal.id for goal in edit.report.goals_under(board.parent_id)]
    assert siblings.index(made.key) == siblings.index(board.id) + 1


def test_sections_with_tables_stay() -> None:
    report = tasks.example_report()
    removable = {
        section.title
        for section in report.sections.values()
        if is_removable(report, section_place(section.id))
    }
    assert "Verksamhetsprojekt" in removable
    assert "Resultatenheter" not in removable
    assert "Uppföljning av ekonomi" not in removable
    edit = Edit(report)
    text = next(s for s in report.sections.values() if s.title == "Verksamhetsprojekt")
    remove_place(edit, section_place(text.id))
    assert text.id not in edit.report.sections


def test_goals_are_dropped_where_their_level_fits(edit: Edit) -> None:
    by_number = numbers(edit.report)
    board = by_number["3.4.1"]
    drop(edit, goal_place(board), goal_place(by_number["1.1"]), -1)
    assert numbers(edit.report)["1.1.2"] == board
    drop(edit, goal_place(board), goal_place(by_number["1.2"]), 0)
    assert numbers(edit.report)["1.2.1"] == board
    drop(edit, goal_place(board), goal_place(by_number["1.1.1"]), -1)
    assert numbers(edit.report)["1.1.2"] == board
    drop(edit, goal_place(by_number["3"]), section_place(goals_section(edit.report)), 0)
    assert numbers(edit.report)["1"] == by_number["3"]


def test_what_does_not_fit_is_not_dropped(edit: Edit) -> None:
    report, by_number = edit.report, numbers(edit.report)
    board, area, top = (goal_place(by_number[number]) for number in ("3.4.1", "3.4", "3"))
    assert not can_drop(report, board, top)
    assert not can_drop(report, area, board)
    assert not can_drop(report, top, area)
    assert not can_drop(report, board, section_place(goals_section(report)))
    assert not can_drop(report, board, None)
    budget = first_of_kind(report, SectionKind.NET_BUDGET)
    assert budget is not None
    assert budget.parent_id is not None
    above = section_place(budget.parent_id)
    assert not can_drop(report, above, section_place(budget.id))
    assert not can_drop(report, above, board)
    assert not can_drop(report, board, OVERVIEW)


def test_sections_are_dropped_among_chapters_and_below(edit: Edit) -> None:
    def chapters() -> list[str]:
        return [section.id for section in edit.report.sections_under(None)]

    before = chapters()
    drop(edit, section_place(before[-1]), None, 1)  # the overview's line comes first
    assert chapters() == [before[-1], *before[:-1]]
    drop(edit, section_place(before[1]), section_place(before[-1]), -1)
    assert edit.report.sections_under(before[-1])[-1].id == before[1]
