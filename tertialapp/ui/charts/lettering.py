"""Words in a chart: lines broken to a width, and places for them where nothing overlaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from tertialapp.model.frame import OwnWord
from tertialapp.model.series import BarChart, Chart
from tertialapp.pdf.fonts import MAY_BREAK
from tertialapp.pdf.hyphenation import breaks
from tertialapp.pdf.own_breaks import marking
from tertialapp.ui.override import override

Measure = Callable[[str], float]


_LONG_END = 7
"""A word is best broken before its last long part: "förskole-verksamhet"."""


def with_breaks(chart: Chart, words: Iterable[OwnWord]) -> Chart:
    """A chart whose names say where the report's own words in them may be broken."""
    mark = marking(words)
    if mark is None:
        return chart
    if isinstance(chart, BarChart):
        return replace(chart, bars=tuple(replace(b, label=mark(b.label)) for b in chart.bars))
    return replace(chart, series=tuple(replace(s, short=mark(s.short)) for s in chart.series))


def broken(text: str, width: float, measure: Measure, most: int) -> list[str]:
    """The text in lines of a width, at most so many; what there is no room for becomes "…".

    Words that are too long for a line are hyphenated; those with MAY_BREAK in them there.
    """
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {_shown(word)}".strip(" ")
        if measure(longer) <= width:
            lines[-1] = longer
        else:
            lines += _hyphenated(word, width, measure)
    lines = [line for line in lines if line] or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1].rstrip('-')}…"]
    return [line if measure(line) <= width else _shortened(line, width, measure) for line in lines]


def _hyphenated(word: str, width: float, measure: Measure) -> list[str]:
    """A word in as few parts as fit in lines of a width."""
    parts = []
    rest = word
    while measure(_shown(rest)) > width:
        fitting = [
            found for found in breaks(rest) if measure(f"{_shown(rest[: found.at])}-") <= width
        ]
        if not fitting:
            break
        own = [found for found in fitting if not found.hyphen]
        whole = [found for found in fitting if len(rest) - found.at >= _LONG_END]
        at, hyphen, _ = (own or whole or fitting)[-1]
        parts.append(f"{rest[:at]}-" if hyphen else rest[:at])
        rest = rest[at:]
    return [_shown(part) for part in (*parts, rest)]


def _shown(word: str) -> str:
    return word.replace(MAY_BREAK, "")


def _shortened(line: str, width: float, measure: Measure) -> str:
    line = line.rstrip("-…")
    while line and measure(f"{line}…") > width:
        line = line[:-1].rstrip()
    return f"{line}…"


def spread(
    centres: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> list[float]:
    """The centres moved as little as needed for things of these heights not to overlap.

    They stay between top and bottom as far as there is room.
    """

    def within(members: Sequence[int], middle: float) -> float:
        half = _height(members, heights) / 2
        return max(top + half, min(middle, bottom - half))

    groups: list[tuple[list[int], float]] = []
    for at in sorted(range(len(centres)), key=lambda at: centres[at]):
        members, middle = [at], within([at], centres[at])
        while groups and _end(groups[-1], heights) > middle - _height(members, heights) / 2:
            before, their_middle = groups.pop()
            weight = len(before) / (len(before) + len(members))
            members, middle = before + members, their_middle * weight + middle * (1 - weight)
            middle = within(members, middle)
        groups.append((members, middle))
    placed = [0.0] * len(centres)
    for members, middle in groups:
        y = middle - _height(members, heights) / 2
        for at in members:
            placed[at] = y + heights[at] / 2
            y += heights[at]
    return placed


def _height(members: Iterable[int], heights: Sequence[float]) -> float:
    return sum(heights[at] for at in members)


def _end(group: tuple[list[int], float], heights: Sequence[float]) -> float:
    members, middle = group
    return middle + _height(members, heights) / 2


class Room:
    """What is taken in a chart, so that the next label finds a free place."""

    def __init__(self, bounds: QRectF) -> None:
        self._bounds = bounds
        self._taken: list[QRectF] = []
        self._lines: list[QRectF] = []

    def take(self, rect: QRectF) -> None:
        """Nothing shall stand here."""
        self._taken.append(rect)

    def take_line(self, start: QPointF, end: QPointF) -> None:
        """Nothing shall stand here if it can be helped."""
        steps = max(1, int(max(abs(end.x() - start.x()), abs(end.y() - start.y())) / 5))
        for step in range(steps + 1):
            at = start + (end - start) * (step / steps)
            self._lines.append(QRectF(at.x() - 2, at.y() - 2, 4, 4))

    def first_free(self, candidates: Iterable[QRectF]) -> QRectF | None:
        """The first candidate that is free, or at least covers no mark and no other label."""
        within = [rect for rect in candidates if self._bounds.contains(rect)]
        free = [rect for rect in within if not _meets(rect, self._taken)]
        found = next((rect for rect in free if not _meets(rect, self._lines)), None)
        found = found or next(iter(free), None)
        if found is not None:
            self.take(found)
        return found


def _meets(rect: QRectF, others: Iterable[QRectF]) -> bool:
    return any(rect.intersects(other) for other in others)


@dataclass(frozen=True)
class Hand:
    """How words are written: font and colour, the ground behind them, and the side that they keep to."""

    font: QFont
    colour: str
    ground: str
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


class Words(QGraphicsItem):
    """Lines of text in a rectangle, with a rim in the colour of the ground so that lines don't cross it."""

    def __init__(self, lines: Sequence[str], rect: QRectF, hand: Hand) -> None:
        super().__init__()
        self.lines = tuple(lines)
        self._rect = rect
        self._hand = hand

    @property
    def text(self) -> str:
        """The words as one line."""
        return " ".join(self.lines)

    def inked(self) -> QRectF:
        """The part of the rectangle that the words fill."""
        metrics = QFontMetricsF(self._hand.font)
        wide = max((metrics.horizontalAdvance(line) for line in self.lines), default=0.0)
        left = self._left(wide)
        return QRectF(left, self._rect.top(), wide, len(self.lines) * metrics.height())

    def _left(self, wide: float) -> float:
        shares = {Qt.AlignmentFlag.AlignRight: 1.0, Qt.AlignmentFlag.AlignHCenter: 0.5}
        share = shares.get(self._hand.align, 0.0)
        return self._rect.left() + (self._rect.width() - wide) * share

    @override
    def boundingRect(self) -> QRectF:
        return self._rect.adjusted(-3, -3, 3, 3)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        font = self._hand.font
        metrics = QFontMetricsF(font)
        rim_pen = QPen(QColor(self._hand.ground), 3.0)
        rim_pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        painter.setPen(QColor(self._hand.colour))
        for at, line in enumerate(self.lines):
            base = self._rect.top() + at * metrics.height() + metrics.ascent()
            start = QPointF(self._left(metrics.horizontalAdvance(line)), base)
            rim = QPainterPath()
            rim.addText(start, font, line)
            painter.strokePath(rim, rim_pen)
            painter.drawText(start, line)
