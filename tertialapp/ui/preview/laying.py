"""Laying the report out after each edit, between the key presses: never more at a time than is felt."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from tertialapp.model.report import Report
from tertialapp.pdf.layout import Layout, laying_out
from tertialapp.pdf.steps import Steps

PAUSE_MS = 1
"""So long nothing more is asked for before work begins: what belongs to one act is laid out once."""
SLICE_S = 0.008


class Laying(QObject):
    """Gives the layout of what was asked for last.

    In slices on the window's own thread: a thread beside it would hold the interpreter for 5 ms at each
    of the many calls that painting and typing make into Python.
    """

    laid = Signal(object)
    """A ``Layout``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wanted: tuple[Report, str] | None = None
        self._steps: Steps[Layout] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)

    def ask(self, report: Report, period_id: str) -> None:
        """Lay a period's report out soon, instead of what was asked for before."""
        self._wanted, self._steps = (report, period_id), None
        self._timer.start(PAUSE_MS)

    def stop(self) -> None:
        """Give up what was asked for."""
        self._wanted = self._steps = None
        self._timer.stop()

    def _go_on(self) -> None:
        if self._wanted is None:
            return
        if self._steps is None:
            self._steps = laying_out(*self._wanted)
        until = time.perf_counter() + SLICE_S
        try:
            while time.perf_counter() < until:
                next(self._steps)
        except StopIteration as end:
            self.stop()
            self.laid.emit(end.value)
        else:
            self._timer.start(0)
