"""The field in which texts are written: keys, lists, live values, and what is pasted into it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextList,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip, QWidget

from tertialapp.model.markdown import Block, Heading, Paragraph, Picture, Run
from tertialapp.model.markdown_read import parse, plain
from tertialapp.model.markdown_write import paragraphs, serialize
from tertialapp.model.numbers import NBSP
from tertialapp.ui.editors import rich_text
from tertialapp.ui.editors.chips import (
    chip_at,
    chips_in,
    is_beside_link,
    paint_chips,
    plain_style,
    select,
    snapped,
    widened,
)
from tertialapp.ui.editors.in_view import blocks_in
from tertialapp.ui.editors.pictures import (
    ReportPictures,
    carried,
    carry,
    make_room,
    offered,
    offers,
    paint_pictures,
)
from tertialapp.ui.editors.spelling import SpellHighlighter
from tertialapp.ui.editors.text_marks import TextMarks
from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now

OWN_TEXT = "application/x-tertial-text"
MOST_PASTED = 400_000
"""Characters: more than three whole reports; more in one text is a mistake of the hand."""
_SPACES = frozenset((" ", "\t", NBSP))


class LiveSource(Protocol):
    """Where a field asks about its live values."""

    def describe(self, target: str) -> str:
        """What a live value follows, in words; "" when that is gone."""

    def follow(self, target: str) -> None:
        """Go to what a live value follows."""


class Remarks(Protocol):
    """Where a field asks what is said of its words."""

    def sentences_at(self, position: int) -> list[str]:
        """What is said of the words at a position."""

    def sentences_of_whole(self) -> list[str]:
        """What is said of the text as a whole."""

    def add_to_menu(self, menu: QMenu, position: int) -> None:
        """Put first in a menu what can be done about the words at a position."""


class TextField(QTextEdit):
    """Takes in foreign text as the report's format, and keeps lists and live values handy."""

    left = Signal()
    told = Signal(str)
    """Something to say about what was pasted."""
    wants_value = Signal()
    """An equals sign was typed where a value may begin."""
    asks_value = Signal()
    asks_picture = Signal()
    picture_offered = Signal(object)
    """A picture was pasted or dropped: its ``Path``, or its bytes."""
    picture_chosen = Signal(QTextBlock)
    """What is said of the picture in a block is to be changed."""
    finds = Signal(bool)
    """Words are to be looked for in the text; whether to be replaced."""

    word_added = Signal(str)
    """A word is to be among the report's own."""
    word_broken = Signal(str)
    """It is to be said where a word may be broken."""

    def __init__(self, parent: QWidget, *, spelling: bool = True) -> None:
        super().__init__(parent)
        self._spelling = SpellHighlighter(self) if spelling else None
        self.marks = TextMarks(self)
        self.remarks: Remarks | None = None
        self.live: LiveSource | None = None
        self.pictures: ReportPictures | None = None
        self._dead: set[str] = set()
        self._before = 0
        self.setAcceptRichText(True)
        self.setTabChangesFocus(True)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoBulletList)
        self.document().setDocumentMargin(10)
        self.cursorPositionChanged.connect(self._snap)
        self._changed: tuple[int, int] | None = None
        self.document().contentsChange.connect(self._note_change)
        self.textChanged.connect(self._make_room)

    def mark_dead(self, targets: set[str]) -> None:
        """Say which live values lead nowhere."""
        if targets != self._dead:
            self._dead = targets
            self.viewport().update()

    # -- in and out -----------------------------------------------------------------------------

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        selection = widened(self.textCursor()).selection()
        blocks = rich_text.blocks_of_fragment(selection)
        data = super().createMimeDataFromSelection()
        data.text()  # Qt fills it in when it is first asked, over what we have put there
        data.setData(OWN_TEXT, serialize(blocks).encode())
        before, after = _edges(selection.toPlainText())
        data.setText(f"{before}{plain(serialize(blocks))}{after}")
        if self.pictures is not None:
            carry(data, serialize(blocks), self.pictures)
        return data

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return super().canInsertFromMimeData(source) or offers(source)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        size = len(source.text()) if source.hasText() else 0
        if size > MOST_PASTED:
            self.told.emit(
                "Det som skulle klistras in är för stort för en text. Klistra in en del i taget."
            )
            return
        picture = offered(source)
        if picture is not None:
            self.picture_offered.emit(picture)
            return
        if self.pictures is not None:
            for image in carried(source):
                self.pictures.add(image)
        blocks = _blocks_of(source)
        cursor = widened(self.textCursor())
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        base = plain_style(cursor)
        if len(blocks) == 1 and isinstance(blocks[0], Heading | Paragraph):
            before, after = _missing_edges(cursor, source.text())
            for run in (Run(before), *blocks[0].runs, Run(after)):
                cursor.insertText(run.text, rich_text.run_style(run, base))
        else:
            rich_text.insert(cursor, blocks, self.picture_height)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def insert_run(self, run: Run) -> None:
        """Put a live value or other run at the cursor, with what is typed next in the plain style."""
        cursor = widened(self.textCursor())
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        base = plain_style(cursor)
        cursor.insertText(run.text, rich_text.run_style(run, base))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(base)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def picture_height(self, key: str) -> float:
        """How high the picture under a key is shown, 0 when there is none."""
        return self.pictures.height(key) if self.pictures else 0

    def insert_picture(self, picture: Picture) -> None:
        """Put a picture at the cursor in a block of its own, with what is typed next after it."""
        cursor = widened(self.textCursor())
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        if rich_text.picture_in(cursor.block()):
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        elif cursor.atBlockStart() and not cursor.atBlockEnd():
            cursor.insertBlock()
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        rich_text.insert(cursor, [picture], self.picture_height)
        if rich_text.picture_in(cursor.block()) and not cursor.block().next().isValid():
            cursor.insertBlock(rich_text.paragraph_format(), QTextCharFormat())
        elif rich_text.picture_in(cursor.block()):
            cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def reword_picture(self, block: QTextBlock, picture: Picture) -> None:
        """Have other words stand for the picture in a block."""
        chip = next(chip for chip in chips_in(block) if rich_text.picture_key(chip.target))
        cursor = QTextCursor(block)
        cursor.setPosition(chip.start)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        for run in rich_text.picture_runs(picture):
            cursor.insertText(run.text, rich_text.run_style(run, QTextCharFormat()))
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def _note_change(self, position: int, _removed: int, added: int) -> None:
        start, end = self._changed or (position, position)
        self._changed = (min(start, position), max(end, position + added))

    def _make_room(self) -> None:
        changed, self._changed = self._changed, None
        if self.pictures is not None and changed is not None:
            make_room(self, self.pictures, *changed)

    def ask_picture(self) -> None:
        """Ask for a picture to put at the cursor."""
        self.asks_picture.emit()

    def ask_value(self) -> None:
        """Ask for a live value to put at the cursor."""
        self.asks_value.emit()

    def find_words(self) -> None:
        """Look for words in this text."""
        self.finds.emit(False)

    def replace_words(self) -> None:
        """Look for words in this text and replace them."""
        self.finds.emit(True)

    # -- keys -----------------------------------------------------------------------------------

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Undo is the field's own only while it has something of its own to take back.
            undo = event.matches(QKeySequence.StandardKey.Undo)
            redo = event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not self.document().isUndoAvailable()) or (
                redo and not self.document().isRedoAvailable()
            ):
                event.ignore()
                return False
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._hint(event)
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        in_list = self.textCursor().currentList() is not None
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif in_list and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._indent(1 if event.key() == Qt.Key.Key_Tab else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._ends_block():
            return
        elif event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            # A paragraph is one line: there are no breaks within it.
            self.textCursor().insertBlock()
        elif event.text() == "=" and self.live is not None and self._value_may_begin():
            self.wants_value.emit()
        elif not self._deletes_chip(event) and not self._joins_picture(event):
            self._step_out(event)
            super().keyPressEvent(event)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() and is_beside_link(self.textCursor()):
            self.setCurrentCharFormat(plain_style(self.textCursor()))
        super().inputMethodEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        if self.textCursor().currentList() is not None and not self.isReadOnly():
            return False
        return super().focusNextPrevChild(next)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _value_may_begin(self) -> bool:
        """Whether the cursor stands at the beginning of a word: "a=b" is no value."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        return not before or before[-1] in " \u00a0(–-/"

    def _step_out(self, event: QKeyEvent) -> None:
        """Letters typed beside a link are not part of it; a selection takes a live value whole."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            grown = widened(cursor)
            if (grown.selectionStart(), grown.selectionEnd()) != (
                cursor.selectionStart(),
                cursor.selectionEnd(),
            ):
                self.setTextCursor(grown)
        elif event.text() and event.text().isprintable() and is_beside_link(cursor):
            self.setCurrentCharFormat(plain_style(cursor))

    def _deletes_chip(self, event: QKeyEvent) -> bool:
        """Backspace and Delete beside a live value take it away whole."""
        cursor = self.textCursor()
        back = event.key() == Qt.Key.Key_Backspace
        if cursor.hasSelection() or not (back or event.key() == Qt.Key.Key_Delete):
            return False
        chip = chip_at(self.document(), cursor.position(), edges=True)
        if chip is None or cursor.position() != (chip.end if back else chip.start):
            return False
        select(cursor, chip)
        cursor.removeSelectedText()
        return True

    def _joins_picture(self, event: QKeyEvent) -> bool:
        """Backspace before a picture, or Delete after what is before it, only takes an empty line away."""
        cursor = self.textCursor()
        back = event.key() == Qt.Key.Key_Backspace and cursor.atBlockStart()
        if cursor.hasSelection() or not (
            back or (event.key() == Qt.Key.Key_Delete and cursor.atBlockEnd())
        ):
            return False
        block = cursor.block() if back else cursor.block().next()
        if not block.previous().isValid() or rich_text.picture_in(block) is None:
            return False
        if block.previous().length() == 1:
            cursor.beginEditBlock()
            form = block.blockFormat()
            cursor.setPosition(block.previous().position())
            cursor.deleteChar()
            cursor.setBlockFormat(form)
            cursor.endEditBlock()
        else:
            cursor.setPosition(block.position() - 1 if back else block.position())
        self.setTextCursor(cursor)
        return True

    def _snap(self) -> None:
        moved = snapped(self.textCursor(), self._before)
        self._before = self.textCursor().position()
        if moved is not None:
            self.setTextCursor(moved)

    # -- lists ----------------------------------------------------------------------------------

    def _indent(self, step: int) -> None:
        cursor = self.textCursor()
        current = cursor.currentList()
        depth = max(1, current.format().indent() + step)
        if depth == current.format().indent():
            return
        numbered = rich_text.is_numbered(current.format())
        cursor.beginEditBlock()
        above = _list_above(cursor.block(), depth)
        if above is not None:
            cursor.setBlockFormat(rich_text.item_format())
            above.add(cursor.block())
        else:
            cursor.createList(rich_text.list_format(depth, numbered=numbered))
        cursor.endEditBlock()

    def _ends_block(self) -> bool:
        """Enter on an empty point ends the list; after a heading comes a paragraph."""
        cursor = self.textCursor()
        if cursor.currentList() is not None and cursor.block().length() == 1:
            cursor.currentList().remove(cursor.block())
            cursor.setBlockFormat(rich_text.paragraph_format())
            return True
        if cursor.blockFormat().headingLevel() and cursor.atBlockEnd():
            cursor.insertBlock(rich_text.paragraph_format(), QTextCharFormat())
            self.setTextCursor(cursor)
            return True
        return False

    # -- mouse and look -------------------------------------------------------------------------

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        position = self.cursorForPosition(event.position().toPoint()).position()
        chip = chip_at(self.document(), position, edges=True)
        if chip and rich_text.picture_key(chip.target):
            if not self.isReadOnly():
                self.picture_chosen.emit(self.document().findBlock(position))
        elif chip and self.live is not None and self.live.describe(chip.target):
            self.live.follow(chip.target)
        else:
            super().mouseDoubleClickEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        menu = self.menu_at(self.cursorForPosition(event.pos()) if by_mouse else self.textCursor())
        menu.exec(event.globalPos())
        menu.deleteLater()

    def menu_at(self, place: QTextCursor) -> QMenu:
        """The menu of a place in the text: what can be done about its word, and the usual."""
        menu = self.createStandardContextMenu(self.cursorRect(place).center())
        if self._spelling is not None and not self.isReadOnly():
            self._spelling.add_to_menu(menu, place, self.word_added.emit)
            found = self._spelling.word_at(place)
            if found is not None:
                menu.addSeparator()
                action = menu.addAction(f"Avstava ”{found.word}” …")
                action.triggered.connect(lambda: self.word_broken.emit(found.word))
        if self.remarks is not None:
            self.remarks.add_to_menu(menu, place.position())
        if rich_text.picture_in(place.block()) and not self.isReadOnly():
            menu.addSeparator()
            act = menu.addAction("Bildens &texter …")
            act.triggered.connect(lambda: self.picture_chosen.emit(place.block()))
        return menu

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        seen, theme = list(blocks_in(self, event.rect())), theme_now()
        painter = QPainter(self.viewport())
        if self.pictures is not None:
            paint_pictures(self, painter, seen, self.pictures)
        paint_chips(self, painter, seen, theme, self._dead)
        painter.end()
        super().paintEvent(event)
        self.marks.paint(seen, theme)

    def _hint(self, event: QHelpEvent) -> None:
        at = self.viewport().mapFromGlobal(event.globalPos())
        position = self.cursorForPosition(at).position()
        told = self.remarks.sentences_at(position) if self.remarks else []
        if self.remarks and self.marks.is_in_corner(at):
            told = self.remarks.sentences_of_whole()
        chip = self._hint_of_chip(position)
        QToolTip.showText(event.globalPos(), "\n".join([*told, *chip]), self)

    def _hint_of_chip(self, position: int) -> list[str]:
        """What is said of the live value or picture at a position, in lines."""
        chip = chip_at(self.document(), position, edges=True)
        if chip is None or self.live is None:
            return []
        if key := rich_text.picture_key(chip.target):
            known = self.pictures is not None and self.pictures.get(key)
            hint = "Dubbelklicka för att ändra bildens texter."
            return [hint if known else "Bilden saknas i filen."]
        words = self.live.describe(chip.target)
        if words:
            return [words, "Dubbelklicka för att gå dit."]
        return ["Källan till värdet är borttagen."]


def _edges(words: str) -> tuple[str, str]:
    """The space that words begin and end with, which the report's format has no place for."""
    return (" " if words[:1] in _SPACES else "", " " if words[-1:] in _SPACES else "")


def _missing_edges(cursor: QTextCursor, words: str) -> tuple[str, str]:
    """The space that words bring to where they are put, beside what stands there already."""
    before, after = _edges(words)
    character, at = cursor.document().characterAt, cursor.position()
    if cursor.atBlockStart() or character(at - 1).isspace():
        before = ""
    if not cursor.atBlockEnd() and character(at).isspace():
        after = ""
    return before, after


def _blocks_of(source: QMimeData) -> tuple[Block, ...]:
    """What another text, another program or plain words bring, in the report's format."""
    if source.hasFormat(OWN_TEXT):
        return parse(bytes(source.data(OWN_TEXT).data()).decode("utf-8", "replace"))
    if source.hasHtml():
        from tertialapp.exchange.html.blocks import blocks_of_html

        blocks = blocks_of_html(source.html())
        if blocks:
            return blocks
    lines = source.text().splitlines()
    return parse(paragraphs(line for line in lines if line.strip()))


def _list_above(block: QTextBlock, depth: int) -> QTextList | None:
    """The list of a depth that the points just above a block belong to."""
    block = block.previous()
    while block.textList() is not None and block.textList().format().indent() >= depth:
        if block.textList().format().indent() == depth:
            return block.textList()
        block = block.previous()
    return None
