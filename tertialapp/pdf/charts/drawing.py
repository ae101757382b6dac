"""Drawing a chart of any kind on a canvas."""

from __future__ import annotations

from tertialapp.model.series import Chart, LineChart
from tertialapp.pdf.charts.bars import draw_bars, plan_bars
from tertialapp.pdf.charts.canvas import Canvas
from tertialapp.pdf.charts.geometry import Box
from tertialapp.pdf.charts.lines import draw_lines, plan_lines


def height_of(canvas: Canvas, chart: Chart, width: float) -> float:
    """The height that a chart needs at a width."""
    if isinstance(chart, LineChart):
        return plan_lines(canvas, chart, width).height
    return plan_bars(canvas, chart, width).height


def draw_chart(canvas: Canvas, chart: Chart, area: Box) -> None:
    """Draw a chart in an area of the canvas."""
    if isinstance(chart, LineChart):
        draw_lines(canvas, chart, area)
    else:
        draw_bars(canvas, chart, area)
