"""The board's settings, its status words, and the period of the report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from tertialapp.base.errors import BadInput
from tertialapp.exchange.ils.mapping.draft import sort_keys
from tertialapp.exchange.ils.records import IlsGoal, IlsReport, IlsTable, TableKind
from tertialapp.model.frame import SETUP_ID, Period, PeriodKind, Setup, Shape, Status
from tertialapp.model.periods import new_period, parse_period

FULL, PARTLY, NOT = "helt", "delvis", "ej"

_STATUSES = (
    (FULL, "Uppfylls helt", Shape.CIRCLE),
    (PARTLY, "Uppfylls delvis", Shape.TRIANGLE),
    (NOT, "Uppfylls ej", Shape.SQUARE),
)
_SURPLUS_NEGATIVE = re.compile(r"överskott \([-−–]\)", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
_TOWN = re.compile(r"\b[A-ZÅÄÖ][a-zåäö]+s (?:stad|kommun)\b")
_OFTEN = 2
_NO_YEAR = (
    "Det framgår inte av texten vilket år rapporten gäller. Välj en fil med hela rapportens text."
)


def period_of(ils: IlsReport) -> tuple[Period, bool]:
    """The period of the report, and whether its kind is a guess. Raises BadInput without a year."""
    year = _year(ils)
    named = (ils.title, f"{ils.title} {year}", f"{ils.kind} {year}", f"{ils.period} {year}")
    found = next((period for period in map(parse_period, named) if period), None)
    details = {"signatory_name": ils.signatory_name, "signatory_title": ils.signatory_title}
    kind, year = found or (PeriodKind.FIRST, year)
    return new_period(kind, year, **details), found is None


def _year(ils: IlsReport) -> int:
    """The year by the first of: decisions, periods of indicators, head of last year, other text."""
    last_year = _YEAR.search(ils.indicator_head("last_year"))
    for words in (ils.title, ils.period):
        match = _YEAR.search(words)
        if match:
            return int(match[0])
    if last_year:
        return int(last_year[0]) + 1
    years = Counter(year for words in _words(ils) for year in _YEAR.findall(words))
    if not years:
        raise BadInput(_NO_YEAR)
    return int(years.most_common(1)[0][0])


def _words(ils: IlsReport) -> Iterable[str]:
    yield ils.kind
    yield from (decision.text for decision in ils.decisions)
    yield from (row.end or "" for goal in ils.goals for row in goal.activities)
    yield from (column.printed for table in tables(ils) for column in table.columns)
    sections = (*ils.summary, *ils.economy, *(part for goal in ils.goals for part in goal.analysis))
    yield from (text for section in sections for text in section.paragraphs)


def setup_of(ils: IlsReport) -> Setup:
    """The board's settings as far as the text shows them, else the usual ones."""
    standard = Setup(id=SETUP_ID, board=ils.board)
    labels = {goal.depth: goal.label for goal in reversed(ils.goals)}
    council = ils.indicator_head("council_target").partition(" ")[0]
    return Setup(
        id=SETUP_ID,
        board=ils.board,
        municipality=_municipality(ils),
        direction_label=labels.get(0, standard.direction_label),
        area_label=labels.get(1, standard.area_label),
        board_label=labels.get(2, standard.board_label),
        council_label=council or standard.council_label,
        men_label=_split_label(ils, "men") or standard.men_label,
        women_label=_split_label(ils, "women") or standard.women_label,
        funds_surplus_negative=any(
            surplus_negative(column.printed)
            for table in tables(ils, TableKind.RESULT_UNITS)
            for column in table.columns
            if column.key == "opening"
        ),
    )


def _municipality(ils: IlsReport) -> str:
    """The one town that the text speaks of as such, "" if there is none or several."""
    goals = (text for goal in ils.goals for text in (goal.title, *_goal_texts(goal)))
    found = Counter(town for text in (*_words(ils), *goals) for town in _TOWN.findall(text))
    (town, count), *others = found.most_common(2) or [("", 0)]
    return town if count >= _OFTEN and not others else ""


def _goal_texts(goal: IlsGoal) -> Iterable[str]:
    yield from (row.name for row in goal.indicators)
    yield from (row.name for row in goal.activities)


def _split_label(ils: IlsReport, column: str) -> str:
    return re.sub(r"\s+", "", ils.indicator_head(column).removeprefix("Utfall"))


def surplus_negative(head: str) -> bool:
    """Whether the head of a column says that a surplus is printed with a minus."""
    return _SURPLUS_NEGATIVE.search(head) is not None


def tables(ils: IlsReport, kind: TableKind | None = None) -> list[IlsTable]:
    """The economy tables, all or those of a kind."""
    found = (table for section in ils.economy for table in section.tables)
    return [table for table in found if kind in (None, table.kind)]


def statuses_of(ils: IlsReport) -> tuple[Status, ...]:
    """The three status words, the best first, as the report prints them or as is usual."""
    printed = {status_id(goal.status): goal.status for goal in reversed(ils.goals) if goal.status}
    return tuple(
        Status(id=key, sort_key=sort_key, name=printed.get(key, name), rank=rank, shape=shape)
        for rank, (sort_key, (key, name, shape)) in enumerate(
            zip(sort_keys(len(_STATUSES)), _STATUSES, strict=True)
        )
    )


def status_id(words: str) -> str | None:
    """Which of the three a status says, None when it says none of them."""
    said = words.casefold().split()
    if "delvis" in said:
        return PARTLY
    if "ej" in said or "inte" in said:
        return NOT
    return FULL if "helt" in said else None
