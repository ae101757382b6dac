"""Blocks of cells as the clipboard carries them between spreadsheets: tab-separated text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

Block = list[list[str]]


def to_tsv(block: Sequence[Sequence[str]]) -> str:
    """Rows of cells as text; cells with tabs, line breaks or quotes are quoted as Excel does."""
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(block)
    return out.getvalue().removesuffix("\n")


def from_tsv(text: str) -> Block:
    """The rows of cells in a text from a spreadsheet; a plain word is one cell."""
    plain = text.replace("\r\n", "\n").removesuffix("\n")
    if "\t" not in plain and not plain.startswith('"'):
        return [[line] for line in plain.split("\n")]
    try:
        return list(csv.reader(io.StringIO(plain, newline=""), dialect="excel-tab"))
    except csv.Error:  # a quote that is never closed was no quoting
        return [line.split("\t") for line in plain.split("\n")]
