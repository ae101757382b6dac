"""The named cases of merging, one by one, on a small report."""

from __future__ import annotations

import time
import unicodedata
from decimal import Decimal

import pytest
from msgspec import structs

from tertialapp.base.errors import BadInput, Cancelled
from tertialapp.document.edit import Edit
from tertialapp.merge.decide import Choice, decide
from tertialapp.merge.reports import merge
from tertialapp.model.conflicts import ConflictKind
from tertialapp.model.economy import BusinessArea
from tertialapp.model.frame import SETUP_ID, PeriodKind, Setup
from tertialapp.model.goals import Activity, IndicatorValue, Level
from tertialapp.model.integrity import faults
from tertialapp.model.periods import new_period
from tertialapp.model.records import Record, cell_id
from tertialapp.model.report import Report, report_of
from tests.merge.small import (
    BODY,
    PERIOD,
    all_decided,
    body_of,
    edited,
    filling,
    goal_at,
    indicator_at,
    kinds_of,
    merging,
    setting,
    taking_away,
    value_of,
    writing,
)
from tests.pictures import IMAGES

# -- cells -----------------------------------------------------------------------------------------


def test_different_cells_and_fields_of_one_cell_are_both_kept(base: Report) -> None:
    merged = merging(base, filling("i0", men=Decimal(70)), filling("i0", women=Decimal(80)))
    value = value_of(merged.report, "i0")
    assert (value.outcome, value.men, value.women) == (Decimal(76), Decimal(70), Decimal(80))
    assert not merged.conflicts


def test_the_same_cell_differing_is_a_conflict_with_all_versions(base: Report) -> None:
    merged = merging(base, filling("i0", outcome=Decimal(77)), filling("i0", outcome=Decimal(78)))
    (found,) = merged.conflicts
    assert found.kind is ConflictKind.FIELD
    assert found.versions == ({"outcome": "76"}, {"outcome": "77"}, {"outcome": "78"})
    assert found.label == "1.1.1 · Indikator i0 · T1 2025 · Periodens utfall"
    assert value_of(merged.report, "i0").outcome == 77
    assert value_of(all_decided(merged, Choice.OURS), "i0").outcome == 77
    assert value_of(all_decided(merged, Choice.THEIRS), "i0").outcome == 78
    assert value_of(all_decided(merged, Choice.BASE), "i0").outcome == 76
    edit = Edit(merged.report)
    edit.take(decide(merged.report, found, {"outcome": "79.5"}))
    assert value_of(edit.report, "i0").outcome == Decimal("79.5")
    with pytest.raises(BadInput, match="passar inte"):
        decide(merged.report, found, {"outcome": "många"})


def test_equal_values_in_another_form_are_no_difference(base: Report) -> None:
    merged = merging(base, filling("i1", outcome=Decimal("1.0")), filling("i1", outcome=Decimal(1)))
    assert not merged.conflicts
    decomposed = unicodedata.normalize("NFD", "Första mål")
    ours = base.apply({"goal": {"b1": structs.replace(base.goals["b1"], title=decomposed)}})
    theirs = edited(base, setting("goal", "b1", title="Första mål"))
    assert not merge(base, ours, theirs).conflicts
    lines_ended = base.apply(
        {
            "text": {
                key: structs.replace(text, body=text.body.replace("\n", "\r\n"))
                for key, text in base.texts.items()
            }
        }
    )
    merged = merge(base, lines_ended, edited(base, writing(f"{BODY}\n\nNytt.")))
    assert body_of(merged.report) == f"{BODY}\n\nNytt."
    assert not merged.conflicts


def test_two_who_fill_the_same_empty_cell_meet_in_one_row(base: Report) -> None:
    merged = merging(base, filling("i2", outcome=Decimal(1)), filling("i2", forecast=Decimal(2)))
    value = value_of(merged.report, "i2")
    assert (value.outcome, value.forecast) == (Decimal(1), Decimal(2))
    assert not merged.conflicts


def test_a_target_is_a_figure_or_words_never_one_from_each(base: Report) -> None:
    merged = merging(base, filling("i0", target=Decimal(80)), filling("i0", target_words="Ökning"))
    value = value_of(merged.report, "i0")
    assert (value.target, value.target_words) == (Decimal(80), "")
    theirs = value_of(all_decided(merged, Choice.THEIRS), "i0")
    assert (theirs.target, theirs.target_words) == (None, "Ökning")


# -- removed ---------------------------------------------------------------------------------------


