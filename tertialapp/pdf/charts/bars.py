"""Deviations as bars: names to the left, surplus to one side and deficit, hatched, to the other."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from tertialapp.model.series import Bar, BarChart
from tertialapp.model.series.bars import signed_money
from tertialapp.pdf.charts.canvas import Canvas
from tertialapp.pdf.charts.geometry import Box, Frame, Point
from tertialapp.pdf.charts.lettering import broken

_GAP = 8.0
_THICK = 0.8
_LEAST_ROW = 1.4
"""How thick a bar and how high its row is, in lines of letters."""
_MOST_LINES = 6


class Row(Struct, frozen=True):
    """A bar with its name in lines and its place from the top."""

    bar: Bar
    name: tuple[str, ...]
    top: float
    height: float

    @property
    def middle(self) -> float:
        """The middle of the bar, from the top."""
        return self.top + self.height / 2


class Plan(Struct, frozen=True):
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
        measure = partial(canvas.width_of, bold=bar.total)
        name = tuple(broken(bar.label, width * 0.4, measure, _MOST_LINES))
        line = canvas.line_height(bold=bar.total)
        height = max(_LEAST_ROW * line, len(name) * line + 6)
        if bar.total and (at == 0 or not chart.bars[at - 1].total):
            top += 6
        rows.append(Row(bar, name, top, height))
        widest = max(widest, *(measure(line) for line in name))
        top += height
    return Plan(tuple(rows), widest, top + 4)


def draw_bars(canvas: Canvas, chart: BarChart, area: Box) -> None:
    """Draw a chart in an area of the canvas."""
    plan = plan_bars(canvas, chart, area.width)
    frame = _frame(canvas, chart, plan, area)
    canvas.set_frame(frame)
    for row in plan.rows:
        _write_row(canvas, plan, area, row)
    for row in plan.rows:
        if row.bar.surplus is not None:
            ends = (0.0, float(row.bar.amount))
            thick = _THICK * canvas.line_height()
            top = frame.box.top + row.middle - thick / 2
            canvas.bar(ends, top, thick, surplus=row.bar.surplus)
    zero = frame.across(0)
    canvas.rule(Point(zero, frame.box.top), Point(zero, frame.box.bottom), canvas.look.axis)
    for row in plan.rows:
        _write_amount(canvas, chart, frame, row)


def _frame(canvas: Canvas, chart: BarChart, plan: Plan, area: Box) -> Frame:
    """Bars as long as they can be with room for every amount at its end."""
    box = area.grown(plan.names + _GAP + 2, 0, 0, plan.height - area.height)
    low = float(min(0, *(bar.amount for bar in chart.bars)))
    high = float(max(0, *(bar.amount for bar in chart.bars)))
    printed = [
        (bar.amount, canvas.width_of(_printed(chart, bar), bold=True) + _GAP) for bar in chart.bars
    ]
    left = max((wide for amount, wide in printed if amount < 0), default=0.0)
    right = max((wide for amount, wide in printed if amount >= 0), default=0.0)
    room = max(20.0, box.width - left - right)
    each = (high - low) / room if high > low else 1.0
    return Frame(box, (low - left * each, low + (box.width - left) * each), (0.0, box.height))


def _printed(chart: BarChart, bar: Bar) -> str:
    return signed_money(bar.amount, chart.unit, chart.decimals)


def _write_row(canvas: Canvas, plan: Plan, area: Box, row: Row) -> None:
    """The name, and a rule above the sums."""
    height = len(row.name) * canvas.line_height(bold=row.bar.total)
    box = Box(area.left, area.top + row.middle - height / 2, plan.names, height)
    canvas.write(row.name, box, canvas.look.text, "right", bold=row.bar.total)
    first = next((one for one in plan.rows if one.bar.total), None)
    if row is first and len(plan.rows) > 1:
        y = area.top + row.top - 3
        canvas.rule(Point(area.left, y), Point(area.right, y), canvas.look.grid, 1.5)


def _write_amount(canvas: Canvas, chart: BarChart, frame: Frame, row: Row) -> None:
    text = _printed(chart, row.bar)
    wide, high = canvas.width_of(text, bold=row.bar.total), canvas.line_height(bold=row.bar.total)
    end = frame.across(float(row.bar.amount))
    left = end - 5 - wide if row.bar.amount < 0 else end + 5
    box = Box(left, frame.box.top + row.middle - high / 2, wide, high)
    canvas.write([text], box, canvas.look.text, bold=row.bar.total)
