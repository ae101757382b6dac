"""What stands to the right of the page: charts of what is marked there, the pages as printed, the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from tertialapp.model.economy_tables import has_table
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.charts.panel import ChartPanel
from tertialapp.ui.pages.page import Page
from tertialapp.ui.side_tabs import CHARTS, CHECKS, PREVIEW

if TYPE_CHECKING:
    from tertialapp.ui.findings.panel import FindingPanel
    from tertialapp.ui.preview.panel import PreviewPanel

_TABS = (CHARTS, PREVIEW, CHECKS)


class SidePanel(QWidget):
    """Tabs that show more of what is marked on the page."""

    told = Signal(str)
    turned = Signal(str)
    """The user has turned to another tab."""
    checks_made = Signal(object)
    """The ``FindingPanel`` is there: it is made when it is first shown."""
    chosen = Signal(object)
    """A ``Spot`` was clicked in the preview, or is that of a finding."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._page: Page | None = None
        self.charts = ChartPanel(bridge)
        self.charts.told.connect(self.told)
        self.preview: PreviewPanel | None = None
        self.checks: FindingPanel | None = None
        self._pages = QWidget()
        self._findings = QWidget()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Bredvid sidan")
        self.tabs.addTab(self.charts, "Diagram")
        self.tabs.addTab(self._pages, "Förhandsvisning")
        self.tabs.addTab(self._findings, "Kontroll")
        self.tabs.currentChanged.connect(self._show_current)
        self.tabs.tabBarClicked.connect(lambda at: self.turned.emit(_TABS[at]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 12, 12)
        layout.addWidget(self.tabs)
        bar = self.tabs.tabBar()
        bar.setUsesScrollButtons(False)  # as narrow as its tabs, and no narrower

    def show_tab(self, tab: str) -> None:
        """Show a tab."""
        self.tabs.setCurrentIndex(_TABS.index(tab))
        self._show_current()

    def stops(self) -> list[QWidget]:
        """The parts that F6 goes between."""
        charts = [self.charts.figures, self.charts.copy_button, self.charts.save_button]
        pages = [self.preview.view] if self.preview else []
        return [*charts, *pages, *([self.checks.list] if self.checks else [])]

    def show_page(self, page: Page | None) -> None:
        """Show what belongs to a page."""
        self._page = page
        self._show_charts(page)
        self._show_current()

    def _show_current(self) -> None:
        if self.tabs.currentIndex() == _TABS.index(PREVIEW):
            self._preview().show_page(self._page)
        elif self.tabs.currentIndex() == _TABS.index(CHECKS) and self.checks is None:
            from tertialapp.ui.findings.panel import FindingPanel

            self.checks = FindingPanel(self._bridge)
            self.checks.chosen.connect(self.chosen)
            _fill(self._findings, self.checks)
            self.checks_made.emit(self.checks)

    def _preview(self) -> PreviewPanel:
        if self.preview is None:
            # Imported here: the window shall not wait for what lays pages out.
            from tertialapp.ui.preview.panel import PreviewPanel

            self.preview = PreviewPanel(self._bridge)
            self.preview.chosen.connect(self.chosen)
            _fill(self._pages, self.preview)
        return self.preview

    def _show_charts(self, page: Page | None) -> None:
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


def _fill(tab: QWidget, inside: QWidget) -> None:
    layout = QVBoxLayout(tab)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(inside)
    inside.show()  # now, and not when the events come round to it
