"""The page of a section: its text, and the grid and details that sections of its kind have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from tertialapp.document.document import Change
from tertialapp.model.change import Delta
from tertialapp.model.frame import Section, SectionKind, TextPart
from tertialapp.model.goals import Goal
from tertialapp.model.records import owner_key
from tertialapp.model.report import Report
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.columns.column import Sheet
from tertialapp.ui.columns.decisions import decision_sheet
from tertialapp.ui.columns.economy import economy_sheet
from tertialapp.ui.columns.lists import (
    adjustment_sheet,
    competence_sheet,
    planned_sheet,
)
from tertialapp.ui.editors.bound_text import BoundText
from tertialapp.ui.grid.model import GridModel
from tertialapp.ui.grid.panel import GridPanel
from tertialapp.ui.grid.view import GridView
from tertialapp.ui.kept_splitter import KeptSplitter
from tertialapp.ui.override import override
from tertialapp.ui.pages.owner_field import OwnerField
from tertialapp.ui.pages.page import TitledPage
from tertialapp.ui.pages.review_banner import ReviewBanner
from tertialapp.ui.pages.row_details import AreaDetails, Details, InvestmentDetails
from tertialapp.ui.pages.signatory import SignatoryForm
from tertialapp.ui.pages.unit_details import UnitDetails
from tertialapp.ui.read_only import WRITES

_TABLES = (
    SectionKind.OPERATING_BUDGET,
    SectionKind.NET_BUDGET,
    SectionKind.RESULT_UNITS,
    SectionKind.INVESTMENTS,
    SectionKind.TURNOVER_CHANGES,
)
_MAY_BE_EMPTY = (
    SectionKind.TEXT,
    SectionKind.APPENDIX,
    SectionKind.PLANNED_INVESTMENTS,
    SectionKind.BUDGET_ADJUSTMENTS,
    SectionKind.COMPETENCE_FUNDS,
)
_DETAILS: dict[SectionKind, type[Details]] = {
    SectionKind.NET_BUDGET: AreaDetails,
    SectionKind.INVESTMENTS: InvestmentDetails,
    SectionKind.RESULT_UNITS: UnitDetails,
}
_TITLES = {
    SectionKind.OPERATING_BUDGET: "Driftbudget",
    SectionKind.NET_BUDGET: "Netto per verksamhetsområde",
    SectionKind.RESULT_UNITS: "Resultatenheter",
    SectionKind.INVESTMENTS: "Investeringar",
    SectionKind.TURNOVER_CHANGES: "Omslutningsförändringar",
    SectionKind.DECISIONS: "Beslutspunkter",
    SectionKind.PLANNED_INVESTMENTS: "Planerade investeringar",
    SectionKind.BUDGET_ADJUSTMENTS: "Budgetjusteringar",
    SectionKind.COMPETENCE_FUNDS: "Kompetensutvecklingsmedel",
}


def section_sheet(
    report: Report, kind: SectionKind, section_id: str, period_id: str
) -> Sheet[Any] | None:
    """The grid of a section of a kind; None when it has only text."""
    if kind in _TABLES:
        return economy_sheet(report, kind, period_id)
    match kind:
        case SectionKind.DECISIONS:
            return decision_sheet(period_id)
        case SectionKind.PLANNED_INVESTMENTS:
            return planned_sheet(section_id, period_id)
        case SectionKind.BUDGET_ADJUSTMENTS:
            return adjustment_sheet(section_id, period_id)
        case SectionKind.COMPETENCE_FUNDS:
            return competence_sheet(period_id)
    return None


class SectionPage(TitledPage):
    """Shows sections of one kind, one at a time."""

    def __init__(self, bridge: Bridge, kind: SectionKind) -> None:
        super().__init__(bridge)
        self._kind = kind
        self.text = BoundText(bridge, "Text", TextPart.BODY)
        self.view: GridView | None = None
        self._details: Details | None = None
        self._nothing = QCheckBox("Inget att rapportera den här perioden")
        self._nothing.clicked.connect(self._set_nothing)
        self._parts = KeptSplitter(kind.value)
        self._parts.addWidget(self.text)
        if kind is SectionKind.REVIEW:
            self._banner = ReviewBanner(self._mark_reviewed)
            self.body.addWidget(self._banner)
        self.owner = OwnerField(bridge)
        line = QHBoxLayout()
        line.addWidget(self._nothing)
        for button in self._more_buttons():
            line.addWidget(button)
        line.addWidget(self.owner, 1)
        self.body.addLayout(line)
        self.body.addWidget(self._parts, 1)
        self._add_grid()
        self._signatory = SignatoryForm(bridge) if kind is SectionKind.DECISIONS else None
        if self._signatory:
            self.body.addWidget(self._signatory)
        bridge.changed.connect(self._follow_text)
        self.watch_cursor()

    def _add_grid(self) -> None:
        sheet = section_sheet(self.bridge.report, self._kind, "", self.bridge.period_id)
        if sheet is None:
            return
        title = _TITLES[self._kind]
        self.view = GridView(GridModel(self.bridge, sheet), title)
        panel = GridPanel(self.view, title)
        details = _DETAILS.get(self._kind)
        self._details = details(self.bridge) if details else None
        self._grid_part: QWidget = panel
        if self._details:
            self._grid_part = QWidget()
            layout = QVBoxLayout(self._grid_part)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(panel, 1)
            layout.addWidget(self._details)
            self.view.row_changed.connect(self._show_details)
        self._parts.addWidget(self._grid_part)

    def _more_buttons(self) -> list[QWidget]:
        if self._kind is not SectionKind.DECISIONS:
            return []
        commands = {"Föreslå punkter …": "propose_points", "Formuleringar …": "wordings"}
        buttons: list[QWidget] = []
        for words, command in commands.items():
            button = ActButton(words)
            button.clicked.connect(
                lambda _checked, command=command: self.bridge.asked.emit(command)
            )
            button.setProperty(WRITES, True)
            buttons.append(button)
        return buttons

    # -- hooks ----------------------------------------------------------------------------------

    @override
    def show_contents(self, record: Goal | Section) -> None:
        assert isinstance(record, Section)
        self.text.show_owner(record.id, record.instruction)
        self.owner.show_record(record)
        self._nothing.setVisible(record.kind in _MAY_BE_EMPTY)
        self._show_flags()
        if self.view is not None:
            report, period_id = self.bridge.report, self.bridge.period_id
            sheet = section_sheet(report, self._kind, record.id, period_id)
            assert sheet is not None
            self.view.grid.show_sheet(sheet)
            self.view.select_cell(0, 0)
            self._place_grid(record)
        if self._signatory:
            self._signatory.show_period()

    @override
    def take_in(self) -> bool:
        self.text.flush()
        self.owner.flush()
        if self._signatory:
            self._signatory.flush()
        if self._details:
            self._details.flush()
        return self.view.leave() if self.view is not None else True

    @override
    def text_fields(self) -> Sequence[BoundText]:
        return (self.text,)

    @override
    def grid_views(self) -> Sequence[GridView]:
        return () if self.view is None else (self.view,)

    @override
    def stops(self) -> list[QWidget]:
        views = [self.view] if self.view is not None else []
        table = [*views, *(self._details.stops() if self._details else ())]
        is_first = self._parts.indexOf(self.text) > 0
        parts = [*table, self.text] if is_first else [self.text, *table]
        return [self.heading, self.owner.line, *parts]

    @override
    def reveal(self, delta: Delta) -> None:
        self._select(owner_key(delta.key), delta.field)

    @override
    def reveal_cell(self, row: str, field: str) -> None:
        if row and self.view is not None:
            self._select(row, field)
            self.view.setFocus()
        elif field in ("body", "needs_reading"):
            self.text.setFocus()
        elif field.startswith("signatory") and self._signatory:
            self._signatory.begin()
        elif field == "title":
            self.heading.setFocus()

    def _select(self, row_id: str, field: str) -> None:
        row = self.view.grid.row_of(row_id) if self.view is not None else -1
        if self.view is not None and row >= 0:
            keys = [column.key for column in self.view.grid.sheet.columns]
            self.view.select_cell(row, keys.index(field) if field in keys else 0)

    # -- parts ----------------------------------------------------------------------------------

    def _place_grid(self, section: Section) -> None:
        """The grid above or below the text, as it is printed."""
        grid_at = 0 if section.table_first or self._kind is SectionKind.DECISIONS else 1
        if self._parts.indexOf(self._grid_part) != grid_at:
            self._parts.insertWidget(grid_at, self._grid_part)
        lists_first = self._kind is SectionKind.DECISIONS
        above, below = (560, 110) if lists_first else (480, 160) if grid_at == 0 else (160, 480)
        self._parts.begin_with(above, below)

    def _show_details(self) -> None:
        if self._details and self.view:
            self._details.show_row(self.view.grid.row(self.view.current_row()))

    def _show_flags(self) -> None:
        if self.place is None:
            return
        text = self.bridge.report.text(self.place.key, self.bridge.period_id, TextPart.BODY)
        self._nothing.setChecked(text.nothing_to_report)
        self.text.setVisible(not text.nothing_to_report)
        if self._kind is SectionKind.REVIEW:
            self._banner.setVisible(text.needs_review)

    def _set_nothing(self, checked: bool) -> None:  # noqa: FBT001 - from Qt's signal
        self._set_flag("Ändra inget att rapportera", nothing_to_report=checked)

    def _mark_reviewed(self) -> None:
        self._set_flag("Markera som placerad", needs_review=False)

    def _set_flag(self, label: str, **flags: bool) -> None:
        self.text.flush()
        if self.place is not None:
            with self.bridge.edit(label) as edit:
                text = edit.report.text(self.place.key, self.bridge.period_id, TextPart.BODY)
                edit.set(text, **flags)

    def _follow_text(self, change: Change) -> None:
        if change.touches("text"):
            self._show_flags()
