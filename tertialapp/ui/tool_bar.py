"""The bar under the menus: undo, the period, the search field, what stands beside the page, export."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from tertialapp.ui.bridge import Bridge
from tertialapp.ui.buttons import ElidedButton
from tertialapp.ui.override import override

SEARCH_WIDTH = 380


class ToolBar(QToolBar):
    """Shows actions of the menus, and the period of the open report."""

    period_chosen = Signal(str)

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__("Verktyg")
        self.setMovable(False)
        self.setIconSize(QSize(18, 18))
        self.toggleViewAction().setVisible(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._steps = [_button(actions[key]) for key in ("undo", "redo")]
        for button in self._steps:
            self.addWidget(button)
        self._periods = QComboBox()
        self._periods.setAccessibleName("Period")
        self._periods.setMinimumContentsLength(16)
        self._periods.setToolTip("Vilken period som visas och skrivs i")
        self._periods.activated.connect(
            lambda _: self.period_chosen.emit(self._periods.currentData())
        )
        label = QLabel("Period")
        label.setProperty("muted", True)
        label.setBuddy(self._periods)
        self._label = self.addWidget(label)
        self.addWidget(self._periods)
        self.addWidget(_space())
        search = ElidedButton("Sök mål, indikator, text eller kommando (Ctrl+K)", SEARCH_WIDTH)
        search.setProperty("search", True)
        search.setAccessibleName("Sök i rapporten och bland kommandona (Ctrl+K)")
        search.setMaximumWidth(SEARCH_WIDTH)
        search.clicked.connect(lambda _checked: actions["palette"].trigger())
        self.addWidget(search)
        self.addWidget(_space())
        for key in ("charts", "preview", "checks"):
            self.addWidget(_button(actions[key]))
        export = QToolButton()
        export.setProperty("primary", True)
        export.setText("Exportera PDF")
        export.setToolTip("Skapa rapportens PDF (Ctrl+E)")
        export.clicked.connect(lambda _checked: actions["export"].trigger())
        self.addWidget(export)
        self._full = 0

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Do without words that can be done without where else the last buttons had no room."""
        if self._label.isVisible():
            self._full = self._wanted()
        narrow = self._full > event.size().width()
        styles = Qt.ToolButtonStyle
        for button in self._steps:
            button.setToolButtonStyle(
                styles.ToolButtonIconOnly if narrow else styles.ToolButtonTextBesideIcon
            )
        self._label.setVisible(not narrow)
        super().resizeEvent(event)

    def _wanted(self) -> int:
        """The least width that has room for all."""
        parts = [self.widgetForAction(action) for action in self.actions()]
        layout = self.layout()
        assert layout is not None
        gap, edges = layout.spacing(), layout.contentsMargins()
        widths = sum(part.minimumSizeHint().width() + gap for part in parts)
        return widths + edges.left() + edges.right()

    def fill_periods(self, bridge: Bridge) -> None:
        """Offer the periods of the open report, the latest first."""
        self._periods.clear()
        for period in reversed(bridge.report.periods_in_order()):
            self._periods.addItem(period.title, period.id)
        self.show_period(bridge)

    def show_period(self, bridge: Bridge) -> None:
        """Show which period is shown."""
        self._periods.setCurrentIndex(self._periods.findData(bridge.period_id))


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


def _space() -> QWidget:
    space = QWidget()
    space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return space
