"""A dialog beside the window makes room for what it led to."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QDialog, QWidget


def step_aside(dialog: QDialog, window: QWidget) -> bool:
    """Hide a dialog that covers what has the cursor in the window; whether it did."""
    shown = window.focusWidget()
    covers = shown is not None and dialog.frameGeometry().intersects(
        QRect(shown.mapToGlobal(QPoint()), shown.size())
    )
    if covers:
        dialog.hide()
    return covers
