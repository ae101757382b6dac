"""Historik: who changed what and when, what two versions differ in, and single values taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSplitter,
    QTextBrowser,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from tertialapp.base.errors import BadFile, Refusal
from tertialapp.document.restoring import restore_field, restore_record
from tertialapp.model.comparison import RecordChange, compared, told
from tertialapp.model.frame import TextPart
from tertialapp.model.overview import cell_name, place_name
from tertialapp.model.places import Place, Spot, place_of_key, text_field
from tertialapp.model.records import cell_id
from tertialapp.model.report import Report
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.dialogs.aside import step_aside
from tertialapp.ui.dialogs.ask import ask, tell
from tertialapp.ui.fitting import resize_within_screen
from tertialapp.ui.history.steps import Step, Steps, steps_of, when
from tertialapp.ui.history.told import RESTORE, told_html
from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now

_ALL, _PAGE, _ROW, _TEXT = range(4)
_KEPT_DAYS = 365


class HistoryDialog(QDialog):
    """Stays open beside the window. Steps that are marked together are told as one change."""

    def __init__(self, bridge: Bridge, leave: Callable[[], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._bridge = bridge
        self._leave = leave
        self._spot: Spot | None = None
        self._places: dict[tuple[str, str], Place | None] = {}
        self._changes: list[RecordChange] = []
        self._before: Report = bridge.report
        self.setWindowTitle("Historik")
        resize_within_screen(self, 1060, 640)
        self.which = QComboBox()
        self.words = QLineEdit(clearButtonEnabled=True)
        self.words.setPlaceholderText("Ord i ändringen, eller en person")
        self.words.setAccessibleName("Sök i historiken")
        self.model = Steps()
        self.list = QTreeView()
        self.list.setAccessibleName("Ändringar")
        self.list.setModel(self.model)
        self.told = QTextBrowser(openLinks=False)
        self.told.setAccessibleName("Vad som ändrades")
        self.told.document().setDefaultStyleSheet("p { margin-top: 3px; margin-bottom: 3px; }")
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.forget_button = ActButton("Rensa gammal historik …")
        self._arrange()
        self.which.currentIndexChanged.connect(lambda _: self._fill())
        self.words.textChanged.connect(lambda _: self._fill())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        self.told.anchorClicked.connect(self._follow)
        self.forget_button.clicked.connect(lambda _checked: self._forget())
        bridge.changed.connect(lambda _: self._fill() if self.isVisible() else None)

    def _arrange(self) -> None:
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        header = self.list.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        digit = self.list.fontMetrics().horizontalAdvance("0")
        header.resizeSection(0, 18 * digit)
        header.resizeSection(1, 12 * digit)
        label = QLabel("&Visa:")
        label.setBuddy(self.which)
        self.which.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.which.setMinimumContentsLength(34)
        above = QHBoxLayout()
        above.addWidget(label)
        above.addWidget(self.which, 2)
        above.addWidget(self.words, 1)
        hint = QLabel("Markera flera ändringar för att se vad de gjorde tillsammans.")
        hint.setProperty("muted", True)
        hint.setWordWrap(True)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.told, 1)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(right)
        parts.setSizes([480, 560])
        close = ActButton("Stäng", self.close)
        below = QHBoxLayout()
        below.addWidget(hint, 1)
        for button in (self.forget_button, close):
            below.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(above)
        layout.addWidget(parts, 1)
        layout.addLayout(below)

    # -- which steps ----------------------------------------------------------------------------

    def show_for(self, spot: Spot | None) -> None:
        """Show the history of what is marked on the page, or of all when nothing is."""
        self._spot = spot
        self.which.blockSignals(True)
        self.which.clear()
        self.which.addItem("Allt i rapporten", _ALL)
        page, row = self._names(spot)
        if page:
            self.which.addItem(f"Sidan {page}", _PAGE)
        if row:
            self.which.addItem(f"Raden {row}", _ROW)
        if spot is not None and spot.field in map(text_field, TextPart):
            self.which.addItem("Den här texten", _TEXT)
        self.which.setCurrentIndex(self.which.count() - 1)
        self.which.blockSignals(False)
        self.show()
        self._fill()

    def _names(self, spot: Spot | None) -> tuple[str, str]:
        if spot is None:
            return "", ""
        report = self._bridge.report
        rows = ("indicator", "activity", "result_unit", "business_area", "investment", "decision")
        named = (cell_name(report, t, spot.row) for t in rows if spot.row in report.table(t))
        return place_name(report, spot.place), next(named, "")

    def _asked_for(self) -> list[Step]:
        """The steps that touched what is marked, or all."""
        steps = steps_of(self._bridge.document)
        if self.which.currentData() == _ALL or self._spot is None:
            return steps
        own = {number for number, *cell in self._bridge.document.touched() if self._is_asked(*cell)}
        return [step for step in steps if self._is_about(step, own)]

    def _is_about(self, step: Step, own: set[int]) -> bool:
        if step.brought is None:
            return step.edit_id in own
        return any(self._is_asked(each.table, each.key) for each in step.brought.deltas)

    def _is_asked(self, table: str, key: str) -> bool:
        """Whether a record is on the page, of the row, or the text, that is asked for."""
        assert self._spot is not None
        if self.which.currentData() == _TEXT:
            return table == "text" and self._is_text(key)
        if self.which.currentData() == _ROW:
            return self._spot.row in key.split("@")
        if (table, key) not in self._places:
            self._places[table, key] = place_of_key(self._bridge.report, table, key)
        return self._places[table, key] == self._spot.place

    def _is_text(self, key: str) -> bool:
        """Whether a key is that of the text at the spot; of any record, also one that is gone."""
        assert self._spot is not None
        owner = self._spot.row or self._spot.place.key
        parts = [part for part in TextPart if text_field(part) == self._spot.field]
        return key in [cell_id(owner, self._bridge.period_id, part) for part in parts]

    def _fill(self) -> None:
        self._places = {}
        self.model.show(self._asked_for(), self.words.text())
        steps = self._bridge.document.history()
        self.forget_button.setEnabled(bool(steps) and not self._bridge.document.read_only)
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))
        self._tell()

    # -- what they did --------------------------------------------------------------------------

    def _marked(self) -> list[Step]:
        """The marked steps, oldest first."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        return [self.model.step(row) for row in reversed(rows)]

    def _tell(self) -> None:
        marked = self._marked()
        self._changes = []
        if not marked:
            nothing = "Ingen ändring är markerad." if self.model.rowCount() else "Inga ändringar."
            self.said.setText(nothing)
            self.told.clear()
            return
        first, last = marked[0], marked[-1]
        document = self._bridge.document
        try:
            self._before = document.report_before(first.edit_id)
            after = document.report_before(last.edit_id + 1)
        except BadFile as fault:
            self.said.setText(str(fault))
            self.told.clear()
            return
        # What somebody did in another copy may have been merged with more: it is told, and not taken back.
        brought = first.brought if first is last else None
        self._changes = told(after, brought.deltas) if brought else compared(self._before, after)
        self.said.setText(_spoken(first, last))
        may_restore = brought is None and not self._bridge.read_only
        self.told.setHtml(told_html(self._changes, theme_now(), restorable=may_restore))

    def _follow(self, link: QUrl) -> None:
        number, _, at = link.path().partition(".")
        change = self._changes[int(number)]
        if link.scheme() == RESTORE:
            self._restore(change, int(at) if at else None)
        else:
            self._go_to(change)

    def _go_to(self, change: RecordChange) -> None:
        self._window.activateWindow()
        self._bridge.wanted.emit(change.spot)
        if step_aside(self, self._window):
            self._bridge.told.emit("Historiken visas igen med Ctrl+Skift+H.")

    def _restore(self, change: RecordChange, at: int | None) -> None:
        if not self._leave():
            return
        before, what = self._before, change.what if at is None else change.fields[at].title
        done = f"{what} är återställt. Ångra med Ctrl+Z."
        with self._bridge.edit("Återställ från historiken", done=done) as edit:
            if at is None:
                restore_record(edit, before, change.table, change.key)
            else:
                field = change.fields[at].field
                restore_field(edit, before, change.table, change.key, field)

    # -- forgetting -----------------------------------------------------------------------------

    def _forget(self) -> None:
        steps = self._bridge.document.history()
        limit = datetime.now(UTC) - timedelta(days=_KEPT_DAYS)
        old = [step for step in steps if step.at < limit.isoformat()]
        answers = ["Avbryt"] if not old else [f"Rensa allt äldre än ett år ({len(old)})", "Avbryt"]
        chosen = ask(
            self,
            "Vad av historiken ska rensas?",
            "Det som rensas går inte att få tillbaka, och ändringarna går inte längre att ångra. "
            "Rapporten själv ändras inte. En kollega som arbetar i en äldre kopia får fler frågor "
            "när ni sammanfogar.",
            [f"Rensa allt ({len(steps)})", *answers],
        )
        if chosen == len(answers):
            return
        upto = steps[-1].id + 1 if chosen == 0 else old[-1].id + 1
        try:
            gone = self._bridge.forget_history(upto)
        except Refusal as refusal:
            tell(self, str(refusal))
            return
        self._bridge.told.emit(f"{gone} ändringar är rensade ur historiken.")
        self._fill()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()


def _spoken(first: Step, last: Step) -> str:
    if first is last:
        return f"{first.label}. {first.actor}, {when(first.at)}."
    return f"Allt från {when(first.at)} till {when(last.at)}."
