"""What goals' texts must have: an analysis, the right headings, a sentence that fits, a way that was gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tertialapp.check.findings import Finding, Severity, cell, words
from tertialapp.check.goals import STATUSES, status_cell
from tertialapp.check.indicator_rows import INDICATORS, IndicatorRow, indicator_rows
from tertialapp.check.lasting import numbers
from tertialapp.check.rules import rule
from tertialapp.check.wording import same_words, stems
from tertialapp.model.frame import Status, Text, TextPart
from tertialapp.model.goals import ExpectedResult, Goal, Level
from tertialapp.model.relations import (
    AssessmentBasis,
    assessment_basis,
    expected_headings,
    headings,
    needs_analysis,
)
from tertialapp.model.report import Report

LEVELS = {
    "inriktningsmål": Level.DIRECTION,
    "verksamhetsområdesmål": Level.AREA,
    "nämndmål": Level.BOARD,
}
"""What goals of a level are called in running text."""


def _analysis(report: Report, goal: Goal, period_id: str) -> Text:
    return report.text(goal.id, period_id, TextPart.ANALYSIS)


@rule(
    "status-unexplained",
    "Ett mål har en analys, utom ett nämndmål som uppfylls helt",
    reason="Analysen säger vad bedömningen vilar på, och avvikelsen är det som nämnden ska ta ställning till.",
    example="3.4.1 är ”Uppfylls delvis” men saknar analys.",
    reads=f"{STATUSES} text",
)
def status_unexplained(report: Report, period_id: str) -> Iterator[Finding]:
    """A goal with a status has an analysis, but for a board goal that is fully met (R26)."""
    numbered = numbers(report)
    for goal in report.goals.values():
        status, text = report.goal_status(goal.id, period_id), _analysis(report, goal, period_id)
        due = status is not None and needs_analysis(goal, status)
        if due and status is not None and not text.body.strip():
            message = f"{numbered[goal.id]} är ”{status.name}” men saknar analys."
            cells = (status_cell(goal, period_id), cell(text, "body"))
            yield Finding(Severity.WARNING, message, cells, status.name)


@rule(
    "headings",
    "Inriktningsmålets analys har områdenas rubriker i ordning",
    reason="Läsaren hittar från målet till dess delar genom rubrikerna.",
    example="Rubrikerna i analysen är inte målen för verksamhetsområdena: ”Trygghet” saknas.",
    reads="goal text",
)
def wrong_headings(report: Report, period_id: str) -> Iterator[Finding]:
    """The headings of a direction goal's analysis are its area goals, in order (R27)."""
    for goal in report.goals.values():
        text = _analysis(report, goal, period_id)
        has, due = headings(text.body), expected_headings(report, goal)
        if goal.level is Level.DIRECTION and has and due and has != due:
            missing = next(
                (area for area in report.goals_under(goal.id) if area.title not in has), None
            )
            strange = next((title for title in has if title not in due), "")
            if missing is not None:
                what = f"”{missing.title}” saknas"
            else:
                what = f"”{strange}” är inget av dem" if strange else "ordningen är en annan"
            message = f"Rubrikerna i analysen är inte målen för verksamhetsområdena: {what}."
            cells = (cell(text, "body"), *((cell(missing, "title"),) if missing else ()))
            yield Finding(
                Severity.WARNING, message, cells, strange, missing.title if missing else ""
            )


_SENTENCE = re.compile(
    r"grundar sig på (?P<basis>[^.]*?)(?: för| på) (?:(?:kommunfullmäktiges|nämndens|nämndmålets|målets) )?"
    r"(?P<word>indikator(?:er|erna|n)?)\b"
)


