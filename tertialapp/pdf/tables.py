"""Setting tables: column widths from what the cells hold, rows as bands, heads that repeat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import count, zip_longest
from math import inf
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.model.markdown import Run
from tertialapp.model.numbers import NBSP
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import (
    Cell,
    Column,
    Paragraph,
    Row,
    RowLook,
    Table,
    TextBlock,
    plain,
)
from tertialapp.pdf.flow import keep_all, set_paragraph, set_text
from tertialapp.pdf.items import Band, Fill, Item, Mark, Picture, Rule, Text, shifted
from tertialapp.pdf.styles import CELL_PAD_X, Align, TextStyle
from tertialapp.pdf.text_layout import (
    Extent,
    Line,
    aligned,
    extent,
    first_baseline,
    set_lines,
)
from tertialapp.pdf.typeface import remembered_by_typeface

HEAD_ROW = 1
"""Rows are counted for ``structure``: the caption is 0, an analysis a row of its own."""

_EXACT = 1e-6
_MARK_ROOM = 12.0
_STYLES = {
    RowLook.NORMAL: styles.CELL,
    RowLook.GROUP: styles.CELL_TOTAL,
    RowLook.VARAV: styles.CELL_PART,
    RowLook.TOTAL: styles.CELL_TOTAL,
}
_TINTS = {RowLook.GROUP: styles.Color.BAND}
_HIGHEST_HEAD = 0.35
"""The share of a page that a head may take and still be repeated."""


def numbered(rows: Iterable[Row]) -> Iterator[tuple[int, Row, bool]]:
    """Rows with the number that their bands have (``Band.row``); True for a row's analysis."""
    numbers = count(HEAD_ROW + 1)
    for row in rows:
        yield next(numbers), row, False
        if row.analysis:
            yield next(numbers), row, True


def set_table(table: Table, width: float) -> list[Band]:
    """The bands of a table: caption, head, rows."""
    widths = table_widths(table, width)
    sheet = styles.LANDSCAPE if sum(widths) > width + _EXACT else styles.PORTRAIT
    head = _head_band(table.columns, widths)
    caption = keep_all(set_paragraph(Paragraph(plain(table.caption), styles.CAPTION), width))
    if not caption:
        head = replace(head, space_before=styles.TABLE_BEFORE)
    repeats = head.height <= _HIGHEST_HEAD * sheet.body_height
    repeat = (replace(head, space_before=0),) if repeats else ()
    bands = [*caption, head]
    number = (number for number, _, _ in numbered(table.rows))
    for at, (row, after) in enumerate(zip_longest(table.rows, table.rows[1:]), start=1):
        # No short row stands alone before or after a page break.
        keep = after is not None and (
            row.look is RowLook.GROUP
            or after.look is RowLook.TOTAL
            or (at in (1, len(table.rows) - 1) and not (row.analysis or after.analysis))
        )
        stays = keep or bool(row.analysis)
        strip = partial(Band, row=next(number), repeat=repeat, keep_next=stays)
        bands.append(_row_band(table.columns, row, widths, strip))
        if row.analysis:
            analysis = _analysis_band(row.analysis, round(sum(widths), 6))
            bands.append(replace(analysis, row=next(number), repeat=repeat, keep_next=keep))
    bands[-1] = replace(bands[-1], space_after=styles.TABLE_AFTER)
    if sheet == styles.PORTRAIT:
        return bands
    return [replace(band, sheet=sheet) for band in bands]


# -- column widths ---------------------------------------------------------------------------------


class _Wish(Struct, frozen=True):
    """What a column would like (points).

    From room for a letter and the least, which breaks words where they may be broken, over whole figures
    and whole words in its cells and in its head too, to unbroken lines in its cells and everywhere.
    """

    text: bool
    letter: float
    least: float
    figures: float
    cell_words: float
    head_words: float
    cell_lines: float
    all_lines: float


