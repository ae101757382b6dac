"""Where Swedish words may be broken: dictionary patterns, and a list of what they get wrong.

The list (resources/hyphenation/sv.txt) holds parts of words with their right breaks. Wherever such a
part stands in a word, its breaks replace those of the patterns, so that one line holds for all
inflections and compounds.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import pyphen

from tertialapp.base.paths import resource

LEFT, RIGHT = 2, 3
"""How many letters stay on the line, and come down, at least."""

LONGEST = 60
"""Longer words are no words: the patterns are not asked."""

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"://|^www\.|@")
_VOWELS = frozenset("aeiouyåäöéAEIOUYÅÄÖÉ")
_SEAM = re.compile(r"(?<=[^\W\d_])[-–/](?=[^\W\d_]{2})")
_ADDRESS_SEAM = re.compile(r"[/.?&=@_-](?=\w)")

Break = tuple[int, bool]
"""A place in a word, and whether a hyphen is printed there."""


@cache
def _patterns() -> Any:
    return pyphen.Pyphen(lang="sv_SE", left=LEFT, right=RIGHT)


@cache
def _parts() -> tuple[re.Pattern[str], dict[str, tuple[int, ...]]]:
    """A pattern that finds the parts of the list, longest first, and their breaks."""
    lines = resource("hyphenation", "sv.txt").read_text(encoding="utf-8").splitlines()
    entries = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    breaks = {entry.replace("-", ""): _places(entry) for entry in entries}
    longest_first = sorted(breaks, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), breaks


def _places(entry: str) -> tuple[int, ...]:
    hyphens = [at for at, char in enumerate(entry) if char == "-"]
    return tuple(at - before for before, at in enumerate(hyphens))


@lru_cache(maxsize=1 << 14)
def breaks(text: str) -> tuple[Break, ...]:
    """The places where a piece of text without blanks may be broken, in order."""
    if _ADDRESS.search(text):
        return tuple((match.end(), False) for match in _ADDRESS_SEAM.finditer(text))
    found: list[Break] = [(match.end(), False) for match in _SEAM.finditer(text)]
    for match in _WORD.finditer(text):
        found += [(match.start() + at, True) for at in word_breaks(match[0])]
    return tuple(sorted(found))


def word_breaks(word: str) -> tuple[int, ...]:
    """The places where a word of letters only may be hyphenated."""
    if not LEFT + RIGHT <= len(word) <= LONGEST:
        return ()
    places = _without_lone_consonants(word, list(_patterns().positions(word)))
    pattern, parts = _parts()
    for match in pattern.finditer(word.lower()):
        places = [at for at in places if not match.start() < at < match.end()]
        places += [match.start() + at for at in parts[match[0]]]
    return tuple(sorted(at for at in set(places) if LEFT <= at <= len(word) - RIGHT))


def _without_lone_consonants(word: str, places: list[int]) -> list[int]:
    """Without the first of two breaks around a single consonant: it ends the part before it."""
    return [at for at in places if not (at + 1 in places and word[at] not in _VOWELS)]
