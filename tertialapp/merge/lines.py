"""A text as lines of words, and back: what two people wrote is merged line by line, word by word."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.model.live_values import is_live
from tertialapp.model.markdown import (
    Block,
    BulletList,
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Run,
    plain_runs,
)
from tertialapp.model.markdown_read import parse
from tertialapp.model.markdown_write import serialize

_WORDS = re.compile(r"\S*\s*")


class Word(Struct, frozen=True, dict=True):
    """A word with the blank after it, a whole link, or a live value; ``key`` is what it is known by."""

    run: Run

    @cached_property
    def key(self) -> Hashable:
        """Without the blank, which depends on what follows; of a live value, whose label follows the data, the target."""
        if is_live(self.run.link):
            return self.run.link
        return replace(self.run, text=self.run.text.rstrip())


class Line(Struct, frozen=True, dict=True):
    """A paragraph, heading, picture or point. ``depth`` is that of a point, else 0.

    ``begins``: it is the first point of its list.
    """

    shape: tuple[str | int | bool, ...]
    words: tuple[Word, ...]
    depth: int = 0
    begins: bool = False

    @cached_property
    def key(self) -> Hashable:
        """What the line is known by: all but where its list begins."""
        return self.shape, tuple(word.key for word in self.words)

    @cached_property
    def word_keys(self) -> tuple[Hashable, ...]:
        """What its words are known by."""
        return tuple(word.key for word in self.words)


# -- from a text -----------------------------------------------------------------------------------


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text in Markdown."""
    return tuple(_lines(parse(text)))


def _lines(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        match block:
            case BulletList():
                yield from _points(block, 1)
            case Heading():
                yield Line(("heading", block.level), _words(block.runs))
            case Paragraph():
                yield Line(("paragraph",), _words(block.runs))
            case Picture():
                # Two texts, each one word: who writes them anew means the whole of it.
                words = tuple(Word(Run(text)) for text in (block.alt, block.caption))
                yield Line(("picture", block.key), words)


def _points(bullets: BulletList, depth: int) -> Iterator[Line]:
    for at, item in enumerate(bullets.items):
        shape = ("point", depth, bullets.numbered)
        yield Line(shape, _words(item.runs), depth, begins=at == 0)
        for below in item.lists:
            yield from _points(below, depth + 1)


def _words(runs: Iterable[Run]) -> tuple[Word, ...]:
    # A link in two styles is one word of several runs to a reader, but merging may take it apart:
    # each run keeps the target, and neighbours are joined again in writing.
    return tuple(
        Word(replace(run, text=text)) if text else Word(run)
        for run in runs
        for text in ([""] if run.link is not None else _WORDS.findall(run.text)[:-1])
    )


# -- and back --------------------------------------------------------------------------------------


def text_of(lines: Sequence[Line]) -> str:
    """The Markdown of some lines."""
    return serialize(_blocks(lines))


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    for is_point, members in groupby(lines, key=lambda line: line.depth > 0):
        if is_point:
            yield from _lists(list(members), 1)
        else:
            yield from map(_leaf, members)


def _leaf(line: Line) -> Block:
    runs = _runs(line)
    match line.shape:
        case ("heading", 1):
            return Heading(1, runs)
        case ("heading", _):
            return Heading(2, runs)
        case ("picture", str(key)):
            alt, caption = (word.run.text for word in line.words)
            return Picture(key, alt, caption)
    return Paragraph(runs)


def _lists(points: Sequence[Line], depth: int) -> Iterator[BulletList]:
    """The lists of points that lie at a depth or below; one whose own point is gone moves up."""
    items: list[ListItem] = []
    numbered = False
    at = 0
    while at < len(points):
        head = points[at]
        end = at + 1
        while end < len(points) and points[end].depth > depth:
            end += 1
        if items and (head.begins or head.shape[2] != numbered):
            yield BulletList(tuple(items), numbered)
            items = []
        numbered = bool(head.shape[2])
        items.append(ListItem(_runs(head), tuple(_lists(points[at + 1 : end], depth + 1))))
        at = end
    if items:
        yield BulletList(tuple(items), numbered)


def _runs(line: Line) -> tuple[Run, ...]:
    return tuple(word.run for word in line.words)


def plain(lines: Iterable[Line]) -> str:
    """The words of some lines."""
    return "\n".join(plain_runs(_runs(line)) for line in lines)
