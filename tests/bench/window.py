"""The window with a report in it, and how long it takes until a key press is seen."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tertialapp import tasks
from tertialapp.ui.app import set_up
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.override import override
from tertialapp.ui.tidying import REST_MS, Tidying

EXAMPLE = "exemplet"
_REAL = Path(__file__).resolve().parents[3] / "shared/report/hasselby-vallingby-t1-2025.txt"
_PATIENCE = 5.0


def files(folder: Path) -> dict[str, Path]:
    """The reports to measure with, as files by name: the example, and the real one if it is there."""
    made = {EXAMPLE: folder / "exempel.tertial"}
    tasks.write_example(made[EXAMPLE])
    if _REAL.is_file():
        made["den verkliga"] = folder / "verklig.tertial"
        tasks.import_source(_REAL, made["den verkliga"])
    return made


@contextlib.contextmanager
def opened(path: Path) -> Iterator[MainWindow]:
    """The window with a file open, shown and at rest; what is written in it stays in the file."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    set_up(app)
    app.setCursorFlashTime(0)  # a blinking cursor paints too
    window = MainWindow()
    window.show()
    window.files.open_path(path)
    QTest.qWaitForWindowExposed(window)
    window.activateWindow()
    Tidying(window)
    QTest.qWait(REST_MS + 200)
    yield window
    assert window.bridge is not None
    assert window.workspace is not None
    window.workspace.leave()
    window.bridge.document.save()  # so that closing has nothing to ask
    window.close()
    window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class Watch(QObject):
    """Measures acts until what they change is painted."""

    def __init__(self) -> None:
        super().__init__()
        self._painted = False
        app = QApplication.instance()
        assert app is not None
        self._app = app

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._painted = self._painted or event.type() == QEvent.Type.Paint
        return False

    def seconds(self, act: Callable[[], object]) -> float:
        """How long an act takes until it is painted and nothing is left to do."""
        self._app.processEvents()
        self._painted = False
        self._app.installEventFilter(self)
        begun = time.perf_counter()
        act()
        while not self._painted:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            assert time.perf_counter() - begun < _PATIENCE, "nothing was painted"
        self._app.sendPostedEvents()
        taken = time.perf_counter() - begun
        self._app.removeEventFilter(self)
        return taken

    def key(self, key: Qt.Key) -> float:
        """How long it takes until a key press where the cursor is has been painted."""
        return self.seconds(lambda: QTest.keyClick(focus(), key))


def focus() -> QWidget:
    """Where the cursor is."""
    found = QApplication.focusWidget()
    assert found is not None
    return found
