"""The breaks of the report's own words, written into texts with MAY_BREAK before these are set.

So a block says itself how its words are broken: it is set anew when that is changed, and no other is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from operator import is_not
from typing import Any, TypeVar

from msgspec.structs import replace

from tertialapp.base.errors import BadInput
from tertialapp.model.frame import OwnWord
from tertialapp.model.markdown import Run
from tertialapp.model.own_words import SIGN, break_places
from tertialapp.model.series import Bar, BarChart, LineChart, Series
from tertialapp.pdf.blocks import (
    Cell,
    Column,
    Contents,
    Diagram,
    Heading,
    Paragraph,
    Point,
    PointList,
    Row,
    StatusColumn,
    StatusEntry,
    StatusLine,
    StatusMap,
    Table,
    Tile,
    Tiles,
)
from tertialapp.pdf.fonts import MAY_BREAK
from tertialapp.pdf.hyphenation import breaks

Marking = Callable[[str], str]
"""Writes breaks into a text."""

_WORD = re.compile(r"[^\W\d_]+")
_TEXTS: dict[type[Any], tuple[str, ...]] = {
    Heading: ("label", "text"),
    Paragraph: ("runs",),
    Run: ("text",),
    PointList: ("points",),
    Point: ("runs",),
    Table: ("caption", "columns", "rows"),
    Column: ("head", "note"),
    Row: ("cells", "analysis"),
    Cell: ("text",),
    Contents: ("headings",),
    Diagram: ("caption", "chart"),
    BarChart: ("bars",),
    Bar: ("label",),
    LineChart: ("series",),
    Series: ("short",),
    Tiles: ("tiles",),
    Tile: ("words",),
    StatusMap: ("columns",),
    StatusColumn: ("head", "entries"),
    StatusEntry: ("line", "below"),
    StatusLine: ("text",),
}
"""What blocks are made of, and their fields with texts that are set."""

_T = TypeVar("_T")


def marking(words: Iterable[OwnWord]) -> Marking | None:
    """Writes the breaks of own words, and of words that begin with them; None where there are none.

    What follows an own word is broken as the program finds. The same words give the same function.
    """
    said = {word.id: places for word in words for places in _places(word)}
    return _marking(tuple(sorted(said.items()))) if said else None


def _places(word: OwnWord) -> Iterator[tuple[int, ...]]:
    try:
        places = break_places(word)
    except BadInput:  # somebody else's file; the window would not have taken it
        return
    if places is not None:
        yield places


@lru_cache(maxsize=4)
def _marking(said: tuple[tuple[str, tuple[int, ...]], ...]) -> Marking:
    places = {word.casefold(): at for word, at in said}
    longest_first = sorted(places, key=len, reverse=True)
    own = "|".join(map(re.escape, longest_first))
    pattern = re.compile(rf"(?<![^\W\d_])({own})[^\W\d_]*", re.IGNORECASE)

    def marked(found: re.Match[str]) -> str:
        own, word = found[1], found[0]
        at = {start.start() for start in _WORD.finditer(word)} | {*places.get(own.casefold(), ())}
        at |= {each.at for each in breaks(word) if each.hyphen and each.at >= len(own)}
        return MAY_BREAK.join(word[one:end] for one, end in pairwise([0, *sorted(at), len(word)]))

    @lru_cache(maxsize=1 << 14)
    def mark(text: str) -> str:
        return pattern.sub(marked, text)

    return mark


def as_broken(text: str, words: Iterable[OwnWord]) -> str:
    """A piece of text without blanks with the sign wherever it may be broken with a hyphen."""
    mark = marking(words)
    marked = mark(text) if mark else text
    ends = [0, *(each.at for each in breaks(marked) if each.hyphen), len(marked)]
    parts = (marked[one:end].replace(MAY_BREAK, "") for one, end in pairwise(ends))
    return SIGN.join(parts)


def with_breaks(value: _T, mark: Marking | None) -> _T:
    """A block, or a tuple of what blocks are made of, with the breaks in its texts."""
    return _marked(value, mark) if mark else value


def _marked(value: Any, mark: Marking) -> Any:
    """The value with breaks; itself where it has none, so that it is still the same to a layout."""
    if isinstance(value, str):
        after = mark(value)
        return value if after == value else after
    if isinstance(value, tuple):
        parts = tuple(_marked(part, mark) for part in value)
        changed = any(map(is_not, parts, value))
        return parts if changed else value
    fields = {name: getattr(value, name) for name in _TEXTS.get(type(value), ())}
    marked = {name: _marked(field, mark) for name, field in fields.items()}
    return replace(value, **marked) if any(map(is_not, fields.values(), marked.values())) else value
