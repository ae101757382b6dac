"""The cover: one field in the board's own colour, whatever the board is called and has as its logo."""

from __future__ import annotations

from itertools import pairwise

import pypdfium2 as pdfium
import pytest
from msgspec.structs import replace

from tertialapp.model.frame import SETUP_ID, PeriodKind, TypefaceName
from tertialapp.model.periods import new_period
from tertialapp.model.report import Report
from tertialapp.model.word_diff import Share
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import PageBreak
from tertialapp.pdf.build import build_pdf
from tertialapp.pdf.items import Fill, Item, Text, shifted
from tertialapp.pdf.layout import Layout, Since, lay_out
from tertialapp.pdf.proof.contrast import pairs
from tertialapp.pdf.styles import Color
from tests.pdf.sample import PERIOD, sample_report
from tests.pictures import image

_LONG = "Miljö- och samhällsbyggnadsnämnden för Norrådalen och de angränsande kommunerna"


def _items(layout: Layout) -> list[Item]:
    """What is on the cover, placed from the page's left upper corner."""
    return [
        shifted(item, styles.LEFT, styles.TOP + placed.y)
        for placed in layout.pages[0]
        for item in placed.band.items
    ]


def _with_logo(report: Report) -> Report:
    logo = image((400, 120))
    return report.apply(
        {
            "image": {logo.id: logo},
            "setup": {SETUP_ID: replace(report.setup, logo_id=logo.id)},
        }
    )


@pytest.mark.parametrize("municipality", ["Norrådalens kommun", ""])
@pytest.mark.parametrize("board", ["Kommunstyrelsen", _LONG])
@pytest.mark.parametrize("has_logo", [False, True])
def test_the_words_stand_on_one_field_across_the_page(
    municipality: str,
    board: str,
    has_logo: bool,  # noqa: FBT001
) -> None:
    report = sample_report(municipality=municipality, board=board)
    on_cover = _items(lay_out(_with_logo(report) if has_logo else report, PERIOD))
    field = [item for item in on_cover if isinstance(item, Fill) and item.color is Color.MAIN]
    assert {(round(fill.x), round(fill.x + fill.width, 2)) for fill in field} == {
        (0, styles.PAGE_WIDTH)
    }
    for one, other in pairwise(field):
        assert one.y < other.y < one.y + one.height, "no seam"
    assert (field[0].y > styles.TOP + styles.LOGO_HEIGHT) if has_logo else field[0].y <= 0
    top, bottom = field[0].y, field[-1].y + field[-1].height
    for text in (item for item in on_cover if isinstance(item, Text)):
        is_inside = top + 12 < text.y - text.size and text.y < bottom - 12
        assert is_inside == (text.color is Color.PAPER)
    words = "".join(
        text.text for text in on_cover if isinstance(text, Text) and text.color is Color.PAPER
    )
    assert words.split() == f"{municipality} {board} Tertialrapport 1 2027".split()


@pytest.mark.parametrize(
    "typeface", [each for each in TypefaceName if each is not TypefaceName.OWN]
)
def test_the_cover_is_one_page_in_every_typeface(typeface: TypefaceName) -> None:
    report = _with_logo(
        sample_report(typeface=typeface, municipality="Norrådalens kommun", board=_LONG * 2)
    )
    period = replace(report.periods[PERIOD], title="Verksamhetsplan och budget " * 3)
    layout = lay_out(report.apply({"period": {PERIOD: period}}), PERIOD, draft=True)
    (first, *_) = layout.pages
    ends = next(at for at, block in enumerate(layout.blocks) if isinstance(block, PageBreak))
    assert {placed.block for placed in first} == set(range(ends))


def test_changed_words_can_be_read_on_the_field() -> None:
    report = sample_report(board="Norrådalens nya områdesnämnd")
    since = Since(sample_report(board="Norrådalens gamla områdesnämnd"), "Ändringar är markerade.")
    layout = lay_out(report, PERIOD, since=since)
    shares = {item.share for item in _items(layout) if isinstance(item, Text)}
    assert shares == set(Share)
    assert [pair for pair in pairs(layout) if not pair.held] == []


@pytest.mark.parametrize(
    ("kind", "passed"),
    [(PeriodKind.PLAN, 0), (PeriodKind.FIRST, 1), (PeriodKind.SECOND, 2), (PeriodKind.ANNUAL, 3)],
)
def test_the_thirds_of_the_year_that_have_passed_are_stronger(
    kind: PeriodKind, passed: int
) -> None:
    period = new_period(kind, 2031)
    report = sample_report().apply({"period": {period.id: period}})
    thirds = [
        item.color
        for item in _items(lay_out(report, period.id))
        if isinstance(item, Fill) and item.color is not Color.MAIN
    ]
    assert thirds == [Color.PASSED] * passed + [Color.COMING] * (3 - passed)


def test_a_draft_says_so_in_words_on_the_cover_and_across_every_other_page() -> None:
    document = pdfium.PdfDocument(build_pdf(sample_report(), PERIOD, draft=True).pdf)
    crossed = []
    for page in document:
        colors = page.render().to_pil().convert("RGB").getcolors(1 << 16)
        assert colors is not None
        crossed.append((0xEE, 0xF0, 0xF3) in [color for _, color in colors])
    assert crossed == [False] + [True] * (len(crossed) - 1)
    assert "Utkast, inte beslutat" in document[0].get_textpage().get_text_range()
    document.close()
