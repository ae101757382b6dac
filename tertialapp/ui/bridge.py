"""The one way between the open report and the widgets: changes come out as a signal, edits go in."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from tertialapp.base.errors import Refusal
from tertialapp.document.document import Change, Document
from tertialapp.document.edit import Edit
from tertialapp.model.frame import Period
from tertialapp.model.locking import lock_reason
from tertialapp.model.report import Report
from tertialapp.ui.marks import CellMarks


class Bridge(QObject):
    """An open report and the period that is shown, for widgets."""

    changed = Signal(object)
    """A ``Change`` has been made, undone or redone."""
    period_changed = Signal()
    saved = Signal()
    """The report has been put in its file."""
    forgotten = Signal()
    """History was forgotten: what could be undone no longer can."""
    locked_changed = Signal()
    """What is shown can no longer be changed, or can again."""
    wanted = Signal(object)
    """Somebody wants to go to a ``Spot``."""
    asked = Signal(str)
    """A part of a page asks for a command of the window, by its key."""
    told = Signal(str)
    """Something to say in the status line for a while."""
    errors_wanted = Signal(object)
    """The errors of a ``Place`` and what is below it, or (None) of the report, are to be shown."""
    reason_wanted = Signal(object)
    """Somebody wants to say why a ``Finding`` is no mistake."""
    ticks_turned = Signal()
    """Figures of texts that agree are to be marked, or no longer."""
    refused = Signal(str)
    """An edit could not be made; the sentence says why."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._period_id = document.report.periods_in_order()[-1].id
        self._marks: CellMarks | None = None
        self._shows_ticks = True
        self._was_read_only = self.read_only
        self._stop = document.on_change(self._follow)

    def _follow(self, change: Change) -> None:
        self.changed.emit(change)
        self._tell_lock()

    def _tell_lock(self) -> None:
        if self.read_only != self._was_read_only:
            self._was_read_only = self.read_only
            self.locked_changed.emit()

    @property
    def report(self) -> Report:
        """The report as it is now."""
        return self.document.report

    @property
    def read_only(self) -> str:
        """Why nothing can be changed: the file is open for reading, or the period locked; "" when it can."""
        return self.document.read_only or lock_reason(self.report, self._period_id)

    @property
    def marks(self) -> CellMarks:
        """Why cells and places look different, as things are now."""
        state = (self.report, self.document.published, self._period_id)
        if self._marks is None or not self._marks.are_of(*state):
            earlier = None if self._marks is None else self._marks.latest
            self._marks = CellMarks(*state, earlier)
        return self._marks

    @property
    def shows_ticks(self) -> bool:
        """Whether figures of texts that agree with the report are marked."""
        return self._shows_ticks

    def show_ticks(self, *, shown: bool) -> None:
        """Mark figures of texts that agree with the report, or don't."""
        if shown != self._shows_ticks:
            self._shows_ticks = shown
            self.ticks_turned.emit()

    @property
    def period_id(self) -> str:
        """The key of the period that is shown."""
        return self._period_id

    @property
    def period(self) -> Period:
        """The period that is shown."""
        return self.report.periods[self._period_id]

    def show_period(self, period_id: str) -> None:
        """Show another period."""
        if period_id != self._period_id:
            self._period_id = period_id
            self.period_changed.emit()
            self._tell_lock()

    @contextlib.contextmanager
    def edit(self, label: str, *, initiator: object = None, done: str = "") -> Iterator[Edit]:
        """One undo step; ``done`` is told afterwards.

        When it can't be made, ``refused`` says why instead, and nothing changed; ``Edit.made`` is then
        false, and a dialog that holds what was typed stays open.
        """
        try:
            with self.document.edit(label, initiator=initiator) as edit:
                yield edit
        except Refusal as refusal:
            self.refused.emit(str(refusal))
        else:
            if done:
                self.told.emit(done)

    def forget_history(self, edit_id: int) -> int:
        """Forget the history before an edit, for good; gives how many entries went. Raises Refusal."""
        gone = self.document.forget_history(edit_id)
        self.forgotten.emit()
        return gone

    def detach(self) -> None:
        """Hear of no more changes."""
        self._stop()
