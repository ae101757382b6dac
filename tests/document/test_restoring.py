"""Single values and whole records taken back from an earlier state, and what the history tells."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from tertialapp import tasks
from tertialapp.base.errors import BadInput
from tertialapp.document.document import Document
from tertialapp.document.opening import new_document
from tertialapp.document.restoring import restore_field, restore_record, restore_records
from tertialapp.model.frame import Section, SectionKind
from tertialapp.model.report import Report


@pytest.fixture
def document() -> Iterator[Document]:
    made = new_document(tasks.example_report())
    yield made
    made.discard()


def _first_value(report: Report) -> str:
    return next(key for key, value in report.indicator_values.items() if value.target is not None)


def test_one_value_is_taken_back_and_the_others_stay(document: Document) -> None:
    key = _first_value(document.report)
    before = document.report
    value = before.indicator_values[key]
    with document.edit("Ändra") as edit:
        edit.set(value, target=None, target_words="Ökning", outcome=None)
    with document.edit("Återställ") as edit:
        restore_field(edit, before, "indicator_value", key, "outcome")
    now = document.report.indicator_values[key]
    assert (now.outcome, now.target, now.target_words) == (value.outcome, None, "Ökning")


def test_a_removed_goal_comes_back_with_all_that_belonged_to_it(document: Document) -> None:
    before = document.report
    goal = next(goal for goal in before.goals_under(None) if before.goals_under(goal.id))
    with document.edit("Ta bort mål") as edit:
        edit.remove(goal)
    assert goal.id not in document.report.goals
    with document.edit("Återställ") as edit:
        restore_record(edit, before, "goal", goal.id)
    assert document.report.goals == before.goals
    assert document.report.indicator_values == before.indicator_values
    assert document.report.texts == before.texts


def test_a_value_of_a_removed_indicator_brings_the_indicator_back(document: Document) -> None:
    before = document.report
    key = _first_value(before)
    goal = before.goals[before.indicators[before.indicator_values[key].indicator_id].goal_id]
    with document.edit("Ta bort mål") as edit:
        edit.remove(goal)
    with document.edit("Återställ") as edit:
        restore_field(edit, before, "indicator_value", key, "target")
    assert document.report.indicator_values[key] == before.indicator_values[key]
    assert goal.id in document.report.goals


def test_what_would_lie_under_itself_is_refused_alone_and_comes_back_together(
    document: Document,
) -> None:
    top, under = (Section(id=key, sort_key=key, title=key, kind=SectionKind.TEXT) for key in "yz")
    with document.edit("Två avsnitt") as edit:
        edit.put(top)
        edit.put(replace(under, parent_id=top.id))
    before = document.report
    with document.edit("Flytta") as edit:
        edit.set(edit.report.sections[under.id], parent_id=None)
        edit.set(edit.report.sections[top.id], parent_id=under.id)
    after = document.report
    with pytest.raises(BadInput, match="flyttats"), document.edit("Återställ") as edit:
        restore_field(edit, before, "section", under.id, "parent_id")
    with pytest.raises(BadInput, match="flyttats"), document.edit("Återställ") as edit:
        restore_record(edit, before, "section", under.id)
    assert document.report is after
    with document.edit("Återställ") as edit:
        restore_records(edit, before, [("section", key) for key in (under.id, top.id)])
    assert document.report == before


def test_what_was_added_goes_again(document: Document) -> None:
    before = document.report
    goal = next(iter(before.goals.values()))
    with document.edit("Nytt mål") as edit:
        edit.put(replace(goal, id="nytt"))
    with document.edit("Återställ") as edit:
        restore_record(edit, before, "goal", "nytt")
    assert document.report == before


def test_the_report_as_it_was_before_any_edit(document: Document) -> None:
    states = [document.report]
    goal = next(iter(document.report.goals.values()))
    for title in ("Ett", "Två", "Tre"):
        with document.edit("Byt namn") as edit:
            edit.set(edit.report.goals[goal.id], title=title)
        states.append(document.report)
    document.undo()
    states.append(document.report)
    for edit_logged, state in zip(document.history(), states, strict=False):
        assert document.report_before(edit_logged.id) == state
    assert {(table, key) for _, table, key in document.touched()} == {("goal", goal.id)}


def test_forgotten_history_leaves_what_undo_needs(document: Document) -> None:
    goal = next(iter(document.report.goals.values()))
    for title in ("Ett", "Två", "Tre"):
        with document.edit("Byt namn") as edit:
            edit.set(edit.report.goals[goal.id], title=title)
    document.undo()
    report = document.report
    last = document.history()[-1].id
    assert document.forget_history(last) == 2, "the undo and the edit that it took back stay"
    assert document.report == report
    assert [each.label for each in document.history()] == ["Byt namn", "Byt namn"]
    assert document.undo_label is None
    document.redo()
    assert document.report.goals[goal.id].title == "Tre"
