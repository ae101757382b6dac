"""Spelling in a text field: wavy lines under wrong words, and what a menu can do about them.

The lines belong to the layout of the text. They never touch the text itself, its undo or whether it
counts as changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import Thread
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit

from tertialapp.model.live_values import SCHEME
from tertialapp.spelling.speller import Speller
from tertialapp.spelling.words import pieces
from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now

LOAD_AFTER_MS = 200
"""How long after the first field is shown the dictionary is read, so that the page is drawn first."""

LONGEST_BLOCK = 30_000
"""Characters in the longest paragraph that is judged: all of it is, at every key."""

_SLICE = 0.01
_LOOKS = {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}


class Found(NamedTuple):
    """A word in a document, where it begins and how long it is, in Qt's positions."""

    word: str
    start: int
    length: int


class SharedSpeller(QObject):
    """The program's one dictionary, read in the background."""

    changed = Signal()
    """The dictionary has been read, or the user's own words are others."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speller = Speller()
        self._thread: Thread | None = None
        self._timer = QTimer(self, interval=LOAD_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self._begin)

    def start(self) -> None:
        """See to it that the dictionary is read, soon."""
        if self._thread is None and not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Wait until nothing goes on in the background."""
        self._timer.stop()
        if self._thread is not None:
            self._thread.join()

    def set_own_words(self, words: Iterable[str]) -> None:
        """Have just these words as the user's own, and show it everywhere."""
        before = self.speller.own_words
        self.speller.set_own_words(words)
        if self.speller.own_words != before:
            self.changed.emit()

    def _begin(self) -> None:
        # A Python thread: Python itself waits for it before it ends.
        self._thread = Thread(target=self._load, name="rättstavning")
        self._thread.start()

    def _load(self) -> None:
        self.speller.load()
        self.changed.emit()


def shared_speller() -> SharedSpeller:
    """The running application's dictionary; made when it is first asked for."""
    app = QApplication.instance()
    assert app is not None
    made = app.findChild(SharedSpeller)
    if made is None:
        made = SharedSpeller(app)
        app.aboutToQuit.connect(made.stop)
    return made


