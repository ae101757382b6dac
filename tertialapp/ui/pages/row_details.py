"""What is said and set of one row of an economy table: below the grid, for the cursor's row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from tertialapp.model.economy_tables import EconomyRow
from tertialapp.ui.bridge import Bridge


class Details(QWidget):
    """A line of fields for the row that the cursor is on; subclasses may put more below it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge
        self.subject_id = ""
        self.parts = QVBoxLayout(self)
        self.parts.setContentsMargins(0, 2, 0, 6)
        self.line = QHBoxLayout()
        self.parts.addLayout(self.line)
        self.setMinimumHeight(36)

    def show_row(self, row: EconomyRow | None) -> None:
        """Show a row; a sum has no details."""
        self.flush()
        self.subject_id = (row.subject_id or "") if row else ""
        self.show_subject()

    def show_subject(self) -> None:
        """Show what the row is about, or nothing."""
        raise NotImplementedError

    def flush(self) -> None:
        """Write what is being typed."""

    def stops(self) -> Sequence[QWidget]:
        """The parts that F6 goes to."""
        return ()


class AreaDetails(Details):
    """Whether the parts of a business area are meant to sum up to it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._partial = QCheckBox("Varav-raderna är ett urval och summeras inte till området")
        self._partial.clicked.connect(self._write)
        self.line.addWidget(self._partial)
        self.line.addStretch(1)

    def show_subject(self) -> None:
        """Show it for areas that have parts."""
        area = self.bridge.report.business_areas.get(self.subject_id)
        has_parts = area is not None and bool(self.bridge.report.areas_under(area.id))
        self._partial.setVisible(has_parts)
        self._partial.setChecked(area is not None and area.partial)

    def _write(self, checked: bool) -> None:  # noqa: FBT001 - from Qt's signal
        with self.bridge.edit("Ändra hur området summeras") as edit:
            edit.set(edit.report.business_areas[self.subject_id], partial=checked)


class InvestmentDetails(Details):
    """Whether an investment row is for machines and fittings."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._machines = QCheckBox("Maskiner och inventarier (delas inte upp på projekt)")
        self._machines.clicked.connect(self._write)
        self.line.addWidget(self._machines)
        self.line.addStretch(1)

    def show_subject(self) -> None:
        """Show it for rows that are not sums."""
        investment = self.bridge.report.investments.get(self.subject_id)
        self._machines.setVisible(investment is not None)
        self._machines.setChecked(investment is not None and investment.machines)

    def _write(self, checked: bool) -> None:  # noqa: FBT001 - from Qt's signal
        with self.bridge.edit("Ändra slag av investering") as edit:
            edit.set(edit.report.investments[self.subject_id], machines=checked)
