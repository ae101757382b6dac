"""What is said of the parts of a report that were sent out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tertialapp.model.assignments import Assignment
from tertialapp.model.overview import full_name
from tertialapp.model.parts import place_of_part
from tertialapp.model.periods import MONTHS
from tertialapp.model.places import Place
from tertialapp.model.report import Report


def part_name(report: Report, part: Assignment) -> str:
    """What was sent out, as its heading reads."""
    place = place_of_part(report, part)
    return full_name(report, place) if place else "ett mål eller avsnitt som är borttaget"


def part_title(report: Report, part: Assignment) -> str:
    """What the file of a part is: "Del av Tertialrapport 1 2025: 1.3 Trygghet – till Anna, senast 12 maj"."""
    period = report.periods_in_order()[-1]
    due = f", senast {_day(report, part.due)}" if part.due else ""
    return f"Del av {period.title}: {part_name(report, part)} – till {part.person}{due}"


def sent_words(report: Report, part: Assignment) -> str:
    """Who has a part since when: "utskickad till Anna 2 maj, ska vara tillbaka 12 maj"."""
    sent = f"utskickad till {part.person} {_day(report, part.sent)}"
    if part.returned:
        return f"{sent}, tillbaka {_day(report, part.returned)}"
    if part.due:
        return f"{sent}, inte tillbaka (senast {_day(report, part.due)})"
    return f"{sent}, inte tillbaka"


def outstanding(report: Report) -> Iterator[Assignment]:
    """The parts that are with somebody, first those that are due first."""
    out = (part for part in report.assignments.values() if part.returned is None)
    return iter(sorted(out, key=lambda part: (part.due or date.max, part.sent, part.person)))


def sent_by_place(report: Report) -> Mapping[Place, str]:
    """What is said of each place that is with somebody."""
    said: dict[Place, list[str]] = {}
    for part in outstanding(report) if report.part is None else ():
        place = place_of_part(report, part)
        if place:
            said.setdefault(place, []).append(sent_words(report, part))
    return {place: "; ".join(words) for place, words in said.items()}


def _day(report: Report, day: date) -> str:
    """A day as people say it, with its year where that is not the report's."""
    year = "" if day.year == report.periods_in_order()[-1].year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]}{year}"
