"""Tables as an Excel workbook: real figures with their formats, words that are never formulas."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

import xlsxwriter

from tertialapp.base.errors import BadInput
from tertialapp.model.consolidated import Column, ColumnKind, Row, Sheet, Value, shown
from tertialapp.model.consolidated.values import UNIT
from tertialapp.model.frame import Status

MOST_ROWS, MOST_LETTERS = 1_048_576, 32_767
"""What a sheet and a cell of Excel hold."""

_NARROWEST, _WIDEST = 8, 60
_HEAD_LINES = 2
_HEAD_LETTERS = 16
"""Heads are broken: a column need not be wider than this for its head's sake."""

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - Excel knows no zones; always the same, so that bytes are too
_GROUNDS = ("#E3F4E9", "#FDF1D8", "#FCE5E3")
"""Behind status words by their rank."""


def sheets_xlsx(sheets: Sequence[Sheet], title: str) -> bytes:
    """The tables as sheets of a workbook: heads stay in sight, rows can be filtered, sums stand below.

    The same tables give the same bytes. Raises BadInput when a table is longer than Excel's sheets.
    """
    for sheet in sheets:
        if len(sheet.all_rows) >= MOST_ROWS:
            raise BadInput(
                f"”{sheet.title}” har fler rader än Excel tar emot. Sök efter ett ovanligare ord."
            )
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": _MADE})
        formats = _Formats(book)
        for sheet in sheets:
            _write(book.add_worksheet(sheet.title), sheet, formats)
    return out.getvalue()


class _Formats:
    """The looks of cells, each made once."""

    def __init__(self, book: Any) -> None:
        self.look = cache(lambda *looks: book.add_format(dict(looks)))

    def head(self) -> Any:
        return self._made(bold=True, text_wrap=True, bg_color="#10386B", font_color="#FFFFFF")

    def cell(self, column: Column, value: Value, row: Row, *, total: bool) -> Any:
        looks: dict[str, Any] = {"bold": True} if row.strong else {}
        if total:
            looks["top"] = 1
        if isinstance(value, Status):
            looks["bg_color"] = _GROUNDS[min(value.rank, len(_GROUNDS) - 1)]
        if isinstance(value, int | Decimal):
            looks["num_format"] = _number_format(column, value)
        else:
            looks["text_wrap"] = True
        return self._made(**looks)

    def _made(self, **looks: Any) -> Any:
        return self.look(*({"valign": "top"} | looks).items())


def _number_format(column: Column, value: int | Decimal) -> str:
    """Thousands and the decimals that are printed; Excel puts the signs of its own language."""
    places = 0
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if column.kind is ColumnKind.MONEY:
        places = UNIT.decimals
    return f"#,##0.{'0' * places}" if places else "#,##0"


def _write(target: Any, sheet: Sheet, formats: _Formats) -> None:
    for at, column in enumerate(sheet.columns):
        target.set_column(at, at, _width(sheet, at))
        target.write_string(0, at, column.head, formats.head())
    target.set_row(0, 15 * _HEAD_LINES + 2)
    for number, row in enumerate(sheet.all_rows, start=1):
        for at, (column, value) in enumerate(zip(sheet.columns, row.cells, strict=True)):
            look = formats.cell(column, value, row, total=row is sheet.total)
            if value is None:
                target.write_blank(number, at, None, look)
            elif isinstance(value, int | Decimal):
                target.write_number(number, at, value, look)
            else:
                target.write_string(number, at, _cut(shown(column, value)), look)
    target.freeze_panes(1, sheet.named)
    target.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    target.set_landscape()
    target.set_paper(9)
    target.fit_to_pages(1, 0)
    target.repeat_rows(0)
    target.set_footer("&L&A&R&P(&N)")


def _cut(words: str) -> str:
    """As much as a cell holds, which counts letters as UTF-16 does."""
    if len(words) * 2 <= MOST_LETTERS:
        return words
    units = words.encode("utf-16-le")
    if len(units) <= MOST_LETTERS * 2:
        return words
    return f"{units[: (MOST_LETTERS - 1) * 2].decode('utf-16-le', 'ignore')}…"


def _width(sheet: Sheet, at: int) -> int:
    """As wide as the longest line of the column, within bounds."""
    column = sheet.columns[at]
    cells = (shown(column, row.cells[at]) for row in sheet.all_rows)
    longest = max((len(line) for cell in cells for line in cell.split("\n")), default=0)
    head = max(min(len(column.head), _HEAD_LETTERS), *map(len, column.head.split()))
    return min(max(longest, head + 2, _NARROWEST) + 2, _WIDEST)
