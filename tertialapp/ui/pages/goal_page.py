"""The page of a goal: status, texts, and the indicators and activities under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from tertialapp.model.change import Delta
from tertialapp.model.frame import Section, TextPart
from tertialapp.model.goals import Goal, Level
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.editors.bound_text import BoundText
from tertialapp.ui.grid.view import GridView
from tertialapp.ui.kept_splitter import KeptSplitter
from tertialapp.ui.override import override
from tertialapp.ui.pages.goal_rows import GoalRows
from tertialapp.ui.pages.goal_texts import GoalTexts
from tertialapp.ui.pages.page import TitledPage
from tertialapp.ui.pages.status_row import StatusRow


class GoalPage(TitledPage):
    """Shows one goal at a time."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.status = StatusRow(bridge)
        self.texts = GoalTexts(bridge)
        self.rows = GoalRows(bridge)
        parts = KeptSplitter("mål")
        parts.addWidget(self.texts)
        parts.addWidget(self.rows)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        parts.begin_with(270, 390)
        marked = self.rows.indicators.selectionModel().selectionChanged
        marked.connect(lambda *_: self.chart_changed.emit())
        self.rows.tabs.currentChanged.connect(lambda _: self.chart_changed.emit())
        self.body.addWidget(self.status)
        self.body.addWidget(parts, 1)
        self.watch_cursor()

    @override
    def show_contents(self, record: Goal | Section) -> None:
        assert isinstance(record, Goal)
        self.status.show_goal(record)
        self.texts.show_goal(record)
        self.rows.show_goal(record)
        report = self.bridge.report
        has_rows = report.indicators_of(record.id) or report.activities_of(record.id)
        self.rows.setVisible(record.level is not Level.DIRECTION or bool(has_rows))

    @override
    def take_in(self) -> bool:
        self.status.flush()
        return self.texts.flush() and self.rows.leave()

    @property
    @override
    def good_width(self) -> int:
        margins = self.body.contentsMargins()
        line = max(self.status.line_width, self.rows.line_width)
        return max(super().good_width, line + margins.left() + margins.right())

    @override
    def stops(self) -> list[QWidget]:
        text = self.texts.currentWidget()
        return [self.heading, self.status, text, self.rows.view(), self.rows.row_text]

    @override
    def reveal(self, delta: Delta) -> None:
        owner, _, rest = delta.key.partition("@")
        if delta.table == "expected_result":
            self.texts.reveal(None)
        elif delta.table == "text" and self.place and owner == self.place.key:
            self.texts.reveal(TextPart(rest.rpartition("@")[2]))
        else:
            self.rows.reveal(owner, delta.field)

    @override
    def reveal_cell(self, row: str, field: str) -> None:
        if row and row in self.bridge.report.expected_results:
            self.texts.reveal(None)
        elif row:
            self.rows.reveal(row, field)
            in_text = field in ("body", "needs_reading")
            (self.rows.row_text if in_text else self.rows.view()).setFocus()
        elif field in ("body", "needs_reading"):
            self.texts.reveal(TextPart.ANALYSIS)
            self.texts.analysis.setFocus()
        elif field == "description":
            self.texts.reveal(TextPart.DESCRIPTION)
            self.texts.description.setFocus()
        elif field == "status_id":
            self.status.setFocus()
        elif field == "title":
            self.heading.setFocus()

    @override
    def text_fields(self) -> Sequence[BoundText]:
        return self.texts.analysis, self.texts.description, self.rows.row_text

    @override
    def grid_views(self) -> Sequence[GridView]:
        return self.texts.expected, self.rows.indicators, self.rows.activities

    @override
    def chart_indicators(self) -> list[str]:
        """The indicators whose rows are marked, the cursor's alone when no others are."""
        view = self.rows.indicators
        if self.rows.view() is not view:
            return []
        rows = sorted({index.row() for index in view.selectedIndexes()})
        found = (view.grid.row(at) for at in rows)
        return [row.id for row in found if row is not None]
