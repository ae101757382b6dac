"""Where Swedish words may be broken: where two words meet, and by dictionary patterns.

The list (resources/hyphenation/sv.txt) holds parts of words with their right breaks. Wherever such a
part stands in a word, its breaks replace those of the patterns, so that one line holds for all
inflections and compounds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

import pyphen

from tertialapp.base.paths import resource
from tertialapp.pdf.fonts import MAY_BREAK

LEFT, RIGHT = 2, 3
"""How many letters stay on the line, and come down, at least."""

LONGEST = 100
"""Longer words are no words: the patterns are not asked."""

_NEAR = 2
"""A break so few letters from where two words meet would be read as if they met there."""

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"://|^www\.|@")
_VOWELS = frozenset("aeiouyåäöéAEIOUYÅÄÖÉ")
_OWN = re.compile(r"(?<=[^\W\d_])[-–/](?=[^\W\d_]{2})")
_OF_ADDRESS = re.compile(r"[/.?&=@_-](?=\w)")
_LINKED = re.compile(
    r"(?:[tsx]ions|(?<!kr)ings|hets|itets|skaps|doms(?!tol)|ments|petens|hälls)(?=[^\W\d_]{3})"
)
"""What a word that has another one after it ends with."""


class Break(NamedTuple):
    """A place in a word, whether a hyphen is printed there, and whether two words meet there."""

    at: int
    hyphen: bool
    seam: bool = False


@cache
def _patterns() -> Any:
    return pyphen.Pyphen(lang="sv_SE", left=LEFT, right=RIGHT)


@cache
def _parts() -> tuple[re.Pattern[str], dict[str, dict[int, bool]]]:
    """A pattern that finds the parts of the list, longest first, and their breaks."""
    lines = resource("hyphenation", "sv.txt").read_text(encoding="utf-8").splitlines()
    entries = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    breaks = {re.sub("[-|]", "", entry): _places(entry) for entry in entries}
    longest_first = sorted(breaks, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), breaks


def _places(entry: str) -> dict[int, bool]:
    """The breaks of an entry, and whether words meet there."""
    signs = re.finditer("[-|]", entry)
    return {sign.start() - before: sign[0] == "|" for before, sign in enumerate(signs)}


@lru_cache(maxsize=1 << 14)
def breaks(text: str) -> tuple[Break, ...]:
    """The places where a piece of text without blanks may be broken, in order.

    A word with signs in it (MAY_BREAK; one at its beginning says no more) is only broken at these.
    """
    *parts, _ = text.split(MAY_BREAK)
    if not parts:
        return _breaks(text, ())
    signs = tuple(accumulate(map(len, parts)))
    found = _breaks(text.replace(MAY_BREAK, ""), signs)
    return tuple(each._replace(at=each.at + bisect_left(signs, each.at)) for each in found)


def _breaks(text: str, signs: Collection[int]) -> tuple[Break, ...]:
    if _ADDRESS.search(text):
        return tuple(Break(match.end(), hyphen=False) for match in _OF_ADDRESS.finditer(text))
    found = [Break(match.end(), hyphen=False) for match in _OWN.finditer(text)]
    for match in _WORD.finditer(text):
        start, end = match.span()
        own = [at for at in signs if start <= at < end]
        if own:
            found += [Break(at, hyphen=True, seam=True) for at in own if at > start]
        else:
            found += [each._replace(at=start + each.at) for each in word_breaks(match[0])]
    return tuple(sorted(found))


def word_breaks(word: str) -> tuple[Break, ...]:
    """The places where a word of letters only may be hyphenated."""
    if not LEFT + RIGHT <= len(word) <= LONGEST:
        return ()
    lower = word.lower()
    places = dict.fromkeys(_without_lone_consonants(lower, _patterns().positions(lower)), False)
    for match in _LINKED.finditer(lower):
        _meet(places, match.end())
    pattern, parts = _parts()
    for match in pattern.finditer(lower):
        for at in range(match.start() + 1, match.end()):
            places.pop(at, None)
        for at, seam in parts[match[0]].items():
            if seam:
                _meet(places, match.start() + at)
            else:
                places[match.start() + at] = False
    return tuple(
        Break(at, hyphen=True, seam=places[at])
        for at in sorted(places)
        if LEFT <= at <= len(word) - RIGHT
    )


def _meet(places: dict[int, bool], seam: int) -> None:
    """Have words meet at a place: breaks near it would fool the eye."""
    for at in range(seam - _NEAR, seam + _NEAR + 1):
        places.pop(at, None)
    places[seam] = True


def _without_lone_consonants(word: str, places: list[int]) -> list[int]:
    """Without the first of two breaks around a single consonant: it ends the part before it."""
    return [at for at in places if not (at + 1 in places and word[at] not in _VOWELS)]
