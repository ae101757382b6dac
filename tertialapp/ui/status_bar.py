"""What the window's last line says: what is saved where, and what is open."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QStyle, QStyleOption, QToolButton

from tertialapp.base.days import today
from tertialapp.base.synced import synced_by
from tertialapp.check.findings import Severity
from tertialapp.check.listing import counted
from tertialapp.model.part_words import late_words
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.icons import severity_icon
from tertialapp.ui.marks import CHECK_PAUSE_MS
from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now
from tertialapp.ui.times import when
from tertialapp.ui.titles import title_of

_EDGE = 14


class StatusLine(QStatusBar):
    """Follows an open report. A name would be read in place of what the labels say, so they have none."""

    old_values_wanted = Signal()
    """The texts that say an old value are to be shown."""
    undecided_wanted = Signal()
    """What there is to decide is to be shown."""
    late_wanted = Signal()
    """The parts that were sent out are to be shown."""
    findings_wanted = Signal()
    """The findings that are counted here are to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._saved = QLabel()
        self._name = QLabel()
        self._path: Path | None = None
        self._cloud = QLabel()
        self._cloud.hide()
        self._cloud.setProperty("muted", True)
        self._bridge: Bridge | None = None
        self.findings = _button("Visa fynden i Kontroll (Ctrl+Skift+K)", self.findings_wanted)
        self.old_values = _button("Visa vilka (Ctrl+Skift+J)", self.old_values_wanted)
        self.old_values.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.old_values.hide()
        self.undecided = _button("Visa konflikterna (Ctrl+Skift+F7)", self.undecided_wanted)
        self.undecided.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.undecided.hide()
        self.late = _button("Visa utskickade delar i översikten", self.late_wanted)
        self.late.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.late.hide()
        self._settle = QTimer(self, singleShot=True, interval=CHECK_PAUSE_MS)
        self._settle.timeout.connect(self._count)
        self.addWidget(self._saved)
        self.addPermanentWidget(self.late)
        self.addPermanentWidget(self.undecided)
        self.addPermanentWidget(self.old_values)
        self.addPermanentWidget(self.findings)
        self.addPermanentWidget(self._cloud)
        self.addPermanentWidget(self._name)
        self.messageChanged.connect(self.setToolTip)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.hideOrShow()  # Qt lets a message from before it was seen lie on what else is said

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Shorten what is said to the room there is, where Qt would cut it; the tooltip has all of it."""
        if not self.currentMessage():
            super().paintEvent(event)
            return
        painter, option = QPainter(self), QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelStatusBar, option, painter, self)
        right = (
            *(self.late, self.undecided, self.old_values, self.findings),
            *(self._cloud, self._name),
        )
        room = self.rect().adjusted(_EDGE, 0, 0, 0)
        room.setRight(min(part.x() for part in right if part.isVisible()) - _EDGE)
        shown = self.fontMetrics().elidedText(
            self.currentMessage(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()

    def show_old_values(self, sentence: str) -> None:
        """Say that texts say an old value, with the way to them; "" when none does."""
        _offer(self.old_values, sentence, Severity.WARNING)

    def show_undecided(self, sentence: str) -> None:
        """Say how much there is to decide, with the way to it; "" when there is nothing."""
        _offer(self.undecided, sentence, Severity.ERROR)

    def show_state(
        self, bridge: Bridge, changed_at: datetime | None, saved_at: datetime | None
    ) -> None:
        """Say how things stand: the last change in this session, and when the file was written."""
        document = bridge.document
        local = f"Sparat lokalt {changed_at:%H:%M}" if changed_at else ""
        if document.path is None:
            state = "Inte sparad i någon fil än"
        elif document.is_published:
            state = f"Publicerat i filen {when(saved_at)}" if saved_at else "Publicerat i filen"
        else:
            state = "Ändringar finns som inte publicerats i filen"
        self._saved.setText("     ".join(filter(None, (local, state))))
        if document.path != self._path:
            self._path = document.path
            self._warn_of_cloud(synced_by(document.path) if document.path else "")
        self._name.setText(f"{title_of(document)} · {bridge.period.title}")
        _offer(self.late, late_words(bridge.report, today()), Severity.WARNING)
        self._bridge = bridge
        self._settle.start()

    def _warn_of_cloud(self, cloud: str) -> None:
        self._cloud.setText(f"I {cloud}: andra som redigerar syns inte")
        self._cloud.setToolTip(
            f"{cloud} kopierar filen mellan datorer, så att programmet inte ser vem som har den "
            "öppen. Har någon annan ändrat den skrivs den inte över när du sparar."
        )
        self._cloud.setVisible(bool(cloud))

    def forget(self) -> None:
        """Follow no report any longer."""
        self._bridge = None
        self.late.hide()
        self._settle.stop()

    def _count(self) -> None:
        """Say how many errors and warnings stand, when typing pauses."""
        if self._bridge is not None:
            faults = self._bridge.marks.faults
            words = counted(faults, (Severity.ERROR, Severity.WARNING))
            self.findings.setText(words if faults else "Inga fel eller varningar")


def _offer(button: QToolButton, sentence: str, severity: Severity) -> None:
    """Say something that there is a way to, or ("") nothing."""
    button.setText(f"{sentence} – Visa")
    button.setIcon(severity_icon(severity, theme_now()))
    button.setVisible(bool(sentence))


def _button(hint: str, wanted: SignalInstance) -> QToolButton:
    button = QToolButton()
    button.setAutoRaise(True)
    button.setToolTip(hint)
    button.clicked.connect(lambda _checked: wanted.emit())
    return button
