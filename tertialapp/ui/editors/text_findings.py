"""What the checks say of the text that a field shows: marked, told and mended where one writes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QMenu

from tertialapp.check.findings import Finding, Severity
from tertialapp.check.prose.verdicts import Agreement, agreements
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.editors.text_editor import TextEditor
from tertialapp.ui.editors.text_marks import Mark, Stored
from tertialapp.ui.finding_acts import add_findings, put_first, sentence_action
from tertialapp.ui.marks import CHECK_PAUSE_MS, cell_spot, sentence

_RANK = list(Severity).index
REST_MS = 500
"""How long the cursor rests at marked words before a screen reader is told what is said of them."""


class TextFindings(QObject):
    """Follows the report for one text editor; ``show_text`` says which text it shows."""

    def __init__(self, bridge: Bridge, editor: TextEditor) -> None:
        super().__init__(editor)
        self._bridge = bridge
        self._editor = editor
        self._key = ""
        self._told: list[str] = []
        self._settle = QTimer(self, singleShot=True, interval=CHECK_PAUSE_MS)
        self._settle.timeout.connect(self.refresh)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._announce)
        bridge.changed.connect(lambda _: self._settle.start())
        bridge.ticks_turned.connect(self._settle.start)
        editor.field.textChanged.connect(self._settle.start)
        editor.field.cursorPositionChanged.connect(self._rest.start)
        editor.field.remarks = self

    def show_text(self, key: str) -> None:
        """Mark the text with a key from now on; "" for none."""
        if key != self._key:
            self._key = key
            self._editor.field.marks.show("", ())
        self._settle.start()

    def refresh(self) -> None:
        """Mark what is said of the text now; while it is typed in, the marks that there are follow it."""
        self._settle.stop()
        text = self._bridge.report.texts.get(self._key)
        if self._editor.unwritten:
            self._settle.start()  # once it is handed over, which may turn out to change nothing
            return
        if text is not None and text.body != self._editor.known:
            return  # it is shown anew in a moment, and that starts us again
        self._editor.field.marks.show_whole(
            min((f.severity for f in self._whole()), key=_RANK, default=None)
        )
        body = text.body if text else ""
        self._editor.field.marks.show(body, self._stored())

    def _whole(self) -> list[Finding]:
        """What is found about the text and none of its words, such as that it is missing."""
        address = ("text", self._key, "body")
        return [
            found
            for found in self._bridge.marks.findings_at(*address)
            if not any(each.address == address and each.start is not None for each in found.cells)
        ]

    def _stored(self) -> Iterator[Stored]:
        address = ("text", self._key, "body")
        for found in self._bridge.marks.findings_at(*address):
            for each in found.cells:
                if each.address == address and each.start is not None and each.end is not None:
                    yield Stored(each.start, each.end, found)
        text = self._bridge.report.texts.get(self._key)
        if text is not None and self._bridge.shows_ticks:
            for agreed in agreements(self._bridge.report, text):
                yield Stored(agreed.start, agreed.end, agreed)

    # -- what the field asks --------------------------------------------------------------------

    def sentences_at(self, position: int) -> list[str]:
        """What is said of the words at a position."""
        return list(
            dict.fromkeys(_sentence(mark) for mark in self._editor.field.marks.at(position))
        )

    def sentences_of_whole(self) -> list[str]:
        """What is said of the text as a whole."""
        return [sentence(found) for found in self._whole()]

    def add_to_menu(self, menu: QMenu, position: int) -> None:
        """Put first in a menu what can be done about the words at a position."""
        marks = self._editor.field.marks.at(position)
        agreed = [mark.said for mark in marks if isinstance(mark.said, Agreement)]
        put_first(menu, [sentence_action(menu, a.message, partial(self._go, a)) for a in agreed])
        findings = dict.fromkeys(mark.said for mark in marks if isinstance(mark.said, Finding))
        findings |= dict.fromkeys(self._whole())
        here = [("text", self._key, "body")]
        add_findings(menu, self._bridge, findings, here, self._editor.flush)

    def _go(self, agreed: Agreement) -> None:
        self._bridge.wanted.emit(cell_spot(self._bridge.report, agreed.cell))

    def _announce(self) -> None:
        """Have screen readers say what is said of the words that the cursor has come to."""
        field = self._editor.field
        marks = field.marks.at(field.textCursor().position()) if field.hasFocus() else []
        told = [_sentence(mark) for mark in marks if isinstance(mark.said, Finding)]
        if field.hasFocus():
            told += self.sentences_of_whole()
        new = " ".join(each for each in told if each not in self._told)
        if new:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(field, new))
        self._told = told


def _sentence(mark: Mark) -> str:
    if isinstance(mark.said, Finding):
        return sentence(mark.said)
    return mark.said.message
