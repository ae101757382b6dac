"""Breaking runs of text into lines, ragged right, with Swedish hyphenation; nothing ever overflows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.model.markdown import Run
from tertialapp.model.word_diff import Share
from tertialapp.pdf.fonts import MAY_BREAK, text_width
from tertialapp.pdf.hyphenation import Break
from tertialapp.pdf.items import Text
from tertialapp.pdf.styles import Color, TextStyle
from tertialapp.pdf.words import Look, Word, begun, breaks_in, rest, words_of

_COLORS = {Share.OLD: Color.MISSED, Share.NEW: Color.GOOD}
_EXACT = 1e-6
_ALONE = 0.12
"""The share of a measure up to which words are too short to be the last line of a paragraph."""
_CAN_SPARE = 3
_REST = 0.5
"""The share of the longest line below which the last one of a heading is a rest; no rest is filled to more."""
_TRIED_SHARES = (1.03, 1.1, 1.2, 1.35, 1.5)

_Filled = tuple[list[Word], bool]
"""The words of a line, and whether its last goes on in the next."""


class Line(Struct, frozen=True):
    """A line: its texts, with their baselines at 0, and the width of what is seen."""

    texts: tuple[Text, ...]
    width: float


def set_lines(runs: Iterable[Run], style: TextStyle, measure: float) -> list[Line]:
    """The lines of some runs in a measure (points); a line feed in a run begins a new line."""
    return _composed(_filled(words_of(runs, style), style, measure), style, measure)


def set_balanced(runs: Iterable[Run], style: TextStyle, measure: float) -> list[Line]:
    """As ``set_lines``, but lines of some length each where the last would have been a short rest."""
    words = words_of(runs, style)
    filled = _filled(words, style, measure)
    wide = [_line_width(line) for line, _ in filled]
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


# -- breaking --------------------------------------------------------------------------------------


def _fill(words: Sequence[Word], style: TextStyle, measure: float) -> Iterator[_Filled]:
    """Lines of words, each as full as it gets, and whether its last word goes on in the next.

    The last word of all is not broken unless it must.
    """
    line: list[Word] = []
    used = gap = 0.0
    for at, whole in enumerate(words, start=1):
        word: Word | None = whole
        places: Sequence[Break] | None = None
        while word is not None:
            room = measure - used - gap
            if word.width <= room + _EXACT:
                line.append(word)
                used += gap + word.width
                gap = word.gap
                break
            place, slack = None, style.slack * measure
            if not line or (room > slack and (at < len(words) or word.width > measure)):
                places = breaks_in(word.text) if places is None else places
                place = _last_that_fits(places, word, room, style.size, slack)
            if place is None and not line:
                at_letter = _letters_that_fit(word, room, style.size)
                # Where a hyphen belongs but finds no room, no letter ends the line.
                hyphened = any(each.at == at_letter and each.hyphen for each in places or ())
                sooner = hyphened and word.text[: at_letter - 1].strip(MAY_BREAK)
                place = Break(at_letter - 1 if sooner else at_letter, hyphen=False)
            if place is not None:
                line.append(begun(word, place.at, style.size, hyphen=place.hyphen))
                word = rest(word, place.at, style.size)
                # What is left is not judged anew: it is no word.
                places = [each._replace(at=each.at - place.at) for each in places or ()]
            yield line, place is not None and word is not None
            line, used, gap = [], 0.0, 0.0
    if line:
        yield line, False


def _in_company(lines: list[_Filled], style: TextStyle, measure: float) -> list[_Filled]:
    """Lines whose last is no short rest, where the one before it can spare words."""
    if len(lines) < 2:
        return lines
    (before, broken), (last, _) = lines[-2:]
    while not broken and len(before) >= _CAN_SPARE:
        if (
            _line_width(last) > _ALONE * measure
            or before[-1].width > style.slack * measure
            or _line_width([before[-1], *last]) > _REST * measure
        ):
            break
        last.insert(0, before.pop())
    return lines


def _line_width(line: Sequence[Word]) -> float:
    """The width of words with the blanks between them."""
    return sum(word.width + word.gap for word in line) - line[-1].gap


def _last_that_fits(
    places: Iterable[Break], word: Word, room: float, size: float, blank: float
) -> Break | None:
    """The last break that fits: at a hyphen or slash of the word's own, else where two words meet.

    Where they meet, no more than ``blank`` may be left of the room.
    """
    chosen = None
    for place in reversed([each for each in places if each.at > 0]):
        left = room - begun(word, place.at, size, hyphen=place.hyphen).width + _EXACT
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
    for piece in word.parts or (word,):
        last = ""
        for char in piece.text:
            if char != MAY_BREAK:
                face = piece.look.face  # two letters are not as wide as both: they are kerned
                more = text_width(last + char, face, size) - text_width(last, face, size)
                # What has no width has no letter yet.
                if used and used + more > room + _EXACT:
                    return count
                used, last = used + more, char
            count += 1
    return count


# -- composing -------------------------------------------------------------------------------------


def _compose(line: Sequence[Word], style: TextStyle, measure: float, *, broken: bool) -> Line:
    """The texts of a line, a blank at the end so that lines don't glue."""
    texts: list[Text] = []
    parts: list[str] = []
    look = line[0].look
    x = width = 0.0
    for word in line:
        for piece in word.parts or (word,):
            if piece.look is not look and piece.look != look:
                texts.append(_text(parts, x, width, look, style))
                x, width, look = x + width, 0.0, piece.look
                parts.clear()
            parts.append(piece.text)
            width += piece.width
        parts.append(" ")
        width += word.gap
    width -= line[-1].gap
    if broken:
        parts.pop()
    texts.append(_text(parts, x, width, look, style))
    return aligned(Line(tuple(texts), x + width), style, measure)


def _text(parts: Iterable[str], x: float, width: float, look: Look, style: TextStyle) -> Text:
    """A stretch of a line in one look."""
    color = _COLORS.get(look.share) or (Color.LINK if look.link else style.color)
    words = "".join(parts).replace(MAY_BREAK, "")
    return Text(x, 0, width, words, look.face, style.size, color, look.link, share=look.share)


def aligned(line: Line, style: TextStyle, measure: float) -> Line:
    """A left-aligned line as its style has it."""
    if style.align == "left":
        return line
    return replace(
        line, texts=tuple(replace(text, x=text.x + measure - line.width) for text in line.texts)
    )
