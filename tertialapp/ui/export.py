"""Export of the PDF, on the report as it was when it began."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from tertialapp import tasks
from tertialapp.model.places import Place
from tertialapp.model.report import Report
from tertialapp.tasks import Progress
from tertialapp.ui.dialogs.ask import ask
from tertialapp.ui.work import Work, work


def export_pdf(  # noqa: PLR0913 - each is a choice of its own
    report: Report,
    period_id: str,
    target: Path,
    standard: str,
    window: QWidget,
    *,
    draft: bool = False,
    part: Place | None = None,
) -> Work:
    """Write the PDF beside the work; offers to open it when it is there."""

    def write(progress: Progress) -> None:
        tasks.export_report(
            report,
            period_id,
            target,
            draft=draft,
            part=part,
            standard=standard,
            progress=progress,
        )

    return work(window, "Skapar PDF", write, lambda _: _offer(target, window))


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
