"""The typeface: loading, measuring, and text made printable in it.

ReportLab is imported when the first face is loaded, so that start-up does not pay for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from tertialapp.base.paths import resource
from tertialapp.model.text import clean
from tertialapp.pdf.styles import Face

MISSING = "\u25a1"
"""What is printed for a character that the typeface does not have."""

HYPHEN = "\u00ad"
"""What is printed where a word is broken: seen as a hyphen, read as nothing."""

MAY_BREAK = "\x1f"
"""Where a word may be broken that is broken as its writers say (``own_breaks``): never printed."""

_PLAIN = re.compile("[\n -~\u00a0¡-¬®-ÿ–—‘’“”…−]*")
_WORD = 32
"""Longer texts are lines: their widths are asked for once."""
_INVISIBLE = ("Cf", "Mn", "Me", "Cc")


@cache
def font(face: Face) -> Any:
    """ReportLab's font of a face, registered under ``font_name``."""
    from reportlab.pdfbase import pdfmetrics, ttfonts  # noqa: PLC0415 - not before it is used

    path = resource("fonts", f"SourceSans3-{face}.ttf")
    loaded = ttfonts.TTFont(font_name(face), str(path), asciiReadable=True, shapable=False)
    pdfmetrics.registerFont(loaded)
    return loaded


def font_name(face: Face) -> str:
    """The name under which a face is registered."""
    return f"SourceSans3-{face}"


@cache
def _widths(face: Face) -> dict[int, float]:
    return {**font(face).face.charWidths, ord(MAY_BREAK): 0}


@lru_cache(maxsize=1 << 16)
def _units(face: Face, text: str) -> float:
    return sum(map(_widths(face).__getitem__, map(ord, text)))


def text_width(text: str, face: Face, size: float) -> float:
    """The width of printable text in points."""
    units = _units if len(text) <= _WORD else _units.__wrapped__
    return units(face, text) * size / 1000


def has_glyph(char: str) -> bool:
    """Whether the typeface has a character; all faces have the same."""
    return ord(char) in _widths(Face.REGULAR)


@lru_cache(maxsize=1 << 12)
def printable(text: str) -> str:
    """Clean text in characters that the typeface has: no controls, no invisible ones, □ for the rest.

    Soft hyphens are left out: words are hyphenated anew for the width they get.
    """
    if _PLAIN.fullmatch(text):
        return text
    return "".join(map(_printable_char, clean(text)))


def printable_line(text: str) -> str:
    """Printable text in one line."""
    return printable(text).replace("\n", " ").strip()


@cache
def _printable_char(char: str) -> str:
    if char == "\n":
        return char
    if char == HYPHEN or (unicodedata.category(char) in _INVISIBLE and not _combines(char)):
        return " " if char == "\t" else ""
    if char.isspace() and not has_glyph(char):
        return " "
    return char if has_glyph(char) else MISSING


def _combines(char: str) -> bool:
    return unicodedata.combining(char) != 0 and has_glyph(char)


def missing_characters(texts: Iterable[str]) -> tuple[str, ...]:
    """The characters of some texts that are printed as □, in the order of their codes."""
    used = set(clean("".join(texts)))
    return tuple(sorted(char for char in used if _printable_char(char) == MISSING != char))
