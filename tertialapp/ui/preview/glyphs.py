"""Text of the pages as glyphs of the very files that the PDF embeds, where the layout has put them.

Not by Qt's text drawing: that hints, kerns in its own way and hides soft hyphens, as a PDF does not.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate

from PySide6.QtCore import QByteArray, QPointF
from PySide6.QtGui import QFont, QGlyphRun, QRawFont

from tertialapp.pdf.fonts import advances
from tertialapp.pdf.styles import Face
from tertialapp.pdf.typeface import Typeface, remembered_by_typeface, typeface_now


@remembered_by_typeface(1 << 13)
def glyphs(text: str, face: Face, size: float) -> QGlyphRun:
    """A printable text with its baseline's beginning at 0, one unit being a point."""
    font = _font(typeface_now(), face, size)
    run = QGlyphRun()
    run.setRawFont(font)
    run.setGlyphIndexes(font.glyphIndexesForString(text))
    places = list(accumulate(advances(text, face, size), initial=0.0))[: len(text)]
    run.setPositions([QPointF(x, 0) for x in places])
    return run


@cache
def _font(typeface: Typeface, face: Face, size: float) -> QRawFont:
    file = typeface.files[face]
    content = QByteArray(file if isinstance(file, bytes) else file.read_bytes())
    return QRawFont(content, size, QFont.HintingPreference.PreferNoHinting)
