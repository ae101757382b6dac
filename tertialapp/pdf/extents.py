"""The widths that texts ask for, before any is set: what column widths follow from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import inf
from operator import itemgetter
from typing import NamedTuple

from tertialapp.pdf.fonts import ENDLESS, HYPHEN, text_width
from tertialapp.pdf.hyphenation import Break
from tertialapp.pdf.styles import Face, TextStyle
from tertialapp.pdf.typeface import remembered_by_typeface
from tertialapp.pdf.words import breaks_in, settable

_FIGURE = re.compile(r"\W*\d[\d\W]*(?:[^\W\d_]{1,7})?\W*")
"""A figure, with its unit if it has one: "1 234,5 mnkr", "2025-04-30"."""
_LONGEST_FIGURE = 48
_EXACT = 1e-6
_MOST_LINES = 7


class Extent(NamedTuple):
    """The widths that texts ask for: broken only at blanks and hyphens, nowhere; and that of the widest figure."""

    words: float
    line: float
    figure: float


def extent(texts: Iterable[str], style: TextStyle) -> Extent:
    """What texts in one cut ask for (points)."""
    face = style.face_for(bold=False, italic=False)
    lines = _lines_of(texts)
    longest = max((text_width(line, face, style.size) for line in lines), default=0)
    words = _by_width(lines, face)
    figure = next((width for word, width in words if _is_figure(word)), 0.0)
    return Extent(_widest(words, face, own_only=True) * style.size, longest, figure * style.size)


def least_width(texts: Iterable[str], style: TextStyle) -> float:
    """The width that texts in one cut ask for when they are broken wherever they may be."""
    face = style.face_for(bold=False, italic=False)
    return _widest(_by_width(_lines_of(texts), face), face, own_only=False) * style.size


def _lines_of(texts: Iterable[str]) -> set[str]:
    return {line for text in texts for line in settable(text).split("\n")}


def _by_width(lines: Iterable[str], face: Face) -> list[tuple[str, float]]:
    """The words of some lines, the widest first."""
    words = {word: text_width(word, face, 1) for line in lines for word in line.split(" ")}
    return sorted(words.items(), key=itemgetter(1), reverse=True)


@remembered_by_typeface(1 << 12)
def line_widths(text: str, style: TextStyle, least: float = 0) -> tuple[float, ...]:
    """The least widths in which a text stands in one line, in two and so on, broken at blanks and hyphens.

    They are told to a point, down to ``least``, and for so many lines as a cell should have at most.
    """
    face, size = style.face_for(bold=False, italic=False), style.size
    text = settable(text).replace("\n", " ").strip(" ")
    whole = text_width(text, face, size)
    if whole <= least:
        return ()
    parts = _parts(text, face, size)
    widest = max(wide for wide, _ in parts)
    widths = [whole]
    floor = max(widest, least)
    while len(widths) < _MOST_LINES and widths[-1] > floor + _EXACT:
        lines = len(widths) + 1
        low, high = floor, min(widths[-1], widths[0] / lines + widest)
        if _count(parts, low) <= lines:
            high = low
        while high - low > 1:
            middle = (low + high) / 2
            low, high = (low, middle) if _count(parts, middle) <= lines else (middle, high)
        widths.append(high)
    return tuple(widths)


def _parts(text: str, face: Face, size: float) -> list[tuple[float, float]]:
    """The widths of what is not broken, each with that of the blank before it."""
    blank = text_width(" ", face, size)
    parts = []
    for word in text.split(" "):
        start, gap = 0, blank
        # Letters alone are broken with a hyphen or not at all.
        own = () if word.isalpha() else (each.at for each in breaks_in(word) if not each.hyphen)
        for end in (*own, len(word)):
            parts.append((text_width(word[start:end], face, size), gap))
            start, gap = end, 0.0
    return parts


def _count(parts: Iterable[tuple[float, float]], width: float) -> int:
    """How many lines parts take."""
    lines, used, width = 0, inf, width + _EXACT
    for wide, gap in parts:
        used += gap + wide
        if used > width:
            lines, used = lines + 1, wide
    return lines


def _is_figure(word: str) -> bool:
    return len(word) <= _LONGEST_FIGURE and _FIGURE.fullmatch(word) is not None


def _widest(words: Iterable[tuple[str, float]], face: Face, *, own_only: bool) -> float:
    """The widest part of words, widest first: those that are narrower than it need not be broken."""
    widest = 0.0
    for word, width in words:
        if width <= widest:
            break
        if len(word) > ENDLESS:
            return inf
        places = [each for each in breaks_in(word) if not (own_only and each.hyphen)]
        widest = max(widest, _widest_part(word, places, face))
    return widest


def _widest_part(word: str, places: Iterable[Break], face: Face) -> float:
    start, widest = 0, 0.0
    for end, hyphen, _ in (*places, Break(len(word), hyphen=False)):
        part = word[start:end] + (HYPHEN if hyphen else "")
        widest = max(widest, text_width(part, face, 1))
        start = end
    return widest
