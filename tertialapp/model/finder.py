"""Everything in a report that one may want to go to, and which of it a few typed letters mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tertialapp.base.values import ComparedInPart
from tertialapp.model.markdown_read import plain
from tertialapp.model.outline import goal_label, goal_numbers, walk_goals
from tertialapp.model.places import (
    OVERVIEW,
    Place,
    goal_place,
    place_of_record,
    places_in_order,
)
from tertialapp.model.report import Report

_MOST_TEXTS = 12
_AROUND = 60


class Entry(ComparedInPart, frozen=True):
    """Something to go to: its kind, name, and where it stands; ``row`` is a row of the place's grids.

    ``command`` names a command of the window instead of a place.
    """

    ASIDE = ("keys",)

    kind: str
    name: str
    where: str = ""
    place: Place | None = None
    row: str = ""
    command: str = ""
    keys: str = ""


def entries(report: Report) -> Iterator[Entry]:
    """The places of a report and the rows in them, in printed order; of a part, its own alone."""
    shown = {OVERVIEW, *places_in_order(report)} if report.part else None
    yield from (entry for entry in _entries(report) if shown is None or entry.place in shown)


def _entries(report: Report) -> Iterator[Entry]:
    numbers = goal_numbers(report)
    yield Entry("Översikt", "Översikt", place=OVERVIEW)
    for at in places_in_order(report):
        section = report.sections.get(at.key)
        if section is None:
            continue
        parent = report.sections.get(section.parent_id or "")
        where = parent.title if parent else ""
        yield Entry("Avsnitt", section.title, where, at)
    for goal in walk_goals(report):
        place, number = goal_place(goal.id), numbers[goal.id]
        label = goal_label(report, goal.level)
        yield Entry(label, f"{number} {goal.title}".strip(), goal.owner, place)
        for indicator in report.indicators_of(goal.id):
            yield Entry("Indikator", indicator.name, number, place, indicator.id)
        for activity in report.activities_of(goal.id):
            yield Entry("Aktivitet", activity.name, number, place, activity.id)
    for table, kind in (("result_unit", "Resultatenhet"), ("business_area", "Verksamhetsområde")):
        for record in report.table(table).values():
            home = place_of_record(report, table, record)
            name = f"{getattr(record, 'number', '')} {getattr(record, 'name', '')}".strip()
            yield Entry(kind, name, "", home, record.id)


def ranked(query: str, among: Iterable[Entry], most: int = 60) -> list[Entry]:
    """The entries that hold every word of a query, best first: whole beginnings before inner letters."""
    words = query.casefold().split()
    scored = []
    for at, entry in enumerate(among):
        score = _score(words, entry)
        if score is not None:
            scored.append((score, at, entry))
    scored.sort(key=lambda found: found[:2])
    return [entry for _, _, entry in scored[:most]]


def _score(words: Sequence[str], entry: Entry) -> int | None:
    name = entry.name.casefold()
    whole = f"{name} {entry.where.casefold()} {entry.kind.casefold()}"
    score = 0
    for word in words:
        if word not in whole:
            return None
        if name.startswith(word):
            score += 0
        elif f" {word}" in f" {name}":
            score += 1
        else:
            score += 3 if word in name else 4
    return score


def in_texts(query: str, report: Report, period_id: str) -> list[Entry]:
    """The texts of a period in which a query stands, with the words around it."""
    wanted = query.casefold().strip()
    found: list[Entry] = []
    if len(wanted) < 3:
        return found
    numbers = goal_numbers(report)
    for text in report.texts.values():
        if text.period_id != period_id or len(found) >= _MOST_TEXTS:
            continue
        words = plain(text.body) if wanted in text.body.casefold() else ""
        at = words.casefold().find(wanted)
        place = place_of_record(report, "text", text) if at >= 0 else None
        if place is not None:
            start = max(0, at - _AROUND)
            line = " ".join(words[start : at + len(wanted) + _AROUND].split())
            section = report.sections.get(place.key)
            where = section.title if section else numbers.get(place.key, "")
            row = text.owner_id if text.owner_id != place.key else ""
            found.append(Entry("Text", f"{'…' if start else ''}{line}…", where, place, row))
    return found
