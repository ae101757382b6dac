"""Points, boxes and frames of a chart, y downwards, in whatever unit the canvas has."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct


class Point(NamedTuple):
    """A place."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle by its upper left corner and its size."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    def grown(self, left: float, top: float, right: float, bottom: float) -> Box:
        """With its edges moved to the right and down by so much each."""
        return Box(
            self.left + left, self.top + top, self.width - left + right, self.height - top + bottom
        )

    def contains(self, other: Box) -> bool:
        """Whether another lies wholly in it."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def meets(self, other: Box) -> bool:
        """Whether some of another lies in it."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


class Frame(Struct, frozen=True):
    """Where lines or bars are drawn: a box of the canvas, and the values at its edges."""

    box: Box
    x: tuple[float, float]
    y: tuple[float, float]

    def across(self, x: float) -> float:
        """Where a value lies across the canvas."""
        low, high = self.x
        return self.box.left + (x - low) / (high - low) * self.box.width

    def down(self, y: float) -> float:
        """Where a value lies down the canvas."""
        low, high = self.y
        return self.box.bottom - (y - low) / (high - low) * self.box.height

    def point(self, x: float, y: float) -> Point:
        """Where a point lies on the canvas."""
        return Point(self.across(x), self.down(y))
