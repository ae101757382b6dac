"""The versions to choose from, side by side: before, ours, theirs, with the words marked that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from tertialapp.merge.decide import Choice
from tertialapp.merge.questions import EMPTY, Question, Version
from tertialapp.model.word_diff import Piece, Share, word_diff
from tertialapp.ui.buttons import ActButton, press_by
from tertialapp.ui.history.told import marked
from tertialapp.ui.theme import theme_now

_TITLES = {Choice.BASE: "Före", Choice.OURS: "Vår version", Choice.THEIRS: "Deras version"}
_KEYS = {Choice.BASE: "Alt+3", Choice.OURS: "Alt+1", Choice.THEIRS: "Alt+2"}


class Versions(QWidget):
    """Three columns, each with what it is and the button that chooses it."""

    chosen = Signal(object)
    """A ``Choice`` was made."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self.titles: dict[Choice, QLabel] = {}
        self.texts: dict[Choice, QTextBrowser] = {}
        self.buttons: dict[Choice, QPushButton] = {}
        for column, choice in enumerate(Choice):
            self._add(choice, column)
            self._grid.setColumnStretch(column, 1)
        self._grid.setRowStretch(1, 1)

    def _add(self, choice: Choice, column: int) -> None:
        title, text, button = QLabel(_TITLES[choice]), QTextBrowser(), ActButton()
        title.setProperty("strong", True)
        text.setTabChangesFocus(True)
        press_by(button, _KEYS[choice])
        button.clicked.connect(lambda _checked: self.chosen.emit(choice))
        self.titles[choice], self.texts[choice], self.buttons[choice] = title, text, button
        for row, widget in enumerate((title, text, button)):
            self._grid.addWidget(widget, row, column)

    def show_question(self, asked: Question, who: str, *, writable: bool) -> None:
        """Show what there is to choose from; ``who`` made theirs."""
        theirs = f"{_TITLES[Choice.THEIRS]} ({who})" if who else _TITLES[Choice.THEIRS]
        self.titles[Choice.THEIRS].setText(theirs)
        base = asked.versions[0]
        for version in asked.versions:
            text, button = self.texts[version.choice], self.buttons[version.choice]
            pieces = _pieces(asked, base, version)
            text.setHtml(marked(pieces, theme_now(), whole=not asked.long))
            text.setAccessibleName(self.titles[version.choice].text())
            text.setAccessibleDescription(_spoken(asked, pieces))
            button.setText(f"{version.act}  ({_KEYS[version.choice]})")
            button.setVisible(bool(version.act))
            button.setEnabled(writable)
        # Two that may be one have nothing before them, and many at once can't go back to it.
        self.texts[Choice.BASE].setVisible(bool(base.words))
        self.titles[Choice.BASE].setVisible(bool(base.words))
        self._grid.setColumnStretch(0, 1 if base.words or base.act else 0)


def _pieces(asked: Question, base: Version, version: Version) -> Sequence[Piece]:
    """A version against the one before; that one against ours, to be read at the same words."""
    if not asked.long:
        return list(_lines(base.words, version.words))
    if version is base and base.words == EMPTY:
        return [Piece(Share.BOTH, EMPTY)]
    other = asked.versions[1] if version is base else version
    told = word_diff(*("" if words == EMPTY else words for words in (base.words, other.words)))
    return [piece for piece in told if version is not base or piece.share is not Share.NEW]


def _lines(base: str, words: str) -> Iterator[Piece]:
    """What a version holds, line by line, with those marked that the one before does not have."""
    before, lines = base.split("\n"), words.split("\n")
    for at, line in enumerate(lines):
        share = Share.NEW if base and line not in before else Share.BOTH
        yield Piece(share, f"{line}\n" if at < len(lines) - 1 else line)


def _spoken(asked: Question, pieces: Sequence[Piece]) -> str:
    """The words that differ, for those who don't see them marked."""
    if not asked.long:
        return ""
    told = []
    for share, verb in ((Share.OLD, "Utan"), (Share.NEW, "Med")):
        words = " … ".join(piece.text.strip() for piece in pieces if piece.share is share)
        if words:
            told.append(f"{verb}: {words}")
    return ". ".join(told)
