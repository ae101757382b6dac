"""What must not be found in any report's layout, counted; and that its structure says the blocks' words."""

import os
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path

import pytest

from tertialapp import tasks
from tertialapp.exchange.ils import read_ils, to_report
from tertialapp.model.numbers import NBSP
from tertialapp.model.report import Report
from tertialapp.model.series.words import described
from tertialapp.model.text import clean
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import (
    Block,
    Contents,
    Diagram,
    Heading,
    Paragraph,
    Picture,
    PointList,
    Row,
    RowLook,
    StatusLine,
    StatusMap,
    Table,
    Tiles,
)
from tertialapp.pdf.build import build_pdf
from tertialapp.pdf.column_widths import table_widths
from tertialapp.pdf.fonts import HYPHEN, printable, text_width
from tertialapp.pdf.hyphenation import breaks
from tertialapp.pdf.items import Band, Text
from tertialapp.pdf.layout import set_block
from tertialapp.pdf.pages import Page, fill, pages_of_anchors, sheet_of
from tertialapp.pdf.sections.document import document_blocks
from tertialapp.pdf.tables import HEAD_ROW, labelled
from tests.conformance.verapdf import missing, validate
from tests.pdf.extremes import extreme_report, wide_report
from tests.pdf.reading import joined
from tests.pdf.structure_reading import structure

TORTURED = os.environ.get("TERTIAL_PROFILE") == "torture"
NUMBERS = range(200) if TORTURED else range(8, 16)
"""Of each kind one, the worst of them only when there is time."""
_ROUNDING = 0.01


class _Layout:
    """A report set and paginated, and what is wrong with it."""

    def __init__(self, report: Report) -> None:
        self.blocks = document_blocks(report, tasks.chosen_period(report).id)
        self.bands = [set_block(block, styles.BODY_WIDTH) for block in self.blocks]
        self.pages = fill(self.bands, styles.BODY_HEIGHT).pages

    def faults(self) -> list[str]:
        return [
            *_stranded_headings(self.blocks, self.bands, self.pages),
            *_split_rows(self.blocks, self.bands, self.pages),
            *_bad_breaks(self.pages),
            *_overflowing_cells(self.blocks, self.bands),
            *_outside_the_page(self.bands),
            *_misplaced(self.pages),
        ]


def _height(bands: Iterable[Band]) -> float:
    return sum(band.height + band.space_before for band in bands)


def _stranded_headings(
    blocks: Sequence[Block], bands: Sequence[Sequence[Band]], pages: Sequence[Page]
) -> Iterator[str]:
    """Headings that end a page, where what they must stand with is no higher than a page."""
    together = _heights_together(bands)
    for number, page in enumerate(pages, start=1):
        at = page[-1].block
        heading = blocks[at]
        if isinstance(heading, Heading) and together[at] <= sheet_of(page).body_height:
            yield f"heading at the foot of page {number}: {heading.title[:60]}"


def _heights_together(bands: Sequence[Sequence[Band]]) -> dict[int, float]:
    """How high all is together that a block's last band may not be parted from."""
    heights: dict[int, float] = {}
    group: set[int] = set()
    height = 0.0
    for at, of_block in enumerate(bands):
        for band in of_block:
            group.add(at)
            height += _height([band])
            heights |= dict.fromkeys(group, height)
            if not band.keep_next:
                group, height = set(), 0.0
    return heights


def _split_rows(
    blocks: Sequence[Block], bands: Sequence[Sequence[Band]], pages: Sequence[Page]
) -> Iterator[str]:
    """Rows in parts that would fit below the head on a page of their own."""
    parts = Counter(
        (placed.block, placed.band.row)
        for page in pages
        for placed in page
        if isinstance(blocks[placed.block], Table)
        and placed.band.row > HEAD_ROW
        and not placed.repeated
    )
    for (at, row), count in parts.items():
        (band,) = (band for band in bands[at] if band.row == row)
        fits = band.height + _height(band.repeat) <= band.sheet.body_height
        if count > 1 and fits:
            yield f"row {row} of block {at} in {count} parts"


def _lines(pages: Iterable[Page]) -> dict[tuple[int, ...], list[str]]:
    """The lines of each spot of the report, as they are painted."""
    found: dict[tuple[int, ...], dict[tuple[int, float], str]] = {}
    for number, page in enumerate(pages):
        for placed in page:
            for item in placed.band.items:
                if isinstance(item, Text) and not placed.repeated:
                    spot = (placed.block, placed.band.row, *item.part)
                    lines = found.setdefault(spot, {})
                    place = (number, round(placed.y + item.y, 2))
                    lines[place] = lines.get(place, "") + item.text
    return {spot: list(lines.values()) for spot, lines in found.items()}


