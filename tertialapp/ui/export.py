"""Export of the PDF beside the work: in a thread of its own, on the report as it was when it began."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QThread, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QProgressDialog, QWidget

from tertialapp import tasks
from tertialapp.base.errors import Refusal
from tertialapp.model.report import Report
from tertialapp.ui.dialogs.ask import ask, tell
from tertialapp.ui.override import override


class Export(QThread):
    """The work itself. ``refused`` gives the sentence when it can't be done."""

    progressed = Signal(int, int)
    written = Signal()
    refused = Signal(str)

    def __init__(
        self, report: Report, period_id: str, target: Path, parent: QObject, *, draft: bool
    ) -> None:
        super().__init__(parent)
        self._draft = draft
        self._report = report
        self._period_id = period_id
        self._target = target
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Give it up at the next step."""
        self._stopped.set()

    @override
    def run(self) -> None:
        # The first export loads ReportLab; the window shall not wait for it when it opens.
        from tertialapp.pdf.build import Cancelled  # noqa: PLC0415

        try:
            tasks.export_report(
                self._report,
                self._period_id,
                self._target,
                draft=self._draft,
                progress=self._progress,
            )
        except Cancelled:
            return
        except Refusal as refusal:
            self.refused.emit(str(refusal))
        else:
            self.written.emit()

    def _progress(self, done: int, of: int) -> bool:
        self.progressed.emit(done, of)
        return not self._stopped.is_set()


def export_pdf(
    report: Report, period_id: str, target: Path, window: QWidget, *, draft: bool = False
) -> Export:
    """Write the PDF with a progress dialog that can cancel it; offers to open it when it is there."""
    work = Export(report, period_id, target, window, draft=draft)
    dialog = QProgressDialog("Skapar PDF …", "Avbryt", 0, 0, window)
    dialog.setWindowTitle("Exportera PDF")
    dialog.setAccessibleName("Skapar PDF")
    dialog.setModal(True)
    dialog.setMinimumDuration(300)
    dialog.setAutoClose(False)
    dialog.setAutoReset(False)

    def show(done: int, of: int) -> None:
        dialog.setMaximum(of)
        dialog.setValue(done)

    work.progressed.connect(show)
    dialog.canceled.connect(work.stop)
    work.finished.connect(dialog.deleteLater)
    work.finished.connect(dialog.hide)
    work.finished.connect(work.deleteLater)
    work.refused.connect(lambda sentence: tell(window, sentence))
    work.written.connect(lambda: _offer(target, window))
    work.start()
    return work


def _offer(target: Path, window: QWidget) -> None:
    answers = ("Öppna", "Visa i mapp", "Stäng")
    chosen = ask(window, f"PDF:en är klar: {target.name}", str(target.parent), answers)
    if chosen == 0:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
    elif chosen == 1:
        show_in_folder(target)


def show_in_folder(path: Path) -> None:
    """Show a file where it lies: marked in the Explorer, or its folder elsewhere."""
    started = QProcess.startDetached("explorer.exe", ["/select,", str(path)])
    if not started:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
