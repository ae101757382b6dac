"""Lines over periods: one indicator with its targets, or several indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import groupby, islice, pairwise

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.model.numbers import format_number
from tertialapp.model.series import LineChart, Role, Series
from tertialapp.pdf.charts.canvas import MARK, Canvas
from tertialapp.pdf.charts.geometry import Box, Frame, Point
from tertialapp.pdf.charts.key import Key, flowed
from tertialapp.pdf.charts.lettering import broken
from tertialapp.pdf.charts.looks import LineLook, line_look
from tertialapp.pdf.charts.placing import Room, spread
from tertialapp.pdf.charts.scales import round_ticks, short_tick_texts, tick_texts

_LEVELS = (Role.TARGET, Role.COUNCIL_TARGET)
_GAP = 8.0
_LOWEST = 200.0
_LEAST_LINES = 14
_MOST_END_LINES = 3
_FEW = 2
_MOST_AXIS = 0.24
_LEAST_END, _WIDEST_END = 110.0, 190.0
_TICK_ROOM = 3.2
"""How many lines of letters there are from one number of the axis to the next, at least."""


class End(Struct, frozen=True):
    """A name at the end of a line, broken in lines; ``at`` is the line's place in the chart."""

    at: int
    lines: tuple[str, ...]
    value: Decimal


class Plan(Struct, frozen=True):
    """What a chart needs room for, at a width."""

    ends: tuple[End, ...]
    key: Key
    height: float


def plan_lines(canvas: Canvas, chart: LineChart, width: float) -> Plan:
    """The names that stand at the ends of their lines, and those that need a key."""
    final = len(chart.labels) - 1
    ends = _ends(canvas, chart, width)
    least = max(_LOWEST, _LEAST_LINES * canvas.line_height())
    height = max(least, min(canvas.tallest, width * 0.6))
    compared = any(line.role is Role.COMPARED for line in chart.series)
    fits = _fit(canvas, ends, height) and all(line.last == final for line in chart.series)
    keyed: Sequence[int] = ()
    if compared and not fits:
        keyed = range(len(chart.series))
        ends = [End(end.at, (end.lines[-1],), end.value) for end in _values(chart, final)]
    elif not compared:
        keyed = [at for at, line in enumerate(chart.series) if line.last != final]
    names = [chart.series[at].short for at in keyed]
    key = flowed(list(zip(keyed, names, strict=True)), width, canvas)
    return Plan(tuple(ends), key, height + key.height)


def _ends(canvas: Canvas, chart: LineChart, width: float) -> list[End]:
    """The names and values of the lines that reach the last label; targets that agree share one."""
    final = len(chart.labels) - 1
    measure = partial(canvas.width_of, bold=True)
    widest = min(_WIDEST_END, max(_LEAST_END, width * 0.34))
    shared = _shared_target(chart, final)
    ends = []
    for at, line in enumerate(chart.series):
        value = line.values[final]
        if line.last != final or value is None or (shared and line.role is Role.COUNCIL_TARGET):
            continue
        name = line.short
        if shared and line.role is Role.TARGET:
            name = f"{line.short} och {shared}"
        figure = chart.printed(value, line.decimals)
        # A figure is whole or not there at all; it stands in the table too.
        text = f"{name} {figure}" if measure(figure) <= widest else name
        ends.append(End(at, tuple(broken(text, widest, measure, 9)), value))
    return ends


def _values(chart: LineChart, final: int) -> Iterator[End]:
    for at, line in enumerate(chart.series):
        value = line.values[final]
        if value is not None:
            yield End(at, (chart.printed(value, line.decimals),), value)


def _shared_target(chart: LineChart, final: int) -> str:
    """The council target's name when it ends where the board's does."""
    levels = {line.role: line for line in chart.series if line.role in _LEVELS}
    own, council = levels.get(Role.TARGET), levels.get(Role.COUNCIL_TARGET)
    if own is None or council is None or own.values[final] is None:
        return ""
    return council.short if council.values[final] == own.values[final] else ""


