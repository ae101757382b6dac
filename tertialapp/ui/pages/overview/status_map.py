"""The map of all goals with their status, in colour and shape."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from tertialapp.model.goals import Goal
from tertialapp.model.outline import goal_label, goal_numbers
from tertialapp.model.places import Spot, goal_place
from tertialapp.model.report import Report
from tertialapp.ui.editors.elided_label import ElidedLabel
from tertialapp.ui.icons import status_icon
from tertialapp.ui.pages.overview.cards import Go
from tertialapp.ui.theme import theme_now


def status_map(report: Report, period_id: str, go: Go, *, wide: bool) -> QWidget:
    """A column for each direction goal, a line in it for each area goal with its board goals.

    Where it is not wide, the columns stand below each other.
    """
    box = QWidget()
    columns = QHBoxLayout(box) if wide else QVBoxLayout(box)
    columns.setContentsMargins(0, 0, 0, 0)
    columns.setSpacing(24 if wide else 14)
    made = _Tiles(report, period_id, go)
    for direction in report.goals_under(None):
        column = QVBoxLayout()
        column.setSpacing(2)
        title = QLabel(direction.title)
        title.setProperty("muted", True)
        title.setWordWrap(True)
        title.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = QHBoxLayout()
        head.addWidget(made.tile(direction), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(title, 1)
        column.addLayout(head)
        for area in report.goals_under(direction.id):
            column.addLayout(made.line(area))
        column.addStretch(1)
        columns.addLayout(column, 1)
    return box


class _Tiles:
    def __init__(self, report: Report, period_id: str, go: Go) -> None:
        self._report = report
        self._period_id = period_id
        self._go = go
        self._numbers = goal_numbers(report)

    def line(self, area: Goal) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self.tile(area))
        for board in self._report.goals_under(area.id):
            line.addWidget(self.tile(board))
        title = ElidedLabel()
        title.setText(area.title)
        title.setProperty("muted", True)
        line.addSpacing(6)
        line.addWidget(title, 1)
        return line

    def tile(self, goal: Goal) -> QToolButton:
        status = self._report.goal_status(goal.id, self._period_id)
        words = status.name if status else "Ingen status satt"
        label = goal_label(self._report, goal.level)
        tile = QToolButton()
        tile.setProperty("flat", True)
        tile.setIcon(status_icon(status, theme_now()))
        tile.setIconSize(QSize(16, 16))
        tile.setText(self._numbers[goal.id] or "–")
        tile.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tile.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        tile.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tile.setToolTip(f"{label} {self._numbers[goal.id]}\n{goal.title}\n{words}")
        tile.setAccessibleName(f"{self._numbers[goal.id]} {goal.title}: {words}")
        spot = Spot(goal_place(goal.id))
        tile.clicked.connect(lambda _checked: self._go(spot))
        return tile
