"""The indicators and activities of a goal, and the text of the row that the cursor is on."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from tertialapp.model.frame import TextPart
from tertialapp.model.goals import Goal, Indicator
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.columns.activities import activity_sheet
from tertialapp.ui.columns.indicators import indicator_sheet
from tertialapp.ui.editors.bound_text import BoundText
from tertialapp.ui.editors.elided_label import ElidedLabel
from tertialapp.ui.grid.model import GridModel
from tertialapp.ui.grid.panel import RowButtons
from tertialapp.ui.grid.view import GridView
from tertialapp.ui.kept_splitter import KeptSplitter
from tertialapp.ui.pages.indicator_properties import IndicatorProperties
from tertialapp.ui.pages.tabs_with_buttons import TabsWithButtons

INDICATORS, ACTIVITIES = range(2)


class GoalRows(KeptSplitter):
    """Two grids in tabs, and below them what belongs to the current row."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__("rader")
        self._bridge = bridge
        report, period_id = bridge.report, bridge.period_id
        self.indicators = GridView(
            GridModel(bridge, indicator_sheet(report, "", period_id)), "Indikatorer"
        )
        self.activities = GridView(GridModel(bridge, activity_sheet("", period_id)), "Aktiviteter")
        self._buttons = QStackedWidget()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Indikatorer och aktiviteter")
        for view, name in ((self.indicators, "Indikatorer"), (self.activities, "Aktiviteter")):
            self.tabs.addTab(view, name)
            self._buttons.addWidget(RowButtons(view))
            view.row_changed.connect(self._show_row)
            view.setFrameShape(view.Shape.NoFrame)
        self.tabs.currentChanged.connect(self._buttons.setCurrentIndex)
        self.tabs.currentChanged.connect(lambda _: self._show_row())
        self._head = TabsWithButtons(self.tabs, self._buttons)
        self.addWidget(self._head)
        self.addWidget(self._row_part(bridge))
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 1)
        self.begin_with(330, 120)
        bridge.changed.connect(lambda _: self._label_tabs())

    def _row_part(self, bridge: Bridge) -> QWidget:
        self._row_title = ElidedLabel()
        self._row_title.setProperty("section", True)
        self.row_text = BoundText(bridge, "Analys av raden", TextPart.ANALYSIS)
        self.properties = IndicatorProperties(bridge)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self._row_title)
        left.addWidget(self.row_text)
        self._below = QWidget()
        layout = QHBoxLayout(self._below)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(14)
        layout.addLayout(left, 1)
        # As wide as it likes to be, but no more than half: the text needs the room that there is.
        self.properties.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        layout.addWidget(self.properties, 1, Qt.AlignmentFlag.AlignTop)
        return self._below

    @property
    def line_width(self) -> int:
        """How wide it must be for tabs and buttons to stand on one line."""
        return self._head.line_width

    # -- what the page does with it -------------------------------------------------------------

    def show_goal(self, goal: Goal) -> None:
        """Show the rows of a goal, with the cursor on the first."""
        report, period_id = self._bridge.report, self._bridge.period_id
        self.indicators.grid.show_sheet(indicator_sheet(report, goal.id, period_id))
        self.activities.grid.show_sheet(activity_sheet(goal.id, period_id))
        for view in (self.indicators, self.activities):
            view.select_cell(0, 1)
        self._label_tabs()
        only_activities = not self.indicators.grid.rowCount() and self.activities.grid.rowCount()
        self.tabs.setCurrentIndex(ACTIVITIES if only_activities else INDICATORS)
        self._show_row()

    def leave(self) -> bool:
        """Write what is being typed; False when a cell does not fit."""
        self.row_text.flush()
        self.properties.flush()
        for at, view in enumerate((self.indicators, self.activities)):
            if not view.leave():
                self.tabs.setCurrentIndex(at)
                return False
        return True

    def reveal(self, row_id: str, field: str) -> None:
        """Put the cursor on a row of either grid, in the column of a field if it has one."""
        for at, view in enumerate((self.indicators, self.activities)):
            row = view.grid.row_of(row_id)
            if row >= 0:
                self.tabs.setCurrentIndex(at)
                keys = [column.key for column in view.grid.sheet.columns]
                key = field.removesuffix("_words")
                view.select_cell(row, keys.index(key) if key in keys else 0)

    def view(self) -> GridView:
        """The grid that is in front."""
        return self.activities if self.tabs.currentIndex() == ACTIVITIES else self.indicators

    def _label_tabs(self) -> None:
        self.tabs.setTabText(INDICATORS, f"Indikatorer ({self.indicators.grid.rowCount()})")
        self.tabs.setTabText(ACTIVITIES, f"Aktiviteter ({self.activities.grid.rowCount()})")

    def _show_row(self) -> None:
        view = self.view()
        row: Any = view.grid.row(view.current_row())
        self._below.setVisible(row is not None)
        self.row_text.show_owner(row.id if row else "")
        self.row_text.editor.field.setAccessibleDescription(row.name if row else "")
        self._row_title.setText(f"Analys: {row.name}" if row else "")
        self.properties.show_indicator(row if isinstance(row, Indicator) else None)