def test_what_both_removed_is_gone(base: Report) -> None:
    merged = merging(base, taking_away("goal", "b1"), taking_away("goal", "b1"))
    assert "b1" not in merged.report.goals
    assert not merged.conflicts


@pytest.mark.parametrize("turned", [False, True])
def test_an_edit_wins_over_a_deletion_with_all_that_was_there(base: Report, turned: bool) -> None:  # noqa: FBT001
    sides = (taking_away("goal", "b1"), filling("i0", outcome=Decimal(80)))
    merged = merging(base, *(reversed(sides) if turned else sides))
    assert value_of(merged.report, "i0").outcome == 80
    assert set(merged.report.indicators) == set(base.indicators)
    assert body_of(merged.report) == BODY
    (found,) = merged.conflicts
    assert (found.kind, found.table, found.key) == (ConflictKind.DELETED, "goal", "b1")
    removing, keeping = (Choice.THEIRS, Choice.OURS) if turned else (Choice.OURS, Choice.THEIRS)
    gone = all_decided(merged, removing)
    assert "b1" not in gone.goals
    assert not gone.indicators
    assert value_of(all_decided(merged, keeping), "i0").outcome == 80


def test_a_period_removed_while_values_came_is_there_again(base: Report) -> None:
    merged = merging(base, taking_away("period", PERIOD), filling("i3", outcome=Decimal(5)))
    assert value_of(merged.report, "i3").outcome == 5
    assert [(found.table, found.key) for found in merged.conflicts] == [("period", PERIOD)]


def test_there_is_always_a_period(base: Report) -> None:
    merged = merging(base, taking_away("period", PERIOD), taking_away("period", "VB 2024"))
    assert merged.report.periods
    assert kinds_of(merged) == [ConflictKind.DELETED]


def test_a_child_added_to_or_moved_into_what_was_removed_brings_it_back(base: Report) -> None:
    new = Activity(id="ny", goal_id="b2", sort_key="a0", name="Ny aktivitet")
    for change in (
        lambda edit: edit.put(new),
        setting("indicator", "i0", goal_id="b2"),
    ):
        merged = merging(base, taking_away("goal", "b2"), change)
        assert [(found.kind, found.key) for found in merged.conflicts] == [
            (ConflictKind.DELETED, "b2")
        ]
        assert "b2" in merged.report.goals


def test_a_picture_that_a_kept_text_shows_is_kept(base: Report) -> None:
    shown = f"{BODY}\n\n![En park](bild:{IMAGES[0].id})"

    def with_picture(edit: Edit) -> None:
        edit.put(IMAGES[0])
        writing(shown)(edit)

    before = edited(base, with_picture)
    merged = merging(before, writing("Kort."), writing(shown.replace("skolan", "förskolan")))
    theirs = edited(all_decided(merged, Choice.THEIRS), lambda _: None)
    assert "bild:" not in body_of(merged.report)
    assert set(edited(merged.report, filling("i0", men=Decimal(1))).images) == {IMAGES[0].id}
    assert "bild:" in body_of(theirs)
    assert set(theirs.images) == {IMAGES[0].id}
    ours = edited(all_decided(merged, Choice.OURS), writing("Kortare."))
    assert not ours.images


# -- places ----------------------------------------------------------------------------------------


def _order(report: Report) -> list[str]:
    return [row.id for row in report.indicators_of("b1")]


def test_different_siblings_are_reordered_by_both(base: Report) -> None:
    merged = merging(
        base, setting("indicator", "i0", sort_key="a1V"), setting("indicator", "i3", sort_key="Zz")
    )
    assert _order(merged.report) == ["i3", "i1", "i0", "i2"]
    assert not merged.conflicts


def test_the_same_sibling_put_at_two_places_is_a_conflict(base: Report) -> None:
    merged = merging(
        base, setting("indicator", "i0", sort_key="a1V"), setting("indicator", "i0", sort_key="a4")
    )
    assert kinds_of(merged) == [ConflictKind.PLACE]
    assert _order(merged.report) == ["i1", "i0", "i2", "i3"]
    assert _order(all_decided(merged, Choice.THEIRS)) == ["i1", "i2", "i3", "i0"]


def test_moved_to_two_goals_is_one_conflict(base: Report) -> None:
    before = edited(base, lambda edit: edit.put(goal_at("b3", Level.BOARD, "a", "a2")))
    merged = merging(
        before,
        setting("indicator", "i0", goal_id="b2", sort_key="a0"),
        setting("indicator", "i0", goal_id="b3", sort_key="a5"),
    )
    assert kinds_of(merged) == [ConflictKind.PLACE]
    assert all_decided(merged, Choice.THEIRS).indicators["i0"].goal_id == "b3"


