"""Which cells a row of a table has.

In the text each cell is followed by one blank, and an empty cell is a lone blank. So a row can be
cut in only so many ways into cells that look like what its columns hold; one must remain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

Cells = tuple[str | None, ...]

MAX_ROW = 1_500
"""Characters; a longer row is not cut up."""

_NUMBER = r"(?:\d{1,3}(?: \d{3})+|\d+)(?:[.,]\d+)?"
_UNIT = r"(?: {0,2}[%‰]|(?: (?![A-ZÅÄÖ][a-zåäö])[^\W\d][^ ]*){1,6})?"
_FIGURE = rf"(?:\+/- ?|[+−–-] ?)?{_NUMBER}{_UNIT}"
_PART_OF_YEAR = r"(?:Tertial|Kvartal|Halvår|Delår|Månad)"
_WORDS = rf"(?!{_PART_OF_YEAR}\b)[A-ZÅÄÖ][a-zåäö][^ ]*(?: (?![A-ZÅÄÖ][a-zåäö])[^ ]+){{0,9}}"
_MONEY = r"[+−–-]?(?:\d{1,3}(?: \d{3})+|\d+)(?:,\d+)?"

FIGURE = re.compile(rf"{_FIGURE}|[–-]")
FIGURE_OR_WORDS = re.compile(rf"{_FIGURE}|[–-]|{_WORDS}")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
WORD = re.compile(r"[^\W\d_][^ ]*")
MONEY = re.compile(_MONEY)
MONEY_CLOSED = re.compile(rf"{_MONEY} ?")
PERIOD = re.compile(rf"(?:{_PART_OF_YEAR} \d{{1,2}} |(?:VB|VP|T1|T2) )?20\d\d")

_LONGEST_CELL = 80

BY_COLUMN = {
    "outcome": FIGURE,
    "men": FIGURE,
    "women": FIGURE,
    "last_year": FIGURE,
    "forecast": FIGURE,
    "target": FIGURE_OR_WORDS,
    "council_target": FIGURE_OR_WORDS,
    "period": PERIOD,
    "start": DATE,
    "end": DATE,
    "deviation": WORD,
}
"""What the cells of goal tables look like."""

MAY_NOT_BE_EMPTY = frozenset({"period"})


def readings(
    text: str, patterns: Sequence[re.Pattern[str]], filled: Sequence[bool], most: int = 2
) -> list[Cells]:
    """The ways to cut a text into cells that match the patterns in turn, at most so many.

    ``filled`` says which cells can't be empty. The text includes the blank after the last cell.
    """
    if len(text) > MAX_ROW:
        return []

    @cache
    def rest(start: int, column: int) -> tuple[Cells, ...]:
        if column == len(patterns):
            return ((),) if start == len(text) else ()
        found: list[Cells] = []
        if text[start : start + 1] == " " and not filled[column]:
            found += [(None, *cells) for cells in rest(start + 1, column + 1)]
        end = text.find(" ", start + 1)
        while start < end <= start + _LONGEST_CELL and text[start] != " ":
            cell = text[start:end]
            if patterns[column].fullmatch(cell):
                found += [(cell, *cells) for cells in rest(end + 1, column + 1)]
            end = text.find(" ", end + 1)
        return tuple(found[:most])

    return list(rest(0, 0))


def split_row(
    groups: Sequence[str], patterns: Sequence[re.Pattern[str]], filled: Sequence[bool]
) -> tuple[str, Cells] | None:
    """The name and the cells of a row given as its texts between blank lines; None if not one way.

    The name is the first text, or the first words of it. Where the blank of an empty last cell has
    been cut off, it is put back.
    """
    first, later = groups[0], "".join(groups[1:])
    found = _splits(first, later, patterns, filled)
    if not found and not filled[-1]:
        found = _splits(first if later else f"{first} ", later and f"{later} ", patterns, filled)
    return (found[0][0].strip(), found[0][1]) if len(found) == 1 else None


def _splits(
    first: str, later: str, patterns: Sequence[re.Pattern[str]], filled: Sequence[bool]
) -> list[tuple[str, Cells]]:
    """The ways to split a row: between its first and later texts, or within the first."""
    found = [(first, cells) for cells in readings(later, patterns, filled)] if later else []
    if len(found) <= 1 and len(first) <= MAX_ROW:
        for gap in re.finditer(r"(?<=\S) (?!\Z)" if found else r"(?<=\S) ", first):
            rest = first[gap.end() :] + later
            found += [(first[: gap.start()], cells) for cells in readings(rest, patterns, filled)]
            if len(found) > 1:
                break
    return found
