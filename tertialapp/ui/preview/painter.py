"""Painting a page on screen: the same items in the same coordinates as ``pdf.paint`` has on paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from tertialapp.pdf import styles
from tertialapp.pdf.items import (
    Fill,
    Item,
    Mark,
    Plane,
    Rule,
    Stroke,
    Text,
    corners,
    shifted,
    underline,
)
from tertialapp.pdf.pages import Page, sheet_of
from tertialapp.pdf.running_header import running_header
from tertialapp.pdf.styles import Color
from tertialapp.ui.preview.glyphs import glyphs

_DOTS = 3.2


def paint_page(painter: QPainter, page: Page, header: str, number: int, pages: int) -> None:
    """Paint a page whose left upper corner is the origin, one unit being a point."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    placed = [
        shifted(item, styles.LEFT, styles.TOP + one.y) for one in page for item in one.band.items
    ]
    for item in placed:
        _paint_shape(painter, item)
    line = running_header(header, number, pages, sheet_of(page).body_width)
    texts = [item for item in placed if isinstance(item, Text)]
    texts += (shifted(text, styles.LEFT, styles.HEADER_BASELINE) for text in line)
    _paint_texts(painter, texts)


def _paint_texts(painter: QPainter, texts: Sequence[Text]) -> None:
    color = None
    for text in texts:
        if text.color != color:
            color = text.color
            painter.setPen(_color(color))
        run = glyphs(text.text, text.face, text.size)
        painter.drawGlyphRun(QPointF(text.x, text.y), run)


def _paint_shape(painter: QPainter, item: Item) -> None:
    match item:
        case Fill():
            area = QRectF(item.x, item.y, item.width, item.height)
            painter.fillRect(area, _color(item.color))
        case Rule():
            _paint_rule(painter, item)
        case Mark():
            _paint_mark(painter, item)
        case Stroke():
            pen = QPen(_color(item.color), item.thickness)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            if item.dashed:
                pen.setDashPattern([3 / item.thickness, 2 / item.thickness])
            painter.setPen(pen)
            painter.drawPolyline(_points(item.points, item.x, item.y))
        case Plane():
            _paint_area(painter, item.points, item.x, item.y, item.color)
        case Text() if item.link:
            _paint_rule(painter, underline(item))


def _paint_rule(painter: QPainter, rule: Rule) -> None:
    pen = QPen(_color(rule.color), rule.thickness)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    start = rule.x
    if rule.dotted:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, _DOTS / rule.thickness])
        start += -start % _DOTS  # as on paper: dots of all lines stand below each other
    painter.setPen(pen)
    painter.drawLine(QLineF(start, rule.y, rule.x + rule.width, rule.y))


def _paint_mark(painter: QPainter, mark: Mark) -> None:
    points = corners(mark)
    if points:
        _paint_area(painter, points, mark.x, mark.y, mark.color)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_color(mark.color))
        painter.drawEllipse(QRectF(mark.x, mark.y, mark.size, mark.size))


def _paint_area(
    painter: QPainter, points: Sequence[tuple[float, float]], x: float, y: float, color: Color
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_color(color))
    painter.drawPolygon(_points(points, x, y))


def _points(points: Sequence[tuple[float, float]], x: float, y: float) -> QPolygonF:
    return QPolygonF([QPointF(x + right, y + down) for right, down in points])


@cache
def _color(color: Color) -> QColor:
    return QColor.fromRgbF(*color)
