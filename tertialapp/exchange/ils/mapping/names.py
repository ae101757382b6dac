"""Which of some names is meant by another: the same thing is called many things in one report."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

_STOP_WORDS = frozenset(
    [
        "och",
        "för",
        "i",
        "av",
        "till",
        "med",
        "på",
        "inom",
        "samt",
        "den",
        "det",
        "de",
        "som",
        "varav",
        "planerade",
        "verksamhet",
        "verksamheten",
    ]
)
_AMOUNT = re.compile(r"\d[\d ,]{0,20} (?:mnkr|tkr|kr)\b.*")
_SUFFICIENT = 0.75
_MARGIN = 0.08
_SHORTEST_STEM = 5
_STEM = 0.7


@lru_cache(maxsize=4_096)
def normal(name: str) -> str:
    """A name for comparison: small letters, no hyphens, punctuation or leading "varav"."""
    words = re.sub(r"[^\w]+", " ", name.casefold().replace("-", "")).split()
    return " ".join(words[1:] if words[:1] == ["varav"] else words)


def main_part(name: str) -> str:
    """A heading without its amount and without what it includes besides."""
    return _AMOUNT.sub("", name.split(" inklusive ", maxsplit=1)[0]).strip()


def find(name: str, candidates: Mapping[str, Sequence[str]]) -> str | None:
    """The key of the one candidate (key: its names) that a name means; None when it isn't clear.

    Equal after normalization, else the initials ("BoU"), else the words of one in those of the
    other, first but for endings, then as parts of compounds, else by far the most alike.
    """
    for same in (_equal, _initials, _same_words, _same_compounds):
        matching = {
            key: names for key, names in candidates.items() if any(same(name, own) for own in names)
        }
        if len(matching) == 1:
            return next(iter(matching))
        if matching:
            return most_alike(name, matching)
    return most_alike(name, candidates)


def most_alike(name: str, candidates: Mapping[str, Sequence[str]]) -> str | None:
    """The key of the candidate that is clearly the most alike, None when none is."""
    ranked = sorted(
        ((max((likeness(name, own) for own in names), default=0.0), key))
        for key, names in candidates.items()
    )
    if not ranked or ranked[-1][0] < _SUFFICIENT:
        return None
    second = ranked[-2][0] if len(ranked) > 1 else 0.0
    return ranked[-1][1] if ranked[-1][0] - second >= _MARGIN else None


def likeness(name: str, other: str) -> float:
    """How alike two names are, from 0 to 1."""
    return SequenceMatcher(None, normal(name), normal(other), autojunk=False).ratio()


def _equal(name: str, other: str) -> bool:
    return normal(name) == normal(other)


def _initials(name: str, other: str) -> bool:
    words = normal(other).split()
    return len(words) > 1 and normal(name) == "".join(word[0] for word in words)


def _same_words(name: str, other: str) -> bool:
    return _contained(name, other, _same_stem)


def _same_compounds(name: str, other: str) -> bool:
    return _contained(name, other, _ends_alike)


def _contained(name: str, other: str, same: Callable[[str, str], bool]) -> bool:
    """Whether each word of the one with fewer words has its like in the other."""
    fewer, more = sorted((_words(name), _words(other)), key=len)
    return bool(fewer) and all(any(same(word, known) for known in more) for word in fewer)


def _words(name: str) -> list[str]:
    return [word for word in normal(name).split() if word not in _STOP_WORDS]


def _same_stem(word: str, other: str) -> bool:
    """Equal but for the ending."""
    short = min(word, other, key=len)
    common = len(_common_prefix(word, other))
    if len(short) < _SHORTEST_STEM:
        return word == other
    return common >= max(_SHORTEST_STEM, round(_STEM * len(short)))


def _ends_alike(word: str, other: str) -> bool:
    """The same stem, or the one is the last part of the other's compound."""
    short, long = sorted((word, other), key=len)
    return _same_stem(word, other) or (len(short) >= _SHORTEST_STEM and long.endswith(short))


def _common_prefix(word: str, other: str) -> str:
    length = 0
    for mine, others in zip(word, other, strict=False):
        if mine != others:
            break
        length += 1
    return word[:length]
