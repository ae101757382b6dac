"""The panel beside the page: a chart, what it shows in words, and its figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tertialapp.base.errors import Refusal
from tertialapp.base.files import write_bytes
from tertialapp.document.document import Change
from tertialapp.model.frame import SectionKind
from tertialapp.model.goals import Direction
from tertialapp.model.series import BarChart, Chart
from tertialapp.model.series.values import capital
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.charts.figures import Figures
from tertialapp.ui.charts.looks import chart_look
from tertialapp.ui.charts.sources import Economy, Indicators, Source
from tertialapp.ui.dialogs.ask import tell
from tertialapp.ui.dialogs.files import with_suffix
from tertialapp.ui.override import override
from tertialapp.ui.pictures import png_of
from tertialapp.ui.theme import theme_now

if TYPE_CHECKING:
    from tertialapp.ui.charts.view import ChartView

SOON_MS = 50
HINT = "Ställ markören på en indikator för att se dess utveckling."
NO_CHART = "Den här tabellen har inga avvikelser att visa i ett diagram."
_DIRECTIONS = {
    Direction.UP: "högre är bättre",
    Direction.DOWN: "lägre är bättre",
    Direction.BAND: "ska hålla sig inom ett spann",
}


class ChartPanel(QWidget):
    """Follows the report while it is to be seen; what draws is loaded when the first chart is shown."""

    told = Signal(str)
    """Something to say in the status line for a while."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._source: Source | None = None
        self._stale = True
        self.chart: Chart | None = None
        self.view: ChartView | None = None
        self.heading = _label("section")
        self.note = _label("muted")
        self.sentence = _label("")
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.figures = Figures()
        self.acts = QWidget()
        self.copy_button = ActButton("Kopiera bild", self.copy_picture)
        self.save_button = ActButton("Spara bild …", self.save_picture)
        self.printed = QCheckBox("Ta med i rapporten")
        self.printed.setToolTip("Diagrammet skrivs ut efter tabellen, med en beskrivning i ord.")
        self.printed.clicked.connect(self._set_printed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._refresh)
        self._lay_out()
        bridge.changed.connect(self._follow)
        bridge.period_changed.connect(self._mark_stale)
        bridge.locked_changed.connect(self._mark_stale)
        self._show_hint(HINT)

    def _lay_out(self) -> None:
        contents = QWidget()
        contents.setBackgroundRole(QPalette.ColorRole.Base)
        contents.setAutoFillBackground(True)
        self._column = QVBoxLayout(contents)
        self._column.setContentsMargins(10, 12, 10, 14)
        self._column.setSpacing(8)
        row = QHBoxLayout(self.acts)
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(self.copy_button)
        row.addWidget(self.save_button)
        row.addStretch(1)
        for part in (
            self.heading,
            self.note,
            self.sentence,
            self.printed,
            self.figures,
            self.acts,
        ):
            self._column.addWidget(part)
        self._column.addStretch(1)
        frame = QScrollArea()
        frame.setWidget(contents)
        frame.setWidgetResizable(True)
        frame.setFrameShape(QFrame.Shape.NoFrame)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    # -- what it shows --------------------------------------------------------------------------

    def show_indicators(self, indicator_ids: Sequence[str]) -> None:
        """Show how an indicator has gone, or several beside each other; none gives the hint."""
        self._show(Indicators(tuple(indicator_ids)) if indicator_ids else None)

    def show_economy(self, kind: SectionKind) -> None:
        """Show the deviations or results of an economy table."""
        self._show(Economy(kind))

    def show_nothing(self) -> None:
        """Show what to do to see a chart."""
        self._show(None)

    def _show(self, source: Source | None) -> None:
        if source != self._source:
            self._source = source
            self._mark_stale()

    # -- following ------------------------------------------------------------------------------

    def _follow(self, change: Change) -> None:
        if self._source is not None and self._source.depends_on(change):
            self._mark_stale()

    def _mark_stale(self) -> None:
        """Show anew soon, if seen; many changes at once are shown once."""
        self._stale = True
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._soon.start()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_soon"):
            self._colour()

    def _colour(self) -> None:
        look = chart_look(theme_now())
        if self.view is not None and self.chart is not None and self.view.look != look:
            self.view.show_chart(self.chart, look)

    def _refresh(self) -> None:
        if not self.isVisible():
            return
        self._stale = False
        source, report = self._source, self._bridge.report
        period_id = self._bridge.period_id
        # A period that was undone is shown no longer than until the window shows another.
        there = source is not None and period_id in report.periods
        chart = source.chart(report, period_id) if source and there else None
        if chart is None:
            self.chart = None
            self._show_hint(NO_CHART if isinstance(source, Economy) else HINT)
            return
        # Imported here: the window shall not wait for what only paper and charts need.
        from tertialapp.pdf.own_breaks import marking, with_breaks

        chart = with_breaks(chart, marking(report.own_words.values()))
        if chart != self.chart:
            self.chart = chart
            self._show_chart(chart)
        self._show_printed(chart)

    def _show_hint(self, hint: str) -> None:
        self.heading.setText("Diagram")
        self.sentence.setText(hint)
        for part in (
            self.note,
            self.printed,
            self.figures,
            self.acts,
            *((self.view,) if self.view else ()),
        ):
            part.hide()

    def _show_chart(self, chart: Chart) -> None:
        self.heading.setText(chart.title)
        self.note.setText(note_of(chart))
        self.note.setVisible(bool(self.note.text()))
        self.sentence.setText(chart.sentence)
        self.figures.setVisible(bool(chart.table.rows))
        self.figures.show_table(chart.table)
        if not chart.blank:
            self._view().show_chart(chart, chart_look(theme_now()))
        if self.view is not None:
            self.view.setVisible(not chart.blank)
        self.acts.setVisible(not chart.blank)

    def _show_printed(self, chart: Chart) -> None:
        """Whether the chart is printed too; where it is nobody's own, there is nothing to choose."""
        owner = self._source.printed_with(self._bridge.report) if self._source else None
        self.printed.setVisible(owner is not None and not chart.blank)
        self.printed.setChecked(owner is not None and owner.charted)
        self.printed.setEnabled(not self._bridge.read_only)
        self.printed.setToolTip(self._bridge.read_only)

    def _set_printed(self, checked: bool) -> None:  # noqa: FBT001 - from Qt's signal
        owner = self._source.printed_with(self._bridge.report) if self._source else None
        if owner is not None:
            words = "Ta med diagram i rapporten" if checked else "Ta bort diagram ur rapporten"
            with self._bridge.edit(words) as edit:
                edit.set(owner, charted=checked)

    def _view(self) -> ChartView:
        if self.view is None:
            # Imported here: the window shall not wait for pyqtgraph and numpy.
            from tertialapp.ui.charts.view import ChartView

            self.view = ChartView(chart_look(theme_now()))
            self._column.insertWidget(2, self.view)
        return self.view

    # -- pictures -------------------------------------------------------------------------------

    def copy_picture(self) -> None:
        """Put the chart on the clipboard as a picture."""
        image = self._picture()
        if image is not None:
            QGuiApplication.clipboard().setImage(image)
            self.told.emit("Bilden är kopierad.")

    def save_picture(self) -> None:
        """Ask where, and save the chart as a picture."""
        image = self._picture()
        if image is None or self.chart is None:
            return
        suggestion = f"{_file_name(self.chart.title)}.png"
        name, _ = QFileDialog.getSaveFileName(self, "Spara bild", suggestion, "PNG-bilder (*.png)")
        if name:
            self._write(with_suffix(Path(name), ".png"), image)

    def _write(self, target: Path, image: QImage) -> None:
        try:
            write_bytes(target, png_of(image))
        except Refusal as refusal:
            tell(self, str(refusal))
        else:
            self.told.emit(f"Bilden är sparad som {target.name}.")

    def _picture(self) -> QImage | None:
        if self.chart is None or self.chart.blank:
            return None
        # Imported here: the window shall not wait for pyqtgraph and numpy.
        from tertialapp.ui.charts.pictures import picture_of

        return picture_of(self.chart, note_of(self.chart), self.font())


def _file_name(title: str) -> str:
    """A title without what file names can't hold, and not too long for them."""
    kept = "".join(char for char in title if char.isalnum() or char in " -,")
    return " ".join(kept.split())[:80].strip()


def note_of(chart: Chart) -> str:
    """What the figures are counted in, and which way is better or what their signs mean."""
    if isinstance(chart, BarChart):
        return f"I {chart.unit.label} · {chart.note}"
    unit = "procent" if chart.unit == "%" else f"enhet: {chart.unit}" if chart.unit else ""
    parts = [unit, _DIRECTIONS[chart.direction] if chart.direction else ""]
    return capital(" · ".join(part for part in parts if part))


def _label(look: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    if look:
        label.setProperty(look, True)
    return label
