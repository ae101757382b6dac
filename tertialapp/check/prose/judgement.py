"""Whether the figures of a text agree with the report: a reading first, and only then the values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tertialapp.check.prose.mentions import Mention
from tertialapp.check.prose.subjects import Fact
from tertialapp.model.numbers import round_half_up


class Verdict(StrEnum):
    """What is known of a mentioned figure."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Judgement:
    """A mentioned figure at its stretch of the stored text, and the figure of the report that it speaks of."""

    verdict: Verdict
    mention: Mention
    start: int
    end: int
    fact: Fact | None = None
    about: str = ""


_LOOSE = Decimal("0.1")


def says(mention: Mention, value: Decimal) -> bool:
    """Whether a figure is what a mention says, rounded to the digits that are written."""
    if mention.loose:
        return abs(mention.value - value) <= abs(value) * _LOOSE
    return round_half_up(value, mention.places) == mention.value or _cut(value, mention)


def _cut(value: Decimal, mention: Mention) -> bool:
    """Written with more decimals than there are ("7,50"): the same figure."""
    return value == mention.value


def judged(
    mention: Mention, stretch: tuple[int, int], facts: Iterator[Fact] | tuple[Fact, ...], about: str
) -> Judgement:
    """The verdict on a mention that speaks of one of some figures."""
    every = tuple(facts)
    if not every:
        return Judgement(Verdict.UNKNOWN, mention, *stretch)
    for fact in every:
        if says(mention, fact.value):
            return Judgement(Verdict.AGREES, mention, *stretch, fact, about)
    return Judgement(Verdict.CONTRADICTS, mention, *stretch, every[0], about)
