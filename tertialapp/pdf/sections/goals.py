"""The goals: label, title and status, texts, indicators, activities, then the goals below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from tertialapp.model.frame import Period, Section, Shape, TextPart
from tertialapp.model.goals import Activity, ActivityState, Goal, Indicator, IndicatorValue, Level
from tertialapp.model.numbers import NBSP, format_number
from tertialapp.model.outline import goal_label, walk_goals
from tertialapp.model.periods import measured_in
from tertialapp.model.places import Spot, goal_place, text_field
from tertialapp.model.report import Report
from tertialapp.model.series import trend
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
    TextBlock,
    plain,
)
from tertialapp.pdf.own_breaks import Marking, with_breaks
from tertialapp.pdf.sections.context import Context, bulleted
from tertialapp.pdf.sections.part import anchor_of
from tertialapp.pdf.styles import TextStyle
from tertialapp.pdf.tables import common_widths

_STYLES: dict[Level, TextStyle] = {
    Level.DIRECTION: styles.DIRECTION,
    Level.AREA: styles.AREA,
    Level.BOARD: styles.BOARD,
}
_ACTIVITY_COLUMNS = (
    Column("Aktivitet", align="left", key="name"),
    Column("Startdatum", align="left", key="start"),
    Column("Slutdatum", align="left", key="end"),
    Column("Status", align="left", key="state"),
)
_STATES = {
    ActivityState.PLANNED: "Planerad",
    ActivityState.ONGOING: "Pågår",
    ActivityState.DONE: "Klar",
    ActivityState.DEVIATION: "Avvikelse",
}


def goals_blocks(context: Context, _section: Section, level: int) -> Iterator[Block]:
    """All goals; those of the top level begin a page, but for the first."""
    for at, goal in enumerate(context.report.goals_under(None)):
        if at:
            yield PageBreak()
        yield from _goal(context, goal, level)


def _goal(context: Context, goal: Goal, level: int) -> Iterator[Block]:
    report, place = context.report, goal_place(goal.id)
    yield Heading(
        level,
        goal.title,
        _STYLES[goal.level],
        number=context.goal_numbers[goal.id],
        label=goal_label(report, goal.level),
        anchor=anchor_of(place),
        in_contents=goal.level is not Level.BOARD,
        source=Spot(place, field="title"),
    )
    content = tuple(_content(context, goal, level + 1))
    status = report.goal_status(goal.id, context.period.id)
    if status:
        yield Paragraph(
            plain(status.name),
            styles.STATUS,
            status.shape,
            keep_next=bool(content),
            source=Spot(place, field="status_id"),
        )
    yield from content
    for below in report.goals_under(goal.id):
        yield from _goal(context, below, level + 1)


def _content(context: Context, goal: Goal, level: int) -> Iterator[Block]:
    """What is said of a goal itself."""
    place = goal_place(goal.id)
    for part, title in ((TextPart.ANALYSIS, "Analys"), (TextPart.DESCRIPTION, "Beskrivning")):
        source = Spot(place, field=text_field(part))
        text = context.text(source, part, level + 1)
        if text:
            yield Heading(level, title, styles.PART, source=source)
            yield from text
    results = context.report.expected_results_of(goal.id)
    expected = bulleted(place, results, lambda row: row.text)
    if expected:
        source = Spot(place, results[0].id)
        yield Heading(level, "Förväntat resultat", styles.PART, source=source)
        yield from expected
    indicators = tuple(
        _indicator_row(context, indicator) for indicator in context.report.indicators_of(goal.id)
    )
    if indicators:
        columns = indicator_columns(context.report, context.period)
        yield Table(columns, indicators, widths=context.indicator_widths, source=Spot(place))
    yield from _charts(context, goal)
    activities = tuple(
        _activity_row(context, activity) for activity in context.report.activities_of(goal.id)
    )
    if activities:
        yield Table(
            _ACTIVITY_COLUMNS, activities, widths=context.activity_widths, source=Spot(place)
        )


def _charts(context: Context, goal: Goal) -> Iterator[Block]:
    """How those indicators of a goal have gone that are meant to be printed as charts too."""
    for indicator in context.report.indicators_of(goal.id):
        if indicator.charted:
            chart = trend(context.report, indicator.id, context.period.id)
            unit = f" ({indicator.unit})" if indicator.unit else ""
            source = Spot(goal_place(goal.id), indicator.id)
            yield Diagram(chart, f"{indicator.name}{unit}", source=source)


# -- tables ----------------------------------------------------------------------------------------


def indicator_columns(report: Report, period: Period) -> tuple[Column, ...]:
    """The nine columns of an indicator table."""
    setup = report.setup
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


def _indicator_row(context: Context, indicator: Indicator) -> Row:
    value = context.report.indicator_value(indicator.id, context.period.id)
    analysis, source = _analysis(context, indicator)
    cells = _indicator_cells(indicator, value, context.period)
    return Row(cells, analysis=analysis, source=source)


def _analysis(context: Context, row: Indicator | Activity) -> tuple[tuple[TextBlock, ...], Spot]:
    """The analysis of a row, and the row's own source."""
    source = Spot(goal_place(row.goal_id), row.id, "body")
    analysis = context.text(source, TextPart.ANALYSIS, 6, styles.ANALYSIS_TEXT)
    return analysis, replace(source, field="")


@lru_cache(maxsize=1024)  # most rows are as they were when the report is laid out again
def _indicator_cells(
    indicator: Indicator, value: IndicatorValue, period: Period
) -> tuple[Cell, ...]:
    def figure(number: Decimal | None, words: str = "") -> Cell:
        if number is None:
            return Cell(words)
        unit = f"{NBSP}{indicator.unit}" if indicator.unit else ""
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


def _activity_row(context: Context, activity: Activity) -> Row:
    analysis, source = _analysis(context, activity)
    state = context.report.activity_status(activity.id, context.period.id).state
    return Row(_activity_cells(activity, state), analysis=analysis, source=source)


@lru_cache(maxsize=1024)
def _activity_cells(activity: Activity, state: ActivityState | None) -> tuple[Cell, ...]:
    deviates = state is ActivityState.DEVIATION
    return (
        Cell(activity.name),
        Cell(_day(activity.start)),
        Cell(_day(activity.end)),
        Cell(_STATES[state] if state else "", Shape.TRIANGLE if deviates else None),
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


# -- widths that all tables of a kind share --------------------------------------------------------


def indicator_widths(report: Report, period: Period, mark: Marking | None) -> tuple[float, ...]:
    """Column widths that suit all indicator tables of a period, so that they line up."""
    rows = (
        _indicator_cells(row, report.indicator_value(row.id, period.id), period)
        for goal in walk_goals(report)
        for row in report.indicators_of(goal.id)
    )
    return _common_widths(indicator_columns(report, period), tuple(rows), mark)


def activity_widths(report: Report, period: Period, mark: Marking | None) -> tuple[float, ...]:
    """Column widths that suit all activity tables of a period."""
    rows = (
        _activity_cells(row, report.activity_status(row.id, period.id).state)
        for goal in walk_goals(report)
        for row in report.activities_of(goal.id)
    )
    return _common_widths(_ACTIVITY_COLUMNS, tuple(rows), mark)


@lru_cache(maxsize=8)
def _common_widths(
    columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...], mark: Marking | None
) -> tuple[float, ...]:
    columns, rows = with_breaks((columns, rows), mark)
    return common_widths(columns, [Row(cells) for cells in rows], styles.BODY_WIDTH)
