"""Words of names and sentences as stems, so that "förskolan" and "förskolor" are the same."""

from __future__ import annotations

import re
from functools import lru_cache

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


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """What stays the same of a word when it is inflected; of a long compound only how it begins."""
    plain = word.casefold()
    bare = _ENDINGS.sub("", plain)
    if len(plain) > 7:  # "motivationen" loses "en" and then, as "motivation" does, "n"
        bare = _MADE_OF.sub("", _ENDINGS.sub("", bare))
    return (bare if len(bare) >= 3 else plain)[:_LONGEST]


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """The stems of the words that say something."""
    return frozenset(sequence(text))


@lru_cache(maxsize=8192)
def sequence(text: str) -> tuple[str, ...]:
    """The stems of the words that say something, in order."""
    words = (match[0].casefold() for match in _WORD.finditer(text))
    return tuple(stem(word) for word in words if word not in _COMMON)


@lru_cache(maxsize=16384)
def name_stems(name: str) -> frozenset[str]:
    """The stems of a name; what stands in brackets only explains it."""
    return stems(re.sub(r"\([^)]*\)", "", name)) or stems(name)
