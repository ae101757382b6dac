"""Texts that say one thing and the opposite: of years, and of what is done and what is only begun."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from tertialapp.check.findings import Cell, Finding, Severity
from tertialapp.check.language.written import Written, texts
from tertialapp.check.rules import rule
from tertialapp.check.wording import stems
from tertialapp.model.report import Report

T = TypeVar("T")

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
    begun = _firsts(every, _BEGUN, lambda match: match["what"].casefold())
    for place in every if begun else ():
        for done, here in place.matches(_DONE):
            if done["what"].casefold() in begun:
                match, there = begun[done["what"].casefold()]
                message = f"Det står både ”{done[0]}” och ”{match[0]}”."
                yield Finding(Severity.ERROR, message, (here, there), done[0], match[0])


def _firsts(
    places: Iterable[Written], pattern: re.Pattern[str], key: Callable[[re.Match[str]], T]
) -> dict[T, tuple[re.Match[str], Cell]]:
    """What a pattern finds in texts, each by what it is about, where that is said first."""
    found: dict[T, tuple[re.Match[str], Cell]] = {}
    for place in places:
        for match, where in place.matches(pattern):
            found.setdefault(key(match), (match, where))
    return found


_BEGUN_WITH = re.compile(
    r"\barbetet med att (?P<what>[^.;:]{8,}?) (?:har (?:påbörjats|inletts|startat)|är påbörjat|pågår)\b",
    re.IGNORECASE,
)
_ALL_HAVE = re.compile(
    r"\b(?:alla|samtliga) (?P<what>[^.;:]{8,}? har (?:fått|erbjudits|genomgått|haft)\b[^.;:]*)",
    re.IGNORECASE,
)
_SHARED = 3


@rule(
    "all-and-begun",
    "Det som alla har fått är inte nyss påbörjat",
    reason="Två texter om samma insats har skrivits vid olika tid, och läsaren vet inte hur långt den har kommit.",
    example="”arbetet med att erbjuda 80-åringar hembesök har påbörjats” under 1.4, ”alla 80-åringar har fått "
    "erbjudande om hembesök” under 3.7.",
    reads="text",
)
def all_and_begun(report: Report, period_id: str) -> Iterator[Finding]:
    """Work that one text says is begun and another that all have had."""
    every = texts(report, period_id)
    begun = _firsts(every, _BEGUN_WITH, lambda match: stems(match["what"]))
    for place in every if begun else ():
        for had, there in place.matches(_ALL_HAVE):
            for about, (match, here) in begun.items():
                if len(about & stems(had["what"])) >= _SHARED:
                    message = f"Det står både ”{match[0]}” och ”{had[0]}”."
                    yield Finding(Severity.WARNING, message, (here, there), match[0], had[0])


_HIRED = re.compile(
    r"\bhar (?:\w+ ){0,3}?(?P<only>tillfälligt )?(?P<act>anställt|rekryterat|öppnat|stängt)"
    r" (?:en ytterligare|ytterligare en|ett|en) (?P<what>\w{6,})",
    re.IGNORECASE,
)


@rule(
    "only-for-a-time",
    "Det som är tillfälligt är det på alla ställen",
    reason="Står det ”tillfälligt” på ett ställe men inte på ett annat tror en av läsarna att det ska bestå.",
    example="”har anställt en parkvärd” under 3, ”har tillfälligt anställt en parkvärd” under 3.6.",
    reads="text",
)
def only_for_a_time(report: Report, period_id: str) -> Iterator[Finding]:
    """Something that is for a time in one text and for good in another."""
    every = texts(report, period_id)
    told = _firsts(every, _HIRED, lambda match: (bool(match["only"]), *_hired(match)))
    for place in every:
        for other, there in place.matches(_HIRED):
            match, here = told.get((True, *_hired(other)), (other, there))
            if match["only"] and not other["only"]:
                message = f"Det står både ”{other[0]}” och ”{match[0]}”."
                yield Finding(Severity.WARNING, message, (there, here), other[0], match[0])


def _hired(match: re.Match[str]) -> tuple[str, str]:
    return match["act"].casefold(), match["what"].casefold()


RULES = (opposite_years, done_and_begun, all_and_begun, only_for_a_time)
