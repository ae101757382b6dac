"""What every chapter needs: the report, its period, and the texts of the period as blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from typing import Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.model import markdown
from tertialapp.model.frame import Period, TextPart
from tertialapp.model.images import Image
from tertialapp.model.markdown_read import parse
from tertialapp.model.places import Place, Spot
from tertialapp.model.records import cell_id
from tertialapp.model.report import Report
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import (
    Block,
    Heading,
    Paragraph,
    Picture,
    Point,
    PointList,
    TextBlock,
    plain,
)
from tertialapp.pdf.own_breaks import Marking
from tertialapp.pdf.remembered import remembered
from tertialapp.pdf.styles import TextSet

Blocks = tuple[Block, ...]
Parts = Iterator[Blocks]
"""What a section consists of, a part at a time, each made alone."""


class Context(Struct, frozen=True):
    """A report in one of its periods, the numbers of its goals and appendices, how its own words are broken."""

    report: Report
    period: Period
    goal_numbers: Mapping[str, str]
    appendix_numbers: Mapping[str, str]
    mark: Marking | None

    def body(self, owner_id: str, part: TextPart) -> str:
        """A text of the period as it is written."""
        text = self.report.texts.get(cell_id(owner_id, self.period.id, part))
        return text.body if text else ""


@remembered
def text_blocks(
    body: str,
    source: Spot,
    level: int,
    images: Mapping[str, Image],
    text_set: TextSet = styles.BODY_TEXT,
) -> tuple[TextBlock, ...]:
    """The blocks of a text; its headings are of structural level ``level`` and below."""
    return tuple(_blocks(body, level, text_set, source, images))


def _blocks(
    body: str, level: int, text_set: TextSet, source: Spot, images: Mapping[str, Image]
) -> Iterator[TextBlock]:
    """The blocks of a Markdown text, each with the line that it begins on.

    A paragraph that ends in a colon is not parted from what it announces.
    """
    lines = count()
    for block in parse(body):
        match block:
            case markdown.Heading():
                style, words = text_set.headings[block.level - 1], markdown.plain_runs(block.runs)
                here = replace(source, line=next(lines))
                yield Heading(level + block.level - 1, words, style, source=here)
            case markdown.Paragraph():
                here = replace(source, line=next(lines))
                announces = markdown.plain_runs(block.runs).rstrip().endswith(":")
                yield Paragraph(block.runs, text_set.paragraph, keep_next=announces, source=here)
            case markdown.Picture(key, alt, caption):
                here = replace(source, line=next(lines))
                if key in images:
                    yield Picture(images[key], alt, caption, text_set.picture, source=here)
                else:
                    missing = plain(f"[{alt or 'Bild som saknas'}] {caption}".strip())
                    yield Paragraph(missing, text_set.paragraph, source=here)
            case markdown.BulletList():
                yield PointList(tuple(_points(block, 0, source, lines)), text_set.bullet)


def _points(
    bullets: markdown.BulletList, depth: int, source: Spot, lines: Iterator[int]
) -> Iterator[Point]:
    bullet = "•" if depth == 0 else "–"
    for at, item in enumerate(bullets.items, start=1):
        marker = f"{at}." if bullets.numbered else bullet
        yield Point(marker, item.runs, depth, source=replace(source, line=next(lines)))
        for inner in item.lists:
            yield from _points(inner, depth + 1, source, lines)


class _Listed(Protocol):
    @property
    def id(self) -> str: ...


_L = TypeVar("_L", bound=_Listed)


def bulleted(
    place: Place, rows: Iterable[_L], text_of: Callable[[_L], str]
) -> tuple[PointList, ...]:
    """The rows of a place as a list of plain texts; nothing where there are none."""
    points = tuple(
        Point("•", (markdown.Run(text_of(row)),), source=Spot(place, row.id, "text"))
        for row in rows
    )
    return (PointList(points),) if points else ()
