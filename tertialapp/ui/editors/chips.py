"""Live values and pictures' words in a text field: framed, entered, left and deleted as one letter."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPen,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit

from tertialapp.model.live_values import is_live
from tertialapp.ui.editors.in_view import Seen, lines_of, view_of
from tertialapp.ui.editors.rich_text import picture_key
from tertialapp.ui.theme import Theme

_ROUND = 4.0
_AIR = 2.0


class Chip(Struct, frozen=True):
    """Where a live value, or the words of a picture, stand in a document, and the target of the link."""

    start: int
    end: int
    target: str


def is_chip(style: QTextCharFormat) -> bool:
    """Whether words in a style are a live value or stand for a picture."""
    target = style.anchorHref() if style.isAnchor() else ""
    return is_live(target) or bool(picture_key(target))


def is_beside_link(cursor: QTextCursor) -> bool:
    """Whether a cursor takes its style from a live value, or from a link that it isn't within."""
    style = cursor.charFormat()
    if not style.isAnchor() or is_chip(style) or cursor.atBlockStart() or cursor.atBlockEnd():
        return style.isAnchor()
    after = QTextCursor(cursor)
    after.movePosition(QTextCursor.MoveOperation.NextCharacter)
    return after.charFormat().anchorHref() != style.anchorHref()


def chips_in(block: QTextBlock) -> Iterator[Chip]:
    """The chips of a block; one that stands in several styles is one."""
    last: Chip | None = None
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        if is_chip(fragment.charFormat()):
            start, target = fragment.position(), fragment.charFormat().anchorHref()
            if last and last.end == start and last.target == target:
                last = Chip(last.start, start + fragment.length(), target)
            else:
                if last:
                    yield last
                last = Chip(start, start + fragment.length(), target)
        at += 1
    if last:
        yield last


def chip_at(document: QTextDocument, position: int, *, edges: bool = False) -> Chip | None:
    """The chip that a position is within, or with ``edges`` also at the end of."""
    for chip in chips_in(document.findBlock(position)):
        if chip.start < position < chip.end or (edges and position in (chip.start, chip.end)):
            return chip
    return None


def snapped(cursor: QTextCursor, before: int) -> QTextCursor | None:
    """The cursor moved out of the chip that it is within, onwards from where it was before.

    None when it is within none.
    """
    chip = chip_at(cursor.document(), cursor.position())
    if chip is None:
        return None
    if before in (chip.start, chip.end):  # a step of the keys from one of its sides
        onwards = cursor.position() > before
    else:
        onwards = cursor.position() > cursor.anchor() or not cursor.hasSelection()
    keep = QTextCursor.MoveMode.KeepAnchor
    mode = keep if cursor.hasSelection() else QTextCursor.MoveMode.MoveAnchor
    moved = QTextCursor(cursor)
    moved.setPosition(chip.end if onwards else chip.start, mode)
    return moved


def widened(cursor: QTextCursor) -> QTextCursor:
    """The selection grown so that it holds whole chips."""
    first = chip_at(cursor.document(), cursor.selectionStart())
    last = chip_at(cursor.document(), cursor.selectionEnd())
    grown = QTextCursor(cursor)
    if first or last:
        grown.setPosition(first.start if first else cursor.selectionStart())
        end = last.end if last else cursor.selectionEnd()
        grown.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return grown


def select(cursor: QTextCursor, chip: Chip) -> None:
    """Have a cursor select a chip."""
    cursor.setPosition(chip.start)
    cursor.setPosition(chip.end, QTextCursor.MoveMode.KeepAnchor)


def plain_style(cursor: QTextCursor) -> QTextCharFormat:
    """The style at a cursor without the chip or link there: what is typed beside it has."""
    style = cursor.charFormat()
    style.clearProperty(QTextCharFormat.Property.IsAnchor)
    style.clearProperty(QTextCharFormat.Property.AnchorHref)
    style.clearProperty(QTextCharFormat.Property.AnchorName)
    style.setFontUnderline(False)
    return style


# -- look ------------------------------------------------------------------------------------------


def paint_chips(
    field: QTextEdit, painter: QPainter, seen: Seen, theme: Theme, dead: set[str]
) -> None:
    """Frame the chips that are in view; those that lead nowhere in the colour of faults."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-view_of(field).topLeft())
    for block, words in seen:
        for chip in chips_in(block):
            fault = chip.target in dead
            painter.setBrush(QColor(theme.fault_ground if fault else theme.chip))
            painter.setPen(QPen(QColor(theme.fault if fault else theme.chip_frame), 1))
            for box in _boxes(block, chip, words.topLeft()):
                painter.drawRoundedRect(box, _ROUND, _ROUND)
    painter.resetTransform()


def _boxes(block: QTextBlock, chip: Chip, origin: QPointF) -> Iterator[QRectF]:
    """The frame of a chip, one box for each line that it goes over."""
    for line, left, right in lines_of(block, chip.start, chip.end):
        top = origin + QPointF(left - _AIR, line.y() + 0.5)
        yield QRectF(top.x(), top.y(), right - left + 2 * _AIR, line.height() - 1)
