"""Words compared without their endings, case and marks, and the figures among them.

Stems make "förskolan" and "förskolor" the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

KEPT = 16384
"""So many words and texts are kept in memory with what was made of them: those of a large report."""

_ALSO_CALLED = {
    "sjukfrånvaro dag 1-14": "korttidsfrånvaro",
    "sjukfrånvaro dag 1–14": "korttidsfrånvaro",
}
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = re.compile(
    r"(?:ernas?|arnas?|ornas?|ans?|andes?|heten|het|ets?|ens?|ers?|ars?|ors?|ade|ats?|nas?|a|e|s|n|t)$"
)
_MADE_OF = re.compile(r"n?ing(?:sgrad)?$")
_LONGEST = 12
_LITTLE = """
    andel andelen antal antalet av att blir de den det där efter en ett fått för får från genom har hur
    i inkommet inom inte jämfört kan kunnat man med mellan minst mot och om per på samt sig sin som ska
    så till totalt under upp vart vet vid vilka är över enligt hos
"""
_COMMON = frozenset(_LITTLE.split())
_SAID_ANYWAY = """
    alla andra att deras dess eller förvaltningen ha hos kan kommer men nämnden på runt samt sina sitt
    uppger upplever ut åt
"""
_EMPTY = _COMMON.union(_SAID_ANYWAY.split())


def carrying(text: str) -> list[str]:
    """The words that carry a text's meaning, each once, in order; no figures."""
    found = dict.fromkeys(_WORD.findall(text.casefold()))
    return [word for word in found if len(word) > 2 and word not in _EMPTY]


@lru_cache(maxsize=KEPT)
def stem(word: str) -> str:
    """What stays the same of a word when it is inflected; of a long compound only how it begins."""
    plain = word.casefold()
    bare = _ENDINGS.sub("", plain)
    if len(plain) > 7:  # "motivationen" loses "en" and then, as "motivation" does, "n"
        bare = _MADE_OF.sub("", _ENDINGS.sub("", bare))
    return (bare if len(bare) >= 3 else plain)[:_LONGEST]


@lru_cache(maxsize=KEPT)
def stems(text: str) -> frozenset[str]:
    """The stems of the words that say something."""
    return frozenset(sequence(text))


@lru_cache(maxsize=KEPT)
def sequence(text: str) -> tuple[str, ...]:
    """The stems of the words that say something, in order."""
    words = (match[0].casefold() for match in _WORD.finditer(text))
    return tuple(stem(word) for word in words if word not in _COMMON)


@lru_cache(maxsize=KEPT)
def name_stems(name: str) -> frozenset[str]:
    """The stems of a name; what stands in brackets only explains it."""
    plain = re.sub(r"\([^)]*\)", "", name)
    also = [said for words, said in _ALSO_CALLED.items() if words in plain.casefold()]
    return stems(" ".join((plain, *also))) or stems(name)


@lru_cache(maxsize=KEPT)
def same_words(text: str) -> str:
    """What two texts share that differ only in case, marks and blanks."""
    return "".join(re.findall(r"\w", text.casefold()))


def figure(digits: str) -> Decimal:
    """A figure of a text, with decimal comma and perhaps blanks between thousands."""
    return Decimal(re.sub(r"\s", "", digits).replace(",", "."))


def figures(text: str) -> Iterator[Decimal]:
    """All figures that stand in a text as digits."""
    for digits in re.findall(r"\d{1,3}(?:\s\d{3})+(?:,\d+)?|\d+(?:,\d+)?", text):
        yield figure(digits)