@rule(
    "assessment-sentence",
    "Bedömningens mening stämmer med vad som är ifyllt",
    reason="En bedömning kan inte grunda sig på prognoser som inte finns.",
    example="Bedömningen sägs grunda sig på prognosen, men ingen av 7 indikatorer har någon prognos.",
    reads=f"goal {INDICATORS} text",
)
def assessment_sentence(report: Report, period_id: str) -> Iterator[Finding]:
    """What the sentence says that the assessment rests on is filled in (R31)."""
    for goal in report.goals.values():
        text = _analysis(report, goal, period_id)
        said = _SENTENCE.search(text.body)
        if said is not None:
            basis = assessment_basis(report, goal, period_id)
            for message, found in _untrue(said, basis):
                at = said.start() + said[0].rindex(found)
                cells = (words(text, at, at + len(found)),)
                counts = f"{basis.indicators}, {basis.outcomes}, {basis.forecasts}"
                yield Finding(Severity.WARNING, message, cells, found, counts)


def _untrue(said: re.Match[str], basis: AssessmentBasis) -> Iterator[tuple[str, str]]:
    number = "Den enda indikatorn har inte" if basis.indicators == 1 else "Ingen indikator har"
    for word, count, what in (
        ("prognos", basis.forecasts, "någon prognos"),
        ("resultat", basis.outcomes, "något utfall"),
        ("utfall", basis.outcomes, "något utfall"),
    ):
        if word in said["basis"] and not count and basis.indicators:
            yield f"Bedömningen sägs grunda sig på {word}, men {number.lower()} {what}.", word
    plural, word = said["word"].startswith("indikatorer"), said["word"]
    if not basis.indicators:
        yield f"Bedömningen sägs grunda sig på {word}, men målet har ingen indikator.", word
    elif plural != (basis.indicators > 1):
        yield f"Bedömningen talar om ”{word}”, men målet har {basis.indicators}.", word


_STATUS_SAID = re.compile(
    r"(?:mål|målet) (?:bedöms|kommer att|bedöms kunna|väntas|beräknas)(?: kunna)? "
    r"(?:uppfyllas|uppnås|nås) (?P<how>helt|delvis|inte)\b"
    r"|(?:mål|målet) (?:uppfylls|uppnås|nås) (?P<now>helt|delvis|inte)\b",
    re.IGNORECASE,
)


@rule(
    "status-sentence",
    "Texten bedömer målet som statusen gör",
    reason="Status och text läses av olika personer, och den som ändrar det ena glömmer lätt det andra.",
    example="Texten säger att målet kommer att uppfyllas helt, men statusen är ”Uppfylls delvis”.",
    reads=f"{STATUSES} text",
)
def status_sentence(report: Report, period_id: str) -> Iterator[Finding]:
    """How the analysis says that the goal is met is the goal's status."""
    for goal in report.goals.values():
        status, text = report.goal_status(goal.id, period_id), _analysis(report, goal, period_id)
        said = _STATUS_SAID.search(text.body) if status else None
        how = (said["how"] or said["now"]).casefold() if said else ""
        if status and said and how not in _status_words(status):
            message = f"Texten säger ”{said[0]}”, men statusen är ”{status.name}”."
            cells = (words(text, *said.span()), status_cell(goal, period_id))
            yield Finding(Severity.ERROR, message, cells, how, status.name)


def _status_words(status: Status) -> set[str]:
    said = set(status.name.casefold().split())
    return said | {"inte"} if "ej" in said else said


_ALL_MET = re.compile(
    r"\b(?:hel|full) måluppfyllelse (?:inom|för|av) (?:alla|samtliga) (?P<what>\w+mål)",
    re.IGNORECASE,
)


@rule(
    "summary-status",
    "”Hel måluppfyllelse” gäller alla målen",
    reason="Sammanfattningen är det många läser. En enda avvikelse gör meningen fel.",
    example="Sammanfattningen säger ”hel måluppfyllelse inom samtliga inriktningsmål”, men 3 är ”Uppfylls delvis”.",
    reads=f"{STATUSES} section text",
)
def summary_status(report: Report, period_id: str) -> Iterator[Finding]:
    """A section that says that all goals of a level are met, though one is not."""
    numbered = numbers(report)
    statuses = ((goal, report.goal_status(goal.id, period_id)) for goal in report.goals.values())
    unmet = [(goal, status) for goal, status in statuses if status and status.rank]
    for section in report.sections.values():
        text = report.text(section.id, period_id, TextPart.BODY)
        said = _ALL_MET.search(text.body) if "måluppfyllelse" in text.body else None
        level = LEVELS.get(said["what"].casefold()) if said else None
        for goal, status in unmet:
            if said and goal.level is level:
                message = f"Texten säger ”{said[0]}”, men {numbered[goal.id]} är ”{status.name}”."
                cells = (words(text, *said.span()), status_cell(goal, period_id))
                yield Finding(Severity.ERROR, message, cells, said[0], status.name)


