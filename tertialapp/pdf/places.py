"""The ways between paper and report: what stands at a point of a page, and where a spot stands.

Points are given from the page's left upper corner, in points.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.model.places import Spot
from tertialapp.pdf import items, styles
from tertialapp.pdf.blocks import (
    Block,
    Contents,
    Diagram,
    Heading,
    Paragraph,
    Picture,
    PointList,
    Row,
    StatusMap,
    Table,
    Tiles,
)
from tertialapp.pdf.column_widths import table_widths
from tertialapp.pdf.glance import status_lines
from tertialapp.pdf.items import Band, Jump, Text
from tertialapp.pdf.layout import Layout
from tertialapp.pdf.pages import Placed
from tertialapp.pdf.tables import labelled, numbered

_EXACT = 4


class Stretch(Struct, frozen=True):
    """A part of a page (from 0) that shows something: its upper and lower edge."""

    page: int
    top: float
    bottom: float


# -- from paper to report --------------------------------------------------------------------------


def spot_at(layout: Layout, page: int, x: float, y: float) -> Spot | None:
    """What is edited where a point of a page is; between two lines, what the nearest shows."""
    x, y = x - styles.LEFT, y - styles.TOP
    shown = [placed for placed in layout.pages[page] if placed.band.items]
    if not shown:
        return None
    placed = min(shown, key=lambda placed: _outside(y, placed.y, placed.y + placed.band.height))
    return _spot_in(layout.blocks[placed.block], placed.band, x, y - placed.y)


def _outside(y: float, top: float, bottom: float) -> float:
    return max(top - y, y - bottom, 0)


def _spot_in(block: Block, band: Band, x: float, y: float) -> Spot | None:
    match block:
        case Heading() | Paragraph() | Picture() | Diagram() | Tiles():
            return block.source
        case StatusMap():
            return _spot_in_map(block, band, x, y) or block.source
        case PointList():
            return block.points[band.row].source
        case Contents():
            return block.headings[band.row].source
        case Table():
            return _spot_in_table(block, band, x, y)
    return None


def _spot_in_map(block: StatusMap, band: Band, x: float, y: float) -> Spot | None:
    sources = {line.anchor: line.source for line in status_lines(block)}
    return next(
        (
            sources[item.anchor]
            for item in band.items
            if isinstance(item, Jump)
            and 0 <= x - item.x <= item.width
            and 0 <= y - item.y <= item.height
        ),
        None,
    )


def _spot_in_table(table: Table, band: Band, x: float, y: float) -> Spot | None:
    row, is_analysis = _rows(table).get(band.row, (None, False))
    if row is None or row.source is None:
        return table.source
    if is_analysis:
        return _spot_in_analysis(row, band, y) or replace(row.source, field="body")
    edges = accumulate(table_widths(table, styles.BODY_WIDTH))
    at = next((at for at, edge in enumerate(edges) if x < edge), len(table.columns) - 1)
    return replace(row.source, field=table.columns[at].key)


def _spot_in_analysis(row: Row, band: Band, y: float) -> Spot | None:
    shown = [item for item in band.items if isinstance(item, Text | items.Picture)]
    nearest = min(shown, key=lambda item: abs(_middle(item) - y), default=None)
    if nearest is None:
        return None
    block = labelled(row.analysis)[nearest.part[0]]
    return block.points[nearest.part[1]].source if isinstance(block, PointList) else block.source


def _middle(item: Text | items.Picture) -> float:
    return item.y - 0.3 * item.size if isinstance(item, Text) else item.y + item.height / 2


def _rows(table: Table) -> dict[int, tuple[Row, bool]]:
    return {number: (row, is_analysis) for number, row, is_analysis in numbered(table.rows)}


# -- from report to paper --------------------------------------------------------------------------


def stretches_of(layout: Layout, spot: Spot) -> list[Stretch]:
    """Where a spot is shown: as near as the paper comes to it, nowhere if not even its place is shown."""
    wanted = _nearest(layout, spot)
    if wanted is None:
        return []
    at, rows = wanted
    parts = []
    for number, page in enumerate(layout.pages):
        if not page or not page[0].block <= at <= page[-1].block:
            continue
        bands = [p for p in page if p.block == at and not p.repeated and p.band.items]
        bands = [placed for placed in bands if rows is None or placed.band.row in rows]
        if bands:
            parts.append(_around(number, bands))
    return parts


def _around(page: int, bands: list[Placed]) -> Stretch:
    top = styles.TOP + bands[0].y
    return Stretch(page, top, styles.TOP + bands[-1].y + bands[-1].band.height)


def _nearest(layout: Layout, spot: Spot) -> tuple[int, set[int] | None] | None:
    """The block that shows a spot best, and the rows of it that do; None for all of them."""
    best: tuple[int, set[int] | None] | None = None
    most = 0
    for at, block in enumerate(layout.blocks):
        for source, row in _sources(block, spot):
            likeness = _likeness(spot, source)
            # A text's own first line rather than the heading that is printed over it.
            if likeness > most or likeness == most == _EXACT:
                best, most = (at, None if row is None else {row}), likeness
    return best


def _likeness(spot: Spot, source: Spot) -> int:
    if source.place != spot.place:
        return 0
    if source.row != spot.row:
        return 1 if not source.row else 0
    if source.field != spot.field:
        return _EXACT - 2 if source.field else _EXACT - 1
    line, wanted = source.line or 0, spot.line or 0
    return _EXACT + line if line <= wanted else _EXACT - 1


def _sources(block: Block, spot: Spot) -> Iterator[tuple[Spot, int | None]]:
    """What a block shows that may be a spot, and in which of its rows (None: in all of it)."""
    match block:
        case Heading() | Paragraph() | Picture() if block.source:
            yield block.source, None
        case PointList():
            for number, point in enumerate(block.points):
                if point.source:
                    yield point.source, number
        case Table() if block.source and block.source.place == spot.place:
            for number, (row, is_analysis) in _rows(block).items():
                if row.source:
                    yield replace(row.source, field="body" if is_analysis else ""), number
