"""Godkända versioner: approve what is there, print one again, see what has changed since the board got it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from tertialapp import approval
from tertialapp.base.errors import Refusal
from tertialapp.base.files import write_bytes
from tertialapp.check.listing import errors_within, not_mended
from tertialapp.model.comparison import RecordChange
from tertialapp.model.report import Report
from tertialapp.model.versions import Version
from tertialapp.tasks import Progress
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.dialogs.ask import ask
from tertialapp.ui.dialogs.files import ask_pdf
from tertialapp.ui.dialogs.signed import Signed, SignedDialog, Wording
from tertialapp.ui.export import offer_file
from tertialapp.ui.fitting import resize_within_screen
from tertialapp.ui.history.told import told_html
from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now
from tertialapp.ui.work import work

_VERSION = int(Qt.ItemDataRole.UserRole)
_NONE = (
    "Ingen version av rapporten är godkänd än. När du godkänner sparas den precis som den är nu, "
    "hur mycket du än skriver efteråt."
)


class VersionsDialog(QDialog):
    """Stays open beside the window; what has changed since the marked version follows the work."""

    def __init__(self, bridge: Bridge, leave: Callable[[], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._bridge = bridge
        self._leave = leave
        self._changes: list[RecordChange] = []
        self._unkept: Signed | None = None  # what was said of an approval that could not be kept
        self.setWindowTitle("Godkända versioner")
        resize_within_screen(self, 980, 600)
        self.list = QListWidget()
        self.list.setAccessibleName("Godkända versioner")
        self.list.setWordWrap(True)
        self.told = QTextBrowser(openLinks=False)
        self.told.setAccessibleName("Ändrat sedan versionen godkändes")
        self.told.document().setDefaultStyleSheet("p { margin-top: 3px; margin-bottom: 3px; }")
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.approve_button = ActButton("Godkänn …")
        self.approve_button.setProperty("primary", True)
        self.pdf_button = ActButton("Spara versionen som PDF …")
        self.redline_button = ActButton("Spara ändringarna som PDF …")
        self._arrange()
        self.list.currentItemChanged.connect(lambda *_: self._tell())
        self.told.anchorClicked.connect(self._follow)
        self.approve_button.clicked.connect(lambda _checked: self._approve())
        self.pdf_button.clicked.connect(lambda _checked: self._save_pdf())
        self.redline_button.clicked.connect(lambda _checked: self._save_redline())
        bridge.changed.connect(lambda _: self._fill() if self.isVisible() else None)
        bridge.period_changed.connect(lambda: self._fill() if self.isVisible() else None)

    def _arrange(self) -> None:
        left, right = QWidget(), QWidget()
        for part, widgets in ((left, (self.list,)), (right, (self.said, self.told))):
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            for widget in widgets:
                column.addWidget(widget)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(left)
        parts.addWidget(right)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        close = ActButton("Stäng", self.close)
        below = QHBoxLayout()
        below.addWidget(self.approve_button)
        below.addStretch(1)
        for button in (self.pdf_button, self.redline_button, close):
            below.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(parts, 1)
        layout.addLayout(below)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        marked = self._marked()
        versions = self._bridge.report.versions_of(self._bridge.period_id)
        self.list.blockSignals(True)
        self.list.clear()
        for version in reversed(versions):
            item = QListWidgetItem(_line(version))
            item.setData(_VERSION, version.id)
            self.list.addItem(item)
            if marked is not None and version.id == marked.id:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None:
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._tell()

    def _marked(self) -> Version | None:
        item = self.list.currentItem()
        return self._bridge.report.versions.get(item.data(_VERSION)) if item else None

    def _tell(self) -> None:
        version = self._marked()
        self._changes = []
        self.approve_button.setEnabled(not self._bridge.read_only)
        self.approve_button.setToolTip(self._bridge.read_only)
        for button in (self.pdf_button, self.redline_button):
            button.setEnabled(version is not None)
        if version is None:
            self.said.setText(_NONE)
            self.told.clear()
            return
        try:
            self._changes = approval.changes_since(self._bridge.report, version)
        except Refusal as refusal:
            self.said.setText(str(refusal))
            self.told.clear()
            return
        self.redline_button.setEnabled(bool(self._changes))
        self.said.setText(_counted(self._changes, version))
        self.told.setHtml(told_html(self._changes, theme_now(), restorable=False))

    def _follow(self, link: QUrl) -> None:
        change = self._changes[int(link.path())]
        self._window.activateWindow()
        self._bridge.wanted.emit(change.spot)

    # -- acts -----------------------------------------------------------------------------------

    def _approve(self) -> None:
        if not self._leave():
            return
        if not self._may_have_errors():
            return
        period = self._bridge.period
        wording = Wording(
            title="Godkänn rapporten",
            sentence=f"{period.title} sparas som den är nu, för alltid, och låses.",
            hint="Lås upp den för att skriva vidare; då syns vad som har ändrats sedan nämnden fick den.",
            words="&Anteckning",
            placeholder="Till exempel nämndens sammanträde eller paragraf",
            button="Godkänn",
        )
        dialog = SignedDialog(wording, self, self._unkept)
        dialog.exec()
        said = dialog.signed
        dialog.deleteLater()
        if said is None:
            return
        self._unkept = said  # until it is in the report
        report = self._bridge.report

        def make(progress: Progress) -> Version:
            return approval.version_of(
                report,
                period.id,
                person=said.person,
                day=said.day,
                note=said.words,
                progress=progress,
            )

        work(self, "Godkänner rapporten", make, partial(self._put, report))

    def _may_have_errors(self) -> bool:
        """Whether no errors stand, or whoever approves would have it all the same."""
        errors = errors_within(self._bridge.report, self._bridge.marks.findings, None)
        if not errors:
            return True
        answer = ask(
            self,
            not_mended(len(errors)),
            "Rätta dem eller motivera dem under Kontroll innan nämnden får rapporten.",
            ["Visa felen", "Godkänn ändå", "Avbryt"],
        )
        if answer == 0:
            self.close()
            self._bridge.errors_wanted.emit(None)
        return answer == 1

    def _put(self, approved: Report, version: object) -> None:
        """Put a version in, unless something was written while it was made: that would be in no version."""
        assert isinstance(version, Version)
        if self._bridge.report is not approved:
            self._bridge.refused.emit(_CHANGED_MEANWHILE)
            return
        try:
            approval.approve(self._bridge.document, version)
        except Refusal as refusal:
            self._bridge.refused.emit(str(refusal))
            return
        self._unkept = None
        self.list.setCurrentRow(0)
        self._bridge.told.emit(
            f"Version {version.ordinal} är godkänd. Spara rapporten, så ser andra den."
        )

    def _save_pdf(self) -> None:
        version = self._marked()
        target = self._ask_target(f"version {version.ordinal}") if version else None
        if version is None or target is None:
            return

        report = self._bridge.report

        def make(progress: Progress) -> approval.Printed:
            printed = approval.printed(report, version, progress=progress)
            write_bytes(target, printed.pdf)
            return printed

        def offer(printed: object) -> None:
            assert isinstance(printed, approval.Printed)
            remark = "" if printed.same else _NOT_SAME.format(version.program)
            offer_file(self, f"PDF:en är klar: {target.name}", target, remark=remark)

        work(self, "Skapar PDF", make, offer)

    def _save_redline(self) -> None:
        version = self._marked()
        target = self._ask_target(f"ändrat sedan version {version.ordinal}") if version else None
        if version is None or target is None:
            return
        report = self._bridge.report

        def make(progress: Progress) -> None:
            write_bytes(target, approval.redline(report, version, progress=progress))

        def offer(_: object) -> None:
            offer_file(self, f"PDF:en är klar: {target.name}", target)

        work(self, "Skapar PDF", make, offer)

    def _ask_target(self, what: str) -> Path | None:
        path = self._bridge.document.path
        name = path.stem if path else self._bridge.period.title
        folder = path.parent if path else Path()
        return ask_pdf(self, folder / f"{name}, {what}.pdf")


_CHANGED_MEANWHILE = (
    "Rapporten ändrades medan versionen gjordes, så den är inte godkänd. Välj Godkänn igen."
)
_NOT_SAME = (
    "Innehållet är det som godkändes, men filen är inte samma byte för byte: "
    "programmet har ändrats sedan version {0}."
)


def _line(version: Version) -> str:
    signed = f"Version {version.ordinal} – {version.day.isoformat()}, {version.person}"
    return f"{signed}\n{version.note}" if version.note else signed


def _counted(changes: list[RecordChange], version: Version) -> str:
    since = f"sedan version {version.ordinal} godkändes"
    if not changes:
        return f"Inget har ändrats {since}."
    many = "En sak" if len(changes) == 1 else f"{len(changes)} saker"
    return f"{many} har ändrats {since}."