def _bad_breaks(pages: Iterable[Page]) -> Iterator[str]:
    """Words broken without a hyphen, where they have none and could be broken with one.

    Allowed are breaks after a word's own hyphen or slash (in addresses other signs too), and anywhere
    within a part that has no place for a break and is wider than its line. Words that are bound to a
    figure are taken for such parts too.
    """
    for lines in _lines(pages).values():
        for word, ends in _broken(lines):
            places = {each.at: each.hyphen for each in breaks(word)}
            for last, (end, hyphen) in zip([0, *(at for at, _ in ends)], ends, strict=False):
                within = any(last < at <= end for at in places) and NBSP not in word
                if places.get(end) is not hyphen and (hyphen or within):
                    yield f"{word[last:end]} of {word}"


def _broken(lines: Iterable[str]) -> Iterator[tuple[str, list[tuple[int, bool]]]]:
    """The words that go on over lines: where each line ends in them, and whether in a hyphen."""
    word, ends = "", list[tuple[int, bool]]()
    for line in lines:
        *whole, last = line.split(" ")
        if whole:
            if ends:
                yield word + whole[0], ends
            word, ends = "", []
        word += last.removesuffix(HYPHEN)
        if last:
            ends.append((len(word), last.endswith(HYPHEN)))


def _misplaced(pages: Iterable[Page]) -> Iterator[str]:
    """Wide bands on upright pages, other tables on lying ones, and what stands outside its page."""
    for number, page in enumerate(pages, start=1):
        sheet = sheet_of(page)
        if {placed.sheet for placed in page} != {sheet}:
            yield f"page {number} has two sizes"
        wide = any(placed.band.sheet == styles.LANDSCAPE for placed in page)
        if wide != (sheet == styles.LANDSCAPE):
            yield f"page {number} lies for nothing, or has a wide table upright"
        for placed in page:
            end = max(
                (item.x + item.width for item in placed.band.items if isinstance(item, Text)),
                default=0,
            )
            if (
                placed.y + placed.band.height > sheet.body_height + _ROUNDING
                or end > sheet.body_width + _ROUNDING
            ):
                yield f"page {number} is not large enough"


def _broken_figures(layout: _Layout) -> Iterator[str]:
    """Figures in lying tables that go on over lines."""
    lying = {
        at
        for at, bands in enumerate(layout.bands)
        if any(b.sheet == styles.LANDSCAPE for b in bands)
    }
    for (at, *_), lines in _lines(layout.pages).items():
        for word, _ends in _broken(lines) if at in lying else ():
            if word[0].isdigit():
                yield word


def _overflowing_cells(blocks: Sequence[Block], bands: Sequence[Sequence[Band]]) -> Iterator[str]:
    """Cells with a text that reaches outside their column."""
    for block, of_block in zip(blocks, bands, strict=True):
        if not isinstance(block, Table):
            continue
        widths = table_widths(block, styles.BODY_WIDTH)
        edges = [sum(widths[:at]) for at in range(len(widths) + 1)]
        for band in of_block:
            for item in band.items:
                if not isinstance(item, Text):
                    continue
                left, right = 0.0, edges[-1]
                if len(item.part) == 1 and not _is_group(block, band.row):
                    left, right = edges[item.part[0]], edges[item.part[0] + 1]
                end = item.x + text_width(item.text.rstrip(f" {HYPHEN}"), item.face, item.size)
                if item.x < left - _ROUNDING or end > right + _ROUNDING:
                    yield f"{item.text!r} in row {band.row}"


def _outside_the_page(bands: Sequence[Sequence[Band]]) -> Iterator[str]:
    """Texts that reach outside the width of the body, or out of their own band."""
    for of_block in bands:
        for band in of_block:
            for item in band.items:
                if isinstance(item, Text):
                    end = item.x + text_width(item.text.rstrip(f" {HYPHEN}"), item.face, item.size)
                    across = item.x >= -_ROUNDING and end <= band.sheet.body_width + _ROUNDING
                    if not (across and 0 < item.y <= band.height + _ROUNDING):
                        yield f"{item.text!r} outside of its band"


def _is_group(table: Table, number: int) -> bool:
    at = HEAD_ROW
    for row in table.rows:
        at += 1
        if at == number:
            return row.look is RowLook.GROUP
        at += bool(row.analysis)
    return False


# -- what the blocks say ---------------------------------------------------------------------------


