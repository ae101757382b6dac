"""Words of a chart in the window."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from tertialapp.ui.override import override


class Hand(Struct, frozen=True):
    """How words are written: font and colour, the ground behind them, and the side that they keep to."""

    font: QFont
    colour: str
    ground: str
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


class Words(QGraphicsItem):
    """Lines of text in a rectangle, with a rim in the colour of the ground so that lines don't cross it."""

    def __init__(self, lines: Sequence[str], rect: QRectF, hand: Hand) -> None:
        super().__init__()
        self.lines = tuple(lines)
        self._rect = rect
        self._hand = hand

    @property
    def text(self) -> str:
        """The words as one line."""
        return " ".join(self.lines)

    def inked(self) -> QRectF:
        """The part of the rectangle that the words fill."""
        metrics = QFontMetricsF(self._hand.font)
        wide = max((metrics.horizontalAdvance(line) for line in self.lines), default=0.0)
        left = self._left(wide)
        return QRectF(left, self._rect.top(), wide, len(self.lines) * metrics.height())

    def _left(self, wide: float) -> float:
        shares = {Qt.AlignmentFlag.AlignRight: 1.0, Qt.AlignmentFlag.AlignHCenter: 0.5}
        share = shares.get(self._hand.align, 0.0)
        return self._rect.left() + (self._rect.width() - wide) * share

    @override
    def boundingRect(self) -> QRectF:
        return self._rect.adjusted(-3, -3, 3, 3)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        font = self._hand.font
        metrics = QFontMetricsF(font)
        rim_pen = QPen(QColor(self._hand.ground), 3.0)
        rim_pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        painter.setPen(QColor(self._hand.colour))
        for at, line in enumerate(self.lines):
            base = self._rect.top() + at * metrics.height() + metrics.ascent()
            start = QPointF(self._left(metrics.horizontalAdvance(line)), base)
            rim = QPainterPath()
            rim.addText(start, font, line)
            painter.strokePath(rim, rim_pen)
            painter.drawText(start, line)
