"""Characters outside the typeface: each is told with its code and name, and where it stands."""

from __future__ import annotations

import pytest

from tertialapp.model.frame import TextPart
from tertialapp.model.goals import Goal, Indicator, IndicatorValue
from tertialapp.model.places import Spot, goal_place, section_place
from tertialapp.model.records import Record, cell_id
from tertialapp.pdf.build import build_pdf
from tertialapp.pdf.replaced import character_name, replaced_in, replaced_sentence
from tertialapp.pdf.sections.document import document_blocks
from tests.pdf.sample import PERIOD, sample_report, text


def _put(table: str, record: Record) -> dict[Spot | None, tuple[str, ...]]:
    report = sample_report().apply({table: {record.id: record}})
    return replaced_in(document_blocks(report, PERIOD))


_GOAL = Goal(
    id="A0", parent_id="A", sort_key="0", level=sample_report().goals["A0"].level, title="漢"
)
_ROW = Spot(goal_place("A0"), "A0i0")


@pytest.mark.parametrize(
    ("table", "record", "spot"),
    [
        ("goal", _GOAL, Spot(goal_place("A0"), field="title")),
        ("indicator", Indicator(id="A0i0", goal_id="A0", sort_key="0", name="å漢"), "name"),
        (
            "indicator_value",
            IndicatorValue(
                id=cell_id("A0i0", PERIOD),
                indicator_id="A0i0",
                period_id=PERIOD,
                target_words="漢",
            ),
            "target",
        ),
        ("text", text("2", "Ett\n\n- två\n- 漢"), Spot(section_place("2"), field="body", line=2)),
        (
            "text",
            text("A0i0", "Ett\n\n**Två 漢** och 漢", TextPart.ANALYSIS),
            Spot(goal_place("A0"), "A0i0", "body", 1),
        ),
    ],
)
def test_each_place_is_found(table: str, record: Record, spot: Spot | str) -> None:
    wanted = Spot(_ROW.place, _ROW.row, spot) if isinstance(spot, str) else spot
    assert _put(table, record) == {wanted: ("漢",)}


def test_a_place_is_told_once() -> None:
    body = text("2", "🎉 漢 🎉\n\n□")
    blocks = document_blocks(sample_report().apply({"text": {body.id: body}}), PERIOD)
    assert list(replaced_in(blocks).values()) == [("漢", "🎉")]


def test_what_the_cover_says_has_no_place() -> None:
    blocks = document_blocks(sample_report(board="漢nämnden"), PERIOD)
    assert replaced_in(blocks) == {None: ("漢",)}


def test_what_is_not_printed_is_not_told() -> None:
    report = sample_report()
    body = text("2", "En [sida](https://exempel.se/漢) och \u200b □")
    made = build_pdf(report.apply({"text": {body.id: body}}), PERIOD)
    assert made.missing == ()


def test_a_sentence_names_them() -> None:
    assert replaced_sentence(()) == ""
    assert replaced_sentence("🎉") == (
        "Ett tecken finns inte i typsnittet och ersätts när rapporten skrivs ut: 🎉 (U+1F389)."
    )
    many = [chr(0x4E00 + at) for at in range(11)]
    told = replaced_sentence(many)
    assert told.startswith("11 tecken finns inte i typsnittet")
    assert told.endswith(f"{character_name(many[7])} och 3 till.")
    assert character_name("\ue000") == "\ue000 (U+E000)"
