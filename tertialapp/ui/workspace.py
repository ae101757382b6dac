"""The open report: its tree to the left, the page of the chosen place beside it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSplitter, QStackedWidget, QWidget

from tertialapp.document.document import Change
from tertialapp.model.frame import SectionKind
from tertialapp.model.places import Place, exists, period_of, place_of
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.models.tree import TreeModel
from tertialapp.ui.outline_view import Outline
from tertialapp.ui.pages.goal_page import GoalPage
from tertialapp.ui.pages.page import Page
from tertialapp.ui.pages.section_page import SectionPage


class Workspace(QSplitter):
    """Leads to places and back, and shows where an undone change was made."""

    moved = Signal()
    """Another place is shown."""
    told = Signal(str)
    """Something to say in the status line for a while."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.bridge = bridge
        self.outline = Outline(TreeModel(bridge, self))
        self._pages: dict[SectionKind | None, Page] = {}
        self._stack = QStackedWidget()
        self._visited: list[Place] = []
        self._at = -1
        self._settling = False
        self.addWidget(self.outline)
        self.addWidget(self._stack)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self.outline.selectionModel().currentChanged.connect(self._chosen)
        bridge.changed.connect(self._follow)
        bridge.period_changed.connect(self._show_again)
        first = next(iter(self.outline.tree.places()), None)
        if first:
            self.go_to(first)

    # -- where we are ---------------------------------------------------------------------------

    @property
    def place(self) -> Place | None:
        """The place that is shown."""
        return self._visited[self._at] if self._visited else None

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        frame = self._stack.currentWidget()
        page = frame.widget() if isinstance(frame, QScrollArea) else None
        return page if isinstance(page, Page) else None

    def leave(self) -> bool:
        """Write all that is being typed; False when something does not fit and stays open."""
        return self.page.leave() if self.page is not None else True

    def go_to(self, place: Place) -> None:
        """Show a place, unless something that does not fit is being typed here."""
        if place == self.place:
            self._select(place)
        elif self.leave():
            del self._visited[self._at + 1 :]
            self._visited.append(place)
            self._at += 1
            self._show()
        else:
            # The tree is still busy with the click that brought us here.
            QTimer.singleShot(0, self._select_shown)

    def _select_shown(self) -> None:
        if self.place is not None:
            self._select(self.place)

    def go_along(self, step: int) -> None:
        """Go back or forward among the places that were shown; those that are gone are passed over."""
        at = self._at + step
        while 0 <= at < len(self._visited) and not exists(self.bridge.report, self._visited[at]):
            at += step
        if 0 <= at < len(self._visited) and self.leave():
            self._at = at
            self._show()

    def focus_next(self, step: int) -> None:
        """Put the cursor in the next part: the tree, or a part of the page."""
        parts: list[QWidget] = [self.outline, *(self.page.stops() if self.page else ())]
        parts = [part for part in parts if part.isVisible() and part.isEnabled()]
        focus = QApplication.focusWidget()
        within = (
            at for at, p in enumerate(parts) if focus and (p is focus or p.isAncestorOf(focus))
        )
        parts[(next(within, 0) + step) % len(parts)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self) -> None:
        place = self.place
        assert place is not None
        page = self._page_for(place)
        page.show_place(place)
        self._stack.setCurrentIndex(list(self._pages.values()).index(page))
        self._select(place)
        self.moved.emit()

    def _select(self, place: Place) -> None:
        self._settling = True
        self.outline.select(place)
        self._settling = False

    def _page_for(self, place: Place) -> Page:
        section = self.bridge.report.sections.get(place.key)
        kind = section.kind if section else None
        if kind is SectionKind.GOALS:
            kind = SectionKind.TEXT
        if kind not in self._pages:
            made = SectionPage(self.bridge, kind) if kind else GoalPage(self.bridge)
            self._pages[kind] = made
            self._stack.addWidget(_framed(made))
        return self._pages[kind]

    def _chosen(self, index: QModelIndex) -> None:
        node = self.outline.tree.node(index)
        if node and not self._settling:
            self.go_to(node.place)

    # -- following the report -------------------------------------------------------------------

    def _follow(self, change: Change) -> None:
        place = self.place
        if place and not exists(self.bridge.report, place):
            places = (place_of(self.bridge.report, delta) for delta in change.deltas)
            home = next((found for found in places if found), None)
            before = self._visited[: self._at]
            self._visited = [kept for kept in before if exists(self.bridge.report, kept)]
            first = home or next(iter(self.outline.tree.places()), None)
            if first and self._visited[-1:] != [first]:
                self._visited.append(first)
            self._at = len(self._visited) - 1
            if first:
                self._show()

    def show_change(self, change: Change) -> None:
        """Show the place where something was undone or done again."""
        for delta in change.deltas:
            place = place_of(self.bridge.report, delta)
            if place:
                self.bridge.show_period(
                    period_of(self.bridge.report, delta) or self.bridge.period_id
                )
                self.go_to(place)
                if self.page is not None:
                    self.page.reveal(delta)
                return

    def _show_again(self) -> None:
        if self.page is not None and self.place is not None:
            self.page.show_place(self.place)


def _framed(page: Page) -> QScrollArea:
    """A page that scrolls where the window is too low for all its parts, as at 150 % scaling."""
    frame = QScrollArea()
    frame.setWidget(page)
    frame.setWidgetResizable(True)
    frame.setFrameShape(QFrame.Shape.NoFrame)
    frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return frame
