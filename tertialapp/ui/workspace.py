"""The open report: its tree to the left, the page of the chosen place, and what is shown beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QStyle,
    QWidget,
)

from tertialapp.document.document import Change
from tertialapp.model.completeness import next_empty
from tertialapp.model.frame import SectionKind
from tertialapp.model.overview import spot_of
from tertialapp.model.places import (
    OVERVIEW,
    Place,
    Spot,
    exists,
    period_of,
    place_of,
    places_in_order,
)
from tertialapp.store.log import EditKind
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.editors.spelling import shared_speller
from tertialapp.ui.outline.panel import OutlinePanel
from tertialapp.ui.override import override
from tertialapp.ui.pages.page import Page
from tertialapp.ui.read_only import lock_fields
from tertialapp.ui.side_tabs import CHARTS, CHECKS, PREVIEW

if TYPE_CHECKING:
    from tertialapp.ui.side_panel import SidePanel

SIDE_WIDTH = 360
SIDE_SHARES = {CHARTS: 0.25, PREVIEW: 0.45, CHECKS: 0.3}
"""The share of the room beside the tree that it takes at least when it is shown."""
SLIMMEST_TREE = 230
"""Pixels that the tree keeps when there is not room for all."""
ROOM_AROUND = 48


class Workspace(QSplitter):
    """Leads to places and back, and shows where an undone change was made."""

    moved = Signal()
    """Another place is shown."""
    told = Signal(str)
    """Something to say in the status line for a while."""
    side_turned = Signal(str)
    """The user has turned to another tab beside the page."""
    checks_made = Signal(object)
    """The ``FindingPanel`` is there."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.bridge = bridge
        self.panel = OutlinePanel(bridge)
        self.outline = self.panel.outline
        self.side: SidePanel | None = None
        self._pages: dict[tuple[SectionKind | Place | None, bool], Page] = {}
        self._spot: Spot | None = None
        self._stack = QStackedWidget()
        self._visited: list[Place] = []
        self._at = -1
        self._tab = ""
        self._tree_before = self._tree_after = 0
        self._beside_given = 0  # how wide the tabs beside the page are when their user hasn't said
        self._settling = False
        self.addWidget(self.panel)
        self.addWidget(self._stack)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self.outline.selectionModel().currentChanged.connect(self._chosen)
        bridge.changed.connect(self._follow)
        self._know_words()
        bridge.period_changed.connect(self._show_again)
        bridge.locked_changed.connect(self._show)
        bridge.wanted.connect(self.go_to_spot)
        bridge.told.connect(self.told)
        QApplication.instance().focusChanged.connect(self._show_focus)  # type: ignore[union-attr]
        first = next((place for place in self.outline.tree.places() if place != OVERVIEW), OVERVIEW)
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
        elif not self._is_here(place):
            self.told.emit("Det stället finns inte i den del som har skickats ut.")
        elif self.leave():
            del self._visited[self._at + 1 :]
            self._visited.append(place)
            self._at += 1
            self._show()
        else:
            # The tree is still busy with the click that brought us here.
            QTimer.singleShot(0, self._select_shown)

    def _is_here(self, place: Place) -> bool:
        """Whether a place can be shown: a part that was sent out has but its own."""
        report = self.bridge.report
        return report.part is None or place in (OVERVIEW, *places_in_order(report))

    def go_to_spot(self, spot: Spot) -> None:
        """Show a cell or text, with the cursor in it."""
        self.go_to(spot.place)
        if self.place == spot.place and self.page is not None:
            self._spot = spot
            self.page.reveal_cell(spot.row, spot.field)
            if spot.line is not None:
                self.page.go_to_line(spot.line)
            if spot.stretch is not None:
                self.page.go_to_words(*spot.stretch)

    def go_to_next_empty(self) -> None:
        """Go to the next thing that is due and empty, from where the cursor was led last."""
        if not self.leave():
            return
        here = self._spot if self._spot and self._spot.place == self.place else None
        row, field = (here.row, here.field) if here else ("", "")
        found = next_empty(self.bridge.marks.items, self.place, row, field)
        if found is None:
            self.told.emit("Allt som ska fyllas i är ifyllt.")
        else:
            self.go_to_spot(spot_of(found))
            self.told.emit(f"Saknas: {found.label}")

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
        if self.side is not None:
            parts += self.side.stops()
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
        if self.bridge.read_only and place != OVERVIEW:
            lock_fields(page, lambda: self.told.emit(self.bridge.read_only))
        self._spot = None
        frame, focus = self._stack.currentWidget(), QApplication.focusWidget()
        if page is not self.page and frame and focus and frame.isAncestorOf(focus):
            self.outline.setFocus()  # else Qt puts the cursor in the new page's title
        self._stack.setCurrentIndex(list(self._pages.values()).index(page))
        self._lend_room()
        self._select(place)
        self._show_beside()
        self.moved.emit()

    def _show_beside(self) -> None:
        # Shown before the window is, when it begins with it.
        if self.side is not None and not self.side.isHidden():
            self.side.show_page(self.page)

    def show_side(self, tab: str) -> None:
        """Show a tab of what stands beside the page, or ("") hide it all."""
        if self.side is None and tab:
            from tertialapp.ui.side_panel import SidePanel

            self.side = SidePanel(self.bridge)
            self.side.told.connect(self.told)
            self.side.turned.connect(self.side_turned)
            self.side.checks_made.connect(self.checks_made)
            self.side.chosen.connect(self.go_to_spot)
            self.addWidget(self.side)
            self.setStretchFactor(2, 0)
        if self.side is not None:
            self.side.setVisible(bool(tab))
            if tab:
                self.side.show_tab(tab)
            self._tab = tab
            if self.isVisible():  # else there are no widths yet
                self._share_room()
            self._show_beside()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        if self._tab:
            self._make_room(self._tab)
        elif self.side is not None:
            self._give_back()

    def _make_room(self, tab: str) -> None:
        """Give a tab the room that it needs, where it has less and the page can do without."""
        tree, page, beside = self.sizes()
        wanted = max(SIDE_WIDTH, round((page + beside) * SIDE_SHARES[tab]))
        if beside <= wanted:
            wanted -= min(self._lacking(page + beside - wanted), wanted - SIDE_WIDTH)
            self.setSizes([tree, page + beside - wanted, wanted])
            self._beside_given = self.sizes()[2]
        self._lend_room()

    def _lacking(self, width: int) -> int:
        """What a page of a width lacks of what it should have."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return max(0, bar + (self.page.good_width if self.page else 0) - width)

    def _lend_room(self) -> None:
        """Have the tree lend the page what it lacks while something stands beside it, and that give the rest."""
        if self.side is not None and not self.side.isHidden():
            tree, page, beside = self.sizes()
            lent = min(self._lacking(page), max(0, tree - SLIMMEST_TREE))
            if lent:
                if tree != self._tree_after:
                    self._tree_before = tree
                self._tree_after = tree - lent
                self.setSizes([self._tree_after, page + lent, beside])
            tree, page, beside = self.sizes()
            given = min(self._lacking(page), beside - SIDE_WIDTH)
            if beside == self._beside_given and given > 0:
                self.setSizes([tree, page + given, beside - given])
                self._beside_given = self.sizes()[2]

    def _give_back(self) -> None:
        """Let the tree be as wide as before it lent room to what stood beside the page."""
        tree, page, beside = self.sizes()
        if tree == self._tree_after:  # else its user has given it a width of its own
            lent = self._tree_before - tree
            self.setSizes([self._tree_before, page - lent, beside])
            self._tree_after = 0

    def _select(self, place: Place) -> None:
        self._settling = True
        self.outline.select(place)
        self._settling = False

    def _page_for(self, place: Place) -> Page:
        section = self.bridge.report.sections.get(place.key)
        kind: SectionKind | Place | None = section.kind if section else None
        if kind is SectionKind.GOALS:
            kind = SectionKind.TEXT
        elif place == OVERVIEW:
            kind = OVERVIEW
        # What may be written in is decided when a page is made.
        key = (kind, bool(self.bridge.read_only))
        if key not in self._pages:
            made = _new_page(self.bridge, kind)
            made.chart_changed.connect(self._show_beside)
            self._pages[key] = made
            self._stack.addWidget(_framed(made))
        return self._pages[key]

    def _chosen(self, index: QModelIndex) -> None:
        node = self.outline.tree.node(index)
        if node and not self._settling:
            self.go_to(node.place)

    def _show_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Scroll what has the cursor into view, but never under the mouse that put it there."""
        frame = self._stack.currentWidget()
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if now and not by_mouse and isinstance(frame, QScrollArea) and frame.isAncestorOf(now):
            frame.ensureWidgetVisible(now, 0, ROOM_AROUND)

    # -- following the report -------------------------------------------------------------------

    def _follow(self, change: Change) -> None:
        if change.touches("own_word", "setup", "period", "result_unit"):
            self._know_words()
        place = self.place
        if place and not exists(self.bridge.report, place):
            places = (place_of(self.bridge.report, delta) for delta in change.deltas)
            home = next((found for found in places if found), None)
            before = self._visited[: self._at]
            self._visited = [kept for kept in before if exists(self.bridge.report, kept)]
            first = home or OVERVIEW
            if self._visited[-1:] != [first]:
                self._visited.append(first)
            self._at = len(self._visited) - 1
            self._show()

    def _know_words(self) -> None:
        """Have the spelling know the report's own words and names."""
        report = self.bridge.report
        names = [report.setup.board, report.setup.municipality]
        names += [period.signatory_name for period in report.periods.values()]
        names += [unit.name for unit in report.result_units.values()]
        words = {word.strip(".,:;()”") for name in names for word in name.split()}
        shared_speller().set_own_words((words | report.own_words.keys()) - {""})

    def show_change(self, change: Change) -> None:
        """Show the place where something was undone or done again."""
        # What was edited stands first; texts whose figures followed come after, and undo turns all that.
        report, shown = self.bridge.report, self.bridge.period_id
        deltas = change.deltas[::-1] if change.kind is EditKind.UNDO else change.deltas
        found = [
            (period_of(report, delta) or shown, place, delta)
            for delta in deltas
            if (place := place_of(report, delta))
        ]
        if found:
            here = (each for each in found if each[0] == shown)
            period_id, place, delta = next(here, found[0])
            self.bridge.show_period(period_id)
            self.go_to(place)
            if self.page is not None:
                self.page.reveal(delta)

    def _show_again(self) -> None:
        if self.page is not None and self.place is not None:
            self.page.show_place(self.place)


def _new_page(bridge: Bridge, kind: SectionKind | Place | None) -> Page:
    """A page for the overview, sections of a kind, or (None) goals."""
    if isinstance(kind, Place):
        from tertialapp.ui.pages.overview.page import OverviewPage

        return OverviewPage(bridge)
    if kind is None:
        from tertialapp.ui.pages.goal_page import GoalPage

        return GoalPage(bridge)
    from tertialapp.ui.pages.section_page import SectionPage

    return SectionPage(bridge, kind)


def _framed(page: Page) -> QScrollArea:
    """A page that scrolls where the window is too low for all its parts, as at 150 % scaling."""
    frame = QScrollArea()
    frame.setWidget(page)
    frame.setWidgetResizable(True)
    frame.setFrameShape(QFrame.Shape.NoFrame)
    frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return frame
