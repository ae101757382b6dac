"""A chart as a picture for other documents: in light colours and with its title, sharp in print."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from tertialapp.model.series import Chart
from tertialapp.pdf.charts.lettering import broken
from tertialapp.pdf.charts.looks import LIGHT_CHART
from tertialapp.ui.charts.view import ChartView

WIDTH = 640
SCALE = 3
"""So many points for each of the screen's: about 300 to the inch in print."""
_EDGE = 16
_MOST_LINES = 4
_DOTS_PER_METRE = round(96 * SCALE / 0.0254)


def picture_of(chart: Chart, note: str, font: QFont) -> QImage:
    """A chart under its title and note."""
    heads = [*_heads(chart.title, _title_font(font), LIGHT_CHART.text)]
    heads += _heads(note, font, LIGHT_CHART.muted)
    top = _EDGE + sum(head.height for head in heads) + 8
    view = _view(chart, font)
    size = QSize(WIDTH, round(top + view.height() + _EDGE))
    image = QImage(size * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(QColor(LIGHT_CHART.ground))
    painter = QPainter(image)
    _paint_heads(painter, heads)
    drawn = QRectF(view.rect())
    view.scene().render(painter, drawn.translated(_EDGE, top), drawn)
    painter.end()
    # Said last: letters are sized by it while they are painted.
    image.setDotsPerMeterX(_DOTS_PER_METRE)
    image.setDotsPerMeterY(_DOTS_PER_METRE)
    view.close()
    view.deleteLater()
    return image


def _view(chart: Chart, font: QFont) -> ChartView:
    """The chart laid out for paper, never on the screen."""
    view = ChartView(LIGHT_CHART)
    view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    view.setFont(font)
    view.thickness = SCALE
    view.show_chart(chart, LIGHT_CHART)
    inner = WIDTH - 2 * _EDGE
    view.resize(inner, view.heightForWidth(inner))
    view.show()
    view.redraw()
    return view


class _Head(Struct, frozen=True):
    font: QFont
    colour: str
    height: float
    line: str


def _title_font(font: QFont) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 1.2)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _heads(text: str, font: QFont, colour: str) -> Iterator[_Head]:
    metrics = QFontMetricsF(font)
    for line in broken(text, WIDTH - 2 * _EDGE, metrics.horizontalAdvance, _MOST_LINES):
        if line:
            yield _Head(font, colour, metrics.height(), line)


def _paint_heads(painter: QPainter, heads: list[_Head]) -> None:
    top = float(_EDGE)
    for head in heads:
        painter.setFont(head.font)
        painter.setPen(QColor(head.colour))
        painter.drawText(QRectF(_EDGE, top, WIDTH - 2 * _EDGE, head.height), head.line)
        top += head.height
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
