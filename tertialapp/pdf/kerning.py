"""Kerning: how much nearer some letters stand to each other, as the typeface's own tables have it.

HarfBuzz reads the tables (GPOS or kern), once for each pair of letters that there is; for the letters
that most reports are written with, and the typefaces that the program brings, it was asked beforehand
(``resources/kerning``). Figures are not kerned, so that they stand below each other, nor is anything at
a blank, so that a line is as wide as its words and blanks.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from operator import add
from pathlib import Path
from string import ascii_letters
from typing import Any

import msgspec

from tertialapp.base.paths import resource
from tertialapp.model.frame import TypefaceName
from tertialapp.pdf.styles import Face
from tertialapp.pdf.typeface import TYPEFACES, Typeface

_SIGNS = frozenset(".,:;!?()/-–—‘’“”…")
_SIMPLE = 0x530
"""From here on are scripts whose letters change by their neighbours; below are Latin, Greek and Cyrillic."""
_KERN_ALONE = {"kern": True, "liga": False, "clig": False, "calt": False}
"""What is painted is a character's own glyph; only its place is another."""
_KNOWN = frozenset(ascii_letters) | frozenset("ÅÄÖÉÜåäöéü") | _SIGNS
"""The characters that nearly all Swedish is written with, whose pairs were asked for beforehand."""

Kerning = dict[str, dict[str, int]]
"""For each face the pairs of known characters that are kerned, in thousandths of their size."""


class Pairs(dict[str, int]):
    """The kerning of pairs of characters of a face, in thousandths of their size."""

    def __init__(self, file: bytes | Path, known: Mapping[str, int] | None) -> None:
        super().__init__(known or {})
        self._file = file
        self._known = _KNOWN if known is not None else frozenset[str]()

    def __missing__(self, pair: str) -> int:
        is_asked = not self._known.issuperset(pair) and _is_kerned(pair)
        self[pair] = units = self._asked(pair) if is_asked else 0
        return units

    def _asked(self, pair: str) -> int:
        shaper, cut = self._shaper
        buffer = shaper.Buffer()
        buffer.add_str(pair)
        buffer.guess_segment_properties()
        shaper.shape(cut, buffer, _KERN_ALONE)
        own = (cut.get_glyph_h_advance(info.codepoint) for info in buffer.glyph_infos)
        units: int = sum(glyph.x_advance for glyph in buffer.glyph_positions) - sum(own)
        return units

    @cached_property
    def _shaper(self) -> tuple[Any, Any]:
        """HarfBuzz, and its font: most reports need neither."""
        import uharfbuzz  # noqa: PLC0415 - see above

        content = self._file if isinstance(self._file, bytes) else self._file.read_bytes()
        cut = uharfbuzz.Font(uharfbuzz.Face(content))
        cut.scale = (1000, 1000)
        return uharfbuzz, cut


@cache
def pairs(typeface: Typeface, face: Face) -> Pairs:
    """The kerning of a typeface's face."""
    face = typeface.first(face)
    return Pairs(typeface.files[face], _kerning(typeface.name).get(face))


def kerned(pairs: Pairs, text: str) -> list[tuple[str, int]]:
    """The stretches of a text that are set as they are, and by how much what follows each is moved right."""
    stretches = []
    start = 0
    for at, units in enumerate(map(pairs.__getitem__, map(add, text, text[1:])), start=1):
        if units:
            stretches.append((text[start:at], units))
            start = at
    stretches.append((text[start:], 0))
    return stretches


def _is_kerned(pair: str) -> bool:
    letters = [char.isalpha() for char in pair]
    return (
        any(letters)
        and all(map(max, letters, (char in _SIGNS for char in pair)))
        and all(ord(char) < _SIMPLE or char in _SIGNS for char in pair)
    )


# -- what was asked beforehand ----------------------------------------------------------------------


@cache
def _kerning(name: str) -> Kerning:
    file = resource("kerning", f"{name}.json")
    return msgspec.json.decode(file.read_bytes(), type=Kerning) if file.is_file() else {}


def asked(name: TypefaceName) -> Kerning:
    """What HarfBuzz says of a typeface that the program brings: the content of its file."""
    files = TYPEFACES[name].files
    chars = sorted(_KNOWN)
    told = {face: Pairs(files[face], None) for face in Face}
    both = [before + after for before in chars for after in chars]
    return {face: {pair: told[face][pair] for pair in both if told[face][pair]} for face in Face}
