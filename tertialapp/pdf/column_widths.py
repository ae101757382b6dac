"""The widths of a table's columns, from what its cells hold: nothing typed by hand."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import repeat
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.pdf import styles
from tertialapp.pdf.blocks import Column, Row, RowLook, Table
from tertialapp.pdf.extents import Extent, extent, least_width, line_widths
from tertialapp.pdf.styles import CELL_PAD_X, Align, TextStyle
from tertialapp.pdf.typeface import remembered_by_typeface

MARK_ROOM = 12.0
"""Room for a status mark before the words of a cell (points)."""
_EXACT = 1e-6
_MOST_ROWS = 100
"""So many rows tell what suits a table."""
_STEPS = (4.0, 12.0, 36.0)
"""What a column is widened by at once (points)."""
_Row = tuple[tuple[float, ...], ...]
_STYLES = {
    RowLook.NORMAL: styles.CELL,
    RowLook.GROUP: styles.CELL_TOTAL,
    RowLook.VARAV: styles.CELL_PART,
    RowLook.TOTAL: styles.CELL_TOTAL,
}


class _Wish(Struct, frozen=True):
    """What a column would like (points): whole words in its cells and in its head too, unbroken lines so."""

    cell_words: float
    head_words: float
    cell_lines: float
    all_lines: float


class _Need(NamedTuple):
    """What a column can do with: room for a letter, for what its words may be broken to, for whole figures."""

    letter: float
    least: float
    figures: float


def table_widths(table: Table, width: float) -> tuple[float, ...]:
    """Widths that fill ``width``, or a lying page where only that has room for whole figures.

    Words that may be broken, in cells or heads, are no reason to turn the page.
    """
    if table.widths:
        return table.widths
    held = _held(table.columns, table.rows)
    wishes = [_wish(column, width) for column in held]
    if not _fit(wishes, held, width):
        wide = styles.LANDSCAPE.body_width
        lying = [_wish(column, wide) for column in held]
        if _fit(lying, held, wide):
            return _filling(lying, held, wide)
    return _filling(wishes, held, width)


def common_widths(
    columns: Sequence[Column], rows: Sequence[Row], width: float
) -> tuple[float, ...]:
    """Widths that tables with these rows share; none where figures would be broken: each has its own."""
    held = _held(columns, rows)
    wishes = [_wish(column, width) for column in held]
    return _filling(wishes, held, width) if _fit(wishes, held, width) else ()


def _fit(wishes: Iterable[_Wish], held: Iterable[_Held], width: float) -> bool:
    """Whether there is room for whole figures."""
    return _whole(wishes, width) or (
        sum(_need(column, width).figures for column in held) <= width + _EXACT
    )


def _whole(wishes: Iterable[_Wish], width: float) -> bool:
    """Whether there is room for whole words in the cells; only else is looked for where they may be broken."""
    return sum(wish.cell_words for wish in wishes) <= width + _EXACT


def _filling(wishes: Sequence[_Wish], held: Sequence[_Held], width: float) -> tuple[float, ...]:
    """Widths that fill ``width``: whole words, then as few lines as there is room for, then even air."""
    widths = [wish.cell_words for wish in wishes]
    if not _whole(wishes, width):
        letters, *needs = zip(*(_need(column, width) for column in held), strict=True)
        widths = list(letters)
        for needed in (*needs, [wish.cell_words for wish in wishes]):
            widths = _grown(widths, needed, width)
    for wished in (
        [min(wishes[0].cell_lines, styles.NAME_SHARE * width)] + [0.0] * (len(wishes) - 1),
        [wish.head_words for wish in wishes],
    ):
        widths = _grown(widths, wished, width)
    widths = list(_of_fewest_lines(tuple(widths), _crowded(wishes, held, widths), width))
    for whole in ([wish.cell_lines for wish in wishes], [wish.all_lines for wish in wishes]):
        grown = list(map(max, widths, whole))
        widths = grown if sum(grown) <= width else widths
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

    @property
    def heads(self) -> tuple[tuple[str, TextStyle], ...]:
        """Its head and the note below, and how they are set."""
        return (self.column.head, styles.HEAD), (self.column.note, styles.HEAD_NOTE)

    @property
    def cells(self) -> Iterator[tuple[tuple[str, ...], TextStyle]]:
        """Its cells' texts that are set alike, and how."""
        for look, texts in self.texts:
            yield texts, cell_style(look, first=self.is_first)

    @property
    def room(self) -> float:
        """What is no text in its cells."""
        return self.pad + CELL_PAD_X + (MARK_ROOM if self.is_marked else 0)


def _held(columns: Sequence[Column], rows: Sequence[Row]) -> list[_Held]:
    """What is in each column; rows that go across all are in none."""
    by_look: dict[RowLook, list[Row]] = {}
    for row in rows:
        if row.look is not RowLook.GROUP:
            by_look.setdefault(row.look, []).append(row)
    return [
        _Held(
            column,
            pad,
            tuple((look, tuple(row.cells[at].text for row in of)) for look, of in by_look.items()),
            at == 0,
            any(row.cells[at].mark for row in rows),
        )
        for at, (column, pad) in enumerate(zip(columns, pads(columns), strict=True))
    ]


@remembered_by_typeface(128)  # after most edits one column of a table is another
def _wish(held: _Held, width: float) -> _Wish:
    share = styles.FIGURE_SHARE * width
    limit = width if held.column.align == "left" else share
    head = _widest(extent([text], style) for text, style in held.heads)
    cells = _widest(
        Extent(*(wide + style.indent for wide in extent(each, style))) for each, style in held.cells
    )
    head_least = max(least_width([text], style) for text, style in held.heads)
    cell_words = max(min(head_least, share), min(cells.figure, share), min(cells.words, limit))
    head_words = max(cell_words, min(head.words, limit))
    cell_lines = max(head_words, min(cells.line, limit))
    all_lines = max(cell_lines, min(head.line, limit))
    return _Wish(*(wish + held.room for wish in (cell_words, head_words, cell_lines, all_lines)))