def test_what_two_put_at_the_same_place_gets_an_order_the_same_for_both(base: Report) -> None:
    ours = edited(base, lambda edit: edit.put(indicator_at("x", "a4")))
    theirs = edited(base, lambda edit: edit.put(indicator_at("y", "a4")))
    here, there = (merge(base, *sides).report for sides in ((ours, theirs), (theirs, ours)))
    assert _order(here) == _order(there) == ["i0", "i1", "i2", "i3", "x", "y"]
    assert here == there
    assert len({row.sort_key for row in here.indicators_of("b1")}) == 6


@pytest.mark.parametrize("count", [2, 3])
def test_what_would_lie_under_itself_stays_where_ours_has_it(count: int) -> None:
    areas: list[Record] = [
        Setup(id=SETUP_ID, board="Nämnden"),
        new_period(PeriodKind.FIRST, 2025),
        *(_area(f"o{number}", None, f"a{number}") for number in range(count)),
    ]
    base = report_of(areas)
    ours = edited(base, setting("business_area", "o0", parent_id="o1"))

    def theirs_moves(edit: Edit) -> None:
        for number in range(1, count):
            following = f"o{(number + 1) % count}"
            edit.set(edit.report.business_areas[f"o{number}"], parent_id=following)

    merged = merge(base, ours, edited(base, theirs_moves))
    assert list(faults(merged.report)) == []
    assert merged.report.business_areas["o0"].parent_id == "o1"
    assert set(kinds_of(merged)) == {ConflictKind.LOOP}
    assert all(found.field == "parent_id" for found in merged.conflicts)


def _area(key: str, parent: str | None, sort_key: str) -> Record:
    return BusinessArea(id=key, parent_id=parent, sort_key=sort_key, name=key)


def test_the_same_added_by_both_is_kept_twice_and_told(base: Report) -> None:
    ours = edited(
        base, lambda edit: edit.put(structs.replace(indicator_at("x", "a4"), name="Trygghet"))
    )
    theirs = edited(
        base, lambda edit: edit.put(structs.replace(indicator_at("y", "a5"), name="trygghet "))
    )
    merged = merge(base, ours, theirs)
    assert {"x", "y"} <= set(merged.report.indicators)
    (notice,) = merged.notices
    assert (notice.key, notice.other) == ("x", "y")
    assert notice.sentence.startswith("Möjlig dubblett: ”Trygghet”")


# -- without an ancestor, and much at once ---------------------------------------------------------


def test_without_an_ancestor_every_difference_is_a_conflict_and_additions_are_kept(
    base: Report,
) -> None:
    ours = edited(base, filling("i0", outcome=Decimal(77), men=Decimal(1)))
    theirs = edited(
        base, lambda edit: (filling("i1", outcome=Decimal(5))(edit), writing("Kort.")(edit))
    )
    merged = merge(None, ours, theirs)
    assert list(faults(merged.report)) == []
    assert value_of(merged.report, "i1").outcome == 5
    assert value_of(merged.report, "i0").men == 1
    assert sorted((found.key.partition("@")[0], found.field) for found in merged.conflicts) == [
        ("b1", "body"),
        ("i0", "outcome"),
    ]


def test_a_merge_that_is_given_up_raises_and_has_changed_nothing(base: Report) -> None:
    told: list[int] = []

    def progress(done: int, of: int) -> bool:
        told.append(of - done)
        return done < 5

    with pytest.raises(Cancelled):
        merge(base, edited(base, writing("A")), edited(base, writing("B")), progress)
    assert len(told) == 6


def test_ten_thousand_conflicts_take_seconds() -> None:
    indicators = [indicator_at(f"i{number}", f"b{number:04}x") for number in range(5_000)]
    values = [
        IndicatorValue(id=cell_id(row.id, PERIOD), indicator_id=row.id, period_id=PERIOD)
        for row in indicators
    ]
    frame = [Setup(id=SETUP_ID, board="Nämnden"), new_period(PeriodKind.FIRST, 2025)]
    goals = [goal_at("b1", Level.BOARD)]
    base, ours, theirs = (
        report_of(
            [
                *frame,
                *goals,
                *indicators,
                *(
                    structs.replace(row, outcome=Decimal(figure), forecast=Decimal(figure))
                    for row in values
                ),
            ]
        )
        for figure in range(3)
    )
    begun = time.monotonic()
    merged = merge(base, ours, theirs)
    assert len(merged.conflicts) == 10_000
    assert list(faults(merged.report)) == []
    assert time.monotonic() - begun < 30
