"""From a report to its pages: blocks set for a width, each alone, and placed.

What is set follows from a block's value alone. So a layout that is made after another one sets only
the blocks that the other one does not have, and shares with it every page on which nothing moved.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from msgspec import Struct

from tertialapp.base.values import ComparedInPart
from tertialapp.model.frame import TypefaceName
from tertialapp.model.places import Place, part_place
from tertialapp.model.report import Report
from tertialapp.pdf import hyphenation, styles
from tertialapp.pdf.blocks import (
    Bar,
    Block,
    Contents,
    Diagram,
    Field,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    PointList,
    StatusMap,
    Table,
    Tiles,
)
from tertialapp.pdf.diagrams import set_diagram
from tertialapp.pdf.flow import set_bar, set_break, set_contents, set_field, set_text
from tertialapp.pdf.fonts import font
from tertialapp.pdf.glance import set_status_map, set_tiles
from tertialapp.pdf.items import Band
from tertialapp.pdf.pages import Filled, Kept, Page, filling, with_page_numbers
from tertialapp.pdf.remembered import memory
from tertialapp.pdf.sections.context import Blocks
from tertialapp.pdf.sections.document import chapters, context_of, document_blocks, whole
from tertialapp.pdf.sections.part import is_printed, part_of
from tertialapp.pdf.steps import Steps, outcome
from tertialapp.pdf.styles import Face
from tertialapp.pdf.tables import set_table
from tertialapp.pdf.theme import Theme, theme_of
from tertialapp.pdf.typeface import TYPEFACES, Typeface, steps_in, typeface_now, typeface_of

Bands = Sequence[Band]


class Since(Struct, frozen=True):
    """An earlier state of the report whose differences are to be marked, and the words that tell of it."""

    report: Report
    words: str


class Layout(ComparedInPart, frozen=True):
    """The blocks of a report, the pages that they stand on, what the line at their top says, the colours.

    ``cover``: the first page has no such line.
    """

    ASIDE = ("bands", "filled")

    header: str = ""
    cover: bool = True
    blocks: tuple[Block, ...] = ()
    pages: tuple[Page, ...] = ()
    theme: Theme = Theme()
    typeface: Typeface = TYPEFACES[TypefaceName.SOURCE_SANS]
    bands: tuple[Bands, ...] = ()
    filled: Filled = Filled()


_LOADED: tuple[Callable[[], object], ...] = (
    *(partial(font, face) for face in Face),
    *hyphenation.LOADED,
)
"""What the first layout waits for, a part at a time."""

_last: deque[Layout] = memory(deque(maxlen=1))


def lay_out(  # noqa: PLR0913 - each is a choice of its own
    report: Report,
    period_id: str,
    *,
    draft: bool = False,
    part: Place | None = None,
    since: Since | None = None,
    before: Layout | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> Layout:
    """The layout of a period's report, or of only a part; ``since``: with what has changed since then marked.

    It is made after ``before``, an earlier one that resembles it: the last one, whoever asked for that.
    """
    steps = laying_out(report, period_id, draft=draft, part=part, since=since, before=before)
    return outcome(steps, tell)


def laying_out(  # noqa: PLR0913 - as lay_out
    report: Report,
    period_id: str,
    *,
    draft: bool = False,
    part: Place | None = None,
    since: Since | None = None,
    before: Layout | None = None,
) -> Steps[Layout]:
    """As ``lay_out``, a section, a goal, a block, a page at a time."""
    typeface = typeface_of(report)
    if before is None:
        before = next(iter(_last), Layout())
    if before.typeface is not typeface:
        before = Layout()
    steps = _laying_out(report, period_id, draft=draft, part=part, since=since, before=before)
    return (yield from steps_in(typeface, steps))


def _laying_out(  # noqa: PLR0913 - as lay_out
    report: Report,
    period_id: str,
    *,
    draft: bool,
    part: Place | None,
    since: Since | None,
    before: Layout,
) -> Steps[Layout]:
    for load in _LOADED:
        load()
        yield 0, 1
    context = context_of(report, period_id)
    made: list[Blocks] = []
    for blocks in chapters(context):
        made.append(blocks)
        yield 0, 1
    blocks = whole(context, made, draft=draft)
    if since:
        from tertialapp.pdf.redline import redlined  # noqa: PLC0415 - hardly ever

        earlier = document_blocks(since.report, period_id, draft=draft)
        blocks = redlined(earlier, blocks, since.words)
    root = part_place(report)
    if part is None and root is not None and is_printed(blocks, root):
        part = root
    if part:
        blocks = part_of(blocks, part)
    first = _same(blocks, before.blocks)
    last = _same(blocks[first:][::-1], before.blocks[first:][::-1])
    middle = blocks[first : len(blocks) - last]
    bands = list(before.bands[:first])
    for block, known in zip(middle, _known(middle, before, first, last), strict=True):
        yield len(bands), len(blocks)
        bands.append(known or set_block(block, styles.BODY_WIDTH))
    bands += before.bands[len(before.bands) - last :]
    kept = Kept(before.filled, len(before.blocks), first, last)
    filled = yield from filling(bands, styles.BODY_HEIGHT, kept)
    header = f"{report.setup.board}, {report.periods[period_id].title}"
    if part and isinstance(blocks[0], Heading):
        header = f"{header}: {blocks[0].title}"
    pages, theme = with_page_numbers(filled.pages), theme_of(report.setup)
    cover, typeface = part is None, typeface_now()
    layout = Layout(header, cover, blocks, pages, theme, typeface, tuple(bands), filled)
    if part is None and since is None:
        _last.append(layout)
    return layout


def _same(blocks: Sequence[Block], others: Sequence[Block]) -> int:
    """How many blocks from the first on are the same."""
    pairs = enumerate(zip(blocks, others, strict=False))
    differing = (at for at, (one, other) in pairs if one is not other and one != other)
    return next(differing, min(len(blocks), len(others)))


def _known(
    blocks: Sequence[Block], before: Layout, first: int, last: int
) -> Iterator[Bands | None]:
    """The bands of some blocks where they are among the earlier ones that lie between first and last.

    Only those that are not the very same objects are looked up by value: their hashes take long.
    """
    earlier = tuple(zip(before.blocks, before.bands, strict=True))[
        first : len(before.blocks) - last
    ]
    same = {id(block): bands for block, bands in earlier}
    kept = same.keys() & map(id, blocks)
    others = {block: bands for block, bands in earlier if id(block) not in kept}
    return (same.get(id(block)) or others.get(block) for block in blocks)


def set_block(block: Block, width: float) -> list[Band]:
    """The bands of a block."""
    match block:
        case Heading() | Paragraph() | PointList() | Picture():
            bands = set_text(block, width)
        case Table():
            bands = set_table(block, width)
        case Diagram():
            bands = set_diagram(block, width)
        case Tiles():
            bands = set_tiles(block, width)
        case StatusMap():
            bands = set_status_map(block, width)
        case Contents():
            bands = set_contents(block, width)
        case Bar():
            bands = set_bar(block, width)
        case Field():
            bands = set_field(block)
        case PageBreak():
            bands = [set_break(block)]
    return bands
