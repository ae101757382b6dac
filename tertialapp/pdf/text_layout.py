"""Breaking runs of text into lines, ragged right, with Swedish hyphenation; nothing ever overflows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import inf
from typing import NamedTuple

from tertialapp.model.markdown import Run
from tertialapp.model.numbers import NBSP
from tertialapp.pdf.fonts import HYPHEN, printable, text_width
from tertialapp.pdf.hyphenation import LONGEST, Break, breaks
from tertialapp.pdf.items import Text
from tertialapp.pdf.styles import LINK, Face, TextStyle

_TOGETHER = re.compile(
    r"(?<=\d) (?=\d{3}(?!\d)|(?:%|kr|tkr|mnkr|procent)(?!\w))|(?<=\w-) (?=(?:och|eller|samt)\b)"
)
_WEB = re.compile(r"(?:https?://|mailto:)[\x21-\x7e]+")
_EXACT = 1e-6
_ENDLESS = 2000


class Piece(NamedTuple):
    """A part of a word in one cut."""

    text: str
    face: Face
    link: str | None


Word = tuple[Piece, ...]


class Line(NamedTuple):
    """A line: its texts, with their baselines at 0, and the width of what is seen."""

    texts: tuple[Text, ...]
    width: float


def set_lines(runs: Iterable[Run], style: TextStyle, measure: float) -> list[Line]:
    """The lines of some runs in a measure (points); a line feed in a run begins a new line."""
    return [
        _compose(line, style, measure)
        for paragraph in _words_of(runs, style)
        for line in _fill(paragraph, style, max(measure, style.size))
    ]


def first_baseline(style: TextStyle) -> float:
    """From the top of a line to its baseline: capitals stand in the middle of the line."""
    return (style.leading + 0.66 * style.size) / 2


def web_address(link: str | None) -> str | None:
    """The link if it leads to a page or a mailbox; nothing else may be clicked in a report."""
    return link if link and _WEB.fullmatch(link) else None


def _words_of(runs: Iterable[Run], style: TextStyle) -> list[list[Word]]:
    """The words of some runs, by line feeds."""
    paragraphs: list[list[Word]] = [[]]
    word: list[Piece] = []

    def close() -> None:
        if word:
            paragraphs[-1].append(tuple(word))
            word.clear()

    for run in runs:
        face = style.face_for(bold=run.bold, italic=run.italic)
        link = web_address(run.link)
        for at, line in enumerate(_bound(printable(run.text)).split("\n")):
            if at:
                close()
                paragraphs.append([])
            for nth, part in enumerate(line.split(" ")):
                if nth:
                    close()
                if part:
                    word.append(Piece(part, face, link))
    close()
    return [paragraph for paragraph in paragraphs if paragraph]


def _bound(text: str) -> str:
    """The text with no line end between thousands, a figure and its unit, or in "natur- och"."""
    return _TOGETHER.sub(NBSP, text)


# -- measuring -------------------------------------------------------------------------------------


def _word_width(word: Word, size: float) -> float:
    """The width of a word in points; endless where measuring it again and again would take too long."""
    width = 0.0
    for text, face, _ in word:
        if len(text) > _ENDLESS:
            return inf
        width += text_width(text, face, size)
    return width


class Extent(NamedTuple):
    """The widths that a text asks for: broken wherever it may be, only at blanks and hyphens, nowhere."""

    least: float
    words: float
    line: float


def extent(text: str, style: TextStyle) -> Extent:
    """What a text in one cut asks for (points)."""
    face = style.face_for(bold=False, italic=False)
    bound = _bound(printable(text))
    lines = [[word for word in line.split(" ") if word] for line in bound.split("\n")]
    words = [_word_units(word, face) for line in lines for word in line]
    least, whole = (max((each[at] for each in words), default=0.0) for at in (0, 1))
    longest = max(text_width(" ".join(line), face, style.size) for line in lines)
    return Extent(least * style.size, whole * style.size, longest)


@lru_cache(maxsize=1 << 14)
def _word_units(word: str, face: Face) -> tuple[float, float]:
    """The widest part of a word, by all its breaks and by its own hyphens and slashes, at size 1."""
    if len(word) > _ENDLESS:
        return inf, inf
    places = _breaks(word)
    own = [place for place in places if not place.hyphen]
    return _widest_part(word, places, face), _widest_part(word, own, face)


def _widest_part(word: str, places: Iterable[Break], face: Face) -> float:
    start, widest = 0, 0.0
    for end, hyphen, _ in (*places, Break(len(word), hyphen=False)):
        part = word[start:end] + (HYPHEN if hyphen else "")
        widest = max(widest, text_width(part, face, 1))
        start = end
    return widest


def _spelled(word: Word) -> str:
    return word[0].text if len(word) == 1 else "".join(piece.text for piece in word)


def _breaks(text: str) -> Sequence[Break]:
    # What is longer is an address or no word; asking the cache for it would only fill it.
    return breaks(text) if len(text) <= 4 * LONGEST else ()


# -- breaking --------------------------------------------------------------------------------------


def cut(word: Word, at: int, *, hyphen: bool) -> tuple[Word, Word]:
    """The parts of a word before and after a place, with a hyphen at the end of the first."""
    before: list[Piece] = []
    after: list[Piece] = []
    for piece in word:
        if at >= len(piece.text):
            before.append(piece)
        elif at <= 0:
            after.append(piece)
        else:
            before.append(piece._replace(text=piece.text[:at]))
            after.append(piece._replace(text=piece.text[at:]))
        at -= len(piece.text)
    if hyphen:
        before[-1] = before[-1]._replace(text=before[-1].text + HYPHEN)
    return tuple(before), tuple(after)


def _fill(words: Sequence[Word], style: TextStyle, measure: float) -> Iterator[list[Word]]:
    """Lines of words, each as full as it gets; the last word is not broken unless it must."""
    line: list[Word] = []
    used = 0.0
    for at, whole in enumerate(words, start=1):
        word = whole
        while word:
            gap = text_width(" ", line[-1][-1].face, style.size) if line else 0.0
            wide = _word_width(word, style.size)
            room = measure - used - gap
            if wide <= room + _EXACT:
                line.append(word)
                used += gap + wide
                break
            parts, slack = None, style.slack * measure
            if not line or (room > slack and (at < len(words) or wide > measure)):
                parts = _break_in(word, room, style.size, slack)
            if parts is None and not line:
                parts = _chop(word, room, style.size)
            if parts is not None:
                line.append(parts[0])
                word = parts[1]
            yield line
            line, used = [], 0.0
    if line:
        yield line


def _break_in(word: Word, room: float, size: float, blank: float) -> tuple[Word, Word] | None:
    """The word broken as far on as fits: at a hyphen or slash of its own, else where two words meet.

    Where they meet, no more than ``blank`` may be left of the room.
    """
    chosen = None
    for at, hyphen, seam in reversed(_breaks(_spelled(word))):
        parts = cut(word, at, hyphen=hyphen)
        left = room - _word_width(parts[0], size) + _EXACT
        if left < 0:
            continue
        if not hyphen:
            return parts
        if chosen is None or (seam and not chosen[0] and left <= blank):
            chosen = seam, parts
    return chosen[1] if chosen else None


def _chop(word: Word, room: float, size: float) -> tuple[Word, Word]:
    """The word broken after the last letter that fits, at least one."""
    count, used = 0, 0.0
    for piece in word:
        for char in piece.text:
            used += text_width(char, piece.face, size)
            if used > room + _EXACT and count:
                return cut(word, count, hyphen=False)
            count += 1
    return word, ()


# -- composing -------------------------------------------------------------------------------------


def _compose(line: Iterable[Word], style: TextStyle, measure: float) -> Line:
    """The texts of a line: words of one cut together, a blank at the end so that lines don't glue."""
    texts: list[Text] = []
    x = 0.0
    for text, face, link in _joined(line):
        width = text_width(text, face, style.size)
        color = LINK if link else style.color
        texts.append(Text(x, 0, width, text, face, style.size, color, link))
        x += width
    last = texts[-1]
    if last.text.endswith(" "):
        blank = text_width(" ", last.face, style.size)
        texts[-1] = last._replace(width=last.width - blank)
        x -= blank
    if style.align == "right":
        texts = [text._replace(x=text.x + measure - x) for text in texts]
    return Line(tuple(texts), x)


def _joined(line: Iterable[Word]) -> Iterator[Piece]:
    """The words of a line as as few pieces as there are cuts, with blanks between them."""
    parts: list[str] = []
    face, link = Face.REGULAR, None
    for word in line:
        for piece in word:
            if parts and (piece.face is not face or piece.link != link):
                yield Piece("".join(parts), face, link)
                parts.clear()
            text, face, link = piece
            parts.append(text)
        if not parts[-1].endswith(HYPHEN):
            parts.append(" ")
    yield Piece("".join(parts), face, link)
