"""The period in brief, counted on the example and on reports that lack what is counted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from tertialapp import tasks
from tertialapp.model.brief import key_figures
from tertialapp.model.frame import PeriodKind, SectionKind
from tertialapp.model.goals import Direction, Indicator, IndicatorValue
from tertialapp.model.periods import new_period
from tertialapp.model.relations import reaches_target
from tertialapp.model.report import Report
from tertialapp.model.series import deviations
from tertialapp.model.series.bars import ranked

PERIOD = "T1 2025"


@pytest.fixture(scope="module")
def example() -> Report:
    return tasks.example_report()


def test_the_key_figures_of_the_example(example: Report) -> None:
    assert [figure.figure for figure in key_figures(example, PERIOD)] == [
        "34 av 35",
        "−1,8",
        "0,0",
        "1 av 80",
        "26 av 27",
    ]


def test_only_what_the_report_has_sections_for_is_counted(example: Report) -> None:
    goals = [key for key, row in example.sections.items() if row.kind is SectionKind.GOALS]
    figures = key_figures(example.apply({"section": dict.fromkeys(goals)}), PERIOD)
    assert [figure.figure for figure in figures] == ["−1,8", "0,0"]
    assert key_figures(example.apply({"section": dict.fromkeys(example.sections)}), PERIOD) == ()


def test_nothing_is_counted_before_anything_is_filled_in(example: Report) -> None:
    plan = new_period(PeriodKind.PLAN, 2030)
    assert key_figures(example.apply({"period": {plan.id: plan}}), plan.id) == ()


def test_bars_are_ranked_from_surplus_to_deficit_with_the_sum_last(example: Report) -> None:
    chart = deviations(example, PERIOD)
    bars = ranked(chart).bars
    amounts = [bar.amount for bar in bars if not bar.total]
    assert amounts == sorted(amounts, reverse=True)
    assert [bar.total for bar in bars] == [False] * len(amounts) + [True]
    assert {bar.label for bar in chart.bars} - {bar.label for bar in bars} == {
        bar.label for bar in chart.bars if bar.surplus is None and not bar.total
    }
    assert len(ranked(chart).table.rows) == len(bars)


@pytest.mark.parametrize(
    ("direction", "forecast", "reaches"),
    [
        (Direction.UP, "80", True),
        (Direction.UP, "79.9", False),
        (Direction.DOWN, "80", True),
        (Direction.DOWN, "80.1", False),
        (Direction.BAND, "80", None),
        (Direction.UP, None, None),
    ],
)
def test_a_forecast_reaches_its_target_the_way_that_is_better(
    direction: Direction, forecast: str | None, *, reaches: bool | None
) -> None:
    indicator = Indicator(id="i", goal_id="g", sort_key="a", name="Andel", direction=direction)
    value = IndicatorValue(
        id="i@p",
        indicator_id="i",
        period_id="p",
        outcome=Decimal(1000),
        forecast=None if forecast is None else Decimal(forecast),
        target=Decimal(80),
    )
    tertial, year = new_period(PeriodKind.FIRST, 2027), new_period(PeriodKind.ANNUAL, 2027)
    assert reaches_target(indicator, value, tertial) is reaches
    counted = replace(indicator, direction=Direction.UP)
    assert reaches_target(counted, value, year) is True
    assert reaches_target(indicator, replace(value, target=None), tertial) is None
