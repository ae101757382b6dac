"""Tabs with buttons at the end of their line, or above it where both have no room there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from tertialapp.ui.override import override


class TabsWithButtons(QWidget):
    """A tab widget's own corner would take the room from the tabs, which are then scrolled."""

    def __init__(self, tabs: QTabWidget, buttons: QWidget) -> None:
        super().__init__()
        self._tabs = tabs
        self._buttons = buttons
        tabs.setUsesScrollButtons(False)  # as narrow as its tabs, and no narrower
        tabs.setParent(self)
        buttons.setParent(self)
        buttons.raise_()

    @property
    def line_width(self) -> int:
        """How wide it must be for the buttons to stand beside the tabs."""
        return self._tabs.tabBar().sizeHint().width() + self._buttons.sizeHint().width()

    @override
    def sizeHint(self) -> QSize:
        return self._around(self._tabs.sizeHint())

    @override
    def minimumSizeHint(self) -> QSize:
        return self._around(self._tabs.minimumSizeHint())

    def _around(self, tabs: QSize) -> QSize:
        return tabs.expandedTo(self._buttons.sizeHint()) + QSize(0, self._lifted())

    def _lifted(self) -> int:
        """How far the tabs are below the buttons: not at all where both fit on a line."""
        return 0 if self.line_width <= self.width() else self._buttons.sizeHint().height()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()  # they may have gone up or down

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # one of them has other words
            self._lay_out()
            self.updateGeometry()
        return super().event(event)

    def _lay_out(self) -> None:
        lifted, buttons = self._lifted(), self._buttons.sizeHint()
        self._tabs.setGeometry(0, lifted, self.width(), self.height() - lifted)
        width = min(buttons.width(), self.width())
        self._buttons.setGeometry(self.width() - width, 0, width, buttons.height())
