"""What every chapter needs: the report, its period, and the texts of the period as blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tertialapp.model import markdown
from tertialapp.model.frame import Period, TextPart
from tertialapp.model.report import Report
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import Heading, Paragraph, Point, PointList, TextBlock
from tertialapp.pdf.styles import TextSet


@dataclass(frozen=True)
class Context:
    """A report in one of its periods, the numbers of its goals, and common column widths (points)."""

    report: Report
    period: Period
    goal_numbers: Mapping[str, str]
    indicator_widths: tuple[float, ...]
    activity_widths: tuple[float, ...]

    def text(
        self, owner_id: str, part: TextPart, level: int, text_set: TextSet = styles.BODY_TEXT
    ) -> tuple[TextBlock, ...]:
        """A text of the period; its headings are of structural level ``level`` and below."""
        body = self.report.text(owner_id, self.period.id, part).body
        return text_blocks(body, level, text_set)


def text_blocks(body: str, level: int, text_set: TextSet) -> tuple[TextBlock, ...]:
    """The blocks of a Markdown text."""
    return tuple(_text_block(block, level, text_set) for block in markdown.parse(body))


def _text_block(block: markdown.Block, level: int, text_set: TextSet) -> TextBlock:
    match block:
        case markdown.Heading():
            style = text_set.headings[block.level - 1]
            return Heading(level + block.level - 1, markdown.plain_runs(block.runs), style)
        case markdown.Paragraph():
            return Paragraph(block.runs, text_set.paragraph)
        case markdown.BulletList():
            return PointList(tuple(_points(block, 0)), text_set.bullet)


def _points(bullets: markdown.BulletList, depth: int) -> Iterator[Point]:
    bullet = "•" if depth == 0 else "–"
    for at, item in enumerate(bullets.items, start=1):
        yield Point(f"{at}." if bullets.numbered else bullet, item.runs, depth)
        for inner in item.lists:
            yield from _points(inner, depth + 1)


def bulleted(texts: Iterable[str]) -> tuple[PointList, ...]:
    """A list of plain texts; nothing where there are none."""
    points = tuple(Point("•", (markdown.Run(text),)) for text in texts)
    return (PointList(points),) if points else ()
