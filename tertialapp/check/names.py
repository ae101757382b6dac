"""Names: the same thing twice, one thing under several names, order and full stops."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise

from msgspec import Struct

from tertialapp.check.findings import Changes, Finding, Repair, Severity, cell, setting
from tertialapp.check.lasting import numbers
from tertialapp.check.rules import rule
from tertialapp.check.wording import same_words
from tertialapp.model.frame import Section, SectionKind
from tertialapp.model.goals import Activity, Indicator
from tertialapp.model.records import Record
from tertialapp.model.relations import is_alphabetical, swedish_key
from tertialapp.model.report import Report


class _Kind(Struct, frozen=True):
    """Records that should differ: their table, the field of their words, what they are called."""

    table: str
    field: str
    words: str
    within: tuple[str, ...] = ()
    """Fields that must be the same too, for two to be the same thing."""


_KINDS = (
    _Kind("goal", "title", "Målet"),
    _Kind("indicator", "name", "Indikatorn"),
    _Kind("activity", "name", "Aktiviteten"),
    _Kind("expected_result", "text", "Det förväntade resultatet"),
    _Kind("decision", "text", "Beslutspunkten", ("period_id",)),
    _Kind("budget_adjustment", "text", "Budgetjusteringen", ("period_id", "section_id")),
    _Kind("competence_fund", "text", "Raden", ("period_id", "unit")),
    _Kind("planned_investment", "text", "Projektet", ("period_id", "section_id")),
    _Kind("business_area", "name", "Verksamhetsområdet", ("parent_id",)),
    _Kind("result_unit", "name", "Resultatenheten"),
    _Kind("investment", "name", "Investeringen"),
)


@rule(
    "same-twice",
    "Samma sak står inte två gånger",
    reason="En dubblett räknas två gånger, eller följs upp på det ena stället och glöms på det andra.",
    example="Aktiviteten ”Undersöka nattvandringar” finns även under 1.5.1.",
    reads=" ".join(kind.table for kind in _KINDS),
)
def same_twice(report: Report, period_id: str) -> Iterator[Finding]:
    """Two records with the same words, but for case, marks and blanks."""
    numbered = numbers(report)
    for kind in _KINDS:
        first: dict[tuple[str, ...], Record] = {}
        for record in report.table(kind.table).values():
            if getattr(record, "period_id", period_id) != period_id:
                continue
            told = str(getattr(record, kind.field))
            scope = (str(getattr(record, name)) for name in kind.within)
            key = (same_words(told), *scope)
            other = first.setdefault(key, record)
            if other is not record and key[0]:
                message = f"{kind.words} ”{_short(told)}” finns {_also(numbered, other)}."
                cells = (cell(record, kind.field), cell(other, kind.field))
                twin = str(getattr(other, kind.field))
                repair = Repair("Ta bort den här", partial(_without, kind.table, record.id))
                yield Finding(Severity.ERROR, message, cells, told, twin, repair)


def _without(table: str, key: str, _report: Report) -> Changes:
    return {table: {key: None}}


def _also(numbered: Mapping[str, str], other: Record) -> str:
    goal_id = getattr(other, "goal_id", None)
    return f"även under {numbered[goal_id]}" if goal_id else "två gånger"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"


# -- one name --------------------------------------------------------------------------------------


@rule(
    "area-name",
    "Ett verksamhetsområde har ett namn",
    reason="Heter området olika i tabell, rubrik och text vet läsaren inte att det är samma.",
    example="Rubriken ”Äldreomsorgen” heter ”Äldreomsorg” i registret över verksamhetsområden.",
    reads="business_area section turnover_change investment",
)
def area_name(report: Report, period_id: str) -> Iterator[Finding]:
    """Headings and labels of a business area or investment are its name in the register."""
    for section in report.sections.values():
        name = _registered(report, section)
        title = re.sub(r"\s*\d[\d\s]*(,\d+)?\s*mnkr$", "", section.title)
        if name and same_words(name) != same_words(title):
            message = f"Rubriken ”{title}” heter ”{name}” i registret."
            repair = setting(f"Ändra rubriken till ”{name}”", cell(section, "title"), name)
            cells = (cell(section, "title"),)
            yield Finding(Severity.NOTE, message, cells, title, name, repair)
    for change in report.turnover_changes_of(period_id):
        name = report.business_areas[change.area_id].name
        label = re.sub(r"^varav\s+", "", change.label)
        if label and same_words(name) != same_words(label):
            message = f"Raden ”{label}” heter ”{name}” i registret."
            repair = setting(f"Ändra raden till ”{name}”", cell(change, "label"), "")
            yield Finding(Severity.NOTE, message, (cell(change, "label"),), label, name, repair)


def _registered(report: Report, section: Section) -> str:
    if section.kind not in (SectionKind.TEXT, SectionKind.PLANNED_INVESTMENTS):
        return ""
    key = section.subject_id or ""
    known = report.business_areas.get(key) or report.investments.get(key)
    return known.name if known else ""


# -- order and marks -------------------------------------------------------------------------------


@rule(
    "alphabetical",
    "Rader står i bokstavsordning där de andra tabellerna gör det",
    reason="I en lång tabell letar läsaren efter namnet.",
    example="”Andel nöjda” står efter ”Antal besök”, men tabellerna är annars i bokstavsordning.",
    reads="goal indicator activity",
)
def alphabetical(report: Report, _period_id: str) -> Iterator[Finding]:
    """A table out of Swedish order, where most of the report's tables are in order (R29)."""
    for rows_of in (report.indicators_of, report.activities_of):
        tables = [rows for goal_id in report.goals if len(rows := rows_of(goal_id)) > 1]
        wrong = [rows for rows in tables if not is_alphabetical([row.name for row in rows])]
        yield from _out_of_order(wrong if len(wrong) * 5 <= len(tables) else ())


def _out_of_order(tables: Sequence[Sequence[Indicator | Activity]]) -> Iterator[Finding]:
    for rows in tables:
        before, after = next(
            (one, other)
            for one, other in pairwise(rows)
            if swedish_key(other.name) < swedish_key(one.name)
        )
        message = (
            f"”{_short(after.name)}” står efter ”{_short(before.name)}”, men tabellerna är annars i "
            "bokstavsordning."
        )
        cells = (cell(after, "sort_key"), cell(before, "sort_key"))
        yield Finding(Severity.NOTE, message, cells, after.name, before.name)


_NAMED: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("goal", "title", "Titeln {}".format),
    ("indicator", "name", "Namnet {}".format),
    ("activity", "name", "Namnet {}".format),
)


@rule(
    "full-stop",
    "Ett namn slutar utan punkt",
    reason="Ett namn är ingen mening, och samma tabell ska inte blanda båda sätten.",
    example="Namnet ”Implementera ny chefsstruktur.” slutar med punkt.",
    reads="goal indicator activity",
)
def full_stop(report: Report, _period_id: str) -> Iterator[Finding]:
    """A name that ends in a full stop."""
    for table, field, said in _NAMED:
        for record in report.table(table).values():
            name: str = getattr(record, field)
            if name.endswith(".") and not re.search(r"\b\w{1,3}\.$", name):
                at = cell(record, field)
                repair = setting("Ta bort punkten", at, name.rstrip("."))
                message = f"{said(f'”{_short(name)}”')} slutar med punkt."
                yield Finding(Severity.NOTE, message, (at,), name, "", repair)


RULES = (same_twice, area_name, alphabetical, full_stop)
