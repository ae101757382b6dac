"""Words compared without their endings, case and marks, and the figures among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

_KEPT = 4096
"""So many texts are kept in memory with their words: the names of a large report."""

_EMPTY = re.compile(
    "andel|andelen|antal|antalet|alla|andra|att|av|de|den|det|deras|dess|där|efter|eller|en|ett|för|från|"
    "förvaltningen|genom|ha|har|hos|hur|i|inom|kan|kommer|med|mellan|men|minst|mot|nämnden|och|om|på|runt|"
    "samt|ska|som|sin|sina|sitt|till|under|uppger|upplever|ut|vid|är|åt|över"
)


def carrying(text: str) -> list[str]:
    """The words that carry a text's meaning, each once, in order; no figures."""
    found = dict.fromkeys(re.findall(r"[^\W\d_]+", text.casefold()))
    return [word for word in found if len(word) > 2 and not _EMPTY.fullmatch(word)]


def stem(word: str) -> str:
    """A word without what its form changes, roughly."""
    return word[:5]


@lru_cache(maxsize=_KEPT)
def stems(text: str) -> frozenset[str]:
    """The stems of the words that carry a text's meaning."""
    return frozenset(map(stem, carrying(text)))


@lru_cache(maxsize=_KEPT)
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
