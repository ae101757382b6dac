"""The key to lines whose names don't stand beside them: a piece of each line, and its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from tertialapp.ui.charts.lettering import broken
from tertialapp.ui.charts.looks import LineLook

if TYPE_CHECKING:
    from tertialapp.ui.charts.canvas import Canvas

_SAMPLE = 26.0
_AFTER = 8.0
_BETWEEN = 18.0
_ABOVE = 8.0
_MOST_LINES = 3


@dataclass(frozen=True)
class Entry:
    """A line's place in the chart, its name in lines, and where it stands in the key."""

    at: int
    lines: tuple[str, ...]
    rect: QRectF


@dataclass(frozen=True)
class Key:
    """Entries in rows."""

    entries: tuple[Entry, ...]
    height: float

    def draw(self, canvas: Canvas, origin: QPointF, looks: Sequence[LineLook]) -> None:
        """Draw it from its upper left corner."""
        line = canvas.metrics().height()
        for entry in self.entries:
            rect = entry.rect.translated(origin)
            sample = QRectF(rect.left(), rect.top(), _SAMPLE, line)
            canvas.sample(sample, looks[entry.at])
            names = rect.adjusted(_SAMPLE + _AFTER, 0, 0, 0)
            canvas.write(entry.lines, names, canvas.look.text)


def flowed(names: Sequence[tuple[int, str]], width: float, metrics: QFontMetricsF) -> Key:
    """A key as wide as its chart: entries beside each other while there is room."""
    entries = []
    x, y, row = 0.0, _ABOVE, 0.0
    most = width - _SAMPLE - _AFTER
    for at, name in names:
        lines = tuple(broken(name, most, metrics.horizontalAdvance, _MOST_LINES))
        wide = _SAMPLE + _AFTER + max(metrics.horizontalAdvance(line) for line in lines)
        if x and x + wide > width:
            x, y, row = 0.0, y + row + 4, 0.0
        entries.append(Entry(at, lines, QRectF(x, y, wide, len(lines) * metrics.height())))
        x += wide + _BETWEEN
        row = max(row, len(lines) * metrics.height())
    return Key(tuple(entries), y + row + 2 if entries else 0.0)