def table_widths(table: Table, width: float) -> tuple[float, ...]:
    """Widths that fill ``width``, or a lying page where only that has room for whole figures.

    Words that may be broken, in cells or heads, are no reason to turn the page.
    """
    if table.widths:
        return table.widths
    wishes = _wishes(table.columns, table.rows, width)
    if not _fit(wishes, width):
        wide = styles.LANDSCAPE.body_width
        lying = _wishes(table.columns, table.rows, wide)
        if _fit(lying, wide):
            return _filling(lying, wide)
    return _filling(wishes, width)


def common_widths(
    columns: Sequence[Column], rows: Sequence[Row], width: float
) -> tuple[float, ...]:
    """Widths that tables with these rows share; none where figures would be broken: each has its own."""
    wishes = _wishes(columns, rows, width)
    return _filling(wishes, width) if _fit(wishes, width) else ()


def _fit(wishes: Iterable[_Wish], width: float) -> bool:
    return sum(wish.figures for wish in wishes) <= width + _EXACT


def _wishes(columns: Sequence[Column], rows: Sequence[Row], width: float) -> list[_Wish]:
    pads = _pads(columns)
    return [_wish(_held(column, at, pads[at], rows), width) for at, column in enumerate(columns)]


def _filling(wishes: Sequence[_Wish], width: float) -> tuple[float, ...]:
    """Widths that fill ``width``: as whole as there is room for, most of a name before figures' heads."""
    widths = [wish.letter for wish in wishes]
    name, short = styles.NAME_SHARE * width, styles.SHORT_SHARE * width
    for wished in (
        [wish.least for wish in wishes],
        [wish.figures for wish in wishes],
        [wish.cell_words for wish in wishes],
        [min(wish.cell_lines, name * 5 / 6) if wish.text else 0 for wish in wishes],
        [wish.head_words for wish in wishes],
        [min(wish.cell_lines, name) if wish.text else 0 for wish in wishes],
        [wish.cell_lines / 2 for wish in wishes],
        [wish.cell_lines if wish.cell_lines <= short else 0 for wish in wishes],
        [wish.cell_lines if wish.text else 0 for wish in wishes],
        [wish.all_lines for wish in wishes],
    ):
        widths = _grown(widths, wished, width)
    spare = width - sum(widths)
    return tuple(has + spare / len(widths) for has in widths)


def _grown(widths: Sequence[float], wished: Sequence[float], limit: float) -> list[float]:
    """Widths brought to the wished ones as far as the limit allows, the smallest wants first."""
    grown = list(widths)
    room = limit - sum(widths)
    wants = sorted(
        (wish - has, at) for at, (has, wish) in enumerate(zip(widths, wished, strict=True))
    )
    for nth, (want, at) in enumerate(wants):
        given = max(0.0, min(want, room / (len(wants) - nth)))
        grown[at] += given
        room -= given
    return grown


class _Held(NamedTuple):
    """What is in a column: its texts by how their rows look."""

    column: Column
    pad: float
    texts: tuple[tuple[RowLook, tuple[str, ...]], ...]
    is_first: bool
    is_marked: bool


def _held(column: Column, at: int, pad: float, rows: Sequence[Row]) -> _Held:
    texts: dict[RowLook, list[str]] = {}
    for row in rows:
        if row.look is not RowLook.GROUP:
            texts.setdefault(row.look, []).append(row.cells[at].text)
    by_look = tuple((look, tuple(each)) for look, each in texts.items())
    return _Held(column, pad, by_look, at == 0, any(row.cells[at].mark for row in rows))


