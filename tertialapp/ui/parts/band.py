"""Says above a part that was sent out what it is, until when it is wanted, and what was said with it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QSizePolicy, QToolBar, QVBoxLayout

from tertialapp.model.part_words import part_title
from tertialapp.model.report import Report
from tertialapp.ui.editors.elided_label import ElidedLabel
from tertialapp.ui.override import override

_HELP = "Skriv här, spara och skicka tillbaka filen. Resten av rapporten finns inte i den."


class PartBand(QToolBar):
    """A bar over the whole width, shown only for a part."""

    def __init__(self) -> None:
        super().__init__("Utskickad del")
        self.setMovable(False)
        self.toggleViewAction().setVisible(False)
        self._there = False
        self.title = ElidedLabel()
        self.title.setProperty("strong", True)
        self.note = ElidedLabel()
        self.help = ElidedLabel()
        self.help.setText(_HELP)
        self.help.setProperty("muted", True)
        frame = QFrame()
        frame.setProperty("band", True)
        frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(2)
        for words in (self.title, self.note, self.help):
            layout.addWidget(words)
        self.addWidget(frame)

    def show_report(self, report: Report | None) -> None:
        """Say what a report is a part of; nothing of a whole one."""
        part = report.part if report else None
        self._there = part is not None
        if report and part:
            self.title.setText(part_title(report, part))
            self.note.setText(" ".join(part.note.split()))
            self.note.setVisible(bool(part.note))
        self.setVisible(self._there)

    @override
    def setVisible(self, visible: bool) -> None:
        """Stay out of sight where there is nothing to say, also when Qt restores its bars."""
        super().setVisible(visible and self._there)
