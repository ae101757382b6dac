"""Konflikter: what two people did differently, one by one, and the version that is to hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from tertialapp.base.errors import Refusal
from tertialapp.check.findings import Cell
from tertialapp.document.deciding import decide_all
from tertialapp.merge.decide import Changes, Choice, decide
from tertialapp.merge.duplicates import Notice
from tertialapp.merge.listing import decided
from tertialapp.merge.own import own_fields, read_own
from tertialapp.merge.questions import (
    KEEP_BOTH,
    Question,
    question,
    question_of_many,
    question_of_pair,
    without,
)
from tertialapp.model.conflicts import Conflict
from tertialapp.model.places import place_of_key
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.dialogs.aside import step_aside
from tertialapp.ui.dialogs.ask import tell
from tertialapp.ui.fitting import resize_within_screen
from tertialapp.ui.marks import cell_spot
from tertialapp.ui.merge.lines import Line, Lines, moment
from tertialapp.ui.merge.own import OwnVersion
from tertialapp.ui.merge.undecided import Undecided
from tertialapp.ui.merge.versions import Versions
from tertialapp.ui.override import override

_NONE = "Allt är avgjort."
_ONE_BY_ONE = "Möjliga dubbletter väljs en och en."
_SOME = (
    "Rapporten har vår version tills du väljer. Retur i listan går till nästa; "
    "markera flera för att avgöra dem på en gång."
)


class ConflictsDialog(QDialog):
    """Stays open beside the window. Each decision, of one conflict or of many, is one step to undo."""

    def __init__(
        self, bridge: Bridge, undecided: Undecided, leave: Callable[[], bool], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._bridge = bridge
        self._undecided = undecided
        self._leave = leave
        self.setWindowTitle("Konflikter")
        resize_within_screen(self, 1100, 700)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.model = Lines()
        self.list = QTreeView()
        self.list.setAccessibleName("Konflikter")
        self.list.setModel(self.model)
        self.asked = QLabel()
        self.asked.setWordWrap(True)
        self.asked.setProperty("strong", True)
        self.versions = Versions()
        self.own = OwnVersion(bridge)
        self.go_button = ActButton("&Gå till platsen", self._go)
        self.same_button = ActButton("&Markera alla på sidan", self._mark_page)
        self.same_button.setToolTip("Markera alla konflikter som syns på samma sida som den här")
        self.next_button = ActButton("&Nästa", self._next)
        self._arrange()
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._show())
        self.list.activated.connect(lambda _: self._next())
        self.versions.chosen.connect(self._choose)
        self.own.given.connect(self._write)
        bridge.changed.connect(lambda _: self._show() if self.isVisible() else None)
        undecided.changed.connect(lambda: self._fill() if self.isVisible() else None)

    def _arrange(self) -> None:
        self.list.setRootIsDecorated(False)
        self.list.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        self.list.setUniformRowHeights(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        digit = self.list.fontMetrics().horizontalAdvance("0")
        for column, digits in ((1, 36), (2, 14), (3, 18)):
            header.resizeSection(column, digits * digit)
        below_list = QWidget()
        rows = QVBoxLayout(below_list)
        rows.setContentsMargins(0, 6, 0, 0)
        rows.addWidget(self.asked)
        rows.addWidget(self.versions, 3)
        rows.addWidget(self.own, 2)
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(self.list)
        self._parts.addWidget(below_list)
        self._parts.setSizes([200, 460])
        below = QHBoxLayout()
        below.addWidget(self.go_button)
        below.addWidget(self.same_button)
        below.addStretch(1)
        below.addWidget(self.next_button)
        below.addWidget(ActButton("Stäng", self.close))
        layout = QVBoxLayout(self)
        layout.addWidget(self.said)
        layout.addWidget(self._parts, 1)
        layout.addLayout(below)

    # -- which ----------------------------------------------------------------------------------

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        """Show what there is to decide, with the mark where it was."""
        marked, row = self._marked(), max(0, self.list.currentIndex().row())
        self.model.show(self._bridge.report.conflicts.values(), self._undecided.notices)
        there = self.model.row_of(marked)
        row = row if there is None else there
        self.list.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1), 0))
        sentence = self._undecided.sentence
        self.said.setText(f"{sentence}. {_SOME}" if sentence else _NONE)
        self._show()

    def _marked(self) -> Line | None:
        index = self.list.currentIndex()
        return self.model.line(index.row()) if index.isValid() else None

    def _all_marked(self) -> Sequence[Conflict]:
        """The conflicts that are marked. Possible duplicates are looked at one by one."""
        lines = (self.model.line(row.row()) for row in self.list.selectionModel().selectedRows())
        return [line for line in lines if isinstance(line, Conflict)]

    def _mark_page(self) -> None:
        """Mark all conflicts that are seen on the page of the marked one."""
        line, report = self._marked(), self._bridge.report
        if line is None:
            return
        page = place_of_key(report, line.table, line.key)
        marked = QItemSelection()
        for row in range(self.model.rowCount()):
            each = self.model.line(row)
            if isinstance(each, Conflict) and place_of_key(report, each.table, each.key) == page:
                marked.select(self.model.index(row, 0), self.model.index(row, 0))
        flags = QItemSelectionModel.SelectionFlag
        self.list.selectionModel().select(marked, flags.ClearAndSelect | flags.Rows)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _next(self) -> None:
        """Mark the next, or after the last the first; nothing is decided."""
        rows = self.model.rowCount()
        if rows:
            self.list.setCurrentIndex(
                self.model.index((self.list.currentIndex().row() + 1) % rows, 0)
            )
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self) -> None:
        """Show the marked one with its versions, or what many have in common."""
        line, many = self._marked(), self._all_marked()
        for part in (self.asked, self.versions, self.go_button, self.same_button, self.next_button):
            part.setVisible(line is not None)
        if line is None:
            self.own.hide()
            return
        self.next_button.setEnabled(self.model.rowCount() > 1)
        if len(many) > 1:
            self.own.show_fields("", ())
            self._ask(question_of_many(self._bridge.report, many), "")
            if len(many) < len(self.list.selectionModel().selectedRows()):
                self.asked.setText(f"{self.asked.text()} {_ONE_BY_ONE}")
        elif isinstance(line, Notice):
            self.own.show_fields("", ())
            self._ask(question_of_pair(self._bridge.report, line), "")
        else:
            self.own.show_fields(line.id, own_fields(self._bridge.report, line))
            who = ", ".join(filter(None, (line.who, moment(line.at))))
            self._ask(question(self._bridge.report, line), who)

    def _ask(self, asked: Question, who: str) -> None:
        self.asked.setText(asked.sentence)
        self.versions.show_question(asked, who, writable=not self._bridge.read_only)

    # -- deciding -------------------------------------------------------------------------------

    def _choose(self, choice: Choice) -> None:
        line, many = self._marked(), self._all_marked()
        if len(many) > 1:
            self._decide_all(many, choice)
        elif isinstance(line, Conflict):
            self._decide(lambda: decide(self._bridge.report, line, choice))
        elif isinstance(line, Notice) and choice is KEEP_BOTH:
            self._undecided.keep_both(line)
        elif isinstance(line, Notice) and self._leave():
            with self._bridge.edit("Ta bort dubblett") as edit:
                edit.remove(without(edit.report, line, choice))

    def _write(self) -> None:
        line = self._marked()
        if isinstance(line, Conflict):
            report, typed = self._bridge.report, self.own.typed()
            self._decide(lambda: decide(report, line, read_own(report, line, typed)))

    def _decide(self, changes: Callable[[], Changes]) -> None:
        """Carry out a decision; what can't be done is told, and nothing is changed."""
        if not self._leave():
            return
        try:
            settled = changes()
        except Refusal as refusal:
            tell(self, str(refusal))
            return
        with self._bridge.edit("Avgör konflikt") as edit:
            edit.take(settled)
        if edit.made:
            self._bridge.told.emit(
                f"{self._undecided.sentence or _NONE.removesuffix('.')}. Ångra med Ctrl+Z."
            )

    def _decide_all(self, conflicts: Sequence[Conflict], choice: Choice) -> None:
        """Choose a side of many in one step, and say how many that was and how many it could not be."""
        if not self._leave():
            return
        with self._bridge.edit(f"Avgör {len(conflicts)} konflikter") as edit:
            left = decide_all(edit, conflicts, choice)
        if not edit.made:
            return
        done = decided(len(conflicts) - len(left), len(left))
        self.said.setText(f"{done} {self._undecided.sentence or _NONE}".rstrip(".") + ".")
        self._bridge.told.emit(f"{done} Ångra med Ctrl+Z.")

    def _go(self) -> None:
        """Go to what it is about, in the window."""
        line, report = self._marked(), self._bridge.report
        if line is None or not self._leave():
            return
        record = report.table(line.table).get(line.key)
        period = getattr(record, "period_id", "")
        if period in report.periods:
            self._bridge.show_period(period)
        field = line.field if isinstance(line, Conflict) else ""
        self._window.activateWindow()
        self._bridge.wanted.emit(cell_spot(report, Cell(line.table, line.key, field)))
        if step_aside(self, self._window):
            self._bridge.told.emit("Konflikterna visas igen med Ctrl+Skift+F7.")
