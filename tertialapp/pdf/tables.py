"""Setting tables: column widths from what the cells hold, rows as bands, heads that repeat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import count, zip_longest
from math import inf

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
from tertialapp.pdf.column_widths import MARK_ROOM, cell_style, pads, table_widths
from tertialapp.pdf.flow import keep_all, set_paragraph, set_text
from tertialapp.pdf.items import Band, Fill, Item, Mark, Part, Picture, Rule, Text, shifted
from tertialapp.pdf.styles import CELL_PAD_X, TextStyle
from tertialapp.pdf.text_layout import (
    Line,
    aligned,
    first_baseline,
    set_lines,
)
from tertialapp.pdf.typeface import remembered_by_typeface

HEAD_ROW = 1
"""Rows are counted for ``structure``: the caption is 0, an analysis a row of its own."""

_TINTS = {RowLook.GROUP: styles.Color.BAND}
_EXACT = 1e-6
_KEPT_WHOLE = 0.3 * styles.BODY_HEIGHT
"""The height up to which a table is not split (points)."""
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
        # No short row stands alone before or after a page break, and none without its parts.
        keep = after is not None and (
            row.look is RowLook.GROUP
            or after.look in (RowLook.TOTAL, RowLook.VARAV)
            or (at == 1 and not row.analysis)
            or (at == len(table.rows) - 1 and not after.analysis)
        )
        stays = keep or bool(row.analysis)
        strip = partial(Band, row=next(number), repeat=repeat, keep_next=stays)
        bands.append(_row_band(table.columns, row, widths, strip))
        if row.analysis:
            analysis = _analysis_band(row.analysis, round(sum(widths), 6))
            bands.append(replace(analysis, row=next(number), repeat=repeat, keep_next=keep))
    if sum(band.height for band in bands) <= _KEPT_WHOLE:
        bands = keep_all(bands)
    bands[-1] = replace(bands[-1], space_after=styles.TABLE_AFTER, keep_next=False)
    if sheet == styles.PORTRAIT:
        return bands
    return [replace(band, sheet=sheet) for band in bands]


# -- rows ------------------------------------------------------------------------------------------


def _placed(
    lines: Sequence[Line], style: TextStyle, x: float, top: float, part: Part
) -> list[Text]:
    baseline = top + first_baseline(style)
    return [
        replace(text, x=text.x + x, y=baseline + at * style.leading, part=part)
        for at, line in enumerate(lines)
        for text in line.texts
    ]


@remembered_by_typeface(256)  # most tables are of a few kinds, whose widths are the same
def _head_band(columns: tuple[Column, ...], widths: tuple[float, ...]) -> Band:
    """The head: all columns' heads stand on its last line."""
    stacks = []
    before = pads(columns)
    for column, width, pad in zip(columns, widths, before, strict=True):
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
    for at, (stack, width, pad) in enumerate(zip(stacks, widths, before, strict=True)):
        top = styles.CELL_PAD_Y + (tallest - len(stack)) * leading
        for nth, (line, style) in enumerate(stack):
            items += _placed([line], style, x + pad, top + nth * leading, (at,))
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
        zip(columns, row.cells, widths, pads(columns), strict=True)
    ):
        style = cell_style(row.look, first=at == 0, align=column.align)
        lines, marked = _cell_lines(cell, style, width - pad)
        left = x + pad + style.indent + (MARK_ROOM if marked else 0)
        if marked and cell.mark:
            size = style.size * 0.95
            color = styles.MARK_COLORS[cell.mark]
            items.append(Mark(x + pad, top + (leading - size) / 2, size, cell.mark, color))
        items += _placed(lines, style, left, top, (at,))
        tallest = max(tallest, len(lines))
        x += width
    height = tallest * leading + 2 * styles.CELL_PAD_Y
    under = _under(row.look, height, x)
    cuts = tuple(top + leading * nth for nth in range(1, tallest))
    return strip(height, (*under, *items), cuts=cuts)


def _cell_lines(cell: Cell, style: TextStyle, width: float) -> tuple[list[Line], bool]:
    """The lines of a cell in the width after its pad, and whether there is room for its mark."""
    marked = cell.mark is not None
    room = width - CELL_PAD_X - style.indent - (MARK_ROOM if marked else 0)
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
                shifted(replace(item, part=(at, band.row, *item.part)), left, y)
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
