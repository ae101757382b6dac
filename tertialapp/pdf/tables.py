"""Setting tables: column widths from what the cells hold, rows as bands, heads that repeat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from tertialapp.model.markdown import Run
from tertialapp.model.numbers import NBSP
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import (
    Cell,
    Column,
    Paragraph,
    Row,
    RowLook,
    Runs,
    Table,
    TextBlock,
    plain,
)
from tertialapp.pdf.flow import keep_all, set_paragraph, set_text
from tertialapp.pdf.items import Band, CellRole, Fill, Item, Mark, Rule, Text, shifted
from tertialapp.pdf.styles import CELL_PAD_X, TextStyle
from tertialapp.pdf.text_layout import (
    Line,
    first_baseline,
    narrowest,
    set_lines,
    word_width,
    words_of,
)

_MARK_ROOM = 12.0
_STYLES = {
    RowLook.NORMAL: styles.CELL,
    RowLook.GROUP: styles.CELL_TOTAL,
    RowLook.VARAV: styles.CELL_PART,
    RowLook.TOTAL: styles.CELL_TOTAL,
}
_TINTS = {RowLook.GROUP: styles.BAND}
_HIGHEST_HEAD = 0.35 * styles.BODY_HEIGHT


def set_table(table: Table, width: float) -> list[Band]:
    """The bands of a table: caption, head, rows."""
    widths = table.widths or column_widths(table.columns, table.rows, width)
    head = _head_band(table.columns, widths)
    caption = keep_all(
        set_paragraph(Paragraph(plain(table.caption), styles.CAPTION), width, "Caption")
    )
    if not caption:
        head = replace(head, space_before=styles.TABLE_BEFORE)
    repeat = (replace(head, space_before=0),) if head.height <= _HIGHEST_HEAD else ()
    bands = [*caption, head]
    for at, (row, after) in enumerate(zip_longest(table.rows, table.rows[1:]), start=1):
        keep = row.look is RowLook.GROUP or (after is not None and after.look is RowLook.TOTAL)
        band = _row_band(table.columns, row, widths)
        bands.append(replace(band, row=at, repeat=repeat, keep_next=keep or bool(row.analysis)))
        if row.analysis:
            analysis = _analysis_band(row, sum(widths))
            bands.append(replace(analysis, row=at, repeat=repeat, keep_next=keep))
    bands[-1] = replace(bands[-1], space_after=styles.TABLE_AFTER)
    return bands


# -- column widths ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Wish:
    """What a column would like (points): not to break words at all costs, at best, to break no line."""

    least: float
    whole_words: float
    one_line: float


def column_widths(
    columns: Sequence[Column], rows: Iterable[Row], width: float
) -> tuple[float, ...]:
    """Widths that fill ``width``: whole words where there is room, the rest to text before figures."""
    rows = tuple(rows)
    limit = styles.COLUMN_LIMIT * width
    wishes = [_wish(column, at, rows, limit) for at, column in enumerate(columns)]
    least = [wish.least for wish in wishes]
    if sum(least) > width:
        return tuple(width * share / sum(least) for share in least)
    widths = _grown(least, [wish.whole_words for wish in wishes], width)
    at_best = [
        wish.one_line if column.align == "left" else has
        for column, wish, has in zip(columns, wishes, widths, strict=True)
    ]
    widths = _grown(widths, at_best, width)
    widths = _grown(widths, [wish.one_line for wish in wishes], width)
    spare = width - sum(widths)
    return tuple(has + spare / len(widths) for has in widths)


def _grown(widths: Sequence[float], wished: Sequence[float], limit: float) -> list[float]:
    """Widths brought as near to the wished ones as the limit allows."""
    wanting = [max(0.0, wish - has) for has, wish in zip(widths, wished, strict=True)]
    room = limit - sum(widths)
    share = min(1.0, room / sum(wanting)) if sum(wanting) > 0 else 0.0
    return [has + want * share for has, want in zip(widths, wanting, strict=True)]


def _wish(column: Column, at: int, rows: Sequence[Row], limit: float) -> _Wish:
    least = whole = one_line = 0.0
    for runs, style in _contents_of(column, at, rows):
        size = style.size
        for words in words_of(runs, style):
            wholes = [word_width(word, size) for word in words]
            blanks = (len(words) - 1) * 0.2 * size
            least = max(least, *(narrowest(word, size) + style.indent for word in words))
            whole = max(whole, *(wide + style.indent for wide in wholes))
            one_line = max(one_line, sum(wholes) + blanks + style.indent)
    room = 2 * CELL_PAD_X + (_MARK_ROOM if _has_marks(at, rows) else 0)
    if column.align == "right":
        one_line = min(one_line, limit)
    least = min(least, limit)
    whole = min(max(whole, least), limit * 1.5)
    one_line = max(min(one_line, 4 * limit), whole)
    return _Wish(least + room, whole + room, one_line + room)


def _contents_of(column: Column, at: int, rows: Iterable[Row]) -> Iterable[tuple[Runs, TextStyle]]:
    yield plain(column.head), styles.HEAD
    yield plain(column.note), styles.HEAD_NOTE
    for row in rows:
        if row.look is not RowLook.GROUP:
            yield plain(row.cells[at].text), _cell_style(row.look, at)


def _has_marks(at: int, rows: Iterable[Row]) -> bool:
    return any(row.cells[at].mark for row in rows)


# -- rows ------------------------------------------------------------------------------------------


def _cell_style(look: RowLook, column: int) -> TextStyle:
    """Only the name of a part is indented."""
    style = _STYLES[look]
    return style if column == 0 else replace(style, indent=0)


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
    for column, width in zip(columns, widths, strict=True):
        room = width - 2 * CELL_PAD_X
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
    for at, (stack, width) in enumerate(zip(stacks, widths, strict=True)):
        top = styles.CELL_PAD_Y + (tallest - len(stack)) * leading
        for nth, (line, style) in enumerate(stack):
            placed = _placed([line], style, x + CELL_PAD_X, top + nth * leading)
            items += [text._replace(role="TH", column=at) for text in placed]
        x += width
    items.append(Rule(0, height - styles.THICK / 2, sum(widths), styles.THICK, styles.NAVY))
    cuts = tuple(styles.CELL_PAD_Y + leading * nth for nth in range(1, tallest))
    return Band(height, tuple(items), "TR", keep_next=True, cuts=cuts)


def _row_band(columns: Sequence[Column], row: Row, widths: Sequence[float]) -> Band:
    """A row: its cells begin on the same line."""
    if row.look is RowLook.GROUP:
        columns, row, widths = columns[:1], replace(row, cells=row.cells[:1]), (sum(widths),)
    top = styles.CELL_PAD_Y
    leading = styles.CELL.leading
    items: list[Item] = []
    tallest = 1
    x = 0.0
    for at, (column, cell, width) in enumerate(zip(columns, row.cells, widths, strict=True)):
        style = replace(_cell_style(row.look, at), align=column.align)
        lines, marked = _cell_lines(cell, style, width)
        left = x + CELL_PAD_X + style.indent + (_MARK_ROOM if marked else 0)
        if marked and cell.mark:
            size = style.size * 0.95
            color = styles.MARK_COLORS[cell.mark]
            items.append(Mark(x + CELL_PAD_X, top + (leading - size) / 2, size, cell.mark, color))
        role: CellRole = "TH" if at == 0 else "TD"
        items += [text._replace(role=role, column=at) for text in _placed(lines, style, left, top)]
        tallest = max(tallest, len(lines))
        x += width
    height = tallest * leading + 2 * styles.CELL_PAD_Y
    under = _under(row.look, height, x)
    cuts = tuple(top + leading * nth for nth in range(1, tallest))
    return Band(height, (*under, *items), "TR", cuts=cuts)


def _cell_lines(cell: Cell, style: TextStyle, width: float) -> tuple[list[Line], bool]:
    """The lines of a cell, and whether there is room for its mark."""
    marked = cell.mark is not None
    room = width - 2 * CELL_PAD_X - style.indent - (_MARK_ROOM if marked else 0)
    return set_lines(plain(cell.text), style, room), marked


def _under(look: RowLook, height: float, width: float) -> list[Item]:
    """What lies behind a row: its tint, and the hairline that ends it."""
    tint = _TINTS.get(look)
    ground: list[Item] = [Fill(0, 0, width, height, tint)] if tint else []
    if look is RowLook.TOTAL:
        ground.append(Rule(0, 0, width, styles.THIN, styles.NAVY))
    ground.append(Rule(0, height - styles.THIN / 2, width, styles.THIN, styles.HAIRLINE))
    return ground


def _analysis_band(row: Row, width: float) -> Band:
    """The analysis of a row, across the table, as one band that is cut only when it must."""
    left = CELL_PAD_X + styles.ANALYSIS_INDENT
    room = width - left - CELL_PAD_X
    items: list[Item] = []
    cuts: list[float] = []
    y = styles.ANALYSIS_PAD_Y
    for block in _with_label(row.analysis):
        for band in set_text(block, room):
            y += band.space_before if cuts else 0
            items += [
                shifted(item._replace(role="TD"), left, y)
                if isinstance(item, Text)
                else shifted(item, left, y)
                for item in band.items
            ]
            y += band.height
            cuts.append(y)
    height = y + styles.ANALYSIS_PAD_Y
    ground: list[Item] = [
        Fill(0, 0, width, height, styles.TINT),
        Rule(0, height - styles.THIN / 2, width, styles.THIN, styles.HAIRLINE),
    ]
    return Band(height, (*ground, *items), "TR", cuts=tuple(cuts[:-1]))


def _with_label(analysis: Sequence[TextBlock]) -> list[TextBlock]:
    """The blocks of an analysis, begun by the word that says what they are."""
    label = Run(f"Analys{NBSP} ", bold=True)
    first, *others = analysis
    if isinstance(first, Paragraph):
        return [replace(first, runs=(label, *first.runs)), *others]
    return [Paragraph((label,), styles.ANALYSIS), first, *others]
