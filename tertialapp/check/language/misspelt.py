"""Names that are nearly those of the report: a letter too many or too few, another, or two exchanged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from tertialapp.check.findings import Cell, Finding, Severity
from tertialapp.check.language.written import READS, Written, gathered
from tertialapp.check.rules import rule
from tertialapp.model.report import Report
from tertialapp.model.search import FIELDS

_NAME = re.compile(r"(?<!\w)[A-ZÅÄÖ][a-zåäö]{6,}(?!\w)")
_USUAL = 3
_ENDING = 3
"""So many letters at a word's end are its form, in which words of a name may differ."""


@rule(
    "name-misspelt",
    "Ett namn är rätt stavat",
    reason="Stavningskontrollen känner inte till namn på enheter och platser, men rapporten gör det.",
    example="”Skolöretn” är troligen ”Skolörten”.",
    reads=f"{READS} business_area result_unit investment",
)
def name_misspelt(report: Report, period_id: str) -> Iterator[Finding]:
    """A capitalised word that stands once and is a letter from one of the report's names."""
    found: dict[str, list[Cell]] = defaultdict(list)
    for word, where in gathered(report, period_id, _names, FIELDS):
        found[word].append(where)
    rare = frozenset(word for word, places in found.items() if len(places) < _USUAL)
    usual = {_bare(word) for word in found.keys() - rare}
    for word, name in _misspelt(rare, frozenset(_registered(report) | usual)):
        for where in found[word]:
            message = f"”{word}” är troligen ”{name}”."
            yield Finding(Severity.WARNING, message, (where,), word, name)


def _names(place: Written) -> Iterator[tuple[str, Cell]]:
    for match, where in place.matches(_NAME):
        yield match[0], where


@lru_cache(maxsize=8)
def _misspelt(rare: frozenset[str], known: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The rare words that are a letter from just one known name, each with how it is spelt."""
    near = _near(known)
    found = []
    for word in sorted(rare):
        bare = _bare(word)
        right = {each for cut in _cuts(bare) for each in near.get(cut, ())}
        right = {each for each in right if _differs_inside(bare, each)}
        if bare not in known and len(right) == 1:
            found.append((word, f"{min(right)}{word[len(bare) :]}"))
    return tuple(found)


def _bare(word: str) -> str:
    """A name without its genitive's s."""
    return word.removesuffix("s")


def _registered(report: Report) -> set[str]:
    """The words of the names that the report keeps in its registers."""
    named = (report.business_areas, report.result_units, report.investments)
    names = [row.name for rows in named for row in rows.values()]
    return {_bare(word) for name in (report.setup.board, *names) for word in _NAME.findall(name)}


@lru_cache(maxsize=16)
def _near(known: frozenset[str]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = defaultdict(list)
    for word in known:
        for cut in _cuts(word):
            near[cut].append(word)
    return dict(near)


@lru_cache(maxsize=16384)
def _cuts(word: str) -> tuple[str, ...]:
    """A word, and it without each of its letters: two words a letter apart have one of these in common."""
    return (word, *(word[:at] + word[at + 1 :] for at in range(len(word))))


def _differs_inside(word: str, name: str) -> bool:
    """Whether two words are a letter or an exchange apart, and that not in their endings."""
    at = next(
        (at for at, (a, b) in enumerate(zip(word, name, strict=False)) if a != b),
        min(len(word), len(name)),
    )
    rest, other = word[at:], name[at:]
    alike = rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
    exchanged = rest[:2] == other[:2][::-1] and rest[2:] == other[2:]
    one_letter = (alike or exchanged) and at > 0
    return one_letter and min(len(rest), len(other)) > _ENDING


RULES = (name_misspelt,)
