"""What we draw, charts, key figures and the status map, as Typst's drawing of the same lines and words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from tertialapp.model.frame import MAIN_COLOR, Shape
from tertialapp.pdf.items import (
    Band,
    Fill,
    Item,
    Mark,
    Paint,
    Plane,
    Rule,
    Stroke,
    Text,
    corners,
)
from tertialapp.pdf.styles import Face
from tertialapp.pdf.theme import Theme

_THEME = Theme(MAIN_COLOR)
_CUTS = {
    Face.REGULAR: "",
    Face.ITALIC: ', style: "italic"',
    Face.SEMIBOLD: ', weight: "semibold"',
    Face.SEMIBOLD_ITALIC: ', weight: "semibold", style: "italic"',
}


def drawn_bands(bands: Iterable[Band], alt: str = "") -> Iterator[str]:
    """A line of source for each band; a figure is read as ``alt``."""
    for band in bands:
        inside = "".join(_placed(item) for item in band.items)
        block = f"block(height: {band.height:.2f}pt, width: 100%, breakable: false)[{inside}]"
        yield (
            f"#figure({block}, alt: {json.dumps(alt, ensure_ascii=False)})" if alt else f"#{block}"
        )


def _placed(item: Item) -> str:
    shown = _shown(item)
    if not shown:
        return ""
    # A text's y is its baseline.
    y = item.y - item.size if isinstance(item, Text) else item.y
    return f"#place(dx: {item.x:.2f}pt, dy: {y:.2f}pt, {shown})"


def _shown(item: Item) -> str:
    shown = ""
    match item:
        case Text():
            words = json.dumps(item.text, ensure_ascii=False)
            shown = f"text(size: {item.size}pt{_fill(item.color)}{_CUTS[item.face]}, {words})"
        case Rule():
            stroke = f"{item.thickness}pt + {_color(item.color)}"
            shown = f"line(length: {item.width:.2f}pt, stroke: {stroke})"
        case Fill():
            size = f"width: {item.width:.2f}pt, height: {item.height:.2f}pt"
            shown = f"rect({size}{_fill(item.color)})"
        case Stroke():
            first, *rest = [f"({x:.2f}pt, {y:.2f}pt)" for x, y in item.points]
            lines = "".join(f", curve.line({point})" for point in rest)
            stroke = f"{item.thickness}pt + {_color(item.color)}"
            shown = f"curve(stroke: {stroke}, curve.move({first}){lines})"
        case Plane():
            shown = _polygon(item.points, item.color)
        case Mark(shape=Shape.CIRCLE):
            shown = f"circle(radius: {item.size / 2}pt{_fill(item.color)})"
        case Mark():
            shown = _polygon(corners(item), item.color)
    return shown


def _polygon(points: Iterable[tuple[float, float]], color: Paint) -> str:
    shown = "".join(f", ({x:.2f}pt, {y:.2f}pt)" for x, y in points)
    return f"polygon({_fill(color)[2:]}{shown})"


def _fill(paint: Paint) -> str:
    return f", fill: {_color(paint)}"


def _color(paint: Paint) -> str:
    red, green, blue = (round(255 * part) for part in _THEME.rgb(paint))
    return f'rgb("#{red:02x}{green:02x}{blue:02x}")'
