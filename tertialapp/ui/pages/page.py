"""What all pages of the workspace have in common, and what those of goals and sections have."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from tertialapp.document.document import Change
from tertialapp.model.change import Delta
from tertialapp.model.frame import Section, Text
from tertialapp.model.goals import Goal
from tertialapp.model.outline import goal_label, goal_numbers
from tertialapp.model.places import Place, Spot, exists
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.editors.bound_text import BoundText
from tertialapp.ui.editors.heading import Heading
from tertialapp.ui.grid.view import GridView
from tertialapp.ui.override import override


class Page(QWidget):
    """A page that shows one place at a time. Subclasses fill ``body`` and those hooks that they need."""

    chart_changed = Signal()
    """Other indicators are marked."""
    cursor_moved = Signal()
    """The cursor is in another line or cell, or something was typed."""

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

    def go_to_line(self, line: int) -> None:
        """Put the cursor in a line of the text that it is in, or will be when the window is turned to."""
        for text in self.text_fields():
            if text.editor.field is self.window().focusWidget():
                text.editor.go_to_line(line)

    def go_to_words(self, start: int, end: int) -> None:
        """Select the words of a stretch of the stored text, where the cursor is or will be."""
        for text in self.text_fields():
            if text.editor.field is self.window().focusWidget():
                text.editor.select_words(start, end)

    @property
    def spot(self) -> Spot | None:
        """The line or cell that the cursor is in; None when it is elsewhere."""
        for text in self.text_fields():
            if text.spot is not None:
                return text.spot
        focus = QApplication.focusWidget()
        if self.place is None or focus is None or not self.isAncestorOf(focus):
            return None
        for view in self.grid_views():
            row = view.grid.row(view.current_row())
            if row is not None and (view is focus or view.isAncestorOf(focus)):
                key = view.grid.sheet.columns[view.currentIndex().column()].key
                return Spot(self.place, view.grid.sheet.row_id(row), key)
        return Spot(self.place)

    @property
    def unwritten(self) -> list[Text]:
        """The texts with what has been typed, that are not in the report yet."""
        return [text for text in (bound.unwritten for bound in self.text_fields()) if text]

    def watch_cursor(self) -> None:
        """Tell when the cursor moves in the texts and grids; when they are there."""
        for text in self.text_fields():
            text.editor.field.cursorPositionChanged.connect(self.cursor_moved)
            text.editor.field.textChanged.connect(self.cursor_moved)
        for view in self.grid_views():
            view.selectionModel().currentChanged.connect(lambda *_: self.cursor_moved.emit())

    @property
    def good_width(self) -> int:
        """How wide it should be: less is taken where there is no more, and lines are broken for it."""
        return self.minimumSizeHint().width()

    def text_fields(self) -> Sequence[BoundText]:
        """The texts that can be written here."""
        return ()

    def grid_views(self) -> Sequence[GridView]:
        """The grids that can be filled in here."""
        return ()

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
