"""Whether the figures of a text agree with the report: a reading first, and only then the values."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from tertialapp.check.prose.mentions import Mention
from tertialapp.check.prose.sentences import Spoken
from tertialapp.check.prose.subjects import Fact
from tertialapp.model.numbers import round_half_up


class Verdict(StrEnum):
    """What is known of a mentioned figure."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    UNKNOWN = "unknown"


class Judgement(Struct, frozen=True):
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
    return mention.value == value or mention.value == round_half_up(value, mention.places)


def judged(spoken: Spoken, about: str, facts: tuple[Fact, ...]) -> Judgement:
    """The verdict on a mention that speaks of one of some figures."""
    mention, where = spoken.mention, (spoken.start, spoken.end)
    if not facts:
        return Judgement(Verdict.UNKNOWN, mention, *where)
    said = next((fact for fact in facts if says(mention, fact.value)), None)
    verdict = Verdict.AGREES if said else Verdict.CONTRADICTS
    return Judgement(verdict, mention, *where, said or facts[0], about)
