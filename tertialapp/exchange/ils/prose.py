"""Running text: which lines are one paragraph, which are headings, which are bullets.

A paragraph ends where the next word would still have fitted on its last line, at a blank line, and
where the line has a blank of its own. A heading is a short paragraph without a final stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from tertialapp.exchange.ils.lines import Ledger, Line, groups, joined, span
from tertialapp.exchange.ils.measure import (
    BODY_WIDTH,
    BULLET_WIDTH,
    TABLE_TEXT_WIDTH,
    text_width,
    would_fit,
)
from tertialapp.exchange.ils.records import (
    IlsBlock,
    IlsBullets,
    IlsParagraph,
    IlsSection,
    Lines,
)

MAX_HEADING = 160
"""Characters; a longer paragraph without a final stop is no heading."""

_NEARLY_FULL = 0.6

_BULLET = re.compile(r"[•●▪◦–—-] +(?=\S)")
_ENDS_SENTENCE = re.compile(r"[.!?:;,…]['\"”)]?$")
_FULL_SENTENCE = re.compile(r"[.!?]['\"”)]?$")

PieceKind = Literal["paragraph", "heading", "bullet"]


class Piece(Struct, frozen=True):
    """A paragraph, a heading or a bullet, with its lines."""

    kind: PieceKind
    text: str
    lines: tuple[Line, ...]

    def paragraph(self) -> IlsParagraph:
        """The piece as a paragraph."""
        return IlsParagraph(self.text, span(self.lines))


def pieces(lines: Sequence[Line], ledger: Ledger, *, headings: bool = True) -> list[Piece]:
    """The paragraphs, headings and bullets of some lines; all lines are taken."""
    ledger.take(lines)
    found: list[Piece] = []
    for group in groups(lines):
        for part in _split(group, ledger):
            if found and found[-1].kind == "bullet" and _continues_bullet(found[-1], part):
                found[-1] = _piece((*found[-1].lines, *part), headings=headings)
            else:
                found.append(_piece(part, headings=headings))
    return found


def _piece(lines: Sequence[Line], *, headings: bool) -> Piece:
    text = joined(lines)
    bullet = _BULLET.match(text)
    if bullet:
        return Piece("bullet", text[bullet.end() :].strip(), tuple(lines))
    short = len(text) <= MAX_HEADING and not _ENDS_SENTENCE.search(text) and not text[0].islower()
    kind: PieceKind = "heading" if headings and short else "paragraph"
    return Piece(kind, text, tuple(lines))


def _split(group: Sequence[Line], ledger: Ledger) -> Iterable[tuple[Line, ...]]:
    """A group of lines cut where paragraphs end."""
    start = 0
    for at in range(1, len(group)):
        if _breaks(group[start], group[at - 1], group[at : at + 2], ledger):
            yield tuple(group[start:at])
            start = at
    yield tuple(group[start:])


def _breaks(first: Line, last: Line, following: Sequence[Line], ledger: Ledger) -> bool:
    """Whether the paragraph with the given first and last line so far ends before those following.

    Where a sentence ends on a full line nothing says whether the paragraph does; the ledger notes it.
    """
    line = following[0]
    in_bullet = _BULLET.match(first.words) is not None
    next_point = in_bullet and first.words[0] == line.words[0]
    new_bullet = _BULLET.match(line.words) and (next_point or _FULL_SENTENCE.search(last.words))
    if new_bullet or last.closes:
        return True
    if not last.soft:
        return False
    width = BULLET_WIDTH if in_bullet else BODY_WIDTH
    words = _BULLET.sub("", last.words, count=1) if in_bullet else last.words
    if would_fit(words, line.words, width):
        return not _goes_on(words, line.words, width)
    return line.words[0].isupper() and _breaks_when_full(first, last, following, ledger)


def _breaks_when_full(first: Line, last: Line, following: Sequence[Line], ledger: Ledger) -> bool:
    """Whether a paragraph ends although its last line is full: only beside a heading."""
    if not _FULL_SENTENCE.search(last.words):
        return first is last and _is_full_heading(last, following[0], ledger)
    if _is_heading_line(following, ledger):
        return True
    ledger.undecided_breaks.append(last.number)
    return False


def _goes_on(words: str, following: str, width: float) -> bool:
    """Whether a line that had room left is no end all the same: a wrapped heading, a kept pair."""
    open_end = not _ENDS_SENTENCE.search(words) and not following[0].isupper()
    return open_end and text_width(words) > _NEARLY_FULL * width


def _is_heading_line(lines: Sequence[Line], ledger: Ledger) -> bool:
    """Whether the first of two lines is a heading: short, without a stop, or the last of its group."""
    line = lines[0]
    if _ENDS_SENTENCE.search(line.words) or not line.soft:
        return False
    if len(lines) == 1 or line.closes or would_fit(line.words, lines[1].words, BODY_WIDTH):
        return True
    return _is_full_heading(line, lines[1], ledger)


def _is_full_heading(line: Line, following: Line, ledger: Ledger) -> bool:
    """Whether a line is a heading although the next word had no room on it.

    Set in bold it still fits, and the next line begins a sentence: its first word is no name.
    """
    if _ENDS_SENTENCE.search(line.words) or text_width(line.words, "bold") > BODY_WIDTH:
        return False
    word = following.words.split()[0]
    return word.istitle() and ledger.is_common(word)


def _continues_bullet(bullet: Piece, part: Sequence[Line]) -> bool:
    """Whether lines after a blank line belong to the bullet before: its last line is full."""
    last, first = bullet.lines[-1], part[0]
    if last.closes or not first.words[0].islower() or _ENDS_SENTENCE.search(last.words):
        return False
    words = _BULLET.sub("", last.words, count=1)
    return not would_fit(words, first.words, BULLET_WIDTH)


def blocks(found: Iterable[Piece]) -> tuple[IlsBlock, ...]:
    """Pieces as paragraphs and lists of neighbouring bullets; headings become paragraphs."""
    made: list[IlsBlock] = []
    for piece in found:
        if piece.kind != "bullet":
            made.append(piece.paragraph())
        elif made and isinstance(made[-1], IlsBullets):
            made[-1] = _with_bullet(made[-1], piece.paragraph())
        else:
            item = piece.paragraph()
            made.append(IlsBullets((item,), item.lines))
    return tuple(made)


def _with_bullet(bullets: IlsBullets, item: IlsParagraph) -> IlsBullets:
    return IlsBullets((*bullets.items, item), Lines(bullets.lines.first, item.lines.last))


def sections(lines: Sequence[Line], ledger: Ledger) -> tuple[IlsSection, ...]:
    """Text with its headings: one section for each, and one before the first heading.

    A heading directly before another is the parent of those that follow; they are of level 2.
    """
    parted = under_headings(pieces(lines, ledger))
    made: list[IlsSection] = []
    within = False
    for at, (heading, below) in enumerate(parted):
        parent = not below and at + 1 < len(parted)
        within = heading is not None and (within or parent)
        level = 2 if within and not parent else 1
        parts = [*([heading] if heading else []), *below]
        text = heading.text if heading else None
        place = Lines(parts[0].lines[0].number, parts[-1].lines[-1].number)
        made.append(IlsSection(text, level, blocks(below), place))
    return tuple(made)


def under_headings(found: Iterable[Piece]) -> list[tuple[Piece | None, list[Piece]]]:
    """Each heading with the pieces below it; None for those before the first heading."""
    parted: list[tuple[Piece | None, list[Piece]]] = []
    for piece in found:
        if piece.kind == "heading":
            parted.append((piece, []))
        elif parted:
            parted[-1][1].append(piece)
        else:
            parted.append((None, [piece]))
    return parted


def table_paragraphs(lines: Sequence[Line], ledger: Ledger) -> tuple[IlsParagraph, ...]:
    """The paragraphs of an analysis inside a table: a sentence ends on a line that isn't full."""
    ledger.take(lines)
    made: list[IlsParagraph] = []
    for group in groups(lines):
        start = 0
        for at, line in enumerate(group):
            last = at + 1 == len(group)
            if last or _ends_in_table(line, group[at + 1]):
                part = group[start : at + 1]
                made.append(IlsParagraph(joined(part), span(part)))
                start = at + 1
    return tuple(made)


def _ends_in_table(line: Line, following: Line) -> bool:
    ends = _FULL_SENTENCE.search(line.words) is not None
    return ends and would_fit(line.words, following.words, TABLE_TEXT_WIDTH)
