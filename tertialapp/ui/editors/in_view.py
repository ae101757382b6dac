"""The blocks of a text field that are to be seen, for what is painted behind its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QTextBlock, QTextLine
from PySide6.QtWidgets import QTextEdit

Seen = Sequence[tuple[QTextBlock, QRectF]]
"""Blocks that are to be painted, and where in the document their words stand."""


def view_of(field: QTextEdit) -> QRectF:
    """The part of its document that a field shows."""
    return QRectF(field.viewport().rect()).translated(_scroll(field))


def _scroll(field: QTextEdit) -> QPointF:
    return QPointF(field.horizontalScrollBar().value(), field.verticalScrollBar().value())


def blocks_in(field: QTextEdit, part: QRect) -> Iterator[tuple[QTextBlock, QRectF]]:
    """The blocks in a part of a field's viewport, with the room above them, and where their words stand."""
    layout = field.document().documentLayout()
    view = QRectF(part).translated(_scroll(field))
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
    begin = layout.lineForTextPosition(max(0, first)).lineNumber() if layout.lineCount() else 0
    for number in range(begin, layout.lineCount()):
        line = layout.lineAt(number)
        if line.textStart() >= last:
            return
        here = max(first, line.textStart())
        there = min(last, line.textStart() + line.textLength())
        if here < there:
            yield line, _across(line, here), _across(line, there)


def _across(line: QTextLine, position: int) -> float:
    found: Any = line.cursorToX(position)  # the position and where it is; the stub says otherwise
    return float(found[0])
