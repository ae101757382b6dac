"""Activities: their dates, how they went, and what was written of it."""

from __future__ import annotations

from collections.abc import Iterator

from tertialapp.check.findings import Finding, Severity, cell
from tertialapp.check.rules import rule
from tertialapp.model.frame import TextPart
from tertialapp.model.goals import ActivityState
from tertialapp.model.report import Report


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


@rule(
    "ended-without-status",
    "En aktivitet som är slut har ett läge",
    reason="Är slutdatum passerat ska rapporten säga om aktiviteten blev klar eller avviker.",
    example="Aktiviteten slutade 2025-03-31 men har inget läge.",
    reads="activity activity_status",
)
def ended_without_status(report: Report, period_id: str) -> Iterator[Finding]:
    """An activity that has ended by the cut-off says how it went."""
    cut_off = report.periods[period_id].cut_off
    for activity in report.activities.values():
        status = report.activity_status(activity.id, period_id)
        if activity.end is None or activity.end > cut_off:
            continue
        if status.state is None or status.state in (ActivityState.PLANNED, ActivityState.ONGOING):
            has = (
                "men har inget läge"
                if status.state is None
                else "men är inte klar enligt sitt läge"
            )
            message = f"Aktiviteten slutade {activity.end} {has}."
            cells = (cell(status, "state"), cell(activity, "end"))
            found = "" if status.state is None else status.state.value
            yield Finding(Severity.WARNING, message, cells, found, str(activity.end))


@rule(
    "deviation-unexplained-activity",
    "En aktivitet som avviker har en analys",
    reason="Ordet ”Avvikelse” säger inte vad som hänt eller vad som görs.",
    example="Aktiviteten avviker men saknar analys.",
    reads="activity activity_status text",
)
def deviation_unexplained(report: Report, period_id: str) -> Iterator[Finding]:
    """An activity that deviates says why."""
    for activity in report.activities.values():
        status = report.activity_status(activity.id, period_id)
        text = report.text(activity.id, period_id, TextPart.ANALYSIS)
        if status.state is ActivityState.DEVIATION and not text.body.strip():
            message = "Aktiviteten avviker men saknar analys."
            cells = (cell(text, "body"), cell(status, "state"))
            yield Finding(Severity.WARNING, message, cells, "", "Avvikelse")


@rule(
    "already-ended",
    "En aktivitet hör till årets plan",
    reason="En aktivitet som slutade ett tidigare år har troligen följt med av misstag.",
    example="Aktiviteten slutade 2024-12-31, före det år som rapporten gäller.",
    reads="activity",
)
def already_ended(report: Report, period_id: str) -> Iterator[Finding]:
    """An activity that ended before the year, or begins after it."""
    year = report.periods[period_id].year
    for activity in report.activities.values():
        late = activity.start is not None and activity.start.year > year
        early = activity.end is not None and activity.end.year < year
        if early or late:
            day, field = (activity.end, "end") if early else (activity.start, "start")
            where = "slutade {}, före" if early else "börjar {}, efter"
            message = f"Aktiviteten {where.format(day)} det år som rapporten gäller."
            yield Finding(Severity.WARNING, message, (cell(activity, field),), str(day), str(year))


RULES = (activity_dates, ended_without_status, deviation_unexplained, already_ended)
