"""The statuses of goals against what they rest on: subgoals, outcomes, forecasts, expected results."""

from __future__ import annotations

from collections.abc import Iterator

from tertialapp.check.findings import Cell, Finding, Repair, Severity, cell, setting
from tertialapp.check.indicator_rows import INDICATORS, IndicatorRow, indicator_rows
from tertialapp.check.lasting import numbers
from tertialapp.check.rules import rule
from tertialapp.model.frame import Status
from tertialapp.model.goals import Goal, GoalStatus, Level
from tertialapp.model.records import cell_id
from tertialapp.model.relations import final_outcome, worse, worst_below
from tertialapp.model.report import Report

STATUSES = "goal goal_status status"


def status_cell(goal: Goal, period_id: str) -> Cell:
    """The cell of a goal's status, filled in or not."""
    key = cell_id(goal.id, period_id)
    return cell(GoalStatus(id=key, goal_id=goal.id, period_id=period_id), "status_id")


def _lowering(at: Cell, status: Status) -> Repair:
    return setting(f"Ändra till ”{status.name}”", at, status.id)


@rule(
    "status-over-subgoal",
    "Ett mål är inte bättre än sitt sämsta delmål",
    reason="Måluppfyllelsen räknas nedifrån: den som läser målet måste kunna lita på att delarna bär det.",
    example="3.4 är ”Uppfylls helt” men 3.4.1 är ”Uppfylls delvis”.",
    reads=STATUSES,
)
def better_than_below(report: Report, period_id: str) -> Iterator[Finding]:
    """A goal should not be met better than the worst goal directly below it (R30)."""
    numbered = numbers(report)
    for goal in report.goals.values():
        status, worst = report.goal_status(goal.id, period_id), worst_below(report, goal, period_id)
        if status and worst and status.rank < worst.rank:
            for below in report.goals_under(goal.id):
                if report.goal_status(below.id, period_id) == worst:
                    message = (
                        f"{numbered[goal.id]} är ”{status.name}” men {numbered[below.id]} är "
                        f"”{worst.name}”."
                    )
                    cells = (status_cell(goal, period_id), status_cell(below, period_id))
                    repair = _lowering(cells[0], worst)
                    yield Finding(Severity.ERROR, message, cells, status.name, worst.name, repair)


@rule(
    "status-under-subgoals",
    "Ett mål utan egna indikatorer är inte sämre än alla sina delmål",
    reason="Bedömningen måste bygga på något som står i rapporten.",
    example="2 är ”Uppfylls delvis” fast alla dess delmål är ”Uppfylls helt”.",
    reads=f"{STATUSES} indicator",
)
def worse_than_below(report: Report, period_id: str) -> Iterator[Finding]:
    """A goal without indicators that is worse than its worst subgoal."""
    numbered = numbers(report)
    for goal in report.goals.values():
        status, worst = report.goal_status(goal.id, period_id), worst_below(report, goal, period_id)
        own = report.indicators_of(goal.id)
        if status and worst and status.rank > worst.rank and not own:
            message = (
                f"{numbered[goal.id]} är ”{status.name}” fast inget av dess delmål är sämre än "
                f"”{worst.name}”."
            )
            cells = (status_cell(goal, period_id),)
            yield Finding(Severity.WARNING, message, cells, status.name, worst.name)


def _fully_met(report: Report, period_id: str) -> Iterator[tuple[str, Status, IndicatorRow]]:
    """Each indicator under a goal that is fully met, with the goal's number and status."""
    numbered = numbers(report)
    for row in indicator_rows(report, period_id):
        goal_id = row.indicator.goal_id
        status = report.goal_status(goal_id, period_id)
        if status is not None and status.rank == 0:
            yield numbered[goal_id], status, row


def _barred(
    report: Report, row: IndicatorRow, status: Status, message: str, *fields: str
) -> Finding:
    goal = report.goals[row.indicator.goal_id]
    cells = (status_cell(goal, row.period.id), *row.cells(*fields))
    against = ", ".join(row.shown(field) for field in fields)
    worse_ones = [each for each in report.statuses.values() if each.rank > status.rank]
    next_worse = min(worse_ones, key=lambda each: each.rank, default=None)
    repair = _lowering(cells[0], next_worse) if next_worse else None
    return Finding(Severity.ERROR, message, cells, status.name, against, repair)


@rule(
    "final-outcome-misses",
    "Ett årligt utfall som missar årsmålet hindrar ”helt”",
    reason="Mäts indikatorn en gång om året är utfallet slutligt, och målet kan inte längre nås.",
    example="3.4 är ”Uppfylls helt” fast årets utfall för ”Aktivt Medskapandeindex” är 78 mot årsmålet 83.",
    reads=f"{STATUSES} {INDICATORS}",
)
def final_outcome_misses(report: Report, period_id: str) -> Iterator[Finding]:
    """A goal can't be fully met when the year's final outcome misses its target."""
    for number, status, row in _fully_met(report, period_id):
        outcome = final_outcome(row.indicator, row.value, row.period)
        if worse(row.indicator, outcome, row.value.target):
            message = (
                f"{number} är ”{status.name}” fast årets utfall för ”{row.indicator.name}” är "
                f"{row.shown('outcome')} mot årsmålet {row.shown('target')}."
            )
            yield _barred(report, row, status, message, "outcome", "target")


