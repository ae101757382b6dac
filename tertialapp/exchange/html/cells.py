"""The first table of foreign HTML as a block of cells for a grid, and a block of cells as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import count, takewhile

from msgspec import Struct, field

from tertialapp.exchange.html.flow import Element, flow
from tertialapp.exchange.html.styles import Style
from tertialapp.model.text import clean

_WIDEST, _TALLEST = 1000, 65534
"""The spans that HTML allows."""
_FEWEST_FILLED = 10_000
_SPAN = re.compile(r"\s*(\d{1,9})", re.ASCII)
_BLANKS = re.compile(" {2,}")
_BREAK, _EDGE = "\n", "\f"
"""Ends of lines among a table's pieces: always one, and one only where words stand before it."""


def cells_of_html(html: str) -> list[list[str]] | None:
    """The texts of the first table that is more than a frame around another; None without one.

    Cells that a wide or tall cell covers are empty, hidden rows and columns are left out, and what
    begins a new line in a cell is a line break. A row is as long as its own cells reach.
    """
    reader = flow(html, _Reader)
    table = _chosen(reader.tables)
    return _grid(table, reader.pieces, max(_FEWEST_FILLED, len(html))) or None if table else None


def html_of_cells(rows: Sequence[Sequence[str]]) -> str:
    """A block of cells as a plain table, for other programs to paste."""
    written = "".join(
        f"<tr>{''.join(f'<td>{_escaped(text)}</td>' for text in row)}</tr>\n" for row in rows
    )
    return f"<table>\n{written}</table>"


def _escaped(text: str) -> str:
    return escape(clean(text), quote=False).replace("\n", "<br>")


# -- tables as they stand --------------------------------------------------------------------------


class _Cell(Struct):
    hidden: bool
    width: int
    height: int
    start: int
    """Where its words begin among all pieces."""
    end: int = 0
    filled: bool = False
    frames: bool = False
    """A table stands in it."""


class _Row(Struct):
    hidden: bool
    cells: list[_Cell] = field(default_factory=list)


class _Table(Struct):
    hidden: bool
    rows: list[_Row] = field(default_factory=list)
    columns: list[tuple[bool, int]] = field(default_factory=list)
    """Whether columns are hidden, and how many of them."""


class _Reader:
    """All tables at once, whatever stands in whatever, over one list of pieces of text."""

    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self.pieces: list[str] = []
        self._open: list[_Table] = []
        self._cells: list[_Cell] = []

    def open(self, element: Element) -> None:
        self.pieces.append(_EDGE)
        attributes = element.attributes
        match element.name:
            case "table":
                if self._cells:
                    self._cells[-1].frames = True
                self._open.append(_Table(element.hidden))
                self.tables.append(self._open[-1])
            case "tr":
                self._open[-1].rows.append(_Row(element.hidden))
            case "td" | "th":
                cell = _Cell(
                    element.hidden,
                    _span(attributes.get("colspan", ""), _WIDEST),
                    _span(attributes.get("rowspan", ""), _TALLEST),
                    len(self.pieces),
                )
                self._open[-1].rows[-1].cells.append(cell)
                self._cells.append(cell)
            case "col":
                span = _span(attributes.get("span", ""), _WIDEST)
                self._open[-1].columns.append((element.hidden, span))

    def close(self, element: Element) -> None:
        match element.name:
            case "table":
                self._open.pop()
            case "td" | "th":
                cell = self._cells.pop()
                cell.end = len(self.pieces)
                if cell.filled and self._cells:
                    self._cells[-1].filled = True
        self.pieces.append(_EDGE)

    def line_break(self) -> None:
        self.pieces.append(_BREAK)

    def words(self, text: str, style: Style) -> None:
        if self._cells:
            self.pieces.append(f"{text.strip()} " if style.marker else text)
            if not text.isspace():
                self._cells[-1].filled = True


def _span(written: str, most: int) -> int:
    digits = _SPAN.match(written)
    return min(max(1, int(digits[1])), most) if digits else 1


def _chosen(tables: Iterable[_Table]) -> _Table | None:
    """The first table with words of its own, or else the first that has cells at all."""
    empty = None
    for table in tables:
        rows = [row for row in table.rows if not row.hidden]
        cells = [cell for row in rows for cell in row.cells if not cell.hidden]
        if table.hidden or not cells:
            continue
        filled = [cell for cell in cells if cell.filled]
        if len(filled) > 1 or (filled and not filled[0].frames):
            return table
        empty = empty or table
    return empty


# -- the grid --------------------------------------------------------------------------------------


def _grid(table: _Table, pieces: Sequence[str], most_filled: int) -> list[list[str]]:
    """The visible cells, each in its column; ``most_filled`` bounds what spans may fill."""
    shown: set[int] = set()
    reaching: dict[int, int] = {}
    """For columns under a tall cell: how many more rows it covers."""
    placed: list[dict[int, _Cell | None]] = []
    for row in table.rows:
        line, reaching = _line(row, reaching, most_filled)
        most_filled -= sum(cell is None for cell in line.values())
        if line and not row.hidden:
            placed.append(line)
            shown |= {at for at, cell in line.items() if cell is None or not cell.hidden}
    shown -= _hidden_columns(table, max(shown, default=-1) + 1)
    texts = ([_text(cell, pieces) for at, cell in line.items() if at in shown] for line in placed)
    return [row for row in texts if row]


def _line(
    row: _Row, reaching: dict[int, int], most_filled: int
) -> tuple[dict[int, _Cell | None], dict[int, int]]:
    """The cells of a row by column, None where another cell covers, and what reaches below it."""
    line: dict[int, _Cell | None] = {}
    below = {}
    if len(reaching) <= most_filled:
        line = dict.fromkeys(reaching)
        below = {column: rows - 1 for column, rows in reaching.items() if rows > 1}
        most_filled -= len(reaching)
    at = 0
    for cell in row.cells:
        while at in line:
            at += 1
        width = min(cell.width, 1 + max(0, most_filled))
        most_filled -= width - 1
        for column in range(at, at + width):
            line.setdefault(column, cell if column == at else None)
            if cell.height > 1:
                below[column] = max(below.get(column, 0), cell.height - 1)
        at += width
    return _without_gaps(line), below


def _without_gaps(line: dict[int, _Cell | None]) -> dict[int, _Cell | None]:
    """The cells up to the first column that has none: beyond it all are covered and empty."""
    return {at: line[at] for at in takewhile(line.__contains__, count())}


def _hidden_columns(table: _Table, width: int) -> set[int]:
    hidden: set[int] = set()
    at = 0
    for is_hidden, span in table.columns:
        if is_hidden:
            hidden |= set(range(at, min(at + span, width)))
        at += span
    return hidden


def _text(cell: _Cell | None, pieces: Sequence[str]) -> str:
    """The lines of a cell, trimmed."""
    if cell is None or cell.hidden:
        return ""
    lines: list[str] = []
    for part in "".join(pieces[cell.start : cell.end]).split(_BREAK):
        *before, last = part.split(_EDGE)
        lines += [line for line in before if line.strip(" ")]
        lines.append(last)
    return "\n".join(_BLANKS.sub(" ", clean(line)).strip() for line in lines).strip("\n")
