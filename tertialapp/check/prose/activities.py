"""What prose says of activities, by name or in their own texts: how they go, and when they begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from tertialapp.check.findings import Cell, Finding, Severity, cell, words
from tertialapp.check.lasting import homes
from tertialapp.check.prose.passages import passages
from tertialapp.check.rules import rule
from tertialapp.check.wording import KEPT, same_words
from tertialapp.model.choice_words import ACTIVITY_STATES
from tertialapp.model.frame import Text
from tertialapp.model.goals import Activity, ActivityState
from tertialapp.model.periods import MONTHS
from tertialapp.model.report import Report

PLANNED, ONGOING, DONE = ActivityState.PLANNED, ActivityState.ONGOING, ActivityState.DONE


class Said(StrEnum):
    """What a sentence says of an activity."""

    NOT_BEGUN = "not begun"
    BEGUN = "begun"
    ONGOING = "ongoing"
    LATE = "late"
    STOPPED = "stopped"
    DONE = "done"
    BEGINS = "begins"
    ENDS = "ends"


_NOW = r"(?: nu| redan| ännu)?"
_TIME = (
    r"(?: (?:i|den|senast|under))*(?: (?P<day>\d\d?))?"
    rf" (?P<month>{'|'.join(MONTHS)}) (?P<year>20\d\d)\b"
)
_SAYING = {
    Said.BEGINS: r"(?:startar|startade|börjar|började|påbörjas|påbörjades|inleds|inleddes)" + _TIME,
    Said.ENDS: r"(?:slutförs|slutfördes|avslutas|avslutades|blir klart?|är klart?|pågår till(?: och med)?)"
    + _TIME,
    Said.NOT_BEGUN: rf"(?:har{_NOW} inte (?:påbörjats|inletts|startat)|är{_NOW} inte påbörjad)\b",
    Said.BEGUN: rf"(?:har{_NOW} (?:påbörjats|inletts|startat)|är{_NOW} påbörjad)\b",
    Said.ONGOING: r"pågår\b",
    Said.LATE: r"är (?:något |kraftigt )?försenad\b",
    Said.STOPPED: r"(?:har (?:skjutits upp|ställts in)|är (?:uppskjuten|inställd))\b",
    Said.DONE: rf"(?:är{_NOW} (?:klar|färdig|avslutad|slutförd|genomförd)|har{_NOW} "
    r"(?:avslutats|slutförts|genomförts))\b",
}
_AGAINST = {
    Said.NOT_BEGUN: (ONGOING, DONE),
    Said.BEGUN: (PLANNED,),
    Said.ONGOING: (PLANNED, DONE),
    Said.LATE: (DONE,),
    Said.STOPPED: (ONGOING, DONE),
    Said.DONE: (PLANNED, ONGOING),
}
"""The states of an activity of which each can't be said."""

