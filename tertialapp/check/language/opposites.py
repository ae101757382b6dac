"""Texts that say one thing and the opposite: of years, and of what is done and what is only begun."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tertialapp.check.findings import Finding, Severity
from tertialapp.check.language.written import texts
from tertialapp.check.rules import rule
from tertialapp.model.report import Report

_NUMBERS = {"två": 2, "tre": 3, "fyra": 4, "fem": 5}
_LAST_YEARS = re.compile(
    rf"\bde senaste (?P<count>{'|'.join(_NUMBERS)}) åren (?P<no>inte )?(?:nått|uppnått|klarat)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"\b(?:åren|mellan) (?P<first>20\d\d) (?:till|och|–) (?P<last>20\d\d) "
    r"(?:(?P<did>nådde|uppnådde|klarade)|(?:har )\w+ (?P<has>nått|uppnått|klarat))\b[^.;:]*?(?P<no>\binte\b)?",
    re.IGNORECASE,
)


@rule(
    "opposite-years",
    "En text säger inte två saker om samma år",
    reason="Det ena är fel, och läsaren kan inte veta vilket.",
    example="”de senaste tre åren inte nått målet” och ”åren 2019 till 2022 nådde vi målet”.",
    reads="text",
)
def opposite_years(report: Report, period_id: str) -> Iterator[Finding]:
    """Targets that were reached and not reached in the same year, in one text."""
    year = report.periods[period_id].year
    for place in texts(report, period_id):
        for late, here in place.matches(_LAST_YEARS):
            first = year - _NUMBERS[late["count"].lower()]
            for told, there in place.matches(_YEARS):
                reached = not told["no"]
                overlap = range(
                    max(first, int(told["first"])), min(year - 1, int(told["last"])) + 1
                )
                if overlap and reached == bool(late["no"]):
                    years = " och ".join(map(str, overlap))
                    message = f"Texten säger både att målet nåddes och att det inte nåddes {years}."
                    yield Finding(Severity.ERROR, message, (here, there), late[0], told[0])


_DONE = re.compile(
    r"\bhar (?:ett|en) (?P<what>\w{8,}?)(?:et|en)? (?:inrättats|bildats|införts|genomförts|upprättats|tagits fram)\b"
)
_BEGUN = re.compile(
    r"\batt (?:inrätta|bilda|införa|genomföra|upprätta|ta fram) (?:ett|en) (?P<what>\w{8,})\b"
    r"[^.;:]*\b(?:påbörjat|påbörjats|inletts|pågår)\b"
)


@rule(
    "done-and-begun",
    "Det som är klart är inte nyss påbörjat",
    reason="Två texter om samma sak har skrivits vid olika tid, och läsaren vet inte vilken som gäller.",
    example="”har ett föreningsråd bildats” under 1, ”arbetet med att bilda ett föreningsråd pågår” under 1.5.",
    reads="text",
)
def done_and_begun(report: Report, period_id: str) -> Iterator[Finding]:
    """A thing that one text says is done and another that it is begun."""
    every = texts(report, period_id)
    begun = [(match, where) for place in every for match, where in place.matches(_BEGUN)]
    for place in every:
        for done, here in place.matches(_DONE):
            for match, there in begun:
                if done["what"].casefold() == match["what"].casefold():
                    message = f"Det står både ”{done[0]}” och ”{match[0]}”."
                    yield Finding(Severity.ERROR, message, (here, there), done[0], match[0])


RULES = (opposite_years, done_and_begun)
