"""Markdown read as the blocks of a text.

The parser knows more of Markdown than our texts do. What is not theirs (code, quotations, HTML, rules,
definitions, pictures within words) means the characters that were written: signs that would begin it are
escaped before the parser sees them, and what it finds all the same is kept as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pyromark
from msgspec.structs import replace

from tertialapp.model.markdown import (
    LINK_SCHEMES,
    MAX_NESTING,
    PICTURE,
    Block,
    BulletList,
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Run,
    all_runs,
    is_allowed_link,
    normalize,
    plain_runs,
)
from tertialapp.model.text import clean

if TYPE_CHECKING:
    from pyromark.event import Event, Range

_SCHEMES = "|".join(LINK_SCHEMES)
_AT_A_LINE = "|".join(rf"(?<=^{' ' * indent}!)" for indent in range(4))
_MAYBE_FOREIGN = re.compile("[`<>~!\\]]")
_KEPT_OR_FOREIGN = re.compile(
    # Each begins with its own character: so they are looked for quickly.
    rf"\\.|!(?:{_AT_A_LINE}){PICTURE.pattern[1:]}[ \t]*$"
    rf"|`|<|>|~|!(?=\[)|:(?<=\]:)|\((?<=\]\()(?!(?:{_SCHEMES})[^\s<>()\\]*[\s)])",
    re.MULTILINE,
)
"""An escaped character, a picture; or what would begin something foreign, which is one character."""
_ESCAPE = re.compile(
    r"\\([!-/:-@\[-`{-~])|&(\w+;)|&#(?:[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6});", re.ASCII
)
_HASHES = re.compile(r"#{1,6}(?=[ \t\n]|$)")


@lru_cache(maxsize=512)  # as many as a report has texts: they are asked for at every edit
def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a text."""
    source = _with_foreign_escaped(clean(text))
    reading = _Reading(source.encode())
    for event, stretch in pyromark.events_with_range(source):
        reading.take(event, stretch)
    return normalize(reading.blocks())


def plain(text: str) -> str:
    """The words of a text without its marks, one paragraph, heading or point a line."""
    return "\n".join(map(plain_runs, all_runs(parse(text))))


def _with_foreign_escaped(text: str) -> str:
    if not _MAYBE_FOREIGN.search(text):
        return text
    return _KEPT_OR_FOREIGN.sub(
        lambda found: found[0] if len(found[0]) > 1 else f"\\{found[0]}", text
    )