_SAID = {said: re.compile(rf"\b{pattern}", re.IGNORECASE) for said, pattern in _SAYING.items()}
_UNSURE = re.compile(
    r"\b(?:inte|del\w*|fas\w*|etapp\w*|steg\w*|hälften|nästan|om|när|innan|sedan|efter att|till"
    r"|ska|kommer|planeras|beräknas|väntas|senare|i stället|flyttas|försenas)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"(?:Aktiviteten|Insatsen|Arbetet)\s+")
_QUOTED = re.compile(r"”(?P<name>[^”]+)”\s+$")


class Telling(Struct, frozen=True):
    """What is said, the words before it in its sentence, the time that it tells, and where it is stored."""

    said: Said
    before: str
    words: str
    time: tuple[int, int, int | None] | None
    start: int
    end: int


@lru_cache(maxsize=KEPT)
def _tellings(body: str) -> tuple[Telling, ...]:
    return tuple(_read(body))


def _read(body: str) -> Iterator[Telling]:
    for passage in passages(body):
        for start, end in passage.sentences():
            sentence = passage.words[start:end]
            found = next(((s, m) for s, p in _SAID.items() if (m := p.search(sentence))), None)
            if found and not _UNSURE.search(sentence, found[1].end()):
                said, match = found
                stretch = passage.stretch(start + match.start(), start + match.end())
                yield Telling(said, sentence[: match.start()], match[0], _time(match), *stretch)


def _time(match: re.Match[str]) -> tuple[int, int, int | None] | None:
    told = match.groupdict()
    if not told.get("year"):
        return None
    month = MONTHS.index(told["month"].lower()) + 1
    return int(told["year"]), month, int(told["day"]) if told["day"] else None


def _told(report: Report, period_id: str) -> Iterator[tuple[Text, Telling, Activity]]:
    """What the texts of a period say of an activity that is beyond doubt."""
    by_name: dict[str, Activity | None] = {}
    for each in report.activities.values():
        name = same_words(each.name)
        by_name[name] = None if name in by_name else each
    for text in report.texts.values():
        for told in _tellings(text.body) if text.period_id == period_id else ():
            activity = _meant(report, by_name, text, told.before)
            if activity is not None:
                yield text, told, activity


def _meant(
    report: Report, by_name: Mapping[str, Activity | None], text: Text, before: str
) -> Activity | None:
    """The activity that some words end by naming: quoted, in the text of its goal, or in its own."""
    quoted = _QUOTED.search(before)
    if quoted:
        named, lead = by_name.get(same_words(quoted["name"])), before[: quoted.start()]
    elif text.owner_id in report.activities:
        own = _OWN.fullmatch(before) is not None
        named, lead = (report.activities[text.owner_id] if own else None), ""
    else:
        named, lead = _of_branch(report, text.owner_id, before.rstrip())
    return None if _UNSURE.search(lead) else named


def _of_branch(report: Report, goal_id: str, before: str) -> tuple[Activity | None, str]:
    """The activity of a goal's branch with whose name some words end, and the words before it."""
    for each_id in sorted(homes(report).get(goal_id, ())):
        for activity in report.activities_of(each_id):
            name = activity.name.strip()
            if name and before.casefold().endswith(name.casefold()):
                return activity, before[: -len(name)]
    return None, ""


@rule(
    "prose-activity",
    "Det texten säger om en aktivitet stämmer med raden",
    reason="Den som läser att något är klart ska inte i tabellen se att det pågår.",
    example="Texten säger att ”Ny rutin för introduktion” är avslutad, men aktiviteten är ”Pågår”.",
    reads="text goal activity activity_status",
)
def activity_told(report: Report, period_id: str) -> Iterator[Finding]:
    """How an activity goes, as a text tells it, against the state of its row."""
    for text, told, activity in _told(report, period_id):
        status = report.activity_status(activity.id, period_id)
        if status.state in _AGAINST.get(told.said, ()) and status.state is not None:
            state = ACTIVITY_STATES[status.state]
            message = f"Texten säger ”{told.words}” om ”{activity.name}”, men läget är ”{state}”."
            yield _finding(text, told, message, cell(status, "state"), state)


@rule(
    "prose-activity-date",
    "En aktivitets tider i texten är radens",
    reason="Två olika slutdagar gör att ingen vet när det ska vara klart.",
    example="Texten säger ”avslutas i juni 2025” om ”Ny rutin för introduktion”, men slutdatum är 2025-12-31.",
    reads="text goal activity activity_status",
)
def activity_dated(report: Report, period_id: str) -> Iterator[Finding]:
    """When an activity begins or ends, as a text tells it, against its row; one that deviates may say else."""
    for text, told, activity in _told(report, period_id):
        field, name = ("start", "startdatum") if told.said is Said.BEGINS else ("end", "slutdatum")
        day: date | None = getattr(activity, field)
        state = report.activity_status(activity.id, period_id).state
        if day is None or told.time is None or state is ActivityState.DEVIATION:
            continue
        if told.time not in ((day.year, day.month, day.day), (day.year, day.month, None)):
            message = f"Texten säger ”{told.words}” om ”{activity.name}”, men {name} är {day}."
            yield _finding(text, told, message, cell(activity, field), str(day))


def _finding(text: Text, told: Telling, message: str, at: Cell, against: str) -> Finding:
    cells = (words(text, told.start, told.end), at)
    return Finding(Severity.ERROR, message, cells, told.words, against)


RULES = (activity_told, activity_dated)
