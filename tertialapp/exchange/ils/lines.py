"""The lines of the text, and the ledger that knows what has become of each.

In the text of an ILS report a line that ends in a blank was broken at a blank, one that doesn't was
broken within a word, and a second blank is a blank of the source's own, which ends a paragraph. The
first line of a page has one blank more at its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.base.errors import BadInput
from tertialapp.exchange.ils.records import Lines, UnreadLine
from tertialapp.model.text import clean

MAX_CHARACTERS = 4_000_000
MAX_LINES = 40_000
"""Ten times the longest report known, and more; what is longer is no report."""

MAX_LINE = 2_000
"""A longer line is no row, heading or landmark."""

_RUNNING_HEADER = re.compile(r"(?P<words>\S.{0,200}?),? +(?P<page>\d{1,4}) ?\((?P<pages>\d{1,4})\)")
_CONTENTS = re.compile(r".{0,300}(?:\.{4,}|(?:\. ){4,}|…{2,}) ?\d{1,4}")


class Line(Struct, frozen=True):
    """A line of the text without its line end; ``number`` counts from 1."""

    number: int
    raw: str

    @property
    def words(self) -> str:
        """The line without the blanks around it."""
        return self.raw.strip()

    @property
    def indent(self) -> int:
        """How many blanks it begins with."""
        return len(self.raw) - len(self.raw.lstrip(" "))

    @property
    def soft(self) -> bool:
        """Whether it was broken at a blank."""
        return self.raw.endswith(" ")

    @property
    def closes(self) -> bool:
        """Whether it ends in a blank of its own, as the last line of a paragraph may."""
        return self.raw.endswith("  ")


class Ledger:
    """Which lines are taken by an item, belong to the layout, or were given up.

    What nobody has taken in the end is not understood: so no line is lost.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self._open = {line.number: line for line in lines if line.words}
        self._layout: list[Line] = []
        self._small_words = _small_words(self._open.values())
        self.undecided_breaks: list[int] = []

    def is_common(self, word: str) -> bool:
        """Whether a word with a capital stands somewhere in small letters: it is no name."""
        return word.casefold() in self._small_words

    def take(self, lines: Iterable[Line]) -> None:
        """The lines have become part of an item."""
        for line in lines:
            self._open.pop(line.number, None)

    def set_aside(self, lines: Iterable[Line]) -> None:
        """The lines belong to the layout: page headers, repeated heads, labels of blocks."""
        for line in lines:
            if self._open.pop(line.number, None):
                self._layout.append(line)

    def layout(self) -> tuple[UnreadLine, ...]:
        """The lines of the layout."""
        return _unread(self._layout)

    def not_understood(self) -> tuple[UnreadLine, ...]:
        """The lines that nobody has taken."""
        return _unread(self._open.values())


def _small_words(lines: Iterable[Line]) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.raw.split() if word.islower())


def _unread(lines: Iterable[Line]) -> tuple[UnreadLine, ...]:
    ordered = sorted(lines, key=lambda line: line.number)
    return tuple(UnreadLine(line.number, line.words) for line in ordered)


def span(lines: Sequence[Line]) -> Lines:
    """The first and last line number of some lines."""
    return Lines(lines[0].number, lines[-1].number)


def split_lines(text: str) -> tuple[tuple[Line, ...], bool]:
    """The lines of a text, and whether an editor has cut the blanks off the line ends.

    Raises BadInput for what can't be the text of a report.
    """
    if len(text) > MAX_CHARACTERS or max(map(text.count, "\n\r")) > MAX_LINES:
        raise BadInput(
            "Texten är för lång för att vara en rapport. Välj filen med rapportens text."
        )
    if "\0" in text or text.count("\ufffd") > len(text) // 100:
        raise BadInput("Filen innehåller inte läsbar text. Välj en fil med rapportens text.")
    text = clean(text.replace("\f", " ").replace("\u00a0", " ").replace("\u00ad", ""))
    lines = tuple(
        Line(number, raw.replace("\t", " ")) for number, raw in enumerate(text.split("\n"), 1)
    )
    filled = [line for line in lines if line.words]
    if not filled:
        raise BadInput("Texten är tom. Välj filen med rapportens text.")
    blanks_lost = sum(line.soft for line in filled) * 10 < len(filled)
    if blanks_lost:
        lines = tuple(replace(line, raw=line.raw + " ") if line.words else line for line in lines)
    return lines, blanks_lost


def running_header(line: Line) -> re.Match[str] | None:
    """The parts of a running header, "Nämnden, Tertialrapport 10(64)"; None for another line."""
    if len(line.raw) > MAX_LINE:
        return None
    match = _RUNNING_HEADER.fullmatch(line.words)
    return match if match and int(match["page"]) <= int(match["pages"]) else None


def without_page_headers(lines: Sequence[Line], ledger: Ledger) -> tuple[Line, ...]:
    """The lines without running headers, the blank lines around them, and the table of contents."""
    dropped: set[int] = set()
    for at, line in enumerate(lines):
        if len(line.raw) <= MAX_LINE and _CONTENTS.fullmatch(line.words):
            ledger.set_aside([line])
            dropped.add(at)
        elif _stands_alone(lines, at) and running_header(line):
            ledger.set_aside([line])
            dropped.update(_blank_neighbours(lines, at))
    return tuple(line for at, line in enumerate(lines) if at not in dropped)


def _stands_alone(lines: Sequence[Line], at: int) -> bool:
    before = at == 0 or not lines[at - 1].words
    after = at + 1 == len(lines) or not lines[at + 1].words
    return bool(lines[at].words) and before and after


def _blank_neighbours(lines: Sequence[Line], at: int) -> range:
    first, last = at, at
    while first > 0 and not lines[first - 1].words:
        first -= 1
    while last + 1 < len(lines) and not lines[last + 1].words:
        last += 1
    return range(first, last + 1)


def joined(lines: Iterable[Line]) -> str:
    """The words of wrapped lines as one text, with blanks only where the text was broken at one."""
    text = ""
    for line in lines:
        text += line.raw.lstrip(" ").rstrip(" ") + (" " if line.soft else "")
    return text.strip()


def groups(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines that follow each other without a blank line between."""
    found: list[list[Line]] = [[]]
    for line in lines:
        if line.words:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [group for group in found if group]
