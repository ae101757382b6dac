"""A still canvas: pyqtgraph's without its menus, buttons, zoom and English.

Imported when the first chart is shown and not before: pyqtgraph and numpy take half a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QGraphicsLineItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from tertialapp.ui.charts.lettering import Hand, Words
from tertialapp.ui.charts.looks import SOLID, ChartLook, LineLook
from tertialapp.ui.override import override

SMALL = 0.92
"""The size of letters in a chart against those around it."""
MARK = 8.0
_BEHIND = -200
"""Behind pyqtgraph's own lines, which lie at -100."""


@dataclass(frozen=True)
class Frame:
    """Where lines or bars are drawn: a rectangle of the widget, and the values at its edges."""

    rect: QRectF
    x: tuple[float, float]
    y: tuple[float, float]

    def across(self, x: float) -> float:
        """Where a value lies across the widget."""
        low, high = self.x
        return self.rect.left() + (x - low) / (high - low) * self.rect.width()

    def down(self, y: float) -> float:
        """Where a value lies down the widget."""
        low, high = self.y
        return self.rect.bottom() - (y - low) / (high - low) * self.rect.height()

    def point(self, x: float, y: float) -> QPointF:
        """Where a point lies in the widget."""
        return QPointF(self.across(x), self.down(y))


class Canvas(pg.PlotWidget):  # type: ignore[misc]
    """Lines, bars and words on a ground, which is only looked at: it takes no keys, clicks or wheel.

    pyqtgraph's lines are as wide on a picture of many points as on the screen; ``thickness`` makes up
    for it.
    """

    def __init__(self, look: ChartLook, parent: QWidget | None = None) -> None:
        self.look = look
        self.thickness = 1.0
        self._own: list[QGraphicsItem] = []
        super().__init__(parent, background=look.ground)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setInteractive(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        item.disableAutoRange()
        for side in ("left", "bottom"):
            item.hideAxis(side)
        item.layout.removeItem(item.getViewBox())  # its place is given by the frame

    def words(self) -> tuple[Words, ...]:
        """All that is written on the canvas."""
        return tuple(item for item in self._own if isinstance(item, Words))

    def letters(self, *, bold: bool = False) -> QFont:
        """The font of the words: the window's, a little smaller."""
        font = QFont(self.font())
        font.setPointSizeF(max(7.0, font.pointSizeF() * SMALL))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def metrics(self, *, bold: bool = False) -> QFontMetricsF:
        """The measures of the words."""
        return QFontMetricsF(self.letters(bold=bold))

    # -- drawing --------------------------------------------------------------------------------

    def wipe(self) -> None:
        """Take everything away."""
        self.getPlotItem().clear()
        for item in self._own:
            self.scene().removeItem(item)
        self._own.clear()

    def set_frame(self, frame: Frame) -> None:
        """Draw lines and bars in a frame from now on."""
        box = self.getPlotItem().getViewBox()
        box.setGeometry(frame.rect)
        box.setRange(xRange=frame.x, yRange=frame.y, padding=0)

    def curve(self, xs: Sequence[float], ys: Sequence[float], line: LineLook) -> None:
        """A line through points of the frame."""
        drawn = pen(line)
        drawn.setWidthF(line.width * self.thickness)
        self.addItem(pg.PlotCurveItem(xs, ys, pen=drawn, antialias=True))

    def marks(self, xs: Sequence[float], ys: Sequence[float], line: LineLook) -> None:
        """Marks on points of the frame."""
        inside = QBrush(QColor(self.look.ground if line.hollow else line.colour))
        rim = pg.mkPen(line.colour if line.hollow else self.look.ground, width=1.4)
        size = MARK + 3 if line.mark in ("star", "d", "t", "t1") else MARK + 1
        self.addItem(
            pg.ScatterPlotItem(
                xs,
                ys,
                symbol=line.mark,
                size=size,
                pen=rim,
                brush=inside,
                antialias=True,
                useCache=False,
            )
        )

    def rule(self, start: QPointF, end: QPointF, colour: str, width: float = 1.0) -> None:
        """A straight line between points of the widget, behind everything else."""
        item = QGraphicsLineItem(QLineF(start, end))
        item.setPen(QPen(QColor(colour), width))
        item.setZValue(_BEHIND)
        self._put(item)

    def write(
        self,
        lines: Sequence[str],
        rect: QRectF,
        colour: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        bold: bool = False,
    ) -> None:
        """Write lines of words in a rectangle of the widget."""
        hand = Hand(self.letters(bold=bold), colour, self.look.ground, align)
        item = Words(lines, rect, hand)
        item.setZValue(20)
        self._put(item)

    def sample(self, rect: QRectF, line: LineLook) -> None:
        """A short piece of a line with its mark, as a key to it."""
        self._put(_Sample(rect, line, self.look.ground))

    def _put(self, item: QGraphicsItem) -> None:
        item.setParentItem(self.getPlotItem())
        self._own.append(item)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # what the chart stands in scrolls


def pen(line: LineLook) -> QPen:
    """The pen of a line: as wide at every scale."""
    made: QPen = pg.mkPen(line.colour, width=line.width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap if line.dashes else Qt.PenCapStyle.RoundCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if line.dashes != SOLID:
        made.setDashPattern(list(line.dashes))
    return made


class _Sample(QGraphicsItem):
    def __init__(self, rect: QRectF, line: LineLook, ground: str) -> None:
        super().__init__()
        self._rect = rect
        self._line = line
        self._ground = ground

    @override
    def boundingRect(self) -> QRectF:
        return self._rect

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self._rect.center()
        painter.setPen(pen(self._line))
        painter.drawLine(
            QPointF(self._rect.left(), middle.y()), QPointF(self._rect.right(), middle.y())
        )
        if self._line.mark:
            colour = self._line.colour
            rim = pg.mkPen(colour if self._line.hollow else self._ground, width=1.2)
            inside = QBrush(QColor(self._ground if self._line.hollow else colour))
            painter.translate(middle)
            drawSymbol(painter, self._line.mark, MARK + 1, rim, inside)
