"""Breaking runs of text into lines, ragged right, with Swedish hyphenation; nothing ever overflows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import inf
from operator import itemgetter
from typing import NamedTuple

from tertialapp.model.markdown import Run
from tertialapp.model.numbers import NBSP
from tertialapp.model.periods import MONTHS
from tertialapp.model.word_diff import Share
from tertialapp.pdf.blocks import ChangedRun
from tertialapp.pdf.fonts import HYPHEN, MAY_BREAK, printable, text_width
from tertialapp.pdf.hyphenation import LONGEST, Break, breaks
from tertialapp.pdf.items import Text
from tertialapp.pdf.styles import Color, Face, TextStyle
from tertialapp.pdf.typeface import remembered_by_typeface

_WITH_FIGURE = "|".join(("%", "kr", "tkr", "mnkr", "procent", "år", *MONTHS))
_TOGETHER = re.compile(
    rf"(?<=\d) (?=\d{{3}}(?!\d)|(?:{_WITH_FIGURE})(?!\w))"
    r"|(?<=\w-) (?=(?:och|eller|samt)\b)|(?<=[Tt]ertial|rapport) (?=\d)"
)
_WEB = re.compile(r"(?:https?://|mailto:)[\x21-\x7e]+")
_FIGURE = re.compile(r"\W*\d[\d\W]*(?:[^\W\d_]{1,7})?\W*")
"""A figure, with its unit if it has one: "1 234,5 mnkr", "2025-04-30"."""
_LONGEST_FIGURE = 48
_COLORS = {Share.OLD: Color.MISSED, Share.NEW: Color.GOOD}
_EXACT = 1e-6
_ALONE = 0.12
"""The share of a measure up to which words are too short to be the last line of a paragraph."""
_CAN_SPARE = 3
_REST = 0.5
"""The share of the longest line below which the last one of a heading is a rest; no rest is filled to more."""
_TRIED_SHARES = (1.03, 1.1, 1.2, 1.35, 1.5)
_ENDLESS = 2000
_MOST_LINES = 7


class Piece(NamedTuple):
    """A part of a word in one cut."""

    text: str
    face: Face
    link: str | None
    share: Share = Share.BOTH


Word = tuple[Piece, ...]
_Filled = tuple[list[Word], bool]
"""The words of a line, and whether its last goes on in the next."""


class Line(NamedTuple):
    """A line: its texts, with their baselines at 0, and the width of what is seen."""

    texts: tuple[Text, ...]
    width: float


def set_lines(runs: Iterable[Run], style: TextStyle, measure: float) -> list[Line]:
    """The lines of some runs in a measure (points); a line feed in a run begins a new line."""
    return _composed(_filled(_words_of(runs, style), style, measure), style, measure)


def set_balanced(runs: Iterable[Run], style: TextStyle, measure: float) -> list[Line]:
    """As ``set_lines``, but lines of some length each where the last would have been a short rest."""
    words = _words_of(runs, style)
    filled = _filled(words, style, measure)
    wide = [_line_width(line, style) for line, _ in filled]
    if len(wide) > 1 and wide[-1] < _REST * max(wide):
        average = sum(wide) / len(wide)
        for share in _TRIED_SHARES:
            even = _filled(words, style, min(measure, average * share))
            if len(even) == len(filled) and not any(broken for _, broken in even):
                return _composed(even, style, measure)
    return _composed(filled, style, measure)


def _filled(words: Iterable[Sequence[Word]], style: TextStyle, measure: float) -> list[_Filled]:
    """The words of each line, by line feeds, none ending in a short rest."""
    within = max(measure, style.size)
    return [
        line
        for paragraph in words
        for line in _in_company(list(_fill(paragraph, style, within)), style, within)
    ]


def _composed(lines: Iterable[_Filled], style: TextStyle, measure: float) -> list[Line]:
    return [_compose(line, style, measure, broken=broken) for line, broken in lines]


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
        share = run.share if isinstance(run, ChangedRun) else Share.BOTH
        for at, line in enumerate(_settable(run.text).split("\n")):
            if at:
                close()
                paragraphs.append([])
            for nth, part in enumerate(line.split(" ")):
                if nth:
                    close()
                if part.strip(MAY_BREAK):
                    word.append(Piece(part, face, link, share))
    close()
    return [paragraph for paragraph in paragraphs if paragraph]


def _settable(text: str) -> str:
    """The text, printable but for MAY_BREAK, with no line end in "1 234 kr", "natur- och" or "Tertial 1"."""
    if MAY_BREAK in text:
        text = MAY_BREAK.join(map(printable, text.split(MAY_BREAK)))
    else:
        text = printable(text)
    return _TOGETHER.sub(NBSP, text)


# -- measuring -------------------------------------------------------------------------------------


def _word_width(word: Word, size: float) -> float:
    """The width of a word in points; endless where measuring it again and again would take too long."""
    width = 0.0
    for text, face, *_ in word:
        if len(text) > _ENDLESS:
            return inf
        width += text_width(text, face, size)
    return width


class Extent(NamedTuple):
    """The widths that texts ask for: broken only at blanks and hyphens, nowhere; and that of the widest figure."""

    words: float
    line: float
    figure: float


def extent(texts: Iterable[str], style: TextStyle) -> Extent:
    """What texts in one cut ask for (points)."""
    face = style.face_for(bold=False, italic=False)
    lines = _lines_of(texts)
    longest = max((text_width(line, face, style.size) for line in lines), default=0)
    words = _by_width(lines, face)
    figure = next((width for word, width in words if _is_figure(word)), 0.0)
    return Extent(_widest(words, face, own_only=True) * style.size, longest, figure * style.size)


def least_width(texts: Iterable[str], style: TextStyle) -> float:
    """The width that texts in one cut ask for when they are broken wherever they may be."""
    face = style.face_for(bold=False, italic=False)
    return _widest(_by_width(_lines_of(texts), face), face, own_only=False) * style.size


def _lines_of(texts: Iterable[str]) -> set[str]:
    return {line for text in texts for line in _settable(text).split("\n")}


def _by_width(lines: Iterable[str], face: Face) -> list[tuple[str, float]]:
    """The words of some lines, the widest first."""
    words = {word: text_width(word, face, 1) for line in lines for word in line.split(" ")}
    return sorted(words.items(), key=itemgetter(1), reverse=True)


@remembered_by_typeface(1 << 12)
def line_widths(text: str, style: TextStyle, least: float = 0) -> tuple[float, ...]:
    """The least widths in which a text stands in one line, in two and so on, broken at blanks and hyphens.

    They are told to a point, down to ``least``, and for so many lines as a cell should have at most.
    """
    face, size = style.face_for(bold=False, italic=False), style.size
    text = _settable(text).replace("\n", " ").strip(" ")
    whole = text_width(text, face, size)
    if whole <= least:
        return ()
    parts = _parts(text, face, size)
    widest = max(wide for wide, _ in parts)
    widths = [whole]
    floor = max(widest, least)
    while len(widths) < _MOST_LINES and widths[-1] > floor + _EXACT:
        lines = len(widths) + 1
        low, high = floor, min(widths[-1], widths[0] / lines + widest)
        if _count(parts, low) <= lines:
            high = low
        while high - low > 1:
            middle = (low + high) / 2
            low, high = (low, middle) if _count(parts, middle) <= lines else (middle, high)
        widths.append(high)
    return tuple(widths)


def _parts(text: str, face: Face, size: float) -> list[tuple[float, float]]:
    """The widths of what is not broken, each with that of the blank before it."""
    blank = text_width(" ", face, size)
    parts = []
    for word in text.split(" "):
        start, gap = 0, blank
        # Letters alone are broken with a hyphen or not at all.
        own = () if word.isalpha() else (each.at for each in _breaks(word) if not each.hyphen)
        for end in (*own, len(word)):
            parts.append((text_width(word[start:end], face, size), gap))
            start, gap = end, 0.0
    return parts


def _count(parts: Iterable[tuple[float, float]], width: float) -> int:
    """How many lines parts take."""
    lines, used, width = 0, inf, width + _EXACT
    for wide, gap in parts:
        used += gap + wide
        if used > width:
            lines, used = lines + 1, wide
    return lines


def _is_figure(word: str) -> bool:
    return len(word) <= _LONGEST_FIGURE and _FIGURE.fullmatch(word) is not None


def _widest(words: Iterable[tuple[str, float]], face: Face, *, own_only: bool) -> float:
    """The widest part of words, widest first: those that are narrower than it need not be broken."""
    widest = 0.0
    for word, width in words:
        if width <= widest:
            break
        if len(word) > _ENDLESS:
            return inf
        places = [each for each in _breaks(word) if not (own_only and each.hyphen)]
        widest = max(widest, _widest_part(word, places, face))
    return widest


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


def _fill(words: Sequence[Word], style: TextStyle, measure: float) -> Iterator[_Filled]:
    """Lines of words, each as full as it gets, and whether its last word goes on in the next.

    The last word of all is not broken unless it must.
    """
    line: list[Word] = []
    used = 0.0
    for at, whole in enumerate(words, start=1):
        word = whole
        places: Sequence[Break] | None = None
        while word:
            gap = text_width(" ", line[-1][-1].face, style.size) if line else 0.0
            wide = _word_width(word, style.size)
            room = measure - used - gap
            if wide <= room + _EXACT:
                line.append(word)
                used += gap + wide
                break
            place, slack = None, style.slack * measure
            if not line or (room > slack and (at < len(words) or wide > measure)):
                places = _breaks(_spelled(word)) if places is None else places
                place = _last_that_fits(places, word, room, style.size, slack)
            if place is None and not line:
                at_letter = _letters_that_fit(word, room, style.size)
                # Where a hyphen belongs but finds no room, no letter ends the line.
                hyphened = any(each == (at_letter, True, each.seam) for each in places or ())
                place = Break(at_letter - (hyphened and at_letter > 1), hyphen=False)
            if place is not None:
                before, word = cut(word, place.at, hyphen=place.hyphen)
                line.append(before)
                # What is left is not judged anew: it is no word.
                places = [each._replace(at=each.at - place.at) for each in places or ()]
            yield line, place is not None and bool(word)
            line, used = [], 0.0
    if line:
        yield line, False


def _in_company(lines: list[_Filled], style: TextStyle, measure: float) -> list[_Filled]:
    """Lines whose last is no short rest, where the one before it can spare words."""
    if len(lines) < 2:
        return lines
    (before, broken), (last, _) = lines[-2:]
    while not broken and len(before) >= _CAN_SPARE:
        hole, then = _word_width(before[-1], style.size), _line_width([before[-1], *last], style)
        if (
            _line_width(last, style) > _ALONE * measure
            or hole > style.slack * measure
            or then > _REST * measure
        ):
            break
        last.insert(0, before.pop())
    return lines


def _line_width(line: Sequence[Word], style: TextStyle) -> float:
    """The width of words with the blanks between them."""
    blanks = (len(line) - 1) * text_width(" ", style.face, style.size)
    return sum(_word_width(word, style.size) for word in line) + blanks


def _last_that_fits(
    places: Iterable[Break], word: Word, room: float, size: float, blank: float
) -> Break | None:
    """The last break that fits: at a hyphen or slash of the word's own, else where two words meet.

    Where they meet, no more than ``blank`` may be left of the room.
    """
    chosen = None
    for place in reversed([each for each in places if each.at > 0]):
        before, _ = cut(word, place.at, hyphen=place.hyphen)
        left = room - _word_width(before, size) + _EXACT
        if left < 0:
            continue
        if not place.hyphen:
            return place
        if chosen is None or (place.seam and not chosen.seam and left <= blank):
            chosen = place
    return chosen


def _letters_that_fit(word: Word, room: float, size: float) -> int:
    """How many letters of a word fit, at least one."""
    count, used = 0, 0.0
    for piece in word:
        for char in piece.text:
            used += text_width(char, piece.face, size)
            # What has no width has no letter yet.
            if used > room + _EXACT and used > text_width(char, piece.face, size):
                return count
            count += 1
    return count


# -- composing -------------------------------------------------------------------------------------


def _compose(line: Iterable[Word], style: TextStyle, measure: float, *, broken: bool) -> Line:
    """The texts of a line: words of one cut together, a blank at the end so that lines don't glue."""
    texts: list[Text] = []
    x = 0.0
    for text, face, link, share in _joined(line, broken=broken):
        width = text_width(text, face, style.size)
        color = _COLORS.get(share) or (Color.LINK if link else style.color)
        texts.append(Text(x, 0, width, text, face, style.size, color, link, share=share))
        x += width
    last = texts[-1]
    if last.text.endswith(" "):
        blank = text_width(" ", last.face, style.size)
        texts[-1] = last._replace(width=last.width - blank)
        x -= blank
    return aligned(Line(tuple(texts), x), style, measure)


def aligned(line: Line, style: TextStyle, measure: float) -> Line:
    """A left-aligned line as its style has it."""
    if style.align == "left":
        return line
    return line._replace(
        texts=tuple(text._replace(x=text.x + measure - line.width) for text in line.texts)
    )


def _joined(line: Iterable[Word], *, broken: bool) -> Iterator[Piece]:
    """The words of a line as as few pieces as there are cuts, with a blank after each that ends here."""
    parts: list[str] = []
    look: tuple[Face, str | None, Share] = (Face.REGULAR, None, Share.BOTH)
    for word in line:
        for piece in word:
            if parts and piece[1:] != look:
                yield Piece(_printed(parts), *look)
                parts.clear()
            text, *_ = piece
            look = piece[1:]
            parts.append(text)
        parts.append(" ")
    if broken:
        parts.pop()
    yield Piece(_printed(parts), *look)


def _printed(parts: Iterable[str]) -> str:
    return "".join(parts).replace(MAY_BREAK, "")
