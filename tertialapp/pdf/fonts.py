"""The typeface: loading, measuring, and text made printable in it.

ReportLab is imported when the first face is loaded, so that start-up does not pay for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from math import inf
from operator import add
from typing import Any

from tertialapp.base.stand_in import stand_in_for
from tertialapp.model.text import clean
from tertialapp.pdf.kerning import pairs
from tertialapp.pdf.styles import Face
from tertialapp.pdf.typeface import Typeface, remembered_by_typeface, typeface_now

_MISSING = "\u25a1¤?"
"""What is printed for a character that the typeface does not have: the first of these that it has."""

HYPHEN = "\u00ad"
"""What is printed where a word is broken: seen as a hyphen, read as nothing."""

MAY_BREAK = "\x1f"
"""Where a word may be broken that is broken as its writers say (``own_breaks``): never printed."""

for _name in ("PIL.Image", "uharfbuzz"):
    stand_in_for(_name)  # ReportLab imports both for what we make ourselves: 17 ms

_PLAIN = re.compile("[\n -~\u00a0¡-¬®-ÿ–—‘’“”…−]*")
_with_gaps: set[Typeface] = set()
"""The typefaces in which characters have had to be replaced by the sign for what they do not have."""
_WORD = 32
"""Longer texts are lines, whose widths are asked for once, or words that nobody has."""
ENDLESS = 2000
"""Lines are not filled with longer words whole: measuring them would take too long, again and again."""
_MOST = 1 << 14
"""More words than any report has in one face: what is left of others goes with them all."""
_INVISIBLE = ("Cf", "Mn", "Me", "Cc")


def font(face: Face) -> Any:
    """ReportLab's font of a face of the typeface that is set in, registered under ``font_name``."""
    return _font(typeface_now(), face)


@cache
def _font(typeface: Typeface, face: Face) -> Any:
    from tertialapp.pdf.faces import registered  # noqa: PLC0415 - ReportLab, not before it is used

    if typeface.first(face) is not face:
        return _font(typeface, typeface.first(face))
    return registered(f"{typeface.name}-{face}", typeface.files[face])


def font_name(face: Face) -> str:
    """The name under which a face of the typeface that is set in is registered."""
    name: str = font(face).fontName
    return name


class _Widths(dict[str, float]):
    """The widths of a face's characters, in thousandths of their size."""

    def __init__(self, typeface: Typeface, face: Face) -> None:
        super().__init__({"": 0})
        self._known = _font(typeface, face).face.charWidths

    def __missing__(self, char: str) -> float:
        width: float = self._known[ord(char)]
        self[char] = width
        return width


@cache
def _widths(typeface: Typeface, face: Face) -> _Widths:
    return _Widths(typeface, face)


class _Steps(dict[str, float]):
    """How far it is from the first to the second character of a pair, in thousandths of their size."""

    def __init__(self, typeface: Typeface, face: Face) -> None:
        super().__init__()
        self._widths = _widths(typeface, face)
        self._pairs = pairs(typeface, face)

    def __missing__(self, pair: str) -> float:
        self[pair] = step = self._widths[pair[0]] + self._pairs[pair]
        return step


@cache
def _steps(typeface: Typeface, face: Face) -> _Steps:
    return _Steps(typeface, face)


class _Units(dict[str, float]):
    """The widths of words in a face, kerned, in thousandths of their size; each measured once."""

    def __init__(self, typeface: Typeface, face: Face) -> None:
        super().__init__()
        self._widths = _widths(typeface, face)
        self._steps = _steps(typeface, face)

    def __missing__(self, text: str) -> float:
        if len(text) > _WORD:
            return inf if len(text) > ENDLESS else self._measured(text)
        if len(self) >= _MOST:
            self.clear()
        self[text] = units = self._measured(text)
        return units

    def _measured(self, text: str) -> float:
        text = text.replace(MAY_BREAK, "")
        return sum(map(self._steps.__getitem__, map(add, text, text[1:])), self._widths[text[-1:]])

    def of_line(self, line: str) -> float:
        """The width of a line: nothing is kerned at a blank."""
        words = line.split(" ")
        widths = (self[word] if len(word) <= ENDLESS else self._measured(word) for word in words)
        return sum(widths) + (len(words) - 1) * self[" "]


@cache
def _units(typeface: Typeface, face: Face) -> _Units:
    return _Units(typeface, face)


def word_units(face: Face) -> Mapping[str, float]:
    """The widths of printable words in thousandths of their size, endless for those that nobody has."""
    return _units(typeface_now(), face)


def text_width(text: str, face: Face, size: float) -> float:
    """The width of printable text in points."""
    units = _units(typeface_now(), face)
    return (units[text] if len(text) <= _WORD else units.of_line(text)) * size / 1000


def advances(text: str, face: Face, size: float) -> list[float]:
    """How far it is from each character of printable text to the next, in points."""
    typeface = typeface_now()
    steps = map(_steps(typeface, face).__getitem__, map(add, text, text[1:]))
    return [step * size / 1000 for step in (*steps, _widths(typeface, face)[text[-1:]])]


def has_glyph(char: str) -> bool:
    """Whether all faces of the typeface have a character."""
    return _has(typeface_now(), char)


def _has(typeface: Typeface, char: str) -> bool:
    faces = (_font(typeface, face).face for face in Face)
    code = ord(char)
    return all(face.charToGlyph.get(code) and code in face.charWidths for face in faces)


@cache
def _has_plain(typeface: Typeface) -> bool:
    plain = (*map(chr, range(32, 256)), *"–—‘’“”…−")
    return all(_has(typeface, char) for char in plain if _PLAIN.fullmatch(char))


@cache
def missing_sign(typeface: Typeface) -> str:
    """What a typeface prints for a character that it does not have."""
    return next(sign for sign in _MISSING if _has(typeface, sign))


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
    if has_glyph(char):
        return char
    if char.isspace():
        return " "
    _with_gaps.add(typeface_now())
    return missing_sign(typeface_now())


def _combines(char: str) -> bool:
    return unicodedata.combining(char) != 0 and has_glyph(char)


def missing_characters(texts: Iterable[str]) -> tuple[str, ...]:
    """The characters of some texts that the typeface does not have, in the order of their codes."""
    used = set(clean("".join(texts)))
    sign = missing_sign(typeface_now())
    return tuple(sorted(char for char in used if _printable_char(char) == sign != char))


def is_all_printed() -> bool:
    """Whether the typeface has had all characters that it was ever asked for: no text need be looked through."""
    return typeface_now() not in _with_gaps