class _Reading:
    """The blocks that the parser's events have told of."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._blocks: list[list[Block]] = [[]]
        """Of the text, and of each open point in it."""
        self._points: list[list[ListItem]] = []
        """Of each open list."""
        self._depth = 0
        self._said: list[tuple[Run, str]] = []
        """The words since the last block, each with their style."""
        self._style = Run("")
        self._link_end = ""
        self._kept_as_words = 0
        """How many elements are open that are none of ours."""

    def blocks(self) -> list[Block]:
        """The blocks of the whole text."""
        return self._blocks[0]

    def take(self, event: Event, stretch: Range) -> None:
        """Takes the next event and the bytes of the source that it stands for."""
        match event:
            case {"Start": tag}:
                self._start(tag, stretch)
            case {"End": tag}:
                self._end(tag, stretch)
            case _ if self._kept_as_words:
                pass
            case {"Text": str(text)}:
                self._say(text)
            case "SoftBreak" | "HardBreak":
                self._say(" ")
            case "Rule":
                self._end_words()
                self._blocks[-1].append(Paragraph((Run(self._written(stretch)),)))
            case _:
                self._say(_unescaped(self._written(stretch)))

    def _start(self, tag: Any, stretch: Range) -> None:
        if self._kept_as_words:
            self._kept_as_words += 1
            return
        match tag:
            case "Strong":
                self._style = replace(self._style, bold=True)
            case "Emphasis":
                self._style = replace(self._style, italic=True)
            case "Paragraph" | {"Heading": _}:
                self._end_words()
            case {"Link": {"dest_url": url, "title": title}}:
                self._start_link(url, title)
            case {"List": _}:
                self._start_list()
            case "Item":
                self._start_point()
            case _:
                self._keep_as_words(tag, stretch)

    def _end(self, tag: Any, stretch: Range) -> None:
        if self._kept_as_words:
            self._kept_as_words -= 1
            return
        match tag:
            case "Strong":
                self._style = replace(self._style, bold=False)
            case "Emphasis":
                self._style = replace(self._style, italic=False)
            case "Paragraph":
                self._end_paragraph(stretch)
            case {"Heading": level}:
                self._end_heading(level, stretch)
            case "Link":
                self._style = replace(self._style, link=None)
                self._say(self._link_end)
            case "Item":
                self._end_point()
            case {"List": numbered}:
                self._end_list(numbered=numbered)

    def _say(self, words: str) -> None:
        self._said.append((self._style, words))

    def _taken_runs(self) -> tuple[Run, ...]:
        by_style = groupby(self._said, key=itemgetter(0))
        runs = tuple(
            replace(style, text="".join(words for _, words in said)) for style, said in by_style
        )
        self._said = []
        return runs

    def _written(self, stretch: Range) -> str:
        return self._source[stretch["start"] : stretch["end"]].decode().strip()

    def _end_words(self) -> None:
        """What is said outside paragraphs and headings, in a tight list, is a paragraph as well."""
        if self._said:
            self._blocks[-1].append(Paragraph(self._taken_runs()))

    def _end_paragraph(self, stretch: Range) -> None:
        picture = None if self._depth else _picture(self._written(stretch))
        if picture:
            self._blocks[-1].append(picture)
            self._said = []
        self._end_words()

    def _end_heading(self, level: str, stretch: Range) -> None:
        written = self._written(stretch)
        if _HASHES.match(written):
            self._blocks[-1].append(Heading(1 if level == "H1" else 2, self._taken_runs()))
        else:  # underlined: which is no heading in our texts
            self._say(" " + written.rsplit("\n", 1)[-1].strip())
            self._end_words()

    def _start_link(self, url: str, title: str) -> None:
        self._link_end = ""
        if is_allowed_link(url):
            self._style = replace(self._style, link=url)
        else:
            self._say("[")
            self._link_end = f']({url} "{title}")' if title else f"]({url})"

    def _start_list(self) -> None:
        self._end_words()
        self._depth += 1
        if self._depth <= MAX_NESTING:
            self._points.append([])

    def _end_list(self, *, numbered: bool) -> None:
        if self._depth <= MAX_NESTING:
            self._blocks[-1].append(BulletList(tuple(self._points.pop()), numbered))
        self._depth -= 1

    def _start_point(self) -> None:
        self._end_words()
        if self._depth > MAX_NESTING:
            self._close_point()
        self._blocks.append([])

    def _end_point(self) -> None:
        self._end_words()
        if self._depth <= MAX_NESTING:
            self._close_point()

    def _close_point(self) -> None:
        self._points[-1].append(_item(self._blocks.pop()))

    def _keep_as_words(self, tag: Any, stretch: Range) -> None:
        self._kept_as_words = 1
        words = _unescaped(self._written(stretch))
        match tag:
            case {"Image": _}:
                self._say(words)
            case _:
                self._end_words()
                self._blocks[-1].append(Paragraph((Run(words),)))


def _item(inner: Iterable[Block]) -> ListItem:
    runs: list[Run] = []
    lists: list[BulletList] = []
    for block in inner:
        if isinstance(block, BulletList):
            lists.append(block)
        elif not isinstance(block, Picture):  # which a list holds none of
            runs += [Run(" "), *block.runs] if runs else block.runs
    return ListItem(tuple(runs), tuple(lists))


def _picture(line: str) -> Picture | None:
    found = PICTURE.fullmatch(line)
    if found is None:
        return None
    return Picture(found[2], _unescaped(found[1]), _unescaped(found[3] or ""))


def _unescaped(written: str) -> str:
    return _ESCAPE.sub(_meant, written)


def _meant(found: re.Match[str]) -> str:
    import html.entities  # noqa: PLC0415 - 1 ms of a start, and texts seldom hold any

    sign, name = found.groups()
    return sign or (html.entities.html5.get(name, found[0]) if name else html.unescape(found[0]))
