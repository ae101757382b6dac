"""A still canvas: pyqtgraph's without its menus, buttons, zoom and English.

Imported when the first chart is shown and not before: pyqtgraph and numpy take half a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QGraphicsLineItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from tertialapp.pdf.charts.canvas import MARK, Side, mark_size
from tertialapp.pdf.charts.geometry import Box, Frame, Point
from tertialapp.pdf.charts.looks import SOLID, ChartLook, LineLook
from tertialapp.ui.charts.words import Hand, Words
from tertialapp.ui.override import override

SMALL = 0.92
"""The size of letters in a chart against those around it."""
_BEHIND = -200
"""Behind pyqtgraph's own lines, which lie at -100."""
_SIDES: Mapping[Side, Qt.AlignmentFlag] = MappingProxyType(
    {
        "left": Qt.AlignmentFlag.AlignLeft,
        "right": Qt.AlignmentFlag.AlignRight,
        "centre": Qt.AlignmentFlag.AlignHCenter,
    }
)


class ChartCanvas(pg.PlotWidget):  # type: ignore[misc]
    """Lines, bars and words on a ground, which is only looked at: it takes no keys, clicks or wheel.

    pyqtgraph's lines are as wide on a picture of many points as on the screen; ``thickness`` makes up
    for it.
    """

    tallest = 340.0

    def __init__(self, look: ChartLook, parent: QWidget | None = None) -> None:
        self.look = look
        self.thickness = 1.0
        self._frame = Frame(Box(0, 0, 1, 1), (0, 1), (0, 1))
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

    def width_of(self, text: str, *, bold: bool = False) -> float:
        """How wide a text is."""
        return self.metrics(bold=bold).horizontalAdvance(text)

    def line_height(self, *, bold: bool = False) -> float:
        """How high a line of text is."""
        return self.metrics(bold=bold).height()

    def set_frame(self, frame: Frame) -> None:
        """Draw lines and bars in a frame from now on."""
        self._frame = frame
        box = self.getPlotItem().getViewBox()
        box.setGeometry(QRectF(*frame.box))
        box.setRange(xRange=frame.x, yRange=frame.y, padding=0)

    def curve(self, points: Sequence[Point], line: LineLook) -> None:
        """A line through points of the frame."""
        xs, ys = map(list, zip(*points, strict=True))
        drawn = pen(line)
        drawn.setWidthF(line.width * self.thickness)
        self.addItem(pg.PlotCurveItem(xs, ys, pen=drawn, antialias=True))

    def marks(self, points: Sequence[Point], line: LineLook) -> None:
        """Marks on points of the frame."""
        xs, ys = map(list, zip(*points, strict=True))
        inside = QBrush(QColor(self.look.ground if line.hollow else line.colour))
        rim = pg.mkPen(line.colour if line.hollow else self.look.ground, width=1.4)
        self.addItem(
            pg.ScatterPlotItem(
                xs,
                ys,
                symbol=line.mark,
                size=mark_size(line.mark),
                pen=rim,
                brush=inside,
                antialias=True,
                useCache=False,
            )
        )

    def bar(self, ends: tuple[float, float], top: float, thick: float, *, surplus: bool) -> None:
        """A bar between two values of the frame, hatched for a deficit."""
        low, high = sorted(ends)
        bottom = self._frame.box.bottom - top - thick
        colour = QColor(self.look.surplus if surplus else self.look.deficit)
        self.addItem(
            pg.BarGraphItem(
                x0=[low],
                x1=[high],
                y0=[bottom],
                y1=[bottom + thick],
                brush=self._filling(colour, solid=surplus),
                pen=pg.mkPen(colour, width=1.4 * self.thickness),
            )
        )

    def _filling(self, colour: QColor, *, solid: bool) -> QBrush:
        """A whole filling, or hatching that is as fine at every scale."""
        if solid:
            return QBrush(colour)
        low, high = self._frame.x
        brush = QBrush(colour, Qt.BrushStyle.BDiagPattern)
        brush.setTransform(QTransform.fromScale((high - low) / self._frame.box.width, 1.0))
        return brush

    def rule(self, start: Point, end: Point, colour: str, width: float = 1.0) -> None:
        """A straight line between points of the widget, behind everything else."""
        item = QGraphicsLineItem(QLineF(QPointF(*start), QPointF(*end)))
        item.setPen(QPen(QColor(colour), width))
        item.setZValue(_BEHIND)
        self._put(item)

    def write(
        self,
        lines: Sequence[str],
        box: Box,
        colour: str,
        side: Side = "left",
        *,
        bold: bool = False,
    ) -> None:
        """Write lines of words in a box of the widget."""
        hand = Hand(self.letters(bold=bold), colour, self.look.ground, _SIDES[side])
        item = Words(lines, QRectF(*box), hand)
        item.setZValue(20)
        self._put(item)

    def sample(self, box: Box, line: LineLook) -> None:
        """A short piece of a line with its mark, as a key to it."""
        self._put(_Sample(QRectF(*box), line, self.look.ground))

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
