"""Where the report's own words may be broken, as their writers say it: "budget·justering"."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from tertialapp.base.errors import BadInput
from tertialapp.model.frame import OwnWord

SIGN = "·"
"""What stands where a word may be broken."""

_SIGNS = f"{SIGN}|-\u00ad"
_LEAST = 2


def break_places(word: OwnWord) -> tuple[int, ...] | None:
    """The places where a word may be broken; None: wherever the program finds.

    A word that is written without any sign is never broken. Signs are "·", "|" and hyphens that the
    word itself does not have. Raises BadInput with one Swedish sentence.
    """
    if not word.broken:
        return None
    places: list[int] = []
    at = 0
    for char in word.broken:
        if word.id[at : at + 1].casefold() == char.casefold():
            at += 1
        elif char in _SIGNS:
            places.append(at)
        else:
            raise _misspelled(word)
    if at < len(word.id):
        raise _misspelled(word)
    if places and min(map(len, _parts(word.id, places))) < _LEAST:
        raise BadInput(
            f"Minst två bokstäver måste stå på var sida om varje ”{SIGN}”. Flytta det i ”{word.broken}”."
        )
    return tuple(places)


def _misspelled(word: OwnWord) -> BadInput:
    return BadInput(
        f"Bokstäverna i ”{word.broken}” är inte de i ”{word.id}”. Skriv ordet som det är, med ”{SIGN}” "
        "där det får brytas."
    )


def written(word: str, places: Iterable[int]) -> str:
    """A word with the sign at some places."""
    return SIGN.join(_parts(word, places))


def _parts(word: str, places: Iterable[int]) -> list[str]:
    return [word[start:end] for start, end in pairwise([0, *places, len(word)])]
