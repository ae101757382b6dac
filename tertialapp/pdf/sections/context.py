"""What every chapter needs: the report, its period, and the texts of the period as blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from typing import Protocol, TypeVar

from tertialapp.model import markdown
from tertialapp.model.frame import Period, TextPart
from tertialapp.model.images import Image
from tertialapp.model.places import Place, Spot
from tertialapp.model.report import Report
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import Heading, Paragraph, Picture, Point, PointList, TextBlock, plain
from tertialapp.pdf.styles import TextSet


@dataclass(frozen=True)
class Context:
    """A report in one of its periods, the numbers of its goals and appendices, and common column widths (points)."""

    report: Report
    period: Period
    goal_numbers: Mapping[str, str]
    appendix_numbers: Mapping[str, str]
    indicator_widths: tuple[float, ...]
    activity_widths: tuple[float, ...]

    def text(
        self, source: Spot, part: TextPart, level: int, text_set: TextSet = styles.BODY_TEXT
    ) -> tuple[TextBlock, ...]:
        """A text of the period; its headings are of structural level ``level`` and below."""
        owner_id = source.row or source.place.key
        body = self.report.text(owner_id, self.period.id, part).body
        images = tuple(self.report.images.get(key) for key in markdown.picture_keys(body))
        return _text_blocks(body, level, text_set, source, images)


@lru_cache(maxsize=1024)  # most texts are as they were when the report is laid out again
def _text_blocks(
    body: str, level: int, text_set: TextSet, source: Spot, images: tuple[Image | None, ...]
) -> tuple[TextBlock, ...]:
    held = {image.id: image for image in images if image}
    return tuple(_blocks(body, level, text_set, source, held))


def _blocks(
    body: str, level: int, text_set: TextSet, source: Spot, images: Mapping[str, Image]
) -> Iterator[TextBlock]:
    """The blocks of a Markdown text, each with the line that it begins on."""
    lines = count()
    for block in markdown.parse(body):
        match block:
            case markdown.Heading():
                style, words = text_set.headings[block.level - 1], markdown.plain_runs(block.runs)
                here = replace(source, line=next(lines))
                yield Heading(level + block.level - 1, words, style, source=here)
            case markdown.Paragraph():
                here = replace(source, line=next(lines))
                yield Paragraph(block.runs, text_set.paragraph, source=here)
            case markdown.Picture(key, alt, caption):
                here = replace(source, line=next(lines))
                if key in images:
                    yield Picture(images[key], alt, caption, text_set.picture, here)
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
        yield Point(marker, item.runs, depth, replace(source, line=next(lines)))
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
