"""Painting a page on screen: the same items in the same coordinates as ``pdf.paint`` has on paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from tertialapp.model.colors import RGB
from tertialapp.pdf import styles
from tertialapp.pdf.items import (
    DOTS,
    Fill,
    Item,
    Mark,
    Picture,
    Plane,
    Rule,
    Stroke,
    Text,
    corners,
    first_dot,
    line_of,
    shifted,
)
from tertialapp.pdf.layout import Layout
from tertialapp.pdf.pages import sheet_of
from tertialapp.pdf.running_header import running_header
from tertialapp.pdf.theme import Theme
from tertialapp.pdf.typeface import set_in
from tertialapp.ui.pictures import draw
from tertialapp.ui.preview.glyphs import glyphs


def paint_page(painter: QPainter, layout: Layout, at: int) -> None:
    """Paint a page (from 0) whose left upper corner is the origin, one unit being a point."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    page, theme = layout.pages[at], layout.theme
    placed = [
        shifted(item, styles.LEFT, styles.TOP + one.y) for one in page for item in one.band.items
    ]
    for item in placed:
        _paint_shape(painter, item, theme)
    width, pages = sheet_of(page).body_width, len(layout.pages)
    texts = [item for item in placed if isinstance(item, Text)]
    with set_in(layout.typeface):
        line = running_header(layout.header, at + 1, pages, width, cover=layout.cover)
        texts += (shifted(text, styles.LEFT, styles.HEADER_BASELINE) for text in line)
        _paint_texts(painter, texts, theme)


def _paint_texts(painter: QPainter, texts: Sequence[Text], theme: Theme) -> None:
    color = None
    for text in texts:
        if text.color != color:
            color = text.color
            painter.setPen(_color(theme.rgb(color)))
        run = glyphs(text.text, text.face, text.size)
        painter.drawGlyphRun(QPointF(text.x, text.y), run)


def _paint_shape(painter: QPainter, item: Item, theme: Theme) -> None:
    match item:
        case Fill():
            area = QRectF(item.x, item.y, item.width, item.height)
            painter.fillRect(area, _color(theme.rgb(item.color)))
        case Rule():
            _paint_rule(painter, item, theme)
        case Mark():
            _paint_mark(painter, item, theme)
        case Stroke():
            pen = QPen(_color(theme.rgb(item.color)), item.thickness)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            if item.dashes:
                pen.setDashPattern([dash / item.thickness for dash in item.dashes])
            painter.setPen(pen)
            painter.drawPolyline(_points(item.points, item.x, item.y))
        case Plane():
            _paint_area(painter, item.points, item.x, item.y, theme.rgb(item.color))
        case Picture():
            draw(painter, item.image, QRectF(item.x, item.y, item.width, item.height))
        case Text():
            line = line_of(item)
            if line is not None:
                _paint_rule(painter, line, theme)


def _paint_rule(painter: QPainter, rule: Rule, theme: Theme) -> None:
    pen = QPen(_color(theme.rgb(rule.color)), rule.thickness)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    start = rule.x
    if rule.dotted:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, DOTS / rule.thickness])
        start = first_dot(start)
    painter.setPen(pen)
    painter.drawLine(QLineF(start, rule.y, rule.x + rule.width, rule.y))


def _paint_mark(painter: QPainter, mark: Mark, theme: Theme) -> None:
    color, points = theme.rgb(mark.color), corners(mark)
    if points:
        _paint_area(painter, points, mark.x, mark.y, color)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_color(color))
        painter.drawEllipse(QRectF(mark.x, mark.y, mark.size, mark.size))


def _paint_area(
    painter: QPainter, points: Sequence[tuple[float, float]], x: float, y: float, color: RGB
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_color(color))
    painter.drawPolygon(_points(points, x, y))


def _points(points: Sequence[tuple[float, float]], x: float, y: float) -> QPolygonF:
    return QPolygonF([QPointF(x + right, y + down) for right, down in points])


@cache
def _color(color: RGB) -> QColor:
    return QColor.fromRgbF(*color)
