"""The pages below each other: scrolled, made larger and smaller, followed, clicked."""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum
from itertools import accumulate

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from tertialapp.model.places import Spot
from tertialapp.pdf import styles
from tertialapp.pdf.layout import Layout
from tertialapp.pdf.pages import sheet_of
from tertialapp.pdf.places import Stretch, spot_at, stretches_of
from tertialapp.pdf.styles import PORTRAIT, Sheet
from tertialapp.ui.override import override
from tertialapp.ui.preview.kept_pages import KeptPages
from tertialapp.ui.theme import LIGHT, theme_now

GAP = 12
"""Pixels around the pages and between them."""
AIR = 40
"""Pixels that are shown around what is followed."""
_ABOVE = 0.2
"""The share of the view that is left above a place that was gone to."""
MARK_COLOUR = LIGHT.accent
"""The paper is white in dark looks too."""
STEP = 1.15
SMALLEST, LARGEST = 0.25, 4.0
_MARK = QRectF(-9, 0, 2.5, 0)
"""The mark beside what is being written: where it begins and how wide it is, from the text's left."""


class Fit(Enum):
    """What the size of the pages follows."""

    WIDTH = "width"
    PAGE = "page"
    NONE = ""


class PagesView(QAbstractScrollArea):
    """Shows a layout. Its text is not here for a screen reader: it is read in the fields themselves."""

    chosen = Signal(object)
    """The ``Spot`` that was clicked."""
    moved = Signal()
    """Another page is in view, or the pages have another size."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = Layout()
        self._spot: Spot | None = None
        self._stretches: list[Stretch] = []
        self._kept = KeptPages()
        self._scale = 1.0
        self._heights: tuple[float, ...] = (0.0,)
        """How high the pages before each are together, in points; last, all of them."""
        self.fit = Fit.WIDTH
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setSingleStep(40)
        self.setAccessibleName("Förhandsvisning")
        self.verticalScrollBar().valueChanged.connect(lambda _: self.moved.emit())

    # -- what it shows --------------------------------------------------------------------------

    @property
    def layout_shown(self) -> Layout:
        """The layout that is shown."""
        return self._layout

    def show_layout(self, layout: Layout) -> None:
        """Show another layout: what is being written stays where it is in view; the first shows it high up."""
        kept, is_first = self._seen_at(), not self._layout.pages
        self._layout = layout
        self._stretches = stretches_of(layout, self._spot) if self._spot else []
        self._spread()
        self._keep_at(kept)
        if is_first and self._stretches:
            self._show_high_up(self._stretches[0])
        else:
            self._bring_into_view()
        self.viewport().update()
        self.moved.emit()

    def follow(self, spot: Spot | None) -> None:
        """Mark what shows a spot, and bring it into view: another place high up, to be seen with its text."""
        if spot == self._spot:
            return
        elsewhere = spot is None or self._spot is None or spot.place != self._spot.place
        self._spot = spot
        self._stretches = stretches_of(self._layout, spot) if spot else []
        if elsewhere and self._stretches:
            self._show_high_up(self._stretches[0])
        else:
            self._bring_into_view()
        self.viewport().update()

    def _anchor(self) -> float | None:
        return self._edges(self._stretches[0])[0] if self._stretches else None

    def _seen_at(self) -> float | None:
        """How far down in view what is being written begins, when it is seen."""
        anchor = self._anchor()
        if anchor is None or not self._is_seen():
            return None
        return anchor - self.verticalScrollBar().value()

    def _keep_at(self, kept: float | None) -> bool:
        """Let what is being written begin there again; False when there is nothing to go by."""
        anchor = self._anchor()
        if kept is None or anchor is None:
            return False
        self.verticalScrollBar().setValue(round(anchor - kept))
        return True

    def _edges(self, stretch: Stretch) -> tuple[float, float]:
        """The upper and lower edge of a stretch on the whole of all pages, in pixels."""
        top = self._top(stretch.page)
        return top + stretch.top * self._scale, top + stretch.bottom * self._scale

    def _is_seen(self) -> bool:
        top = self.verticalScrollBar().value()
        height = self.viewport().height()
        edges = map(self._edges, self._stretches)
        return any(upper < top + height and lower > top for upper, lower in edges)

    def _show_high_up(self, stretch: Stretch) -> None:
        above = _ABOVE * self.viewport().height()
        top = max(self._top(stretch.page) - GAP, self._edges(stretch)[0] - above)
        self.verticalScrollBar().setValue(round(top))
        self._show_line_starts(stretch.page)

    def _show_line_starts(self, page: int) -> None:
        if not self._has_line_starts(page):
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + round(self._line_start(page) - AIR))

    def _has_line_starts(self, page: int) -> bool:
        return 0 <= self._line_start(page) <= self.viewport().width()

    def _line_start(self, page: int) -> float:
        return self._left(page) + (styles.LEFT + _MARK.x()) * self._scale

    def _bring_into_view(self) -> None:
        if not self._stretches:
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        upper, lower = self._edges(self._stretches[0])
        if upper - AIR < bar.value():
            bar.setValue(round(upper - AIR))
        elif min(lower, upper + height - 2 * AIR) + AIR > bar.value() + height:
            bar.setValue(round(min(lower + AIR - height, upper - AIR)))

    # -- sizes ----------------------------------------------------------------------------------

    @property
    def percent(self) -> int:
        """The size of the pages in per cent of paper."""
        return round(100 * self._scale / self._natural())

    def zoom(self, step: int) -> None:
        """Make the pages so many steps larger, or smaller; 0 gives the size of paper.

        What is being written stays in view, from where its lines begin; and so do lines that are read.
        """
        was_seen, page = self._is_seen(), self.page
        had_starts = self._has_line_starts(page)
        self._resize(self._scale * STEP**step if step else self._natural(), Fit.NONE)
        if was_seen:
            self._bring_into_view()
            self._show_line_starts(self._stretches[0].page)
        elif had_starts:
            self._show_line_starts(page)

    def fit_to(self, fit: Fit) -> None:
        """Let the size of the pages follow that of the view."""
        self._resize(self._fitting(fit), fit)

    def _natural(self) -> float:
        return self.logicalDpiY() / 72

    def _fitting(self, fit: Fit) -> float:
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - bar - 2 * GAP
        wide = room / styles.PAGE_WIDTH
        high = (self.height() - 2 * GAP) / styles.PAGE_HEIGHT
        whole = min(room / self._widest(), high)
        return {Fit.WIDTH: wide, Fit.PAGE: whole, Fit.NONE: self._scale}[fit]

    def _widest(self) -> float:
        return max((sheet_of(page).width for page in self._layout.pages), default=styles.PAGE_WIDTH)

    def _resize(self, scale: float, fit: Fit) -> None:
        """Take another size, what is in the middle of the view staying there."""
        natural = self._natural()
        scale = min(max(scale, SMALLEST * natural), LARGEST * natural)
        middle = self._at(self.viewport().rect().center())
        self.fit, self._scale = fit, scale
        self._spread()
        self._centre(middle)
        self.viewport().update()
        self.moved.emit()

    def _spread(self) -> None:
        """Set the scroll bars to the size of all pages."""
        view = self.viewport()
        heights = (sheet_of(page).height for page in self._layout.pages)
        self._heights = tuple(accumulate(heights, initial=0.0))
        whole = self._top(len(self._layout.pages))
        wide = self._widest() * self._scale + 2 * GAP
        self.verticalScrollBar().setRange(0, max(0, round(whole - view.height())))
        self.verticalScrollBar().setPageStep(view.height())
        self.horizontalScrollBar().setRange(0, max(0, round(wide - view.width())))
        self.horizontalScrollBar().setPageStep(view.width())

    def _top(self, page: int) -> float:
        return GAP + self._heights[page] * self._scale + page * GAP

    def _left(self, page: int) -> float:
        room = self.viewport().width() - self._sheet(page).width * self._scale
        return max(room / 2, GAP) - self.horizontalScrollBar().value()

    def _sheet(self, page: int) -> Sheet:
        return sheet_of(self._layout.pages[page]) if self._layout.pages else PORTRAIT

    def _at(self, point: QPoint) -> tuple[int, float, float]:
        """The page at a point of the view (the nearest), and the place on it in points."""
        y = point.y() + self.verticalScrollBar().value()
        last = max(0, len(self._layout.pages) - 1)
        page = max(0, bisect_right([self._top(number) for number in range(last + 1)], y) - 1)
        return (
            page,
            (point.x() - self._left(page)) / self._scale,
            (y - self._top(page)) / self._scale,
        )

    def _centre(self, place: tuple[int, float, float]) -> None:
        page, x, y = place
        view = self.viewport()
        down = self._top(page) + y * self._scale - view.height() / 2
        self.verticalScrollBar().setValue(round(down))
        right = GAP + x * self._scale - view.width() / 2
        self.horizontalScrollBar().setValue(round(right))

    # -- pages ----------------------------------------------------------------------------------

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 0."""
        return self._at(self.viewport().rect().center())[0]

    def go_to_page(self, page: int) -> None:
        """Show a page from its top."""
        last = max(0, len(self._layout.pages) - 1)
        top = self._top(min(max(page, 0), last)) - GAP
        self.verticalScrollBar().setValue(round(top))

    def turn(self, step: int) -> None:
        """Go a page up or down."""
        first, _, y = self._at(QPoint(0, GAP + 1))
        into_page = y > self._sheet(first).height / 50
        self.go_to_page(first + step + (1 if step < 0 and into_page else 0))

    # -- painting -------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme = theme_now()
        painter.fillRect(event.rect(), QColor(theme.raised))
        scrolled = self.verticalScrollBar().value()
        shown = range(
            self._at(QPoint(0, 0))[0], self._at(QPoint(0, self.viewport().height()))[0] + 1
        )
        for number in shown if self._layout.pages else ():
            corner = QPointF(self._left(number), self._top(number) - scrolled).toPoint()
            painter.setPen(QColor(theme.border))
            sheet = self._sheet(number)
            size = QSizeF(sheet.width, sheet.height) * self._scale + QSizeF(1, 1)
            painter.drawRect(QRectF(QPointF(corner) - QPointF(0.5, 0.5), size))
            ratio = self.devicePixelRatio()
            painter.drawPixmap(corner, self._kept.picture(self._layout, number, self._scale, ratio))
            self._paint_mark(painter, number, corner)
        self._kept.let_go(shown)
        painter.end()

    def _paint_mark(self, painter: QPainter, number: int, corner: QPoint) -> None:
        for stretch in self._stretches:
            if stretch.page == number:
                left = corner.x() + (styles.LEFT + _MARK.x()) * self._scale
                top = corner.y() + stretch.top * self._scale
                height = (stretch.bottom - stretch.top) * self._scale
                area = QRectF(left, top, max(2.0, _MARK.width() * self._scale), height)
                painter.fillRect(area, QColor(MARK_COLOUR))

    # -- keys and mouse -------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.fit is Fit.NONE:
            self._spread()
            return
        kept, (page, _, y) = self._seen_at(), self._at(QPoint(0, 0))
        self._scale = max(self._fitting(self.fit), SMALLEST / 4)
        self._spread()
        if not self._keep_at(kept):
            self.verticalScrollBar().setValue(round(self._top(page) + y * self._scale))
        self.moved.emit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        last = len(self._layout.pages) - 1
        acts = {
            key.Key_PageUp: lambda: self.turn(-1),
            key.Key_PageDown: lambda: self.turn(1),
            key.Key_Home: lambda: self.go_to_page(0),
            key.Key_End: lambda: self.go_to_page(last),
            key.Key_Plus: lambda: self.zoom(1),
            key.Key_Minus: lambda: self.zoom(-1),
            key.Key_0: lambda: self.zoom(0),
            key.Key_Return: lambda: self._choose(self.viewport().rect().center()),
            key.Key_Enter: lambda: self._choose(self.viewport().rect().center()),
        }
        act = acts.get(key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = self._spot_at(event.position().toPoint())
        hand = Qt.CursorShape.PointingHandCursor if spot else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose(event.position().toPoint())

    def _choose(self, point: QPoint) -> None:
        spot = self._spot_at(point)
        if spot is not None:
            self.chosen.emit(spot)

    def _spot_at(self, point: QPoint) -> Spot | None:
        if not self._layout.pages:
            return None
        page, x, y = self._at(point)
        sheet = self._sheet(page)
        on_paper = 0 <= x <= sheet.width and 0 <= y <= sheet.height
        return spot_at(self._layout, page, x, y) if on_paper else None
