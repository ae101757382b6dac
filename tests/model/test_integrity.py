"""The check of a change finds what the check of the whole report finds, and the groups stay right."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from tertialapp.model.change import apply_deltas, difference
from tertialapp.model.conflicts import ConflictKind, conflict
from tertialapp.model.frame import SETUP_ID, PeriodKind, Setup
from tertialapp.model.goals import Goal, GoalStatus, Level
from tertialapp.model.integrity import faults, faults_of_change
from tertialapp.model.periods import new_period
from tertialapp.model.records import Record, field_specs
from tertialapp.model.report import TABLES, Report, records_of, report_of
from tests.reports import reports

Changes = dict[str, dict[str, Record | None]]


def _kinds(found: set[str]) -> set[str]:
    """Faults without the key of a circle, which either check names by another of its members."""
    return {fault.split("”")[-1] if "under sig själv" in fault else fault for fault in found}


def _broken(draw: st.DataObject, record: Record, keys: list[str]) -> Record:
    """The record with one field of those that hold a report together set to something."""
    ties = [
        spec for spec in field_specs(type(record)) if spec.table or spec.name in ("id", "level")
    ]
    spec = draw.draw(st.sampled_from(ties))
    values: st.SearchStrategy[Any] = st.sampled_from([*keys, "saknas"])
    if spec.choices:
        values = st.sampled_from(list(spec.choices))
    elif spec.optional:
        values |= st.none()
    return structs.replace(record, **{spec.name: draw.draw(values)})


def _changes(draw: st.DataObject, report: Report, other: Report) -> Changes:
    """Some records put and removed without any of the care that an edit takes."""
    changes: Changes = {}
    keys = sorted({record.id for record in records_of(report)})
    for _ in range(draw.draw(st.integers(1, 4))):
        source = draw.draw(st.sampled_from([report, other]))
        name = draw.draw(st.sampled_from([name for name in TABLES if source.table(name)]))
        record = draw.draw(st.sampled_from(list(source.table(name).values())))
        act = draw.draw(st.sampled_from(["remove", "put", "break", "break"]))
        put = _broken(draw, record, keys) if act == "break" else record
        changes.setdefault(name, {})[put.id] = None if act == "remove" else put
    return changes


@given(report=reports(), other=reports(), draw=st.data())
def test_a_change_is_found_faulty_just_when_it_breaks_the_report(
    report: Report, other: Report, draw: st.DataObject
) -> None:
    deltas = difference(report, _changes(draw, report, other))
    after = apply_deltas(report, deltas)
    whole, of_change = set(faults(after)), set(faults_of_change(after, deltas))
    assert bool(whole) == bool(of_change), (whole, of_change)
    assert _kinds(of_change) <= _kinds(whole)


_GOAL = Goal(id="m", parent_id=None, sort_key="a0", level=Level.DIRECTION, title="Mål")
_UNDER = Goal(id="u", parent_id="m", sort_key="a0", level=Level.AREA, title="Under")
_STATUS = GoalStatus(id="m@T1 2025", goal_id="m", period_id="T1 2025", status_id=None)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"setup": {SETUP_ID: None}}, "nämndens uppgifter saknas"),
        ({"setup": {"två": Setup(id="två", board="Två")}}, "nämndens uppgifter"),
        ({"period": {"T1 2025": None}}, "det finns ingen period"),
        ({"goal": {"m": None}}, "goal ”u” hänvisar till ”m” som saknas"),
        ({"goal": {"": structs.replace(_GOAL, id="")}}, "utan nyckel"),
        ({"goal": {"m": structs.replace(_GOAL, parent_id="u")}}, "under sig själv"),
        ({"goal": {"m": structs.replace(_GOAL, level=Level.BOARD)}}, "”Under” ligger på fel"),
        ({"goal": {"u": structs.replace(_UNDER, parent_id="x")}}, "”x” som saknas"),
        ({"goal_status": {"x": structs.replace(_STATUS, id="x")}}, "inte stämmer"),
    ],
)
def test_every_kind_of_fault_is_found(changes: Changes, fault: str) -> None:
    period = new_period(PeriodKind.FIRST, 2025)
    before = report_of([Setup(id=SETUP_ID, board="Nämnden"), period, _GOAL, _UNDER, _STATUS])
    deltas = difference(before, changes)
    after = apply_deltas(before, deltas)
    for found in (faults(after), faults_of_change(after, deltas)):
        assert any(fault in sentence for sentence in found)


_CONFLICT = conflict(ConflictKind.FIELD, "goal", "m", "title", [{}, {}, {"title": "Annat"}])


@pytest.mark.parametrize(
    "broken",
    [
        {"table": "okänd"},
        {"field": "okänt"},
        {"base": "["},
        {"theirs": "[]"},
        {"ours": "[" * 100_000},
        {"kind": ConflictKind.TEXT, "table": "text", "field": "body"},
    ],
)
def test_a_conflict_that_cannot_be_decided_is_a_fault(broken: dict[str, Any]) -> None:
    frame = [Setup(id=SETUP_ID, board="Nämnden"), new_period(PeriodKind.FIRST, 2025), _GOAL]
    assert not list(faults(report_of([*frame, _CONFLICT])))
    found = list(faults(report_of([*frame, structs.replace(_CONFLICT, **broken)])))
    assert found == [f"konflikten ”{_CONFLICT.id}” går inte att läsa"]


def _groups(report: Report) -> list[Any]:
    """Every grouping of a report, by all that may be asked for."""
    keys: list[str] = sorted({record.id for record in records_of(report)})
    askers = (report.goals_under, report.sections_under, report.areas_under, report.indicators_of)
    more = (report.activities_of, report.expected_results_of, report.units_of)
    top = [report.goals_under(None), report.sections_under(None), report.areas_under(None)]
    return [*top, *([ask(key) for key in keys] for ask in (*askers, *more))]


@given(report=reports(6), other=reports(6), draw=st.data())
def test_groups_that_are_handed_on_are_those_that_would_be_made(
    report: Report, other: Report, draw: st.DataObject
) -> None:
    before = _groups(report)
    after = report
    for _ in range(draw.draw(st.integers(1, 3))):
        after = after.apply(_changes(draw, after, other))
        assert _groups(after) == _groups(report_of(records_of(after)))
    assert _groups(report) == before
