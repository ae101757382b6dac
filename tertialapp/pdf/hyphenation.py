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
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from tertialapp.base.paths import resource
from tertialapp.pdf.fonts import MAY_BREAK

LEFT, RIGHT = 2, 3
"""How many letters stay on the line, and come down, at least."""

LONGEST = 100
"""Longer words are no words: the patterns are not asked."""

_USUAL = 8
"""How many letters a pattern has at most, but for a few."""

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
def _patterns() -> dict[str, str]:
    """The dictionary's patterns by their letters (Liang).

    Each is only taken apart when it is met: pyphen, which brings the dictionary, takes all of them apart
    at once, for 50 ms, and is itself not imported, for 4.
    """
    pyphen = find_spec("pyphen")
    assert pyphen is not None
    assert pyphen.origin is not None
    patterns = Path(pyphen.origin).with_name("dictionaries").joinpath("hyph_sv.dic").read_bytes()
    letters = patterns.translate(None, delete=b"0123456789")
    return dict(
        zip(*(each.decode("latin-1").split("\n") for each in (letters, patterns)), strict=True)
    )


@cache
def _long() -> tuple[int, frozenset[str]]:
    """The length of the longest pattern, and how those begin that are longer than usual: one in a hundred is."""
    patterns = _patterns()
    begun = frozenset(letters[:_USUAL] for letters in patterns if len(letters) > _USUAL)
    return max(map(len, patterns)), begun


@lru_cache(maxsize=1 << 12)
def _values(pattern: str) -> tuple[tuple[int, int], ...]:
    """The numbers of a pattern, and how many letters stand before each: "a2bi5e" has 2 after 1, 5 after 3."""
    found = enumerate(re.finditer(r"\d", pattern))
    return tuple((number.start() - before, int(number[0])) for before, number in found)


def by_patterns(word: str) -> list[int]:
    """The places where the patterns break a word in small letters: those whose highest number is odd."""
    patterns, (longest, begun) = _patterns(), _long()
    pointed = f".{word}."
    highest = [0] * (len(pointed) + 1)
    for start in range(len(pointed) - 1):
        reach = longest if pointed[start : start + _USUAL] in begun else _USUAL
        for end in range(start + 1, min(start + reach, len(pointed)) + 1):
            pattern = patterns.get(pointed[start:end])
            for at, value in _values(pattern) if pattern else ():
                highest[start + at] = max(highest[start + at], value)
    return [at for at in range(LEFT, len(word) - RIGHT + 1) if highest[at + 1] % 2]


@cache
def _parts() -> tuple[re.Pattern[str], dict[str, dict[int, bool]]]:
    """A pattern that finds the parts of the list, longest first, and their breaks."""
    lines = resource("hyphenation", "sv.txt").read_text(encoding="utf-8").splitlines()
    entries = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    breaks = {entry.replace("-", "").replace("|", ""): _places(entry) for entry in entries}
    longest_first = sorted(breaks, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), breaks


def _places(entry: str) -> dict[int, bool]:
    """The breaks of an entry, and whether words meet there."""
    signs = re.finditer("[-|]", entry)
    return {sign.start() - before: sign[0] == "|" for before, sign in enumerate(signs)}


LOADED = (_long, _parts)
"""They read what the first word would else wait for."""


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
    places = dict.fromkeys(_without_lone_consonants(lower, by_patterns(lower)), False)
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
