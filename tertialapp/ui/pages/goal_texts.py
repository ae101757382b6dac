"""The texts of a goal in tabs: analysis, description, expected results."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from tertialapp.document.document import Change
from tertialapp.model.frame import SectionKind, TextPart
from tertialapp.model.goals import Goal, Level
from tertialapp.model.places import first_of_kind
from tertialapp.model.suggested import paragraph
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.columns.activities import expected_sheet
from tertialapp.ui.editors.bound_text import BoundText
from tertialapp.ui.editors.text_toolbar import Tool
from tertialapp.ui.grid.model import GridModel
from tertialapp.ui.grid.panel import RowButtons
from tertialapp.ui.grid.view import GridView
from tertialapp.ui.override import override

ANALYSIS, DESCRIPTION, EXPECTED = range(3)


class GoalTexts(QTabWidget):
    """The tabs; a goal shows those that its level has."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._goal: Goal | None = None
        self.analysis = BoundText(bridge, "Analys", TextPart.ANALYSIS)
        self.analysis.editor.bar.add(
            Tool("Föreslå", "Föreslå mening", "Ctrl+Shift+M"), self._suggest
        )
        self.analysis.editor.set_placeholder(
            "Skriv här, eller börja med en mening som stämmer med det ifyllda: Ctrl+Skift+M …"
        )
        self.description = BoundText(bridge, "Beskrivning", TextPart.DESCRIPTION)
        self.expected = GridView(GridModel(bridge, expected_sheet("")), "Förväntat resultat")
        self.addTab(_padded(self.analysis), "Analys")
        self.addTab(_padded(self.description), "Beskrivning")
        self.addTab(_padded(self.expected, RowButtons(self.expected)), "Förväntat resultat")
        self.setAccessibleName("Målets texter")
        bridge.changed.connect(self._follow)

    def show_goal(self, goal: Goal) -> None:
        """Show the texts of a goal."""
        other = self._goal is None or goal.id != self._goal.id
        self._goal = goal
        board = goal.level is Level.BOARD
        chapter = first_of_kind(self._bridge.report, SectionKind.GOALS)
        self.analysis.show_owner(goal.id, chapter.instruction if chapter else "")
        self.description.show_owner(goal.id)
        if other:
            self.expected.grid.show_sheet(expected_sheet(goal.id))
        self.setTabVisible(DESCRIPTION, board or self._has(goal, TextPart.DESCRIPTION))
        self.setTabVisible(EXPECTED, board or bool(self.expected.grid.rowCount()))
        self._label_tabs()

    def flush(self) -> bool:
        """Write what is being typed; False when a cell does not fit."""
        self.analysis.flush()
        self.description.flush()
        return self.expected.leave()

    def reveal(self, part: TextPart | None) -> None:
        """Show the tab of a text; None for the expected results."""
        tabs = {TextPart.DESCRIPTION: DESCRIPTION, None: EXPECTED}
        self.setCurrentIndex(tabs.get(part, ANALYSIS))

    def _suggest(self) -> None:
        """Offer sentences that agree with what is filled in; written only if some are chosen."""
        from tertialapp.check.suggested import offered
        from tertialapp.ui.dialogs.suggest import SuggestDialog

        if self._goal is None:
            return
        sentences = offered(self._bridge.report, self._goal, self._bridge.period_id)
        if not sentences:
            self._bridge.told.emit(
                "Det finns inget att föreslå än. Fyll i status, utfall, prognos eller aktiviteter först."
            )
            return
        dialog = SuggestDialog(sentences, self.window())
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.chosen:
            self.analysis.put_first(paragraph(dialog.chosen), "Föreslå mening")
        dialog.deleteLater()

    def _has(self, goal: Goal, part: TextPart) -> bool:
        return bool(self._bridge.report.text(goal.id, self._bridge.period_id, part).body)

    def _label_tabs(self) -> None:
        bar, count = self.tabBar(), self.expected.grid.rowCount()
        words = f"Förväntat resultat ({count})"
        self.setTabText(EXPECTED, words)
        self.setTabToolTip(EXPECTED, words)
        bar.setAccessibleTabName(EXPECTED, words)
        if bar.sizeHint().width() > self.width():  # all tabs are to be seen
            self.setTabText(EXPECTED, f"Resultat ({count})")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._label_tabs()

    def _follow(self, change: Change) -> None:
        if change.touches("expected_result"):
            self._label_tabs()


def _padded(widget: QWidget, above: QWidget | None = None) -> QWidget:
    box = QWidget()
    box.setFocusProxy(widget)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(8, 6, 8, 8)
    layout.setSpacing(4)
    if above is not None:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(above)
        layout.addLayout(row)
    layout.addWidget(widget)
    return box
