"""Charts on paper: what is drawn becomes items of a band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, pi, sin

from tertialapp.model.series import Chart
from tertialapp.pdf import styles
from tertialapp.pdf.charts.canvas import Side, mark_size
from tertialapp.pdf.charts.drawing import draw_chart, height_of
from tertialapp.pdf.charts.geometry import Box, Frame, Point
from tertialapp.pdf.charts.looks import LIGHT_CHART, LineLook
from tertialapp.pdf.fonts import printable_line, text_width
from tertialapp.pdf.items import Fill, Item, Plane, Stroke, Text
from tertialapp.pdf.styles import Face

_PIXEL = 0.75
"""Points for a pixel of the window, in which charts are measured."""
_CORNERS = 24
_SIDES = {"left": 0.0, "centre": 0.5, "right": 1.0}
_HATCH = 4.0


def drawn(chart: Chart, width: float) -> tuple[float, tuple[Item, ...]]:
    """The height (points) that a chart has at a width, and what is painted of it."""
    canvas = PaperCanvas()
    across = width / _PIXEL
    height = height_of(canvas, chart, across)
    draw_chart(canvas, chart, Box(0, 0, across, height))
    return height * _PIXEL, canvas.items()


class PaperCanvas:
    """Collects what is drawn: rules lie behind, words in front."""

    look = LIGHT_CHART
    tallest = 210.0

    def __init__(self) -> None:
        self._behind: list[Item] = []
        self._middle: list[Item] = []
        self._words: list[Item] = []
        self._frame = Frame(Box(0, 0, 1, 1), (0, 1), (0, 1))

    def items(self) -> tuple[Item, ...]:
        """All items, those at the back first."""
        return (*self._behind, *self._middle, *self._words)

    def width_of(self, text: str, *, bold: bool = False) -> float:
        """How wide a text is (pixels, as everything that is drawn)."""
        return text_width(printable_line(text), _face(bold=bold), styles.CHART.size) / _PIXEL

    def line_height(self, *, bold: bool = False) -> float:  # noqa: ARG002 - both cuts are as high
        """How high a line of text is."""
        return styles.CHART.leading / _PIXEL

    def set_frame(self, frame: Frame) -> None:
        """Draw in a frame from now on."""
        self._frame = frame

    def curve(self, points: Sequence[Point], line: LineLook) -> None:
        """A line through points of the frame."""
        self._middle.append(_stroke([self._frame.point(*point) for point in points], line))

    def marks(self, points: Sequence[Point], line: LineLook) -> None:
        """Marks on points of the frame, with a rim of the ground."""
        for point in points:
            self._middle += _mark(self._frame.point(*point), line, self.look.ground)

    def bar(self, ends: tuple[float, float], top: float, thick: float, *, surplus: bool) -> None:
        """A bar between two values of the frame, hatched for a deficit."""
        left, right = sorted(map(self._frame.across, ends))
        box = Box(left, top, right - left, thick)
        colour = self.look.surplus if surplus else self.look.deficit
        if surplus:
            self._middle.append(_fill(box, colour))
        else:
            self._middle += _hatched(box, colour)

    def rule(self, start: Point, end: Point, colour: str, width: float = 1.0) -> None:
        """A straight line between points of the canvas, behind everything else."""
        self._behind.append(_stroke([start, end], LineLook(colour, width)))

    def write(
        self,
        lines: Sequence[str],
        box: Box,
        colour: str,
        side: Side = "left",
        *,
        bold: bool = False,
    ) -> None:
        """Lines of words in a box of the canvas; what lies below them in the frame is covered."""
        style, face = styles.CHART, _face(bold=bold)
        for at, line in enumerate(lines):
            wide = self.width_of(line, bold=bold)
            left = box.left + (box.width - wide) * _SIDES[side]
            top = box.top + at * self.line_height()
            inked = Box(left - 1, top, wide + 2, self.line_height())
            if self._frame.box.meets(inked):
                self._words.append(_fill(inked, self.look.ground))
            baseline = top * _PIXEL + (style.leading + style.size * 0.7) / 2
            # A blank ends it, so that words are not read as one.
            self._words.append(
                Text(
                    left * _PIXEL,
                    baseline,
                    wide * _PIXEL,
                    f"{printable_line(line)} ",
                    face,
                    style.size,
                    colour,
                )
            )

    def sample(self, box: Box, line: LineLook) -> None:
        """A short piece of a line with its mark, as a key to it."""
        y = box.top + box.height / 2
        self._middle.append(_stroke([Point(box.left, y), Point(box.right, y)], line))
        if line.mark:
            self._middle += _mark(Point(box.left + box.width / 2, y), line, self.look.ground)


def _face(*, bold: bool) -> Face:
    return Face.SEMIBOLD if bold else Face.REGULAR


def _fill(box: Box, colour: str) -> Fill:
    left, top, width, height = (length * _PIXEL for length in box)
    return Fill(left, top, width, height, colour)


def _stroke(points: Sequence[Point], line: LineLook) -> Stroke:
    """A line; its dashes are given in widths of it."""
    first = points[0]
    along = tuple(((x - first.x) * _PIXEL, (y - first.y) * _PIXEL) for x, y in points)
    thick = line.width * _PIXEL
    dashes = tuple(dash * thick for dash in line.dashes)
    return Stroke(first.x * _PIXEL, first.y * _PIXEL, along, thick, line.colour, dashes)


# -- marks and hatching ----------------------------------------------------------------------------


def _mark(centre: Point, line: LineLook, ground: str) -> Iterator[Plane]:
    size = mark_size(line.mark)
    rim, inside = (line.colour, ground) if line.hollow else (ground, line.colour)
    yield _plane(centre, line.mark, size + 1.4, rim)
    yield _plane(centre, line.mark, size - 1.4, inside)


def _plane(centre: Point, mark: str, size: float, color: str) -> Plane:
    corners = tuple((x * size * _PIXEL, y * size * _PIXEL) for x, y in _MARKS[mark])
    return Plane(centre.x * _PIXEL, centre.y * _PIXEL, corners, color)


def _around(count: int, *radii: float) -> tuple[tuple[float, float], ...]:
    """Corners around the middle from the top on, at the radii in turn."""
    return tuple(
        (radius * sin(turn), -radius * cos(turn))
        for at in range(count)
        for turn, radius in [(2 * pi * at / count, radii[at % len(radii)])]
    )


_MARKS = {
    "o": _around(_CORNERS, 0.5),
    "s": ((-0.45, -0.45), (0.45, -0.45), (0.45, 0.45), (-0.45, 0.45)),
    "d": ((0, -0.5), (0.4, 0), (0, 0.5), (-0.4, 0)),
    "t1": ((0, -0.5), (0.5, 0.42), (-0.5, 0.42)),
    "t": ((0, 0.5), (0.5, -0.42), (-0.5, -0.42)),
    "p": _around(5, 0.5),
    "star": _around(10, 0.5, 0.22),
}
"""The corners of each mark around its middle, for a size of 1."""


def _hatched(box: Box, colour: str) -> Iterator[Item]:
    """A bar's edge, and slanting lines in it."""
    line = LineLook(colour, 1.1)
    corners = [
        Point(box.left, box.top),
        Point(box.right, box.top),
        Point(box.right, box.bottom),
        Point(box.left, box.bottom),
        Point(box.left, box.top),
    ]
    begin = box.left + box.top
    count = int((box.width + box.height) / _HATCH)
    for at in range(1, count + 1):
        # All points of a slanting line have the same x + y.
        total = begin + at * _HATCH
        x0, x1 = max(box.left, total - box.bottom), min(box.right, total - box.top)
        if x1 > x0:
            yield _stroke([Point(x0, total - x0), Point(x1, total - x1)], line)
    for start, end in pairwise(corners):
        yield _stroke([start, end], line)
