"""An edit being made: what it shows between its steps are values, and sound whatever is removed."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tertialapp.document.edit import Edit
from tertialapp.model.frame import SETUP_ID, Period, Section, SectionKind, Setup
from tertialapp.model.goals import Goal, Indicator, Level
from tertialapp.model.integrity import faults
from tertialapp.model.records import Record
from tertialapp.model.report import TABLES, Report, records_of, report_of
from tests.reports import reports

_FREE = [Goal(id=key, parent_id=None, sort_key="a1", level=Level.AREA, title="") for key in "xyz"]


def _copied(report: Report) -> dict[str, dict[str, Record]]:
    return {name: dict(report.table(name)) for name in TABLES}


def _step(draw: st.DataObject, edit: Edit, other: Report) -> None:
    """Remove something, move it among its siblings, or put something that refers to nothing."""
    kept = (Setup, Period)
    mine = [record for record in records_of(edit.report) if not isinstance(record, kept)]
    record = draw.draw(st.sampled_from([*mine, *_FREE, *other.investments.values()]))
    if draw.draw(st.booleans()):
        edit.remove(record)
    elif hasattr(record, "sort_key"):
        edit.set(record, sort_key=draw.draw(st.sampled_from(["a0", "a1", "Zz", "b00"])))


@given(report=reports(3), other=reports(3), draw=st.data())
def test_every_outcome_of_a_step_is_a_value_of_its_own(
    report: Report, other: Report, draw: st.DataObject
) -> None:
    before = _copied(report)
    edit = Edit(report)
    seen: list[tuple[Report, dict[str, dict[str, Record]]]] = []
    for _ in range(draw.draw(st.integers(1, 12))):
        _step(draw, edit, other)
        now = edit.report
        seen.append((now, _copied(now)))
        assert now == report.apply(edit.changes)
        assert [len(now.table(name)) for name in TABLES] == [
            len(list(now.table(name))) for name in TABLES
        ]
        assert _tree(now) == _tree(report_of(records_of(now)))
        assert list(faults(now)) == []
    for outcome, contents in seen:
        assert _copied(outcome) == contents
    assert _copied(report) == before


def _tree(report: Report) -> list[Any]:
    goals = [report.goals_under(None), *(report.goals_under(key) for key in report.goals)]
    rows = [(report.indicators_of(key), report.activities_of(key)) for key in report.goals]
    return [goals, rows, report.areas_in_order(), report.statuses_in_order()]


def _small() -> Report:
    return report_of(
        [
            Setup(id=SETUP_ID, board="Nämnden"),
            Goal(id="m", parent_id=None, sort_key="a0", level=Level.DIRECTION, title="Mål"),
            Indicator(id="i", goal_id="m", sort_key="a0", name="Andel"),
            Section(id="a", parent_id=None, sort_key="a0", kind=SectionKind.TEXT, title="Över"),
            Section(
                id="b",
                parent_id="a",
                sort_key="a0",
                kind=SectionKind.TEXT,
                title="I",
                subject_id="a",
            ),
        ]
    )


def test_what_both_lies_under_a_record_and_points_at_it_goes_with_it() -> None:
    edit = Edit(_small())
    edit.remove(edit.report.sections["a"])
    assert not edit.report.sections
    assert edit.changes == {"section": {"a": None, "b": None}}


def test_what_was_given_to_a_record_in_the_same_edit_goes_with_it() -> None:
    edit = Edit(_small())
    edit.remove(edit.put(Indicator(id="tom", goal_id="m", sort_key="a1", name="Tom")))
    edit.put(Indicator(id="j", goal_id="m", sort_key="a1", name="Antal"))
    goals = edit.report.goals
    edit.remove(goals["m"])
    assert not edit.report.indicators
    assert list(goals) == ["m"]
