"""The texts of a goal in tabs: analysis, description, expected results, last period's text."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from tertialapp.document.document import Change
from tertialapp.model.frame import Text, TextPart
from tertialapp.model.goals import Goal, Level
from tertialapp.model.report import Report
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.columns.activities import expected_sheet
from tertialapp.ui.editors.bound_text import BoundText
from tertialapp.ui.editors.grid_panel import RowButtons
from tertialapp.ui.editors.grid_view import GridView
from tertialapp.ui.editors.text_editor import TextEditor
from tertialapp.ui.models.grid import GridModel

ANALYSIS, DESCRIPTION, EXPECTED, EARLIER = range(4)


class GoalTexts(QTabWidget):
    """The tabs; a goal shows those that its level has."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._goal: Goal | None = None
        self.analysis = BoundText(bridge, "Analys", TextPart.ANALYSIS)
        self.description = BoundText(bridge, "Beskrivning", TextPart.DESCRIPTION)
        self.expected = GridView(GridModel(bridge, expected_sheet("")), "Förväntat resultat")
        self._earlier = TextEditor()
        self._earlier.set_read_only(True)
        self._earlier.set_name("Förra periodens text")
        self._source = QLabel()
        self._source.setProperty("muted", True)
        self.addTab(_padded(self.analysis), "Analys")
        self.addTab(_padded(self.description), "Beskrivning")
        self.addTab(_padded(self.expected, RowButtons(self.expected)), "Förväntat resultat")
        self.addTab(_padded(self._earlier, self._source), "Förra periodens text")
        self.setMinimumHeight(110)
        self.setAccessibleName("Målets texter")
        bridge.changed.connect(self._follow)

    def show_goal(self, goal: Goal) -> None:
        """Show the texts of a goal."""
        other = self._goal is None or goal.id != self._goal.id
        self._goal = goal
        board = goal.level is Level.BOARD
        self.analysis.show_owner(goal.id)
        self.description.show_owner(goal.id)
        if other:
            self.expected.grid.show_sheet(expected_sheet(goal.id))
        earlier = earlier_text(self._bridge.report, goal.id, self._bridge.period_id)
        if earlier:
            self._earlier.set_markdown(earlier.body)
            self._source.setText(self._bridge.report.periods[earlier.period_id].title)
        self._label_tabs()
        self.setTabVisible(DESCRIPTION, board or self._has(goal, TextPart.DESCRIPTION))
        self.setTabVisible(EXPECTED, board or bool(self.expected.grid.rowCount()))
        self.setTabVisible(EARLIER, earlier is not None)

    def flush(self) -> bool:
        """Write what is being typed; False when a cell does not fit."""
        self.analysis.flush()
        self.description.flush()
        return self.expected.leave()

    def reveal(self, part: TextPart | None) -> None:
        """Show the tab of a text; None for the expected results."""
        tabs = {TextPart.DESCRIPTION: DESCRIPTION, None: EXPECTED}
        self.setCurrentIndex(tabs.get(part, ANALYSIS))

    def _has(self, goal: Goal, part: TextPart) -> bool:
        return bool(self._bridge.report.text(goal.id, self._bridge.period_id, part).body)

    def _label_tabs(self) -> None:
        count = self.expected.grid.rowCount()
        self.setTabText(EXPECTED, f"Förväntat resultat ({count})")

    def _follow(self, change: Change) -> None:
        if change.touches("expected_result"):
            self._label_tabs()


def earlier_text(report: Report, goal_id: str, period_id: str) -> Text | None:
    """The analysis of a goal in the latest period before one that has any."""
    cut_off = report.periods[period_id].cut_off
    for period in reversed(report.periods_in_order()):
        if period.cut_off < cut_off:
            text = report.text(goal_id, period.id, TextPart.ANALYSIS)
            if text.body:
                return text
    return None


def _padded(widget: QWidget, above: QWidget | None = None) -> QWidget:
    box = QWidget()
    box.setFocusProxy(widget)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(8, 6, 8, 8)
    layout.setSpacing(4)
    if above is not None:
        row = QHBoxLayout()
        if isinstance(above, QLabel):
            row.addWidget(above)
            row.addStretch(1)
        else:
            row.addStretch(1)
            row.addWidget(above)
        layout.addLayout(row)
    layout.addWidget(widget)
    return box
