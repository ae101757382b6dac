"""What holds for a part that is sent out and comes back, whatever was done to it and to the rest."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from tertialapp import tasks
from tertialapp.document.edit import Edit
from tertialapp.merge.parts import as_whole
from tertialapp.merge.reports import Merged, merge
from tertialapp.merge.values import same_record
from tertialapp.model.assignments import Assignment
from tertialapp.model.change import difference
from tertialapp.model.compare import changed_records
from tertialapp.model.economy_tables import economy_table, has_table
from tertialapp.model.frame import Section
from tertialapp.model.integrity import faults
from tertialapp.model.live_catalogue import choices
from tertialapp.model.live_values import references_in, shown
from tertialapp.model.outline import goal_numbers
from tertialapp.model.parts import Name, cut_out, is_within, written_in
from tertialapp.model.places import Place, part_place, places_in_order, places_within
from tertialapp.model.records import Record
from tertialapp.model.report import TABLES, Report
from tests.conftest import PATIENCE
from tests.document.test_histories import small_report
from tests.merge.edits import edit_once, edited
from tests.merge.test_laws import laws

TORTURE = settings.get_current_profile_name() == "torture"
SENT = date(2025, 5, 2)


class Returned(NamedTuple):
    """A report, the place that was sent out of it, what became of both, and the part as it was sent."""

    base: Report
    place: Place
    ours: Report
    sent: Report
    theirs: Report


def _part(place: Place) -> Assignment:
    return Assignment(id=f"del-{place.key}", subject_id=place.key, person="Anna", sent=SENT)


@st.composite
def edited_within(draw: Any, report: Report, place: Place) -> Report:
    """A part after some random edits that keep to it."""
    for _ in range(draw(st.integers(0, 8))):
        after = edit_once(draw, report)
        changes: dict[str, dict[str, Record | None]] = {}
        for table, was, now in changed_records(report, after):
            record = now or was
            assert record is not None
            changes.setdefault(table, {})[record.id] = now
        if is_within(report, place, difference(report, changes)):
            report = after
    return report


@st.composite
def returned(draw: Any) -> Returned:
    """A part that comes back to a report that went on."""
    base = draw(edited(small_report(), 3))
    place = draw(st.sampled_from(list(places_in_order(base))))
    sent = cut_out(base, _part(place), place)
    theirs = draw(edited_within(sent, place))
    return Returned(base, place, draw(edited(base)), sent, theirs)


def _merged(of: Returned) -> Merged:
    before, after = as_whole(of.sent, of.ours, of.theirs, of.place)
    return merge(before, of.ours, after)


@pytest.mark.timeout(1800 if TORTURE else PATIENCE)
@given(of=returned())
def test_any_part_that_comes_back_keeps_the_laws(of: Returned) -> None:
    before, after = as_whole(of.sent, of.ours, of.theirs, of.place)
    assert before is not None
    for law in laws():
        law((before, of.ours, after))


@given(of=returned())
def test_outside_the_part_nothing_changes(of: Returned) -> None:
    inside: set[Name] = set()
    for report in (of.sent, of.theirs):
        inside |= written_in(report, of.place).keys()
    gone = {key for _, key in inside} - {key for _, key in written_in(of.theirs, of.place)}
    merged = _merged(of)
    brought_back = {found.key for found in merged.conflicts if found.kind == "deleted"}
    for table, was, now in changed_records(of.ours, merged.report):
        record = now or was
        assert record is not None
        if (table, record.id) in inside or table in ("image", "conflict"):
            continue
        if was is None:
            assert brought_back, "only what the part hangs on comes back, and that is told"
            continue
        assert now is not None, (table, was.id)
        points = {name: value for name, value in asdict(was).items() if value in gone}
        cleared = all(getattr(now, name) is None for name in points)
        assert same_record(was, now) or (points and cleared) or table == "decision"


@given(of=returned())
def test_a_part_comes_back_as_a_whole_copy_would(of: Returned) -> None:
    edit = Edit(of.base)
    changes: dict[str, dict[str, Record | None]] = {}
    for table, was, now in changed_records(of.sent, of.theirs):
        record = now or was
        assert record is not None
        changes.setdefault(table, {})[record.id] = now
    edit.take(changes)
    whole, part = merge(of.base, of.ours, edit.report), _merged(of)
    names = written_in(of.sent, of.place).keys() | written_in(of.theirs, of.place).keys()
    for table, key in names:
        one, other = whole.report.table(table).get(key), part.report.table(table).get(key)
        assert one == other or (one and other and _ordered_alike(one, other)), (table, key)
    assert _about(whole) == _about(part)


def _ordered_alike(one: Any, other: Any) -> bool:
    """Whether only the sort key differs, which siblings that met at one place get anew."""
    return {**asdict(one), "sort_key": ""} == {**asdict(other), "sort_key": ""}


def _about(merged: Merged) -> set[tuple[str, str, str]]:
    return {(found.table, found.key, found.field) for found in merged.conflicts}


@given(of=returned())
def test_a_part_that_nobody_wrote_in_changes_nothing(of: Returned) -> None:
    assert _merged(of._replace(theirs=of.sent)).report is of.ours


@given(data=st.data())
def test_two_parts_come_back_in_either_order(data: st.DataObject) -> None:
    base = small_report()
    goals = [Place("goal", goal.id) for goal in base.goals_under(None)]
    sections = [place for place in places_in_order(base) if place.table == "section"]
    sections = [place for place in sections if base.sections[place.key].kind != "goals"]
    places = [data.draw(st.sampled_from(each)) for each in (goals, sections)]
    cuts = [cut_out(base, _part(place), place) for place in places]
    parts = [
        (cut, data.draw(edited_within(cut, place)), place)
        for cut, place in zip(cuts, places, strict=True)
    ]
    outcomes = []
    for order in (parts, parts[::-1]):
        report = base
        for cut, theirs, place in order:
            before, after = as_whole(cut, report, theirs, place)
            report = merge(before, report, after).report
        outcomes.append(report)
    for table, one, other in changed_records(*outcomes):
        assert one is not None
        assert other is not None
        assert same_record(one, other), (table, one, other)


# -- the file of a part -------------------------------------------------------------------------------


@given(report=edited(small_report()), data=st.data())
def test_what_is_cut_out_holds_together_and_shows_what_the_whole_shows(
    report: Report, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from(list(places_in_order(report))))
    cut = cut_out(report, _part(place), place)
    assert list(faults(cut)) == []
    assert part_place(cut) == place
    assert list(places_in_order(cut)) == list(places_within(report, place))
    written = written_in(report, place)
    assert written_in(cut, place) == written
    assert goal_numbers(cut) == goal_numbers(report)
    for name, rows in ((name, cut.table(name)) for name in TABLES):
        if name not in ("setup", "assignment", "section"):
            assert rows.items() <= report.table(name).items()
    for record in written.values():
        for target in references_in(getattr(record, "body", "")):
            for period in report.periods:
                assert shown(cut, period, target) == shown(report, period, target)
        if isinstance(record, Section) and has_table(record.kind):
            for period in report.periods:
                same = (economy_table(each, period, record.kind) for each in (cut, report))
                assert next(same) == next(same)


def test_a_text_can_follow_any_figure_of_the_whole() -> None:
    report = tasks.example_report()
    period = report.periods_in_order()[-1].id
    text = next(text for text in report.texts.values() if text.owner_id in report.goals)
    place = Place("goal", text.owner_id)
    for choice in choices(report, period):
        target = choice.reference.target
        following = report.apply(
            {"text": {text.id: _with_body(text, f"[{choice.text}]({target})")}}
        )
        cut = cut_out(following, _part(place), place)
        assert shown(cut, period, target) == choice.text


def _with_body(text: Any, body: str) -> Any:
    return replace(text, body=body)


def test_other_places_texts_and_figures_are_left_out() -> None:
    report = tasks.example_report()
    goal = next(
        goal
        for goal in report.goals.values()
        if report.indicators_of(goal.id) and not report.goals_under(goal.id)
    )
    cut = cut_out(report, _part(Place("goal", goal.id)), Place("goal", goal.id))
    owners = {goal.id}
    owners |= {each.id for each in (*report.indicators_of(goal.id), *report.activities_of(goal.id))}
    assert {text.owner_id for text in cut.texts.values()} <= owners
    assert not cut.net_budgets
    assert not cut.decisions
    assert len(cut.indicators) < len(report.indicators)
