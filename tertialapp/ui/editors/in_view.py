"""The blocks of a text field that are to be seen, for what is painted behind its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextLine
from PySide6.QtWidgets import QTextEdit


def view_of(field: QTextEdit) -> QRectF:
    """The part of its document that a field shows."""
    scroll = QPointF(field.horizontalScrollBar().value(), field.verticalScrollBar().value())
    return QRectF(field.viewport().rect()).translated(scroll)


def blocks_in_view(field: QTextEdit) -> Iterator[tuple[QTextBlock, QRectF]]:
    """The blocks that are to be seen, with the room above them, and where their words stand."""
    layout = field.document().documentLayout()
    view = view_of(field)
    block = field.document().firstBlock()
    while block.isValid():
        words = layout.blockBoundingRect(block)
        if words.top() - block.blockFormat().topMargin() > view.bottom():
            break
        if words.bottom() >= view.top():
            yield block, words
        block = block.next()


def lines_of(block: QTextBlock, start: int, end: int) -> Iterator[tuple[QTextLine, float, float]]:
    """The lines of a block that a stretch of its document goes over, and from where to where across."""
    first, last = start - block.position(), end - block.position()
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        here = max(first, line.textStart())
        there = min(last, line.textStart() + line.textLength())
        if here < there:
            yield line, _across(line, here), _across(line, there)


def _across(line: QTextLine, position: int) -> float:
    found: Any = line.cursorToX(position)  # the position and where it is; the stub says otherwise
    return float(found[0])
