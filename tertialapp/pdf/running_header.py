"""The line at the top of a page: whose report it is, and the page's number."""

from __future__ import annotations

from tertialapp.pdf import styles
from tertialapp.pdf.fonts import printable_line, text_width
from tertialapp.pdf.items import Text


def running_header(
    left: str, number: int, pages: int, width: float, *, cover: bool = True
) -> list[Text]:
    """The texts of a line of a width, their baselines at 0; a cover, which is page 1, has none."""
    return [] if cover and number == 1 else _header(left, f"{number} ({pages})", width)


def _header(left: str, right: str, width: float) -> list[Text]:
    style = styles.HEADER
    right_width = text_width(right, style.face, style.size)
    left = _shortened(printable_line(left), width - right_width - 24)
    return [
        Text(x, 0, room, f"{words} ", style.face, style.size, style.color)
        for x, room, words in (
            (0, width - right_width, left),
            (width - right_width, right_width, right),
        )
    ]


def _shortened(text: str, room: float) -> str:
    """The text, ended by an ellipsis where it is wider than its room."""
    style = styles.HEADER
    if text_width(text, style.face, style.size) <= room:
        return text
    kept = text[:400]
    while kept and text_width(f"{kept}…", style.face, style.size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
