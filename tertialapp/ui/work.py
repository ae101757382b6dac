"""Work that takes longer than a moment: beside the window, in a thread, with progress that can be cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QObject, QThread, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from tertialapp.base.errors import Cancelled, Refusal
from tertialapp.tasks import Progress
from tertialapp.ui.dialogs.ask import tell
from tertialapp.ui.override import override

Act = Callable[[Progress], object]
SHOW_AFTER_MS = 300


class Work(QThread):
    """An act in a thread of its own; what it gives is given on unless it was stopped."""

    progressed = Signal(int, int)
    done = Signal(object)
    refused = Signal(str)
    """The act can't be done; the sentence says why."""

    def __init__(self, act: Act, parent: QObject) -> None:
        super().__init__(parent)
        self._act = act
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Give it up; what it comes to is not wanted any more."""
        self._stopped.set()

    @property
    def is_stopped(self) -> bool:
        """Whether it was given up."""
        return self._stopped.is_set()

    @override
    def run(self) -> None:
        try:
            outcome = self._act(self._progress)
        except Cancelled:
            return
        except Refusal as refusal:
            if not self._stopped.is_set():
                self.refused.emit(str(refusal))
        else:
            if not self._stopped.is_set():
                self.done.emit(outcome)

    def _progress(self, done: int, of: int) -> bool:
        self.progressed.emit(done, of)
        return not self._stopped.is_set()


def wait_for(window: QWidget, title: str, act: Act) -> object | None:
    """As ``work``, and wait for what it gives; None when it is called off. Raises Refusal.

    The window lives meanwhile: what it shows may have been changed when this returns.
    """
    given: list[object] = []
    refused: list[str] = []
    loop = QEventLoop()
    thread = _shown(window, title, act)
    thread.done.connect(given.append)
    thread.refused.connect(refused.append)
    thread.finished.connect(loop.quit)
    thread.start()
    loop.exec()
    if refused:
        raise Refusal(refused[0])
    return given[0] if given and not thread.is_stopped else None


def work(window: QWidget, title: str, act: Act, then: Callable[[object], object]) -> Work:
    """Do something beside the window; a dialog with a cancel button shows when it takes a while."""
    thread = _shown(window, title, act)
    thread.refused.connect(lambda sentence: tell(window, sentence))
    thread.done.connect(then)
    thread.start()
    return thread


def _shown(window: QWidget, title: str, act: Act) -> Work:
    """An act to be started, with a dialog that shows how it goes."""
    thread = Work(act, window)
    dialog = QProgressDialog(f"{title} …", "Avbryt", 0, 0, window)
    dialog.setWindowTitle(title)
    dialog.setAccessibleName(title)
    dialog.setModal(True)
    dialog.setMinimumDuration(SHOW_AFTER_MS)
    dialog.setAutoClose(False)
    dialog.setAutoReset(False)

    def show(done: int, of: int) -> None:
        dialog.setMaximum(of)
        dialog.setValue(done)

    thread.progressed.connect(show)
    dialog.canceled.connect(thread.stop)
    thread.finished.connect(dialog.deleteLater)
    thread.finished.connect(dialog.hide)
    thread.finished.connect(thread.deleteLater)
    return thread
