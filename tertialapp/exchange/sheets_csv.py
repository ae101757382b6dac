"""A table as CSV that Swedish Excel opens right: UTF-8 with its mark, semicolons, decimal commas."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from tertialapp.model.consolidated import ColumnKind, Sheet, Value, shown
from tertialapp.model.consolidated.values import Column

_MARK = "\ufeff"
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def sheet_csv(sheet: Sheet) -> bytes:
    """The table with its head and, last, its sum; figures with all their digits and no blanks."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_guarded(column.head) for column in sheet.columns])
    for row in sheet.all_rows:
        pairs = zip(sheet.columns, row.cells, strict=True)
        writer.writerow([_cell(column, value) for column, value in pairs])
    return f"{_MARK}{out.getvalue()}".encode()


def _cell(column: Column, value: Value) -> str:
    if isinstance(value, Decimal):
        plain = value.normalize() if column.kind is ColumnKind.MONEY else value
        return f"{plain:f}".replace(".", ",")
    return str(value) if isinstance(value, int) else _guarded(shown(column, value))


def _guarded(words: str) -> str:
    """Words that no spreadsheet takes for a formula: an apostrophe stands before those that look like one."""
    return f"'{words}" if words.lstrip(" \u00a0").startswith(_FORMULA) else words
