"""Three versions of a text become one, by paragraph and then by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.merge.align import Region, matches, regions
from tertialapp.merge.lines import Line, Word, lines_of, text_of

MOST_CLASHES = 20
"""A text with more of them is one conflict as a whole."""


class Alternative(Struct, frozen=True):
    """The whole text with one stretch as the base had it, as it is kept, and as they have it."""

    base: str
    ours: str
    theirs: str


class MergedText(Struct, frozen=True):
    """What both wrote, with our version wherever they contradict each other; and those places."""

    body: str
    clashes: tuple[Alternative, ...]


def merge_texts(base: str, ours: str, theirs: str) -> MergedText:
    """Merge three versions of a text in Markdown."""
    before, our_lines, their_lines = lines_of(base), lines_of(ours), lines_of(theirs)
    if not before:
        before = _common(our_lines, their_lines)
    stretches = list(_stretches(before, our_lines, their_lines))
    kept = text_of(_all(stretches, _OURS))
    clashing = [at for at, stretch in enumerate(stretches) if stretch.clash]
    if len(clashing) > MOST_CLASHES:
        return MergedText(kept, (Alternative(base, kept, text_of(_all(stretches, _THEIRS))),))
    return MergedText(
        kept,
        tuple(
            Alternative(_with(stretches, at, _BASE), kept, _with(stretches, at, _THEIRS))
            for at in clashing
        ),
    )


def exchanged(body: str, ours: str, theirs: str) -> str:
    """A text that was ``ours`` and may have been written on since, with what differs in ``theirs``."""
    lines, before, after = lines_of(body), lines_of(ours), lines_of(theirs)
    return text_of(_all(list(_stretches(before, lines, after)), _THEIRS))


_BASE, _OURS, _THEIRS = range(3)


class _Stretch(Struct, frozen=True):
    """Some lines in all three versions; the versions are alike unless they clash."""

    versions: tuple[Sequence[Line], Sequence[Line], Sequence[Line]]
    clash: bool


def _settled(lines: Sequence[Line]) -> _Stretch:
    return _Stretch((lines, lines, lines), clash=False)


def _all(stretches: Sequence[_Stretch], side: int) -> list[Line]:
    return [line for stretch in stretches for line in stretch.versions[side]]


def _with(stretches: Sequence[_Stretch], at: int, side: int) -> str:
    """The kept text with one stretch exchanged for another version of it."""
    return text_of(
        [
            line
            for number, stretch in enumerate(stretches)
            for line in stretch.versions[side if number == at else _OURS]
        ]
    )


def _stretches(
    base: Sequence[Line], ours: Sequence[Line], theirs: Sequence[Line]
) -> Iterator[_Stretch]:
    keys = [[line.key for line in lines] for lines in (base, ours, theirs)]
    in_ours = matches(keys[0], keys[1], partial(_alike, _counted(base), _counted(ours)))
    in_theirs = matches(keys[0], keys[2], partial(_alike, _counted(base), _counted(theirs)))
    for region in regions(len(base), len(ours), len(theirs), in_ours, in_theirs):
        versions = base[region.base], ours[region.ours], theirs[region.theirs]
        chosen = _chosen(*versions, lambda line: line.key)
        if region.held:
            merged = _merged_line(*(lines[0] for lines in versions))
            yield _Stretch(versions, clash=True) if merged is None else _settled([merged])
        elif chosen is None:
            yield _Stretch(versions, clash=True)
        else:
            yield _settled(chosen)


_Counted = Sequence[tuple[Line, Counter[object]]]


def _counted(lines: Sequence[Line]) -> _Counted:
    return [(line, Counter(line.word_keys)) for line in lines]


def _alike(base: _Counted, side: _Counted, at: int, other: int) -> bool:
    """Whether a line is another one changed: of the same shape, and half its words at least."""
    (line, words), (other_line, other_words) = base[at], side[other]
    if line.shape != other_line.shape:
        return False
    common = (words & other_words).total()
    return 4 * common >= words.total() + other_words.total()


_T = TypeVar("_T", Line, Word)


def _chosen(
    base: Sequence[_T], ours: Sequence[_T], theirs: Sequence[_T], key: Callable[[_T], object]
) -> Sequence[_T] | None:
    """The version that somebody changed, or None when both did, each in another way."""
    was, our_keys, their_keys = ([key(part) for part in parts] for parts in (base, ours, theirs))
    if their_keys in (was, our_keys):
        return ours
    return theirs if our_keys == was else None


def _merged_line(base: Line, ours: Line, theirs: Line) -> Line | None:
    """A line that all three have, word by word; None when the same words were changed in two ways."""
    begins = theirs.begins if ours.begins == base.begins else ours.begins
    words: list[Word] = []
    for region in _word_regions(base, ours, theirs):
        versions = base.words[region.base], ours.words[region.ours], theirs.words[region.theirs]
        if region.held:
            words.append(_merged_word(*(part[0] for part in versions)))
            continue
        chosen = _chosen(*versions, lambda word: word.key)
        if chosen is None:
            return None
        words += chosen
    return replace(ours, words=tuple(words), begins=begins)


def _word_regions(base: Line, ours: Line, theirs: Line) -> Iterator[Region]:
    if base.shape[0] == "picture":  # its two texts stand in their places
        held = {0: 0, 1: 1}
        same = [
            {at: at for at in held if base.word_keys[at] == side.word_keys[at]}
            for side in (ours, theirs)
        ]
        return regions(2, 2, 2, same[0], same[1])
    in_ours, in_theirs = (matches(base.word_keys, side.word_keys) for side in (ours, theirs))
    sizes = len(base.words), len(ours.words), len(theirs.words)
    return regions(*sizes, in_ours, in_theirs)


def _merged_word(base: Word, ours: Word, theirs: Word) -> Word:
    """A word that all three have: they may differ in the blank after it or in what a live value shows."""
    return theirs if ours == base else ours


def _common(ours: Sequence[Line], theirs: Sequence[Line]) -> tuple[Line, ...]:
    """What two texts without an ancestor have in common, the same whichever comes first."""
    first, second = sorted((ours, theirs), key=lambda lines: repr([line.key for line in lines]))
    found = matches([line.key for line in first], [line.key for line in second])
    return tuple(first[at] for at in found)
