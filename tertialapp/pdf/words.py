"""The words of a text, measured: what lines are filled with, and where they may be broken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.model.markdown import Run
from tertialapp.model.numbers import NBSP
from tertialapp.model.periods import MONTHS
from tertialapp.model.word_diff import Share
from tertialapp.pdf.blocks import ChangedRun
from tertialapp.pdf.fonts import HYPHEN, MAY_BREAK, printable, text_width
from tertialapp.pdf.hyphenation import LONGEST, Break, breaks
from tertialapp.pdf.styles import Face, TextStyle
from tertialapp.pdf.typeface import remembered_by_typeface

_WITH_FIGURE = "|".join(("%", "kr", "tkr", "mnkr", "procent", "år", *MONTHS))
_TOGETHER = re.compile(  # the blank first, so that only blanks are looked at
    rf" (?:(?<=\d )(?=\d{{3}}(?!\d)|(?:{_WITH_FIGURE})(?!\w))"
    r"|(?<=\w- )(?=(?:och|eller|samt)\b)|(?<=[Tt]ertial |rapport )(?=\d))"
)
_WEB = re.compile(r"(?:https?://|mailto:)[\x21-\x7e]+")
ENDLESS = 2000
"""Longer words are never measured whole: that would take too long, again and again."""


class Look(Struct, frozen=True):
    """How a stretch of text is set."""

    face: Face
    link: str | None = None
    share: Share = Share.BOTH


class Piece(Struct, frozen=True):
    """A part of a word in one look; its width in points, endless where measuring it would take too long."""

    text: str
    look: Look
    width: float


class Word(Struct, frozen=True):
    """What stands between two blanks: its width, and that of a blank after it, in points."""

    pieces: tuple[Piece, ...]
    width: float
    gap: float

    @property
    def text(self) -> str:
        """How it is spelled."""
        if len(self.pieces) == 1:
            return self.pieces[0].text
        return "".join(piece.text for piece in self.pieces)


def words_of(runs: Iterable[Run], style: TextStyle) -> list[list[Word]]:
    """The words of some runs, by line feeds."""
    paragraphs: list[list[Word]] = [[]]
    begun: list[tuple[str, Look]] = []
    size = style.size
    for run in runs:
        look = _look(run, style)
        gap = text_width(" ", look.face, size)
        for at, line in enumerate(settable(run.text).split("\n")):
            if at:
                _close(begun, paragraphs[-1], size)
                paragraphs.append([])
            first, *others = line.split(" ")
            _begin(begun, first, look)
            if not others:
                continue
            _close(begun, paragraphs[-1], size)
            for text in others[:-1]:
                if text.strip(MAY_BREAK):
                    width = _width(text, look.face, size)
                    paragraphs[-1].append(Word((Piece(text, look, width),), width, gap))
            _begin(begun, others[-1], look)
    _close(begun, paragraphs[-1], size)
    return [paragraph for paragraph in paragraphs if paragraph]


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
        words.append(_word((Piece(text, look, 0) for text, look in begun), size))
        begun.clear()


def _word(pieces: Iterable[Piece], size: float) -> Word:
    """A word of pieces that are to be measured."""
    measured = tuple(
        replace(each, width=_width(each.text, each.look.face, size)) for each in pieces
    )
    gap = text_width(" ", measured[-1].look.face, size)
    return Word(measured, sum(piece.width for piece in measured), gap)


def _width(text: str, face: Face, size: float) -> float:
    return text_width(text, face, size) if len(text) <= ENDLESS else inf


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
    before: list[Piece] = []
    after: list[Piece] = []
    for piece in word.pieces:
        if at >= len(piece.text):
            before.append(piece)
        elif at <= 0:
            after.append(piece)
        else:
            before.append(replace(piece, text=piece.text[:at]))
            after.append(replace(piece, text=piece.text[at:]))
        at -= len(piece.text)
    if hyphen:
        before[-1] = replace(before[-1], text=before[-1].text + HYPHEN)
    return _word(before, size), _word(after, size) if after else None
