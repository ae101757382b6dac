"""What is painted, and the bands it lies in: the outcome of setting a block for a width.

A band is a strip of the page that is not split unless it is higher than a page. Places in it are
points from its left upper corner, y downwards; a text's y is its baseline. Every painter, on paper
or screen, paints these and nothing else.
"""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.model.frame import Shape
from tertialapp.model.images import Image
from tertialapp.model.word_diff import Share
from tertialapp.pdf.styles import PORTRAIT, Color, Face, Sheet

Paint = Color | str
"""A colour by what it is for, which is the board's, or by its code, where it tells things apart."""

Part = tuple[int, ...]
LABEL: Part = (0,)
BODY: Part = (1,)
"""The parts of a list's point: its bullet or number, and its words."""
CAPTION = 1
"""The row of a caption; the picture or chart itself is row 0."""
DOTS = 3.2
"""From one dot of a dotted line to the next (points)."""


class Text(Struct, frozen=True):
    """A stretch of text in one cut and size; ``link`` is a web address, ``share`` which of two wordings has it.

    ``part`` tells what of its band's row it belongs to, as ``structure`` reads it: a cell's column, a
    point's bullet or its words.
    """

    x: float
    y: float
    width: float
    text: str
    face: Face
    size: float
    color: Paint
    link: str | None = None
    part: Part = ()
    share: Share = Share.BOTH


class PageNumber(Struct, frozen=True):
    """Where the page number of an anchor shall stand, ``x`` being its right end."""

    x: float
    y: float
    anchor: str
    face: Face
    size: float
    color: Paint


class Rule(Struct, frozen=True):
    """A horizontal line; its y is its middle. A dotted one leads the eye."""

    x: float
    y: float
    width: float
    thickness: float
    color: Paint
    dotted: bool = False


class Fill(Struct, frozen=True):
    """A filled rectangle behind what else is in the band."""

    x: float
    y: float
    width: float
    height: float
    color: Paint


class Mark(Struct, frozen=True):
    """A status mark in a square whose upper left corner is x, y.

    With a ``part`` it says something that no words beside it say, and is read aloud.
    """

    x: float
    y: float
    size: float
    shape: Shape
    color: Paint
    part: Part = ()


class Stroke(Struct, frozen=True):
    """A line through points that are given from x, y; ``dashes`` are lengths, in turn, of ink and blank."""

    x: float
    y: float
    points: tuple[tuple[float, float], ...]
    thickness: float
    color: Paint
    dashes: tuple[float, ...] = ()


class Plane(Struct, frozen=True):
    """A filled polygon whose corners are given from x, y."""

    x: float
    y: float
    points: tuple[tuple[float, float], ...]
    color: Paint


class Picture(Struct, frozen=True):
    """A picture in a rectangle; without words (``alt``) it is only to be seen."""

    x: float
    y: float
    width: float
    height: float
    image: Image
    alt: str = ""
    part: Part = ()


class Jump(Struct, frozen=True):
    """An area that leads to an anchor; ``part`` as a text's."""

    x: float
    y: float
    width: float
    height: float
    anchor: str
    title: str
    part: Part = ()


Item = Text | PageNumber | Rule | Fill | Mark | Stroke | Plane | Picture | Jump


class Band(Struct, frozen=True, dict=True):
    """A strip of set material.

    ``keep_next``: no page break after it. ``repeat``: the bands that begin each page on which it does
    not follow them (a table's head). ``cuts``: where it may be split if it is higher than a page.
    ``row``: its place in its block, as ``structure`` counts: a table's row, a list's point;
    ``anchor``: what links and bookmarks lead to. ``is_figure``: it is one picture, words and all.
    ``sheet``: the page that it needs. ``new_page``: it begins a page, if one holds more than ``filled``.
    """

    height: float
    items: tuple[Item, ...] = ()
    row: int = 0
    space_before: float = 0
    space_after: float = 0
    keep_next: bool = False
    repeat: tuple[Band, ...] = ()
    cuts: tuple[float, ...] = ()
    anchor: str | None = None
    new_page: bool = False
    filled: float = 0
    is_figure: bool = False
    sheet: Sheet = PORTRAIT

    @cached_property
    def has_page_number(self) -> bool:
        """Whether the number of a page shall stand in it."""
        return any(isinstance(item, PageNumber) for item in self.items)


_I = TypeVar("_I", bound=Item)


def shifted(item: _I, right: float, down: float) -> _I:
    """The item at another place."""
    return replace(item, x=item.x + right, y=item.y + down)


def first_dot(x: float) -> float:
    """Where on a page the dots of a line from x begin: those of all lines stand below each other."""
    return x + -x % DOTS


def line_of(text: Text) -> Rule | None:
    """The line under a link or a new word, or through one that was taken away."""
    if text.share is Share.OLD:
        return Rule(text.x, text.y - 0.28 * text.size, text.width, 0.6, text.color)
    if text.link or text.share is Share.NEW:
        return Rule(text.x, text.y + 1.6, text.width, 0.4, text.color)
    return None


def corners(mark: Mark) -> tuple[tuple[float, float], ...]:
    """The corners of a mark's shape from its x, y; a circle has none."""
    size = mark.size
    near, far = 0.06 * size, 0.94 * size
    match mark.shape:
        case Shape.CIRCLE:
            return ()
        case Shape.SQUARE:
            return (near, near), (far, near), (far, far), (near, far)
        case Shape.TRIANGLE:
            return (0, 0.95 * size), (size, 0.95 * size), (size / 2, 0.05 * size)


def split(band: Band, at: float) -> tuple[Band, Band]:
    """The parts of a band above and below one of its cuts."""
    upper: list[Item] = []
    lower: list[Item] = []
    for item in band.items:
        if isinstance(item, Fill):
            if item.y < at:
                upper.append(replace(item, height=min(item.height, at - item.y)))
            if item.y + item.height > at:
                top = max(item.y, at)
                bottom = item.y + item.height
                lower.append(replace(item, y=top - at, height=bottom - top))
        elif item.y <= at:
            upper.append(item)
        else:
            lower.append(shifted(item, 0, -at))
    first = replace(band, height=at, items=tuple(upper), cuts=(), keep_next=False, space_after=0)
    second = replace(
        band,
        height=band.height - at,
        items=tuple(lower),
        cuts=tuple(cut - at for cut in band.cuts if cut > at),
        space_before=0,
        anchor=None,
    )
    return first, second
