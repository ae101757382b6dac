"""The editor of a text: a field with its buttons, in and out as Markdown.

While it is being typed in, the field has Qt's own undo. When typing pauses or focus leaves, the text
is handed over as one step and from there on belongs to the report's undo.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QTextBlock, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tertialapp.model.markdown import Block
from tertialapp.model.markdown_read import parse
from tertialapp.model.markdown_write import serialize
from tertialapp.ui.editors import rich_text
from tertialapp.ui.editors.chips import chips_in, select
from tertialapp.ui.editors.stretches import laid
from tertialapp.ui.editors.text_field import TextField
from tertialapp.ui.editors.text_toolbar import TextToolbar

if TYPE_CHECKING:
    from tertialapp.ui.editors.find_bar import FindBar

PAUSE_MS = 1000
"""How long nothing is typed before a text is handed over."""
FEWEST_LINES = 3
COUNT_MS = 250
"""How long nothing is typed before its words are counted."""


class TextEditor(QWidget):
    """A text with its buttons; ``committed`` gives the Markdown when the user has changed it."""

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, spelling: bool = True) -> None:
        super().__init__(parent)
        self.field = TextField(self, spelling=spelling)
        self._known = ""
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self.flush)
        self._counting = QTimer(self, interval=COUNT_MS, singleShot=True)
        self._counting.timeout.connect(self._count)
        self.field.textChanged.connect(self._timer.start)
        self.field.textChanged.connect(self._counting.start)
        self.field.selectionChanged.connect(self._counting.start)
        self.field.left.connect(self.flush)
        self.bar = TextToolbar(self.field, self)
        self._find_bar: FindBar | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.bar)
        layout.addWidget(self.field, 1)
        self.field.setMinimumHeight(FEWEST_LINES * self.fontMetrics().lineSpacing() + 18)
        self.setFocusProxy(self.field)
        self.field.finds.connect(lambda replacing: self.find_words(replacing=replacing))
        self._add_key("Sök i texten", "Ctrl+F", replacing=False)
        self._add_key("Sök och ersätt i texten", "Ctrl+H", replacing=True)

    def _add_key(self, name: str, keys: str, *, replacing: bool) -> None:
        action = self.field.addAction(name)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked: self.find_words(replacing=replacing))

    def find_words(self, *, replacing: bool = False) -> None:
        """Show the line in which words are looked for in this text, and replaced."""
        from tertialapp.ui.editors.find_bar import FindBar

        if self._find_bar is None:
            self._find_bar = FindBar(self.field, self)
            layout = self.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(1, self._find_bar)
        self._find_bar.open(replacing=replacing)

    # -- text in and out ------------------------------------------------------------------------

    def set_markdown(self, text: str) -> None:
        """Show a text; one that is shown already is left as it is, with its cursor."""
        if text == self._known and not self._timer.isActive():
            return
        self._known = text
        position = self.field.textCursor().position()
        rich_text.fill(self.field.document(), parse(text), self.field.picture_height)
        self._timer.stop()
        cursor = self.field.textCursor()
        cursor.setPosition(min(position, self.field.document().characterCount() - 1))
        self.field.setTextCursor(cursor)

    def markdown(self) -> str:
        """The text as it stands in the field."""
        return serialize(rich_text.blocks_of(self.field.document()))

    @property
    def known(self) -> str:
        """The text that was shown or handed over last."""
        return self._known

    def append(self, blocks: Iterable[Block]) -> None:
        """Put blocks after the text, as if they had been typed there."""
        cursor = self.field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        rich_text.insert(cursor, blocks, self.field.picture_height)
        self.field.setTextCursor(cursor)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Hand the text over now, if it was changed."""
        if not self._timer.isActive() and not self.field.document().isUndoAvailable():
            return
        self._timer.stop()
        text = self.markdown()
        self.field.document().clearUndoRedoStacks()
        if text != self._known:
            self._known = text
            self.committed.emit(text)

    @property
    def unwritten(self) -> bool:
        """Whether something may have been typed that has not been handed over."""
        return self._timer.isActive()

    @property
    def line(self) -> int:
        """The line with the cursor, where those that hold nothing are not counted."""
        here = self.field.textCursor().blockNumber()
        return sum(bool(line.text().strip()) for line in self._lines() if line.blockNumber() < here)

    def go_to_line(self, number: int) -> None:
        """Put the cursor at the beginning of a line, counted as ``line`` counts."""
        written = [line for line in self._lines() if line.text().strip()]
        if written:
            cursor = self.field.textCursor()
            cursor.setPosition(written[min(number, len(written) - 1)].position())
            self.field.setTextCursor(cursor)

    def begin(self) -> None:
        """Show the text from its beginning, with the cursor there."""
        self.field.moveCursor(QTextCursor.MoveOperation.Start)
        self.field.verticalScrollBar().setValue(0)

    def select_words(self, start: int, end: int) -> None:
        """Select the words of a stretch of the text that was shown or handed over last."""
        document = self.field.document()
        found = (each.stretch(start, end) for each in laid(document, self._known))
        place = next(filter(None, found), None)
        if place is not None:
            cursor = self.field.textCursor()
            cursor.setPosition(place[0])
            cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
            self.field.setTextCursor(cursor)
            self.field.ensureCursorVisible()

    def _lines(self) -> Iterator[QTextBlock]:
        line = self.field.document().begin()
        while line.isValid():
            yield line
            line = line.next()

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - as Qt's setters
        """Only show the text; the buttons are hidden."""
        self.field.setReadOnly(read_only)
        self.bar.setVisible(not read_only)

    def set_placeholder(self, text: str) -> None:
        """What an empty field says."""
        self.field.setPlaceholderText(text)

    def set_name(self, name: str) -> None:
        """What a screen reader calls the field."""
        self.field.setAccessibleName(name)

    def _count(self) -> None:
        cursor = self.field.textCursor()
        selected = QTextCursor(cursor)
        cursor.select(QTextCursor.SelectionType.Document)
        text = f"{self._words_in(cursor)} ord"
        if selected.hasSelection():
            text = f"{self._words_in(selected)} av {text}"
        self.bar.show_count(text)

    def _words_in(self, cursor: QTextCursor) -> int:
        """How many words of a selection are printed: all but those that say what pictures show."""
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        words = len(cursor.selectedText().split())
        for chip in (chip for line in self._lines() for chip in chips_in(line)):
            if rich_text.picture_key(chip.target) and start <= chip.start and chip.end <= end:
                select(cursor, chip)
                words -= len(cursor.selectedText().split())
        return words
