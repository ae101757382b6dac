"""The word UTKAST across a page, as strokes: seen behind the text, never read or copied with it."""

from __future__ import annotations

from typing import Any

from tertialapp.model.colors import RGB
from tertialapp.pdf import styles
from tertialapp.pdf.styles import Sheet

Point = tuple[float, float]
Stroke = tuple[Point, ...]

_GLYPH_HEIGHT = 10.0
_ADVANCE = 9.5
_LETTERS: dict[str, tuple[Stroke, ...]] = {
    "U": (((0, 10), (0, 3), (1, 1), (3, 0), (4, 0), (6, 1), (7, 3), (7, 10)),),
    "T": (((0, 10), (7, 10)), ((3.5, 10), (3.5, 0))),
    "K": (((0, 10), (0, 0)), ((6.5, 10), (0, 4)), ((2.2, 6), (7, 0))),
    "A": (((0, 0), (3.5, 10), (7, 0)), ((1.2, 3.4), (5.8, 3.4))),
    "S": (
        (
            (6.6, 8), (5.4, 9.6), (3.6, 10), (1.6, 9.6), (0.5, 8.2), (0.7, 6.6), (2, 5.6),
            (5, 4.6), (6.5, 3.4), (6.6, 1.8), (5.4, 0.4), (3.4, 0), (1.4, 0.4), (0.2, 2),
        ),
    ),
}  # fmt: skip
"""Letters as polylines in a box 7 wide and 10 high."""

_WORD = "UTKAST"


def draw_watermark(canvas: Any, sheet: Sheet, color: RGB) -> None:
    """Draws the word rising across the middle of the page."""
    scale = 11.5
    width = (len(_WORD) - 1) * _ADVANCE + 7
    canvas.saveState()
    canvas.translate(sheet.width / 2, sheet.height / 2)
    canvas.rotate(52 if sheet == styles.PORTRAIT else 38)
    canvas.scale(scale, scale)
    canvas.translate(-width / 2, -_GLYPH_HEIGHT / 2)
    canvas.setStrokeColorRGB(*color)
    canvas.setLineWidth(1.5)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for at, letter in enumerate(_WORD):
        for stroke in _LETTERS[letter]:
            path = canvas.beginPath()
            path.moveTo(at * _ADVANCE + stroke[0][0], stroke[0][1])
            for x, y in stroke[1:]:
                path.lineTo(at * _ADVANCE + x, y)
            canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