@rule(
    "forecast-misses",
    "En prognos sämre än årsmålet hindrar ”helt”",
    reason="Räknar förvaltningen själv med att missa årsmålet kan målet inte uppfyllas helt.",
    example="1.1 är ”Uppfylls helt” fast prognosen för ”Andel barn …” är 2,5 % mot årsmålet 2,4 %.",
    reads=f"{STATUSES} {INDICATORS}",
)
def forecast_misses(report: Report, period_id: str) -> Iterator[Finding]:
    """A goal can't be fully met when a forecast misses its target."""
    for number, status, row in _fully_met(report, period_id):
        if worse(row.indicator, row.value.forecast, row.value.target):
            message = (
                f"{number} är ”{status.name}” fast prognosen för ”{row.indicator.name}” är "
                f"{row.shown('forecast')} mot årsmålet {row.shown('target')}."
            )
            yield _barred(report, row, status, message, "forecast", "target")


@rule(
    "zero-target-missed",
    "Ett årsmål på noll är missat med det första fallet",
    reason="Det som har hänt kan inte göras ogjort: målet kan inte längre nås.",
    example="1.1 är ”Uppfylls helt” fast ”Antal vräkningar som berör barn” har årsmålet 0 och utfallet 1.",
    reads=f"{STATUSES} {INDICATORS}",
)
def zero_target_missed(report: Report, period_id: str) -> Iterator[Finding]:
    """A count with target 0 and a case can't be met any more; final outcomes are told elsewhere."""
    for number, status, row in _fully_met(report, period_id):
        final = final_outcome(row.indicator, row.value, row.period)
        outcome = row.value.outcome if final is None else None
        if row.value.target == 0 and worse(row.indicator, outcome, row.value.target):
            message = (
                f"{number} är ”{status.name}” fast ”{row.indicator.name}” har årsmålet "
                f"{row.shown('target')} och utfallet {row.shown('outcome')}."
            )
            yield _barred(report, row, status, message, "outcome", "target")


@rule(
    "unmeasured",
    "”Helt” behöver en prognos där förra året missade",
    reason="Utan utfall och prognos är förra årets värde det enda man vet, och det når inte årsmålet.",
    example="1.5 är ”Uppfylls helt”, men ”Andel ungdomar …” har varken utfall eller prognos, och förra årets "
    "55 % når inte årsmålet 67 %.",
    reads=f"{STATUSES} {INDICATORS}",
)
def unmeasured(report: Report, period_id: str) -> Iterator[Finding]:
    """A fully met goal over an indicator of which only a miss last year is known."""
    for number, status, row in _fully_met(report, period_id):
        value = row.value
        known = value.outcome is not None or value.forecast is not None
        if not known and worse(row.indicator, value.last_year, value.target):
            message = (
                f"{number} är ”{status.name}”, men ”{row.indicator.name}” har varken utfall eller "
                f"prognos, och förra årets {row.shown('last_year')} når inte årsmålet "
                f"{row.shown('target')}."
            )
            goal = report.goals[row.indicator.goal_id]
            cells = (*row.cells("forecast", "last_year", "target"), status_cell(goal, period_id))
            found = (row.shown("last_year"), row.shown("target"))
            yield Finding(Severity.NOTE, message, cells, *found)


@rule(
    "no-basis",
    "En status vilar på något mätbart",
    reason="Ett mål utan indikatorer och aktiviteter går inte att bedöma.",
    example="3.1.1 har varken indikator eller aktivitet.",
    reads=f"{STATUSES} indicator activity",
)
def no_basis(report: Report, period_id: str) -> Iterator[Finding]:
    """A goal below the top level with a status but nothing to measure it by."""
    numbered = numbers(report)
    for goal in report.goals.values():
        status = report.goal_status(goal.id, period_id)
        if goal.level is Level.DIRECTION or status is None or report.indicators_of(goal.id):
            continue
        nothing = goal.level is Level.BOARD and not report.activities_of(goal.id)
        lacks = "varken indikator eller aktivitet" if nothing else "ingen indikator"
        severity = Severity.WARNING if nothing else Severity.NOTE
        message = f"{numbered[goal.id]} har {lacks}."
        cells = (status_cell(goal, period_id),)
        yield Finding(severity, message, cells, status.name, lacks)


@rule(
    "no-board-goal",
    "Varje mål för verksamhetsområdet har ett nämndmål",
    reason="Nämndmålet säger vad nämnden själv gör för att nå kommunfullmäktiges mål.",
    example="2.3 har inget nämndmål.",
    reads="goal",
)
def no_board_goal(report: Report, _period_id: str) -> Iterator[Finding]:
    """An area goal without a board goal (R28)."""
    numbered = numbers(report)
    for goal in report.goals.values():
        if goal.level is Level.AREA and not report.goals_under(goal.id):
            label = report.setup.board_label.lower()
            message = f"{numbered[goal.id]} har inget {label}."
            yield Finding(Severity.NOTE, message, (cell(goal, "title"),))


RULES = (
    better_than_below,
    worse_than_below,
    final_outcome_misses,
    forecast_misses,
    zero_target_missed,
    unmeasured,
    no_basis,
    no_board_goal,
)
