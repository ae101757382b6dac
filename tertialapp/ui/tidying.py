"""Python's garbage is looked for while the user rests: in the midst of typing it is felt, up to 0.1 s a time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from tertialapp.base.memory import collect_now, collect_seldom
from tertialapp.ui.override import override

REST_MS = 1_500
"""So long nothing is pressed."""
_INPUT = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class Tidying(QObject):
    """Watches a window that shows for rests."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        collect_seldom()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(collect_now)
        self._rest.start()
        # The system's window gets but a few events, where the application sees those of every widget.
        window.windowHandle().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._rest.start()
        return False
