"""The typeface: loading, measuring, and text made printable in it.

ReportLab is imported when the first face is loaded, so that start-up does not pay for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from io import BytesIO
from typing import Any

from tertialapp.model.text import clean
from tertialapp.pdf.kerning import kern_units, kerned
from tertialapp.pdf.styles import Face
from tertialapp.pdf.typeface import Typeface, remembered_by_typeface, typeface_now

_MISSING = "\u25a1¤?"
"""What is printed for a character that the typeface does not have: the first of these that it has."""

HYPHEN = "\u00ad"
"""What is printed where a word is broken: seen as a hyphen, read as nothing."""

MAY_BREAK = "\x1f"
"""Where a word may be broken that is broken as its writers say (``own_breaks``): never printed."""

_PLAIN = re.compile("[\n -~\u00a0¡-¬®-ÿ–—‘’“”…−]*")
_WORD = 32
"""Longer texts are lines, whose widths are asked for once, or words that nobody has."""
_INVISIBLE = ("Cf", "Mn", "Me", "Cc")


def font(face: Face) -> Any:
    """ReportLab's font of a face of the typeface that is set in, registered under ``font_name``."""
    return _font(typeface_now(), face)


@cache
def _font(typeface: Typeface, face: Face) -> Any:
    from reportlab.pdfbase import pdfmetrics, ttfonts  # noqa: PLC0415 - not before it is used

    if typeface.first(face) is not face:
        return _font(typeface, typeface.first(face))
    name, file = f"{typeface.name}-{face}", typeface.files[face]
    source = BytesIO(file) if isinstance(file, bytes) else str(file)
    loaded = ttfonts.TTFont(name, source, asciiReadable=True, shapable=False)
    pdfmetrics.registerFont(loaded)
    return loaded


def font_name(face: Face) -> str:
    """The name under which a face of the typeface that is set in is registered."""
    name: str = font(face).fontName
    return name


@cache
def _widths(typeface: Typeface, face: Face) -> dict[int, float]:
    return {**_font(typeface, face).face.charWidths, ord(MAY_BREAK): 0}


@lru_cache(maxsize=1 << 16)
def _units(typeface: Typeface, face: Face, text: str) -> float:
    plain = sum(map(_widths(typeface, face).__getitem__, map(ord, text)))
    return plain + kern_units(typeface, face, text)


def text_width(text: str, face: Face, size: float) -> float:
    """The width of printable text in points."""
    typeface = typeface_now()
    if len(text) <= _WORD:
        return _units(typeface, face, text) * size / 1000
    words = text.split(" ")
    blanks = (len(words) - 1) * _units(typeface, face, " ")
    return (sum(_word_units(typeface, face, word) for word in words) + blanks) * size / 1000


def _word_units(typeface: Typeface, face: Face, word: str) -> float:
    return (_units if len(word) <= _WORD else _units.__wrapped__)(typeface, face, word)


def advances(text: str, face: Face, size: float) -> Iterator[float]:
    """How far it is from each character of printable text to the next, in points."""
    widths = _widths(typeface_now(), face)
    for stretch, moved in kerned(text, face):
        yield from (widths[ord(char)] * size / 1000 for char in stretch[:-1])
        yield from ((widths[ord(char)] + moved) * size / 1000 for char in stretch[-1:])


def has_glyph(char: str) -> bool:
    """Whether all faces of the typeface have a character."""
    return ord(char) in _characters(typeface_now())


@cache
def _characters(typeface: Typeface) -> frozenset[int]:
    return frozenset.intersection(*(_with_glyph(typeface, face) for face in Face)) | {
        ord(MAY_BREAK)
    }


def _with_glyph(typeface: Typeface, face: Face) -> frozenset[int]:
    glyphs = _font(typeface, face).face.charToGlyph
    return frozenset(char for char in _widths(typeface, face) if glyphs.get(char))


@cache
def _has_plain(typeface: Typeface) -> bool:
    plain = (*range(32, 256), *map(ord, "–—‘’“”…−"))
    return all(code in _characters(typeface) for code in plain if _PLAIN.fullmatch(chr(code)))


@cache
def missing_sign(typeface: Typeface) -> str:
    """What a typeface prints for a character that it does not have."""
    return next(sign for sign in _MISSING if ord(sign) in _characters(typeface))


@remembered_by_typeface(1 << 12)
def printable(text: str) -> str:
    """Clean text in characters that the typeface has: no controls, no invisible ones, □ for the rest.

    Soft hyphens are left out: words are hyphenated anew for the width they get.
    """
    if _PLAIN.fullmatch(text) and _has_plain(typeface_now()):
        return text
    return "".join(map(_printable_char, clean(text)))


def printable_line(text: str) -> str:
    """Printable text in one line."""
    return printable(text).replace("\n", " ").strip()


@remembered_by_typeface(None)
def _printable_char(char: str) -> str:
    if char == "\n":
        return char
    if char == HYPHEN or (unicodedata.category(char) in _INVISIBLE and not _combines(char)):
        return " " if char == "\t" else ""
    if char.isspace() and not has_glyph(char):
        return " "
    return char if has_glyph(char) else missing_sign(typeface_now())


def _combines(char: str) -> bool:
    return unicodedata.combining(char) != 0 and has_glyph(char)


def missing_characters(texts: Iterable[str]) -> tuple[str, ...]:
    """The characters of some texts that the typeface does not have, in the order of their codes."""
    used = set(clean("".join(texts)))
    sign = missing_sign(typeface_now())
    return tuple(sorted(char for char in used if _printable_char(char) == sign != char))
