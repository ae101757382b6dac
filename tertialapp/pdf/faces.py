"""Typeface files as ReportLab embeds them, their tables read whole.

ReportLab reads a figure at a time, which takes 3 ms a file of Source Sans; this takes one, at every start. It also
keeps the rest as the file has it: ReportLab embeds another width for glyphs that have none of their own.
"""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTEncoding, TTFont, TTFontFace

from tertialapp.model.truetype import glyphs_by_character


class _Face(TTFontFace):  # type: ignore[misc] # ReportLab tells no types
    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803 - ReportLab's names
        super().extractInfo(charInfo=0)
        if charInfo:
            self._read_glyphs()

    def _read_glyphs(self) -> None:
        glyphs, scale = self.numGlyphs, self._pdfScale
        (metrics,) = struct.unpack_from(">H", self.get_table("hhea"), 34)
        told = struct.unpack_from(f">{metrics + glyphs}H", self.get_table("hmtx"))
        widths, bearings = (
            told[: 2 * metrics : 2],
            (*told[1 : 2 * metrics : 2], *told[2 * metrics :]),
        )
        widths += widths[-1:] * (glyphs - metrics)
        self.hmetrics = [*zip(widths, bearings, strict=True)]
        self.defaultWidth = scale(widths[0])
        self.charToGlyph = glyphs_by_character(self.get_table("cmap"))
        self.charWidths = {char: scale(widths[at]) for char, at in self.charToGlyph.items()}
        (long,) = struct.unpack_from(">H", self.get_table("head"), 50)
        places = struct.unpack_from(f">{glyphs + 1}{'L' if long else 'H'}", self.get_table("loca"))
        self.glyphPos = [*places] if long else [2 * place for place in places]


class _Font(TTFont):  # type: ignore[misc] # ReportLab tells no types
    def __init__(self, name: str, source: str | BytesIO) -> None:
        # As ReportLab's own does, which makes a face of its own kind.
        self.fontName = name
        self.face = _Face(source)
        self.encoding = TTEncoding()
        self.state: WeakKeyDictionary[object, object] = WeakKeyDictionary()
        self._asciiReadable = True
        self.shapable = False


def registered(name: str, file: Path | bytes) -> TTFont:
    """ReportLab's font of a file, registered under a name."""
    font = _Font(name, BytesIO(file) if isinstance(file, bytes) else str(file))
    pdfmetrics.registerFont(font)
    return font
