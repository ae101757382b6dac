"""The named cases of merging texts, what follows from others, and what is had whole or not at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec import structs

from tertialapp.document.edit import Edit
from tertialapp.merge.decide import Choice, decide
from tertialapp.merge.listing import lines
from tertialapp.merge.reports import merge
from tertialapp.model.conflicts import ConflictKind
from tertialapp.model.decisions import Decision, DecisionKind
from tertialapp.model.font_files import Cut, FontFile, files_of
from tertialapp.model.frame import TextPart, TypefaceName
from tertialapp.model.images import Image
from tertialapp.model.live_values import indicator_reference
from tertialapp.model.records import cell_id
from tertialapp.model.report import Report
from tertialapp.model.versions import Version
from tertialapp.model.waivers import Waiver
from tests.fonts import font
from tests.merge.small import (
    BODY,
    PERIOD,
    Change,
    all_decided,
    body_of,
    edited,
    filling,
    merging,
    setting,
    writing,
)
from tests.pictures import IMAGES

# -- texts -----------------------------------------------------------------------------------------


def test_neighbouring_paragraphs_are_both_changed(base: Report) -> None:
    merged = merging(
        base,
        writing(BODY.replace("om skolan", "om förskolan")),
        writing(BODY.replace("om äldre", "om omsorgen")),
    )
    assert not merged.conflicts
    assert body_of(merged.report) == BODY.replace("skolan", "förskolan").replace(
        "äldre", "omsorgen"
    )


def test_other_words_of_one_paragraph_are_both_changed(base: Report) -> None:
    merged = merging(
        base,
        writing(BODY.replace("Första", "Sista")),
        writing(BODY.replace("skolan.", "förskolan.")),
    )
    assert not merged.conflicts
    assert body_of(merged.report) == BODY.replace("Första", "Sista").replace("skolan", "förskolan")


def test_the_same_word_changed_twice_is_a_conflict_of_that_paragraph(base: Report) -> None:
    merged = merging(
        base,
        writing(BODY.replace("skolan", "förskolan") + "\n\nVårt."),
        writing(BODY.replace("skolan", "fritids").replace("parker", "torg")),
    )
    (found,) = merged.conflicts
    assert found.kind is ConflictKind.TEXT
    ours = BODY.replace("skolan", "förskolan").replace("parker", "torg") + "\n\nVårt."
    assert body_of(merged.report) == ours
    assert body_of(all_decided(merged, Choice.THEIRS)) == ours.replace("förskolan", "fritids")
    assert body_of(all_decided(merged, Choice.BASE)) == ours.replace("förskolan", "skolan")
    assert list(lines(merged.conflicts, ()))[2:] == ["    vår: ”förskolan”", "    deras: ”fritids”"]


def test_a_text_written_on_after_the_merge_keeps_that_when_theirs_is_chosen(base: Report) -> None:
    merged = merging(
        base,
        writing(BODY.replace("skolan", "förskolan")),
        writing(BODY.replace("skolan", "fritids")),
    )
    (found,) = merged.conflicts
    later = edited(merged.report, writing(f"{body_of(merged.report)}\n\nSkrivet sedan."))
    edit = Edit(later)
    edit.take(decide(later, found, Choice.THEIRS))
    assert body_of(edit.report) == BODY.replace("skolan", "fritids") + "\n\nSkrivet sedan."


def test_points_of_a_list_are_merged_one_by_one(base: Report) -> None:
    before = edited(base, writing("- första punkten\n- andra punkten\n- tredje punkten"))
    merged = merging(
        before,
        writing("- ny punkt\n- första punkten\n- andra punkten\n- tredje punkten"),
        writing("- första punkten\n- andra punkten\n  - under den\n- tredje punkten nu"),
    )
    assert not merged.conflicts
    assert body_of(merged.report) == (
        "- ny punkt\n- första punkten\n- andra punkten\n  - under den\n- tredje punkten nu"
    )


def test_live_values_follow_the_merged_figures_and_are_no_conflict(base: Report) -> None:
    target = indicator_reference("i0", "outcome").target
    before = edited(base, writing(f"Utfallet är [76]({target}) procent."))

    def theirs(edit: Edit) -> None:
        filling("i0", outcome=Decimal(81))(edit)

    merged = merging(before, writing(f"Utfallet är nu [76]({target}) procent."), theirs)
    assert not merged.conflicts
    assert body_of(merged.report) == f"Utfallet är nu [81]({target}) procent."


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
        filling("i0", target=Decimal(75))(edit)
        edit.put(point)

    before = edited(base, begin)
    merged = merging(
        before, setting("indicator", "i0", name="Trygga elever"), filling("i0", target=Decimal(78))
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
    merged = merging(
        locked,
        setting("indicator", "i0", name="Trygga elever"),
        setting("goal", "d", title="Annat mål"),
    )
    assert merged.report.table("text") == locked.table("text")
    assert merged.report.table("decision") == locked.table("decision")


@pytest.mark.parametrize("alone", [True, False], ids=["theirs alone changed", "both changed"])
def test_a_lock_that_comes_in_or_goes_is_told(base: Report, alone: bool) -> None:  # noqa: FBT001
    ours = (lambda _: None) if alone else setting("goal", "d", title="Annat mål")
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

    approved = merging(base, ours, approve)
    assert approved.report.periods[PERIOD].locked
    (remark,) = approved.remarks
    assert remark == (
        "Ett lås följde med den andra kopian. Tertialrapport 1 2025 är godkänd som version 1 och låst. "
        "Välj Lås upp för att skriva vidare i en ny version."
    )
    unlocked = merging(approved.report, ours, setting("period", PERIOD, locked=False))
    assert not unlocked.report.periods[PERIOD].locked
    assert unlocked.remarks == (
        "Tertialrapport 1 2025 är upplåst i den andra kopian, och nu här också.",
    )
    assert merging(base, approve, ours).remarks == ()
    assert merging(approved.report, ours, setting("goal", "d", title="Ett mål")).remarks == ()


def test_own_words_for_a_point_against_its_template_are_a_conflict(base: Report) -> None:
    point = Decision(
        id="p",
        period_id=PERIOD,
        sort_key="a0",
        kind=DecisionKind.APPROVAL,
        text="Nämnden godkänner.",
    )
    before = edited(base, lambda edit: edit.put(point))
    merged = merging(
        before,
        setting("decision", "p", generated=True),
        setting("decision", "p", text="Nämnden godkänner rapporten med tack."),
    )
    assert [(found.kind, found.field) for found in merged.conflicts] == [
        (ConflictKind.FIELD, "text")
    ]
    assert merged.report.decisions["p"].generated
    theirs = all_decided(merged, Choice.THEIRS).decisions["p"]
    assert (theirs.text, theirs.generated) == ("Nämnden godkänner rapporten med tack.", False)


def test_a_picture_that_an_approved_version_shows_is_kept(base: Report) -> None:
    before = edited(base, _shows(IMAGES[0]))
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
    merged = merging(before, writing(BODY), lambda edit: edit.put(version))
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
    ours = edited(base, lambda edit: edit.put(one))
    theirs = edited(base, lambda edit: edit.put(other))
    here, there = merge(None, ours, theirs), merge(None, theirs, ours)
    assert here.report.versions == there.report.versions
    assert [each.id for each in here.report.versions_of(PERIOD)] == ["Bo", "Anna"]
    assert here.remarks == there.remarks
    again = merge(None, here.report, theirs)
    assert again.report.versions == here.report.versions
    assert not [each for each in again.conflicts if each.table == "version"]


def _shows(image: Image) -> Change:
    return lambda edit: (edit.put(image), writing(f"![Bild](bild:{image.id})")(edit))


# -- what is had whole or not at all ---------------------------------------------------------------


def _cut(family: str, **tables: Any) -> FontFile:
    """A regular cut of a family; ``tables`` make it another version of it."""
    (found,) = (file for file in _cuts(family, **tables) if file.id == Cut.REGULAR)
    return found


def _cuts(family: str, **tables: Any) -> tuple[FontFile, ...]:
    cuts = ((False, False), (True, False), (False, True))
    return files_of(font(family, bold=bold, italic=italic, **tables) for bold, italic in cuts)


def test_a_font_file_is_never_one_family_by_name_and_another_by_content(base: Report) -> None:
    with_font = edited(
        base,
        lambda edit: (
            edit.set(edit.report.setup, typeface=TypefaceName.OWN),
            edit.put(_cut("Prov")),
        ),
    )
    newer, other = _cut("Prov", post=b"\0\3" + bytes(31)), _cut("Annat")
    assert newer.family == "Prov"
    assert newer.content != _cut("Prov").content
    merged = merging(with_font, lambda edit: edit.put(newer), lambda edit: edit.put(other))
    assert merged.report.font_files[newer.id] == newer
    assert len(merged.conflicts) == 1
    assert all_decided(merged, Choice.THEIRS).font_files[other.id] == other


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
    before = edited(base, lambda edit: edit.put(waiver))
    merged = merging(
        before,
        setting("waiver", waiver.id, reason="Enligt beslut."),
        setting("waiver", waiver.id, person="Bo", day=date(2025, 5, 3)),
    )
    assert len(merged.conflicts) == 1
    kept = merged.report.waivers[waiver.id]
    assert (kept.reason, kept.person) == ("Enligt beslut.", "Anna")
    theirs = all_decided(merged, Choice.THEIRS).waivers[waiver.id]
    assert (theirs.reason, theirs.person) == ("Så är det.", "Bo")
