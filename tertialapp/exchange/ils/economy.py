"""The chapter of economy: headed sections with their text and tables, in printed order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tertialapp.exchange.ils.economy_heads import economy_head
from tertialapp.exchange.ils.economy_rows import read_table
from tertialapp.exchange.ils.lines import Ledger, Line
from tertialapp.exchange.ils.prose import Piece, blocks, pieces
from tertialapp.exchange.ils.records import IlsBlock, IlsSection, IlsTable, Lines

_SECTIONS = re.compile(
    r"uppföljning av .{0,80}|.{0,20}driftbudget(?:en)?|resultatenheter(?:na)?|investeringar"
    r"|investeringsbudget(?:en)?|försäljning(?:ar)? av .{0,40}|verksamhetsprojekt.{0,40}"
    r"|omslutningsförändringar|budgetjusteringar|begärda budgetjusteringar|medel för .{0,60}"
    r"|kompetensutvecklingsmedel|övrigt"
)
"""Headings of the city's template; other headings stand below them."""


def read_economy(lines: Sequence[Line], ledger: Ledger) -> tuple[IlsSection, ...]:
    """The sections below the chapter heading: level 2 for the template's, 3 for those below."""
    made: list[_Section] = []
    text: list[Line] = []
    at = 0
    while at < len(lines):
        head = economy_head(lines, at) if lines[at].words else None
        if head is None:
            text.append(lines[at])
            at += 1
            continue
        _add_text(made, text, ledger)
        text = []
        table, at = read_table(lines, at, head, ledger)
        _add(made, [table])
    _add_text(made, text, ledger)
    return tuple(section.done() for section in made)


class _Section:
    """A section that is being put together."""

    def __init__(self, heading: Piece | None, level: int) -> None:
        self._heading = heading
        self.level = level
        self.blocks: list[IlsBlock] = []

    def done(self) -> IlsSection:
        """The section as a value."""
        places = [block.lines for block in self.blocks]
        if self._heading:
            own = self._heading.lines
            places.insert(0, Lines(own[0].number, own[-1].number))
        place = Lines(places[0].first, places[-1].last)
        text = self._heading.text if self._heading else None
        return IlsSection(text, self.level, tuple(self.blocks), place)


def _add_text(made: list[_Section], lines: Sequence[Line], ledger: Ledger) -> None:
    below: list[Piece] = []
    for piece in pieces(lines, ledger):
        if piece.kind == "heading":
            _add(made, blocks(below))
            below = []
            made.append(_Section(piece, _level(piece.text, made)))
        else:
            below.append(piece)
    _add(made, blocks(below))


def _add(made: list[_Section], found: Sequence[IlsBlock | IlsTable]) -> None:
    if found and not made:
        made.append(_Section(None, 2))
    if found:
        made[-1].blocks += found


def _level(heading: str, before: Sequence[_Section]) -> int:
    known = _SECTIONS.fullmatch(heading.casefold())
    return 2 if known or not before else 3
