"""The overview page."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from tertialapp.base.days import today
from tertialapp.check.listing import told
from tertialapp.model.brief import status_counts
from tertialapp.model.change import Operation
from tertialapp.model.comparison import RecordChange, compared
from tertialapp.model.completeness import share
from tertialapp.model.overview import (
    by_chapter,
    by_owner,
    deadlines,
    place_name,
    place_names,
    spot_of,
)
from tertialapp.model.part_words import part_name, sent_out, sent_words
from tertialapp.model.places import OVERVIEW, Place, Spot, place_of_part
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.marks import finding_spot
from tertialapp.ui.override import override
from tertialapp.ui.pages.overview.cards import Card, Line, ShareBar, SpotList, said, share_lines
from tertialapp.ui.pages.overview.status_map import status_map
from tertialapp.ui.pages.page import Page

SETTLE_MS = 200
_MOST_CHANGES = 200
NARROWEST = 320
WIDE_ENOUGH = 96
"""Letters: from here on two cards stand beside each other."""


class OverviewPage(Page):
    """How the report stands; each line leads to its place."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._title = QLabel("Översikt")
        self._title.setProperty("display", True)
        self._when = QLabel()
        self._when.setProperty("muted", True)
        self._bar = ShareBar()
        self._words = QLabel()
        self._words.setProperty("strong", True)
        self._cards = {
            key: Card("")
            for key in (
                *("goals", "parts", "chapters", "owners"),
                *("missing", "changes", "findings", "days"),
            )
        }
        self._wide = True
        self.setMinimumWidth(NARROWEST)  # so that the page follows the window, and not its cards
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self._arrange()
        head = QHBoxLayout()
        head.addWidget(self._bar, 1)
        head.addWidget(self._words)
        self.body.addWidget(self._title)
        self.body.addWidget(self._when)
        self.body.addLayout(head)
        self.body.addSpacing(4)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self._stale = True
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._refresh_if_seen)
        for follows in (bridge.changed, bridge.saved):
            follows.connect(lambda *_: self._age())

    def _arrange(self) -> None:
        """The cards beside each other, or below each other where there is no room for that."""
        columns = 2 if self._wide else 1
        self._grid.addWidget(self._cards["goals"], 0, 0, 1, columns)
        self._grid.addWidget(self._cards["parts"], 1, 0, 1, columns)
        for at, key in enumerate(("chapters", "owners", "missing", "findings", "changes", "days")):
            self._grid.addWidget(self._cards[key], 2 + at // columns, at % columns)
        for column in (0, 1):
            self._grid.setColumnStretch(column, column < columns)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= WIDE_ENOUGH * self.fontMetrics().averageCharWidth()
        if wide != self._wide:
            self._wide = wide
            self._arrange()
            self._stale = True
            self._settle.start(0)

    @override
    def show_place(self, place: Place) -> None:
        self.place = OVERVIEW
        self.refresh()

    def _age(self) -> None:
        self._stale = True
        self._settle.start()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self.place is not None:
            self._settle.start(0)

    def _refresh_if_seen(self) -> None:
        if self.isVisible() and self._stale:
            self.refresh()

    @override
    def stops(self) -> list[QWidget]:
        return [widget for widget in self.findChildren(SpotList) if widget.isVisible()]

    @override
    def refresh(self) -> None:
        self._stale = False
        report, period_id = self.bridge.report, self.bridge.period_id
        items, go = self.bridge.marks.items, self.bridge.wanted.emit
        self._when.setText(self._days_left())
        self._show_share()
        counts = ", ".join(count.words for count in status_counts(report, period_id))
        cards = self._cards
        cards["goals"].show_inside(
            f"Måluppfyllelse: {counts}" if counts else "Måluppfyllelse",
            status_map(report, period_id, go, wide=self._wide)
            if report.goals
            else said("Rapporten har inga mål än."),
        )
        cards["goals"].setVisible(report.part is None)
        self._show_parts()
        cards["chapters"].show_inside(
            "Ifyllt per kapitel", share_lines(list(by_chapter(report, items)), go)
        )
        cards["owners"].show_inside("Ifyllt per ansvarig", share_lines(by_owner(items), go))
        missing = [
            Line(place_name(report, item.place), item.label, spot_of(item))
            for item in items
            if not item.filled
        ]
        self._list("missing", "Saknas", missing, "Allt som ska fyllas i är ifyllt.")
        findings = [
            Line(
                place_name(report, found.place(report)),
                told(report, found),
                finding_spot(report, found),
            )
            for found in self.bridge.marks.faults
        ]
        self._list("findings", "Avvikande fynd", findings, "Inga avvikande fynd.")
        self._list(
            "changes",
            "Ändrat sedan filen sparades",
            self._changed(),
            "Filen innehåller allt som är skrivet.",
        )
        days = [
            Line(f"{line.day.isoformat()}  {line.where}", line.name, line.spot)
            for line in deadlines(report, period_id)
        ]
        self._list("days", "Aktiviteter som snart slutar", days, "Inga aktiviteter slutar snart.")

    def _list(self, key: str, title: str, lines: list[Line], nothing: str) -> None:
        inside = SpotList(title, lines, self.bridge.wanted.emit) if lines else said(nothing)
        self._cards[key].show_inside(f"{title} ({len(lines)})" if lines else title, inside)

    def _show_parts(self) -> None:
        """The parts that were sent out, first those that are not back; in a part, what was said with it."""
        report, card = self.bridge.report, self._cards["parts"]
        if report.part:
            card.show_inside("Meddelande", said(report.part.note))
            card.setVisible(bool(report.part.note))
            return
        lines = []
        for part in sent_out(report):
            place = place_of_part(report, part)
            where = place_name(report, place) if place else part_name(report, part)
            lines.append(Line(where, sent_words(report, part, today()), Spot(place or OVERVIEW)))
        self._list("parts", "Utskickade delar", lines, "")
        card.setVisible(bool(lines))

    def _show_share(self) -> None:
        whole = share(self.bridge.marks.items)
        self._bar.show_share(whole)
        self._words.setText(f"{whole.per_cent} % ifyllt · {whole.done} av {whole.due}")

    def _days_left(self) -> str:
        period = self.bridge.period
        if period.deadline is None:
            return period.title
        left = (period.deadline - today()).days
        near = {-1: "i går", 0: "i dag", 1: "1 dag kvar"}
        far = f"{left} dagar kvar" if left > 0 else f"för {-left} dagar sedan"
        due = "skulle" if left < 0 else "ska"
        words = near.get(left, far)
        return f"{period.title} · {due} vara klar {period.deadline.isoformat()} ({words})"

    def _changed(self) -> list[Line]:
        report, before = self.bridge.report, self.bridge.document.published
        found = compared(before, report, self.bridge.period_id)
        shown = [change for change in found if change.place != OVERVIEW][:_MOST_CHANGES]
        names = place_names(report)
        return [Line(names[each.place], _change_words(each), each.spot) for each in shown]


def _change_words(change: RecordChange) -> str:
    if change.operation is Operation.DELETE:
        return f"Borttaget: {change.what}"
    if change.table == "text":
        return f"Texten: {change.what}"
    if change.operation is Operation.INSERT:
        return change.what
    return f"{change.what}: {'; '.join(field.difference for field in change.fields)}"
