"""Laws of the layout, counted from its data: nothing overflows, nothing is lost, nothing stranded."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tertialapp.model.frame import Shape
from tertialapp.model.images import LONGEST_SIDE, Image
from tertialapp.model.markdown import Run
from tertialapp.pdf import items, styles
from tertialapp.pdf.blocks import (
    Bar,
    Block,
    Cell,
    Column,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Point,
    PointList,
    Row,
    RowLook,
    Table,
    plain,
)
from tertialapp.pdf.column_widths import table_widths
from tertialapp.pdf.fonts import HYPHEN, printable, text_width
from tertialapp.pdf.hyphenation import breaks
from tertialapp.pdf.items import Band, Item, Text
from tertialapp.pdf.layout import set_block
from tertialapp.pdf.pages import Page, fill, pages_of_anchors
from tertialapp.pdf.sections.document import document_blocks
from tertialapp.pdf.tables import HEAD_ROW, numbered
from tertialapp.pdf.text_layout import set_lines
from tests.pdf.sample import PERIOD, sample_report

_WORDS = st.text(
    st.sampled_from("abcdefgåäö WMi.-–/1,\u00a0\u00ad(😀漢\n") | st.characters(codec="utf-8"),
    max_size=60,
)
_LONG = st.builds(lambda word, times: word * times, _WORDS, st.integers(1, 40))
_TEXTS = _WORDS | _LONG
_RUNS = st.lists(
    st.builds(
        Run,
        _TEXTS,
        st.booleans(),
        st.booleans(),
        st.sampled_from([None, "https://x.se", "file:///x"]),
    ),
    max_size=5,
).map(tuple)
_PARAGRAPHS = st.builds(
    Paragraph, _RUNS, mark=st.sampled_from([None, *Shape]), keep_next=st.booleans()
)
_LISTS = st.builds(
    PointList,
    st.lists(
        st.builds(Point, st.sampled_from(["•", "1234."]), _RUNS, st.integers(0, 5)), max_size=4
    ).map(tuple),
)
_HEADINGS = st.builds(
    Heading,
    st.integers(1, 8),
    _TEXTS,
    st.sampled_from([styles.CHAPTER, styles.BOARD, styles.PART]),
    label=_WORDS,
)


def _pictures(highest: float) -> st.SearchStrategy[Picture]:
    sides = st.integers(1, LONGEST_SIDE)
    images = st.builds(Image, id=st.just("b"), width=sides, height=sides, content=st.just(b""))
    return st.builds(Picture, images, st.just("Karta"), _TEXTS, st.just(highest))


_CELLS = st.builds(Cell, _TEXTS, st.sampled_from([None, Shape.TRIANGLE]))


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 9))
    columns = tuple(
        draw(st.builds(Column, _WORDS, _WORDS, st.sampled_from(["left", "right"])))
        for _ in range(count)
    )
    rows = st.builds(
        Row,
        st.lists(_CELLS, min_size=count, max_size=count).map(tuple),
        st.sampled_from(RowLook),
        st.lists(
            _PARAGRAPHS | _LISTS | _HEADINGS | _pictures(styles.ROW_PICTURE_HEIGHT), max_size=2
        ).map(tuple),
    )
    return Table(columns, tuple(draw(st.lists(rows, max_size=6))), draw(_WORDS))


_FLOWING = _PARAGRAPHS | _LISTS | _HEADINGS | _pictures(styles.PICTURE_HEIGHT)
_BLOCKS = _FLOWING | _tables() | st.builds(PageBreak, st.sampled_from([0, 200]))
_ROUNDING = 0.01


def _letters(text: str) -> str:
    """What of a text must be seen on paper, but for blanks."""
    return re.sub(r"\s", "", printable(text))


def _seen(bands: list[Band]) -> str:
    texts = (item.text for band in bands for item in band.items if isinstance(item, Text))
    return re.sub(rf"\s|{HYPHEN}", "", "".join(texts))


def _outside(bands: list[Band]) -> list[Item]:
    """What is painted outside its band."""
    return [
        item
        for band in bands
        for item in band.items
        if item.x < -_ROUNDING
        or item.x + _wide(item) > band.sheet.body_width + _ROUNDING
        or not -_ROUNDING <= item.y <= band.height - _high(item) + _ROUNDING
    ]


def _high(item: Item) -> float:
    return item.height if isinstance(item, items.Picture) else 0.0


def _wide(item: object) -> float:
    if isinstance(item, Text):
        visible = item.text.rstrip(" ")
        return text_width(visible, item.face, item.size)
    return float(getattr(item, "width", 0.0))


@given(_RUNS, st.floats(12, 500), st.sampled_from([styles.BODY, styles.CELL, styles.CHAPTER]))
def test_no_line_is_wider_than_its_measure_and_no_letter_is_lost(
    runs: tuple[Run, ...], measure: float, style: styles.TextStyle
) -> None:
    lines = set_lines(runs, style, measure)
    widest_letter = style.size * 2.1
    assert all(line.width <= max(measure, widest_letter) + _ROUNDING for line in lines)
    assert all(text.text for line in lines for text in line.texts)
    written = "".join(text.text for line in lines for text in line.texts)
    assert re.sub(rf"\s|{HYPHEN}", "", written) == "".join(_letters(run.text) for run in runs)


@given(_BLOCKS)
def test_nothing_is_painted_outside_its_band(block: Block) -> None:
    assert _outside(set_block(block, styles.BODY_WIDTH)) == []


@given(_tables())
def test_columns_fill_the_table_and_cells_stay_in_their_columns(table: Table) -> None:
    widths = table_widths(table, styles.BODY_WIDTH)
    filled = (styles.BODY_WIDTH, styles.LANDSCAPE.body_width)
    assert any(abs(sum(widths) - width) < _ROUNDING for width in filled)
    edges = [sum(widths[:at]) for at in range(len(widths) + 1)]
    rows = {number: row for number, row, is_analysis in numbered(table.rows) if not is_analysis}
    for band in set_block(table, styles.BODY_WIDTH):
        row = rows.get(band.row)
        if row is None or row.look is RowLook.GROUP:
            continue
        for item in band.items:
            if isinstance(item, Text) and item.x < edges[-1]:
                in_column = edges[item.part[0]] - _ROUNDING <= item.x
                assert in_column
    seen = _seen(set_block(table, styles.BODY_WIDTH))
    for row in table.rows:
        cells = row.cells[:1] if row.look is RowLook.GROUP else row.cells
        assert all(_letters(cell.text) in seen for cell in cells)


@given(st.lists(_BLOCKS, max_size=6), st.floats(450, 900))
def test_pages_hold_all_bands_in_order_and_within_their_height(
    blocks: list[Block], height: float
) -> None:
    set_blocks = [set_block(block, styles.BODY_WIDTH) for block in blocks]
    pages = fill(set_blocks, height).pages
    placed = [item for page in pages for item in page if not item.repeated]
    # A row that is cut has its cells' first lines before their last ones: the order may change.
    assert sorted(_seen([item.band for item in placed])) == sorted(
        _seen([band for bands in set_blocks for band in bands])
    )
    assert [item.block for item in placed] == sorted(item.block for item in placed)
    for page in pages:
        for upper, lower in pairwise(page):
            assert upper.y + upper.band.height <= lower.y + _ROUNDING
        last = page[-1]
        highest = height if last.sheet == styles.PORTRAIT else last.sheet.body_height
        assert last.y + last.band.height <= highest + _ROUNDING
    for item in placed:
        assert _outside([item.band]) == []


def _set(text: str, measure: float) -> list[str]:
    return [
        "".join(part.text for part in line.texts)
        for line in set_lines(plain(text), styles.BODY, measure)
    ]


def test_a_word_that_goes_on_in_the_next_line_is_one_word_to_those_who_listen() -> None:
    assert _set("Hässelby-Vällingby", 60) == ["Hässelby-", "Vällingby "]
    assert _set("män/pojkar", 40) == ["män/", "pojkar "]
    assert "".join(_set("W" * 30, 100)) == "W" * 30 + " "


def test_a_word_is_broken_where_two_words_meet_while_the_line_stays_full() -> None:
    line, seam = "nämnden redovisar prestationsföränd", "nämnden redovisar prestations"
    wide = text_width(line + HYPHEN, styles.BODY.face, styles.BODY.size) + 1
    assert _set(f"{line}ringar nu", wide)[0] == seam + HYPHEN
    narrow = text_width(f"prestationsföränd{HYPHEN}", styles.BODY.face, styles.BODY.size) + 1
    assert _set("prestationsförändringar nu", narrow)[0] == f"prestationsföränd{HYPHEN}"


# -- keeping together ------------------------------------------------------------------------------


def _sample_pages(height: float) -> list[Page]:
    blocks = document_blocks(sample_report(), PERIOD)
    return list(fill([set_block(block, styles.BODY_WIDTH) for block in blocks], height).pages)


@given(st.floats(450, 900))
def test_no_heading_is_stranded_and_no_row_is_split(height: float) -> None:
    pages = _sample_pages(height)
    blocks = document_blocks(sample_report(), PERIOD)
    for page in pages[1:]:
        assert not isinstance(blocks[page[-1].block], Heading), "a heading at the foot of a page"
        assert not page[-1].band.keep_next
        assert page[-1].repeated is False
    tables = {at: block for at, block in enumerate(blocks) if isinstance(block, Table)}
    rows = [
        (placed.block, placed.band.row)
        for page in pages
        for placed in page
        if placed.block in tables and placed.band.row > HEAD_ROW
    ]
    assert len(rows) == sum(
        len(table.rows) + sum(bool(row.analysis) for row in table.rows) for table in tables.values()
    )


def test_the_head_of_a_table_is_repeated_on_each_of_its_pages() -> None:
    columns = (Column("Namn", align="left"), Column("Värde"))
    rows = tuple(Row((Cell(f"rad {at}"), Cell(str(at)))) for at in range(200))
    pages = fill([set_block(Table(columns, rows), styles.BODY_WIDTH)], styles.BODY_HEIGHT).pages
    assert len(pages) > 3
    for number, page in enumerate(pages):
        assert "Namn" in _seen([page[0].band])
        assert page[0].repeated is (number > 0)


def test_a_row_higher_than_a_page_is_cut_between_lines() -> None:
    columns = (Column("Namn", align="left"), Column("Värde"))
    tall = Row((Cell("ord " * 12_000), Cell("1")), analysis=(Paragraph(plain("text " * 9000)),))
    bands = set_block(Table(columns, (Row((Cell("kort"), Cell("0"))), tall)), styles.BODY_WIDTH)
    pages = fill([bands], styles.BODY_HEIGHT).pages
    assert len(pages) > 4
    seen = _seen([item.band for page in pages for item in page if not item.repeated])
    assert seen.count("ord") == 12_000
    assert seen.count("text") == 9000
    full = [sum(item.band.height for item in page) for page in pages[:-1]]
    assert min(full) > styles.BODY_HEIGHT * 0.9


def test_a_heading_stays_with_two_lines_of_its_text() -> None:
    body = Paragraph(plain("ord " * 400))
    heading = Heading(2, "Rubrik", styles.SECTION, anchor="here")
    blocks: list[Block] = [body, heading, body]
    bands = [set_block(block, styles.BODY_WIDTH) for block in blocks]
    for height in range(150, 500, 7):
        pages = fill(bands, height).pages
        page = pages[pages_of_anchors(pages)["here"] - 1]
        after = [item for item in page if item.block == 2]
        assert len(after) >= 2


def test_no_line_of_a_paragraph_stands_alone() -> None:
    bands = [set_block(Paragraph(plain("ord " * 150)), styles.BODY_WIDTH) for _ in range(6)]
    for height in range(100, 400, 7):
        for page in fill(bands, height).pages:
            for block in {item.block for item in page}:
                assert sum(item.block == block for item in page) >= 2


@pytest.mark.parametrize("above", range(1, 12))
def test_a_break_is_none_while_little_stands_on_the_page(above: int) -> None:
    style = styles.CELL
    blocks: list[Block] = [
        Paragraph(plain("\n".join(["rad"] * above)), style),
        PageBreak(60),
        Heading(1, "Rubrik", styles.DIRECTION),
    ]
    pages = fill([set_block(block, styles.BODY_WIDTH) for block in blocks], 500).pages
    assert len(pages) == (1 if above * style.leading <= 60 else 2)
    assert pages[-1][-1].y == 0 or pages[-1][-1].y >= above * style.leading + styles.PART_BEFORE


def test_no_short_point_that_ends_a_list_stands_alone_on_a_page() -> None:
    points = PointList(tuple(Point("•", plain(f"punkt {at}")) for at in range(20)))
    bands = [set_block(points, styles.BODY_WIDTH)]
    for height in range(60, 400, 5):
        assert all(len(page) >= 2 for page in fill(bands, height).pages)


def test_who_signs_does_so_below_the_last_points() -> None:
    report = sample_report()
    blocks = [
        block for block in document_blocks(report, PERIOD) if not isinstance(block, PageBreak)
    ]
    at = next(at for at, block in enumerate(blocks) if isinstance(block, Bar))
    points, *signed = blocks[at - 1 : at + 3]
    assert isinstance(points, PointList)
    long = replace(points, points=tuple(Point(f"{at}.", plain("ord " * 30)) for at in range(9)))
    bands = [set_block(block, styles.BODY_WIDTH) for block in (long, *signed)]
    for height in range(220, 700, 7):
        *_, last = fill(bands, height).pages
        assert {placed.band.row for placed in last if placed.block == 0} >= {7, 8}
        assert {placed.block for placed in last} >= {1, 2, 3}


def test_each_of_4000_rows_is_set_once_below_a_head_on_each_page() -> None:
    columns = tuple(Column(f"Kolumn {at}") for at in range(6))
    rows = tuple(Row(tuple(Cell(str(at + n)) for n in range(6))) for at in range(4000))
    pages = fill([set_block(Table(columns, rows), styles.BODY_WIDTH)], styles.BODY_HEIGHT).pages
    assert sum(len(page) for page in pages) == 4000 + len(pages)


@pytest.mark.parametrize("above", range(0, 44, 3))
def test_a_low_table_is_not_split_and_a_high_one_fills_the_page(above: int) -> None:
    columns = (Column("Namn", align="left"), Column("Värde"))
    lines = Paragraph(plain("rad\n" * above + "rad"))
    for rows, whole in ((9, True), (60, False)):
        table = Table(columns, (Row((Cell("rad"), Cell("1"))),) * rows)
        bands = [set_block(block, styles.BODY_WIDTH) for block in (lines, table)]
        first, *_ = fill(bands, styles.BODY_HEIGHT).pages
        if whole:
            assert sum(placed.block == 1 for placed in first) in (0, rows + 1)
        else:
            assert first[-1].y + first[-1].band.height > styles.BODY_HEIGHT - 80


@pytest.mark.parametrize("height", range(120, 400, 13))
def test_a_row_stands_on_a_page_with_its_parts(height: int) -> None:
    columns = (Column("Verksamhetsområde", align="left"), Column("Budget"))
    looks = [RowLook.NORMAL, RowLook.NORMAL, *[RowLook.VARAV] * 3] * 4
    rows = tuple(Row((Cell(f"rad {at}"), Cell("1")), look) for at, look in enumerate(looks))
    bands = [set_block(Table(columns, rows), styles.BODY_WIDTH)]
    first = HEAD_ROW + 1
    for page in fill(bands, height).pages:
        begins = next(placed.band.row for placed in page if placed.band.row >= first)
        assert looks[begins - first] is RowLook.NORMAL


@pytest.mark.parametrize("width", [styles.BODY_WIDTH, styles.LANDSCAPE.body_width])
def test_an_analysis_ends_where_running_text_ends(width: float) -> None:
    text = (Paragraph(plain("ord om utfallet " * 40), styles.ANALYSIS),)
    table = Table((Column("Namn", align="left"),), (Row((Cell("rad"),), analysis=text),))
    ends = [
        item.x + item.width
        for band in set_block(table, width)
        for item in band.items
        if isinstance(item, Text)
    ]
    assert styles.MEASURE - 60 < max(ends) <= styles.MEASURE


def test_no_short_row_of_a_table_stands_alone_on_a_page() -> None:
    columns = (Column("Namn", align="left"), Column("Värde"))
    rows = tuple(Row((Cell(f"rad {at}"), Cell(str(at)))) for at in range(20))
    bands = [set_block(Table(columns, rows), styles.BODY_WIDTH)]
    for height in range(90, 400, 5):
        for page in fill(bands, height).pages:
            assert sum(item.band.row > HEAD_ROW for item in page) >= 2


def test_a_last_row_stands_on_a_page_with_the_analysis_before_it() -> None:
    text = (Paragraph(plain("ord om utfallet " * 20), styles.ANALYSIS),)
    row = Row((Cell("rad"),))
    table = Table((Column("Namn", align="left"),), (*[replace(row, analysis=text)] * 9, row))
    bands = [set_block(table, styles.BODY_WIDTH)]
    for height in range(160, 500, 7):
        *_, last = fill(bands, height).pages
        assert sum(item.band.row > HEAD_ROW for item in last) >= 3


@pytest.mark.parametrize("width", range(40, 110))
def test_a_line_never_ends_where_a_hyphen_belongs_without_it(width: int) -> None:
    word = "x" * 67
    ends = 0
    for line in set_lines(plain(word), styles.CELL, width):
        shown = "".join(text.text for text in line.texts).rstrip()
        ends += len(shown.rstrip(HYPHEN))
        if ends < len(word):
            belongs = any(place.at == ends and place.hyphen for place in breaks(word))
            assert shown.endswith(HYPHEN) == belongs
