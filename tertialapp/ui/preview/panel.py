"""The pages with their buttons, and how they follow the report and the cursor while they are seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from tertialapp.model.frame import Text
from tertialapp.model.places import Spot
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.override import override
from tertialapp.ui.pages.page import Page
from tertialapp.ui.preview.laying import Laying
from tertialapp.ui.preview.view import Fit, PagesView

_READ = "Sidan som den skrivs ut. Texten läses och ändras i fälten; Retur går till det som visas mitt på."


class PreviewPanel(QWidget):
    """Shows the true pages of the report with what is being typed in it."""

    chosen = Signal(object)
    """The ``Spot`` that was clicked."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._page: Page | None = None
        self._typed: list[Text] = []
        self._spot: Spot | None = None
        self.view = PagesView()
        self.page_label = QLabel()
        self.page_label.setProperty("muted", True)
        self.size_label = QLabel()
        self.size_label.setProperty("muted", True)
        # When the work of a key press or click is done, its place can be asked for.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._follow)
        self._laying = Laying(self)
        self._laying.laid.connect(self.view.show_layout)
        self.view.chosen.connect(self.chosen)
        self.view.moved.connect(self._tell_where)
        self._lay_out()
        bridge.changed.connect(lambda _: self._ask())
        bridge.period_changed.connect(self._ask)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(4)
        row.addWidget(self.page_label)
        row.addStretch(1)
        for words, name, act in (
            ("−", "Mindre (−)", lambda: self.view.zoom(-1)),
            ("+", "Större (+)", lambda: self.view.zoom(1)),
            ("Bredd", "Sidans bredd fyller panelen", lambda: self.view.fit_to(Fit.WIDTH)),
            ("Hel sida", "Hela sidan får plats i panelen", lambda: self.view.fit_to(Fit.PAGE)),
        ):
            row.addWidget(_button(words, name, act))
            if words == "−":
                row.addWidget(self.size_label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self.view, 1)

    # -- following ------------------------------------------------------------------------------

    def show_page(self, page: Page | None) -> None:
        """Follow the cursor of a page."""
        if page is not self._page:
            if self._page is not None:
                self._page.cursor_moved.disconnect(self._soon.start)
            self._page = page
            if page is not None:
                page.cursor_moved.connect(self._soon.start)
        self._follow()

    def _follow_focus(self, _old: QWidget | None, _now: QWidget | None) -> None:
        self._soon.start()

    def _follow(self) -> None:
        """Show where the cursor is, and what is typed there that is not in the report yet."""
        page = self._page
        if page is None or page.place is None or not self.isVisible():
            return
        spot = page.spot
        if spot is None and (self._spot is None or self._spot.place != page.place):
            spot = Spot(page.place)
        if spot is not None:
            self._spot = spot
            self.view.follow(spot)
        typed = page.unwritten
        if typed != self._typed:
            self._lay_out_with(typed)

    def _ask(self) -> None:
        self._lay_out_with(self._page.unwritten if self._page else [])

    def _lay_out_with(self, typed: list[Text]) -> None:
        report, period_id = self._bridge.report, self._bridge.period_id
        # A period that was undone is shown no longer than until the window shows another.
        if self.isVisible() and period_id in report.periods:
            self._typed = typed
            written = {text.id: text for text in typed}
            self._laying.ask(report.apply({"text": written}) if written else report, period_id)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()
        self._ask()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._laying.stop()

    def _tell_where(self) -> None:
        pages = len(self.view.layout_shown.pages)
        where = f"Sida {self.view.page + 1} av {pages}" if pages else "Sätter sidor …"
        if where != self.page_label.text():
            self.page_label.setText(where)
            self.view.setAccessibleDescription(f"{where}. {_READ}")
        self.size_label.setText(f"{self.view.percent} %")


def _button(words: str, name: str, act: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setAutoRaise(True)
    button.setProperty("tight", True)
    button.setText(words)
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda _checked: act())
    return button
