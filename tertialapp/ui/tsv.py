"""Blocks of cells as the clipboard carries them between spreadsheets: tab-separated text."""

from __future__ import annotations

import re
from collections.abc import Sequence

Block = list[list[str]]

_CELL = re.compile(r'"(?P<quoted>(?:[^"]|"")*+)"(?=[\t\n]|\Z)|(?P<plain>[^\t\n]*)')


def to_tsv(block: Sequence[Sequence[str]]) -> str:
    """Rows of cells as text; cells with tabs or line breaks are quoted as Excel does."""
    text = "\n".join("\t".join(map(_quoted, row)) for row in block)
    return f"{text}\n" if text.endswith("\n") else text  # an empty last row is one


def _quoted(cell: str) -> str:
    inner = cell.replace('"', '""')
    return f'"{inner}"' if re.search(r'[\t\n\r]|^"', cell) else cell


def from_tsv(text: str) -> Block:
    """The rows of cells in a text from a spreadsheet; a quote that is never closed is a character."""
    plain = re.sub("\r\n?", "\n", text).removesuffix("\n")
    block: Block = [[]]
    at = 0
    while True:
        found = _CELL.match(plain, at)
        assert found is not None  # nothing at all is a cell too
        quoted = found["quoted"]
        block[-1].append(found["plain"] if quoted is None else quoted.replace('""', '"'))
        at = found.end() + 1
        if at > len(plain):
            return block
        if plain[at - 1] == "\n":
            block.append([])
