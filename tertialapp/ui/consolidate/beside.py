"""The window for many boards: made when it is first asked for, gone with the window that it stays beside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

# Imported when it is asked for: the window shall not wait for it.
if TYPE_CHECKING:
    from tertialapp.ui.consolidate.window import ConsolidateWindow


class BoardsBeside(QObject):
    """At most one such window."""

    wanted = Signal(Path, str, object)
    """A file, a period and a ``Spot`` (None: no certain one) are to be shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.window: ConsolidateWindow | None = None

    def show(self) -> None:
        """Show several boards side by side, asking first for their folder. Raises Refusal."""
        from tertialapp.ui.consolidate.window import ConsolidateWindow

        if self.window is None:
            self.window = ConsolidateWindow()
            self.window.wanted.connect(self.wanted)
        if self.window.isVisible() or self.window.choose():
            self.window.show()
            self.window.activateWindow()

    def close(self) -> None:
        """Close it for good."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
