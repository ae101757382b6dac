"""Whether a word would still have fitted on a line: the widths of the face that ILS sets text in."""

from __future__ import annotations

import json
from functools import cache
from typing import Literal

from tertialapp.base.paths import resource

BODY_WIDTH = 453.6
"""Points: body text is set 16 cm wide, at 12 points."""

BULLET_WIDTH = 446.4
"""Points left for the words of a bullet."""

TABLE_TEXT_WIDTH = 530.0
"""Points, measured as body text: no line of an analysis inside a table wraps before."""

_SIZE = 12
_UNKNOWN = 500

Face = Literal["roman", "bold"]


@cache
def _widths(face: Face) -> dict[str, int]:
    table = json.loads(resource("ils", "times.json").read_text(encoding="utf-8"))
    column = table["faces"].index(face)
    return {char: widths[column] for char, widths in table["widths"].items()}


def text_width(text: str, face: Face = "roman") -> float:
    """The width of a text at 12 points, in points."""
    widths = _widths(face)
    return sum(widths.get(char, _UNKNOWN) for char in text) * _SIZE / 1000


def would_fit(line: str, following: str, width: float, face: Face = "roman") -> bool:
    """Whether the first unbreakable piece of the following line had room on a line."""
    word = following.split(maxsplit=1)[0] if following.strip() else ""
    piece, hyphen, _ = word.partition("-")
    return text_width(f"{line} {piece}{hyphen}", face) <= width