class SpellHighlighter(QSyntaxHighlighter):
    """Marks the wrong words of a text field, but not one that is still being typed."""

    def __init__(self, edit: QTextEdit, shared: SharedSpeller | None = None) -> None:
        super().__init__(edit.viewport())
        self._edit = edit
        self._shared = shared or shared_speller()
        self._style = QTextCharFormat()
        # Places that follow what is written, but no cursors of Qt's: a document that is taken down asks
        # for its marks once more, and a cursor that is made then outlives it and crashes.
        self._typing: int | None = None
        self._later: int | None = None
        self._until = 0.0
        self._rest = QTimer(self, interval=0, singleShot=True)
        self._rest.timeout.connect(self._go_on)
        self._shared.changed.connect(self.check_all)
        edit.cursorPositionChanged.connect(self._leave_word)
        # Before Qt's own: what it then puts off is a place in the text as it has become.
        edit.document().contentsChange.connect(self._keep_places)
        self.setDocument(edit.document())
        edit.installEventFilter(self)
        self._take_colour()
        if edit.isVisible():
            self._shared.start()

    # -- marking --------------------------------------------------------------------------------

    def check_all(self) -> None:
        """Judge the whole text anew, a little at a time."""
        self._put_off(self.document().begin())

    @override
    def highlightBlock(self, text: str) -> None:  # Qt's name
        if not self._has_time():
            self._put_off(self.currentBlock())
            return
        block = self.currentBlock()
        for at, length in self._lines(block, text):
            if self._is_typed(block, at, length):
                self._typing = block.position() + at
            else:
                self.setFormat(at, length, self._style)

    def _lines(self, block: QTextBlock, text: str) -> list[tuple[int, int]]:
        if len(text) > LONGEST_BLOCK:
            return []
        first = block.position()
        return [(found.start - first, found.length) for found in self._wrong_in(block, text)]

    def _has_time(self) -> bool:
        """Whether the window can wait for one more block; the rest are done when it is idle."""
        now = perf_counter()
        if not self._rest.isActive():
            self._until = now + _SLICE
            self._rest.start()
        return now < self._until

    def _keep_places(self, at: int, removed: int, added: int) -> None:
        """Move the places that are remembered with the text behind a change."""

        def moved(place: int | None) -> int | None:
            return place if place is None or place < at else max(at, place + added - removed)

        self._typing, self._later = moved(self._typing), moved(self._later)

    def _put_off(self, block: QTextBlock) -> None:
        if self._later is None or block.position() < self._later:
            self._later = block.position()
        self._rest.start()

    def _go_on(self) -> None:
        """Judge the blocks that were put off, until it has taken long enough."""
        if self._later is None:
            return
        block = self.document().findBlock(self._later)
        self._later = None
        blocks: list[QTextBlock] = []
        until = perf_counter() + _SLICE
        while block.isValid() and not (blocks and perf_counter() > until):
            blocks.append(block)
            self._mark(block)
            block = block.next()
        self._show(blocks)
        if block.isValid():
            self._put_off(block)

    def _mark(self, block: QTextBlock) -> None:
        """Give a block its lines, without Qt laying it out at once as ``rehighlightBlock`` does."""
        layout = block.layout()
        if layout.preeditAreaText():
            return
        marks: list[QTextLayout.FormatRange] = []
        for at, length in self._lines(block, block.text()):
            if self._typing is None or not self._is_typed(block, at, length):
                mark = QTextLayout.FormatRange()
                mark.start, mark.length, mark.format = at, length, self._style
                marks.append(mark)
        if marks or layout.formats():
            layout.setFormats(marks)

    def _show(self, blocks: Sequence[QTextBlock]) -> None:
        """Have blocks in a row drawn anew, without anybody taking it for a change of the text."""
        first = blocks[0].position()
        document = self.document()
        with QSignalBlocker(document):
            document.markContentsDirty(first, blocks[-1].position() + blocks[-1].length() - first)

    # -- the word that is being typed -----------------------------------------------------------

    def _is_typed(self, block: QTextBlock, at: int, length: int) -> bool:
        """Whether the cursor is in a word, so that it may not be finished."""
        column = self._edit.textCursor().position() - block.position()
        return at < column <= at + length and self._edit.hasFocus()

    def _leave_word(self) -> None:
        """Judge the word that was being typed when the cursor is no longer in it."""
        if self._typing is None:
            return
        now = self.word_at(self._edit.textCursor())
        if now is not None and now.start == self._typing and self._edit.hasFocus():
            return
        block = self.document().findBlock(self._typing)
        self._typing = None
        self._mark(block)
        self._show([block])

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # Qt's name
        kind = event.type()
        if kind is QEvent.Type.FocusOut:
            self._leave_word()
        elif kind is QEvent.Type.Show:
            self._shared.start()
        elif kind in _LOOKS and self._take_colour():
            self.check_all()
        return super().eventFilter(watched, event)

    def _take_colour(self) -> bool:
        colour = QColor(theme_now().fault)
        if self._style.underlineColor() == colour:
            return False
        self._style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        self._style.setUnderlineColor(colour)
        return True

    # -- words ----------------------------------------------------------------------------------

    def word_at(self, cursor: QTextCursor) -> Found | None:
        """The word that a cursor is in or at the edge of, right or wrong."""
        block = cursor.block()
        text = block.text()
        spans = ((at, len(piece)) for piece, at in pieces(text))
        return _at(cursor, _found(block, text, spans))

    def wrong_at(self, cursor: QTextCursor) -> Found | None:
        """The wrong word that a cursor is in or at the edge of."""
        block = cursor.block()
        return _at(cursor, self._wrong_in(block, block.text()))

    def all_of(self, word: str) -> list[Found]:
        """Every place in the text where a word stands as a wrong one."""
        places: list[Found] = []
        block = self.document().begin()
        while block.isValid():
            text = block.text()
            if word in text:
                places += (one for one in self._wrong_in(block, text) if one.word == word)
            block = block.next()
        return places

    def replace(self, places: Iterable[Found], word: str) -> None:
        """Write a word in other places' stead, with their look, as one step to undo."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for place in sorted(places, key=lambda place: -place.start):
            cursor.setPosition(place.start + 1)
            look = cursor.charFormat()
            cursor.setPosition(place.start)
            cursor.setPosition(place.start + place.length, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(word, look)
        cursor.endEditBlock()

    def _wrong_in(self, block: QTextBlock, text: str) -> Iterator[Found]:
        return _found(block, text, self._shared.speller.wrong_words(text))

    # -- menu -----------------------------------------------------------------------------------

    def add_to_menu(
        self, menu: QMenu, cursor: QTextCursor, add_word: Callable[[str], None]
    ) -> bool:
        """Put what can be done about the wrong word at a cursor first in a menu, if there is one.

        Args:
            menu: The menu that is about to be shown.
            cursor: Where the user asked for it.
            add_word: Takes a word into the user's own list.

        Returns:
            Whether there is a wrong word.
        """
        found = self.wrong_at(cursor)
        if found is None:
            return False
        actions = [] if self._edit.isReadOnly() else self._mending(menu, found)
        add = QAction(f"Lägg till ”{found.word}” i ordlistan", menu)
        add.triggered.connect(lambda: add_word(found.word))
        actions.append(add)
        others = menu.actions()
        if others:
            menu.insertActions(others[0], actions)
            menu.insertSeparator(others[0])
        else:
            menu.addActions(actions)
        return True

    def _mending(self, menu: QMenu, found: Found) -> list[QAction]:
        words = self._shared.speller.suggestions(found.word)
        actions = [self._replacing(menu, f"Byt till ”{word}”", [found], word) for word in words]
        if not words:
            none = QAction(f"Inga förslag för ”{found.word}”", menu)
            none.setEnabled(False)
            return [none]
        places = self.all_of(found.word)
        if len(places) > 1:
            everywhere = QMenu(f"Byt i hela texten ({len(places)} ställen)", menu)
            for word in words:
                everywhere.addAction(self._replacing(everywhere, f"till ”{word}”", places, word))
            actions.append(everywhere.menuAction())
        return actions

    def _replacing(self, menu: QMenu, text: str, places: list[Found], word: str) -> QAction:
        action = QAction(text, menu)
        action.triggered.connect(lambda: self.replace(places, word))
        return action


def _at(cursor: QTextCursor, words: Iterable[Found]) -> Found | None:
    position = cursor.position()
    return next((one for one in words if one.start <= position <= one.start + one.length), None)


def _found(block: QTextBlock, text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Found]:
    """Spans of a block's text as words of its document, but not those in a live value's chip."""
    chips: list[range] | None = None
    is_plain = text.isascii() or max(text) <= "\uffff"
    for at, length in spans:
        word = text[at : at + length]
        start = at if is_plain else _units(text[:at])
        if chips is None:
            chips = _chips(block)
        size = length if is_plain else _units(word)
        if not any(chip.start < start + size and start < chip.stop for chip in chips):
            yield Found(word, block.position() + start, size)


def _units(text: str) -> int:
    """How long Qt takes a text to be: it counts what lies beyond 16 bits as two."""
    return len(text) + sum(char > "\uffff" for char in text)


def _chips(block: QTextBlock) -> list[range]:
    """Where the live values of a block are, counted from its beginning."""
    chips: list[range] = []
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        if fragment.charFormat().anchorHref().startswith(SCHEME):
            start = fragment.position() - block.position()
            chips.append(range(start, start + fragment.length()))
        at += 1
    return chips
