"""Goals, indicators and activities against themselves and each other."""

from __future__ import annotations

from collections.abc import Iterator

from tertialapp.check.findings import Finding, Severity
from tertialapp.model.figures import print_figure
from tertialapp.model.outline import goal_numbers
from tertialapp.model.places import goal_place
from tertialapp.model.records import cell_id
from tertialapp.model.relations import split_agrees, worst_below
from tertialapp.model.report import Report


def better_than_below(report: Report, period_id: str) -> Iterator[Finding]:
    """A goal should not be met better than the worst goal directly below it (R30)."""
    numbers = goal_numbers(report)
    for goal in report.goals.values():
        status, worst = report.goal_status(goal.id, period_id), worst_below(report, goal, period_id)
        if status and worst and status.rank < worst.rank:
            below = next(
                child
                for child in report.goals_under(goal.id)
                if report.goal_status(child.id, period_id) == worst
            )
            message = (
                f"{numbers[goal.id]} är ”{status.name}” men {numbers[below.id]} är ”{worst.name}”."
            )
            key = cell_id(goal.id, period_id)
            place = goal_place(goal.id)
            yield Finding("status", Severity.ERROR, message, place, "goal_status", key, "status_id")


def split_disagrees(report: Report, period_id: str) -> Iterator[Finding]:
    """The outcome must agree with the outcomes of men and women (R21)."""
    for indicator in report.indicators.values():
        value = report.indicator_value(indicator.id, period_id)
        if not split_agrees(indicator, value):
            figures = (value.outcome, value.men, value.women)
            whole, men, women = (
                print_figure(indicator, figure) for figure in figures if figure is not None
            )
            setup = report.setup
            message = (
                f"Utfallet {whole} stämmer inte med {men} för {setup.men_label} "
                f"och {women} för {setup.women_label}."
            )
            place = goal_place(indicator.goal_id)
            table = "indicator_value"
            yield Finding("split", Severity.ERROR, message, place, table, value.id, "outcome")


def activity_dates(report: Report, _period_id: str) -> Iterator[Finding]:
    """An activity can't end before it begins."""
    for activity in report.activities.values():
        if activity.start and activity.end and activity.end < activity.start:
            message = f"Slutdatum {activity.end} ligger före startdatum {activity.start}."
            place = goal_place(activity.goal_id)
            yield Finding("dates", Severity.ERROR, message, place, "activity", activity.id, "end")
