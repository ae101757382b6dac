"""The words of a text, measured: what lines are filled with, and where they may be broken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from tertialapp.model.markdown import Run
from tertialapp.model.numbers import NBSP
from tertialapp.model.periods import MONTHS
from tertialapp.model.word_diff import Share
from tertialapp.pdf.blocks import ChangedRun
from tertialapp.pdf.fonts import HYPHEN, MAY_BREAK, printable, word_units
from tertialapp.pdf.hyphenation import LONGEST, Break, breaks
from tertialapp.pdf.styles import Face, TextStyle
from tertialapp.pdf.typeface import remembered_by_typeface

_WITH_FIGURE = "|".join(("%", "kr", "tkr", "mnkr", "procent", "år", *MONTHS))
_TOGETHER = re.compile(  # the blank first, so that only blanks are looked at
    rf" (?:(?<=\d )(?=\d{{3}}(?!\d)|(?:{_WITH_FIGURE})(?!\w))"
    r"|(?<=\w- )(?=(?:och|eller|samt)\b)|(?<=[Tt]ertial |rapport )(?=\d))"
)
_WEB = re.compile(r"(?:https?://|mailto:)[\x21-\x7e]{1,2000}")
_OF_A_CELL = 200
"""So long are texts that are measured in many ways before they are set; longer ones are paragraphs."""


class Look(Struct, frozen=True):
    """How a stretch of text is set."""

    face: Face
    link: str | None = None
    share: Share = Share.BOTH


class Word(Struct, frozen=True):
    """What stands between two blanks: its width, endless where measuring it would take too long, in points.

    ``gap`` is the width of a blank after it; ``parts`` are its parts where it is set in several looks.
    """

    text: str
    look: Look
    width: float
    gap: float
    parts: tuple[Word, ...] = ()


def words_of(runs: Iterable[Run], style: TextStyle) -> list[list[Word]]:
    """The words of some runs, by line feeds."""
    paragraphs: list[list[Word]] = [[]]
    pieces: list[tuple[str, Look]] = []
    size = style.size
    for run in runs:
        look = _look(run, style)
        for at, line in enumerate(settable(run.text).split("\n")):
            if at:
                _close(pieces, paragraphs[-1], size)
                paragraphs.append([])
            first, *whole = line.split(" ")
            _begin(pieces, first, look)
            if whole:
                _close(pieces, paragraphs[-1], size)
                last = whole.pop()
                if MAY_BREAK in line or "" in whole:
                    whole = [text for text in whole if text.strip(MAY_BREAK)]
                paragraphs[-1] += _words(whole, look, size)
                _begin(pieces, last, look)
    _close(pieces, paragraphs[-1], size)
    return [paragraph for paragraph in paragraphs if paragraph]


def _words(texts: Iterable[str], look: Look, size: float) -> list[Word]:
    """Words in one look."""
    units, scale = word_units(look.face), size / 1000
    gap = units[" "] * scale
    return [Word(text, look, units[text] * scale, gap) for text in texts]


_USUAL = {face: Look(face) for face in Face}


def _look(run: Run, style: TextStyle) -> Look:
    face = style.face_for(bold=run.bold, italic=run.italic)
    if isinstance(run, ChangedRun):
        return Look(face, web_address(run.link), run.share)
    return Look(face, web_address(run.link)) if run.link else _USUAL[face]


def _begin(pieces: list[tuple[str, Look]], text: str, look: Look) -> None:
    """Go on with a word by a text, as one piece with what stands before in the same look."""
    if not text.strip(MAY_BREAK):
        return
    if pieces and pieces[-1][1] == look:
        before, _ = pieces.pop()
        text = before + text
    pieces.append((text, look))


def _close(pieces: list[tuple[str, Look]], words: list[Word], size: float) -> None:
    if pieces:
        words.append(_word(pieces, size))
        pieces.clear()


def _word(pieces: Iterable[tuple[str, Look]], size: float) -> Word:
    """A word of pieces, each in its look."""
    parts = [_words([text], look, size)[0] for text, look in pieces]
    if len(parts) == 1:
        return parts[0]
    text, width = "".join(part.text for part in parts), sum(part.width for part in parts)
    return Word(text, parts[0].look, width, parts[-1].gap, tuple(parts))


def settable(text: str) -> str:
    """The text, printable but for MAY_BREAK, with no line end in "1 234 kr", "natur- och" or "Tertial 1"."""
    return _settable_again(text) if len(text) <= _OF_A_CELL else _settable(text)


def _settable(text: str) -> str:
    if MAY_BREAK in text:
        text = MAY_BREAK.join(map(printable, text.split(MAY_BREAK)))
    else:
        text = printable(text)
    return _TOGETHER.sub(NBSP, text)


_settable_again = remembered_by_typeface(1 << 13)(_settable)


def web_address(link: str | None) -> str | None:
    """The link if it leads to a page or a mailbox; nothing else may be clicked in a report."""
    return link if link and _WEB.fullmatch(link) else None


# -- where a word is broken -------------------------------------------------------------------------


def breaks_in(text: str) -> Sequence[Break]:
    """Where a word may be broken."""
    # What is longer is an address or no word; asking the cache for it would only fill it.
    return breaks(text) if len(text) <= 4 * LONGEST else ()


def begun(word: Word, at: int, size: float, *, hyphen: bool) -> Word:
    """The part of a word before a place, with a hyphen at its end."""
    pieces = _seen((part.text[: max(at - start, 0)], part.look) for start, part in _parts(word))
    if hyphen:
        last, look = pieces.pop()
        pieces.append((last + HYPHEN, look))
    return _word(pieces, size)


def rest(word: Word, at: int, size: float) -> Word | None:
    """The part of a word after a place; None where nothing is."""
    pieces = _seen((part.text[max(at - start, 0) :], part.look) for start, part in _parts(word))
    return _word(pieces, size) if pieces else None


def _parts(word: Word) -> Iterator[tuple[int, Word]]:
    """The parts of a word in one look each, and where in it they begin."""
    start = 0
    for part in word.parts or (word,):
        yield start, part
        start += len(part.text)


def _seen(pieces: Iterable[tuple[str, Look]]) -> list[tuple[str, Look]]:
    """Pieces each of which is seen: signs alone go with the next, so that places after them stay."""
    seen: list[tuple[str, Look]] = []
    signs = ""
    for text, look in pieces:
        signs += text
        if signs.strip(MAY_BREAK):
            seen.append((signs, look))
            signs = ""
    return seen