_WAYS = re.compile(r"\b(öka[rt]?|minska[rt]?|höj[sa]?|sänk[sa]?)\b", re.IGNORECASE)
_ALIKE = 0.7
_NEARLY = 2


@rule(
    "expected-way",
    "Ett förväntat resultat går åt det håll som det säger",
    reason="”Andelen minskar” går att pröva mot indikatorn om samma sak.",
    example="Det förväntade resultatet är att andelen minskar, men utfallet är 2,5 % mot 2,4 % förra året.",
    reads=f"goal expected_result {INDICATORS}",
)
def expected_way(report: Report, period_id: str) -> Iterator[Finding]:
    """An expected "ökar" or "minskar" is tested by the indicator with the same words."""
    rows: dict[str | None, list[IndicatorRow]] = {}
    for each in indicator_rows(report, period_id):
        rows.setdefault(each.indicator.goal_id, []).append(each)
    for expected in report.expected_results.values():
        way = _WAYS.search(expected.text)
        goal = report.goals[expected.goal_id]
        near = (*rows.get(goal.id, ()), *rows.get(goal.parent_id, ()))
        for row in near if way else ():
            now, before = row.value.outcome, row.value.last_year
            if now is None or before is None or row.indicator.running or not _same(expected, row):
                continue
            assert way is not None
            up = way[0].casefold().startswith(("ö", "h"))
            if now <= before if up else now >= before:
                message = (
                    f"Det förväntade resultatet är att det ska {'öka' if up else 'minska'}, men "
                    f"”{row.indicator.name}” är {row.shown('outcome')} mot {row.shown('last_year')} "
                    "förra året."
                )
                cells = (cell(expected, "text"), *row.cells("outcome", "last_year"))
                against = f"{row.shown('outcome')}, {row.shown('last_year')}"
                yield Finding(Severity.WARNING, message, cells, way[0], against)


def _same(expected: ExpectedResult, row: IndicatorRow) -> bool:
    """Whether an expected result and an indicator are about the same, by their words."""
    one, other = stems(_WAYS.sub("", expected.text)), stems(row.indicator.name)
    both = len(one & other)
    return bool(both) and both >= _ALIKE * len(one) and both >= _ALIKE * len(other)


@rule(
    "summary-headings",
    "Sammanfattningens rubriker är inriktningsmålens namn",
    reason="Den som läser sammanfattningen ska känna igen målen när de kommer i rapporten.",
    example="Rubriken ”En trygg stad som håller samman” liknar ”Ett Stockholm som håller samman …”.",
    reads="goal section text",
)
def summary_headings(report: Report, period_id: str) -> Iterator[Finding]:
    """A heading of a chapter that is nearly a direction goal's title, but another."""
    titled = {goal.title: goal for goal in reversed(report.goals_under(None))}
    for section in report.sections_under(None):
        text = report.text(section.id, period_id, TextPart.BODY)
        for heading in headings(text.body):
            for goal in titled.values():
                both = stems(heading) & stems(goal.title)
                if len(both) >= _NEARLY and same_words(heading) != same_words(goal.title):
                    message = f"Rubriken ”{heading}” liknar inriktningsmålet ”{goal.title}”."
                    at = text.body.find(heading)
                    here = cell(text, "body") if at < 0 else words(text, at, at + len(heading))
                    yield Finding(
                        Severity.NOTE, message, (here, cell(goal, "title")), heading, goal.title
                    )


RULES = (
    status_unexplained,
    wrong_headings,
    assessment_sentence,
    status_sentence,
    summary_status,
    expected_way,
    summary_headings,
)
