"""The panel "Kontroll": the findings, what narrows them, and the way to each place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tertialapp.check.findings import Severity
from tertialapp.model.overview import NO_OWNER
from tertialapp.model.places import OVERVIEW, Place, places_within
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.findings.lines import (
    Line,
    Narrowed,
    again,
    chapters_of,
    counts,
    lines_of,
    owners_of,
)
from tertialapp.ui.findings.view import FindingView
from tertialapp.ui.icons import severity_icon
from tertialapp.ui.marks import CHECK_PAUSE_MS, finding_spot
from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now

_PLURALS = {Severity.ERROR: "Fel", Severity.WARNING: "Varningar", Severity.NOTE: "Notiser"}
_HINTS = {
    Severity.ERROR: "Visa fel: det som motsäger rapporten",
    Severity.WARNING: "Visa varningar: det som är värt att titta på",
    Severity.NOTE: "Visa även notiser: bra att veta, och ofta meningen",
}


class FindingPanel(QWidget):
    """Follows the report while it is seen; the marked finding stays marked."""

    chosen = Signal(object)
    """A ``Spot`` that is to be shown."""
    marked = Signal()
    """Another line is marked, or what can be done about it has changed."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._lines: list[Line] = []
        self._narrowed = Narrowed()
        self._stale = True
        self._went = ""  # the key of the finding that was gone to last
        self.list = FindingView()
        self.severities = {severity: self._severity_button(severity) for severity in Severity}
        self.chapter = self._choice("Kapitel")
        self.owner = self._choice("Ansvarig")
        self.waived = QCheckBox()
        self.waived.toggled.connect(lambda _: self._narrow())
        self.nothing = QLabel()
        self.nothing.setProperty("muted", True)
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(16, 20, 16, 20)
        self._lay_out()
        self.list.followed.connect(self.follow)
        self.list.selectionModel().currentChanged.connect(lambda *_: self.marked.emit())
        self._settle = QTimer(self, singleShot=True, interval=CHECK_PAUSE_MS)
        self._settle.timeout.connect(self._renew_if_seen)
        bridge.changed.connect(lambda _: self._age())
        bridge.period_changed.connect(self._age)

    def _severity_button(self, severity: Severity) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setProperty("tight", True)
        button.setChecked(severity in self._narrowed.severities)
        button.setToolButtonStyle(button.toolButtonStyle().ToolButtonTextBesideIcon)
        button.setToolTip(_HINTS[severity])
        button.setFocusPolicy(button.focusPolicy().TabFocus)
        button.toggled.connect(lambda _: self._narrow())
        return button

    def _choice(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.activated.connect(lambda _: self._narrow())
        return box

    def _lay_out(self) -> None:
        kinds = QHBoxLayout()
        kinds.setSpacing(4)
        for button in self.severities.values():
            kinds.addWidget(button)
        kinds.addStretch(1)
        choices = QHBoxLayout()
        choices.setSpacing(6)
        choices.addWidget(self.chapter, 1)
        choices.addWidget(self.owner, 1)
        above = QVBoxLayout()
        above.setContentsMargins(10, 8, 10, 8)
        above.setSpacing(6)
        above.addLayout(kinds)
        above.addLayout(choices)
        above.addWidget(self.waived)
        empty = QWidget()
        inside = QVBoxLayout(empty)
        inside.addWidget(self.nothing)
        inside.addStretch(1)
        self._acts = QHBoxLayout()
        self._acts.setContentsMargins(10, 8, 10, 8)
        self._acts.setSpacing(6)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(above)
        layout.addWidget(self._stack, 1)
        layout.addLayout(self._acts)

    def offer(self, below: Sequence[QAction], in_menu: Sequence[QAction]) -> None:
        """What can be done about the marked finding: as buttons below, and in its menu."""
        self.list.addActions(in_menu)
        more = QMenu(self)
        more.addActions(in_menu)
        for action in below:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setVisible(action.isEnabled())
            action.enabledChanged.connect(button.setVisible)
            self._acts.addWidget(button)
        self._more = QToolButton()
        self._more.setText("Mer ▾")
        self._more.setAccessibleName("Mer att göra med fyndet")
        self._more.setMenu(more)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._acts.addStretch(1)
        self._acts.addWidget(self._more)

    # -- what is shown --------------------------------------------------------------------------

    @property
    def line(self) -> Line | None:
        """The marked line."""
        return self.list.line

    def renew(self) -> None:
        """Show what the checks find at this moment."""
        self._settle.stop()
        self._stale = False
        report, may_write = self._bridge.report, not self._bridge.read_only
        self._lines = lines_of(report, self._bridge.marks.checked.sorted, may_write=may_write)
        chapters = [("Alla kapitel", None), *chapters_of(report, self._lines)]
        _offer(self.chapter, chapters)
        owners = [(name or NO_OWNER, name) for name in owners_of(self._lines)]
        _offer(self.owner, [("Alla ansvariga", None), *owners])
        waived = sum(line.waiver is not None for line in self._lines)
        self.waived.setText(f"Motiverade ({waived})")
        self.waived.setVisible(waived > 0)
        self.waived.setChecked(self.waived.isChecked() and waived > 0)
        self._narrow()

    def show_all_at(self, place: Place) -> None:
        """Show all findings of the chosen severities, and mark the first of a place and what is under it."""
        self._show_everywhere(self._narrowed.severities)
        if place != OVERVIEW:
            self._mark_first(set(places_within(self._bridge.report, place)))

    def show_errors(self, part: Place | None) -> None:
        """Show the errors alone, and mark the first, or that of a goal or section with what is under it."""
        self._show_everywhere(frozenset((Severity.ERROR,)))
        if part is not None:
            self._mark_first(set(places_within(self._bridge.report, part)))

    def _show_everywhere(self, severities: frozenset[Severity]) -> None:
        self.chapter.setCurrentIndex(0)
        self.owner.setCurrentIndex(0)
        self.waived.setChecked(False)
        for severity, button in self.severities.items():
            button.setChecked(severity in severities)
        self.renew()
        self.list.mark(0 if self.list.findings.lines else -1)

    def _mark_first(self, places: Collection[Place]) -> None:
        lines = enumerate(self.list.findings.lines)
        self.list.mark(next((at for at, line in lines if line.place in places), 0))

    def _narrow(self) -> None:
        chosen = {level for level, button in self.severities.items() if button.isChecked()}
        chapter, owner = self.chapter.currentData(), self.owner.currentData()
        self._narrowed = Narrowed(frozenset(chosen), chapter, owner, self.waived.isChecked())
        before, row = self.line, self.list.currentIndex().row()
        scrolled = self.list.verticalScrollBar().value()
        shown = [line for line in self._lines if self._narrowed.accepts(line)]
        self.list.findings.show_lines(shown)
        self.list.mark(again(shown, before, row))
        self.list.verticalScrollBar().setValue(scrolled)
        self.list.scrollTo(self.list.currentIndex())
        self._stack.setCurrentIndex(0 if shown else 1)
        self.nothing.setText(self._words_for_nothing())
        self._count()
        self.marked.emit()

    def _count(self) -> None:
        theme = theme_now()
        for severity, count in counts(self._lines, self._narrowed).items():
            button = self.severities[severity]
            button.setText(f"{_PLURALS[severity]} {count}")
            button.setAccessibleName(f"{_HINTS[severity]} ({count})")
            button.setIcon(severity_icon(severity, theme))
            button.setEnabled(not self._narrowed.waived)

    def _words_for_nothing(self) -> str:
        if self._narrowed.waived:
            return "Inga motiverade avvikelser här."
        if any(map(self._narrowed.admits, self._lines)):
            return "Inget av det slag som visas. Knapparna ovan visar fler slag av fynd."
        if self._narrowed.chapter or self._narrowed.owner is not None:
            return "Inga fynd för det kapitel och den ansvariga som är valda."
        return "Inga fynd. Det som går att räkna efter i rapporten stämmer."

    # -- going there ----------------------------------------------------------------------------

    def follow(self) -> None:
        """Go to the place of the marked finding."""
        line = self.line
        if line is not None and line.finding is not None:
            self._went = line.key
            self.chosen.emit(finding_spot(self._bridge.report, line.finding))

    def step(self, step: int) -> str:
        """Mark the next or the previous finding and go there; what is to be said of it."""
        self._renew_if_stale()
        count = len(self.list.findings.lines)
        if not count:
            return self.nothing.text()
        here = self.list.currentIndex().row()
        first_time = step > 0 and self.line is not None and self.line.key != self._went
        self.list.mark(here if first_time else (here + step) % count)
        self.follow()
        line, row = self.line, self.list.currentIndex().row()
        return f"Fynd {row + 1} av {count}: {line.sentence}" if line else ""

    # -- following the report -------------------------------------------------------------------

    def _age(self) -> None:
        self._stale = True
        self._settle.start()

    def _renew_if_stale(self) -> None:
        if self._stale:
            self.renew()

    def _renew_if_seen(self) -> None:
        if self.isVisible():
            self._renew_if_stale()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._renew_if_stale()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._count()


def _offer(box: QComboBox, choices: list[tuple[str, Any]]) -> None:
    """Offer other choices; what is chosen stays chosen while it is there."""
    before = box.currentData()
    box.clear()
    for name, data in choices:
        box.addItem(name, data)
    values = [data for _, data in choices]
    box.setCurrentIndex(values.index(before) if before in values else 0)
