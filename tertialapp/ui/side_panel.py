"""What stands to the right of the page: charts that follow what is marked there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from tertialapp.model.economy_tables import has_table
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.charts.panel import ChartPanel
from tertialapp.ui.pages.page import Page

NARROWEST = 300


class SidePanel(QWidget):
    """Tabs that show more of what is marked on the page."""

    told = Signal(str)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.charts = ChartPanel(bridge)
        self.charts.told.connect(self.told)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Bredvid sidan")
        self.tabs.addTab(self.charts, "Diagram")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 12, 12)
        layout.addWidget(self.tabs)
        self.setMinimumWidth(NARROWEST)

    def show_page(self, page: Page | None) -> None:
        """Show what belongs to a page."""
        section = None
        if page is not None and page.place is not None:
            section = self._bridge.report.sections.get(page.place.key)
        marked = page.chart_indicators() if page is not None else []
        if marked:
            self.charts.show_indicators(marked)
        elif section is not None and has_table(section.kind):
            self.charts.show_economy(section.kind)
        else:
            self.charts.show_nothing()
