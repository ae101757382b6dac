"""How a result unit's fund is counted, step by step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidgetItem, QWidget

from tertialapp.model.fund_steps import UNIT, FundPart, FundStep, as_text, printed
from tertialapp.ui.dialogs.texts import TableDialog
from tertialapp.ui.fitting import resize_within_screen

_AMOUNT = 1
_RESULTS = (FundPart.TOGETHER, FundPart.SET, FundPart.COMPUTED)


class FundDialog(TableDialog):
    """The steps of one unit; copied whole."""

    def __init__(self, unit: str, steps: Sequence[FundStep], parent: QWidget | None) -> None:
        title = f"Så räknas fonden för {unit}"
        heads = ["Steg", UNIT.label, "Förklaring"]
        super().__init__(title, heads, printed(steps), parent, as_text(title, steps))
        for row, step in enumerate(steps):
            self._mark(row, step)
        self._align(self.table.horizontalHeaderItem(_AMOUNT))
        rows = self.table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)  # a reason may be long
        self.table.resizeColumnsToContents()
        resize_within_screen(self, 780, 140 + 30 * max(len(steps), 6))

    def _mark(self, row: int, step: FundStep) -> None:
        """Results in bold, and each amount heard with what it is."""
        for column in (0, _AMOUNT):
            item = self.table.item(row, column)
            assert item is not None
            if step.part in _RESULTS:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
            if column == _AMOUNT:
                heard = f"{step.label}: {item.text()} {UNIT.label}" if item.text() else step.label
                item.setData(Qt.ItemDataRole.AccessibleTextRole, heard)
                self._align(item)

    @staticmethod
    def _align(item: QTableWidgetItem | None) -> None:
        assert item is not None
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
