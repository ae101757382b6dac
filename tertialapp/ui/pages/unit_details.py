"""Below the grid of result units: what a unit's fund comes to, its reason, and the area of a group."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from tertialapp.model.economy import ResultUnit
from tertialapp.model.fund_steps import fund_steps, in_short, reason_is_asked
from tertialapp.model.text import clean_line
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.choice_box import ChoiceBox
from tertialapp.ui.override import override
from tertialapp.ui.pages.row_details import Details


class UnitDetails(Details):
    """What a result unit's fund comes to, with its steps on demand; and the area of a group."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._how = QToolButton()
        self._how.setText("&Så räknas det …")
        self._how.setToolTip("Visa fondens uträkning steg för steg (Alt+S)")
        self._how.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._how.clicked.connect(self._show_how)
        self.line.addWidget(self._words, 1)
        self.line.addWidget(self._how, 0, Qt.AlignmentFlag.AlignTop)
        self._add_reason()
        self._add_area()

    def _add_reason(self) -> None:
        self._reason_line = QWidget()
        self._reason = QLineEdit()
        self._reason.setAccessibleName("Skäl till att fonden eller uttaget avviker från reglerna")
        self._reason.editingFinished.connect(self.flush)
        layout = QHBoxLayout(self._reason_line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(QLabel("Skäl:"))
        layout.addWidget(self._reason)
        self.parts.addWidget(self._reason_line)

    def _add_area(self) -> None:
        self._area_line = QWidget()
        self._area = ChoiceBox()
        self._area.setAccessibleName("Verksamhetsområde vars prognos gruppen påverkar")
        self._area.activated.connect(self._write_area)
        layout = QHBoxLayout(self._area_line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(QLabel("Gruppens verksamhetsområde:"))
        layout.addWidget(self._area)
        layout.addStretch(1)
        self.line.addWidget(self._area_line, 1)

    @override
    def stops(self) -> Sequence[QWidget]:
        return (self._how, self._reason, self._area)

    @override
    def show_subject(self) -> None:
        report = self.bridge.report
        unit = report.result_units.get(self.subject_id)
        group = report.result_unit_groups.get(self.subject_id)
        for widget in (self._words, self._how):
            widget.setVisible(unit is not None)
        self._show_unit(unit)
        self._area_line.setVisible(group is not None)
        if group is not None:
            self._area.clear()
            self._area.addItem("Inget valt", None)
            for area in report.areas_in_order():
                self._area.addItem(area.name, area.id)
            self._area.setCurrentIndex(max(0, self._area.findData(group.area_id)))

    def _show_unit(self, unit: ResultUnit | None) -> None:
        asked = False
        if unit is not None:
            report, period_id = self.bridge.report, self.bridge.period_id
            value = report.result_unit_value(unit.id, period_id)
            steps = fund_steps(report, unit.id, period_id)
            self._words.setText(in_short(steps))
            self._how.setEnabled(bool(steps))
            asked = reason_is_asked(report, value) or bool(value.closing_reason)
            if not self._reason.isModified():
                self._reason.setText(value.closing_reason)
                self._reason.setCursorPosition(0)
        self._reason_line.setVisible(asked)

    def _show_how(self) -> None:
        from tertialapp.ui.dialogs.fund import FundDialog

        report = self.bridge.report
        unit = report.result_units[self.subject_id]
        name = f"{unit.number} {unit.name}".strip()
        FundDialog(name, fund_steps(report, unit.id, self.bridge.period_id), self.window()).exec()

    @override
    def flush(self) -> None:
        reason = clean_line(self._reason.text())
        if self._reason.isModified() and self.subject_id in self.bridge.report.result_units:
            self._reason.setModified(False)
            value = self.bridge.report.result_unit_value(self.subject_id, self.bridge.period_id)
            if not reason and value.closing_override is not None:
                self._reason.setText(value.closing_reason)
                self.bridge.told.emit(
                    "Skälet står kvar: en fond som är satt för hand har ett skäl."
                )
            elif reason != value.closing_reason:
                with self.bridge.edit("Ändra skäl") as edit:
                    edit.set(value, closing_reason=reason)

    def _write_area(self) -> None:
        with self.bridge.edit("Ändra gruppens verksamhetsområde") as edit:
            group = edit.report.result_unit_groups[self.subject_id]
            edit.set(group, area_id=self._area.currentData())
