"""The texts that say a figure as it was before it was changed in the data, until they say the new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from tertialapp.check.findings import Finding
from tertialapp.check.listing import in_order
from tertialapp.check.prose.rules import says_old
from tertialapp.model.numbers import counted
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.marks import CHECK_PAUSE_MS

_Name = tuple[str, str, tuple[str, str, str]]


class OldValues(QObject):
    """Follows an open report; remembers since when a text contradicts the data."""

    changed = Signal()
    """Other texts say an old value."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._before = bridge.report
        self._known: set[_Name] = set()
        self._findings: tuple[Finding, ...] = ()
        self._settle = QTimer(self, singleShot=True, interval=CHECK_PAUSE_MS)
        self._settle.timeout.connect(self._look)
        bridge.changed.connect(lambda _: self._settle.start())
        bridge.period_changed.connect(self._forget)

    @property
    def findings(self) -> Sequence[Finding]:
        """The contradictions of texts that agreed until the data was changed, as the report is printed."""
        return self._findings

    @property
    def sentence(self) -> str:
        """How many texts say an old value; "" when none does."""
        texts = len({found.cells[0].key for found in self._findings})
        if not texts:
            return ""
        return f"{counted(texts, 'text', 'texter')} säger ett gammalt värde"

    def _look(self) -> None:
        report, findings = self._bridge.report, self._bridge.marks.findings
        new = says_old(self._before, report, (f for f in findings if f not in self._findings))
        self._known |= {_name(found) for found in new}
        self._before = report
        self._show(in_order(report, (f for f in findings if _name(f) in self._known)))

    def _forget(self) -> None:
        self._settle.stop()
        self._known.clear()
        self._before = self._bridge.report
        self._show(())

    def _show(self, findings: Sequence[Finding]) -> None:
        found = tuple(findings)
        if found != self._findings:
            self._findings = found
            self.changed.emit()


def _name(found: Finding) -> _Name:
    """What stays the same of a contradiction while the figure of the data goes on changing."""
    return found.cells[0].key, found.found, found.cells[-1].address
