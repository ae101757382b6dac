"""What a reader's eye asks of lines: no short rests, headings of even lines, numbers that hang."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tertialapp.model.markdown import Run
from tertialapp.model.numbers import NBSP
from tertialapp.model.places import Spot, goal_place
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import (
    Contents,
    Heading,
    StatusColumn,
    StatusEntry,
    StatusLine,
    StatusMap,
    Table,
    Tile,
    Tiles,
    plain,
)
from tertialapp.pdf.fonts import HYPHEN, MAY_BREAK, text_width
from tertialapp.pdf.items import Band, Text
from tertialapp.pdf.layout import set_block
from tertialapp.pdf.pages import fill
from tertialapp.pdf.sections.context import text_blocks
from tertialapp.pdf.sections.document import document_blocks
from tertialapp.pdf.styles import Face
from tertialapp.pdf.text_layout import Line, set_balanced, set_lines
from tests.pdf.sample import PERIOD, sample_report

_SHORT_WORDS = st.lists(st.text("abdegilnorstå", min_size=1, max_size=6), min_size=40, max_size=90)
_WORDS = st.lists(st.text("abdegilnorstå", min_size=1, max_size=14), min_size=1, max_size=24)
_SHORT_REST = 0.12 * styles.MEASURE


def _texts(lines: list[Line]) -> str:
    return "".join(text.text for line in lines for text in line.texts)


@given(_SHORT_WORDS)
def test_a_paragraph_of_short_words_never_ends_in_a_short_line(words: list[str]) -> None:
    lines = set_lines(plain(" ".join(words)), styles.BODY, styles.MEASURE)
    assert lines[-1].width > _SHORT_REST
    assert _texts(lines) == " ".join(words) + " "


_RUNS = st.builds(
    Run,
    st.text(f"abTVofå, -{MAY_BREAK}{HYPHEN}7漢", max_size=60),
    bold=st.booleans(),
    italic=st.booleans(),
    link=st.sampled_from((None, "https://exempel.se")),
)


@given(st.lists(_RUNS, max_size=5), st.floats(4, 400), st.sampled_from((set_lines, set_balanced)))
@example([Run("000000000000000AKNA`AA`A`A`A````Aa`Aa`", bold=True)], 210.3, set_lines)
@example([Run(f"{MAY_BREAK}a{MAY_BREAK}bc")], 10.25, set_lines)
@example([Run("0000"), Run(f"{MAY_BREAK}0", italic=True)], 12.0, set_lines)
def test_a_text_is_as_wide_as_what_is_painted(
    runs: list[Run], measure: float, set_in: Callable[..., list[Line]]
) -> None:
    """Words with their breaks marked, in several looks: each text begins where the one before it ends."""
    for line in set_in(runs, styles.BODY, measure):
        x = 0.0
        for text in line.texts:
            seen = text.text.removesuffix(" ") if text is line.texts[-1] else text.text
            assert text.text
            assert MAY_BREAK not in text.text
            assert text.x == pytest.approx(x)
            assert text.width == pytest.approx(text_width(seen, text.face, text.size))
            x += text.width
        assert line.width == pytest.approx(x)
        letters = sum(len(text.text.strip(f" {HYPHEN}")) for text in line.texts)
        assert line.width <= max(measure, styles.BODY.size) + 1e-6 or letters <= 1


def test_a_last_word_alone_gets_company_and_no_line_more() -> None:
    text = (
        "Bedömningen grundar sig på det sammanlagda resultatet och prognosen för verksamhetens år"
    )
    wide = set_lines(plain(text), styles.BODY, 10_000)[0].width - 3
    lines = set_lines(plain(text), styles.BODY, wide)
    assert [_texts([line]) for line in lines] == [
        "Bedömningen grundar sig på det sammanlagda resultatet och prognosen för ",
        "verksamhetens år ",
    ]


@pytest.mark.parametrize("last", ["uppväxtvillkorsförbättringsåtgärder nu", "a nu"])
def test_a_word_stays_alone_where_company_would_leave_a_hole_or_an_empty_line(last: str) -> None:
    start = "" if last.startswith("a ") else "Alla barn och unga har "
    text = f"{start}{last}"
    wide = set_lines(plain(text), styles.BODY, 10_000)[0].width - 3
    lines = set_lines(plain(text), styles.BODY, wide)
    assert _texts(lines[-1:]) == "nu "


@pytest.mark.parametrize(("hole", "end"), [(0.22, HYPHEN), (0.16, " ")])
def test_a_word_of_running_text_is_broken_only_rather_than_leave_a_fifth_of_a_line_blank(
    hole: float, end: str
) -> None:
    words = plain("Nämnden har under tertialet redovisat alla de många ")
    wide = set_lines(words, styles.BODY, 10_000)[0].width
    text = (*words, *plain("prestationsförändringar som är kända"))
    first, *_ = set_lines(text, styles.BODY, wide / (1 - hole))
    assert _texts([first]).endswith(end)


@given(_WORDS)
def test_a_heading_of_even_lines_has_the_same_words_in_as_many_lines(words: list[str]) -> None:
    heading = plain(" ".join(words))
    greedy = set_lines(heading, styles.AREA, styles.BODY_WIDTH)
    even = set_balanced(heading, styles.AREA, styles.BODY_WIDTH)
    assert len(even) == len(greedy)
    assert _texts(even) == _texts(greedy)
    assert max(line.width for line in even) <= max(line.width for line in greedy)


def test_a_heading_does_not_end_in_a_rest() -> None:
    text = (
        "1.3.1 Barn, unga och vuxna har stöd och insatser utformade utifrån sina behov och önskemål"
    )
    first, second = set_balanced(plain(text), styles.BOARD, styles.BODY_WIDTH)
    assert second.width > 0.8 * first.width


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("den 30 april", "30 april"),
        ("barn som är 12 år", "12 år"),
        ("mer än 3 procent", "3 procent"),
        ("redovisas i tertial 2", "tertial 2"),
        ("redovisas i tertialrapport 2", "tertialrapport 2"),
        ("park- och natur- och", "natur- och"),
    ],
)
def test_what_belongs_together_stands_in_one_line(words: str, last: str) -> None:
    wide = set_lines(plain(words), styles.BODY, 10_000)[0].width - 3
    lines = [
        _texts([line]).replace(NBSP, " ") for line in set_lines(plain(words), styles.BODY, wide)
    ]
    assert lines[-1] == f"{last} "


# -- contents --------------------------------------------------------------------------------------


def _heading(level: int, text: str, number: str = "") -> Heading:
    return Heading(level, text, styles.SECTION, number=number, anchor=text, in_contents=True)


@pytest.mark.parametrize(("entries", "whole"), [(20, True), (60, False)])
def test_a_chapter_of_the_contents_stands_on_one_page_unless_it_takes_most_of_it(
    entries: int,
    whole: bool,  # noqa: FBT001
) -> None:
    chapters = [
        _heading(level, f"{name} {at}")
        for name in ("Mål", "Ekonomi")
        for at, level in enumerate([1, *[3] * entries])
    ]
    bands = [set_block(Contents(tuple(chapters)), styles.BODY_WIDTH)]
    pages = fill(bands, 0.8 * styles.BODY_HEIGHT).pages
    second = {at for at, page in enumerate(pages) for p in page if p.band.row > entries}
    assert (len(second) == 1) == whole


def _texts_in(band: Band) -> list[Text]:
    return [item for item in band.items if isinstance(item, Text)]


def test_a_number_in_the_contents_hangs_beside_all_lines_of_its_title() -> None:
    contents = Contents((_heading(3, "Stockholm ska vara en öppen och trygg stad " * 5, "3.7"),))
    first, *others = set_block(contents, styles.BODY_WIDTH)
    number, title = _texts_in(first)
    assert number.text == "3.7 "
    assert others
    assert {text.x for band in others for text in _texts_in(band)} == {title.x}
    assert title.x >= number.x + number.width


@pytest.mark.parametrize(("text", "number", "entries"), [("\u00a0", "", 0), ("", "1.1", 1)])
def test_the_contents_list_what_is_printed_of_a_heading(
    text: str, number: str, entries: int
) -> None:
    heading = _heading(2, text, number)
    assert len(set_block(Contents((heading,)), styles.BODY_WIDTH)) == entries
    assert len(set_block(heading, styles.BODY_WIDTH)) == entries


@pytest.mark.parametrize("height", range(60, 160, 7))
def test_an_entry_of_the_contents_that_heads_others_stands_with_the_next(height: int) -> None:
    levels = (1, 2, 3, 3, 1, 2, 2, 1, 1, 2)
    contents = Contents(tuple(_heading(level, f"Rubrik {at}") for at, level in enumerate(levels)))
    for page in fill([set_block(contents, styles.BODY_WIDTH)], height).pages:
        last = page[-1].band.row
        assert last == len(levels) - 1 or levels[last + 1] <= levels[last]


def test_no_goal_or_key_figure_at_a_glance_ends_in_a_word_alone() -> None:
    goal = StatusLine(
        "Stockholm ska vara en stad att åldras i, med god omsorg och stor trygghet", number="1.4"
    )
    tiles = Tiles((Tile("34 av 35", "mål bedöms uppfyllas helt"),) * 5)
    for block in (tiles, StatusMap((), (StatusColumn(goal, (StatusEntry(goal),)),) * 3)):
        texts: dict[tuple[object, ...], list[str]] = {}
        for band in set_block(block, styles.BODY_WIDTH):
            for text in _texts_in(band):
                texts.setdefault((band.row, text.part, text.size), []).append(text.text)
        lines = [each for each in texts.values() if len(each) > 2 or isinstance(block, Tiles)]
        assert lines
        assert all(len(each[-1].split()) > 1 for each in lines if len(each) > 1)


# -- what belongs together -------------------------------------------------------------------------


def test_words_that_announce_a_list_stand_with_it() -> None:
    announcing = text_blocks(
        "a", "ord " * 90 + "så här:\n\n- ett\n- två", Spot(goal_place("A")), 3, {}
    )
    telling = text_blocks(
        "b", "ord " * 90 + "så här.\n\n- ett\n- två", Spot(goal_place("A")), 3, {}
    )
    parted = set()
    for height in range(90, 260, 5):
        for blocks in (announcing, telling):
            bands = [set_block(block, styles.BODY_WIDTH) for block in blocks]
            for page in fill(bands, height).pages:
                if page[0].block == 1:
                    parted.add(blocks)
    assert parted == {telling}


@pytest.mark.parametrize(
    ("unit", "printed"),
    [
        ("%", f"7{NBSP}%"),
        ("mnkr", f"7{NBSP}mnkr"),
        ("personer", "7 personer"),
        ("barn/avd.", f"7{NBSP}barn/avd."),
        ("kg per kg livsmedel", f"7{NBSP}kg per kg livsmedel"),
    ],
)
def test_a_long_unit_may_stand_below_its_figure(unit: str, printed: str) -> None:
    report = sample_report()
    row, value = next(
        (row, value)
        for value in report.indicator_values.values()
        if value.period_id == PERIOD and value.outcome is not None
        for row in [report.indicators[value.indicator_id]]
    )
    changed = report.apply(
        {
            "indicator": {row.id: replace(row, unit=unit, decimals=0)},
            "indicator_value": {value.id: replace(value, outcome=Decimal(7))},
        }
    )
    cells = {
        cell.text
        for block in document_blocks(changed, PERIOD)
        if isinstance(block, Table)
        for own in block.rows
        if own.source and own.source.row == row.id
        for cell in own.cells
    }
    assert printed in cells


def test_a_word_that_is_cut_at_a_letter_fits_with_its_kerning() -> None:
    """Some pairs stand further apart than their letters' widths say."""
    style = replace(styles.BODY, size=23, face=Face.SEMIBOLD)
    lines = set_lines(plain("000000000000000AKNA`AA`A`A`A````Aa`Aa`"), style, 472)
    assert max(line.width for line in lines) <= 472
