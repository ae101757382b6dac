"""Many conflicts are decided in one edit, and those that can't be stay."""

from __future__ import annotations

from collections.abc import Iterator
from time import process_time

import pytest
from msgspec.structs import replace

from tertialapp.document.deciding import decide_all
from tertialapp.document.document import Document
from tertialapp.document.opening import new_document
from tertialapp.merge.decide import Choice
from tertialapp.model.conflicts import Conflict, ConflictKind, conflict
from tertialapp.model.plain import to_plain
from tertialapp.model.report import Report
from tertialapp.tasks import example_report

GOALS = ("mal-1.1", "mal-1.2", "mal-1.3")


@pytest.fixture
def document() -> Iterator[Document]:
    document = new_document(example_report())
    yield document
    document.discard()


def titled(key: str, theirs: str) -> Conflict:
    sides = [{"title": title} for title in ("Före", "Vår", theirs)]
    return conflict(ConflictKind.FIELD, "goal", key, "title", sides)


def removed_by_them(report: Report, key: str) -> Conflict:
    fields = to_plain(report.goals[key])
    return conflict(
        ConflictKind.DELETED, "goal", key, "", [fields, fields | {"title": "Vår"}, None]
    )


def put(document: Document, *conflicts: Conflict) -> None:
    with document.edit("Sammanfogad") as edit:
        edit.take({"conflict": {found.id: found for found in conflicts}})


def choose(
    document: Document, choice: Choice, *conflicts: Conflict
) -> tuple[tuple[Conflict, ...], int]:
    """What was left, and how many steps it took."""
    before = len(document.history())
    with document.edit("Avgör") as edit:
        left = decide_all(edit, conflicts, choice)
    return left, len(document.history()) - before


@pytest.mark.parametrize("choice", list(Choice))
def test_all_are_decided_in_one_step_that_one_undo_takes_back(
    document: Document, choice: Choice
) -> None:
    titles = {key: document.report.goals[key].title for key in GOALS}
    many = [titled(key, f"Deras {key}") for key in GOALS]
    put(document, *many)
    before = document.report
    assert choose(document, choice, *many) == ((), 1)
    wanted = {
        Choice.BASE: dict.fromkeys(GOALS, "Före"),
        Choice.OURS: titles,
        Choice.THEIRS: {key: f"Deras {key}" for key in GOALS},
    }
    assert {key: document.report.goals[key].title for key in GOALS} == wanted[choice]
    assert not document.report.conflicts
    document.undo()
    assert document.report == before


def test_two_about_the_same_thing_follow_each_other(document: Document) -> None:
    sides = [{"owner": owner} for owner in ("", "Anna", "Bo")]
    other = conflict(ConflictKind.FIELD, "goal", GOALS[0], "owner", sides)
    many = (titled(GOALS[0], "Deras"), other)
    put(document, *many)
    assert choose(document, Choice.THEIRS, *many) == ((), 1)
    goal = document.report.goals[GOALS[0]]
    assert (goal.title, goal.owner) == ("Deras", "Bo")


def test_what_an_earlier_choice_removed_stays_to_be_decided(document: Document) -> None:
    gone, about_it = removed_by_them(document.report, GOALS[0]), titled(GOALS[0], "Deras")
    other = titled(GOALS[1], "Deras")
    put(document, gone, about_it, other)
    assert choose(document, Choice.THEIRS, gone, about_it, other) == ((about_it,), 1)
    assert GOALS[0] not in document.report.goals
    assert document.report.goals[GOALS[1]].title == "Deras"
    assert set(document.report.conflicts) == {about_it.id}


def test_what_lies_in_a_locked_period_stays_to_be_decided(document: Document) -> None:
    period = document.report.periods_in_order()[-1]
    key = f"ind-1.1-1@{period.id}"
    sides = [{"target_words": words} for words in ("Före", "Vår", "Deras")]
    locked = conflict(ConflictKind.FIELD, "indicator_value", key, "target_words", sides)
    put(document, locked, titled(GOALS[0], "Deras"))
    with document.edit("Lås") as edit:
        edit.put(replace(period, locked=True))
    many = tuple(document.report.conflicts.values())
    assert choose(document, Choice.THEIRS, *many) == ((locked,), 1)
    assert document.report.goals[GOALS[0]].title == "Deras"


def test_ten_times_as_many_take_ten_times_as_long(document: Document) -> None:
    def seconds(count: int) -> float:
        keys = list(document.report.goals)
        many = [titled(keys[at % len(keys)], f"Deras {count} {at}") for at in range(count)]
        put(document, *many)
        began = process_time()
        assert choose(document, Choice.THEIRS, *many) == ((), 1)
        return process_time() - began

    few = min(seconds(400) for _ in range(3))
    assert seconds(4_000) < 25 * few
