"""What is said of the parts of a report that were sent out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tertialapp.model.assignments import Assignment
from tertialapp.model.overview import full_name
from tertialapp.model.periods import MONTHS
from tertialapp.model.places import Place, place_of_part
from tertialapp.model.report import Report


def part_name(report: Report, part: Assignment) -> str:
    """What was sent out, as its heading reads."""
    place = place_of_part(report, part)
    return full_name(report, place) if place else "ett mål eller avsnitt som är borttaget"


def part_title(report: Report, part: Assignment) -> str:
    """What the file of a part is: "Del av Tertialrapport 1 2025 till Anna, senast 12 maj: 1.3 Trygghet".

    What is long, and stands on the page too, comes last: there may not be room for all.
    """
    period = report.periods_in_order()[-1]
    due = f", senast {_day(report, part.due)}" if part.due else ""
    return f"Del av {period.title} till {part.person}{due}: {part_name(report, part)}"


def sent_words(report: Report, part: Assignment, today: date) -> str:
    """Who has a part since when: "utskickad till Anna 2 maj, inte tillbaka (senast 12 maj)"."""
    sent = f"utskickad till {part.person} {_day(report, part.sent)}"
    if part.returned:
        return f"{sent}, tillbaka {_day(report, part.returned)}"
    if is_late(part, today):
        assert part.due is not None
        return f"{sent}, försenad: skulle vara tillbaka {_day(report, part.due)}"
    if part.due:
        return f"{sent}, inte tillbaka (senast {_day(report, part.due)})"
    return f"{sent}, inte tillbaka"


def sent_out(report: Report) -> list[Assignment]:
    """The parts that were sent out of a whole report: those that are due first, last those that are back."""
    if report.part:
        return []
    return sorted(
        report.assignments.values(),
        key=lambda part: (part.returned is not None, part.due or date.max, part.sent, part.person),
    )


def outstanding(report: Report) -> list[Assignment]:
    """Those of them that are not back."""
    return [part for part in sent_out(report) if part.returned is None]


def is_late(part: Assignment, today: date) -> bool:
    """Whether the last day of a part has been, and it is not back."""
    return part.returned is None and part.due is not None and part.due < today


def late_words(report: Report, today: date) -> str:
    """How many parts are late, in a few words; "" when none is."""
    late = sum(is_late(part, today) for part in outstanding(report))
    if not late:
        return ""
    return "1 utskickad del är försenad" if late == 1 else f"{late} utskickade delar är försenade"


def sent_by_place(report: Report, today: date) -> Mapping[Place, str]:
    """What is said of each place that is with somebody."""
    said: dict[Place, list[str]] = {}
    for part in outstanding(report):
        place = place_of_part(report, part)
        if place:
            said.setdefault(place, []).append(sent_words(report, part, today))
    return {place: "; ".join(words) for place, words in said.items()}


def _day(report: Report, day: date) -> str:
    """A day as people say it, with its year where that is not the report's."""
    year = "" if day.year == report.periods_in_order()[-1].year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]}{year}"
