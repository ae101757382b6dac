"""What all pages of the workspace have in common, and what those of goals and sections have."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tertialapp.document.document import Change
from tertialapp.model.change import Delta
from tertialapp.model.frame import Section
from tertialapp.model.goals import Goal
from tertialapp.model.outline import goal_label, goal_numbers
from tertialapp.model.places import Place, exists
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.editors.heading import Heading
from tertialapp.ui.override import override


class Page(QWidget):
    """A page that shows one place at a time. Subclasses fill ``body`` and those hooks that they need."""

    chart_changed = Signal()
    """Other indicators are marked."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge
        self.place: Place | None = None
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(18, 12, 18, 12)
        self.body.setSpacing(6)

    def show_place(self, place: Place) -> None:
        """Show a place."""
        self.place = place
        self.refresh()

    def refresh(self) -> None:
        """Show anew what is shown."""

    def leave(self) -> bool:
        """Write all that is being typed; False when some of it does not fit and stays open."""
        return True

    def rename(self) -> None:
        """Put the cursor in the title, if it has one that can be changed."""

    def reveal(self, delta: Delta) -> None:
        """Bring what a change touched into view, as far as the page can."""

    def reveal_cell(self, row: str, field: str) -> None:
        """Put the cursor in a cell of a row, or ("") in a field or text of the place itself."""

    def stops(self) -> list[QWidget]:
        """The parts that F6 goes between."""
        return []

    def chart_indicators(self) -> list[str]:
        """The indicators that a chart beside the page should show."""
        return []

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.place is not None:
            self.refresh()


class TitledPage(Page):
    """The page of a goal or section, with its title. Subclasses give its contents."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.eyebrow = QLabel()
        self.eyebrow.setProperty("eyebrow", True)
        self.heading = Heading("Rubrik")
        self.heading.committed.connect(self._rename)
        self.heading.told.connect(bridge.told)
        self.body.addWidget(self.eyebrow)
        self.body.addWidget(self.heading)
        bridge.changed.connect(self._follow)

    def show_contents(self, record: Goal | Section) -> None:
        """Show what belongs to a goal or section."""

    def take_in(self) -> bool:
        """Write all that is being typed below the title; False when some of it does not fit."""
        return True

    @override
    def leave(self) -> bool:
        self.heading.flush()
        return self.take_in()

    @override
    def rename(self) -> None:
        self.heading.begin()

    def _record(self) -> Goal | Section | None:
        if self.place is None or not exists(self.bridge.report, self.place):
            return None
        report = self.bridge.report
        return report.goals.get(self.place.key) or report.sections.get(self.place.key)

    @override
    def refresh(self) -> None:
        record = self._record()
        if record is not None:
            self._show_title(record)
            self.show_contents(record)

    def _show_title(self, record: Goal | Section) -> None:
        self.heading.show_title(record.title)
        if isinstance(record, Goal):
            number = goal_numbers(self.bridge.report)[record.id]
            self.eyebrow.setText(f"{goal_label(self.bridge.report, record.level)} {number}".strip())
        else:
            parent = self.bridge.report.sections.get(record.parent_id or "")
            self.eyebrow.setText(parent.title if parent else "Kapitel")

    def _rename(self, title: str) -> None:
        record = self._record()
        if record is not None:
            what = "målets namn" if isinstance(record, Goal) else "rubrik"
            with self.bridge.edit(f"Ändra {what}") as edit:
                edit.set(record, title=title)

    def _follow(self, change: Change) -> None:
        record = self._record()
        if record is None:
            return
        if change.touches("goal", "section", "setup"):
            self._show_title(record)
        if change.touches("setup", "period"):
            self.show_contents(record)
