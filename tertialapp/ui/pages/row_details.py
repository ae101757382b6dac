"""What is said and set of one row of an economy table: below the grid, for the cursor's row."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from tertialapp.model.economy_tables import EconomyRow, closing_amount
from tertialapp.model.frame import SectionKind
from tertialapp.model.numbers import NBSP, MoneyUnit, format_money, format_number
from tertialapp.model.report import Report
from tertialapp.model.sums import closing_fund, over_limit, withdrawal
from tertialapp.model.text import clean_line
from tertialapp.ui.bridge import Bridge


class Details(QWidget):
    """A line of fields for the row that the cursor is on."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge
        self.subject_id = ""
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 2, 0, 6)
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


def details_for(kind: SectionKind, bridge: Bridge) -> Details | None:
    """The details of a kind of table; None where there are none."""
    match kind:
        case SectionKind.NET_BUDGET:
            return AreaDetails(bridge)
        case SectionKind.INVESTMENTS:
            return InvestmentDetails(bridge)
        case SectionKind.RESULT_UNITS:
            return UnitDetails(bridge)
    return None


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


class UnitDetails(Details):
    """A result unit's year in words, the reason for an own closing fund, and a group's area."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._reason_label = QLabel("Skäl:")
        self._reason = QLineEdit()
        self._reason.setAccessibleName("Skäl till att fonden avviker från den uträknade")
        self._reason.editingFinished.connect(self.flush)
        self._area_label = QLabel("Gruppens verksamhetsområde:")
        self._area = QComboBox()
        self._area.setAccessibleName("Verksamhetsområde vars prognos gruppen påverkar")
        self._area.activated.connect(self._write_area)
        self.line.addWidget(self._words, 2)
        self.line.addWidget(self._reason_label)
        self.line.addWidget(self._reason, 1)
        self.line.addWidget(self._area_label)
        self.line.addWidget(self._area)
        self.line.addStretch(0)

    def show_subject(self) -> None:
        """Show a unit or a group."""
        report = self.bridge.report
        unit = report.result_units.get(self.subject_id)
        group = report.result_unit_groups.get(self.subject_id)
        value = report.result_unit_value(unit.id, self.bridge.period_id) if unit else None
        overridden = value is not None and value.closing_override is not None
        self._words.setVisible(unit is not None)
        self._words.setText(fund_in_words(report, unit.id, self.bridge.period_id) if unit else "")
        for widget in (self._reason_label, self._reason):
            widget.setVisible(overridden)
        if value is not None and not self._reason.isModified():
            self._reason.setText(value.closing_reason)
        for chooser in (self._area_label, self._area):
            chooser.setVisible(group is not None)
        if group is not None:
            self._area.clear()
            self._area.addItem("Inget valt", None)
            for area in report.areas_in_order():
                self._area.addItem(area.name, area.id)
            self._area.setCurrentIndex(max(0, self._area.findData(group.area_id)))

    def flush(self) -> None:
        """Write the reason if it was changed."""
        reason = clean_line(self._reason.text())
        if self._reason.isModified() and self.subject_id in self.bridge.report.result_units:
            self._reason.setModified(False)
            with self.bridge.edit("Ändra skäl") as edit:
                value = edit.report.result_unit_value(self.subject_id, self.bridge.period_id)
                if reason:
                    edit.set(value, closing_reason=reason)

    def _write_area(self) -> None:
        with self.bridge.edit("Ändra gruppens verksamhetsområde") as edit:
            group = edit.report.result_unit_groups[self.subject_id]
            edit.set(group, area_id=self._area.currentData())


def fund_in_words(report: Report, unit_id: str, period_id: str) -> str:
    """How a result unit's closing fund comes about, and its withdrawal against the limit, in words."""
    value = report.result_unit_value(unit_id, period_id)
    if value.opening is None and value.result is None:
        return "Fyll i ingående fond och resultat, så räknas fonden till nästa år ut."
    setup = report.setup
    closing = closing_amount(report, value)
    free = closing_fund(value.opening, value.result, None, setup.fund_ceiling)

    def money(amount: int | None) -> str:
        unit = MoneyUnit.THOUSANDS
        return f"{format_money(amount or 0, unit)}{NBSP}{unit.label}"  # type: ignore[arg-type]

    sentence = f"Ingående fond {money(value.opening)} + resultat {money(value.result)}"
    sentence += f" = {money(free)}."
    if value.closing_override is not None:
        sentence += f" Fonden är satt till {money(closing)}."
    elif closing != free:
        ceiling = format_number(setup.fund_ceiling)
        sentence += f" Taket på {ceiling}{NBSP}% av bruttobudgeten ger {money(closing)}."
    over = over_limit(
        withdrawal(value.opening, closing), value.gross_budget, setup.withdrawal_ceiling
    )
    if over:
        limit = format_number(setup.withdrawal_ceiling)
        sentence += f" Uttaget är {money(over)} över {limit}{NBSP}% av bruttobudgeten."
    return sentence
