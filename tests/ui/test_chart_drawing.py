"""Charts as they are drawn: nothing overlaps, nothing rests on colour, scales are round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from tertialapp import tasks
from tertialapp.document.opening import new_document
from tertialapp.model.colors import contrast, rgb_of
from tertialapp.model.frame import OwnWord, PeriodKind, SectionKind
from tertialapp.model.numbers import MINUS, NBSP
from tertialapp.model.periods import new_period
from tertialapp.model.report import Report
from tertialapp.model.series import (
    BarChart,
    Chart,
    Role,
    comparison,
    economy_chart,
    trend,
)
from tertialapp.model.series.comparisons import MOST_COMPARED
from tertialapp.pdf.charts.lettering import broken
from tertialapp.pdf.charts.looks import LIGHT_CHART, ChartLook, line_look
from tertialapp.pdf.charts.placing import spread
from tertialapp.pdf.charts.scales import round_ticks, short_tick_texts, tick_texts
from tertialapp.pdf.own_breaks import marking, with_breaks
from tertialapp.ui.charts.looks import DARK_CHART
from tertialapp.ui.charts.view import ChartView

NOW = "T1 2025"
ECONOMY = (
    SectionKind.OPERATING_BUDGET,
    SectionKind.NET_BUDGET,
    SectionKind.RESULT_UNITS,
    SectionKind.INVESTMENTS,
)


# -- legible for everyone --------------------------------------------------------------------------


def _contrast(colour: str, ground: str) -> float:
    one, other = rgb_of(colour), rgb_of(ground)
    assert one
    assert other
    return contrast(one, other)


@pytest.mark.parametrize("look", [LIGHT_CHART, DARK_CHART])
def test_every_colour_can_be_told_from_the_ground(look: ChartLook) -> None:
    colours = [value for key, value in asdict(look).items() if isinstance(value, str)]
    colours = [
        value for value in (*colours, *look.compared) if value not in (look.ground, look.grid)
    ]
    for colour in colours:
        least = 3.0 if colour == look.axis else 4.5
        assert _contrast(colour, look.ground) >= least, colour


def test_lines_differ_by_more_than_colour() -> None:
    report = tasks.example_report()
    shares = [
        key
        for key in _of_unit(report, "%")
        if report.indicator_value(key, "VB 2024").outcome is not None
    ]
    several = comparison(report, shares[:12], NOW)
    one = trend(report, "ind-1.3-1", NOW)
    assert len(several.series) == MOST_COMPARED
    assert len(one.series) == len(Role) - 1
    for chart in (several, one):
        looks = [line_look(LIGHT_CHART, line, at) for at, line in enumerate(chart.series)]
        assert len({(look.mark, look.dashes) for look in looks}) == len(looks)


def _of_unit(report: Report, unit: str) -> Iterator[str]:
    return (row.id for row in report.indicators.values() if row.unit == unit)


def _example_charts() -> Iterator[Chart]:
    report = tasks.example_report()
    for key in report.indicators:
        yield trend(report, key, NOW)
    for kind in ECONOMY:
        chart = economy_chart(report, NOW, kind)
        assert chart is not None
        yield chart
    shares = list(_of_unit(report, "%"))
    for count in (2, 3, 5, 8):
        yield comparison(report, shares[:count], NOW)
    yield from _long_lines()


def _long_lines() -> Iterator[Chart]:
    """Eight periods of small, negative and huge figures, with everything that can be drawn."""
    document = new_document(tasks.example_report())
    names = [f"{kind} {year}" for year in (2022, 2023) for kind in ("T1", "T2", "VB")]
    try:
        for scale in (Decimal("0.01"), Decimal(-1), Decimal(10**6), Decimal(10**15)):
            with document.edit("Fyll i") as edit:
                for at, name in enumerate([*names, "VB 2024", NOW]):
                    if name in names:
                        kind, year = name.split()
                        edit.put(new_period(PeriodKind(kind), int(year)))
                    figures = [((at * 37) % 11 + add) * scale for add in (5, 3, 7, 6, 8)]
                    fields = ("outcome", "men", "women", "target", "council_target")
                    value = edit.report.indicator_value("ind-1.3-1", name)
                    edit.set(value, **dict(zip(fields, figures, strict=True)))
            yield trend(document.report, "ind-1.3-1", NOW)
    finally:
        document.discard()


@pytest.mark.parametrize("width", [290, 390, 610])
@pytest.mark.parametrize("larger", [1.0, 1.5])
def test_no_words_overlap_or_are_cut_off(qtbot: QtBot, width: int, larger: float) -> None:
    view = ChartView(LIGHT_CHART)
    qtbot.addWidget(view)
    font = view.font()
    font.setPointSizeF(font.pointSizeF() * larger)
    view.setFont(font)
    for chart in _example_charts():
        if chart.blank:
            continue
        view.show_chart(chart, LIGHT_CHART)
        view.resize(width, view.heightForWidth(width))
        view.show()
        view.redraw()
        placed = [(words.text, words.inked()) for words in view.words() if words.text]
        assert len(placed) > len(chart.table.rows)
        inside = QRectF(view.rect()).adjusted(-1, -1, 1, 1)
        for text, rect in placed:
            assert inside.contains(rect), (chart.title, text)
        for (one, first), (other, second) in combinations(placed, 2):
            overlap = first.intersected(second.adjusted(1, 1, -1, -1))
            assert overlap.isEmpty(), (chart.title, one, other)


def test_bars_lie_beside_their_names_whatever_was_shown_before(qtbot: QtBot) -> None:
    view = ChartView(LIGHT_CHART)
    qtbot.addWidget(view)
    report = tasks.example_report()
    for kind in ECONOMY:
        chart = economy_chart(report, NOW, kind)
        assert chart is not None
        view.show_chart(chart, LIGHT_CHART)
        view.resize(390, view.heightForWidth(390))
        view.show()
        box = view.getPlotItem().getViewBox()
        names = {words.text: words.inked().center().y() for words in view.words()}
        bars = [bar for bar in chart.bars if bar.surplus is not None]
        for bar, item in zip(bars, box.addedItems, strict=True):
            middle = box.mapFromView(item.boundingRect().center()) + box.pos()
            assert abs(middle.y() - names[bar.label]) < 1.5, bar.label


# -- letters and scales ----------------------------------------------------------------------------


@given(st.text("abcåäö -/", max_size=60), st.integers(1, 20), st.integers(1, 4))
def test_broken_lines_fit(text: str, width: int, most: int) -> None:
    lines = broken(text, width, len, most)
    assert 1 <= len(lines) <= most
    assert all(len(line) <= width or line == "…" for line in lines)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Kvinnor/flickor 8 %", 15, ["Kvinnor/flickor", "8 %"]),
        ("Kvinnor/flickor 8 %", 11, ["Kvinnor/", "flickor 8 %"]),
        ("Förskoleverksamhet", 14, ["Förskole-", "verksamhet"]),
        ("Stöd och service", 10, ["Stöd och", "service"]),
        ("Stöd och service till äldre", 10, ["Stöd och", "service", "till äldre"]),
        ("Stöd och service till äldre personer", 10, ["Stöd och", "service", "till äldr…"]),
    ],
)
def test_words_are_broken_where_they_may_be(text: str, width: int, lines: Sequence[str]) -> None:
    assert broken(text, width, len, 3) == lines


@pytest.mark.parametrize(
    ("own", "lines"),
    [
        ("", ["Förskole-", "verksamhet"]),
        ("förskoleverk·samhet", ["Förskoleverk-", "samhet"]),
        ("förskoleverksamhet", ["Förskoleverk…"]),
    ],
)
def test_the_names_of_bars_are_broken_as_the_reports_own_words(own: str, lines: list[str]) -> None:
    chart = economy_chart(tasks.example_report(), NOW, SectionKind.NET_BUDGET)
    assert isinstance(chart, BarChart)
    marked = with_breaks(chart, marking([OwnWord(id="förskoleverksamhet", broken=own)]))
    assert isinstance(marked, BarChart)
    (label,) = (bar.label for bar in marked.bars if "skole" in bar.label)
    assert broken(label, 13, len, 3) == lines
    assert (marked == chart) == (not own)
    assert (marked.title, marked.table) == (chart.title, chart.table)


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(5, 30)), min_size=1, max_size=6))
def test_spread_things_do_not_overlap_and_keep_their_order(things: list[tuple[int, int]]) -> None:
    centres, heights = [float(c) for c, _ in things], [float(h) for _, h in things]
    placed = spread(centres, heights, 0, 200)
    order = sorted(range(len(things)), key=lambda at: placed[at])
    for above, below in pairwise(order):
        gap = placed[below] - placed[above] - (heights[above] + heights[below]) / 2
        assert gap >= -1e-6
        assert centres[above] <= centres[below]
    assert placed[order[0]] - heights[order[0]] / 2 >= -1e-6
    if sum(heights) <= 200:
        assert placed[order[-1]] + heights[order[-1]] / 2 <= 200 + 1e-6


def test_things_that_have_room_stay_where_they_are() -> None:
    assert spread([10, 50, 90], [10, 10, 10], 0, 100) == [10, 50, 90]
    assert spread([50, 50], [10, 10], 0, 100) == [45, 55]


_FIGURES = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3)


@given(st.lists(_FIGURES, min_size=1, max_size=8), st.integers(2, 8))
def test_ticks_are_round_few_and_around_the_values(values: list[Decimal], about: int) -> None:
    ticks = round_ticks(values, about)
    assert 2 <= len(ticks) <= about * 2 + 3
    assert ticks[0] <= min(values)
    assert ticks[-1] >= max(values)
    assert len({after - before for before, after in pairwise(ticks)}) == 1


@pytest.mark.parametrize(
    ("values", "unit", "texts"),
    [
        (["76", "82"], "", ("74", "76", "78", "80", "82", "84")),
        (["0"], "%", ("0,0", "0,5")),
        (["100", "98"], "%", ("94", "96", "98", "100")),
        (["7.1", "8.5"], "%", ("7,0", "7,5", "8,0", "8,5")),
        (["-12.5", "4"], "", (f"{MINUS}15", f"{MINUS}10", f"{MINUS}5", "0", "5")),
    ],
)
def test_ticks_in_print(values: Sequence[str], unit: str, texts: tuple[str, ...]) -> None:
    assert tick_texts(round_ticks([Decimal(value) for value in values], 4, unit)) == texts


@pytest.mark.parametrize(
    ("ticks", "texts"),
    [
        (["17500000", "18000000"], ("17,5 mn", "18,0 mn")),
        (["-2000000000", "0"], (f"{MINUS}2 md", "0 md")),
        (["3000000000000"], ("3 bn",)),
        (["999999"], ("999 999",)),
    ],
)
def test_large_ticks_are_short_where_there_is_little_room(
    ticks: Sequence[str], texts: tuple[str, ...]
) -> None:
    short = short_tick_texts([Decimal(tick) for tick in ticks])
    assert tuple(text.replace(NBSP, " ") for text in short) == texts
