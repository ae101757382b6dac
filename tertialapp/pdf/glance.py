"""Setting what shows a period at a glance: key figures beside each other, the goals as a status map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from msgspec.structs import replace

from tertialapp.pdf import styles
from tertialapp.pdf.blocks import (
    Runs,
    StatusColumn,
    StatusEntry,
    StatusLine,
    StatusMap,
    Tile,
    Tiles,
    plain,
)
from tertialapp.pdf.fonts import printable_line, text_width
from tertialapp.pdf.items import BODY, LABEL, Band, Item, Jump, Mark, Part, Rule, shifted
from tertialapp.pdf.styles import Color, TextStyle
from tertialapp.pdf.text_layout import Line, first_baseline, set_balanced
from tertialapp.pdf.typeface import remembered_by_typeface

_MARK = 7.6
_INDENT = 12.0
_AFTER_ENTRY = 3.0
_HIGHEST = 0.6 * styles.BODY_HEIGHT
_HEAD = -1
_BETWEEN_GROUPS = 8.0


class _Slot(NamedTuple):
    """Where lines are written: their left end, the top of the first, and how wide they may be."""

    left: float
    top: float
    width: float


# -- key figures -----------------------------------------------------------------------------------


def placed_tiles(tiles: Tiles) -> Iterator[tuple[int, int, Tile]]:
    """Key figures with the row of tiles and the place in it where each stands."""
    for at, tile in enumerate(tiles.tiles):
        yield at // styles.MOST_TILES, at % styles.MOST_TILES, tile


def set_tiles(tiles: Tiles, width: float) -> list[Band]:
    """The bands of key figures: a row of them is one band."""
    beside = min(len(tiles.tiles), styles.MOST_TILES)
    each = (width - (beside - 1) * styles.TILE_GAP) / max(1, beside)
    rows: dict[int, list[Tile]] = {}
    for row, _, tile in placed_tiles(tiles):
        rows.setdefault(row, []).append(tile)
    return [_tile_band(tiles, row, each) for row, tiles in rows.items()]


def _tile_band(tiles: Sequence[Tile], row: int, width: float) -> Band:
    items: list[Item] = []
    tallest = 0.0
    for at, tile in enumerate(tiles):
        left = at * (width + styles.TILE_GAP)
        items.append(Rule(left, styles.THICK, width, 2 * styles.THICK, Color.MAIN))
        y = 6.0
        for text, style in ((tile.figure, styles.TILE_FIGURE), (tile.words, styles.TILE_WORDS)):
            placed, y = _written(plain(text), style, _Slot(left, y, width), (at,))
            items += placed
        tallest = max(tallest, y)
    return Band(tallest, tuple(items), row, space_before=10, space_after=6)


def _written(runs: Runs, style: TextStyle, slot: _Slot, part: Part) -> tuple[list[Item], float]:
    """The lines of a text below each other, and where they end."""
    items: list[Item] = []
    bottom = slot.top
    for line in _lines(runs, style, slot.width):
        baseline = bottom + first_baseline(style)
        items += [shifted(replace(one, part=part), slot.left, baseline) for one in line.texts]
        bottom += style.leading
    return items, bottom


@remembered_by_typeface(256)  # after an edit one figure or goal is another
def _lines(runs: Runs, style: TextStyle, width: float) -> Sequence[Line]:
    return set_balanced(runs, style, width)


# -- the status map --------------------------------------------------------------------------------


def status_lines(block: StatusMap) -> Iterator[StatusLine]:
    """All goals of a map."""
    for column in block.columns:
        yield column.head
        for entry in column.entries:
            yield from (entry.line, *entry.below)


def place_of(column: int, entry: int = _HEAD, line: int = 0) -> Part:
    """The row of a map, and the part of it, that show a line of an entry, or a column's head."""
    row, across = divmod(column, styles.MAP_COLUMNS)
    return (row + 1, across, entry, line)


def _groups(block: StatusMap) -> list[tuple[StatusColumn, ...]]:
    """The columns that stand beside each other."""
    most = styles.MAP_COLUMNS
    return [block.columns[at : at + most] for at in range(0, len(block.columns), most)]


