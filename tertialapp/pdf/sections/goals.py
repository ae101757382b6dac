"""The goals: label, title and status, texts, indicators, activities, then the goals below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain

from msgspec import Struct

from tertialapp.model.choice_words import ACTIVITY_STATES
from tertialapp.model.frame import Period, Section, Setup, Shape, Status, TextPart
from tertialapp.model.goals import (
    Activity,
    ActivityState,
    ExpectedResult,
    Goal,
    Indicator,
    IndicatorValue,
    Level,
)
from tertialapp.model.images import Image
from tertialapp.model.numbers import NBSP, format_number
from tertialapp.model.outline import goal_label
from tertialapp.model.periods import measured_in
from tertialapp.model.places import Place, Spot, goal_place, text_field
from tertialapp.model.records import cell_id
from tertialapp.model.report import Report
from tertialapp.model.series import Chart, trend
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import (
    Block,
    Cell,
    Column,
    Diagram,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Table,
    plain,
)
from tertialapp.pdf.column_widths import common_widths
from tertialapp.pdf.own_breaks import Marking, with_breaks
from tertialapp.pdf.remembered import remembered
from tertialapp.pdf.sections.context import Blocks, Context, Parts, bulleted, text_blocks
from tertialapp.pdf.sections.part import anchor_of
from tertialapp.pdf.styles import TextStyle

Cells = tuple[Cell, ...]

_OF_TRENDS = ("setup", "period", "indicator", "indicator_value")
"""The tables that charts of indicators are made from."""
_STYLES: dict[Level, TextStyle] = {
    Level.DIRECTION: styles.DIRECTION,
    Level.AREA: styles.AREA,
    Level.BOARD: styles.BOARD,
}
_SHORT_UNIT = 4
"""So many letters are not parted from their figure: "%", "mnkr", "barn/"."""
_ACTIVITY_COLUMNS = (
    Column("Aktivitet", align="left", key="name"),
    Column("Startdatum", align="left", key="start"),
    Column("Slutdatum", align="left", key="end"),
    Column("Status", align="left", key="state"),
)


class _Measured(Struct, frozen=True):
    indicator: Indicator
    value: IndicatorValue
    analysis: str
    chart: Chart | None


class _Planned(Struct, frozen=True):
    activity: Activity
    state: ActivityState | None
    analysis: str


class _Told(Struct, frozen=True):
    """All that is printed of a goal itself."""

    goal: Goal
    level: int
    number: str
    label: str
    period: Period
    status: Status | None
    texts: tuple[str, str]
    results: tuple[ExpectedResult, ...]
    indicators: tuple[_Measured, ...]
    activities: tuple[_Planned, ...]
    images: Mapping[str, Image]


class _Shared(Struct, frozen=True):
    """What all goals' tables share, so that they line up; how own words are broken."""

    columns: tuple[Column, ...]
    indicator_widths: tuple[float, ...]
    activity_widths: tuple[float, ...]
    mark: Marking | None


def goals_parts(context: Context, _section: Section, level: int) -> Parts:
    """All goals; those of the top level begin in the upper part of a page, but for the first."""
    goals = []
    for goal, depth in _walk(context.report, None, level):
        goals.append(_told(context, goal, depth))
        yield ()
    columns = _indicator_columns("", context.report.setup, context.period)
    indicators = tuple(
        _indicator_cells(told.goal.id, told.indicators, told.period) for told in goals
    )
    yield ()
    activities = tuple(_activity_cells(told.goal.id, told.activities) for told in goals)
    indicator_widths = _common_widths("indicators", columns, indicators, context.mark)
    yield ()
    activity_widths = _common_widths("activities", _ACTIVITY_COLUMNS, activities, context.mark)
    shared = _Shared(columns, indicator_widths, activity_widths, context.mark)
    for at, (told, *cells) in enumerate(zip(goals, indicators, activities, strict=True)):
        if at and told.goal.parent_id is None:
            yield (PageBreak(styles.UPPER_PART),)
        yield _goal_blocks(told.goal.id, told, shared, *cells)


def _walk(report: Report, parent_id: str | None, level: int) -> Iterator[tuple[Goal, int]]:
    """The goals below one, in printed order, with the levels of their headings."""
    for goal in report.goals_under(parent_id):
        yield goal, level
        yield from _walk(report, goal.id, level + 1)


def _told(context: Context, goal: Goal, level: int) -> _Told:
    report, period_id = context.report, context.period.id
    return _Told(
        goal,
        level,
        context.goal_numbers[goal.id],
        goal_label(report, goal.level),
        context.period,
        report.goal_status(goal.id, period_id),
        (context.body(goal.id, TextPart.ANALYSIS), context.body(goal.id, TextPart.DESCRIPTION)),
        report.expected_results_of(goal.id),
        tuple(
            _Measured(
                row,
                report.indicator_value(row.id, period_id),
                context.body(row.id, TextPart.ANALYSIS),
                _chart(row.id, report.only(_OF_TRENDS), period_id, row.id) if row.charted else None,
            )
            for row in report.indicators_of(goal.id)
        ),
        tuple(
            _Planned(
                row,
                report.activity_status(row.id, period_id).state,
                context.body(row.id, TextPart.ANALYSIS),
            )
            for row in report.activities_of(goal.id)
        ),
        report.images,
    )


@remembered
def _chart(report: Report, period_id: str, indicator_id: str) -> Chart:
    return trend(report, indicator_id, period_id)


