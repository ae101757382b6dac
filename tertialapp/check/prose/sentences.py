"""A mention in its sentence: the words on both sides of it, and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from tertialapp.check.prose.mentions import Mention, mentions

_CUT = re.compile(
    r"[,;:()]|\.\s|\b(?:och|men|samt|medan|mot|jämfört|jämförelse|vilket|inklusive)\b"
)


class Spoken(Struct, frozen=True):
    """A mention in its sentence, and where it is stored.

    ``before`` and ``after`` are the words to its neighbours in the sentence, ``near`` those that belong to
    it, ``head`` all from the sentence's beginning; ``earlier`` is the sentence before, or the heading just above.
    ``opens``: it is the first figure of its text.
    """

    mention: Mention
    sentence: str
    earlier: str
    head: str
    before: str
    after: str
    near: str
    previous: Mention | None
    following: Mention | None
    opens: bool
    start: int
    end: int

    @property
    def beside(self) -> str:
        """The words that belong to it, on both sides; those after its neighbour are the neighbour's."""
        return f"{self.own} {self.near}"

    @property
    def own(self) -> str:
        """The words before it that are its own and not its neighbour's."""
        return _CUT.split(self.before.rstrip(" ,:("))[-1] if self.previous else self.before


@lru_cache(maxsize=16384)
def spoken(body: str) -> tuple[Spoken, ...]:
    """The mentions of a stored text, each in its sentence."""
    return tuple(_spoken(body))


def _spoken(body: str) -> Iterator[Spoken]:
    opens, heading = True, ""
    for passage, found in mentions(body):
        earlier = heading
        heading = passage.words if passage.is_heading else ""
        for first, last in passage.sentences():
            inside = [mention for mention in found if first <= mention.start < last]
            for at, mention in enumerate(inside):
                previous = inside[at - 1] if at else None
                following = inside[at + 1] if at + 1 < len(inside) else None
                after = passage.words[mention.end : following.start if following else last]
                cut = _CUT.search(after)
                yield Spoken(
                    mention,
                    passage.words[first:last],
                    earlier,
                    passage.words[first : mention.start],
                    passage.words[previous.end if previous else first : mention.start],
                    after,
                    after[: cut.start()] if cut else after,
                    previous,
                    following,
                    opens,
                    *passage.stretch(mention.start, mention.end),
                )
                opens = False
            earlier = passage.words[first:last]
