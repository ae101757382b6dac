"""Bands onto pages: what keeps together, heads that repeat, what is too high cut; page numbers.

After an edit only what can have moved is placed again. What a page holds follows from the groups from
its first one on, if it begins with a whole group and nothing before it (``Start``). So filling goes on
from the last such page before what changed, and ends where one after it begins as it did before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.pdf.fonts import text_width
from tertialapp.pdf.items import Band, PageNumber, Text, split
from tertialapp.pdf.remembered import remembered
from tertialapp.pdf.steps import Steps, outcome
from tertialapp.pdf.styles import PORTRAIT, Sheet

_EXACT = 1e-6
_WORTHWHILE = 48.0
"""Less than this of something that must be cut anyway is not begun at the foot of a page."""


class Placed(Struct, frozen=True):
    """A band on a page: its y from the top of the body, its block's place in the report.

    ``repeated``: it says again what stood before (a table's head), and is not read aloud again.
    ``sheet`` is the page's size: all that must not be parted from a wide table stands beside it.
    """

    band: Band
    y: float
    block: int
    repeated: bool = False
    sheet: Sheet = PORTRAIT


class Page(tuple[Placed, ...]):  # noqa: SLOT001 - keeps what is found out of it
    """What is placed on a page."""

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """The anchors that stand on it."""
        return tuple(placed.band.anchor for placed in self if placed.band.anchor)

    @cached_property
    def wanted(self) -> tuple[str, ...]:
        """The anchors whose page numbers shall stand on it."""
        bands = (placed.band for placed in self if placed.band.has_page_number)
        items = (item for band in bands for item in band.items)
        return tuple(item.anchor for item in items if isinstance(item, PageNumber))


def sheet_of(page: Page) -> Sheet:
    """The size of a page."""
    return page[-1].sheet if page else PORTRAIT


class _Owned(Struct, frozen=True):
    band: Band
    block: int
    nth: int = 0


class Start(Struct, frozen=True):
    """A group that a page begins with: the page, and the block and its band that the group begins with."""

    page: int
    block: int
    band: int


class Filled(Struct, frozen=True):
    """Pages, and those of them that begin with a whole group."""

    pages: tuple[Page, ...] = ()
    starts: tuple[Start, ...] = ()


class Kept(Struct, frozen=True):
    """What an earlier set of blocks filled, and how many at its beginning and its end are the same now."""

    filled: Filled
    blocks: int
    first: int
    last: int


def fill(blocks: Sequence[Sequence[Band]], height: float, kept: Kept | None = None) -> Filled:
    """The pages of some set blocks; ``height`` is the body's height on upright pages, in points.

    With ``kept`` the outcome is the same, sooner: pages on which nothing moved are the earlier ones.
    """
    return outcome(filling(blocks, height, kept))


def filling(
    blocks: Sequence[Sequence[Band]], height: float, kept: Kept | None = None
) -> Steps[Filled]:
    """As ``fill``, a page at a time."""
    old = kept.filled if kept else Filled()
    first = _start_before(old.starts, kept.first) if kept else Start(0, 0, 0)
    filled = _Filling(height, old.pages[: first.page])
    shift = len(blocks) - kept.blocks if kept else 0
    following = len(blocks) - kept.last if kept else len(blocks)
    again = {(start.block + shift, start.band): start for start in old.starts}
    starts = [start for start in old.starts if start.page < first.page]
    for group in _groups(blocks, first):
        start = filled.place(group)
        if start is None:
            continue
        same = again.get((start.block, start.band)) if start.block >= following else None
        if same is not None:
            pages = filled.pages_before(start) + _moved(old.pages[same.page :], shift)
            turned = start.page - same.page
            later = (one for one in old.starts if one.page >= same.page)
            starts += (Start(s.page + turned, s.block + shift, s.band) for s in later)
            return Filled(pages, tuple(starts))
        starts.append(start)
        yield len(blocks), len(blocks)
    return Filled(filled.done(), tuple(starts))


def _start_before(starts: Sequence[Start], block: int) -> Start:
    """The last start whose group was closed before a block."""
    before = [start for start in starts if start.block < block]
    # The last of them may hold the block itself.
    return before[-2] if len(before) > 1 else Start(0, 0, 0)


def _moved(pages: tuple[Page, ...], shift: int) -> tuple[Page, ...]:
    """Pages whose blocks have other places in the report."""
    if not shift:
        return pages
    return tuple(
        Page(replace(placed, block=placed.block + shift) for placed in page) for page in pages
    )


def _groups(blocks: Sequence[Sequence[Band]], start: Start) -> Iterator[list[_Owned]]:
    """The bands from one on, in groups that should stand on one page."""
    group: list[_Owned] = []
    for at in range(start.block, len(blocks)):
        for nth, band in enumerate(blocks[at]):
            if at == start.block and nth < start.band:
                continue
            if band.new_page and group:
                yield group
                group = []
            group.append(_Owned(band, at, nth))
            if not band.keep_next:
                yield group
                group = []
    if group:
        yield group


class _Filling:
    """The page being filled, and those that are full."""

    def __init__(self, height: float, pages: Iterable[Page] = ()) -> None:
        self._upright = height
        self._sheet = PORTRAIT
        self._pages = list(pages)
        self._page: list[Placed] = []
        self._start: Start | None = None
        self._opens = False
        self._y = 0.0
        self._after = 0.0
        self._begun = False

    @property
    def _height(self) -> float:
        return self._upright if self._sheet == PORTRAIT else self._sheet.body_height

    def done(self) -> tuple[Page, ...]:
        """All pages."""
        return (*self._pages, Page(self._page)) if self._begun else tuple(self._pages)

    def pages_before(self, start: Start) -> tuple[Page, ...]:
        """The pages before a start."""
        return tuple(self._pages[: start.page])

    def place(self, group: Sequence[_Owned]) -> Start | None:
        """A group on the page if it fits, else on the next, else in parts; gives the page it begins."""
        self._start, self._opens = None, True
        sheet = next((each.band.sheet for each in group if each.band.sheet != PORTRAIT), PORTRAIT)
        if self._begun and sheet != self._sheet:
            self._turn()
        self._sheet = sheet
        if self._pages and not self._page:
            self._repeat(group[0])
        first = group[0].band
        if first.new_page and self._begun and self._y > first.filled:
            self._turn()
        needed = self._gap(first) + _height(group)
        if self._y + needed <= self._height + _EXACT:
            for owned in group:
                self._put(owned)
        elif self._begun and _height(group) + _repeats(first) <= self._height + _EXACT:
            self._turn(group[0])
            for owned in group:
                self._put(owned)
        else:
            self._place_in_parts(group)
        return self._start

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
        band = owned.band
        while not self._fits(band):
            fresh = self._height - _repeats(band)
            room = self._height - self._y - self._gap(band)
            cut = max((cut for cut in band.cuts if cut <= room), default=None)
            if self._begun and (band.height <= fresh or cut is None or cut < _WORTHWHILE):
                self._turn(replace(owned, band=band))
            elif cut is not None:
                upper, band = split(band, cut)
                self._put(replace(owned, band=upper))
                self._turn(replace(owned, band=band))
            else:
                break
        self._put(replace(owned, band=band))

    def _fits(self, band: Band) -> bool:
        return self._y + self._gap(band) + band.height <= self._height + _EXACT

    def _gap(self, band: Band) -> float:
        """The space above a band here; none at the top of a page."""
        return max(band.space_before, self._after) if self._begun else 0.0

    def _put(self, owned: _Owned) -> None:
        if self._opens and (not self._page or self._page[-1].repeated):
            self._start = Start(len(self._pages), owned.block, owned.nth)
        self._opens = False
        self._y += self._gap(owned.band)
        self._page.append(Placed(owned.band, self._y, owned.block, sheet=self._sheet))
        self._y += owned.band.height
        self._after = owned.band.space_after
        self._begun = self._begun or owned.band.height > 0

    def _turn(self, following: _Owned | None = None) -> None:
        """A new page, begun by the head of the table that goes on there."""
        self._pages.append(Page(self._page))
        self._page, self._y, self._after, self._begun = [], 0.0, 0.0, False
        if following:
            self._repeat(following)

    def _repeat(self, following: _Owned) -> None:
        for head in following.band.repeat:
            self._page.append(
                Placed(head, self._y, following.block, repeated=True, sheet=self._sheet)
            )
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
    return {anchor: number for number, page in enumerate(pages, start=1) for anchor in page.anchors}


def with_page_numbers(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages with the page numbers of the contents put in."""
    numbers = pages_of_anchors(pages)
    return tuple(
        _numbered(str(at), page, tuple(map(numbers.__getitem__, page.wanted)))
        if page.wanted
        else page
        for at, page in enumerate(pages)
    )


@remembered
def _numbered(page: Page, numbers: Iterable[int]) -> Page:
    """A page with the numbers that stand on it, in their order."""
    left = iter(numbers)
    return Page(
        replace(placed, band=_with_numbers(placed.band, left))
        if placed.band.has_page_number
        else placed
        for placed in page
    )


def _with_numbers(band: Band, numbers: Iterator[int]) -> Band:
    items = tuple(
        _number_text(item, next(numbers)) if isinstance(item, PageNumber) else item
        for item in band.items
    )
    return replace(band, items=items)


def _number_text(item: PageNumber, number: int) -> Text:
    width = text_width(str(number), item.face, item.size)
    return Text(item.x - width, item.y, width, f"{number} ", item.face, item.size, item.color)