@remembered_by_typeface(128)  # after most edits one column of a table is another
def _wish(held: _Held, width: float) -> _Wish:
    column = held.column
    heads = [extent([column.head], styles.HEAD), extent([column.note], styles.HEAD_NOTE)]
    cells = [
        Extent(*(wide + style.indent for wide in extent(each, style)))
        for look, each in held.texts
        for style in [_cell_style(look, first=held.is_first)]
    ]
    text = column.align == "left"
    share = styles.FIGURE_SHARE * width
    limit = width if text else share
    room = held.pad + CELL_PAD_X + (_MARK_ROOM if held.is_marked else 0)
    least = min(_widest(heads + cells).least, share)
    figures = max(least, min(_widest(cells).figure, share))
    cell_words = max(figures, min(_widest(cells).words, limit))
    head_words = max(cell_words, min(_widest(heads).words, limit))
    cell_lines = max(head_words, min(_widest(cells).line, limit))
    all_lines = max(cell_lines, min(_widest(heads).line, limit))
    letter = min(least, styles.LETTER_ROOM)
    wishes = (letter, least, figures, cell_words, head_words, cell_lines, all_lines)
    return _Wish(text, *(wish + room for wish in wishes))


def _widest(extents: Sequence[Extent]) -> Extent:
    return Extent(*map(max, zip(Extent(0, 0, 0, 0), *extents, strict=True)))


def _pads(columns: Sequence[Column]) -> list[float]:
    """The blank before each column's contents: more for words that follow right-aligned figures."""
    before = [None, *(column.align for column in columns)]
    return [
        CELL_PAD_X + (styles.GUTTER if (last, column.align) == ("right", "left") else 0)
        for last, column in zip(before, columns, strict=False)
    ]


# -- rows ------------------------------------------------------------------------------------------


@cache
def _cell_style(look: RowLook, *, first: bool, align: Align = "left") -> TextStyle:
    """Only the name of a part is indented."""
    style = _STYLES[look]
    return replace(style, align=align, indent=style.indent if first else 0)


def _placed(lines: Sequence[Line], style: TextStyle, x: float, top: float) -> list[Text]:
    baseline = top + first_baseline(style)
    return [
        text._replace(x=text.x + x, y=baseline + at * style.leading)
        for at, line in enumerate(lines)
        for text in line.texts
    ]


def _head_band(columns: Sequence[Column], widths: Sequence[float]) -> Band:
    """The head: all columns' heads stand on its last line."""
    stacks = []
    pads = _pads(columns)
    for column, width, pad in zip(columns, widths, pads, strict=True):
        room = width - pad - CELL_PAD_X
        stacks.append(
            [
                (line, style)
                for text, style in ((column.head, styles.HEAD), (column.note, styles.HEAD_NOTE))
                for line in set_lines(plain(text), replace(style, align=column.align), room)
            ]
        )
    leading = styles.HEAD.leading
    tallest = max(len(stack) for stack in stacks)
    height = tallest * leading + 2 * styles.CELL_PAD_Y
    items: list[Item] = []
    x = 0.0
    for at, (stack, width, pad) in enumerate(zip(stacks, widths, pads, strict=True)):
        top = styles.CELL_PAD_Y + (tallest - len(stack)) * leading
        for nth, (line, style) in enumerate(stack):
            placed = _placed([line], style, x + pad, top + nth * leading)
            items += [text._replace(part=(at,)) for text in placed]
        x += width
    items.append(Rule(0, height - styles.THICK / 2, sum(widths), styles.THICK, styles.Color.MAIN))
    cuts = tuple(styles.CELL_PAD_Y + leading * nth for nth in range(1, tallest))
    return Band(height, tuple(items), HEAD_ROW, keep_next=True, cuts=cuts)


