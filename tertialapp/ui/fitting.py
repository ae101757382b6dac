"""Windows that are no larger than the screen, as at 150 per cent on a small one."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_FRAME = QSize(16, 48)
"""Room for what the system draws around a window."""


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Give a window a size, or what there is room for."""
    window.resize(QSize(width, height).boundedTo(window.screen().availableSize() - _FRAME))
