"""Words that a careful reader stumbles over: doubled, of last year, or pointing at nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tertialapp.check.findings import Finding, Severity
from tertialapp.check.language.written import READS, Written, exchange, gathered, texts
from tertialapp.check.rules import rule
from tertialapp.model.economy_tables import has_table
from tertialapp.model.frame import Period, Section, Text
from tertialapp.model.markdown import picture_keys
from tertialapp.model.periods import MONTHS
from tertialapp.model.report import Report
from tertialapp.model.search import FIELDS

_DOUBLED = re.compile(r"\b(?P<word>[^\W\d_]+)[ \u00a0](?P=word)\b", re.IGNORECASE)
_RIGHT_TWICE = frozenset({"den", "det", "de", "som", "är", "har", "på", "i", "så", "om"})
_AGAIN = re.compile(
    r"""
    \bhar\ (?:\d+|[^\W\d_]+a\ )\ ?\w+\ har\b                             # har 9 parker har
  | \b(?P<whole>\w{3,}ts\ bort)\b [^.,;:]{1,60} \b(?P=whole)\b            # tagits bort … tagits bort
  | \b(?P<active>\w{6,}at)\b [^.,;:]{1,80} \b(?P=active)s\b               # påbörjat … påbörjats
    """,
    re.VERBOSE,
)


@rule(
    "doubled-word",
    "Inget ord står två gånger i rad",
    reason="Dubblerade ord blir kvar när en mening skrivs om, och stavningskontrollen ser dem inte.",
    example="Varje kök har mat och vatten för för tre dygn.",
    reads=READS,
)
def doubled_word(report: Report, period_id: str) -> Iterator[Finding]:
    """A word twice in a row."""
    return gathered(report, period_id, _doubled, FIELDS)


def _doubled(place: Written) -> Iterator[Finding]:
    for match, where in place.matches(_DOUBLED):
        word = match["word"]
        if word.casefold() not in _RIGHT_TWICE:
            repair = exchange(place, where, word)
            message = f"”{word}” står två gånger i rad."
            yield Finding(Severity.WARNING, message, (where,), _around(match), "", repair)


@rule(
    "said-again",
    "Samma sak sägs en gång i satsen",
    reason="När en mening skrivs om blir ofta verbet kvar på båda ställena.",
    example="Stigen har tagits bort ur planen tagits bort.",
    reads=READS,
)
def said_again(report: Report, period_id: str) -> Iterator[Finding]:
    """The same verb twice in a clause."""
    return gathered(report, period_id, _again, FIELDS)


def _again(place: Written) -> Iterator[Finding]:
    for match, where in place.matches(_AGAIN):
        message = f"Samma ord två gånger i satsen: ”{match[0]}”."
        yield Finding(Severity.WARNING, message, (where,), match[0])


def _around(match: re.Match[str]) -> str:
    start, end = match.span()
    return match.string[max(0, start - 20) : end + 20]


_FRAGMENT = re.compile(r"(?:\A|(?<=[.!?] ))(?:Varav|Samt)\b[^.!?]*[.!?]")


@rule(
    "fragment",
    "En mening har ett verb och står för sig själv",
    reason="”Varav …” och ”Samt …” fortsätter meningen före; efter en punkt hänger de löst.",
    example="”Varav 0,9 mnkr från fonderna.” fortsätter meningen före.",
    reads="text",
)
def fragment(report: Report, period_id: str) -> Iterator[Finding]:
    """A sentence that begins with "Varav" or "Samt"."""
    return gathered(report, period_id, _loose, ("text",))


def _loose(place: Written) -> Iterator[Finding]:
    for match, where in place.matches(_FRAGMENT):
        message = f"”{match[0]}” hör ihop med meningen före."
        yield Finding(Severity.NOTE, message, (where,), match[0])


_ODD_NUMBER = re.compile(
    r"(?<![\d.,])\d+,\d+,\d+|\d,,\d|(?<![\d,])\d{1,3}[ \u00a0]\d{1,2}(?=[ \u00a0]?(?:mnkr|procent|%))"
)


@rule(
    "odd-number",
    "Ett tal har högst ett decimalkomma och tre siffror i grupp",
    reason="Ett tecken för mycket eller för litet gör talet till något annat, eller till inget tal alls.",
    example="”1,8,3 procent” är inget tal.",
    reads=READS,
)
def odd_number(report: Report, period_id: str) -> Iterator[Finding]:
    """A number with two commas, or with a group of fewer than three digits."""
    return gathered(report, period_id, _odd, FIELDS)


def _odd(place: Written) -> Iterator[Finding]:
    for match, where in place.matches(_ODD_NUMBER):
        yield Finding(Severity.WARNING, f"”{match[0]}” är inget tal.", (where,), match[0])


# -- last year -------------------------------------------------------------------------------------

_MONTH = "|".join(MONTHS)
_COMING = re.compile(
    rf"""
    \b(?:kommer|ska|skall|planeras|väntas|påbörjas|införs|blir)\b [^.;:]{{1,120}}?
    (?P<when>\b(?:(?:den\ )?(?P<day>\d\d?)\ )?(?:(?P<month>{_MONTH})\ |(?:under|år|hösten|våren|sommaren)\ )
      (?P<year>20\d\d))\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:jämför\w*|utfall\w*|från(?! och med)|sedan|än|efter|enligt|baserat|utifrån|inom ramen för)\b[^,]*$",
    re.IGNORECASE,
)


