"""The status words of a goal as buttons, and who is responsible for it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QToolButton

from tertialapp.document.document import Change
from tertialapp.model.goals import Goal, GoalStatus
from tertialapp.model.records import cell_id
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.icons import status_icon
from tertialapp.ui.pages.owner_field import OwnerField
from tertialapp.ui.pages.wrapping_row import WrappingRow
from tertialapp.ui.read_only import WRITES
from tertialapp.ui.theme import theme_now


class StatusRow(WrappingRow):
    """One button per status word of the report; the chosen one, clicked again, takes it away."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._goal_id = ""
        self._buttons: dict[str, QToolButton] = {}
        self.owner = OwnerField(bridge)
        bridge.changed.connect(self._follow)

    def show_goal(self, goal: Goal) -> None:
        """Show the status and owner of a goal."""
        self.owner.show_record(goal)
        self._goal_id = goal.id
        if list(self._buttons) != [s.id for s in self._bridge.report.statuses_in_order()]:
            self._make_buttons()
        self._show()

    def flush(self) -> None:
        """Write the owner if it was changed."""
        self.owner.flush()

    def _make_buttons(self) -> None:
        for button in self._buttons.values():
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for at, status in enumerate(self._bridge.report.statuses_in_order()):
            button = QToolButton()
            button.setText(f" {status.name}")
            button.setProperty("status", True)
            button.setProperty(WRITES, True)
            button.setProperty("rank", str(min(status.rank, 2)))
            button.setCheckable(True)
            button.setIconSize(QSize(14, 14))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setAccessibleName(f"Status: {status.name}")
            if at == 0:
                self.setFocusProxy(button)
            button.clicked.connect(lambda checked, key=status.id: self._choose(key, chosen=checked))
            self._buttons[status.id] = button
        self.put([*self._buttons.values(), self.owner])

    def _show(self) -> None:
        report = self._bridge.report
        goal = report.goals.get(self._goal_id)
        if goal is None:
            return
        chosen = report.goal_status(goal.id, self._bridge.period_id)
        theme = theme_now()
        for status in report.statuses_in_order():
            button = self._buttons[status.id]
            is_chosen = chosen == status
            button.setChecked(is_chosen)
            button.setIcon(status_icon(status, theme) if is_chosen else QIcon())
            button.setToolTip("Klicka igen för att ta bort statusen" if is_chosen else "")

    def _choose(self, status_id: str, *, chosen: bool) -> None:
        key = cell_id(self._goal_id, self._bridge.period_id)
        row = self._bridge.report.goal_statuses.get(key) or GoalStatus(
            id=key, goal_id=self._goal_id, period_id=self._bridge.period_id
        )
        with self._bridge.edit("Ändra status") as edit:
            edit.set(row, status_id=status_id if chosen else None)

    def _follow(self, change: Change) -> None:
        if self._goal_id and change.touches("goal", "goal_status"):
            self._show()
