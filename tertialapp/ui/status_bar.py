"""What the window's last line says: what is saved where, and what is open."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStatusBar

from tertialapp.check.findings import Severity
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.icons import severity_icon
from tertialapp.ui.theme import theme_now


class StatusLine(QStatusBar):
    """Follows an open report. A name would be read in place of what the labels say, so they have none."""

    old_values_wanted = Signal()
    """The texts that say an old value are to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._saved = QLabel()
        self._name = QLabel()
        self._old = QPushButton()
        self._old.setProperty("line", True)
        self._old.setAutoDefault(False)
        self._old.setToolTip("Visa vilka (Ctrl+Skift+J)")
        self._old.clicked.connect(lambda _checked: self.old_values_wanted.emit())
        self._old.hide()
        self.addWidget(self._saved)
        self.addPermanentWidget(self._old)
        self.addPermanentWidget(self._name)

    def show_old_values(self, sentence: str) -> None:
        """Say that texts say an old value, with the way to them; "" when none does."""
        self._old.setText(f"{sentence} – Visa")
        self._old.setIcon(severity_icon(Severity.WARNING, theme_now()))
        self._old.setVisible(bool(sentence))

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
