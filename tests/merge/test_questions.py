"""A conflict as a question: every kind in plain words, and what is typed of one's own."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from tertialapp.base.errors import BadInput
from tertialapp.document.edit import Edit
from tertialapp.merge.decide import Choice, decide
from tertialapp.merge.own import own_fields, read_own
from tertialapp.merge.questions import question, question_of_pair, without
from tertialapp.merge.reports import Merged, merge
from tertialapp.model.conflicts import Conflict
from tertialapp.model.report import Report
from tertialapp.tasks import example_report

PERIOD = "T1 2025"
BASE = example_report()
Change = Callable[[Edit], object]


def merged(ours: Change, theirs: Change) -> Merged:
    return merge(BASE, changed(ours), changed(theirs))


def changed(change: Change) -> Report:
    edit = Edit(BASE)
    change(edit)
    return edit.report


def put(table: str, key: str, **fields: Any) -> Change:
    return lambda edit: edit.set(edit.report.table(table)[key], **fields)


def removed(table: str, key: str) -> Change:
    return lambda edit: edit.remove(edit.report.table(table)[key])


def asked(ours: Change, theirs: Change) -> tuple[Report, Conflict, str, list[str], list[str]]:
    """The one conflict of two changes: its sentence, its versions in words, and the acts."""
    done = merged(ours, theirs)
    (found,) = done.conflicts
    told = question(done.report, found)
    assert [version.choice for version in told.versions] == list(Choice)
    words = [version.words for version in told.versions]
    return done.report, found, told.sentence, words, [each.act for each in told.versions]


def test_one_field_is_its_value_as_printed() -> None:
    key = f"ind-1.1-1@{PERIOD}"
    _, _, sentence, words, acts = asked(
        put("indicator_value", key, forecast=Decimal("70.5")),
        put("indicator_value", key, forecast=Decimal(71)),
    )
    assert sentence == "Prognos helår har ändrats på två sätt, i vår version och av någon annan."
    assert words[1:] == ["70,5\N{NO-BREAK SPACE}%", "71\N{NO-BREAK SPACE}%"]
    assert acts == ["Återgå till före", "Välj vår", "Välj deras"]


def test_fields_that_belong_together_are_named() -> None:
    key = f"ind-1.1-1@{PERIOD}"
    _, _, _, words, _ = asked(
        put("indicator_value", key, target=Decimal(80)),
        put("indicator_value", key, target=None, target_words="Ökning"),
    )
    assert words == [
        "Årsmål: 69\N{NO-BREAK SPACE}%\nÅrsmål i ord: tomt",
        "Årsmål: 80\N{NO-BREAK SPACE}%\nÅrsmål i ord: tomt",
        "Årsmål: tomt\nÅrsmål i ord: Ökning",
    ]


def test_places_are_told_by_what_is_above_and_before() -> None:
    _, _, sentence, words, _ = asked(
        put("goal", "mal-1.1.1", parent_id="mal-1.2"),
        put("goal", "mal-1.1.1", parent_id="mal-1.3"),
    )
    assert "har flyttats till två olika platser" in sentence
    assert words[0].startswith("Under ”1.1 ")
    assert words[1].startswith("Under ”1.2 ")
    assert words[2].startswith("Under ”1.3 ")


@pytest.mark.parametrize("turned", [False, True])
def test_what_one_removed_says_who_and_offers_both(turned: bool) -> None:  # noqa: FBT001
    sides = [put("goal", "mal-3.4.1", title="Nytt namn"), removed("goal", "mal-3.4.1")]
    report, found, sentence, words, acts = asked(*(reversed(sides) if turned else sides))
    remover = "i vår version" if turned else "av någon annan"
    assert sentence.startswith(f"”3.4.1 Nytt namn” har tagits bort {remover} men ändrats ")
    assert words[1 if turned else 2] == "borttaget"
    assert "Rubrik: Nytt namn" in words[2 if turned else 1]
    assert acts == [
        "",
        *(("Ta bort det", "Behåll det") if turned else ("Behåll det", "Ta bort det")),
    ]
    gone = decide(report, found, Choice.OURS if turned else Choice.THEIRS)
    assert gone["goal"] == {"mal-3.4.1": None}


def test_what_was_only_built_upon_says_so() -> None:
    def build(edit: Edit) -> None:
        goal = edit.report.goals["mal-3.4.1"]
        edit.put(structs.replace(edit.report.indicators["ind-1.1-1"], id="ny", goal_id=goal.id))

    _, _, sentence, _, _ = asked(build, removed("goal", "mal-3.4.1"))
    assert "men fått något nytt under sig" in sentence


def test_what_is_gone_since_can_only_be_struck_out() -> None:
    report, found, *_ = asked(
        put("goal", "mal-3.4.1", title="A"), put("goal", "mal-3.4.1", title="B")
    )
    edit = Edit(report)
    edit.remove(report.goals["mal-3.4.1"])
    told = question(edit.report, found)
    assert [version.act for version in told.versions] == ["", "Stryk konflikten", ""]
    assert told.versions[1].words == "A"
    assert own_fields(edit.report, found) == ()
    with pytest.raises(BadInput):
        read_own(edit.report, found, {"title": "C"})
    edit.take(decide(edit.report, found, Choice.OURS))
    assert not edit.report.conflicts


def test_two_that_may_be_one_tell_what_is_filled_in() -> None:
    def added(key: str, name: str) -> Change:
        like = BASE.indicators["ind-1.1-1"]
        return lambda edit: edit.put(structs.replace(like, id=key, name=name, sort_key=f"z{key}"))

    done = merged(added("x", "Trygghet"), added("y", "trygghet"))
    (notice,) = done.notices
    told = question_of_pair(done.report, notice)
    assert told.versions[0].words == ""
    assert told.versions[1].words.startswith("Trygghet\nEnhet: ")
    assert without(done.report, notice, Choice.OURS).id == "y"
    assert without(done.report, notice, Choice.THEIRS).id == "x"


# -- of one's own ----------------------------------------------------------------------------------


def _typed(table: str, key: str, field: str, ours: Any, theirs: Any) -> tuple[Report, Conflict]:
    done = merged(put(table, key, **{field: ours}), put(table, key, **{field: theirs}))
    (found,) = done.conflicts
    return done.report, found


CASES = {
    "amount": (
        *("operating_budget", next(iter(BASE.operating_budgets)), "budget", 100, 200_050),
        *("1 234,50", 123_450, "12,345"),
    ),
    "day": (
        *("activity", next(iter(BASE.activities)), "end", date(2025, 5, 1), date(2025, 6, 1)),
        *("2025-05-12", "2025-05-12", "12 maj"),
    ),
    "figure": (
        *("indicator_value", f"ind-1.1-1@{PERIOD}", "forecast", Decimal(1), Decimal(2)),
        *("7,5", "7.5", "7x"),
    ),
    "whole number": (*("indicator", "ind-1.1-1", "decimals", 2, 3), *("4", 4, "1,5")),
}


@pytest.mark.parametrize("case", CASES)
def test_a_value_is_typed_as_it_is_printed(case: str) -> None:
    table, key, field, ours, theirs, typed, plain, bad = CASES[case]
    report, found = _typed(table, key, field, ours, theirs)
    (own,) = own_fields(report, found)
    assert read_own(report, found, {field: own.typed})[field] == json_of(found, field)
    assert read_own(report, found, {field: typed}) == {field: plain}
    with pytest.raises(BadInput, match=r"\.$"):
        read_own(report, found, {field: bad})


def json_of(found: Conflict, field: str) -> Any:
    _, ours, _ = found.versions
    assert ours is not None
    return ours[field]


def test_what_must_be_there_can_not_be_left_out() -> None:
    report, found = _typed("indicator", "ind-1.1-1", "decimals", 2, 3)
    with pytest.raises(BadInput, match="Decimaler måste vara ifyllt"):
        read_own(report, found, {"decimals": " "})


@given(st.text(max_size=60))
def test_any_words_typed_are_taken_or_refused(words: str) -> None:
    for case in CASES.values():
        table, key, field, ours, theirs, *_ = case
        report, found = FOUND.setdefault(field, _typed(table, key, field, ours, theirs))
        with contextlib.suppress(BadInput):
            changes = decide(report, found, read_own(report, found, {field: words}))
            assert changes["conflict"] == {found.id: None}


FOUND: dict[str, tuple[Report, Conflict]] = {}
