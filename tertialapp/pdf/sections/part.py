"""A goal or section cut out of a report's blocks, as a document of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from tertialapp.base.errors import BadInput
from tertialapp.model.places import Place
from tertialapp.pdf.blocks import Block, Heading, PageBreak


def anchor_of(place: Place) -> str:
    """What leads to the heading of a place."""
    return f"{place.table}:{place.key}"


def is_printed(blocks: Sequence[Block], place: Place) -> bool:
    """Whether a report's blocks have anything of a place."""
    return any(_begins(block, place) for block in blocks)


def part_of(blocks: Sequence[Block], place: Place) -> tuple[Block, ...]:
    """The blocks of a place, from its heading to the next one that is no deeper, as level 1.

    Tables keep the numbers and widths that they have in the report. Raises BadInput where the report
    prints nothing of the place.
    """
    start = next((at for at, block in enumerate(blocks) if _begins(block, place)), None)
    if start is None:
        raise BadInput("Rapporten har inget att skriva ut i det avsnittet. Välj ett annat.")
    head, *rest = blocks[start:]
    assert isinstance(head, Heading)
    above = head.level - 1
    inside = takewhile(lambda block: not _ends(block, head.level), rest)
    part = list(_raised((head, *inside), above))
    while isinstance(part[-1], PageBreak):
        part.pop()
    return tuple(part)


def _begins(block: Block, place: Place) -> bool:
    return isinstance(block, Heading) and block.anchor == anchor_of(place)


def _ends(block: Block, level: int) -> bool:
    return isinstance(block, Heading) and block.level <= level


def _raised(blocks: Sequence[Block], levels: int) -> Iterator[Block]:
    for block in blocks:
        yield replace(block, level=block.level - levels) if isinstance(block, Heading) else block
