"""What the window's last line says: what is saved where, and what is open."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton

from tertialapp.check.findings import Severity
from tertialapp.check.listing import counted
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.icons import severity_icon
from tertialapp.ui.marks import CHECK_PAUSE_MS
from tertialapp.ui.theme import theme_now


class StatusLine(QStatusBar):
    """Follows an open report. A name would be read in place of what the labels say, so they have none."""

    old_values_wanted = Signal()
    """The texts that say an old value are to be shown."""
    findings_wanted = Signal()
    """The findings that are counted here are to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._saved = QLabel()
        self._name = QLabel()
        self._bridge: Bridge | None = None
        self.findings = _button("Visa fynden i Kontroll (Ctrl+Skift+K)", self.findings_wanted)
        self.old_values = _button("Visa vilka (Ctrl+Skift+J)", self.old_values_wanted)
        self.old_values.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.old_values.hide()
        self._settle = QTimer(self, singleShot=True, interval=CHECK_PAUSE_MS)
        self._settle.timeout.connect(self._count)
        self.addWidget(self._saved)
        self.addPermanentWidget(self.old_values)
        self.addPermanentWidget(self.findings)
        self.addPermanentWidget(self._name)

    def show_old_values(self, sentence: str) -> None:
        """Say that texts say an old value, with the way to them; "" when none does."""
        self.old_values.setText(f"{sentence} – Visa")
        self.old_values.setIcon(severity_icon(Severity.WARNING, theme_now()))
        self.old_values.setVisible(bool(sentence))

    def show_state(
        self, bridge: Bridge, changed_at: datetime | None, saved_at: datetime | None
    ) -> None:
        """Say how things stand; the moments are of this session, None when there is none yet."""
        document = bridge.document
        local = f"Alla ändringar sparade lokalt {changed_at:%H:%M}" if changed_at else ""
        if document.path is None:
            state = "Inte sparad i någon fil än"
        elif not document.is_published:
            state = "Ändringar finns som inte sparats i filen"
        else:
            state = f"Sparad i fil {saved_at:%H:%M}" if saved_at else "Sparad i fil"
        self._saved.setText("     ".join(filter(None, (local, state))))
        name = document.path.name if document.path else "Ny rapport"
        self._name.setText(f"{name} · {bridge.period.title}")
        self._bridge = bridge
        self._settle.start()

    def forget(self) -> None:
        """Follow no report any longer."""
        self._bridge = None
        self._settle.stop()

    def _count(self) -> None:
        """Say how many errors and warnings stand, when typing pauses."""
        if self._bridge is not None:
            faults = self._bridge.marks.faults
            words = counted(faults, (Severity.ERROR, Severity.WARNING))
            self.findings.setText(words if faults else "Inga fel eller varningar")


def _button(hint: str, wanted: SignalInstance) -> QToolButton:
    button = QToolButton()
    button.setAutoRaise(True)
    button.setToolTip(hint)
    button.clicked.connect(lambda _checked: wanted.emit())
    return button
