"""The grid of a goal's activities, and the one of its expected results."""

from __future__ import annotations

from datetime import date

from tertialapp.document.edit import Edit
from tertialapp.model.goals import Activity, ActivityState, ExpectedResult
from tertialapp.model.records import new_id
from tertialapp.model.report import Report
from tertialapp.ui.columns.column import Choice, Column, Sheet, required, with_choices
from tertialapp.ui.columns.records import record_sheet, writes
from tertialapp.ui.columns.typing_forms import parse_date

STATES = (
    Choice(None, ""),
    Choice(ActivityState.PLANNED, "Planerad"),
    Choice(ActivityState.ONGOING, "Pågår"),
    Choice(ActivityState.DONE, "Klar"),
    Choice(ActivityState.DEVIATION, "Avvikelse"),
)


def activity_sheet(goal_id: str, period_id: str) -> Sheet[Activity]:
    """The activities of a goal with how they go in a period."""
    return record_sheet(
        "aktivitet",
        _columns(period_id),
        lambda report: report.activities_of(goal_id),
        lambda key: Activity(id=new_id(), goal_id=goal_id, sort_key=key, name="Ny aktivitet"),
    )


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
                tooltip="Hur aktiviteten går i den här perioden",
            ),
            STATES,
        ),
        Column(key="owner", title="Ansvarig", read=lambda _, row: row.owner, write=writes("owner")),
    )


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
        tooltip="Skriv som 2025-04-30 eller 30/4 2025",
    )


def expected_sheet(goal_id: str) -> Sheet[ExpectedResult]:
    """The sentences that say what a goal shall lead to."""
    column: Column[ExpectedResult] = Column(
        key="text",
        title="Förväntat resultat",
        read=lambda _, row: row.text,
        parse=required("Det förväntade resultatet"),
        write=writes("text"),
        long=True,
        stretches=True,
    )
    return record_sheet(
        "förväntat resultat",
        (column,),
        lambda report: report.expected_results_of(goal_id),
        lambda key: ExpectedResult(
            id=new_id(), goal_id=goal_id, sort_key=key, text="Nytt förväntat resultat"
        ),
    )