@remembered
def _goal_blocks(
    told: _Told, shared: _Shared, indicators: Sequence[Cells], activities: Sequence[Cells]
) -> Blocks:
    place = goal_place(told.goal.id)
    heading = Heading(
        told.level,
        told.goal.title,
        _STYLES[told.goal.level],
        number=told.number,
        label=told.label,
        anchor=anchor_of(place),
        in_contents=told.goal.level is not Level.BOARD,
        source=Spot(place, field="title"),
    )
    content = (
        *_written(told, place),
        *_indicators(told, place, shared, indicators),
        *_activities(told, place, shared, activities),
    )
    status = told.status
    if status:
        said = Paragraph(
            plain(status.name),
            styles.STATUS,
            status.shape,
            keep_next=bool(content),
            source=Spot(place, field="status_id"),
        )
        content = (said, *content)
    return with_breaks((heading, *content), shared.mark)


def _written(told: _Told, place: Place) -> Iterator[Block]:
    """The texts of a goal, and the results that are expected."""
    level = told.level + 1
    parts = ((TextPart.ANALYSIS, "Analys"), (TextPart.DESCRIPTION, "Beskrivning"))
    for (part, title), body in zip(parts, told.texts, strict=True):
        source = Spot(place, field=text_field(part))
        text = text_blocks(cell_id(told.goal.id, part), body, source, level + 1, told.images)
        if text:
            yield Heading(level, title, styles.PART, source=source)
            yield from text
    expected = bulleted(place, told.results, lambda row: row.text)
    if expected:
        source = Spot(place, told.results[0].id)
        yield Heading(level, "Förväntat resultat", styles.PART, source=source)
        yield from expected


def _indicators(
    told: _Told, place: Place, shared: _Shared, cells: Sequence[Cells]
) -> Iterator[Block]:
    """The table of a goal's indicators, and charts of those that are meant to be printed so too."""
    if not told.indicators:
        return
    rows = tuple(
        _row(place, row.indicator.id, row.analysis, told.images, own)
        for row, own in zip(told.indicators, cells, strict=True)
    )
    yield Table(shared.columns, rows, widths=shared.indicator_widths, source=Spot(place))
    for row in told.indicators:
        if row.chart is not None:
            unit = f" ({row.indicator.unit})" if row.indicator.unit else ""
            source = Spot(place, row.indicator.id)
            yield Diagram(row.chart, f"{row.indicator.name}{unit}", source=source)


def _activities(
    told: _Told, place: Place, shared: _Shared, cells: Sequence[Cells]
) -> Iterator[Block]:
    if told.activities:
        rows = tuple(
            _row(place, row.activity.id, row.analysis, told.images, own)
            for row, own in zip(told.activities, cells, strict=True)
        )
        yield Table(_ACTIVITY_COLUMNS, rows, widths=shared.activity_widths, source=Spot(place))


def _row(place: Place, key: str, analysis: str, images: Mapping[str, Image], cells: Cells) -> Row:
    text = text_blocks(key, analysis, Spot(place, key, "body"), 6, images, styles.ANALYSIS_TEXT)
    return Row(cells, analysis=text, source=Spot(place, key))


# -- tables ----------------------------------------------------------------------------------------


@remembered
def _indicator_columns(setup: Setup, period: Period) -> tuple[Column, ...]:
    """The nine columns of an indicator table."""
    return (
        Column("Indikator", align="left", key="name"),
        Column("Periodens utfall", key="outcome"),
        Column(f"Utfall {setup.men_label}", key="men"),
        Column(f"Utfall {setup.women_label}", key="women"),
        Column(f"Utfall VB {period.year - 1}", key="last_year"),
        Column("Prognos helår", key="forecast"),
        Column("Årsmål", key="target"),
        Column(f"{setup.council_label} årsmål", key="council_target"),
        Column("Period", align="left", key="period_length"),
    )


@remembered
def _indicator_cells(rows: Iterable[_Measured], period: Period) -> tuple[Cells, ...]:
    return tuple(_cells_of_indicator(row.indicator, row.value, period) for row in rows)


def _cells_of_indicator(indicator: Indicator, value: IndicatorValue, period: Period) -> Cells:
    # A long unit may stand below its figure, lest its column takes the room of all tables' names.
    blank = NBSP if len(re.split("[ /-]", indicator.unit)[0]) <= _SHORT_UNIT else " "

    def figure(number: Decimal | None, words: str = "") -> Cell:
        if number is None:
            return Cell(words)
        unit = f"{blank}{indicator.unit}" if indicator.unit else ""
        return Cell(format_number(number, indicator.decimals) + unit)

    return (
        Cell(indicator.name),
        figure(value.outcome),
        figure(value.men),
        figure(value.women),
        figure(value.last_year),
        figure(value.forecast),
        figure(value.target, value.target_words),
        figure(value.council_target, value.council_target_words),
        Cell(measured_in(indicator.period_length, period)),
    )


@remembered
def _activity_cells(rows: Iterable[_Planned]) -> tuple[Cells, ...]:
    return tuple(_cells_of_activity(row.activity, row.state) for row in rows)


def _cells_of_activity(activity: Activity, state: ActivityState | None) -> Cells:
    deviates = state is ActivityState.DEVIATION
    return (
        Cell(activity.name),
        Cell(_day(activity.start)),
        Cell(_day(activity.end)),
        Cell(ACTIVITY_STATES[state] if state else "", Shape.TRIANGLE if deviates else None),
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


@remembered
def _common_widths(
    columns: tuple[Column, ...], cells: tuple[tuple[Cells, ...], ...], mark: Marking | None
) -> tuple[float, ...]:
    """Column widths that suit all tables of a kind."""
    rows = tuple(chain.from_iterable(cells))
    columns, rows = with_breaks((columns, rows), mark)
    return common_widths(columns, [Row(cells) for cells in rows], styles.BODY_WIDTH)
