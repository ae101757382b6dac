"""What the overview tells: shares by chapter and responsible, days to keep."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec import structs

from tertialapp import tasks
from tertialapp.model.completeness import items, share
from tertialapp.model.overview import NO_OWNER, by_chapter, by_owner, deadlines
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


def test_days_to_keep_are_those_soon_after_the_period(example: Report) -> None:
    cut_off = example.periods[PERIOD].cut_off
    activity = example.activities["akt-1.4.1-1"]
    for days, expected in ((0, False), (1, True), (60, True), (61, False)):
        moved = structs.replace(activity, end=cut_off + timedelta(days=days))
        report = example.apply({"activity": {activity.id: moved}})
        found = [line.name for line in deadlines(report, PERIOD)]
        assert (activity.name in found) is expected, days
