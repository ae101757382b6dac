"""The clipboard as spreadsheets use it: a block of cells as text and as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from tertialapp.model.text import clean
from tertialapp.ui.columns.column import CellFault
from tertialapp.ui.tsv import Block, from_tsv, to_tsv

MOST_CELLS = 200_000
"""Far more than any report has."""


def put(block: Sequence[Sequence[str]]) -> None:
    """Put a block where Excel, LibreOffice, Word and mail take it from."""
    from tertialapp.exchange.html import html_of_cells

    mime = QMimeData()
    mime.setText(to_tsv(block))
    mime.setHtml(html_of_cells(block))
    QGuiApplication.clipboard().setMimeData(mime)


def take() -> Block | None:
    """The block that was copied somewhere; None when there is no text at all. Raises CellFault.

    A table is taken before text, which loses cells with line breaks in some programs; what only
    machines see is left out. Short rows are filled up.
    """
    from tertialapp.exchange.html import cells_of_html

    mime = QGuiApplication.clipboard().mimeData()
    block = (cells_of_html(mime.html()) if mime.hasHtml() else None) or []
    if mime.text() and sum(map(len, block)) <= 1:
        block = from_tsv(mime.text())
    if not block:
        return None
    widest = max(map(len, block))
    if widest * len(block) > MOST_CELLS:
        raise CellFault(
            "Det som skulle klistras in har för många celler. Klistra in en del i taget."
        )
    return [[clean(cell) for cell in row] + [""] * (widest - len(row)) for row in block]
