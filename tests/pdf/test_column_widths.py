"""Column widths follow the content: whole words, then as few lines as there is room for, then even air."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tertialapp.pdf import styles
from tertialapp.pdf.blocks import Cell, Column, Row, RowLook, Table, plain
from tertialapp.pdf.column_widths import common_widths, table_widths
from tertialapp.pdf.extents import line_widths
from tertialapp.pdf.layout import set_block
from tertialapp.pdf.text_layout import set_lines

_NAME = "Andel barn och unga som åter blir föremål för anmälan eller ansökan efter utredning"
_TARGET = "Tas fram av nämnd/styrelse"
_WORDS = st.lists(st.text("abdegilnorst", min_size=1, max_size=9), min_size=1, max_size=14)
_TEXTS = _WORDS.map(" ".join)
_WHOLE = replace(styles.CELL, slack=1)
"""Words are not hyphenated."""


def _indicators(*rows: tuple[str, str]) -> Table:
    columns = (
        Column("Indikator", align="left"),
        *(Column(f"Utfall {at}") for at in range(5)),
        Column("Årsmål"),
        Column("Period", align="left"),
    )
    figures = [Cell("12,5 %")] * 5
    return Table(
        columns,
        tuple(Row((Cell(name), *figures, Cell(target), Cell("2025"))) for name, target in rows),
    )


def _height(table: Table) -> float:
    return sum(band.height for band in set_block(table, styles.BODY_WIDTH))


def _with_widths(table: Table, widths: tuple[float, ...]) -> Table:
    return Table(table.columns, table.rows, widths=widths)


@given(_TEXTS)
def test_a_text_stands_in_so_many_lines_in_the_widths_it_asks_for(text: str) -> None:
    asked = line_widths(text, _WHOLE)
    assert list(asked) == sorted(asked, reverse=True)
    for lines, width in enumerate(asked, start=1):
        assert len(set_lines(plain(text), _WHOLE, width)) <= lines
        if asked[-1] < width > _WHOLE.size + 1.5:
            assert len(set_lines(plain(text), _WHOLE, width - 1.5)) > lines


@given(
    st.lists(
        st.tuples(_TEXTS, st.sampled_from(["75 %", _TARGET, "Ökning"])), min_size=1, max_size=9
    )
)
def test_no_other_share_of_two_columns_would_make_a_table_much_lower(
    rows: list[tuple[str, str]],
) -> None:
    table = _indicators(*rows)
    widths = table_widths(table, styles.BODY_WIDTH)
    height = _height(table)
    for moved in (-24.0, -12.0, 12.0, 24.0):
        other = (widths[0] - moved, *widths[1:6], widths[6] + moved, widths[7])
        assert height <= _height(_with_widths(table, other)) + 2 * styles.CELL.leading


def test_words_among_figures_get_room_for_two_lines_where_names_do_not_need_it() -> None:
    table = _indicators(*[("Sjukfrånvaro", _TARGET)] * 5)
    assert _height(table) <= _height(_indicators(*[("Sjukfrånvaro", "7 %")] * 5)) + 5 * 10.8 + 0.01


def test_names_get_the_room_that_nothing_else_saves_lines_with() -> None:
    widths = table_widths(_indicators(*[(_NAME, "7 %")] * 5), styles.BODY_WIDTH)
    asked = line_widths(_NAME, styles.CELL)
    assert widths[0] >= asked[1]


def test_room_that_saves_no_line_is_even_air() -> None:
    columns = (Column("Namn", align="left"), *(Column(head) for head in ("Budget", "Utfall")))
    table = Table(columns, (Row((Cell("Parker"), Cell("7,1"), Cell("7,0"))),))
    widths = table_widths(table, styles.BODY_WIDTH)
    least = table_widths(table, 10)
    air = [
        has - max(line_widths(column.head, styles.HEAD)[0], 0)
        for has, column in zip(widths, columns, strict=True)
    ]
    assert sum(widths) == pytest.approx(styles.BODY_WIDTH)
    assert len(least) == 3
    assert max(air) - min(air) < 12


def test_tables_of_a_kind_share_what_suits_them_together() -> None:
    one, other = _indicators((_NAME, "7 %")), _indicators(("Kort", _TARGET))
    shared = common_widths(one.columns, (*one.rows, *other.rows), styles.BODY_WIDTH)
    assert shared == table_widths(Table(one.columns, (*one.rows, *other.rows)), styles.BODY_WIDTH)


def test_a_row_across_the_table_widens_no_column() -> None:
    table = _indicators((_NAME, _TARGET))
    across = Row((Cell("Förskolor " * 20), *[Cell()] * 7), RowLook.GROUP)
    with_group = Table(table.columns, (across, *table.rows))
    assert table_widths(with_group, 472) == table_widths(table, 472)
