"""Says under a cell what is wrong with what was typed in it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget

_WIDEST = 340
_GAP = 3


class FaultBubble(QLabel):
    """A sentence under a cell."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self.setProperty("bubble", True)
        self.setAccessibleName("Fel i cellen")
        self.setWordWrap(True)
        self.hide()

    def show_at(self, cell: QRect, fault: str) -> None:
        """Show a sentence beneath a cell, or where there is no room above it, or beside it."""
        self.setText(fault)
        room = self._ground.rect()
        wanted = self.fontMetrics().horizontalAdvance(fault) + 24
        width = min(_WIDEST, wanted, max(160, room.width() - 8))
        self.resize(width, self.heightForWidth(width))
        self.move(self._place(cell, room))
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, fault))

    def _place(self, cell: QRect, room: QRect) -> QPoint:
        left = max(0, min(cell.left(), room.right() - self.width()))
        below, above = cell.bottom() + _GAP, cell.top() - self.height() - _GAP
        if below + self.height() <= room.bottom():
            return QPoint(left, below)
        if above >= 0:
            return QPoint(left, above)
        after, before = cell.right() + _GAP, cell.left() - self.width() - _GAP
        beside = after if after + self.width() <= room.right() or before < 0 else before
        top = min(cell.top(), room.bottom() - self.height())
        return QPoint(min(beside, max(0, room.right() - self.width())), max(0, top))


def mark(editor: QWidget, fault: str) -> None:
    """Frame an editor in red and describe the fault, or take both away."""
    if bool(editor.property("fault")) != bool(fault):
        editor.setProperty("fault", bool(fault))
        editor.style().unpolish(editor)
        editor.style().polish(editor)
    editor.setAccessibleDescription(fault)
