"""Acts on whatever has the cursor."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication


def do_at_focus(act: str) -> None:
    """Do what is called so, such as cut or paste, in whatever has the cursor and can."""
    method = getattr(QApplication.focusWidget(), act, None)
    if method is not None:
        method()


def menu_at_focus() -> None:
    """Show the menu of whatever has the cursor, where the cursor is.

    Windows does so at Shift+F10 by itself and Qt elsewhere only at the menu key: so it is the same everywhere.
    """
    focus = QApplication.focusWidget()
    if focus is None:
        return
    cursor = focus.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    place = cursor.center() if isinstance(cursor, QRect) else focus.rect().center()
    keyboard = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(focus, QContextMenuEvent(keyboard, place, focus.mapToGlobal(place)))
