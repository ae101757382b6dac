"""Deviations as bars: names to the left, surplus to one side and deficit, hatched, to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QTransform

from tertialapp.model.series import Bar, BarChart
from tertialapp.model.series.bars import signed_money
from tertialapp.ui.charts.canvas import Canvas, Frame
from tertialapp.ui.charts.lettering import broken

_GAP = 8.0
_THICK = 14.0
_LEAST_ROW = 24.0
_MOST_LINES = 6


@dataclass(frozen=True)
class Row:
    """A bar with its name in lines and its place from the top."""

    bar: Bar
    name: tuple[str, ...]
    top: float
    height: float

    @property
    def middle(self) -> float:
        """The middle of the bar, from the top."""
        return self.top + self.height / 2


@dataclass(frozen=True)
class Plan:
    """The rows of a chart at a width, and the room that they take."""

    rows: tuple[Row, ...]
    names: float
    height: float


def plan_bars(canvas: Canvas, chart: BarChart, width: float) -> Plan:
    """The rows with their names broken to a part of the width."""
    rows = []
    top = 4.0
    widest = 0.0
    for at, bar in enumerate(chart.bars):
        metrics = canvas.metrics(bold=bar.total)
        measure = metrics.horizontalAdvance
        name = tuple(broken(bar.label, width * 0.4, measure, _MOST_LINES))
        height = max(_LEAST_ROW, len(name) * metrics.height() + 6)
        if bar.total and (at == 0 or not chart.bars[at - 1].total):
            top += 6
        rows.append(Row(bar, name, top, height))
        widest = max(widest, *(measure(line) for line in name))
        top += height
    return Plan(tuple(rows), widest, top + 4)


def draw_bars(canvas: Canvas, chart: BarChart, area: QRectF) -> None:
    """Draw a chart in an area of the canvas."""
    plan = plan_bars(canvas, chart, area.width())
    frame = _frame(canvas, chart, plan, area)
    canvas.set_frame(frame)
    for row in plan.rows:
        _write_row(canvas, plan, area, row)
    _draw_rows(canvas, plan.rows, frame)
    zero = frame.across(0)
    top, bottom = QPointF(zero, frame.rect.top()), QPointF(zero, frame.rect.bottom())
    canvas.rule(top, bottom, canvas.look.axis)
    for row in plan.rows:
        _write_amount(canvas, chart, frame, row)


def _frame(canvas: Canvas, chart: BarChart, plan: Plan, area: QRectF) -> Frame:
    """Bars as long as they can be with room for every amount at its end."""
    measure = canvas.metrics(bold=True).horizontalAdvance
    rect = area.adjusted(plan.names + _GAP + 2, 0, 0, plan.height - area.height())
    low = float(min(0, *(bar.amount for bar in chart.bars)))
    high = float(max(0, *(bar.amount for bar in chart.bars)))
    printed = [(bar.amount, measure(_printed(chart, bar)) + _GAP) for bar in chart.bars]
    left = max((wide for amount, wide in printed if amount < 0), default=0.0)
    right = max((wide for amount, wide in printed if amount >= 0), default=0.0)
    room = max(20.0, rect.width() - left - right)
    each = (high - low) / room if high > low else 1.0
    return Frame(
        rect, (low - left * each, low + (rect.width() - left) * each), (0.0, rect.height())
    )


def _printed(chart: BarChart, bar: Bar) -> str:
    return signed_money(bar.amount, chart.unit, chart.decimals)


def _write_row(canvas: Canvas, plan: Plan, area: QRectF, row: Row) -> None:
    """The name, and a rule above the sums."""
    line = canvas.metrics(bold=row.bar.total).height()
    height = len(row.name) * line
    top = area.top() + row.middle - height / 2
    box = QRectF(area.left(), top, plan.names, height)
    look = canvas.look
    canvas.write(row.name, box, look.text, Qt.AlignmentFlag.AlignRight, bold=row.bar.total)
    first = next((one for one in plan.rows if one.bar.total), None)
    if row is first and len(plan.rows) > 1:
        y = area.top() + row.top - 3
        canvas.rule(QPointF(area.left(), y), QPointF(area.right(), y), look.grid, 1.5)


def _draw_rows(canvas: Canvas, rows: Sequence[Row], frame: Frame) -> None:
    height = frame.rect.height()
    scale = (frame.x[1] - frame.x[0]) / frame.rect.width()
    for row in rows:
        if row.bar.surplus is None:
            continue
        colour = QColor(canvas.look.surplus if row.bar.surplus else canvas.look.deficit)
        middle = height - row.middle
        ends = sorted((0.0, float(row.bar.amount)))
        canvas.addItem(
            pg.BarGraphItem(
                x0=[ends[0]],
                x1=[ends[1]],
                y0=[middle - _THICK / 2],
                y1=[middle + _THICK / 2],
                brush=_filling(colour, solid=row.bar.surplus, scale=scale),
                pen=pg.mkPen(colour, width=1.4 * canvas.thickness),
            )
        )


def _filling(colour: QColor, *, solid: bool, scale: float) -> QBrush:
    """A whole filling, or hatching that is as fine at every scale."""
    if solid:
        return QBrush(colour)
    brush = QBrush(colour, Qt.BrushStyle.BDiagPattern)
    brush.setTransform(QTransform.fromScale(scale, 1.0))
    return brush


def _write_amount(canvas: Canvas, chart: BarChart, frame: Frame, row: Row) -> None:
    text = _printed(chart, row.bar)
    metrics = canvas.metrics(bold=row.bar.total)
    wide = metrics.horizontalAdvance(text)
    end = frame.across(float(row.bar.amount))
    left = end - 5 - wide if row.bar.amount < 0 else end + 5
    top = frame.rect.top() + row.middle - metrics.height() / 2
    box = QRectF(left, top, wide, metrics.height())
    canvas.write([text], box, canvas.look.text, bold=row.bar.total)
