"""What happens when the program itself is at fault: it is logged and told, and work goes on."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from tertialapp.base.paths import state_dir

_log = logging.getLogger("tertialapp")

SENTENCE = (
    "Ett fel i programmet har inträffat. Inget sparat arbete har gått förlorat: varje ändring "
    "sparas lokalt i samma stund som den görs. Kopiera gärna texten och skicka den till den som "
    "sköter programmet."
)


class CrashReporter(QObject):
    """Catches exceptions that nobody caught, in any thread, and shows them in the window's thread."""

    _happened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._showing = False
        self._handler: logging.Handler = logging.NullHandler()
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Begin to catch."""
        sys.excepthook = self.report
        threading.excepthook = self._report_thread

    def uninstall(self) -> None:
        """Leave exceptions to Python again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        _log.removeHandler(self._handler)
        self._handler.close()

    def report(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log an exception and have it shown."""
        self._open_log()
        details = "".join(traceback.format_exception(kind, error, trace))
        _log.error(details)
        self._happened.emit(details)

    def _open_log(self) -> None:
        """Log to a file in the program's own folder; it is made with the first fault."""
        from logging.handlers import RotatingFileHandler

        if isinstance(self._handler, RotatingFileHandler):
            return
        self._handler = RotatingFileHandler(
            state_dir() / "tertialapp.log", maxBytes=512_000, backupCount=2, encoding="utf-8"
        )
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        _log.addHandler(self._handler)

    def _report_thread(self, happened: threading.ExceptHookArgs) -> None:
        error = happened.exc_value
        if error is not None:
            self.report(happened.exc_type, error, happened.exc_traceback)

    def _show(self, details: str) -> None:
        if self._showing:
            return
        from tertialapp.ui.dialogs.texts import TextDialog

        self._showing = True
        dialog = TextDialog("Fel i programmet", SENTENCE, details, QApplication.activeWindow())
        dialog.exec()
        self._showing = False
