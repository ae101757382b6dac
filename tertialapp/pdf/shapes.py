"""Shapes as operators of a page's content (ISO 32000-1, 8.5), many times as fast as ReportLab's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tertialapp.model.frame import Shape
from tertialapp.pdf import styles
from tertialapp.pdf.items import (
    DOTS,
    Fill,
    Item,
    Mark,
    Plane,
    Rule,
    Stroke,
    Text,
    corners,
    first_dot,
    line_of,
)
from tertialapp.pdf.pen import fill_operator, stroke_operator
from tertialapp.pdf.theme import Theme

_ROUND = 0.5523
"""How far from a quarter of a circle's ends the points lie that bend it, in radii."""


def drawn(item: Item, top: float, theme: Theme) -> str:
    """The operators that draw what is no letter of an item; ``top`` is where its y is 0, from the page's foot."""
    x, y = styles.LEFT + item.x, top - item.y
    operators = ""
    match item:
        case Text():
            line = line_of(item)
            operators = _rule(line, x, top - line.y, theme) if line else ""
        case Rule():
            operators = _rule(item, x, y, theme)
        case Stroke():
            dashes = (
                f"[{' '.join(f'{each:g}' for each in item.dashes)}] 0 d " if item.dashes else ""
            )
            look = f"{stroke_operator(theme.rgb(item.color))} {item.thickness:.2f} w {dashes}"
            operators = f"q {look}{_path(item.points, x, y)} S Q"
        case Fill():
            corner = f"{x:.2f} {y - item.height:.2f} {item.width:.2f} {item.height:.2f}"
            operators = f"{fill_operator(theme.rgb(item.color))} {corner} re f"
        case Mark():
            shape = (
                _circle(item, x, y) if item.shape is Shape.CIRCLE else _path(corners(item), x, y)
            )
            operators = f"{fill_operator(theme.rgb(item.color))} {shape} h f"
        case Plane():
            operators = f"{fill_operator(theme.rgb(item.color))} {_path(item.points, x, y)} h f"
    return operators


def _rule(rule: Rule, x: float, y: float, theme: Theme) -> str:
    start, look = (first_dot(x), f"1 J [0 {DOTS}] 0 d ") if rule.dotted else (x, "")
    line = f"{start:.2f} {y:.2f} m {x + rule.width:.2f} {y:.2f} l S"
    return f"q {stroke_operator(theme.rgb(rule.color))} {rule.thickness:.2f} w {look}{line} Q"


def _path(points: Sequence[tuple[float, float]], x: float, y: float) -> str:
    (right, down), *others = points
    begun = f"{x + right:.2f} {y - down:.2f} m"
    return " ".join((begun, *(f"{x + right:.2f} {y - down:.2f} l" for right, down in others)))


def _circle(mark: Mark, x: float, y: float) -> str:
    half = mark.size / 2
    bend = _ROUND * half
    x, y = x + half, y - half
    quarters = (
        ((half, bend), (bend, half), (0, half)),
        ((-bend, half), (-half, bend), (-half, 0)),
        ((-half, -bend), (-bend, -half), (0, -half)),
        ((bend, -half), (half, -bend), (half, 0)),
    )
    curves = (f"{_points(quarter, x, y)} c" for quarter in quarters)
    return " ".join((f"{x + half:.2f} {y:.2f} m", *curves))


def _points(points: Iterable[tuple[float, float]], x: float, y: float) -> str:
    return " ".join(f"{x + right:.2f} {y + up:.2f}" for right, up in points)
