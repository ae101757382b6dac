"""One indicator over its periods: outcome, men and women, forecast and targets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from tertialapp.model.frame import Period, PeriodKind
from tertialapp.model.goals import Indicator, IndicatorValue
from tertialapp.model.numbers import format_number
from tertialapp.model.relations import expects_outcome
from tertialapp.model.report import Report
from tertialapp.model.series.points import Point, points
from tertialapp.model.series.values import FigureTable, LineChart, Role, Series, capital
from tertialapp.model.series.words import trend_sentence

Figure = Callable[[IndicatorValue], Decimal | None]


def trend(report: Report, indicator_id: str, period_id: str) -> LineChart:
    """An indicator over its periods up to the shown one, and its forecast for that year.

    A council's target that is meant for the whole city is not drawn: the board is not held against it.
    """
    indicator = report.indicators[indicator_id]
    along = points(report, indicator, period_id)
    forecast = _forecast(report, indicator, period_id)
    lines = _lines(report, indicator, along, forecast)
    labels = tuple(point.label for point in along)
    year_end = () if forecast is None else (f"Prognos {report.periods[period_id].year}",)
    return LineChart(
        title=indicator.name,
        unit=indicator.unit,
        direction=indicator.direction,
        labels=labels + year_end,
        series=lines,
        table=_table(indicator, labels, lines),
        sentence=trend_sentence(report, indicator, along, report.periods[period_id], forecast),
    )


def _forecast(report: Report, indicator: Indicator, period_id: str) -> Decimal | None:
    """What the year is expected to end at, as long as it has not ended."""
    value = report.indicator_value(indicator.id, period_id)
    ended = report.periods[period_id].kind is PeriodKind.ANNUAL and value.outcome is not None
    return None if ended else value.forecast


def _lines(
    report: Report, indicator: Indicator, along: Sequence[Point], forecast: Decimal | None
) -> tuple[Series, ...]:
    setup = report.setup
    council = f"{setup.council_label} årsmål"
    shown: list[tuple[Role, str, Figure]] = [
        (Role.OUTCOME, "Utfall", lambda value: value.outcome),
        (Role.WOMEN, capital(setup.women_label), lambda value: value.women),
        (Role.MEN, capital(setup.men_label), lambda value: value.men),
        (Role.TARGET, "Årsmål", lambda value: value.target),
        (Role.COUNCIL_TARGET, council, lambda value: value.council_target),
    ]
    if indicator.council_citywide:
        shown.pop()
    periods = [point.period for point in along]
    lines = []
    for role, name, figure in shown:
        values = tuple(figure(point.value) for point in along)
        breaks = line_breaks(indicator, periods, values)
        if forecast is not None:
            held_against = role in (Role.TARGET, Role.COUNCIL_TARGET)
            values += (values[-1] if held_against else None,)
        lines.append(Series(role, name, name, values, indicator.decimals, breaks))
    if forecast is not None:
        values = (*(None for _ in along), forecast)
        lines.insert(
            1, Series(Role.FORECAST, "Prognos helår", "Prognos", values, indicator.decimals)
        )
    return tuple(line for line in lines if line.last is not None)


def line_breaks(
    indicator: Indicator, periods: Sequence[Period], values: Sequence[Decimal | None]
) -> frozenset[int]:
    """Where a line begins anew: after an outcome that was due but is missing.

    A line of what counts up through the year begins anew with each year.
    """
    places = range(1, len(periods))
    missing = {
        at + 1
        for at, period in enumerate(periods)
        if values[at] is None and expects_outcome(indicator, period)
    }
    years = {at for at in places if periods[at].year != periods[at - 1].year}
    return frozenset(missing.intersection(places) | (years if indicator.running else set()))


def _table(indicator: Indicator, labels: Sequence[str], lines: Sequence[Series]) -> FigureTable:
    """A row for each period; the forecast stands in that of the shown one, which made it."""

    def cell(line: Series, at: int) -> str:
        value = line.values[-1 if line.role is Role.FORECAST and at == shown else at]
        return "" if value is None else format_number(value, indicator.decimals)

    shown = len(labels) - 1
    rows = tuple((label, *(cell(line, at) for line in lines)) for at, label in enumerate(labels))
    return FigureTable(("Period", *(line.name for line in lines)), rows, "Värde")