@rule(
    "stale-year",
    "Det som ska ske ligger framåt i tiden",
    reason="Texter förs vidare från förra året; ett årtal som blev kvar gör meningen obegriplig.",
    example="Arbetssättet ”kommer att införas från och med maj 2024”, i en rapport till och med april 2025.",
    reads="text",
)
def stale_year(report: Report, period_id: str) -> Iterator[Finding]:
    """What is said to come, at a time that has passed."""
    period = report.periods[period_id]
    for place in texts(report, period_id):
        for match, where in place.matches(_COMING):
            before = match[0][: match.start("when") - match.start()]
            if _has_passed(match, period) and not _COMPARED.search(before):
                message = (
                    f"”{match['when']}” ska enligt texten komma, men rapporten gäller tiden "
                    f"till och med {period.cut_off}."
                )
                severity = Severity.ERROR if int(match["year"]) < period.year else Severity.WARNING
                yield Finding(severity, message, (where,), match["when"], str(period.cut_off))


def _has_passed(match: re.Match[str], period: Period) -> bool:
    year = int(match["year"])
    if not match["month"]:
        return year < period.year
    month = MONTHS.index(match["month"].lower()) + 1
    return date(year, month, 1) < period.cut_off.replace(day=1)


# -- pointing at nothing ---------------------------------------------------------------------------

_POINTING = re.compile(
    r"\b(?P<what>diagram|graf|bild|figur|karta|tabell)\w*\s(?:nedan|ovan)(?:för)?\b"
    r"|\b(?:nedan|ovan)stående\s(?P<other>diagram|graf|bild|figur|karta|tabell)\w*",
    re.IGNORECASE,
)
_TABLES = ("tabell",)
_CHARTS = ("diagram", "graf", "figur")


@rule(
    "missing-object",
    "”Diagrammet nedan” finns",
    reason="Diagram och tabeller försvinner när text kopieras från andra dokument.",
    example="Texten hänvisar till ”diagrammet nedan”, men här finns inget diagram.",
    reads="text section indicator activity",
)
def missing_object(report: Report, period_id: str) -> Iterator[Finding]:
    """A text that points at a chart, table or picture where none is printed."""
    yield from (
        Finding(
            Severity.WARNING,
            f"Texten hänvisar till ”{match[0]}”, men det finns inte här.",
            (where,),
            match[0],
        )
        for place in texts(report, period_id)
        for match, where in place.matches(_POINTING)
        if not _is_there(report, report.texts[place.key], (match["what"] or match["other"]).lower())
    )


def _is_there(report: Report, text: Text, what: str) -> bool:
    if picture_keys(text.body):
        return True
    section = report.sections.get(text.owner_id)
    if section is not None:
        return _in_section(section, what)
    indicators = report.indicators_of(text.owner_id)
    if what in _CHARTS:
        return any(indicator.charted for indicator in indicators)
    return what in _TABLES and bool(indicators or report.activities_of(text.owner_id))


def _in_section(section: Section, what: str) -> bool:
    return (what in _CHARTS and section.charted) or (what in _TABLES and has_table(section.kind))


RULES = (doubled_word, said_again, fragment, odd_number, stale_year, missing_object)
