"""The words of a text, measured: what lines are filled with, and where they may be broken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
_WEB = re.compile(r"(?:https?://|mailto:)[\x21-\x7e]+")


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
    begun: list[tuple[str, Look]] = []
    size = style.size
    for run in runs:
        look = _look(run, style)
        for at, line in enumerate(settable(run.text).split("\n")):
            if at:
                _close(begun, paragraphs[-1], size)
                paragraphs.append([])
            first, *whole = line.split(" ")
            _begin(begun, first, look)
            if whole:
                _close(begun, paragraphs[-1], size)
                last = whole.pop()
                if MAY_BREAK in line or "" in whole:
                    whole = [text for text in whole if text.strip(MAY_BREAK)]
                paragraphs[-1] += _words(whole, look, size)
                _begin(begun, last, look)
    _close(begun, paragraphs[-1], size)
    return [paragraph for paragraph in paragraphs if paragraph]


def _words(texts: Iterable[str], look: Look, size: float) -> list[Word]:
    """Words in one look."""
    units, scale = word_units(look.face), size / 1000
    gap = units[" "] * scale
    return [Word(text, look, units[text] * scale, gap) for text in texts]


_PLAIN = {face: Look(face) for face in Face}


def _look(run: Run, style: TextStyle) -> Look:
    face = style.face_for(bold=run.bold, italic=run.italic)
    if isinstance(run, ChangedRun):
        return Look(face, web_address(run.link), run.share)
    return Look(face, web_address(run.link)) if run.link else _PLAIN[face]


def _begin(begun: list[tuple[str, Look]], text: str, look: Look) -> None:
    """Go on with a word by a text, as one piece with what stands before in the same look."""
    if not text.strip(MAY_BREAK):
        return
    if begun and begun[-1][1] == look:
        before, _ = begun.pop()
        text = before + text
    begun.append((text, look))


def _close(begun: list[tuple[str, Look]], words: list[Word], size: float) -> None:
    if begun:
        words.append(_word(begun, size))
        begun.clear()


def _word(pieces: Iterable[tuple[str, Look]], size: float) -> Word:
    """A word of pieces, each in its look."""
    parts = [_words([text], look, size)[0] for text, look in pieces]
    if len(parts) == 1:
        return parts[0]
    text, width = "".join(part.text for part in parts), sum(part.width for part in parts)
    return Word(text, parts[0].look, width, parts[-1].gap, tuple(parts))


@remembered_by_typeface(1 << 13)  # what stands in a table is measured in many ways before it is set
def settable(text: str) -> str:
    """The text, printable but for MAY_BREAK, with no line end in "1 234 kr", "natur- och" or "Tertial 1"."""
    if MAY_BREAK in text:
        text = MAY_BREAK.join(map(printable, text.split(MAY_BREAK)))
    else:
        text = printable(text)
    return _TOGETHER.sub(NBSP, text)


def web_address(link: str | None) -> str | None:
    """The link if it leads to a page or a mailbox; nothing else may be clicked in a report."""
    return link if link and _WEB.fullmatch(link) else None


# -- where a word is broken -------------------------------------------------------------------------


def breaks_in(text: str) -> Sequence[Break]:
    """Where a word may be broken."""
    # What is longer is an address or no word; asking the cache for it would only fill it.
    return breaks(text) if len(text) <= 4 * LONGEST else ()


def cut(word: Word, at: int, size: float, *, hyphen: bool) -> tuple[Word, Word | None]:
    """The parts of a word before and after a place, if anything is; with a hyphen at the end of the first."""
    before: list[tuple[str, Look]] = []
    after: list[tuple[str, Look]] = []
    for text, look in ((part.text, part.look) for part in word.parts or (word,)):
        if at >= len(text):
            before.append((text, look))
        elif at <= 0:
            after.append((text, look))
        else:
            before.append((text[:at], look))
            after.append((text[at:], look))
        at -= len(text)
    if hyphen:
        last, look = before.pop()
        before.append((last + HYPHEN, look))
    return _word(before, size), _word(after, size) if after else None
