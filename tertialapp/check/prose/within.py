"""Figures of one sentence against each other: parts and their whole, and the way that words say it went."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from msgspec import Struct

from tertialapp.check.prose.mentions import Mention, Unit
from tertialapp.check.prose.sentences import Spoken, spoken

_GENDER = re.compile(
    r"\s*(?:var |är |av |procent )?(?P<men>m[äa]n|pojkar)?(?P<women>kvinnor|flickor)?\b"
)
_PARTS = re.compile(r"varav|fördela\w*|könsfördelning\w*|^[^,]{0,40},\s$")
_COUNTED = re.compile(r"\s(?P<what>[^\W\d_]{4,})")
_JOINED = re.compile(r"(?:,|\boch)\s$")
_STEM = 3
_COMPARED = r"[^§]*?\b(?:jämför\w*|från)\b[^§]*"
_WENT = re.compile(
    rf"\b(?:(?P<up>ökat|ökade|stigit|steg|höjts|utökats)|(?P<down>minskat|minskade|sjunkit|sjönk|sänkts))"
    rf" (?:\w+ )?(?:till §(?P<to>{_COMPARED})§|från §(?P<from> till )§)"
)
_IS_CHANGE = re.compile(
    rf"§[^§]*?\b(?:(?P<up>ökning|uppgång)|(?P<down>minskning|nedgång))(?P<to>{_COMPARED})§"
)
_THAN = re.compile(
    r"\b(?:(?P<up>(?:högre|fler|mer) än|över(?= \w*målet))"
    r"|(?P<down>(?:lägre|färre|mindre) än|under(?= \w*målet)))\s"
    r"(?![^§]*(?:del\b|hälft|halv|dubbl))[^.;:§]{0,60}$",
    re.IGNORECASE,
)


class Odds(Struct, frozen=True):
    """Figures of a sentence that do not go together: where they are stored, as they stand, and what they give."""

    start: int
    end: int
    found: str
    against: str


def _sentences(body: str) -> Iterator[list[Spoken]]:
    for _, group in groupby(spoken(body), key=lambda each: (each.sentence, each.earlier)):
        yield list(group)


@lru_cache(maxsize=16384)
def parts_of_whole(body: str) -> tuple[Odds, ...]:
    """A number of people that is not the sum of its women and men: "64 barn, varav 35 flickor och 27 pojkar"."""
    return tuple(_wrong_parts(body))


def _wrong_parts(body: str) -> Iterator[Odds]:
    for sentence in _sentences(body):
        yield from _wrong_kinds(sentence)
        for whole, one, other in zip(sentence, sentence[1:], sentence[2:], strict=False):
            figures = (whole.mention, one.mention, other.mention)
            if any(figure.unit is not Unit.NONE or figure.loose for figure in figures):
                continue
            both = one.mention.value + other.mention.value
            if _is_split(one, other) and both != whole.mention.value:
                found = f"{one.mention.words} + {other.mention.words} = {both}"
                yield Odds(whole.start, other.end, whole.mention.words, found)


def _wrong_kinds(sentence: list[Spoken]) -> Iterator[Odds]:
    """A number of things that is not the sum of its kinds: "19 bilar är 14 elbilar, 4 etanolbilar och 1 gasbil"."""
    for at, whole in enumerate(sentence):
        counted = _COUNTED.match(whole.after)
        kinds = list(_kinds(sentence[at + 1 :], counted["what"])) if counted else []
        told = sum(each.mention.value for each in kinds)
        if len(kinds) > 1 and told != whole.mention.value:
            found = f"{' + '.join(each.mention.words for each in kinds)} = {told}"
            yield Odds(whole.start, kinds[-1].end, whole.mention.words, found)


def _kinds(following: list[Spoken], what: str) -> Iterator[Spoken]:
    """The numbers that follow closely, each of a compound that ends in what is counted."""
    for at, each in enumerate(following):
        counted = _COUNTED.match(each.after)
        joined = at == 0 or _JOINED.search(each.before)
        if not joined or not counted or what[:_STEM].lower() not in counted["what"][1:].lower():
            return
        yield each


def _is_split(one: Spoken, other: Spoken) -> bool:
    first, second = _GENDER.match(one.after), _GENDER.match(other.after)
    told = _PARTS.search(one.before) and other.before.rstrip().endswith("och")
    if not told or not first or not second:
        return False
    return bool((first["men"] and second["women"]) or (first["women"] and second["men"]))


@lru_cache(maxsize=16384)
def against_direction(body: str) -> tuple[Odds, ...]:
    """A rise that fell, or the other way: "har ökat till 80 i jämförelse med 90"."""
    return tuple(_wrong_ways(body))


def _wrong_ways(body: str) -> Iterator[Odds]:
    for sentence in _sentences(body):
        yield from _wrongly_compared(sentence)
        for found, now, then in _changes(sentence):
            rose = now.mention.value > then.mention.value
            fell = now.mention.value < then.mention.value
            if (found["up"] and fell) or (found["down"] and rose):
                start, end = min(now.start, then.start), max(now.end, then.end)
                said = found["up"] or found["down"]
                yield Odds(start, end, said, f"{then.mention.words} → {now.mention.words}")


def _changes(sentence: list[Spoken]) -> Iterator[tuple[re.Match[str], Spoken, Spoken]]:
    """The changes that are told, each with the figure after and the one before."""
    marked = _marked(sentence)
    for pattern in (_WENT, _IS_CHANGE):
        for found in pattern.finditer(marked):
            at = marked.count("§", 0, found.start())
            first, second = sentence[at], sentence[at + 1]
            if _unit(first.mention) is not _unit(second.mention):
                continue
            if found.groupdict().get("from"):
                yield found, second, first
            else:
                yield found, first, second


def _wrongly_compared(sentence: list[Spoken]) -> Iterator[Odds]:
    """A figure "lower than" a smaller one.

    It is held against the first figure of the sentence and the one before: either may be what is compared.
    """
    for at, against in enumerate(sentence):
        found = _THAN.search(against.before)
        alike = [each for each in sentence[:at] if each.mention.unit is against.mention.unit]
        if not found or not alike or against.mention.unit is Unit.POINTS:
            continue
        gaps = [each.mention.value - against.mention.value for each in (alike[0], alike[-1])]
        if all(gap < 0 for gap in gaps) if found["up"] else all(gap > 0 for gap in gaps):
            shown = f"{alike[0].mention.words} mot {against.mention.words}"
            yield Odds(alike[0].start, against.end, found[0].strip(), shown)


def _unit(mention: Mention) -> Unit:
    return Unit.PERCENT if mention.unit is Unit.NONE else mention.unit


def _marked(sentence: list[Spoken]) -> str:
    """The sentence with a mark for each figure."""
    last = sentence[-1]
    return "".join(f"{each.before.replace('§', ' ')}§" for each in sentence) + last.after.replace(
        "§", " "
    )
