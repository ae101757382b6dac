"""Tables whose figures are only whole on a lying page are set on pages of their own."""

import re

import pypdfium2 as pdfium
import pytest

from tertialapp.base.days import today
from tertialapp.model.places import Spot, goal_place
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import Block, Cell, Column, Heading, Paragraph, Row, Table, plain
from tertialapp.pdf.column_widths import common_widths, table_widths
from tertialapp.pdf.items import Text
from tertialapp.pdf.layout import Layout, set_block
from tertialapp.pdf.pages import Page, fill, sheet_of
from tertialapp.pdf.paint import Frame, paint
from tertialapp.pdf.places import spot_at, stretches_of

BIG = "1\u00a0234\u00a0567\u00a0890\u00a0mnkr"
SPOT = Spot(goal_place("A"), "rad", "name")


def _table(rows: int, cell: str = BIG, head: str = "Belopp", columns: int = 7) -> Table:
    heads = (Column("Namn", align="left", key="name"), *(Column(head) for _ in range(columns)))
    cells = (Cell("Rad"), *(Cell(cell) for _ in range(columns)))
    return Table(heads, (Row(cells, source=SPOT),) * rows, source=Spot(goal_place("A")))


BEFORE, AFTER = Paragraph(plain("Före tabellen.")), Paragraph(plain("Efter tabellen."))
HEADING = Heading(1, "Rubrik", styles.SECTION, anchor="section:a")


def _layout(*blocks: Block) -> Layout:
    bands = [set_block(block, styles.BODY_WIDTH) for block in blocks]
    filled = fill(bands, styles.BODY_HEIGHT)
    return Layout("Nämnden", True, blocks, filled.pages, bands=tuple(bands), filled=filled)


def _lying(page: Page) -> bool:
    return sheet_of(page) == styles.LANDSCAPE


def test_a_wide_table_lies_with_its_heading_and_the_text_goes_on_upright() -> None:
    layout = _layout(BEFORE, HEADING, _table(40), AFTER)
    assert [_lying(page) for page in layout.pages] == [False, True, True, False]
    assert {placed.block for placed in layout.pages[1]} == {1, 2}
    assert [placed.repeated for placed in layout.pages[2]][:2] == [True, False]
    assert {placed.block for placed in layout.pages[3]} == {3}


def test_wide_tables_after_each_other_share_a_page() -> None:
    layout = _layout(_table(3), _table(3))
    assert [_lying(page) for page in layout.pages] == [True]


@pytest.mark.parametrize(
    "table",
    [
        _table(3, "1\u00a0234,5"),
        _table(3, "1\u00a0234,5", "Kompetensutvecklingsmedel"),
        _table(3, "Tas fram av nämnden efter kompetensutvecklingsinsatserna"),
        _table(3, columns=40),
        _table(3, "x" * 300),
        _table(3, "9" * 300),
    ],
    ids=["usual", "long heads", "words", "too wide lying too", "no word", "no figure"],
)
def test_no_page_lies_down_for_what_may_be_broken_or_for_nothing(table: Table) -> None:
    assert sum(table_widths(table, styles.BODY_WIDTH)) == pytest.approx(styles.BODY_WIDTH)
    assert not any(map(_lying, _layout(table).pages))


def test_tables_share_widths_only_where_that_breaks_no_figure() -> None:
    usual, wide = _table(1, "1"), _table(1)
    assert sum(common_widths(usual.columns, usual.rows, 472)) == pytest.approx(472)
    assert common_widths(wide.columns, (*usual.rows, *wide.rows), 472) == ()


def test_a_lying_page_is_one_in_the_file_with_its_number_to_the_right() -> None:
    layout = _layout(BEFORE, _table(3), AFTER)
    frame = Frame("Nämnden", "Nämnden", today(), draft=True)
    pdf = paint(layout.pages, layout.blocks, frame, lambda _: None)
    document = pdfium.PdfDocument(pdf)
    assert [round(page.get_width()) for page in document] == [595, 842, 595]
    page = document[1]
    text = page.get_textpage()
    content = text.get_text_range()
    at = re.search(re.escape("2 (3)"), content)
    assert at is not None
    *_, right, top = text.get_charbox(at.end() - 1)
    edge = styles.LEFT + styles.LANDSCAPE.body_width
    assert edge - 2 < right <= edge
    assert top > styles.LANDSCAPE.height - styles.HEADER_BASELINE
    assert content.count("mnkr") == 21
    text.close()
    document.close()


def test_a_point_of_a_lying_page_leads_to_its_row_and_back() -> None:
    layout = _layout(BEFORE, _table(3))
    placed = next(p for p in layout.pages[1] if p.band.row > 1)
    item = next(each for each in placed.band.items if isinstance(each, Text))
    spot = spot_at(layout, 1, styles.LEFT + item.x + 1, styles.TOP + placed.y + item.y - 2)
    assert spot == SPOT
    assert {stretch.page for stretch in stretches_of(layout, SPOT)} == {1}
