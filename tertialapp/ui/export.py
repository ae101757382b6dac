"""Export of the PDF, on the report as it was when it began."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from tertialapp import tasks
from tertialapp.model.places import Place
from tertialapp.model.report import Report
from tertialapp.pdf.replaced import replaced_sentence
from tertialapp.tasks import Progress
from tertialapp.ui.dialogs.ask import ask
from tertialapp.ui.work import Work, work

_NO_MORE: Mapping[str, Callable[[], object]] = MappingProxyType({})


def export_pdf(  # noqa: PLR0913 - each is a choice of its own
    report: Report,
    period_id: str,
    target: Path,
    standard: str,
    window: QWidget,
    *,
    prove: Callable[[], object],
    draft: bool = False,
    part: Place | None = None,
) -> Work:
    """Write the PDF beside the work; offers to open it when it is there, or to show its proof."""

    def write(progress: Progress) -> tuple[str, ...]:
        return tasks.export_report(
            report,
            period_id,
            target,
            draft=draft,
            part=part,
            standard=standard,
            progress=progress,
        )

    def offer(missing: object) -> None:
        assert isinstance(missing, tuple)
        offer_file(
            window,
            f"PDF:en är klar: {target.name}",
            target,
            more={"Tillgänglighet och arkiv": prove},
            remark=replaced_sentence(missing),
        )

    return work(window, "Skapar PDF", write, offer)


def offer_file(
    window: QWidget,
    words: str,
    target: Path,
    *,
    more: Mapping[str, Callable[[], object]] = _NO_MORE,
    remark: str = "",
) -> None:
    """Tell that a file is written, and offer to open it, to show it where it lies, and what more there is."""
    acts: dict[str, Callable[[], object]] = {
        "Öppna": lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))),
        "Visa i mapp": lambda: show_in_folder(target),
        **more,
        "Stäng": lambda: None,
    }
    details = "\n\n".join(filter(None, (str(target.parent), remark)))
    tuple(acts.values())[ask(window, words, details, tuple(acts))]()


def show_in_folder(path: Path) -> None:
    """Show a file where it lies: marked in the Explorer, or its folder elsewhere."""
    started = QProcess.startDetached("explorer.exe", ["/select,", str(path)])
    if not started:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
