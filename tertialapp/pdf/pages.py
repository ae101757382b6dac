"""Bands onto pages: what keeps together, heads that repeat, what is too high cut; page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from tertialapp.pdf.fonts import text_width
from tertialapp.pdf.items import Band, PageNumber, Text, split

_EXACT = 1e-6
_WORTHWHILE = 48.0
"""Less than this of something that must be cut anyway is not begun at the foot of a page."""


class Placed(NamedTuple):
    """A band on a page: its y from the top of the body, its block's place in the report.

    ``repeated``: it says again what stood before (a table's head), and is not read aloud again.
    """

    band: Band
    y: float
    block: int
    repeated: bool = False


Page = tuple[Placed, ...]


class _Owned(NamedTuple):
    band: Band
    block: int


def paginate(blocks: Iterable[Sequence[Band]], height: float) -> list[Page]:
    """The pages of some set blocks; ``height`` is the body's height in points."""
    filling = _Filling(height)
    for group in _groups(blocks):
        filling.place(group)
    return filling.done()


def _groups(blocks: Iterable[Sequence[Band]]) -> Iterator[list[_Owned]]:
    """The bands in groups that should stand on one page."""
    group: list[_Owned] = []
    for at, bands in enumerate(blocks):
        for band in bands:
            if band.new_page and group:
                yield group
                group = []
            group.append(_Owned(band, at))
            if not band.keep_next:
                yield group
                group = []
    if group:
        yield group


class _Filling:
    """The page being filled, and those that are full."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._pages: list[Page] = []
        self._page: list[Placed] = []
        self._y = 0.0
        self._after = 0.0
        self._begun = False

    def done(self) -> list[Page]:
        """All pages."""
        return [*self._pages, tuple(self._page)] if self._begun else self._pages

    def place(self, group: Sequence[_Owned]) -> None:
        """A group on the page if it fits, else on the next, else in parts."""
        if group[0].band.new_page and self._begun:
            self._turn()
        needed = self._gap(group[0].band) + _height(group)
        if self._y + needed <= self._height + _EXACT:
            for owned in group:
                self._put(owned)
        elif self._begun and _height(group) + _repeats(group[0].band) <= self._height + _EXACT:
            self._turn(group[0])
            for owned in group:
                self._put(owned)
        else:
            self._place_in_parts(group)

    def _place_in_parts(self, group: Sequence[_Owned]) -> None:
        """A group that is higher than a page: its first bands must have company where they stand."""
        company = 0.0
        for owned in group:
            company += self._gap(owned.band) + min(owned.band.height, _WORTHWHILE)
            if owned.band.cuts or company > self._height / 2:
                break
        if self._begun and self._y + company > self._height:
            self._turn(group[0])
        for owned in group:
            self._put_or_cut(owned)

    def _put_or_cut(self, owned: _Owned) -> None:
        band, block = owned
        while not self._fits(band):
            fresh = self._height - _repeats(band)
            room = self._height - self._y - self._gap(band)
            cut = max((cut for cut in band.cuts if cut <= room), default=None)
            if self._begun and (band.height <= fresh or cut is None or cut < _WORTHWHILE):
                self._turn(_Owned(band, block))
            elif cut is not None:
                upper, band = split(band, cut)
                self._put(_Owned(upper, block))
                self._turn(_Owned(band, block))
            else:
                break
        self._put(_Owned(band, block))

    def _fits(self, band: Band) -> bool:
        return self._y + self._gap(band) + band.height <= self._height + _EXACT

    def _gap(self, band: Band) -> float:
        """The space above a band here; none at the top of a page."""
        return max(band.space_before, self._after) if self._begun else 0.0

    def _put(self, owned: _Owned) -> None:
        self._y += self._gap(owned.band)
        self._page.append(Placed(owned.band, self._y, owned.block))
        self._y += owned.band.height
        self._after = owned.band.space_after
        self._begun = self._begun or owned.band.height > 0

    def _turn(self, following: _Owned | None = None) -> None:
        """A new page, begun by the head of the table that goes on there."""
        self._pages.append(tuple(self._page))
        self._page, self._y, self._after, self._begun = [], 0.0, 0.0, False
        if following:
            for head in following.band.repeat:
                self._page.append(Placed(head, self._y, following.block, repeated=True))
                self._y += head.height


def _height(group: Sequence[_Owned]) -> float:
    """The height of a group with the spaces inside it."""
    gaps = sum(max(one.band.space_after, other.band.space_before) for one, other in pairwise(group))
    return gaps + sum(owned.band.height for owned in group)


def _repeats(band: Band) -> float:
    return sum(head.height for head in band.repeat)


# -- page numbers ----------------------------------------------------------------------------------


def pages_of_anchors(pages: Iterable[Page]) -> dict[str, int]:
    """The number of the page on which each anchor stands, from 1."""
    return {
        placed.band.anchor: number
        for number, page in enumerate(pages, start=1)
        for placed in page
        if placed.band.anchor
    }


def with_page_numbers(pages: Iterable[Page]) -> list[Page]:
    """The pages with the page numbers of the contents put in."""
    pages = list(pages)
    numbers = pages_of_anchors(pages)
    return [
        tuple(placed._replace(band=_numbered(placed.band, numbers)) for placed in page)
        for page in pages
    ]


def _numbered(band: Band, numbers: Mapping[str, int]) -> Band:
    if not any(isinstance(item, PageNumber) for item in band.items):
        return band
    items = tuple(
        _number_text(item, numbers[item.anchor]) if isinstance(item, PageNumber) else item
        for item in band.items
    )
    return replace(band, items=items)


def _number_text(item: PageNumber, number: int) -> Text:
    width = text_width(str(number), item.face, item.size)
    return Text(item.x - width, item.y, width, f"{number} ", item.face, item.size, item.color)
