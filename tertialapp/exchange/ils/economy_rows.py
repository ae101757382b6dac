"""The rows of an economy table, and how far down the text they reach.

A filled cell may have a blank of its own before the blank that follows each cell. Where blanks alone
leave several ways to cut a row, the table's arithmetic decides, if it leaves one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tertialapp.exchange.ils.cells import MAX_ROW, MONEY_CLOSED, Cells, readings
from tertialapp.exchange.ils.economy_choice import choose
from tertialapp.exchange.ils.economy_heads import EconomyHead, economy_head
from tertialapp.exchange.ils.lines import Ledger, Line, joined, span
from tertialapp.exchange.ils.records import IlsRow, IlsTable, Lines

_MOST_LABEL_LINES = 8
_MOST_TAIL = 30
_MOST_READINGS = 12
_MOST_SKIPPED = 2
_LOOK_AHEAD = 25
_FIGURES = re.compile(r"[+−–-]?[\d,.]+")
_LAYOUT_HYPHEN = re.compile(r"(?<=\w)- (?!och\b|eller\b|samt\b|till\b)(?=[a-zåäö])")


class _Candidate(Struct, frozen=True):
    """A row whose cells may still be cut in several ways."""

    label: str
    choices: tuple[Cells, ...]
    lines: tuple[Line, ...]


def read_table(
    lines: Sequence[Line], at: int, head: EconomyHead, ledger: Ledger
) -> tuple[IlsTable, int]:
    """The table whose head begins at a line, and where the text goes on.

    Lines of a row that can't be read stay open in the ledger.
    """
    ledger.set_aside(head.lines)
    start = _after(lines, at, head.lines[-1])
    candidates: list[_Candidate] = []
    end = start
    place: int | None = start
    while place is not None and place < len(lines):
        again = economy_head(lines, place) if lines[place].words else None
        found = None if again else _candidate(lines, place, len(head.columns))
        if again and again.columns == head.columns:
            ledger.set_aside(again.lines)
            place = end = _after(lines, place, again.lines[-1])
        elif found:
            candidates.append(found)
            place = end = _after(lines, place, found.lines[-1])
        else:
            place = None if again else _next_row(lines, place, len(head.columns))
    return _table(head, candidates, ledger), end


def _next_row(lines: Sequence[Line], at: int, columns: int) -> int | None:
    """Where the next row begins if at most a row that can't be read stands before it."""
    skipped = -1
    for place in range(at, min(len(lines), at + _LOOK_AHEAD)):
        begins = lines[place].words and (place == at or not lines[place - 1].words)
        if begins and economy_head(lines, place):
            return None
        if begins:
            skipped += 1
            if _candidate(lines, place, columns):
                return place
        if skipped >= _MOST_SKIPPED:
            return None
    return None


def _after(lines: Sequence[Line], at: int, last: Line) -> int:
    while at < len(lines) and lines[at].number <= last.number:
        at += 1
    return at


def _candidate(lines: Sequence[Line], at: int, columns: int) -> _Candidate | None:
    """The row that begins at a line: a label with cells behind it, or in the lines that follow."""
    first = _group(lines, at)
    if not any(line.words for line in first):
        return None
    cells_at = _after(lines, at, first[-1])
    while cells_at < len(lines) and not lines[cells_at].words:
        cells_at += 1
    later = _group(lines, cells_at)
    below = "".join(line.raw for line in later)
    if below and len(below) <= MAX_ROW and all(_FIGURES.fullmatch(word) for word in below.split()):
        choices = _money(below, columns)
        if choices:
            return _Candidate(joined(first), choices, (*first, *later))
    return _in_one(first, columns)


def _in_one(lines: tuple[Line, ...], columns: int) -> _Candidate | None:
    """The row whose label and cells stand together; a label with empty cells only heads a group."""
    text = "".join(line.raw for line in lines).lstrip(" ")
    if len(text) > MAX_ROW:
        return None
    gaps = [gap.end() for gap in re.finditer(r"(?<=\S) ", text)]
    tail = [at for at in gaps if all(map(_FIGURES.fullmatch, text[at:].split()))]
    for at in tail[-_MOST_TAIL:]:
        choices = _money(text[at:], columns)
        if choices:
            return _Candidate(text[:at].strip(), choices, lines)
    return None


def _money(text: str, columns: int) -> tuple[Cells, ...]:
    found = readings(text, [MONEY_CLOSED] * columns, [False] * columns, _MOST_READINGS)
    return tuple(dict.fromkeys(tuple(cell and cell.strip() for cell in cells) for cells in found))


def _group(lines: Sequence[Line], at: int) -> tuple[Line, ...]:
    """The lines from one up to a blank line or a table head, none if they are too many for a row."""
    taken: list[Line] = []
    for place in range(at, min(len(lines), at + _MOST_LABEL_LINES + 1)):
        if not lines[place].words or (taken and economy_head(lines, place)):
            return tuple(taken)
        taken.append(lines[place])
    return tuple(taken) if len(taken) <= _MOST_LABEL_LINES else ()


def _table(head: EconomyHead, candidates: Sequence[_Candidate], ledger: Ledger) -> IlsTable:
    """The table with the rows that are decided; the lines of others stay open."""
    decided = choose(
        [column.key for column in head.columns],
        [(candidate.label, candidate.choices) for candidate in candidates],
    )
    rows = []
    for candidate, cells in zip(candidates, decided, strict=True):
        if cells is not None:
            ledger.take(candidate.lines)
            label = _LAYOUT_HYPHEN.sub("", candidate.label)
            rows.append(IlsRow(label, candidate.label, cells, span(candidate.lines)))
    last = candidates[-1].lines[-1] if candidates else head.lines[-1]
    return IlsTable(
        head.kind,
        head.corner,
        head.columns,
        tuple(rows),
        Lines(head.lines[0].number, last.number),
    )
