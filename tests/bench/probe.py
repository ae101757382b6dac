"""An application that notes when its window is painted and its event loop has nothing more to do."""

from __future__ import annotations

import sys
import time
from typing import cast

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from tertialapp.ui.override import override

_QUIET = 0.0005
_TICKS = 3


class Probe(QApplication):
    """Prints the time when the first window is painted and the loop idle, and closes all windows."""

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self._painted = False
        self._quiet = 0
        self._last = 0.0
        self._first = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(0)
        self.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._painted = True
            self.removeEventFilter(self)
        return False

    def _tick(self) -> None:
        """Idle is when several turns of the loop follow each other at once."""
        now = time.monotonic()
        self._quiet = self._quiet + 1 if now - self._last < _QUIET else 0
        if not self._quiet:
            self._first = now
        self._last = now
        if self._painted and self._quiet == _TICKS:
            self._timer.stop()
            sys.stdout.write(f"{self._first}\n")
            for window in cast(list[QObject], self.topLevelWidgets()):
                window.close()  # type: ignore[attr-defined]
            self.quit()
