"""The named cases of merging, one by one, on a small report."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec import structs

from tertialapp.base.errors import BadInput, Cancelled
from tertialapp.document.edit import Edit
from tertialapp.document.following import follow
from tertialapp.merge.decide import Choice, decide
from tertialapp.merge.listing import lines
from tertialapp.merge.reports import Merged, merge
from tertialapp.model.conflicts import ConflictKind
from tertialapp.model.decisions import Decision, DecisionKind
from tertialapp.model.economy import BusinessArea
from tertialapp.model.font_files import Cut, FontFile, files_of
from tertialapp.model.frame import SETUP_ID, PeriodKind, Setup, TextPart, TypefaceName
from tertialapp.model.goals import Activity, Goal, Indicator, IndicatorValue, Level
from tertialapp.model.images import Image
from tertialapp.model.integrity import faults
from tertialapp.model.live_values import indicator_reference
from tertialapp.model.periods import new_period
from tertialapp.model.records import Record, cell_id
from tertialapp.model.report import Report, report_of
from tertialapp.model.versions import Version
from tertialapp.model.waivers import Waiver
from tests.fonts import font
from tests.pictures import IMAGES

PERIOD = "T1 2025"
BODY = "Första stycket om skolan.\n\nAndra stycket om äldre.\n\nTredje stycket om parker."


def _goal(key: str, level: Level, parent: str | None = None, sort_key: str = "a0") -> Goal:
    return Goal(id=key, parent_id=parent, sort_key=sort_key, level=level, title=f"Mål {key}")


def _indicator(key: str, sort_key: str, goal: str = "b1") -> Indicator:
    return Indicator(id=key, goal_id=goal, sort_key=sort_key, name=f"Indikator {key}")


@pytest.fixture
def base() -> Report:
    edit = Edit(
        report_of(
            [
                Setup(id=SETUP_ID, board="Nämnden"),
                new_period(PeriodKind.ANNUAL, 2024),
                new_period(PeriodKind.FIRST, 2025),
                _goal("d", Level.DIRECTION),
                _goal("a", Level.AREA, "d"),
                _goal("b1", Level.BOARD, "a", "a0"),
                _goal("b2", Level.BOARD, "a", "a1"),
                *(_indicator(f"i{number}", f"a{number}") for number in range(4)),
            ]
        )
    )
    edit.set(edit.report.indicator_value("i0", PERIOD), outcome=Decimal(76))
    edit.set(edit.report.text("b1", PERIOD, TextPart.ANALYSIS), body=BODY)
    return edit.report


Change = Callable[[Edit], object]


def _edited(report: Report, change: Change) -> Report:
    edit = Edit(report)
    change(edit)
    follow(edit)
    return edit.report


def _merged(base: Report, ours: Change, theirs: Change) -> Merged:
    merged = merge(base, _edited(base, ours), _edited(base, theirs))
    assert list(faults(merged.report)) == []
    return merged


def _cell(key: str, **fields: Any) -> Change:
    return lambda edit: edit.set(edit.report.indicator_value(key, PERIOD), **fields)


def _set(table: str, key: str, **fields: Any) -> Change:
    return lambda edit: edit.set(edit.report.table(table)[key], **fields)


def _removed(table: str, key: str) -> Change:
    return lambda edit: edit.remove(edit.report.table(table)[key])


def _write(body: str) -> Change:
    return lambda edit: edit.set(edit.report.text("b1", PERIOD, TextPart.ANALYSIS), body=body)


def _value(report: Report, key: str) -> IndicatorValue:
    return report.indicator_value(key, PERIOD)


def _body(report: Report) -> str:
    return report.text("b1", PERIOD, TextPart.ANALYSIS).body


def _kinds(merged: Merged) -> list[ConflictKind]:
    return [found.kind for found in merged.conflicts]


def _decided(merged: Merged, choice: Choice) -> Report:
    edit = Edit(merged.report)
    for found in merged.conflicts:
        edit.take(decide(edit.report, found, choice))
    assert list(faults(edit.report)) == []
    assert not edit.report.conflicts
    return edit.report


# -- cells -------------------------------------------------------------------------------------------


def test_different_cells_and_fields_of_one_cell_are_both_kept(base: Report) -> None:
    merged = _merged(base, _cell("i0", men=Decimal(70)), _cell("i0", women=Decimal(80)))
    value = _value(merged.report, "i0")
    assert (value.outcome, value.men, value.women) == (Decimal(76), Decimal(70), Decimal(80))
    assert not merged.conflicts


def test_the_same_cell_differing_is_a_conflict_with_all_versions(base: Report) -> None:
    merged = _merged(base, _cell("i0", outcome=Decimal(77)), _cell("i0", outcome=Decimal(78)))
    (found,) = merged.conflicts
    assert found.kind is ConflictKind.FIELD
    assert found.versions == ({"outcome": "76"}, {"outcome": "77"}, {"outcome": "78"})
    assert found.label == "1.1.1 · Indikator i0 · T1 2025 · Periodens utfall"
    assert _value(merged.report, "i0").outcome == 77
    assert _value(_decided(merged, Choice.OURS), "i0").outcome == 77
    assert _value(_decided(merged, Choice.THEIRS), "i0").outcome == 78
    assert _value(_decided(merged, Choice.BASE), "i0").outcome == 76
    edit = Edit(merged.report)
    edit.take(decide(merged.report, found, {"outcome": "79.5"}))
    assert _value(edit.report, "i0").outcome == Decimal("79.5")
    with pytest.raises(BadInput, match="passar inte"):
        decide(merged.report, found, {"outcome": "många"})


def test_equal_values_in_another_form_are_no_difference(base: Report) -> None:
    merged = _merged(base, _cell("i1", outcome=Decimal("1.0")), _cell("i1", outcome=Decimal(1)))
    assert not merged.conflicts
    decomposed = unicodedata.normalize("NFD", "Första mål")
    ours = base.apply({"goal": {"b1": structs.replace(base.goals["b1"], title=decomposed)}})
    theirs = _edited(base, _set("goal", "b1", title="Första mål"))
    assert not merge(base, ours, theirs).conflicts
    lines_ended = base.apply(
        {
            "text": {
                key: structs.replace(text, body=text.body.replace("\n", "\r\n"))
                for key, text in base.texts.items()
            }
        }
    )
    merged = merge(base, lines_ended, _edited(base, _write(f"{BODY}\n\nNytt.")))
    assert _body(merged.report) == f"{BODY}\n\nNytt."
    assert not merged.conflicts


def test_two_who_fill_the_same_empty_cell_meet_in_one_row(base: Report) -> None:
    merged = _merged(base, _cell("i2", outcome=Decimal(1)), _cell("i2", forecast=Decimal(2)))
    value = _value(merged.report, "i2")
    assert (value.outcome, value.forecast) == (Decimal(1), Decimal(2))
    assert not merged.conflicts


def test_a_target_is_a_figure_or_words_never_one_from_each(base: Report) -> None:
    merged = _merged(base, _cell("i0", target=Decimal(80)), _cell("i0", target_words="Ökning"))
    value = _value(merged.report, "i0")
    assert (value.target, value.target_words) == (Decimal(80), "")
    theirs = _value(_decided(merged, Choice.THEIRS), "i0")
    assert (theirs.target, theirs.target_words) == (None, "Ökning")


# -- removed -----------------------------------------------------------------------------------------


def test_what_both_removed_is_gone(base: Report) -> None:
    merged = _merged(base, _removed("goal", "b1"), _removed("goal", "b1"))
    assert "b1" not in merged.report.goals
    assert not merged.conflicts


@pytest.mark.parametrize("turned", [False, True])
def test_an_edit_wins_over_a_deletion_with_all_that_was_there(base: Report, turned: bool) -> None:  # noqa: FBT001
    sides = (_removed("goal", "b1"), _cell("i0", outcome=Decimal(80)))
    merged = _merged(base, *(reversed(sides) if turned else sides))
    assert _value(merged.report, "i0").outcome == 80
    assert set(merged.report.indicators) == set(base.indicators)
    assert _body(merged.report) == BODY
    (found,) = merged.conflicts
    assert (found.kind, found.table, found.key) == (ConflictKind.DELETED, "goal", "b1")
    removing, keeping = (Choice.THEIRS, Choice.OURS) if turned else (Choice.OURS, Choice.THEIRS)
    gone = _decided(merged, removing)
    assert "b1" not in gone.goals
    assert not gone.indicators
    assert _value(_decided(merged, keeping), "i0").outcome == 80


def test_a_period_removed_while_values_came_is_there_again(base: Report) -> None:
    merged = _merged(base, _removed("period", PERIOD), _cell("i3", outcome=Decimal(5)))
    assert _value(merged.report, "i3").outcome == 5
    assert [(found.table, found.key) for found in merged.conflicts] == [("period", PERIOD)]


def test_there_is_always_a_period(base: Report) -> None:
    merged = _merged(base, _removed("period", PERIOD), _removed("period", "VB 2024"))
    assert merged.report.periods
    assert _kinds(merged) == [ConflictKind.DELETED]


def test_a_child_added_to_or_moved_into_what_was_removed_brings_it_back(base: Report) -> None:
    new = Activity(id="ny", goal_id="b2", sort_key="a0", name="Ny aktivitet")
    for change in (
        lambda edit: edit.put(new),
        _set("indicator", "i0", goal_id="b2"),
    ):
        merged = _merged(base, _removed("goal", "b2"), change)
        assert [(found.kind, found.key) for found in merged.conflicts] == [
            (ConflictKind.DELETED, "b2")
        ]
        assert "b2" in merged.report.goals


def test_a_picture_that_a_kept_text_shows_is_kept(base: Report) -> None:
    shown = f"{BODY}\n\n![En park](bild:{IMAGES[0].id})"

    def with_picture(edit: Edit) -> None:
        edit.put(IMAGES[0])
        _write(shown)(edit)

    before = _edited(base, with_picture)
    merged = _merged(before, _write("Kort."), _write(shown.replace("skolan", "förskolan")))
    theirs = _edited(_decided(merged, Choice.THEIRS), lambda _: None)
    assert "bild:" not in _body(merged.report)
    assert set(_edited(merged.report, _cell("i0", men=Decimal(1))).images) == {IMAGES[0].id}
    assert "bild:" in _body(theirs)
    assert set(theirs.images) == {IMAGES[0].id}
    ours = _edited(_decided(merged, Choice.OURS), _write("Kortare."))
    assert not ours.images


# -- places ------------------------------------------------------------------------------------------


def _order(report: Report) -> list[str]:
    return [row.id for row in report.indicators_of("b1")]


def test_different_siblings_are_reordered_by_both(base: Report) -> None:
    merged = _merged(
        base, _set("indicator", "i0", sort_key="a1V"), _set("indicator", "i3", sort_key="Zz")
    )
    assert _order(merged.report) == ["i3", "i1", "i0", "i2"]
    assert not merged.conflicts


def test_the_same_sibling_put_at_two_places_is_a_conflict(base: Report) -> None:
    merged = _merged(
        base, _set("indicator", "i0", sort_key="a1V"), _set("indicator", "i0", sort_key="a4")
    )
    assert _kinds(merged) == [ConflictKind.PLACE]
    assert _order(merged.report) == ["i1", "i0", "i2", "i3"]
    assert _order(_decided(merged, Choice.THEIRS)) == ["i1", "i2", "i3", "i0"]


def test_moved_to_two_goals_is_one_conflict(base: Report) -> None:
    before = _edited(base, lambda edit: edit.put(_goal("b3", Level.BOARD, "a", "a2")))
    merged = _merged(
        before,
        _set("indicator", "i0", goal_id="b2", sort_key="a0"),
        _set("indicator", "i0", goal_id="b3", sort_key="a5"),
    )
    assert _kinds(merged) == [ConflictKind.PLACE]
    assert _decided(merged, Choice.THEIRS).indicators["i0"].goal_id == "b3"


def test_what_two_put_at_the_same_place_gets_an_order_the_same_for_both(base: Report) -> None:
    ours = _edited(base, lambda edit: edit.put(_indicator("x", "a4")))
    theirs = _edited(base, lambda edit: edit.put(_indicator("y", "a4")))
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
    ours = _edited(base, _set("business_area", "o0", parent_id="o1"))

    def theirs_moves(edit: Edit) -> None:
        for number in range(1, count):
            following = f"o{(number + 1) % count}"
            edit.set(edit.report.business_areas[f"o{number}"], parent_id=following)

    merged = merge(base, ours, _edited(base, theirs_moves))
    assert list(faults(merged.report)) == []
    assert merged.report.business_areas["o0"].parent_id == "o1"
    assert set(_kinds(merged)) == {ConflictKind.LOOP}
    assert all(found.field == "parent_id" for found in merged.conflicts)


def _area(key: str, parent: str | None, sort_key: str) -> Record:
    return BusinessArea(id=key, parent_id=parent, sort_key=sort_key, name=key)


def test_the_same_added_by_both_is_kept_twice_and_told(base: Report) -> None:
    ours = _edited(
        base, lambda edit: edit.put(structs.replace(_indicator("x", "a4"), name="Trygghet"))
    )
    theirs = _edited(
        base, lambda edit: edit.put(structs.replace(_indicator("y", "a5"), name="trygghet "))
    )
    merged = merge(base, ours, theirs)
    assert {"x", "y"} <= set(merged.report.indicators)
    (notice,) = merged.notices
    assert (notice.key, notice.other) == ("x", "y")
    assert notice.sentence.startswith("Möjlig dubblett: ”Trygghet”")


# -- texts -------------------------------------------------------------------------------------------


def test_neighbouring_paragraphs_are_both_changed(base: Report) -> None:
    merged = _merged(
        base,
        _write(BODY.replace("om skolan", "om förskolan")),
        _write(BODY.replace("om äldre", "om omsorgen")),
    )
    assert not merged.conflicts
    assert _body(merged.report) == BODY.replace("skolan", "förskolan").replace("äldre", "omsorgen")


def test_other_words_of_one_paragraph_are_both_changed(base: Report) -> None:
    merged = _merged(
        base, _write(BODY.replace("Första", "Sista")), _write(BODY.replace("skolan.", "förskolan."))
    )
    assert not merged.conflicts
    assert _body(merged.report) == BODY.replace("Första", "Sista").replace("skolan", "förskolan")


def test_the_same_word_changed_twice_is_a_conflict_of_that_paragraph(base: Report) -> None:
    merged = _merged(
        base,
        _write(BODY.replace("skolan", "förskolan") + "\n\nVårt."),
        _write(BODY.replace("skolan", "fritids").replace("parker", "torg")),
    )
    (found,) = merged.conflicts
    assert found.kind is ConflictKind.TEXT
    ours = BODY.replace("skolan", "förskolan").replace("parker", "torg") + "\n\nVårt."
    assert _body(merged.report) == ours
    assert _body(_decided(merged, Choice.THEIRS)) == ours.replace("förskolan", "fritids")
    assert _body(_decided(merged, Choice.BASE)) == ours.replace("förskolan", "skolan")
    assert list(lines(merged.conflicts, ()))[2:] == ["    vår: ”förskolan”", "    deras: ”fritids”"]


def test_a_text_written_on_after_the_merge_keeps_that_when_theirs_is_chosen(base: Report) -> None:
    merged = _merged(
        base, _write(BODY.replace("skolan", "förskolan")), _write(BODY.replace("skolan", "fritids"))
    )
    (found,) = merged.conflicts
    later = _edited(merged.report, _write(f"{_body(merged.report)}\n\nSkrivet sedan."))
    edit = Edit(later)
    edit.take(decide(later, found, Choice.THEIRS))
    assert _body(edit.report) == BODY.replace("skolan", "fritids") + "\n\nSkrivet sedan."


def test_points_of_a_list_are_merged_one_by_one(base: Report) -> None:
    before = _edited(base, _write("- första punkten\n- andra punkten\n- tredje punkten"))
    merged = _merged(
        before,
        _write("- ny punkt\n- första punkten\n- andra punkten\n- tredje punkten"),
        _write("- första punkten\n- andra punkten\n  - under den\n- tredje punkten nu"),
    )
    assert not merged.conflicts
    assert _body(merged.report) == (
        "- ny punkt\n- första punkten\n- andra punkten\n  - under den\n- tredje punkten nu"
    )


def test_live_values_follow_the_merged_figures_and_are_no_conflict(base: Report) -> None:
    target = indicator_reference("i0", "outcome").target
    before = _edited(base, _write(f"Utfallet är [76]({target}) procent."))

    def theirs(edit: Edit) -> None:
        _cell("i0", outcome=Decimal(81))(edit)

    merged = _merged(before, _write(f"Utfallet är nu [76]({target}) procent."), theirs)
    assert not merged.conflicts
    assert _body(merged.report) == f"Utfallet är nu [81]({target}) procent."


def test_points_that_follow_a_template_are_worded_after_the_merge(base: Report) -> None:
    point = Decision(
        id="p",
        period_id=PERIOD,
        sort_key="a0",
        kind=DecisionKind.TARGET_CHANGE,
        text="",
        subject_id="i0",
        old_target=Decimal(70),
        generated=True,
    )

    def begin(edit: Edit) -> None:
        _cell("i0", target=Decimal(75))(edit)
        edit.put(point)

    before = _edited(base, begin)
    merged = _merged(
        before, _set("indicator", "i0", name="Trygga elever"), _cell("i0", target=Decimal(78))
    )
    assert not merged.conflicts
    text = merged.report.decisions["p"].text
    assert "trygga elever" in text
    assert "78" in text


def test_nothing_that_follows_is_written_in_a_locked_period(base: Report) -> None:
    target = indicator_reference("i0", "outcome").target
    point = Decision(
        id="p",
        period_id=PERIOD,
        sort_key="a0",
        kind=DecisionKind.APPROVAL,
        text="Som nämnden fick den.",
        generated=True,
    )
    locked = base.apply(
        {
            "period": {PERIOD: structs.replace(base.periods[PERIOD], locked=True)},
            "decision": {"p": point},
        }
    )
    text = locked.text("b1", PERIOD, TextPart.ANALYSIS)
    locked = locked.apply(
        {"text": {text.id: structs.replace(text, body=f"Det var [70]({target}).")}}
    )
    merged = _merged(
        locked, _set("indicator", "i0", name="Trygga elever"), _set("goal", "d", title="Annat mål")
    )
    assert merged.report.table("text") == locked.table("text")
    assert merged.report.table("decision") == locked.table("decision")


@pytest.mark.parametrize("alone", [True, False], ids=["theirs alone changed", "both changed"])
def test_a_lock_that_comes_in_or_goes_is_told(base: Report, alone: bool) -> None:  # noqa: FBT001
    ours = (lambda _: None) if alone else _set("goal", "d", title="Annat mål")
    version = Version(
        id="v",
        period_id=PERIOD,
        ordinal=1,
        day=date(2025, 5, 20),
        person="Anna",
        note="",
        program="0",
        content=b"",
        digest="",
        pdf_digest="",
    )

    def approve(edit: Edit) -> None:
        edit.put(version)
        edit.set(edit.report.periods[PERIOD], locked=True)

    approved = _merged(base, ours, approve)
    assert approved.report.periods[PERIOD].locked
    (remark,) = approved.remarks
    assert remark == (
        "Ett lås följde med den andra kopian. Tertialrapport 1 2025 är godkänd som version 1 och låst. "
        "Välj Lås upp för att skriva vidare i en ny version."
    )
    unlocked = _merged(approved.report, ours, _set("period", PERIOD, locked=False))
    assert not unlocked.report.periods[PERIOD].locked
    assert unlocked.remarks == (
        "Tertialrapport 1 2025 är upplåst i den andra kopian, och nu här också.",
    )
    assert _merged(base, approve, ours).remarks == ()
    assert _merged(approved.report, ours, _set("goal", "d", title="Ett mål")).remarks == ()


def test_own_words_for_a_point_against_its_template_are_a_conflict(base: Report) -> None:
    point = Decision(
        id="p",
        period_id=PERIOD,
        sort_key="a0",
        kind=DecisionKind.APPROVAL,
        text="Nämnden godkänner.",
    )
    before = _edited(base, lambda edit: edit.put(point))
    merged = _merged(
        before,
        _set("decision", "p", generated=True),
        _set("decision", "p", text="Nämnden godkänner rapporten med tack."),
    )
    assert [(found.kind, found.field) for found in merged.conflicts] == [
        (ConflictKind.FIELD, "text")
    ]
    assert merged.report.decisions["p"].generated
    theirs = _decided(merged, Choice.THEIRS).decisions["p"]
    assert (theirs.text, theirs.generated) == ("Nämnden godkänner rapporten med tack.", False)


def test_a_picture_that_an_approved_version_shows_is_kept(base: Report) -> None:
    before = _edited(base, _shows(IMAGES[0]))
    version = Version(
        id="v",
        period_id=PERIOD,
        ordinal=1,
        day=date(2025, 5, 20),
        person="Anna",
        program="0",
        content=b"",
        digest="",
        pdf_digest="",
        pictures=(IMAGES[0].id,),
    )
    merged = _merged(before, _write(BODY), lambda edit: edit.put(version))
    assert merged.report.images == before.images


def test_versions_of_copies_without_a_common_history_are_numbered_and_nobody_is_asked(
    base: Report,
) -> None:
    one, other = (
        Version(
            id=key,
            period_id=PERIOD,
            ordinal=1,
            day=date(2025, 5, day),
            person=key,
            program="0",
            content=b"",
            digest="",
            pdf_digest="",
        )
        for key, day in (("Anna", 20), ("Bo", 19))
    )
    ours = _edited(base, lambda edit: edit.put(one))
    theirs = _edited(base, lambda edit: edit.put(other))
    here, there = merge(None, ours, theirs), merge(None, theirs, ours)
    assert here.report.versions == there.report.versions
    assert [each.id for each in here.report.versions_of(PERIOD)] == ["Bo", "Anna"]
    assert here.remarks == there.remarks
    again = merge(None, here.report, theirs)
    assert again.report.versions == here.report.versions
    assert not [each for each in again.conflicts if each.table == "version"]


def _shows(image: Image) -> Change:
    return lambda edit: (edit.put(image), _write(f"![Bild](bild:{image.id})")(edit))


# -- what is had whole or not at all -----------------------------------------------------------------


def _cut(family: str, **tables: Any) -> FontFile:
    """A regular cut of a family; ``tables`` make it another version of it."""
    (found,) = (file for file in _cuts(family, **tables) if file.id == Cut.REGULAR)
    return found


def _cuts(family: str, **tables: Any) -> tuple[FontFile, ...]:
    cuts = ((False, False), (True, False), (False, True))
    return files_of(font(family, bold=bold, italic=italic, **tables) for bold, italic in cuts)


def test_a_font_file_is_never_one_family_by_name_and_another_by_content(base: Report) -> None:
    with_font = _edited(
        base,
        lambda edit: (
            edit.set(edit.report.setup, typeface=TypefaceName.OWN),
            edit.put(_cut("Prov")),
        ),
    )
    newer, other = _cut("Prov", post=b"\0\3" + bytes(31)), _cut("Annat")
    assert newer.family == "Prov"
    assert newer.content != _cut("Prov").content
    merged = _merged(with_font, lambda edit: edit.put(newer), lambda edit: edit.put(other))
    assert merged.report.font_files[newer.id] == newer
    assert len(merged.conflicts) == 1
    assert _decided(merged, Choice.THEIRS).font_files[other.id] == other


def test_nobody_stands_for_words_that_are_not_theirs(base: Report) -> None:
    waiver = Waiver(
        id=cell_id("fynd", PERIOD),
        finding="fynd",
        period_id=PERIOD,
        message="Det skiljer.",
        reason="Så är det.",
        person="Anna",
        day=date(2025, 5, 2),
    )
    before = _edited(base, lambda edit: edit.put(waiver))
    merged = _merged(
        before,
        _set("waiver", waiver.id, reason="Enligt beslut."),
        _set("waiver", waiver.id, person="Bo", day=date(2025, 5, 3)),
    )
    assert len(merged.conflicts) == 1
    kept = merged.report.waivers[waiver.id]
    assert (kept.reason, kept.person) == ("Enligt beslut.", "Anna")
    theirs = _decided(merged, Choice.THEIRS).waivers[waiver.id]
    assert (theirs.reason, theirs.person) == ("Så är det.", "Bo")


# -- without an ancestor, and much at once -------------------------------------------------------------


def test_without_an_ancestor_every_difference_is_a_conflict_and_additions_are_kept(
    base: Report,
) -> None:
    ours = _edited(base, _cell("i0", outcome=Decimal(77), men=Decimal(1)))
    theirs = _edited(
        base, lambda edit: (_cell("i1", outcome=Decimal(5))(edit), _write("Kort.")(edit))
    )
    merged = merge(None, ours, theirs)
    assert list(faults(merged.report)) == []
    assert _value(merged.report, "i1").outcome == 5
    assert _value(merged.report, "i0").men == 1
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
        merge(base, _edited(base, _write("A")), _edited(base, _write("B")), progress)
    assert len(told) == 6


def test_ten_thousand_conflicts_take_seconds() -> None:
    indicators = [_indicator(f"i{number}", f"b{number:04}x") for number in range(5_000)]
    values = [
        IndicatorValue(id=cell_id(row.id, PERIOD), indicator_id=row.id, period_id=PERIOD)
        for row in indicators
    ]
    frame = [Setup(id=SETUP_ID, board="Nämnden"), new_period(PeriodKind.FIRST, 2025)]
    goals = [_goal("b1", Level.BOARD)]
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
