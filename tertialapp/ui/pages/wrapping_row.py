"""Widgets side by side that go on below where there is no room: large text makes no page wider than the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from tertialapp.ui.override import override

_BESIDE = 8
_UNDER = 4


class WrappingRow(QWidget):
    """Its widgets from left to right, on as many lines as they need; the last has the rest of a line it shares.

    No ``QLayout``: the height that one asks for by its width, Qt takes for the least height of the whole page.
    """

    def __init__(self) -> None:
        super().__init__()
        self._widgets: Sequence[QWidget] = ()

    def put(self, widgets: Sequence[QWidget]) -> None:
        """Show these, in the place of what was shown."""
        self._widgets = widgets
        for widget in widgets:
            widget.setParent(self)
            widget.show()
        self._lay_out()

    @property
    def line_width(self) -> int:
        """How wide it must be for all to stand on one line."""
        widths = [widget.minimumSizeHint().width() for widget in self._widgets]
        return sum(widths) + _BESIDE * max(0, len(widths) - 1)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.line_width, self.height())

    @override
    def minimumSizeHint(self) -> QSize:
        widths = (widget.minimumSizeHint().width() for widget in self._widgets)
        return QSize(max(widths, default=0), self.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # one of them has another size
            self._lay_out()
            self.updateGeometry()
        return super().event(event)

    def _lay_out(self) -> None:
        top = 0
        for line in _lines(self._widgets, self.width()):
            height = max(widget.sizeHint().height() for widget in line)
            left = 0
            for widget in line:
                shares = widget is self._widgets[-1] and len(line) > 1
                rest = self.width() - left
                width = rest if shares else min(rest, widget.sizeHint().width())
                widget.setGeometry(QRect(left, top, width, height))
                left += width + _BESIDE
            top += height + _UNDER
        self.setFixedHeight(top)


def _lines(widgets: Sequence[QWidget], room: int) -> list[list[QWidget]]:
    """What stands on each line."""
    lines: list[list[QWidget]] = []
    left = 0
    for widget in widgets:
        width = widget.minimumSizeHint().width()
        if lines and left + width <= room:
            lines[-1].append(widget)
        else:
            lines.append([widget])
            left = 0
        left += width + _BESIDE
    return lines
