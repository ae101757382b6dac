"""Says under a cell what is wrong with what was typed in it."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget

_WIDEST = 340


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
        """Show a sentence beneath a cell, or above it where there is no room."""
        self.setText(fault)
        room = self._ground.rect()
        wanted = self.fontMetrics().horizontalAdvance(fault) + 24
        width = min(_WIDEST, wanted, max(160, room.width() - 8))
        self.resize(width, self.heightForWidth(width))
        top = cell.bottom() + 3
        if top + self.height() > room.bottom():
            top = max(0, cell.top() - self.height() - 3)
        self.move(max(0, min(cell.left(), room.right() - self.width())), top)
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, fault))


def mark(editor: QWidget, fault: str) -> None:
    """Frame an editor in red and describe the fault, or take both away."""
    if bool(editor.property("fault")) != bool(fault):
        editor.setProperty("fault", bool(fault))
        editor.style().unpolish(editor)
        editor.style().polish(editor)
    editor.setAccessibleDescription(fault)
