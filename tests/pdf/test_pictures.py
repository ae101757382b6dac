"""Pictures on paper: where they stand, what they show, and what is read of them."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pypdfium2 as pdfium
import pytest
from msgspec.structs import replace
from PIL import Image as Pillow

from tertialapp.model.frame import TextPart
from tertialapp.model.images import Image
from tertialapp.model.markdown import Picture
from tertialapp.model.markdown_write import serialize
from tertialapp.model.places import Spot, goal_place
from tertialapp.model.report import Report, report_of
from tertialapp.pdf import items, styles
from tertialapp.pdf.build import build_pdf
from tertialapp.pdf.layout import Layout, lay_out
from tertialapp.pdf.places import spot_at, stretches_of
from tests.pdf.reading import joined, page_texts
from tests.pdf.sample import PERIOD, frame, sample_report, sections, text, with_pictures
from tests.pdf.structure_reading import structure
from tests.pictures import IMAGES, image

_EDGES = (styles.LEFT, styles.LEFT + styles.MEASURE)


@cache
def _report() -> Report:
    return with_pictures(sample_report())


@cache
def _pdf() -> bytes:
    return build_pdf(_report(), PERIOD).pdf


@cache
def _layout() -> Layout:
    return lay_out(_report(), PERIOD)


def _one(picture: Picture, *images: Image) -> Report:
    """A report with nothing but a picture in its first text."""
    report = report_of([*frame(), *sections(), *images])
    first = report.sections_under(None)[0]
    written = replace(text(first.id, serialize([picture])), part=TextPart.BODY)
    return report.apply({"text": {written.id: written}})


def test_a_picture_is_a_figure_with_its_words_and_its_edges() -> None:
    figures = [
        figure
        for figure in structure(_pdf()).every("Figure")
        if not str(figure.attributes["Alt"]).startswith("Diagram: ")
    ]
    words = ["Ett torg från ovan", "En gata (1) med \\", "Ett torg från ovan"]
    told = [figure.attributes["Alt"] for figure in figures]
    assert told == ["Nämndens logotyp", *words, *words]
    for figure in figures:
        box = figure.attributes["BBox"]
        assert isinstance(box, tuple)
        left, bottom, right, top = map(float, box)
        assert _EDGES[0] <= left < right <= _EDGES[1] + 20
        assert 0 < bottom < top < styles.PAGE_HEIGHT - styles.HEADER_BASELINE


def test_a_caption_is_read_after_its_picture_and_of_an_ornament_nothing_else() -> None:
    divisions = [each for each in structure(_pdf()).every("Div") if "Torget. " in each.text]
    kinds = [[kid if isinstance(kid, str) else kid.role for kid in each.kids] for each in divisions]
    assert kinds == [["Figure", "P"]] * 4
    assert all(each.text.startswith("Torget. ") for each in divisions)
    paragraphs = [each.text.strip() for each in structure(_pdf()).every("P")]
    assert paragraphs.count("Mönster") == 2


def test_a_picture_that_is_shown_often_lies_in_the_file_once() -> None:
    with pikepdf.open(io.BytesIO(_pdf())) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        pictures = [one for one in streams if one.get("/Subtype") == "/Image"]
        assert len(pictures) == len(_report().images)
        assert not any("/Interpolate" in one or "/SMask" in one for one in pictures)


@pytest.mark.parametrize("shown", [*IMAGES, image((30, 30), "JPEG", "L")])
def test_what_is_printed_is_the_picture(shown: Image) -> None:
    report = _one(Picture(shown.id, "Något"), shown)
    layout = lay_out(report, PERIOD)
    ((number, x, y),) = (
        (number, styles.LEFT + item.x, styles.TOP + placed.y + item.y)
        for number, page in enumerate(layout.pages)
        for placed in page
        for item in placed.band.items
        if isinstance(item, items.Picture)
    )
    document = pdfium.PdfDocument(build_pdf(report, PERIOD).pdf)
    scale = 1 / styles.PICTURE_POINTS
    paper = document[number].render(scale=scale).to_pil().convert("RGB")
    document.close()
    was = Pillow.open(io.BytesIO(shown.content)).convert("RGB")
    for at in ((2, 2), (shown.width // 2, shown.height // 2), (shown.width - 3, shown.height - 3)):
        printed = paper.getpixel((round(x * scale) + at[0], round(y * scale) + at[1]))
        there = was.getpixel(at)
        assert isinstance(printed, tuple)
        assert isinstance(there, tuple)
        # A pixel of the page lies over two of the picture's, which is a slope from dark to light.
        slope = 2 * 255 / min(was.size)
        assert all(abs(a - b) <= slope for a, b in zip(printed, there, strict=True)), at


def test_the_logo_stands_on_the_cover_and_without_it_the_cover_is_as_before() -> None:
    (logo,) = (
        item
        for placed in _layout().pages[0]
        for item in placed.band.items
        if isinstance(item, items.Picture)
    )
    assert (logo.x, logo.y) == (0, 0)
    assert logo.height == styles.LOGO_HEIGHT
    assert logo.width == pytest.approx(logo.height * logo.image.width / logo.image.height)
    without = lay_out(sample_report(), PERIOD)
    assert [type(block).__name__ for block in without.blocks[:3]] == [
        "Field",
        "Paragraph",
        "Paragraph",
    ]


def test_a_picture_that_is_missing_is_told_of_in_brackets() -> None:
    told = {
        Picture("borta", "En karta", "Torget"): "[En karta] Torget",
        Picture("borta"): "[Bild som saknas]",
    }
    for picture, words in told.items():
        pages = page_texts(build_pdf(_one(picture), PERIOD).pdf)
        assert words in joined(" ".join(pages))


def test_damaged_data_makes_a_damaged_picture_and_nothing_worse() -> None:
    whole = image((60, 40))
    broken = replace(whole, content=whole.content[:60] + b"\xff" * 20)
    pdf = build_pdf(_one(Picture(broken.id, "En karta"), broken), PERIOD).pdf
    assert [figure.attributes["Alt"] for figure in structure(pdf).every("Figure")] == ["En karta"]


def test_a_picture_leads_to_its_line_and_back() -> None:
    found = 0
    for number, page in enumerate(_layout().pages):
        for placed in page:
            for item in placed.band.items:
                if isinstance(item, items.Picture) and item.alt.startswith("En gata"):
                    x = styles.LEFT + item.x + item.width / 2
                    y = styles.TOP + placed.y + item.y + item.height / 2
                    spot = spot_at(_layout(), number, x, y)
                    assert spot is not None
                    assert spot.line == 3
                    assert spot.place in (goal_place("A"), goal_place("A0"))
                    found += 1
    assert found == 2
    here = Spot(goal_place("A"), field="body", line=0)
    (stretch,) = stretches_of(_layout(), here)
    assert stretch.bottom - stretch.top > 200
