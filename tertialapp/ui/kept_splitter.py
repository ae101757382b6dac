"""Parts of a page whose sizes are the user's own, kept between sessions."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter

from tertialapp.ui.settings import keep, remembered

KEEP_MS = 500


class KeptSplitter(QSplitter):
    """A vertical splitter that remembers where its user has put its handles."""

    def __init__(self, name: str) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._name = f"delning/{name}"
        self.setChildrenCollapsible(False)
        self._soon = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._soon.timeout.connect(lambda: keep(self._name, self.saveState()))
        self.splitterMoved.connect(lambda *_: self._soon.start())

    def begin_with(self, *sizes: int) -> None:
        """Take the sizes that were kept, or these the first time; after the parts are added."""
        kept = remembered(self._name)
        if kept is None or not self.restoreState(kept):
            self.setSizes(list(sizes))
