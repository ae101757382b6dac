"""The grid of a goal's activities, and the one of its expected results."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from tertialapp.document.edit import Edit
from tertialapp.model.choice_words import ACTIVITY_STATES
from tertialapp.model.goals import Activity, ActivityState, ExpectedResult
from tertialapp.model.records import new_id
from tertialapp.model.report import Report
from tertialapp.ui.columns.column import (
    Choice,
    Column,
    Follows,
    Sheet,
    required,
    with_choices,
)
from tertialapp.ui.columns.records import duplicate, of_period, own, record_sheet, writes
from tertialapp.ui.columns.typing_forms import HOW, parse_date

STATES = (
    Choice(None, ""),
    *(Choice(state, words) for state, words in ACTIVITY_STATES.items()),
)


def activity_sheet(goal_id: str, period_id: str) -> Sheet[Activity]:
    """The activities of a goal with how they go in a period."""

    def copy(edit: Edit, row: Activity) -> str:
        siblings = edit.report.activities_of(goal_id)
        return duplicate(edit, row, siblings, period_id, name=f"{row.name} (kopia)")

    sheet = record_sheet(
        "activities",
        "aktivitet",
        _columns(period_id),
        lambda report: report.activities_of(goal_id),
        lambda key: Activity(id=new_id(), goal_id=goal_id, sort_key=key, name="Ny aktivitet"),
    )
    return replace(sheet, duplicate=copy, follows=Follows("activity", ("activity_status",)))


def _columns(period_id: str) -> tuple[Column[Activity], ...]:
    def set_state(edit: Edit, row: Activity, state: ActivityState | None) -> None:
        edit.set(edit.report.activity_status(row.id, period_id), state=state)

    return (
        Column(
            key="name",
            title="Aktivitet",
            read=lambda _, row: row.name,
            parse=required("Aktivitetens namn"),
            write=writes("name"),
            source=own("name"),
            stretches=True,
        ),
        _date_column("start", "Startdatum"),
        _date_column("end", "Slutdatum"),
        with_choices(
            Column(
                key="state",
                title="Läge",
                read=lambda report, row: report.activity_status(row.id, period_id).state,
                write=set_state,
                source=of_period("activity_status", period_id, "state"),
                tooltip="Hur aktiviteten går i den här perioden",
            ),
            STATES,
        ),
        Column(
            key="owner",
            title="Ansvarig",
            read=lambda _, row: row.owner,
            write=writes("owner"),
            source=own("owner"),
            words=owners,
        ),
    )


def owners(report: Report) -> list[str]:
    """Everybody who answers for a goal or an activity."""
    goals = (goal.owner for goal in report.goals.values())
    activities = (activity.owner for activity in report.activities.values())
    return sorted({*goals, *activities} - {""})


def _date_column(key: str, title: str) -> Column[Activity]:
    def read(_report: Report, row: Activity) -> date | None:
        day: date | None = getattr(row, key)
        return day

    return Column(
        key=key,
        title=title,
        read=read,
        parse=lambda _report, _row, text: parse_date(text),
        write=writes(key),
        source=own(key),
        day=True,
        tooltip=HOW,
    )


def expected_sheet(goal_id: str) -> Sheet[ExpectedResult]:
    """The sentences that say what a goal shall lead to."""
    column: Column[ExpectedResult] = Column(
        key="text",
        title="Förväntat resultat",
        read=lambda _, row: row.text,
        parse=required("Det förväntade resultatet"),
        write=writes("text"),
        source=own("text"),
        long=True,
        stretches=True,
    )
    sheet = record_sheet(
        "expected_results",
        "förväntat resultat",
        (column,),
        lambda report: report.expected_results_of(goal_id),
        lambda key: ExpectedResult(
            id=new_id(), goal_id=goal_id, sort_key=key, text="Nytt förväntat resultat"
        ),
    )
    return replace(sheet, follows=Follows("expected_result"))
