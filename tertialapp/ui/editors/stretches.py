"""From a stretch of a stored text to where its words stand in the field that shows it.

A field holds what is read from the stored text, or what was just written to it: the same words, perhaps with
more blanks between, with pictures' words in a line of their own and letters that Qt counts as two.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct
from PySide6.QtGui import QTextBlock, QTextDocument

from tertialapp.check.prose.passages import Passage, passages
from tertialapp.ui.editors import rich_text
from tertialapp.ui.editors.chips import chips_in


class Laid(Struct, frozen=True):
    """A passage of a stored text with the position of each of its letters, and of the end, in a document."""

    passage: Passage
    positions: Sequence[int]

    def stretch(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of the stored text stands here; None when it is of other passages.

        One that holds no letter, such as blanks that are not shown, is the letter before it.
        """
        stored = self.passage.stored
        if not stored or end <= stored[0] or start > stored[-1] + 1:
            return None
        first, last = bisect_left(stored, start), bisect_left(stored, end)
        if first == last:
            first, last = max(0, first - 1), max(1, last)
        return self.positions[first], self.positions[last]


def laid(document: QTextDocument, body: str) -> Iterator[Laid]:
    """The passages of a stored text where they stand in the document that shows it.

    A block in which other words stand is passed over.
    """
    left = iter(passages(body))
    block = document.begin()
    while block.isValid():
        text = block.text()
        for at in _beginnings(block, text):
            passage = next(left, None)
            if passage is None:
                return
            letters = _letters(passage.words, text, at)
            if letters is not None:
                yield Laid(passage, _positions(block, text, letters))
        block = block.next()


def _beginnings(block: QTextBlock, text: str) -> Iterator[int]:
    """Where in a block the words of a passage may begin: a picture has two, an empty line none."""
    picture = rich_text.picture_in(block)
    if picture is None:
        if text.strip():
            yield 0
        return
    chip = next(chip for chip in chips_in(block) if rich_text.picture_key(chip.target))
    # What Qt counts is only turned into letters where the two differ.
    units = text.encode("utf-16-le")
    first, last = (
        len(units[: 2 * (at - block.position())].decode("utf-16-le", "ignore"))
        for at in (chip.start, chip.end)
    )
    if picture.alt:
        yield first + len(rich_text.SHOWS)
    if picture.caption.strip():
        yield last


def _letters(words: str, text: str, at: int) -> Sequence[int] | None:
    """Where each letter of some words, and their end, is in a text that may have more blanks."""
    if text.startswith(words, at):
        return range(at, at + len(words) + 1)
    found: list[int] = []
    for letter in words:
        while at < len(text) and text[at] != letter and _is_blank(text[at]):
            if letter == " ":  # a tab, or a line's end
                break
            at += 1
        if at == len(text) or (text[at] != letter and letter != " "):
            return None
        found.append(at)
        at += 1
    return [*found, at]


def _is_blank(letter: str) -> bool:
    return letter.isspace() or not letter.isprintable()


def _positions(block: QTextBlock, text: str, letters: Sequence[int]) -> Sequence[int]:
    first = block.position()
    if text.isascii() or max(text) <= "\uffff":
        return (
            range(first + letters.start, first + letters.stop)
            if isinstance(letters, range)
            else [first + at for at in letters]
        )
    units = [first]
    for letter in text:
        units.append(units[-1] + (2 if letter > "\uffff" else 1))
    return [units[at] for at in letters]
