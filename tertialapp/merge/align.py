"""Which parts of three sequences belong together: the core of a three-way merge.

The longest common blocks come from difflib. Parts that were changed but are alike are matched too, so
that neighbouring paragraphs that two people changed meet their own originals.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

Alike = Callable[[int, int], bool]
"""Whether the part of the base with a number and the one of a side with a number are the same, changed."""


class Region(Struct, frozen=True):
    """Ranges of base, ours and theirs that belong together.

    One part of each when it is ``held`` by all three, else a stretch in which a part is missing somewhere.
    """

    base: slice
    ours: slice
    theirs: slice
    held: bool


def matches(
    base: Sequence[Hashable], side: Sequence[Hashable], alike: Alike | None = None
) -> dict[int, int]:
    """The parts of the base that a side holds, and where; both in rising order."""
    start = _common_start(base, side)
    found = {at: at for at in range(start)}
    end = _common_start(base[start:][::-1], side[start:][::-1])
    middle = base[start : len(base) - end], side[start : len(side) - end]
    for block in SequenceMatcher(None, *middle, autojunk=False).get_matching_blocks():
        found |= {start + block.a + i: start + block.b + i for i in range(block.size)}
    found |= {len(base) - at: len(side) - at for at in range(end, 0, -1)}
    return found if alike is None else _with_alike(found, len(base), len(side), alike)


def _common_start(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _with_alike(found: dict[int, int], bases: int, sides: int, alike: Alike) -> dict[int, int]:
    """Matches with those added that lie between two of them and are alike."""
    all_matches: dict[int, int] = {}
    base_at = side_at = 0
    for base_next, side_next in [*found.items(), (bases, sides)]:
        for at in range(base_at, base_next):
            match = next((other for other in range(side_at, side_next) if alike(at, other)), None)
            if match is not None:
                all_matches[at] = match
                side_at = match + 1
        if base_next < bases:
            all_matches[base_next] = side_next
        base_at, side_at = base_next + 1, side_next + 1
    return all_matches


def regions(
    base: int, ours: int, theirs: int, in_ours: dict[int, int], in_theirs: dict[int, int]
) -> Iterator[Region]:
    """All of three sequences, of given lengths, from what the sides hold of the base."""
    at = our_at = their_at = 0
    held = [(part, in_ours[part], in_theirs[part]) for part in in_ours if part in in_theirs]
    for part, our_part, their_part in [*held, (base, ours, theirs)]:
        between = slice(at, part), slice(our_at, our_part), slice(their_at, their_part)
        if any(each.start < each.stop for each in between):
            yield Region(*between, held=False)
        if part < base:
            ends = part + 1, our_part + 1, their_part + 1
            yield Region(
                slice(part, ends[0]),
                slice(our_part, ends[1]),
                slice(their_part, ends[2]),
                held=True,
            )
            at, our_at, their_at = ends
