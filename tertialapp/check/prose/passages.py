"""A stored text as passages of plain words that know where each letter is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape

from msgspec import Struct

from tertialapp.model.live_values import is_live
from tertialapp.model.markdown import PICTURE, Heading, Picture, Run, all_runs, plain_runs
from tertialapp.model.markdown_read import parse

_TARGET = r"\]\([^\s()]*(?: \"[^\"\n]*\")?\)"
_MARKS = re.compile(rf"(?:[\s*_\[#]|[-+](?= )|\d+[.)](?= )|!\[|{_TARGET})*")
_SKIPPED = re.compile(rf"{_TARGET}|&#\d+;|\W|_")
_LINKED = re.compile(_TARGET)
_CODED = re.compile(r"&#?\w+;")
_SENTENCE_END = re.compile(
    r"(?<!\bbl)(?<!\bt)(?<!\bca)(?<!\bkl)(?<!\bs)(?<!\bnr)[.!?:][”\")]?\s+(?=[A-ZÅÄÖ\d−”\"(])"
)


class Passage(Struct, frozen=True):
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
    at = pictured = 0
    for block in parse(body):
        if isinstance(block, Picture):
            written = PICTURE.search(body, at) or PICTURE.search(body, pictured)
            if written:  # a text that is not clean may hold what the picture's words do not
                made += _of_picture(block, written)
                at = pictured = written.end()
                continue
        for runs in all_runs((block,)):
            words = plain_runs(runs)
            stored, at = _found(body, at, words)
            at = body.find("\n", at) + 1 or len(body)  # each begins on a line of its own
            made.append(Passage(words, stored, tuple(_live(runs)), isinstance(block, Heading)))
    return tuple(made)


def _of_picture(picture: Picture, written: re.Match[str]) -> Iterator[Passage]:
    """What a picture shows and its caption, which stand on each side of its key."""
    for words, at in ((picture.alt, written.start(1)), (picture.caption, written.start(3))):
        if words:
            yield Passage(words, _found(written.string, at, words)[0], ())


def _found(body: str, at: int, words: str) -> tuple[Sequence[int], int]:
    """Where each letter of some words is stored, and where they end; they begin at a place or after marks there.

    Words may themselves begin as marks do ("2. ", "["): they are where they stand closest together.
    """
    marks = _MARKS.match(body, at)
    starts = range(at, (marks.end() if marks else at) + 1)
    for start in starts:
        if body.startswith(words, start):
            return range(start, start + len(words)), start + len(words)
    found = [one for one in (_letters(body, start, words) for start in starts) if one]
    if found:
        return min(found, key=lambda one: one[0][-1] - one[0][0])
    return [min(at + number, len(body) - 1) for number in range(len(words))], at


def _letters(body: str, at: int, words: str) -> tuple[tuple[int, ...], int] | None:
    """Where letters are stored, past marks, link targets and escapes, and their end; None when others stand there."""
    stored: list[int] = []
    for nth in range(len(words)):
        while not (end := _end_of(words, nth, body, at)):
            skipped = _SKIPPED.match(body, at)
            if skipped is None:
                return None
            at = skipped.end()
        stored.append(at)
        at = end
    return tuple(stored), at


def _end_of(words: str, nth: int, body: str, at: int) -> int:
    """Where the nth letter of some words ends that is stored at a place, as itself or by its code; 0 when it isn't."""
    letter = words[nth]
    coded = _CODED.match(body, at)
    if coded and unescape(coded[0]) == letter:
        return coded.end()
    if letter == "\\" and body.startswith("\\\\", at):
        return at + 2
    target = _LINKED.match(body, at) if letter == "]" else None
    if target and not words.startswith(target[0], nth):
        return 0
    blank = letter == " " and body[at : at + 1].isspace()
    return at + 1 if blank or body[at : at + 1] == letter else 0


def _live(runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    at = 0
    for run in runs:
        if is_live(run.link):
            yield at, at + len(run.text)
        at += len(run.text)
