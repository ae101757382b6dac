"""Several indicators of one unit over the same periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from tertialapp.model.frame import Period
from tertialapp.model.goals import Indicator
from tertialapp.model.numbers import format_number
from tertialapp.model.report import Report
from tertialapp.model.series.points import Point, points
from tertialapp.model.series.trends import line_breaks
from tertialapp.model.series.values import (
    FigureTable,
    LineChart,
    Role,
    Series,
    listed,
    with_unit,
)

MIN_SHARED_WORDS = 2
MOST_COMPARED = 8
"""More lines than so can't be told apart."""


def comparison(report: Report, indicator_ids: Sequence[str], period_id: str) -> LineChart:
    """The outcomes of indicators over the same periods.

    Those of another unit than the first's are left out, and those that would be too many.
    """
    chosen = [report.indicators[key] for key in indicator_ids]
    unit = chosen[0].unit
    same = [indicator for indicator in chosen if indicator.unit == unit]
    indicators, too_many = same[:MOST_COMPARED], same[MOST_COMPARED:]
    others = [indicator for indicator in chosen if indicator.unit != unit]
    along = {
        indicator.id: [
            point
            for point in points(report, indicator, period_id)
            if point.value.outcome is not None
        ]
        for indicator in indicators
    }
    periods = _periods(point for found in along.values() for point in found)
    lines = _lines(indicators, along, periods)
    shared = shared_beginning([indicator.name for indicator in indicators])
    directions = {indicator.direction for indicator in indicators}
    return LineChart(
        title=f"{shared} …" if shared else _title(indicators),
        unit=unit,
        direction=directions.pop() if len(directions) == 1 else None,
        labels=tuple(_label(period) for period in periods),
        series=tuple(line for line in lines if line.last is not None),
        table=_table(periods, lines),
        sentence=" ".join((_extremes(unit, periods, lines), *_left_out(others, too_many))),
    )


def _periods(found: Iterable[Point]) -> tuple[Period, ...]:
    periods = {_label(point.period): point.period for point in found}
    return tuple(sorted(periods.values(), key=lambda period: (period.cut_off, _label(period))))


def _label(period: Period) -> str:
    return f"{period.kind} {period.year}"


def _lines(
    indicators: Sequence[Indicator], along: Mapping[str, Sequence[Point]], periods: Sequence[Period]
) -> tuple[Series, ...]:
    lines = []
    shared = shared_beginning([indicator.name for indicator in indicators])
    for indicator in indicators:
        words = indicator.name.split()[len(shared.split()) :]
        short = " ".join(words) if shared else indicator.name
        outcomes = {point.label: point.value.outcome for point in along[indicator.id]}
        values = tuple(outcomes.get(_label(period)) for period in periods)
        breaks = line_breaks(indicator, periods, values)
        lines.append(
            Series(Role.COMPARED, indicator.name, short, values, indicator.decimals, breaks)
        )
    return tuple(lines)


def _title(indicators: Sequence[Indicator]) -> str:
    if len(indicators) == 1:
        return indicators[0].name
    return f"Jämförelse av {len(indicators)} indikatorer"


def shared_beginning(names: Sequence[str]) -> str:
    """The words that all the names begin with, where they are at least two and some words are left."""
    words = [name.split() for name in names]
    shared = 0
    while len(names) > 1 and all(len(name) > shared + 1 for name in words):
        if len({name[shared] for name in words}) > 1:
            break
        shared += 1
    return " ".join(words[0][:shared]) if shared >= MIN_SHARED_WORDS else ""


def _table(periods: Sequence[Period], lines: Sequence[Series]) -> FigureTable:
    rows = tuple(
        (
            line.short,
            *(
                "" if value is None else format_number(value, line.decimals)
                for value in line.values
            ),
        )
        for line in lines
    )
    return FigureTable(("Indikator", *map(_label, periods)), rows, "Period")


def _left_out(others: Sequence[Indicator], too_many: Sequence[Indicator]) -> Iterator[str]:
    """Why some of the chosen are not shown."""
    if others:
        names = listed([indicator.name for indicator in others])
        has = "har" if len(others) == 1 else "har alla"
        yield f"{names} {has} en annan enhet och visas inte."
    if too_many:
        names = listed([indicator.name for indicator in too_many])
        yield f"Högst {MOST_COMPARED} kan jämföras på en gång; {names} visas inte."


def _extremes(unit: str, periods: Sequence[Period], lines: Sequence[Series]) -> str:
    """Which is highest and which is lowest in the latest period with outcomes."""
    if not periods:
        return "Inga utfall än."
    latest = _label(periods[-1])
    known = [(line, line.values[-1]) for line in lines]
    outcomes = [(value, line) for line, value in known if value is not None]
    highest = max(outcomes, key=lambda found: found[0])
    lowest = min(outcomes, key=lambda found: found[0])

    def said(outcome: tuple[Decimal, Series]) -> str:
        value, line = outcome
        return f"{line.short} ({with_unit(value, line.decimals, unit)})"

    if len(outcomes) == 1:
        return f"I {latest} har bara {said(highest)} ett utfall."
    if highest[0] == lowest[0]:
        figure = with_unit(highest[0], highest[1].decimals, unit)
        return f"Alla {len(outcomes)} med utfall i {latest} ligger på {figure}."
    return f"Högst i {latest} är {said(highest)} och lägst är {said(lowest)}."
