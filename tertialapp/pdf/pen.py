"""Texts as operators of a page's content (ISO 32000-1, 9.4), many times as fast as ReportLab's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from itertools import groupby
from operator import add, itemgetter
from typing import Any

from tertialapp.model.colors import RGB
from tertialapp.pdf import styles
from tertialapp.pdf.fonts import font
from tertialapp.pdf.items import Paint, Text
from tertialapp.pdf.kerning import kerned, pairs
from tertialapp.pdf.styles import Face
from tertialapp.pdf.theme import Theme
from tertialapp.pdf.typeface import typeface_now

_ESCAPED = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))}
_ESCAPED |= {ord(char): f"\\{char}" for char in "()\\"}


class Pen:
    """Draws the texts of a page in marked sequences; cut and colour are named only where they change."""

    def __init__(self, codes: Codes, theme: Theme) -> None:
        self._codes = codes
        self._theme = theme
        self._operators = ["BT"]
        self._sequence: object = None
        self._cut: tuple[str, float] | None = None
        self._color: Paint | None = None

    def begin(self, operator: str, sequence: object = "") -> bool:
        """Begin a sequence unless it is the one being drawn; gives whether it was begun."""
        if sequence and sequence == self._sequence:
            return False
        self._end()
        self._operators.append(operator)
        self._sequence = sequence or operator
        return True

    def _end(self) -> None:
        if self._sequence is not None:
            self._operators.append("EMC")
            self._sequence = None

    def draw(self, text: Text, top: float) -> None:
        """Draw a text; ``top`` is where its y is 0, counted from the foot of the page."""
        write = self._operators.append
        write(f"1 0 0 1 {styles.LEFT + text.x:.2f} {top - text.y:.2f} Tm")
        if self._color != text.color:
            self._color = text.color
            write(fill_operator(self._theme.rgb(text.color)))
        for name, shown in self._codes.shown(text.text, text.face):
            if self._cut != (name, text.size):
                self._cut = (name, text.size)
                write(f"{name} {text.size:g} Tf")
            write(shown)

    def done(self) -> str:
        """All that was drawn."""
        self._end()
        return "\n".join([*self._operators, "ET"])


@cache
def fill_operator(color: RGB) -> str:
    """The operator that chooses a colour for areas and letters."""
    return "{:.3f} {:.3f} {:.3f} rg".format(*color)


@cache
def stroke_operator(color: RGB) -> str:
    """The operator that chooses a colour for lines."""
    return "{:.3f} {:.3f} {:.3f} RG".format(*color)


class Codes:
    """How texts are written in the subsets of the faces that a document of ReportLab's embeds."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._first = {face: _First(face, document) for face in Face}

    def shown(self, text: str, face: Face) -> list[tuple[str, str]]:
        """The parts of a text by subset: the subset's name, and the operator that shows the part, kerned."""
        first = self._first[face]
        shown = first.blank.join(map(first.words.__getitem__, text.split(" ")))
        if first.is_all:
            return [(first.name, f"[({shown})] TJ")]
        coded = self._by_subset(text, face)
        return [
            (name, f"[{''.join(map(itemgetter(1), parts))}] TJ")
            for name, parts in groupby(coded, itemgetter(0))
        ]

    def _by_subset(self, text: str, face: Face) -> Iterator[tuple[str, str]]:
        """The names of subsets, and what an array has of each (9.4.3)."""
        for part, moved in kerned(pairs(typeface_now(), face), text):
            split = font(face).splitString(part, self._document)
            for at, (subset, coded) in enumerate(split, start=1):
                name = font(face).getSubsetInternalName(subset, self._document)
                yield name, f"({_escaped(coded)}){-moved if moved and at == len(split) else ''}"


class _Steps(dict[str, str]):
    """What stands of a pair of characters before the second one: "T)66(" before the o (9.4.3)."""

    def __init__(self, face: Face, codes: Mapping[str, str]) -> None:
        super().__init__()
        self._pairs = pairs(typeface_now(), face)
        self._codes = codes

    def __missing__(self, pair: str) -> str:
        moved = self._pairs[pair]
        self[pair] = step = f"{self._codes[pair[0]]}){-moved}(" if moved else self._codes[pair[0]]
        return step


class _Words(dict[str, str]):
    """Words as they stand between brackets in an array, kerned: "T)66(o"."""

    def __init__(self, face: Face, codes: Mapping[str, str]) -> None:
        super().__init__({"": ""})
        self._steps = _Steps(face, codes)
        self._codes = codes

    def __missing__(self, word: str) -> str:
        steps = map(self._steps.__getitem__, map(add, word, word[1:]))
        self[word] = coded = "".join(steps) + self._codes[word[-1]]
        return coded


class _First(dict[str, str]):
    """The characters of a face's first subset as they are written, each asked for once."""

    def __init__(self, face: Face, document: Any) -> None:
        super().__init__()
        self._font = font(face)
        self._document = document
        self.words = _Words(face, self)
        self.is_all = True
        """Whether no character has had to be in another subset."""

    @cached_property
    def blank(self) -> str:
        """A blank as it is written."""
        return self[" "]

    @cached_property
    def name(self) -> str:
        """The subset's name in the document."""
        name: str = self._font.getSubsetInternalName(0, self._document)
        return name

    def __missing__(self, char: str) -> str:
        ((subset, coded),) = self._font.splitString(char, self._document)
        self.is_all = self.is_all and subset == 0
        self[char] = escaped = _escaped(coded)
        return escaped


def _escaped(coded: bytes) -> str:
    return coded.decode("latin-1").translate(_ESCAPED)
