"""What a chart is drawn on: a page of the PDF, or a widget of the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from tertialapp.pdf.charts.geometry import Box, Frame, Point
from tertialapp.pdf.charts.looks import ChartLook, LineLook

Side = Literal["left", "right", "centre"]

MARK = 8.0
"""How wide the marks on lines are."""


def mark_size(mark: str) -> float:
    """How wide a mark is drawn: those with points are larger, so that they look as large as the others."""
    return MARK + 3 if mark in ("star", "d", "t", "t1") else MARK + 1


class Canvas(Protocol):
    """Draws what it is told, later things over earlier ones; its unit is the window's pixel."""

    look: ChartLook
    tallest: float
    """How high lines are drawn at most, however wide they are."""

    def width_of(self, text: str, *, bold: bool = False) -> float:
        """How wide a text is."""

    def line_height(self, *, bold: bool = False) -> float:
        """How high a line of text is."""

    def set_frame(self, frame: Frame) -> None:
        """Draw lines, marks and bars in a frame from now on: their places are values of it."""

    def curve(self, points: Sequence[Point], line: LineLook) -> None:
        """A line through points of the frame."""

    def marks(self, points: Sequence[Point], line: LineLook) -> None:
        """Marks on points of the frame."""

    def bar(self, ends: tuple[float, float], top: float, thick: float, *, surplus: bool) -> None:
        """A bar between two values of the frame; ``top`` and ``thick`` are lengths on the canvas."""

    def rule(self, start: Point, end: Point, colour: str, width: float = 1.0) -> None:
        """A straight line between points of the canvas, behind everything else."""

    def write(
        self,
        lines: Sequence[str],
        box: Box,
        colour: str,
        side: Side = "left",
        *,
        bold: bool = False,
    ) -> None:
        """Lines of words in a box of the canvas."""

    def sample(self, box: Box, line: LineLook) -> None:
        """A short piece of a line with its mark, as a key to it."""
