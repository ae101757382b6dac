"""Goals, indicators and activities against themselves and each other."""

from __future__ import annotations

from collections.abc import Iterator

from tertialapp.check.findings import Finding, Severity, cell
from tertialapp.check.rules import rule
from tertialapp.model.figures import print_figure
from tertialapp.model.goals import GoalStatus
from tertialapp.model.outline import goal_numbers
from tertialapp.model.records import cell_id
from tertialapp.model.relations import split_agrees, worst_below
from tertialapp.model.report import Report


@rule(
    "status-over-subgoal",
    "Ett mål är inte bättre än sitt sämsta delmål",
    reason="Måluppfyllelsen räknas nedifrån: den som läser målet måste kunna lita på att delarna bär det.",
    example="3.4 är ”Uppfylls helt” men 3.4.1 är ”Uppfylls delvis”.",
    reads="goal goal_status status",
)
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
            cells = tuple(
                cell(_status_cell(each.id, period_id), "status_id") for each in (goal, below)
            )
            yield Finding(Severity.ERROR, message, cells, status.name, worst.name)


def _status_cell(goal_id: str, period_id: str) -> GoalStatus:
    return GoalStatus(id=cell_id(goal_id, period_id), goal_id=goal_id, period_id=period_id)


@rule(
    "split",
    "Utfallet stämmer med könens värden",
    reason="Ett totalvärde ligger mellan två andelar, eller är summan av två antal. Annars är ett av dem fel.",
    example="Utfallet 62,26 % stämmer inte med 65,52 % för män/pojkar och 62,5 % för kvinnor/flickor.",
    reads="indicator indicator_value",
)
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
            cells = tuple(cell(value, name) for name in ("outcome", "men", "women"))
            yield Finding(Severity.ERROR, message, cells, whole, f"{men}, {women}")


@rule(
    "activity-dates",
    "En aktivitet slutar inte innan den börjar",
    reason="Datumen styr vad som räknas som pågående och avslutat.",
    example="Slutdatum 2025-03-31 ligger före startdatum 2025-05-01.",
    reads="activity",
)
def activity_dates(report: Report, _period_id: str) -> Iterator[Finding]:
    """An activity can't end before it begins."""
    for activity in report.activities.values():
        if activity.start and activity.end and activity.end < activity.start:
            message = f"Slutdatum {activity.end} ligger före startdatum {activity.start}."
            cells = (cell(activity, "end"), cell(activity, "start"))
            yield Finding(Severity.ERROR, message, cells, str(activity.end), str(activity.start))


RULES = (better_than_below, split_disagrees, activity_dates)
