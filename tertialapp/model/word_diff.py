"""Two wordings against each other, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum

from msgspec import Struct

_TOKEN = re.compile(r"\w+(?:[.,:\u2011-]\w+)*|\s+|[^\w\s]")
"""A word, a figure with its decimals, blanks, or one sign."""


class Share(StrEnum):
    """Which of the two wordings has a piece."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


class Piece(Struct, frozen=True):
    """A stretch of text and which wording has it."""

    share: Share
    text: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in order, what was taken away before what came instead.

    Those that are not NEW make up the old wording, those that are not OLD the new one.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    return tuple(_joined(_pieces(before, after)))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(Share.BOTH, "".join(before[first:last]))
            continue
        yield Piece(Share.OLD, "".join(before[first:last]))
        yield Piece(Share.NEW, "".join(after[start:end]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """A lone blank between two changes belongs to the change: words are read, not blanks."""
    kept = [piece for piece in pieces if piece.text]
    at = 0
    while at < len(kept):
        old, new = "", ""
        while at < len(kept) and (kept[at].share is not Share.BOTH or _is_between(kept, at)):
            old += kept[at].text if kept[at].share is not Share.NEW else ""
            new += kept[at].text if kept[at].share is not Share.OLD else ""
            at += 1
        yield from (Piece(Share.OLD, old),) if old else ()
        yield from (Piece(Share.NEW, new),) if new else ()
        if at < len(kept):
            yield kept[at]
            at += 1


def _is_between(pieces: list[Piece], at: int) -> bool:
    return pieces[at].text.isspace() and 0 < at < len(pieces) - 1
