"""What is due and what is missing, on the example."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from tertialapp import tasks
from tertialapp.model.completeness import Share, items, next_empty, share
from tertialapp.model.frame import PeriodKind, SectionKind, TextPart
from tertialapp.model.places import goal_place, places_in_order
from tertialapp.model.records import Record
from tertialapp.model.report import Report

PERIOD = "T1 2025"


@pytest.fixture(scope="module")
def example() -> Report:
    return tasks.example_report()


def _missing(report: Report) -> set[tuple[str, str, str]]:
    return {(i.table, i.key, i.field) for i in items(report, PERIOD) if not i.filled}


def _changed(report: Report, table: str, record: Record, **fields: object) -> Report:
    return report.apply({table: {record.id: structs.replace(record, **fields)}})


def test_a_new_report_has_everything_left_and_the_example_almost_nothing(example: Report) -> None:
    new = tasks.new_report("Nämnden", PeriodKind.FIRST, 2025)
    assert share(items(new, PERIOD)).done == 0
    assert share(items(new, PERIOD)).due > 5
    assert 95 <= share(items(example, PERIOD)).per_cent <= 100


def test_shares_are_rounded_down_and_add_up() -> None:
    assert Share(299, 300).per_cent == 99
    assert Share(0, 0).per_cent == 100
    assert Share(1, 2) + Share(2, 2) == Share(3, 4)


def test_an_emptied_cell_is_missing_and_only_it(example: Report) -> None:
    value = example.indicator_value("ind-3.2-2", PERIOD)
    assert value.outcome is not None
    emptied = _changed(example, "indicator_value", value, target=None)
    new = _missing(emptied) - _missing(example)
    assert new == {("indicator_value", value.id, "target")}


def test_yearly_indicators_have_no_outcome_due_in_a_tertial(example: Report) -> None:
    due = {i.row for i in items(example, PERIOD) if i.field == "outcome"}
    yearly = {k for k, i in example.indicators.items() if i.period_length.value == "year"}
    assert due
    assert not due & yearly
    due_at_years_end = {i.row for i in items(example, "VB 2024") if i.field == "outcome"}
    assert yearly <= due_at_years_end


def test_a_board_goal_that_is_fully_met_needs_no_analysis(example: Report) -> None:
    status = next(s for s in example.statuses.values() if s.rank == 0)
    goal = example.goals["mal-3.4.1"]
    text = example.text(goal.id, PERIOD, TextPart.ANALYSIS)
    emptied = _changed(example, "text", text, body="")
    assert ("text", text.id, "body") in _missing(emptied)
    row = example.goal_statuses[f"{goal.id}@{PERIOD}"]
    met = _changed(emptied, "goal_status", row, status_id=status.id)
    assert ("text", text.id, "body") not in _missing(met)


def test_an_activity_is_due_when_it_has_ended(example: Report) -> None:
    activity = next(iter(example.activities.values()))
    state = example.activity_status(activity.id, PERIOD)
    report = _changed(example, "activity_status", state, state=None)
    ended = _changed(report, "activity", activity, end=date(2025, 4, 30))
    assert ("activity_status", state.id, "state") in _missing(ended)
    later = _changed(report, "activity", activity, end=date(2025, 5, 1))
    assert ("activity_status", state.id, "state") not in _missing(later)


def test_a_section_with_nothing_to_report_is_done(example: Report) -> None:
    section = next(
        s
        for s in example.sections.values()
        if s.kind is SectionKind.TEXT and not example.sections_under(s.id)
    )
    text = example.text(section.id, PERIOD, TextPart.BODY)
    emptied = _changed(example, "text", text, body="")
    assert ("text", text.id, "body") in _missing(emptied)
    told = _changed(emptied, "text", emptied.texts[text.id], nothing_to_report=True)
    assert ("text", text.id, "body") not in _missing(told)


def test_a_text_to_read_again_is_not_done(example: Report) -> None:
    text = example.text("ind-1.2-5", PERIOD, TextPart.ANALYSIS)
    marked = _changed(example, "text", text, needs_reading=True)
    assert ("text", text.id, "needs_reading") in _missing(marked)


def test_items_stand_in_printed_order_with_someone_to_ask(example: Report) -> None:
    order = list(places_in_order(example))
    due = items(example, PERIOD)
    assert [order.index(i.place) for i in due] == sorted(order.index(i.place) for i in due)
    assert all(i.owner for i in due if i.place.table == "goal")


def test_the_next_empty_goes_round(example: Report) -> None:
    value = example.indicator_value("ind-3.2-2", PERIOD)
    report = _changed(example, "indicator_value", value, target=None)
    due = list(items(report, PERIOD))
    first = next_empty(due, None, "", "")
    assert first is not None
    seen = [first]
    while True:
        at = seen[-1]
        found = next_empty(due, at.place, at.row, at.field)
        assert found is not None
        if found == first:
            break
        seen.append(found)
    assert seen == [i for i in due if not i.filled]
    assert next_empty([i for i in due if i.filled], goal_place("mal-1"), "", "") is None
