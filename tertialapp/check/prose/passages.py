"""A stored text as passages of plain words that know where each letter is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tertialapp.model.live_values import is_live
from tertialapp.model.markdown import (
    PICTURE,
    Heading,
    Picture,
    Run,
    all_runs,
    parse,
    plain_runs,
)

_MARKS = re.compile(r"(?:[\s*_\[#]|[-+](?= )|\d+[.)](?= )|!\[)*")
_SKIPPED = re.compile(r"\]\([^\s()]*(?: \"[^\"\n]*\")?\)")
_CODED = re.compile(r"&#(\d+);")
_SENTENCE_END = re.compile(
    r"(?<!\bbl)(?<!\bt)(?<!\bca)(?<!\bkl)(?<!\bs)(?<!\bnr)[.!?:][”\")]?\s+(?=[A-ZÅÄÖ\d−”\"(])"
)


@dataclass(frozen=True)
class Passage:
    """A paragraph, heading or point: its words, and where each of their letters is stored.

    ``live`` are the stretches of the words that are live values, which are right by construction.
    """

    words: str
    stored: Sequence[int]
    live: tuple[tuple[int, int], ...]
    is_heading: bool = False

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the words is stored."""
        return self.stored[start], self.stored[end - 1] + 1

    def is_live(self, start: int, end: int) -> bool:
        """Whether a live value has part in a stretch of the words."""
        return any(first < end and start < last for first, last in self.live)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The stretches of its sentences."""
        start = 0
        for end in _SENTENCE_END.finditer(self.words):
            yield start, end.end()
            start = end.end()
        yield start, len(self.words)


@lru_cache(maxsize=16384)  # more than the texts of a large report
def passages(body: str) -> tuple[Passage, ...]:
    """The paragraphs, headings and points of a stored text, and the words of its pictures."""
    made: list[Passage] = []
    at = 0
    for block in parse(body):
        if isinstance(block, Picture):
            written = PICTURE.search(body, at)
            assert written is not None
            made += _of_picture(block, written)
            at = written.end()
            continue
        for runs in all_runs((block,)):
            words = plain_runs(runs)
            at = _after_marks(body, at, words)
            stored = _stored(body, at, words)
            at = stored[-1] + 1 if stored else at
            made.append(Passage(words, stored, tuple(_live(runs)), isinstance(block, Heading)))
    return tuple(made)


def _of_picture(picture: Picture, written: re.Match[str]) -> Iterator[Passage]:
    """What a picture shows and its caption, which stand on each side of its key."""
    for words, at in ((picture.alt, written.start(1)), (picture.caption, written.start(3))):
        if words:
            yield Passage(words, _stored(written.string, at, words), ())


def _stored(body: str, at: int, words: str) -> Sequence[int]:
    """Where each letter of some words is stored, which begin at or after a place."""
    return range(at, at + len(words)) if body.startswith(words, at) else _letters(body, at, words)


def _after_marks(body: str, at: int, words: str) -> int:
    """Where words begin that marks may stand before; words may begin like marks do ("2. ")."""
    marks = _MARKS.match(body, at)
    end = marks.end() if marks else at
    while end > at and not body.startswith(words[:1], end):
        end -= 1
    return end


def _letters(body: str, at: int, words: str) -> tuple[int, ...]:
    """Where each letter is stored, past marks, link targets and escapes."""
    stored: list[int] = []
    for letter in words:
        while at < len(body) - 1 and body[at] != letter:
            skipped, coded = _SKIPPED.match(body, at), _CODED.match(body, at)
            if coded and chr(int(coded[1])) == letter:
                break
            at = skipped.end() if skipped else at + 1
        stored.append(min(at, len(body) - 1))
        coded = _CODED.match(body, at)
        at = coded.end() if coded and body[at] != letter else at + 1
    return tuple(stored)


def _live(runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    at = 0
    for run in runs:
        if is_live(run.link):
            yield at, at + len(run.text)
        at += len(run.text)
