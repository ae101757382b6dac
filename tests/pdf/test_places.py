"""From a point of a page to what is edited there, and from that to the page."""

from __future__ import annotations

from functools import cache
from itertools import groupby

import pytest
from msgspec.structs import replace

from tertialapp.model.places import OVERVIEW, Spot, goal_place, section_place
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import Contents, Diagram, StatusMap
from tertialapp.pdf.items import Text
from tertialapp.pdf.layout import Layout, lay_out
from tertialapp.pdf.places import spot_at, stretches_of
from tests.pdf.sample import PERIOD, paragraph, sample_report


@cache
def _layout() -> Layout:
    return lay_out(sample_report(), PERIOD)


def _points(words: str) -> list[tuple[int, float, float]]:
    """The points in the middle of the texts that hold some words, after the contents."""
    return [
        (number, styles.LEFT + text.x + text.width / 2, styles.TOP + placed.y + text.y - 2)
        for number, page in enumerate(_layout().pages)
        for placed in page
        for text in placed.band.items
        if isinstance(text, Text) and words in text.text and number > 2
    ]


def _spot(words: str, nth: int = 0) -> Spot | None:
    return spot_at(_layout(), *_points(words)[nth])


def test_a_heading_leads_to_the_title() -> None:
    assert _spot("Driftbudget") == Spot(section_place("41"), field="title")
    assert _spot("Området A0 utvecklas väl") == Spot(goal_place("A0"), field="title")


def test_a_paragraph_leads_to_its_line_of_the_text() -> None:
    body = "body"
    assert _spot("Närmare bestämt") == Spot(section_place("2"), field=body, line=2)
    assert _spot("underpunkten") == Spot(section_place("2"), field=body, line=5)
    assert _spot("nästa steg") == Spot(section_place("2"), field=body, line=8)
    assert _spot("Nämndens mål A0n nås") == Spot(goal_place("A0n"), field="title")


def test_descriptions_statuses_and_expected_results_have_fields_of_their_own() -> None:
    fields = set()
    for words in ("Beskrivning", "Uppfylls delvis", "Förväntat resultat"):
        spot = _spot(words)
        assert spot is not None
        assert spot.place.table == "goal"
        fields.add((spot.field, bool(spot.row)))
    assert fields == {("description", False), ("status_id", False), ("", True)}


def test_every_cell_leads_to_its_row_and_field() -> None:
    (page, _, y), *_ = _points("A0i0")
    across = (spot_at(_layout(), page, styles.LEFT + x, y) for x in range(int(styles.BODY_WIDTH)))
    spots = [spot for spot, _ in groupby(across)]
    assert {(spot.place, spot.row) for spot in spots if spot} == {(goal_place("A0"), "A0i0")}
    fields = "name outcome men women last_year forecast target council_target period_length"
    assert [spot.field for spot in spots if spot] == fields.split()


@pytest.mark.parametrize("shown", [Spot(goal_place("borta")), Spot(OVERVIEW)])
def test_what_is_not_printed_is_nowhere(shown: Spot) -> None:
    assert stretches_of(_layout(), shown) == []


def test_what_a_point_leads_to_is_shown_there() -> None:
    """Both ways agree, wherever one clicks."""
    seen = 0
    for number, page in enumerate(_layout().pages):
        for placed in page:
            middle = styles.TOP + placed.y + placed.band.height / 2
            for x in (10.0, 150.0, 400.0):
                spot = spot_at(_layout(), number, styles.LEFT + x, middle)
                block = _layout().blocks[placed.block]
                over_text = getattr(block, "style", None) in {styles.PART, styles.NOTE}
                if (
                    over_text
                    or placed.repeated
                    or isinstance(block, Contents | StatusMap | Diagram)
                ):
                    continue
                if spot is None or not (spot.field or spot.row):
                    continue  # a caption or head: its table as a whole
                stretches = stretches_of(_layout(), spot)
                assert any(
                    part.page == number and part.top - 1 <= middle <= part.bottom + 1
                    for part in stretches
                ), (number, spot, stretches)
                seen += 1
    assert seen > 1000


def test_a_text_over_several_pages_is_shown_on_each() -> None:
    report = sample_report()
    text = report.texts[f"41@{PERIOD}@body"]
    long = replace(text, body=paragraph(1, 120))
    layout = lay_out(report.apply({"text": {text.id: long}}), PERIOD)
    parts = stretches_of(layout, Spot(section_place("41"), field="body"))
    assert len(parts) >= 2
    assert [part.page for part in parts] == [*range(parts[0].page, parts[0].page + len(parts))]
    assert all(styles.TOP <= part.top < part.bottom <= styles.PAGE_HEIGHT for part in parts)