def _words(blocks: Iterable[Block], pages: Sequence[Page]) -> list[str]:
    """All words of some blocks, in the order of reading."""
    numbers = pages_of_anchors(pages)
    return [word for block in blocks for text in _texts(block, numbers) for word in text.split()]


def _texts(block: Block, numbers: dict[str, int]) -> Iterator[str]:
    match block:
        case Heading():
            yield printable(block.label.upper())
            yield printable(block.title)
        case Paragraph():
            yield "".join(printable(run.text) for run in block.runs)
        case PointList():
            for point in block.points:
                text = "".join(printable(run.text) for run in point.runs)
                yield f"{point.marker if text.strip() else ''} {text}"
        case Table():
            yield printable(block.caption)
            for column in block.columns:
                yield f"{printable(column.head)} {printable(column.note)}"
            for row in block.rows:
                yield from _row_texts(row, numbers)
        case Contents():
            for heading in block.headings:
                yield f"{printable(heading.title)} {numbers[heading.anchor or '']}"
        case _:
            yield from _told(block)


def _told(block: Block) -> Iterator[str]:
    """The words of what is more than text."""
    match block:
        case Diagram() if not block.chart.blank:
            yield printable(block.caption)
            yield clean(described(block.chart))
        case Picture():
            yield block.alt
            yield printable(block.caption)
        case Tiles():
            for tile in block.tiles:
                yield printable(f"{tile.figure} {tile.words}")
        case StatusMap():
            yield from (printable(count.text) for count in block.counts)
            for column in block.columns:
                yield _goal_text(column.head)
                for entry in column.entries:
                    yield from map(_goal_text, (entry.line, *entry.below))


def _goal_text(line: StatusLine) -> str:
    return f"{clean(line.status)} {printable(line.title)}"


def _row_texts(row: Row, numbers: dict[str, int]) -> Iterator[str]:
    cells = row.cells[:1] if row.look is RowLook.GROUP else row.cells
    yield from (printable(cell.text) for cell in cells)
    for block in labelled(row.analysis) if row.analysis else ():
        yield from _texts(block, numbers)


# -- the reports -----------------------------------------------------------------------------------


@pytest.mark.law
@pytest.mark.timeout(3600)
def test_nothing_is_stranded_split_or_overflowing_in_extreme_reports() -> None:
    found = {number: _Layout(extreme_report(number)).faults() for number in NUMBERS}
    assert {number: faults[:5] for number, faults in found.items() if faults} == {}


@pytest.mark.law
@pytest.mark.parametrize("number", range(40 if TORTURED else 6))
def test_nothing_is_wrong_where_tables_lie_down(number: int) -> None:
    report = wide_report(random.Random(number))  # noqa: S311 - no secret
    layout = _Layout(report)
    assert layout.faults() == []
    assert list(_broken_figures(layout)) == []
    sheets = [sheet_of(page) for page in layout.pages]
    assert styles.LANDSCAPE in sheets
    assert sheets[-1] == sheets[0] == styles.PORTRAIT
    _assert_words(report)


@pytest.mark.law
@pytest.mark.timeout(3600)
def test_the_structure_of_extreme_reports_says_their_words_in_order() -> None:
    for number in NUMBERS:
        _assert_words(extreme_report(number))


def _assert_words(report: Report) -> None:
    layout = _Layout(report)
    pdf = build_pdf(report, tasks.chosen_period(report).id).pdf
    assert joined(structure(pdf).heard).split() == _words(layout.blocks, layout.pages)


@pytest.fixture
def real(real_report: Path) -> Report:
    text = (real_report / "hasselby-vallingby-t1-2025.txt").read_text(encoding="utf-8")
    return to_report(read_ils(text)).report


def test_nothing_is_stranded_split_or_overflowing_in_the_real_report(real: Report) -> None:
    assert _Layout(real).faults() == []


def test_the_structure_of_the_real_report_says_its_words_in_order(real: Report) -> None:
    _assert_words(real)


@pytest.mark.skipif(not TORTURED, reason="minutes: python dev.py torture")
@pytest.mark.skipif(bool(missing()), reason=missing())
@pytest.mark.law
@pytest.mark.timeout(3600)
def test_extreme_reports_conform(tmp_path: Path) -> None:
    paths = []
    for number in NUMBERS:
        report = extreme_report(number)
        paths.append(tmp_path / f"{number}.pdf")
        paths[-1].write_bytes(build_pdf(report, tasks.chosen_period(report).id).pdf)
    results = validate(product(paths, ("ua1", "2a")))
    broken = {f"{result.path.stem} {result.flavour}": result.rules for result in results}
    assert {name: rules for name, rules in broken.items() if rules} == {}
