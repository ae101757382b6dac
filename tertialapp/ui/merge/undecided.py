"""What merges have left to decide in an open report: conflicts, and possible duplicates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from tertialapp.document.document import Change
from tertialapp.merge.duplicates import Notice
from tertialapp.merge.listing import counted
from tertialapp.ui.bridge import Bridge


class Undecided(QObject):
    """Follows a report. Conflicts are kept in the file, possible duplicates while it is open."""

    changed = Signal()
    """There may be something else to decide."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._notices: list[Notice] = []
        bridge.changed.connect(self._follow)

    @property
    def conflicts(self) -> int:
        """How many conflicts the report has."""
        return len(self._bridge.report.conflicts)

    @property
    def notices(self) -> Sequence[Notice]:
        """The possible duplicates that are both there."""
        report = self._bridge.report
        return [
            notice
            for notice in self._notices
            if {notice.key, notice.other} <= report.table(notice.table).keys()
        ]

    @property
    def sentence(self) -> str:
        """How much there is to decide; "" when there is nothing."""
        return counted(self.conflicts, len(self.notices))

    def add(self, notices: Iterable[Notice]) -> None:
        """Have more possible duplicates looked at."""
        self._notices += [notice for notice in notices if notice not in self._notices]
        self.changed.emit()

    def keep_both(self, notice: Notice) -> None:
        """Both of a pair are meant: nobody is asked about it any more."""
        self._notices.remove(notice)
        self.changed.emit()

    def _follow(self, change: Change) -> None:
        tables = {notice.table for notice in self._notices}
        if change.touches("conflict", *tables):
            self.changed.emit()