def set_status_map(block: StatusMap, width: float) -> list[Band]:
    """The bands of a map: the counts, then the columns, so many beside each other."""
    bands = [_count_band(block.counts, width)]
    beside = max(1, min(styles.MAP_COLUMNS, len(block.columns)))
    each = (width - (beside - 1) * styles.MAP_GAP) / beside
    for row, group in enumerate(_groups(block), start=1):
        bands += _group_bands(group, row, each)
    bands[-1] = replace(bands[-1], keep_next=False, space_after=8)
    return bands


def _group_bands(group: Sequence[StatusColumn], row: int, width: float) -> Iterator[Band]:
    """Columns beside each other, one band below their heads; goal by goal if that is much of a page."""
    heads = [[(_HEAD, StatusEntry(column.head))] for column in group]
    head = _columns_band(heads, row, width, styles.MAP_HEAD)
    rules = (
        Rule(at * (width + styles.MAP_GAP), head.height, width, styles.THICK, Color.MAIN)
        for at in range(len(group))
    )
    yield replace(
        head,
        height=head.height + 4,
        items=(*head.items, *rules),
        space_before=_BETWEEN_GROUPS,
        keep_next=any(column.entries for column in group),
    )
    entries = [list(enumerate(column.entries)) for column in group]
    whole = _columns_band(entries, row, width, styles.MAP_LINE)
    if whole.height <= _HIGHEST:
        yield whole
    else:
        for cells in zip_longest(*entries):
            parts = [[cell] if cell else [] for cell in cells]
            yield _columns_band(parts, row, width, styles.MAP_LINE)


def _count_band(counts: Sequence[StatusLine], width: float) -> Band:
    """The counts after each other in one line; each on its own where that is too narrow."""
    style = styles.MAP_LINE
    wide = [
        text_width(printable_line(count.text), style.face, style.size) + _INDENT for count in counts
    ]
    narrow = sum(wide) + (len(wide) - 1) * styles.MAP_GAP > width
    items: list[Item] = []
    x = y = height = 0.0
    for at, (count, own) in enumerate(zip(counts, wide, strict=True)):
        items += _mark(count, x, y, style)
        words, bottom = _written(
            plain(count.text), style, _Slot(x + _INDENT, y, width - x - _INDENT), (at,)
        )
        items += words
        height = max(height, bottom)
        x, y = (0.0, bottom) if narrow else (x + own + styles.MAP_GAP, y)
    return Band(height, tuple(items), space_before=6, keep_next=True)


def _columns_band(
    columns: Sequence[Sequence[tuple[int, StatusEntry]]], row: int, width: float, style: TextStyle
) -> Band:
    """Goals in columns, each with those below it; it is cut between lines if it only has one of each."""
    items: list[Item] = []
    tallest = 0.0
    for across, entries in enumerate(columns):
        left, y = across * (width + styles.MAP_GAP), 0.0
        for entry, goal in entries:
            for nth, line in enumerate((goal.line, *goal.below)):
                indent = _INDENT if nth else 0.0
                slot = _Slot(left + indent, y, width - indent)
                placed, y = _placed(line, style, slot, (across, entry, nth))
                items += placed
            tallest = max(tallest, y)
            y += _AFTER_ENTRY
    cuts = tuple(style.leading * at for at in range(1, int(tallest / style.leading)))
    return Band(tallest, tuple(items), row, cuts=cuts)


def _placed(
    line: StatusLine, style: TextStyle, slot: _Slot, part: Part
) -> tuple[list[Item], float]:
    """A goal: its mark, its words beside it, the area that leads to it; and where it ends."""
    left, top, width = slot
    runs = (*plain(f"{line.number} " if line.number else "", bold=True), *plain(line.text))
    words, bottom = _written(
        runs, style, _Slot(left + _INDENT, top, width - _INDENT), (*part, *BODY)
    )
    marks = [replace(mark, part=(*part, *LABEL)) for mark in _mark(line, left, top, style)]
    area = Jump(left, top, width, bottom - top, line.anchor, line.title, (*part, *BODY))
    return [*marks, *words, *([area] if line.anchor else [])], bottom


def _mark(line: StatusLine, left: float, top: float, style: TextStyle) -> list[Mark]:
    if line.mark is None:
        return []
    down = (style.leading - _MARK) / 2
    return [Mark(left, top + down, _MARK, line.mark, styles.MARK_COLORS[line.mark])]
