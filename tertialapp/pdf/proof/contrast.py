"""The contrast of all that is printed with what it stands on, as WCAG 2.1 reckons it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from tertialapp.model.colors import RGB, WHITE, code_of, contrast
from tertialapp.pdf import styles
from tertialapp.pdf.items import Fill, Item, Mark, Paint, Plane, Text
from tertialapp.pdf.layout import Layout
from tertialapp.pdf.running_header import running_header
from tertialapp.pdf.theme import Theme

_PAPER = code_of(WHITE)
_TEXT, _LARGE, _MARK = 4.5, 3.0, 3.0
_LARGE_SIZE = 18.0


class Pair(Struct, frozen=True):
    """A colour on its ground, and the least contrast that its use asks for (1.4.3 and 1.4.11)."""

    what: str
    color: RGB
    ground: RGB
    least: float

    @property
    def ratio(self) -> float:
        """The contrast, from 1 to 21."""
        return contrast(self.color, self.ground)

    @property
    def held(self) -> bool:
        """Whether it is enough."""
        return self.ratio >= self.least


def pairs(layout: Layout) -> tuple[Pair, ...]:
    """Every pair of colours on the pages, the weakest first."""
    bands = {id(placed.band): placed.band for page in layout.pages for placed in page}
    shown = [band.items for band in bands.values()]
    header = running_header(layout.header, len(layout.pages), len(layout.pages), styles.BODY_WIDTH)
    found = {pair for items in (*shown, header) for pair in _in(items, layout.theme)}
    return tuple(sorted(found, key=lambda pair: (pair.ratio, pair.what)))


def _in(items: Iterable[Item], theme: Theme) -> Iterator[Pair]:
    """The pairs of a band, whose grounds are painted before what stands on them."""
    grounds: list[Fill | Plane] = []
    for item in items:
        match item:
            case Fill() | Plane():
                grounds.append(item)
            case Text():
                middle = (item.x + item.width / 2, item.y - 0.3 * item.size)
                is_large = item.size >= _LARGE_SIZE
                what, least = ("Stor text", _LARGE) if is_large else ("Text", _TEXT)
                yield Pair(what, theme.rgb(item.color), theme.rgb(_ground(grounds, *middle)), least)
            case Mark():
                middle = (item.x + item.size / 2, item.y + item.size / 2)
                yield Pair(
                    "Märke", theme.rgb(item.color), theme.rgb(_ground(grounds, *middle)), _MARK
                )


def _ground(grounds: Iterable[Fill | Plane], x: float, y: float) -> Paint:
    under = [ground.color for ground in grounds if _covers(ground, x, y)]
    return under[-1] if under else _PAPER


def _covers(ground: Fill | Plane, x: float, y: float) -> bool:
    """Whether a point lies in the rectangle around an area."""
    corners = (
        ground.points if isinstance(ground, Plane) else ((0, 0), (ground.width, ground.height))
    )
    return all(
        min(along) <= at <= max(along)
        for along, at in zip(zip(*corners, strict=True), (x - ground.x, y - ground.y), strict=True)
    )