@remembered_by_typeface(128)
def _need(held: _Held, width: float) -> _Need:
    share = styles.FIGURE_SHARE * width
    heads = (least_width([text], style) for text, style in held.heads)
    cells = (least_width(each, style) + style.indent for each, style in held.cells)
    figure = max(
        (extent(each, style).figure + style.indent for each, style in held.cells), default=0
    )
    least = min(max((*heads, *cells)), share)
    figures = max(least, min(figure, share))
    return _Need(*(need + held.room for need in (min(least, styles.LETTER_ROOM), least, figures)))


def _widest(extents: Iterable[Extent]) -> Extent:
    return Extent(*map(max, zip(Extent(0, 0, 0), *extents, strict=True)))


# -- as few lines as there is room for ---------------------------------------------------------------


def _crowded(
    wishes: Sequence[_Wish], held: Sequence[_Held], widths: Sequence[float]
) -> tuple[_Row, ...]:
    """The rows, head and all, of which a cell has several lines: the widths that each cell asks for."""
    asked = [
        _asked(column, round(width, 3), only_head=wish.cell_lines <= width + _EXACT)
        if wish.all_lines > width + _EXACT
        else ()
        for wish, column, width in zip(wishes, held, widths, strict=True)
    ]
    count = max(map(len, asked))
    rows = zip(*(each or repeat((), count) for each in asked), strict=True)
    return tuple(
        row
        for row in rows
        if any(
            asked and asked[0] > width + _EXACT for asked, width in zip(row, widths, strict=True)
        )
    )


@remembered_by_typeface(128)
def _asked(held: _Held, width: float, *, only_head: bool) -> tuple[tuple[float, ...], ...]:
    """The widths that a column's head and cells ask for, in one line, two and so on, down to a width.

    Of many rows some tell for all.
    """
    texts = [(text, style) for each, style in held.cells for text in each]
    telling = _telling(len(texts))
    some = [("", styles.CELL)] * len(telling) if only_head else [texts[at] for at in telling]
    return tuple(
        tuple(
            wide + style.indent + held.room
            for wide in line_widths(text, style, width - held.room - style.indent)
        )
        if text
        else ()
        for text, style in [(held.column.head, styles.HEAD), *some]
    )


@cache
def _telling(rows: int) -> Sequence[int]:
    """Which of so many rows are looked at: by lot, since what repeats itself would fool every other one."""
    if rows <= _MOST_ROWS:
        return range(rows)
    return sorted(random.Random(rows).sample(range(rows), _MOST_ROWS))  # noqa: S311 - no secret


@lru_cache(maxsize=32)  # most edits change no row that has several lines
def _of_fewest_lines(
    widths: tuple[float, ...], rows: tuple[_Row, ...], limit: float
) -> tuple[float, ...]:
    """Widths within a limit: what saves the most lines for its room is given first."""
    given = list(widths)
    asked = [[row[at] for row in rows] for at in range(len(given))]
    stops = [sorted({wide for each in column for wide in each}) for column in asked]
    lines = {
        at: [_lines(each, given[at]) for each in asked[at]]
        for at, wanted in enumerate(stops)
        if wanted
    }
    while True:
        spare = limit - sum(given)
        best = max(
            (
                (saved / (width - given[at]), at, width)
                for at, own in lines.items()
                for rest in [_tallest([each for other, each in lines.items() if other != at], own)]
                for width in _wider(stops[at], given[at], spare)
                for saved in [_saved(asked[at], width, own, rest)]
                if saved
            ),
            default=None,
        )
        if best is None:
            return tuple(given)
        _, at, width = best
        given[at] = width
        lines[at] = [_lines(each, width) for each in asked[at]]


def _wider(stops: Sequence[float], width: float, spare: float) -> set[float]:
    """Widths to try: the last of those at which a line is saved that a step leads to."""
    reached = (width + step for step in (*_STEPS, spare) if step <= spare)
    tried = {stops[at - 1] for each in reached if (at := bisect_right(stops, each + _EXACT))}
    return {each for each in tried if each > width + _EXACT}


def _lines(asked: Sequence[float], width: float) -> int:
    """How many lines a cell has in a width."""
    lines = 1
    for wide in asked:
        if wide <= width + _EXACT:
            break
        lines += 1
    return lines


def _tallest(others: Sequence[Sequence[int]], own: Sequence[int]) -> Sequence[int]:
    """The most lines of each row in all columns but one."""
    return list(map(max, *others)) if len(others) > 1 else [*others, [1] * len(own)][0]


def _saved(
    asked: Sequence[Sequence[float]], width: float, own: Sequence[int], rest: Sequence[int]
) -> int:
    """How many lines fewer there are with a column of another width."""
    return sum(
        has - max(_lines(each, width), other)
        for each, has, other in zip(asked, own, rest, strict=True)
        if has > other
    )


def pads(columns: Sequence[Column]) -> list[float]:
    """The blank before each column's contents: more before words that follow another column."""
    before = [None, *(column.align for column in columns)]
    return [
        CELL_PAD_X + styles.GUTTERS.get((last, column.align), 0)
        for last, column in zip(before, columns, strict=False)
    ]


@cache
def cell_style(look: RowLook, *, first: bool, align: Align = "left") -> TextStyle:
    """Only the name of a part is indented."""
    style = _STYLES[look]
    return replace(style, align=align, indent=style.indent if first else 0)
