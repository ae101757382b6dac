"""Text in a subset of Markdown: paragraphs, two heading levels, lists, pictures, bold, italic, links.

A paragraph is one line, so that texts merge and compare by paragraph. ``markdown_read.parse`` and
``markdown_write.serialize`` are each other's inverse on normal blocks; whatever a text holds, parsing it
never fails. A live value is a link whose target has the scheme ``varde:`` and whose label is the value last
shown; a picture is a paragraph of its own, and what it is under is a key after ``bild:``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.model.text import clean, clean_line

LINK_SCHEMES = ("http://", "https://", "mailto:", "varde:")


class Run(Struct, frozen=True):
    """A stretch of text in one style; ``link`` is its target."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


class Heading(Struct, frozen=True):
    """A heading of level 1 or 2 within a text."""

    level: Literal[1, 2]
    runs: tuple[Run, ...]


class Paragraph(Struct, frozen=True):
    """A paragraph."""

    runs: tuple[Run, ...]


class ListItem(Struct, frozen=True):
    """A point of a list, with the lists below it."""

    runs: tuple[Run, ...]
    lists: tuple[BulletList, ...] = ()


class BulletList(Struct, frozen=True):
    """A bulleted or numbered list."""

    items: tuple[ListItem, ...]
    numbered: bool = False


class Picture(Struct, frozen=True):
    """A picture that the report holds under a key; one without alternative text is an ornament."""

    key: str
    alt: str = ""
    caption: str = ""


Block = Heading | Paragraph | BulletList | Picture

MAX_NESTING = 6
"""Deeper lists are read as the deepest allowed; Markdown readers differ beyond that."""


def is_allowed_link(url: str) -> bool:
    """Whether a text may link there."""
    return (
        url.startswith(LINK_SCHEMES)
        and re.fullmatch(r"[^\s<>()\\\x00-\x1f\x7f\ud800-\udfff]+", url) is not None
    )


_BLANKS = " \t\n"
_UNTIDY = re.compile(r"[\t\n]| {2}")
_KEY = r"[0-9A-Za-z_-]{1,64}"
PICTURE = re.compile(rf'!\[((?:[^\\\[\]\n]|\\.)*)\]\(bild:({_KEY})(?: "((?:[^\\"\n]|\\.)*)")?\)')
"""A picture as it is written: what it shows, its key, its caption."""


def plain_runs(runs: Iterable[Run]) -> str:
    """The words of some runs."""
    return "".join(run.text for run in runs)


def picture_keys(text: str) -> list[str]:
    """The keys of all pictures of a text, and maybe of some that it only speaks of."""
    return re.findall(rf"\(bild:({_KEY})", text)


# -- every paragraph, heading and point --------------------------------------------------------------


def all_runs(blocks: Iterable[Block]) -> Iterator[tuple[Run, ...]]:
    """The runs of each paragraph, heading and point, and the words of pictures, in order."""
    for block in blocks:
        if isinstance(block, BulletList):
            for item in block.items:
                yield item.runs
                yield from all_runs(item.lists)
        elif isinstance(block, Picture):
            yield from ((Run(words),) for words in (block.alt, block.caption) if words)
        else:
            yield block.runs


def with_runs(
    blocks: Iterable[Block], act: Callable[[tuple[Run, ...]], tuple[Run, ...]]
) -> tuple[Block, ...]:
    """The blocks with what ``all_runs`` gives exchanged by an act, in order."""
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, BulletList):
            made.append(_list_with_runs(block, act))
        elif isinstance(block, Picture):
            alt, caption = (
                plain_runs(act((Run(words),))) if words else ""
                for words in (block.alt, block.caption)
            )
            made.append(Picture(block.key, alt, caption))
        else:
            made.append(replace(block, runs=act(block.runs)))
    return tuple(made)


def _list_with_runs(
    bullets: BulletList, act: Callable[[tuple[Run, ...]], tuple[Run, ...]]
) -> BulletList:
    items = []
    for item in bullets.items:
        runs = act(item.runs)
        items.append(ListItem(runs, tuple(_list_with_runs(below, act) for below in item.lists)))
    return BulletList(tuple(items), bullets.numbered)


# -- normal form -----------------------------------------------------------------------------------


def normalize(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks as they can be written: clean text, equal neighbours joined, nothing empty."""
    normal: list[Block] = []
    for block in blocks:
        if isinstance(block, BulletList):
            bullets = _normal_list(block, 1)
            if bullets.items:
                normal.append(bullets)
        elif isinstance(block, Picture):
            if re.fullmatch(_KEY, block.key):
                normal.append(Picture(block.key, clean_line(block.alt), clean_line(block.caption)))
        else:
            runs = normalize_runs(block.runs)
            if runs:
                normal.append(replace(block, runs=runs))
    return tuple(normal)


def _normal_list(bullets: BulletList, depth: int) -> BulletList:
    items: list[ListItem] = []
    for item in bullets.items:
        below = tuple(_normal_list(inner, depth + 1) for inner in item.lists)
        below = tuple(inner for inner in below if inner.items)
        runs = normalize_runs(item.runs)
        if not runs and below:
            # A point without words would be written as "- - x": its lists move up.
            items.extend(point for inner in below for point in inner.items)
        elif runs and depth >= MAX_NESTING:
            items.append(ListItem(runs))
            items.extend(point for inner in below for point in inner.items)
        elif runs:
            items.append(ListItem(runs, below))
    return BulletList(tuple(items), bullets.numbered)


def normalize_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs with blanks outside emphasis and links, equal neighbours joined, trimmed at both ends."""
    pieces: list[Run] = []
    for run in runs:
        pieces += _with_blanks_outside(run)
    joined = _joined(pieces)
    while joined and not joined[0].text.strip():
        joined = joined[1:]
    while joined and not joined[-1].text.strip():
        joined = joined[:-1]
    if joined:
        joined[0] = replace(joined[0], text=joined[0].text.lstrip())
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    return tuple(joined)


def _with_blanks_outside(run: Run) -> list[Run]:
    text = _clean_inline(run.text)
    link = clean(run.link) if run.link and is_allowed_link(run.link) else None
    core = text.strip()
    if not core:
        return [Run(text)] if text else []
    start = text.index(core)
    before, after = text[:start], text[start + len(core) :]
    styled = Run(core, run.bold, run.italic, link)
    if styled == Run(core):
        return [Run(text)]
    return [piece for piece in (Run(before), styled, Run(after)) if piece.text]


def _clean_inline(text: str) -> str:
    text = clean(text)
    core = text.strip(_BLANKS)
    if _UNTIDY.search(core):
        core = re.sub(rf"[{_BLANKS}]+", " ", core)
    before = " " if text and text[0] in _BLANKS else ""
    after = " " if core and text[-1] in _BLANKS else ""
    return f"{before}{core}{after}"


def _joined(runs: Iterable[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and replace(last, text="") == replace(run, text=""):
            joined[-1] = replace(last, text=clean(re.sub(" {2,}", " ", last.text + run.text)))
        elif last and last.text.endswith(" ") and run.text.startswith(" "):
            if run.text.strip(" "):
                joined.append(replace(run, text=run.text.lstrip(" ")))
        else:
            joined.append(run)
    return joined
