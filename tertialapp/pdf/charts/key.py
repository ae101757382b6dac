"""The key to lines whose names don't stand beside them: a piece of each line, and its name."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tertialapp.pdf.charts.canvas import Canvas
from tertialapp.pdf.charts.geometry import Box, Point
from tertialapp.pdf.charts.lettering import broken
from tertialapp.pdf.charts.looks import LineLook

_SAMPLE = 26.0
_AFTER = 8.0
_BETWEEN = 18.0
_ABOVE = 8.0
_MOST_LINES = 3


class Entry(Struct, frozen=True):
    """A line's place in the chart, its name in lines, and where it stands in the key."""

    at: int
    lines: tuple[str, ...]
    box: Box


class Key(Struct, frozen=True):
    """Entries in rows."""

    entries: tuple[Entry, ...]
    height: float

    def draw(self, canvas: Canvas, origin: Point, looks: Sequence[LineLook]) -> None:
        """Draw it from its upper left corner."""
        line = canvas.line_height()
        for entry in self.entries:
            left, top = origin.x + entry.box.left, origin.y + entry.box.top
            canvas.sample(Box(left, top, _SAMPLE, line), looks[entry.at])
            begin = _SAMPLE + _AFTER
            names = Box(left + begin, top, entry.box.width - begin, entry.box.height)
            canvas.write(entry.lines, names, canvas.look.text)


def flowed(names: Sequence[tuple[int, str]], width: float, canvas: Canvas) -> Key:
    """A key as wide as its chart: entries beside each other while there is room."""
    entries = []
    x, y, row = 0.0, _ABOVE, 0.0
    most = width - _SAMPLE - _AFTER
    line_height = canvas.line_height()
    for at, name in names:
        lines = tuple(broken(name, most, canvas.width_of, _MOST_LINES))
        wide = _SAMPLE + _AFTER + max(map(canvas.width_of, lines))
        if x and x + wide > width:
            x, y, row = 0.0, y + row + 4, 0.0
        entries.append(Entry(at, lines, Box(x, y, wide, len(lines) * line_height)))
        x += wide + _BETWEEN
        row = max(row, len(lines) * line_height)
    return Key(tuple(entries), y + row + 2 if entries else 0.0)
