"""What the overview tells: shares by chapter and responsible, changes in words' order, days to keep."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from decimal import Decimal

import pytest

from tertialapp import tasks
from tertialapp.model.completeness import items, share
from tertialapp.model.overview import NO_OWNER, by_chapter, by_owner, changes, deadlines
from tertialapp.model.places import goal_place
from tertialapp.model.report import Report

PERIOD = "T1 2025"


@pytest.fixture(scope="module")
def example() -> Report:
    return tasks.example_report()


def test_chapters_and_responsible_share_out_all_that_is_due(example: Report) -> None:
    due = items(example, PERIOD)
    chapters = list(by_chapter(example, due))
    owners = by_owner(due)
    assert sum((line.share for line in chapters), start=share(())) == share(due)
    assert sum((line.share for line in owners), start=share(())) == share(due)
    assert [line.name[:2] for line in chapters if line.name[0].isdigit()] == ["1 ", "2 ", "3 "]
    assert owners[-1].name == NO_OWNER
    assert [line.name for line in owners[:-1]] == sorted(line.name for line in owners[:-1])


def test_a_share_leads_to_its_first_gap(example: Report) -> None:
    due = items(example, PERIOD)
    for line in by_owner(due):
        gaps = [item for item in due if (item.owner or NO_OWNER) == line.name and not item.filled]
        if gaps:
            assert (line.spot.place, line.spot.row) == (gaps[0].place, gaps[0].row)


def test_changes_name_what_they_belong_to(example: Report) -> None:
    value = example.indicator_value("ind-3.4.1-1", PERIOD)
    text = example.texts["mal-3.4.1@T1 2025@analysis"]
    goal = example.goals["mal-1.1"]
    after = example.apply(
        {
            "text": {text.id: dataclasses.replace(text, body="Ny")},
            "indicator_value": {value.id: dataclasses.replace(value, outcome=Decimal(1))},
            "goal": {goal.id: dataclasses.replace(goal, title="Nytt namn")},
            "activity": {"akt-1.4.1-1": None},
        }
    )
    lines = changes(example, after, PERIOD)
    assert [(line.where, line.what, line.table, line.gone) for line in lines] == [
        ("1.1", "Nytt namn", "goal", False),
        ("1.4.1", example.activities["akt-1.4.1-1"].name, "activity", True),
        ("3.4.1", "AMI ledarskap", "indicator_value", False),
        ("3.4.1", example.goals["mal-3.4.1"].title, "text", False),
    ]
    assert lines[2].fields == ("outcome",)
    assert (lines[2].spot.place, lines[2].spot.row) == (goal_place("mal-3.4.1"), "ind-3.4.1-1")
    assert lines[3].spot.row == ""
    assert changes(example, after, "VB 2024")[-1].table != "text"
    assert changes(after, after, PERIOD) == []


def test_days_to_keep_are_those_soon_after_the_period(example: Report) -> None:
    cut_off = example.periods[PERIOD].cut_off
    activity = example.activities["akt-1.4.1-1"]
    for days, expected in ((0, False), (1, True), (60, True), (61, False)):
        moved = dataclasses.replace(activity, end=cut_off + timedelta(days=days))
        report = example.apply({"activity": {activity.id: moved}})
        found = [line.name for line in deadlines(report, PERIOD)]
        assert (activity.name in found) is expected, days
