"""What differs between two states, told field by field as a reader would see it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tertialapp import tasks
from tertialapp.model.change import Operation
from tertialapp.model.choice_words import choice_words
from tertialapp.model.comparison import FieldChange, RecordChange, compared
from tertialapp.model.conflicts import ConflictKind, conflict
from tertialapp.model.field_words import TABLE_WORDS, field_words
from tertialapp.model.figures import print_figure
from tertialapp.model.frame import TextPart
from tertialapp.model.places import goal_place
from tertialapp.model.records import field_specs
from tertialapp.model.report import TABLES, Report
from tertialapp.model.waivers import Waiver
from tertialapp.model.word_diff import Piece, Share, word_diff

PERIOD = "T1 2025"
TABLE_FIELDS = [
    (name, spec) for name, table in TABLES.items() for spec in field_specs(table.record_type)
]


@pytest.fixture(scope="module")
def example() -> Report:
    return tasks.example_report()


def test_every_table_field_and_choice_has_a_name() -> None:
    for name, spec in TABLE_FIELDS:
        assert TABLE_WORDS[name], name
        assert field_words(name, spec.name), (name, spec.name)
    kinds: set[type[StrEnum]] = {spec.choices for _, spec in TABLE_FIELDS if spec.choices}
    assert all(choice_words(choice) for kind in kinds for choice in kind)


def _only(changes: list[RecordChange]) -> FieldChange:
    ((field,),) = (change.fields for change in changes)
    return field


def test_a_figure_is_told_as_it_is_printed(example: Report) -> None:
    value, indicator = next(
        (value, example.indicators[value.indicator_id])
        for value in example.indicator_values.values()
        if value.target is not None and example.indicators[value.indicator_id].unit == "%"
    )
    after = example.apply({"indicator_value": {value.id: replace(value, target=Decimal("77.5"))}})
    told = _only(compared(example, after))
    assert value.target is not None
    old, new = print_figure(indicator, value.target), "77,5\N{NO-BREAK SPACE}%"
    assert (told.title, told.old, told.new) == ("Årsmål", old, new)
    assert (told.what, told.place) == (indicator.name, goal_place(indicator.goal_id))
    assert not compared(example, after, "T2 2025")
    assert compared(example, after, value.period_id)


def test_a_removed_record_is_told_with_what_it_said(example: Report) -> None:
    activity = next(iter(example.activities.values()))
    dependent = {key: None for key in example.activity_statuses if key.startswith(activity.id)}
    after = example.apply({"activity": {activity.id: None}, "activity_status": dependent})
    gone = compared(example, after)[0]
    assert gone.operation is Operation.DELETE
    assert gone.sentence == f"Borttaget – aktivitet: {activity.name}"
    assert {"Namn", "Startdatum"} <= {field.title for field in gone.fields}
    assert all(field.old and not field.new for field in gone.fields)
    back = compared(after, example)[0]
    assert back.sentence == f"Tillagt – aktivitet: {activity.name}"


def test_nothing_is_told_of_equal_reports(example: Report) -> None:
    assert compared(example, example) == []


def test_words_are_marked_where_they_differ() -> None:
    old, new = (
        "Utfallet är 76 procent, bättre än i fjol.",
        "Utfallet är 77,5 procent, sämre än i fjol.",
    )
    assert word_diff(old, new) == (
        Piece(Share.BOTH, "Utfallet är "),
        Piece(Share.OLD, "76"),
        Piece(Share.NEW, "77,5"),
        Piece(Share.BOTH, " procent, "),
        Piece(Share.OLD, "bättre"),
        Piece(Share.NEW, "sämre"),
        Piece(Share.BOTH, " än i fjol."),
    )


def test_neighbouring_words_are_one_change() -> None:
    assert word_diff("en två tre", "en fyra fem") == (
        Piece(Share.BOTH, "en "),
        Piece(Share.OLD, "två tre"),
        Piece(Share.NEW, "fyra fem"),
    )


_TEXTS = st.text(alphabet="ab å1,.-\n ", max_size=40)


@given(old=_TEXTS, new=_TEXTS)
def test_the_pieces_make_up_both_wordings(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.share is not Share.NEW) == old
    assert "".join(piece.text for piece in pieces if piece.share is not Share.OLD) == new
    assert all(piece.text for piece in pieces)


def test_changes_name_what_they_belong_to(example: Report) -> None:
    value = example.indicator_value("ind-3.4.1-1", PERIOD)
    text = example.texts["mal-3.4.1@T1 2025@analysis"]
    goal = example.goals["mal-1.1"]
    after = example.apply(
        {
            "text": {text.id: replace(text, body="Ny")},
            "indicator_value": {value.id: replace(value, outcome=Decimal(1))},
            "goal": {goal.id: replace(goal, title="Nytt namn")},
            "activity": {"akt-1.4.1-1": None},
        }
    )
    lines = compared(example, after, PERIOD)
    changed, gone = Operation.UPDATE, Operation.DELETE
    assert [(line.where.split()[0], line.what, line.table, line.operation) for line in lines] == [
        ("1.1", "Nytt namn", "goal", changed),
        ("1.4.1", example.activities["akt-1.4.1-1"].name, "activity", gone),
        ("3.4.1", "AMI ledarskap", "indicator_value", changed),
        ("3.4.1", example.goals["mal-3.4.1"].title, "text", changed),
    ]
    (field,) = lines[2].fields
    assert (field.field, field.difference) == ("outcome", "76 → 1")
    assert (lines[2].spot.place, lines[2].spot.row) == (goal_place("mal-3.4.1"), "ind-3.4.1-1")
    assert lines[3].spot.row == ""
    assert compared(example, after, "VB 2024")[-1].table != "text"
    assert compared(after, after, PERIOD) == []


def test_a_text_is_called_by_which_of_its_owners_it_is(example: Report) -> None:
    text = example.text("mal-1.2.1", PERIOD, TextPart.DESCRIPTION)
    after = example.apply({"text": {text.id: replace(text, body="Nytt")}})
    assert _only(compared(example, after)).title == "Beskrivning"
    (change,) = compared(example, after)
    assert change.sentence == f"Beskrivning: {example.goals['mal-1.2.1'].title}"
    (gone,) = compared(example, example.apply({"text": {text.id: None}}))
    assert gone.sentence.startswith("Borttaget – beskrivning: ")


def test_what_only_the_program_reads_is_not_told(example: Report) -> None:
    sides = ({"body": ""}, {"body": "Vår"}, {"body": "Deras"})
    found = conflict(ConflictKind.TEXT, "text", f"mal-1.2.1@{PERIOD}@analysis", "body", sides)
    named = replace(found, label="1.2.1 · T1 2025 · Analys", who="Anna", at="2026-11-30T20:40Z")
    waiver = Waiver(
        id=f"tal:1@{PERIOD}",
        finding="tal:1",
        period_id=PERIOD,
        message="Texten säger 64.",
        reason="Beslutat",
        person="Anna",
        day=date(2025, 5, 2),
    )
    after = example.apply({"conflict": {found.id: named}, "waiver": {waiver.id: waiver}})
    (gone, unsaid) = compared(after, example)
    assert gone.sentence.endswith("konflikt efter sammanfogning: 1.2.1 · T1 2025 · Analys")
    told = [(field.title, field.old) for field in gone.fields]
    assert told == [("Slag", "Två har ändrat samma ord"), ("Ändrat av", "Anna")]
    assert "tal:1" not in [field.old for field in unsaid.fields]
    assert "Beslutat" in [field.old for field in unsaid.fields]
