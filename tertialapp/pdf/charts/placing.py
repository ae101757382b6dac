"""Places for words in a chart where nothing overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tertialapp.pdf.charts.geometry import Box, Point


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

    def __init__(self, bounds: Box) -> None:
        self._bounds = bounds
        self._taken: list[Box] = []
        self._lines: list[Box] = []

    def take(self, box: Box) -> None:
        """Nothing shall stand here."""
        self._taken.append(box)

    def take_line(self, start: Point, end: Point) -> None:
        """Nothing shall stand here if it can be helped."""
        right, down = end.x - start.x, end.y - start.y
        steps = max(1, int(max(abs(right), abs(down)) / 5))
        for step in range(steps + 1):
            x, y = start.x + right * step / steps, start.y + down * step / steps
            self._lines.append(Box(x - 2, y - 2, 4, 4))

    def first_free(self, candidates: Iterable[Box]) -> Box | None:
        """The first candidate that is free, or at least covers no mark and no other label."""
        within = [box for box in candidates if self._bounds.contains(box)]
        free = [box for box in within if not any(map(box.meets, self._taken))]
        found = next((box for box in free if not any(map(box.meets, self._lines))), None)
        found = found or next(iter(free), None)
        if found is not None:
            self.take(found)
        return found