def _fit(canvas: Canvas, ends: Sequence[End], height: float) -> bool:
    line = canvas.line_height()
    enough = sum(len(end.lines) for end in ends) * line < height - 4 * line
    whole = all(not any(part.endswith("…") for part in end.lines) for end in ends)
    return enough and whole and all(len(end.lines) <= _MOST_END_LINES for end in ends)


# -- drawing ---------------------------------------------------------------------------------------


def draw_lines(canvas: Canvas, chart: LineChart, area: Box) -> None:
    """Draw a chart in an area of the canvas."""
    _Drawing(canvas, chart, area).draw()


class _Drawing:
    """A chart on its way to the canvas."""

    def __init__(self, canvas: Canvas, chart: LineChart, area: Box) -> None:
        self.canvas = canvas
        self.chart = chart
        self.area = area
        self.plan = plan_lines(canvas, chart, area.width)
        self.line_height = canvas.line_height()
        self.looks = [line_look(canvas.look, line, at) for at, line in enumerate(chart.series)]
        self.ticks = self._ticks()
        self.tick_texts = self._tick_texts()
        left, right = self._margins()
        slot = (area.width - left - right) / len(chart.labels)
        self.label_lines = self._labels(slot)
        self.frame = self._frame(left, right)
        box = self.frame.box
        high = box.bottom - area.top - 4
        self.room = Room(Box(box.left, area.top, box.width, high))

    def draw(self) -> None:
        """Axes first, then lines from the back to the front, then words where there is room."""
        self.canvas.set_frame(self.frame)
        self._draw_axes()
        for at in sorted(range(len(self.looks)), key=lambda at: _depth(self.chart.series[at])):
            if self.looks[at].mark:
                self._draw_line(at)
            else:
                self._draw_levels(at)
        self._write_ends()
        for at in sorted(range(len(self.looks)), key=lambda at: -_depth(self.chart.series[at])):
            self._write_values(at)
        corner = Point(self.area.left, self.area.bottom - self.plan.key.height)
        self.plan.key.draw(self.canvas, corner, self.looks)

    # -- axes -----------------------------------------------------------------------------------

    def _values(self) -> list[Decimal]:
        return [value for line in self.chart.series for value in line.values if value is not None]

    def _ticks(self) -> tuple[Decimal, ...]:
        height = self.area.height - self.plan.key.height
        about = max(2, int(height / (self.line_height * _TICK_ROOM)))
        return round_ticks(self._values(), about, self.chart.unit)

    def _tick_texts(self) -> tuple[str, ...]:
        texts = tick_texts(self.ticks)
        widest = max(map(self.canvas.width_of, texts))
        return texts if widest <= self.area.width * _MOST_AXIS else short_tick_texts(self.ticks)

    def _margins(self) -> tuple[float, float]:
        """The room for the numbers to the left and the names to the right."""
        measure = self.canvas.width_of
        ends = [
            self.canvas.width_of(text, bold=True) for end in self.plan.ends for text in end.lines
        ]
        left = max(map(measure, self.tick_texts)) + _GAP
        return left, max(ends) + _GAP + 2 if ends else _GAP

    def _frame(self, left: float, right: float) -> Frame:
        """Where the lines are drawn, with room above for the highest one's value."""
        rows = max(len(lines) for lines in self.label_lines)
        bottom = rows * self.line_height + 6 + self.plan.key.height
        values = (*self.ticks, *self._values())
        low, high = float(min(values)), float(max(values))
        box = self.area.grown(left, self.line_height / 2 + 4, -right, -bottom)
        slack = (high - low) * (MARK + 2) / max(1.0, box.height - 2 * MARK)
        y = (low - slack, high + slack)
        x = (-0.5, len(self.chart.labels) - 0.5)
        highest = Frame(box, x, y).down(float(max(self._values()))) - self.area.top
        lowered = max(0.0, self.line_height + MARK + 4 - highest)
        return Frame(box.grown(0, lowered, 0, 0), x, y)

    def _labels(self, slot: float) -> list[list[str]]:
        """The labels in one line, or two where they are close; every second or so when too close."""
        measure = self.canvas.width_of
        labels = self.chart.labels
        if max(measure(label) for label in labels) + _GAP <= slot:
            return [[label] for label in labels]
        split = [label.split(" ", 1) for label in labels]
        widest = max(measure(part) for parts in split for part in parts)
        each = max(1, -int(-(widest + 4) // max(1.0, slot)))
        final = len(labels) - 1
        return [parts if (final - at) % each == 0 else [] for at, parts in enumerate(split)]

    def _draw_axes(self) -> None:
        canvas, box, look = self.canvas, self.frame.box, self.canvas.look
        for tick, text in zip(self.ticks, self.tick_texts, strict=True):
            y = self.frame.down(float(tick))
            canvas.rule(Point(box.left, y), Point(box.right, y), look.grid)
            room = box.left - self.area.left - _GAP
            beside = Box(self.area.left, y - self.line_height / 2, room, self.line_height)
            canvas.write([text], beside, look.muted, "right")
        base = box.bottom
        canvas.rule(Point(box.left, base), Point(box.right, base), look.axis)
        if self.frame.y[0] < 0 < self.frame.y[1] and min(self._values()) < 0:
            zero = self.frame.down(0)
            canvas.rule(Point(box.left, zero), Point(box.right, zero), look.axis)
        for at, lines in enumerate(self.label_lines):
            x = self.frame.across(at)
            canvas.rule(Point(x, base), Point(x, base + 4), look.axis)
            below = Box(x - 60, base + 5, 120, self.line_height * 2)
            canvas.write(lines, below, look.muted, "centre")

    # -- lines ----------------------------------------------------------------------------------

    def _draw_line(self, at: int) -> None:
        """A line with its marks; a forecast is tied to the outcome that it goes on from."""
        line, look = self.chart.series[at], self.looks[at]
        points = [Point(x, float(y)) for x, y in enumerate(line.values) if y is not None]
        for run in _runs(line):
            self._curve(run, look)
        if line.role is Role.FORECAST:
            outcome = next((one for one in self.chart.series if one.role is Role.OUTCOME), None)
            if outcome is not None and outcome.last == len(self.chart.labels) - 2:
                self._curve([_runs_end(outcome), points[-1]], look)
        self.canvas.marks(points, look)
        for x, y in points:
            centre = self.frame.point(x, y)
            self.room.take(Box(centre.x - 6, centre.y - 6, 12, 12))

    def _curve(self, run: Sequence[Point], look: LineLook) -> None:
        if len(run) > 1:
            self.canvas.curve(run, look)
            for (x0, y0), (x1, y1) in pairwise(run):
                self.room.take_line(self.frame.point(x0, y0), self.frame.point(x1, y1))

    def _draw_levels(self, at: int) -> None:
        """A target holds through each of its periods; equal ones are one line."""
        line = self.chart.series[at]
        if line.role is Role.COUNCIL_TARGET:
            line = self._apart(line)
        for value, group in groupby(enumerate(line.values), key=lambda found: found[1]):
            if value is not None:
                places = [place for place, _ in group]
                ends = [Point(places[0] - 0.5, float(value)), Point(places[-1] + 0.5, float(value))]
                self._curve(ends, self.looks[at])

    def _apart(self, council: Series) -> Series:
        """The council's target where it is another than the board's, which would lie on it."""
        own = next((line for line in self.chart.series if line.role is Role.TARGET), council)
        if own is council:
            return council
        pairs = zip(council.values, own.values, strict=True)
        values = tuple(None if value == other else value for value, other in pairs)
        return replace(council, values=values)

    # -- words ----------------------------------------------------------------------------------

    def _write_ends(self) -> None:
        """The names at the ends of their lines, moved apart; a thin line leads to one that was moved."""
        ends, box = self.plan.ends, self.frame.box
        heights = [len(end.lines) * self.line_height + 2 for end in ends]
        wanted = [self.frame.down(float(end.value)) for end in ends]
        places = spread(wanted, heights, self.area.top, box.bottom + 4)
        left = box.right + _GAP
        for end, height, y, place in zip(ends, heights, wanted, places, strict=True):
            colour = self.looks[end.at].colour
            beside = Box(left, place - height / 2 + 1, self.area.right - left, height)
            bold = self.chart.series[end.at].role in (Role.OUTCOME, Role.COMPARED)
            self.canvas.write(end.lines, beside, colour, bold=bold)
            if abs(place - y) > self.line_height / 2:
                self.canvas.rule(Point(box.right, y), Point(left - 2, place), colour)

    def _write_values(self, at: int) -> None:
        """The values at the marks of a line that is not compared, where there is room for them."""
        line = self.chart.series[at]
        if line.role not in (Role.OUTCOME, Role.WOMEN, Role.MEN):
            return
        said = {end.at for end in self.plan.ends}
        main = line.role is Role.OUTCOME
        measure = partial(self.canvas.width_of, bold=main)
        high = self.canvas.line_height(bold=main)
        texts = {
            x: format_number(value, line.decimals)
            for x, value in enumerate(line.values)
            if value is not None and not (at in said and x == line.last)
        }
        widest = max(map(measure, texts.values()), default=0.0)
        slot = self.frame.across(1) - self.frame.across(0)
        for x in _by_importance(line, whole=widest + 6 < slot if main else len(texts) <= _FEW):
            if x not in texts:
                continue
            wide = measure(texts[x])
            centre = self.frame.point(x, float(line.values[x] or 0))
            places = _around(centre, wide, high, upward=self._upward(line, x))
            beside = slot > wide * 1.7
            box = self.room.first_free(places if beside else islice(places, 2))
            if box is not None:
                self.canvas.write([texts[x]], box, self.looks[at].colour, bold=main)

    @staticmethod
    def _upward(line: Series, x: int) -> bool:
        """Whether a value is best written above its mark: where the line bends down from it."""
        beside = [line.values[at] for at in (x - 1, x + 1) if 0 <= at < len(line.values)]
        known = [value for value in beside if value is not None]
        own = line.values[x]
        return own is None or not known or own * len(known) >= sum(known)


def _runs(line: Series) -> Iterator[list[Point]]:
    """The points that are joined."""
    run: list[Point] = []
    for x, value in enumerate(line.values):
        if x in line.breaks:
            yield run
            run = []
        if value is not None:
            run.append(Point(x, float(value)))
    yield run


def _runs_end(line: Series) -> Point:
    *_, last = (run for run in _runs(line) if run)
    return last[-1]


def _by_importance(line: Series, *, whole: bool) -> list[int]:
    """The last, first, highest and lowest place, then the others if the ``whole`` line is wanted."""
    places = [at for at, value in enumerate(line.values) if value is not None]

    def figure(at: int) -> Decimal:
        value = line.values[at]
        assert value is not None
        return value

    first = [places[-1], places[0], max(places, key=figure), min(places, key=figure)]
    return list(dict.fromkeys((*first, *places) if whole else first))


def _around(centre: Point, wide: float, high: float, *, upward: bool) -> Iterator[Box]:
    """Places for a label around a mark, the best first."""
    off = MARK / 2 + 4
    above = Box(centre.x - wide / 2, centre.y - off - high, wide, high)
    below = Box(centre.x - wide / 2, centre.y + off, wide, high)
    yield from (above, below) if upward else (below, above)
    for y in (centre.y - high / 2, above.top, below.top):
        yield Box(centre.x + off + 3, y, wide, high)
        yield Box(centre.x - off - 3 - wide, y, wide, high)


def _depth(line: Series) -> int:
    """What lies at the back comes first: the council's target, the board's, parts, the outcome."""
    order = (Role.COUNCIL_TARGET, Role.TARGET, Role.FORECAST, Role.MEN, Role.WOMEN)
    return order.index(line.role) if line.role in order else len(order)
