"""A chart as a widget: drawn anew for each size, so that its letters keep theirs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tertialapp.model.series import Chart
from tertialapp.pdf.charts.drawing import draw_chart, height_of
from tertialapp.pdf.charts.geometry import Box
from tertialapp.pdf.charts.looks import ChartLook
from tertialapp.ui.charts.canvas import ChartCanvas
from tertialapp.ui.override import override

_EDGE = 2.0


class ChartView(ChartCanvas):
    """Shows one chart, as high as it needs for its width."""

    def __init__(self, look: ChartLook, parent: QWidget | None = None) -> None:
        self._chart: Chart | None = None
        super().__init__(look, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: Chart, look: ChartLook) -> None:
        """Show a chart in colours."""
        self._chart, self.look = chart, look
        self.setBackground(look.ground)
        self.setAccessibleName(f"Diagram: {chart.title}")
        self.setAccessibleDescription(chart.sentence)
        self.updateGeometry()
        self.redraw()

    def redraw(self) -> None:
        """Draw the chart anew for the size that the widget has now."""
        # pyqtgraph calls for it while it is being made and while it is being closed.
        if self._chart is None or self.getPlotItem() is None:
            return
        self.wipe()
        area = Box(_EDGE, 0, self.width() - 2 * _EDGE, self.height())
        if self._chart.blank or area.width < 100 or area.height < 40:
            return
        draw_chart(self, self._chart, area)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        room = max(100.0, width - 2 * _EDGE)
        if self._chart is None or self._chart.blank:
            return 0
        return round(height_of(self, self._chart, room))

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(400))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.redraw()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_chart"):
            self.updateGeometry()
            self.redraw()
