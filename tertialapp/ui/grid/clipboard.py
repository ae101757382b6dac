"""The clipboard as spreadsheets use it: a block of cells as text and as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from tertialapp.model.text import clean
from tertialapp.ui.columns.column import CellFault
from tertialapp.ui.tsv import Block, from_tsv, to_tsv

MOST_CELLS = 50_000
MOST_TAGS = 80_000
"""Both far more than any report has, and few enough to be read in less than half a second."""


def put(block: Sequence[Sequence[str]]) -> None:
    """Put a block where Excel, LibreOffice, Word and mail take it from."""
    from tertialapp.exchange.html import html_of_cells

    mime = QMimeData()
    mime.setText(to_tsv(block))
    mime.setHtml(html_of_cells(block))
    QGuiApplication.clipboard().setMimeData(mime)


def take() -> Block | None:
    """The block that was copied somewhere; None when there is no text at all. Raises CellFault.

    A table is taken before text, which in some programs loses line breaks in cells and shows hidden
    columns; what only machines see is left out. Short rows are filled up.
    """
    mime = QGuiApplication.clipboard().mimeData()
    block = _from_html(mime.html()) if mime.hasHtml() else None
    if not block or sum(map(len, block)) == 1:
        block = _from_text(mime.text()) or block
    if not block:
        return None
    widest = max(map(len, block))
    _refuse_more(widest * len(block), MOST_CELLS)
    return [row + [""] * (widest - len(row)) for row in block]


def _from_html(html: str) -> Block | None:
    from tertialapp.exchange.html import cells_of_html

    _refuse_more(html.count("<"), MOST_TAGS)
    return cells_of_html(html)


def _from_text(text: str) -> Block | None:
    _refuse_more(text.count("\t") + max(text.count("\n"), text.count("\r")), MOST_CELLS)
    return [[clean(cell) for cell in row] for row in from_tsv(text)] if text else None


def _refuse_more(count: int, most: int) -> None:
    if count > most:
        raise CellFault("Det som skulle klistras in är för stort. Klistra in en del i taget.")
