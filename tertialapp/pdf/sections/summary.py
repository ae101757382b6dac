"""The period at a glance: key figures, the goals with their status, what the areas deviate by."""

from __future__ import annotations

from collections.abc import Iterator

from tertialapp.model.brief import key_figures, status_counts
from tertialapp.model.frame import Section, SectionKind
from tertialapp.model.goals import Goal
from tertialapp.model.places import Spot, first_of_kind, goal_place, section_place
from tertialapp.model.series import economy_chart
from tertialapp.model.series.bars import ranked
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import (
    Block,
    Diagram,
    Heading,
    Paragraph,
    StatusColumn,
    StatusEntry,
    StatusLine,
    StatusMap,
    Tile,
    Tiles,
    plain,
)
from tertialapp.pdf.sections.context import Context
from tertialapp.pdf.sections.part import anchor_of


def summary_blocks(context: Context, section: Section, level: int) -> Iterator[Block]:
    """All that is known of the period; each part only where there is something to tell."""
    report, period = context.report, context.period
    source = Spot(section_place(section.id))
    figures = key_figures(report, period.id)
    if figures:
        yield Tiles(tuple(Tile(one.figure, one.words) for one in figures), source=source)
    counts = status_counts(report, period.id)
    if any(count.status for count in counts):
        yield Heading(level, "Måluppfyllelse", styles.GLANCE)
        yield StatusMap(
            tuple(
                StatusLine(count.words, count.status.shape if count.status else None)
                for count in counts
            ),
            tuple(_column(context, goal) for goal in report.goals_under(None)),
            source=source,
        )
    yield from _deviations(context, level)


def _column(context: Context, direction: Goal) -> StatusColumn:
    areas = context.report.goals_under(direction.id)
    return StatusColumn(_line(context, direction), tuple(_entry(context, area) for area in areas))


def _entry(context: Context, area: Goal) -> StatusEntry:
    """An area, and those of its goals that are not met in full."""
    goals = context.report.goals_under(area.id)
    statuses = (context.report.goal_status(goal.id, context.period.id) for goal in goals)
    found = zip(goals, statuses, strict=True)
    missed = (_line(context, goal) for goal, status in found if status and status.rank)
    return StatusEntry(_line(context, area), tuple(missed))


def _line(context: Context, goal: Goal) -> StatusLine:
    status = context.report.goal_status(goal.id, context.period.id)
    place = goal_place(goal.id)
    return StatusLine(
        goal.title,
        status.shape if status else None,
        status.name if status else "",
        context.goal_numbers[goal.id],
        anchor_of(place),
        source=Spot(place, field="title"),
    )


def _deviations(context: Context, level: int) -> Iterator[Block]:
    """The deviation of each business area, where the report has a table of them."""
    table = first_of_kind(context.report, SectionKind.NET_BUDGET)
    chart = economy_chart(context.report, context.period.id, SectionKind.NET_BUDGET)
    if table is None or chart is None:
        return
    chart = ranked(chart)
    if not chart.blank:
        yield Heading(level, f"{chart.title}, {chart.unit.label}", styles.GLANCE)
        source = Spot(section_place(table.id))
        yield Diagram(chart, keep_next=True, source=source)
        note = f"{chart.note}. Alla belopp finns i avsnittet {table.title}."
        yield Paragraph(plain(note), styles.FIGURE_NOTE, source=source)
