"""Faults in what texts tell of activities and of what is asked for, and in the rows that they tell of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from msgspec.structs import replace

from tertialapp.model.economy import BudgetAdjustment
from tertialapp.model.frame import SectionKind, Text, TextPart
from tertialapp.model.goals import Activity, ActivityState
from tertialapp.model.numbers import MoneyUnit, format_money_plain
from tertialapp.model.places import first_of_kind
from tertialapp.model.records import Ore
from tertialapp.model.report import Report
from tests.check import PERIOD
from tests.check.mutating import Mutation, Places, mutation

PLANNED, ONGOING, DONE = ActivityState.PLANNED, ActivityState.ONGOING, ActivityState.DONE


def _appended(report: Report, owner: str, part: TextPart, words: str) -> Text:
    text = report.text(owner, PERIOD, part)
    return replace(text, body=f"{text.body}\n\n{words}".strip())


def _in_goal(report: Report, activity: Activity, words: str) -> Text:
    return _appended(report, activity.goal_id, TextPart.ANALYSIS, words)


def _in_state(report: Report, *states: ActivityState) -> Iterator[Activity]:
    for activity in report.activities.values():
        if report.activity_status(activity.id, PERIOD).state in states:
            yield activity


def told(words: str, *states: ActivityState) -> Places:
    """A sentence in the goal's text that the state of an activity contradicts."""

    def places(report: Report) -> Iterator[Mutation]:
        for each in _in_state(report, *states):
            text = _in_goal(report, each, f"Aktiviteten ”{each.name}” {words}")
            yield Mutation((text,), ("body",))

    return places


def told_in_its_own(words: str, *states: ActivityState) -> Places:
    """The same in the activity's own text."""

    def places(report: Report) -> Iterator[Mutation]:
        for each in _in_state(report, *states):
            text = _appended(report, each.id, TextPart.ANALYSIS, f"Aktiviteten {words}")
            yield Mutation((text,), ("body",))

    return places


def flipped(words: str, before: ActivityState, after: ActivityState) -> Places:
    """A row whose state no longer is what a text says of it."""

    def places(report: Report) -> Iterator[Mutation]:
        for each in _in_state(report, before):
            text = _in_goal(report, each, f"”{each.name}” {words}")
            status = report.activity_status(each.id, PERIOD)
            yield Mutation((replace(status, state=after), text), ("state",))

    return places


def end_moved(report: Report) -> Iterator[Mutation]:
    for each in _in_state(report, PLANNED, ONGOING):
        if each.end is not None and each.start is not None:
            text = _in_goal(report, each, f"”{each.name}” avslutas i december 2025.")
            yield Mutation((replace(each, end=each.end - timedelta(days=40)), text), ("end",))


def _asked(report: Report) -> Iterator[tuple[BudgetAdjustment, Callable[[Ore], Text]]]:
    section = first_of_kind(report, SectionKind.NET_BUDGET)
    assert section is not None
    for row in report.budget_adjustments_of(PERIOD):
        amount = row.amount

        def text(asked: Ore, row: BudgetAdjustment = row) -> Text:
            shown = format_money_plain(asked, MoneyUnit.MILLIONS)
            words = f"Nämnden ansöker om {shown} för {row.text.rstrip('.')}."
            return _appended(report, section.id, TextPart.BODY, words)

        if amount is not None:
            yield row, text


def asked_otherwise(report: Report) -> Iterator[Mutation]:
    for row, text in _asked(report):
        yield Mutation((text(Ore((row.amount or 0) + 30_000_000)),), ("body",))


def asked_amount_changed(report: Report) -> Iterator[Mutation]:
    for row, text in _asked(report):
        assert row.amount is not None
        made = mutation(row, amount=Ore(row.amount + 30_000_000))
        yield replace(made, records=(*made.records, text(row.amount)))


KINDS: dict[str, Places] = {
    "told as done": told("har genomförts.", PLANNED, ONGOING),
    "told as not begun": told("har ännu inte påbörjats.", ONGOING, DONE),
    "told as begun": told("har påbörjats.", PLANNED),
    "told as ongoing": told("pågår.", PLANNED, DONE),
    "told as late": told("är försenad.", DONE),
    "told as done in its own text": told_in_its_own("är avslutad.", PLANNED, ONGOING),
    "told to end at another time": told("avslutas i mars 2025.", PLANNED, ONGOING),
    "state of a told activity": flipped("pågår.", ONGOING, DONE),
    "state of a begun activity": flipped("har påbörjats.", ONGOING, PLANNED),
    "end of a told activity": end_moved,
    "asked otherwise in a text": asked_otherwise,
    "asked amount changed": asked_amount_changed,
}
