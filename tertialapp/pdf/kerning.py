"""Kerning: how much nearer some letters stand to each other, as the typeface's own tables have it.

HarfBuzz reads the tables (GPOS or kern), once for each pair of letters that there is. Figures are not
kerned, so that they stand below each other, nor is anything at a blank, so that a line is as wide as its
words and blanks. HarfBuzz is imported when the first pair is asked for: start-up does not pay for it.
"""

from __future__ import annotations

from functools import cache
from operator import add
from pathlib import Path

from tertialapp.pdf.styles import Face
from tertialapp.pdf.typeface import Typeface, remembered_by_typeface, typeface_now

_SIGNS = frozenset(".,:;!?()/-–—‘’“”…")
_SIMPLE = 0x530
"""From here on are scripts whose letters change by their neighbours; below are Latin, Greek and Cyrillic."""
_KERN_ALONE = {"kern": True, "liga": False, "clig": False, "calt": False}
"""What is painted is a character's own glyph; only its place is another."""


def kern_units(typeface: Typeface, face: Face, text: str) -> int:
    """By how much kerning changes the width of a text, in thousandths of its size."""
    pairs = _pairs(typeface, typeface.first(face))
    return sum(map(pairs.__getitem__, map(add, text, text[1:])))


@remembered_by_typeface(1 << 14)
def kerned(text: str, face: Face) -> tuple[tuple[str, int], ...]:
    """The stretches of a text that are set as they are, and by how much what follows each is moved right."""
    typeface = typeface_now()
    pairs = _pairs(typeface, typeface.first(face))
    stretches = []
    start = 0
    for at, units in enumerate(map(pairs.__getitem__, map(add, text, text[1:])), start=1):
        if units:
            stretches.append((text[start:at], units))
            start = at
    return (*stretches, (text[start:], 0))


@cache
def _pairs(typeface: Typeface, face: Face) -> _Pairs:
    return _Pairs(typeface.files[face])


class _Pairs(dict[str, int]):
    """The kerning of pairs of characters, in thousandths of their size."""

    def __init__(self, file: bytes | Path) -> None:
        import uharfbuzz  # noqa: PLC0415 - see above

        super().__init__()
        self._shaper = uharfbuzz
        content = file if isinstance(file, bytes) else file.read_bytes()
        self._font = uharfbuzz.Font(uharfbuzz.Face(content))
        self._font.scale = (1000, 1000)

    def __missing__(self, pair: str) -> int:
        self[pair] = units = self._asked(pair) if _is_kerned(pair) else 0
        return units

    def _asked(self, pair: str) -> int:
        buffer = self._shaper.Buffer()
        buffer.add_str(pair)
        buffer.guess_segment_properties()
        self._shaper.shape(self._font, buffer, _KERN_ALONE)
        own = (self._font.get_glyph_h_advance(info.codepoint) for info in buffer.glyph_infos)
        units: int = sum(glyph.x_advance for glyph in buffer.glyph_positions) - sum(own)
        return units


def _is_kerned(pair: str) -> bool:
    letters = [char.isalpha() for char in pair]
    return (
        any(letters)
        and all(map(max, letters, (char in _SIGNS for char in pair)))
        and all(ord(char) < _SIMPLE or char in _SIGNS for char in pair)
    )
