"""Finding and replacing words in one text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from tertialapp.model.search import Query
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.editors.chips import chips_in
from tertialapp.ui.editors.text_field import TextField
from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now


class FindBar(QWidget):
    """A line over the field: what is looked for, what it is replaced by, how many there are."""

    closed = Signal()

    def __init__(self, field: TextField, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self.words = self._line("Sök", "Sök i texten")
        self.replacement = self._line("Ersätt med", "Ersätt med")
        self.case = QCheckBox("Skilj på stora och små")
        self.whole = QCheckBox("Hela ord")
        self._count = QLabel()
        self._count.setProperty("muted", True)
        self._count.setMinimumWidth(self.fontMetrics().horizontalAdvance("Inga träffar "))
        self._replacing = QWidget()
        replace = QHBoxLayout(self._replacing)
        replace.setContentsMargins(0, 0, 0, 0)
        replace.addWidget(ActButton("Ersätt", self.replace_one))
        replace.addWidget(ActButton("Ersätt alla", self.replace_all))
        replace.addStretch(1)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setHorizontalSpacing(6)
        layout.setVerticalSpacing(4)
        for column, widget in enumerate(
            (
                self.words,
                self._count,
                ActButton("Föregående", lambda: self.step(-1)),
                ActButton("Nästa", lambda: self.step(1)),
                self.case,
                self.whole,
                ActButton("Stäng", self.close_bar),
            )
        ):
            layout.addWidget(widget, 0, column)
        layout.addWidget(self.replacement, 1, 0)
        layout.addWidget(self._replacing, 1, 1, 1, 6)
        layout.setColumnStretch(0, 1)
        self.words.textChanged.connect(lambda _: self.show_hits())
        for box in (self.case, self.whole):
            box.toggled.connect(lambda _: self.show_hits())
        field.textChanged.connect(self._follow)
        self.hide()

    def _line(self, hint: str, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.setAccessibleName(name)
        line.setMinimumWidth(120)
        line.installEventFilter(self)
        return line

    # -- opening --------------------------------------------------------------------------------

    def open(self, *, replacing: bool) -> None:
        """Show the line, with the selected words in it."""
        editable = not self._field.isReadOnly()
        for widget in (self.replacement, self._replacing):
            widget.setVisible(replacing and editable)
        self.show()
        selected = self._field.textCursor().selectedText()
        if selected and "\u2029" not in selected:
            self.words.setText(selected)
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self.show_hits()

    def close_bar(self) -> None:
        """Hide the line and go back to the text."""
        self.hide()
        self._field.setExtraSelections([])
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    # -- hits -----------------------------------------------------------------------------------

    def hits(self) -> list[tuple[int, int]]:
        """Where the words stand, outside live values."""
        if not self.words.text().strip():
            return []
        query = Query(self.words.text(), self.case.isChecked(), self.whole.isChecked())
        pattern = query.pattern()
        found: list[tuple[int, int]] = []
        block = self._field.document().firstBlock()
        while block.isValid():
            live = [(chip.start, chip.end) for chip in chips_in(block)]
            for match in pattern.finditer(block.text()):
                start, end = (block.position() + at for at in match.span())
                if not any(start < stop and begin < end for begin, stop in live):
                    found.append((start, end))
            block = block.next()
        return found

    def show_hits(self) -> None:
        """Mark all hits and say how many there are."""
        hits = self.hits()
        ground = QTextCharFormat()
        ground.setBackground(QColor(theme_now().fair_ground))
        marks = []
        for start, end in hits:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._select(start, end)
            mark.format = ground
            marks.append(mark)
        self._field.setExtraSelections(marks)
        selected = self._field.textCursor()
        span = (selected.selectionStart(), selected.selectionEnd())
        if not self.words.text().strip():
            words = ""
        elif not hits:
            words = "Inga träffar"
        elif span in hits:
            words = f"{hits.index(span) + 1} av {len(hits)}"
        else:
            words = "1 träff" if len(hits) == 1 else f"{len(hits)} träffar"
        self._count.setText(words)

    def step(self, step: int) -> None:
        """Select the next or previous hit, round the ends."""
        hits = self.hits()
        if not hits:
            return
        cursor = self._field.textCursor()
        if step > 0:
            after = (span for span in hits if span[0] >= cursor.selectionEnd())
            span = next(after, hits[0])
        else:
            before = (span for span in reversed(hits) if span[1] <= cursor.selectionStart())
            span = next(before, hits[-1])
        self._field.setTextCursor(self._select(*span))
        self.show_hits()

    def replace_one(self) -> None:
        """Replace the selected hit and go to the next; select one first when none is."""
        cursor = self._field.textCursor()
        if (cursor.selectionStart(), cursor.selectionEnd()) in self.hits():
            cursor.insertText(self.replacement.text())
            self._field.setTextCursor(cursor)
        self.step(1)

    def replace_all(self) -> None:
        """Replace all hits in one step."""
        cursor = self._field.textCursor()
        cursor.beginEditBlock()
        hits = self.hits()
        for start, end in reversed(hits):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(self.replacement.text())
        cursor.endEditBlock()
        self.show_hits()
        self._count.setText("1 ersatt" if len(hits) == 1 else f"{len(hits)} ersatta")

    def _select(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self._field.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _follow(self) -> None:
        if self.isVisible():
            self.show_hits()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter steps on, Shift+Enter back, Esc closes."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                if watched is self.replacement:
                    self.replace_one()
                else:
                    self.step(-1 if back else 1)
                return True
        return super().eventFilter(watched, event)