def _row_band(
    columns: Sequence[Column], row: Row, widths: Sequence[float], strip: Callable[..., Band]
) -> Band:
    """A row: its cells begin on the same line."""
    if row.look is RowLook.GROUP:
        columns, row, widths = columns[:1], replace(row, cells=row.cells[:1]), (sum(widths),)
    top = styles.CELL_PAD_Y
    leading = styles.CELL.leading
    items: list[Item] = []
    tallest = 1
    x = 0.0
    for at, (column, cell, width, pad) in enumerate(
        zip(columns, row.cells, widths, _pads(columns), strict=True)
    ):
        style = _cell_style(row.look, first=at == 0, align=column.align)
        lines, marked = _cell_lines(cell, style, width - pad)
        left = x + pad + style.indent + (_MARK_ROOM if marked else 0)
        if marked and cell.mark:
            size = style.size * 0.95
            color = styles.MARK_COLORS[cell.mark]
            items.append(Mark(x + pad, top + (leading - size) / 2, size, cell.mark, color))
        items += [text._replace(part=(at,)) for text in _placed(lines, style, left, top)]
        tallest = max(tallest, len(lines))
        x += width
    height = tallest * leading + 2 * styles.CELL_PAD_Y
    under = _under(row.look, height, x)
    cuts = tuple(top + leading * nth for nth in range(1, tallest))
    return strip(height, (*under, *items), cuts=cuts)


def _cell_lines(cell: Cell, style: TextStyle, width: float) -> tuple[list[Line], bool]:
    """The lines of a cell in the width after its pad, and whether there is room for its mark."""
    marked = cell.mark is not None
    room = width - CELL_PAD_X - style.indent - (_MARK_ROOM if marked else 0)
    line = None if cell.runs else _one_line(cell.text, style)
    if line is not None and line.width <= room:
        return [aligned(line, style, room)], marked
    return set_lines(cell.runs or plain(cell.text), style, room), marked


@remembered_by_typeface(1 << 13)  # when a column gets another width, most cells look as before
def _one_line(text: str, style: TextStyle) -> Line | None:
    """A text in one line, left-aligned; None for no text and for several lines."""
    lines = set_lines(plain(text), _left_aligned(style), inf)
    return lines[0] if len(lines) == 1 else None


@cache
def _left_aligned(style: TextStyle) -> TextStyle:
    return replace(style, align="left")


def _under(look: RowLook, height: float, width: float) -> list[Item]:
    """What lies behind a row: its tint, and the hairline that ends it."""
    tint = _TINTS.get(look)
    ground: list[Item] = [Fill(0, 0, width, height, tint)] if tint else []
    if look is RowLook.TOTAL:
        ground.append(Rule(0, 0, width, styles.THIN, styles.Color.MAIN))
    ground.append(Rule(0, height - styles.THIN / 2, width, styles.THIN, styles.Color.HAIRLINE))
    return ground


@remembered_by_typeface(1024)  # when a figure is changed, all of its table is set again
def _analysis_band(analysis: tuple[TextBlock, ...], width: float) -> Band:
    """The analysis of a row, across the table, as one band that is cut only when it must."""
    left = CELL_PAD_X + styles.ANALYSIS_INDENT
    room = width - left - CELL_PAD_X
    items: list[Item] = []
    cuts: list[float] = []
    y, after = styles.ANALYSIS_PAD_Y, 0.0
    for at, block in enumerate(labelled(analysis)):
        for band in set_text(block, room):
            y += max(after, band.space_before) if cuts else 0
            items += [
                shifted(item._replace(part=(at, band.row, *item.part)), left, y)
                if isinstance(item, Text | Picture)
                else shifted(item, left, y)
                for item in band.items
            ]
            y, after = y + band.height, band.space_after
            cuts.append(y)
    height = y + styles.ANALYSIS_PAD_Y
    ground: list[Item] = [
        Fill(0, 0, width, height, styles.Color.TINT),
        Rule(0, height - styles.THIN / 2, width, styles.THIN, styles.Color.HAIRLINE),
    ]
    return Band(height, (*ground, *items), cuts=tuple(cuts[:-1]))


def labelled(analysis: Sequence[TextBlock]) -> list[TextBlock]:
    """The blocks of an analysis, begun by the word that says what they are."""
    label = Run(f"Analys{NBSP} ", bold=True)
    first, *others = analysis
    if isinstance(first, Paragraph):
        return [replace(first, runs=(label, *first.runs)), *others]
    return [Paragraph((label,), styles.ANALYSIS), first, *others]
