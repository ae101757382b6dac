"""A title that is edited where it stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QTextEdit

from tertialapp.model.text import clean_line
from tertialapp.ui.override import override

LONGEST = 400


class Heading(QTextEdit):
    """A wrapped title in one paragraph: Enter or leaving it takes it in, Esc restores it."""

    committed = Signal(str)
    told = Signal(str)
    """Something to say about what was pasted."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._shown = ""
        self.setProperty("heading", True)
        self.setAccessibleName(name)
        self.setToolTip("Klicka eller tryck F2 för att byta namn")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._fit)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        line = clean_line(source.text())
        if len(line) + len(self.toPlainText()) > LONGEST:
            self.told.emit(
                f"Det som skulle klistras in är för långt. En rubrik har högst {LONGEST} tecken."
            )
        else:
            self.textCursor().insertText(line)

    def show_title(self, title: str) -> None:
        """Show a title; the cursor stays when it is the one that is shown."""
        if title != self._shown or title != self.toPlainText():
            self._shown = title
            self.setPlainText(title)

    def flush(self) -> None:
        """Take in what was typed; an empty title is none."""
        title = clean_line(self.toPlainText())
        if title and title != self._shown:
            self._shown = title
            self.committed.emit(title)
        self.show_title(self._shown)

    def begin(self) -> None:
        """Put the cursor in the title, all of it selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Undo is the title's own only while it has something of its own to take back.
            undo = event.matches(QKeySequence.StandardKey.Undo)
            redo = event.matches(QKeySequence.StandardKey.Redo)
            if (undo or redo) and self.toPlainText() == self._shown:
                event.ignore()
                return False
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.flush()
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._shown)
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.flush()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = int(self.document().size().height()) + 2 * self.frameWidth() + 4
        if height != self.height():
            self.setFixedHeight(max(34, height))
