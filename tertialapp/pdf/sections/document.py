"""The whole report as blocks: cover, contents, and the sections in printed order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from types import MappingProxyType

from tertialapp.model.frame import Section, SectionKind, TextPart
from tertialapp.model.outline import appendix_numbers, goal_numbers
from tertialapp.model.places import Spot, section_place
from tertialapp.model.report import Report
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import Block, Diagram, Heading, PageBreak, Paragraph, Table, plain
from tertialapp.pdf.own_breaks import marking, with_breaks
from tertialapp.pdf.sections import economy, goals
from tertialapp.pdf.sections.context import Context
from tertialapp.pdf.sections.decisions import decisions_blocks
from tertialapp.pdf.sections.front import contents_blocks, cover_blocks
from tertialapp.pdf.sections.part import anchor_of
from tertialapp.pdf.sections.summary import summary_blocks

SectionBlocks = Callable[[Context, Section, int], Iterable[Block]]

_OF_KIND: Mapping[SectionKind, SectionBlocks] = MappingProxyType(
    {
        SectionKind.SUMMARY: summary_blocks,
        SectionKind.DECISIONS: decisions_blocks,
        SectionKind.GOALS: goals.goals_blocks,
        SectionKind.OPERATING_BUDGET: economy.economy_blocks,
        SectionKind.NET_BUDGET: economy.economy_blocks,
        SectionKind.RESULT_UNITS: economy.economy_blocks,
        SectionKind.INVESTMENTS: economy.economy_blocks,
        SectionKind.TURNOVER_CHANGES: economy.economy_blocks,
        SectionKind.PLANNED_INVESTMENTS: economy.planned_investments_blocks,
        SectionKind.BUDGET_ADJUSTMENTS: economy.budget_adjustments_blocks,
        SectionKind.COMPETENCE_FUNDS: economy.competence_funds_blocks,
    }
)
"""What sections show beside their text; kinds that are not here show text only."""

_LOOKS = (styles.CHAPTER, styles.SECTION, styles.SUBSECTION, styles.DEEPER)
_CONTENTS_DEPTH = 3
_NOT_REVIEWED = "Texten lästes in från en tidigare rapport och är inte granskad."


def document_blocks(report: Report, period_id: str, *, draft: bool = False) -> tuple[Block, ...]:
    """All blocks of the report of a period."""
    period = report.periods[period_id]
    mark = marking(report.own_words.values())
    context = Context(
        report,
        period,
        goal_numbers(report),
        appendix_numbers(report),
        goals.indicator_widths(report, period, mark),
        goals.activity_widths(report, period, mark),
    )
    chapters = tuple(
        block for section in report.sections_under(None) for block in _chapter(context, section)
    )
    blocks = (
        *cover_blocks(context, draft=draft),
        *contents_blocks(chapters),
        *_numbered(chapters),
    )
    return with_breaks(blocks, mark)


def _chapter(context: Context, section: Section) -> Iterator[Block]:
    blocks = tuple(_section_blocks(context, section, 1))
    if blocks:
        yield PageBreak()
        yield from blocks


def _section_blocks(context: Context, section: Section, level: int) -> Iterator[Block]:
    """A section with its text, what its kind shows, and the sections below it."""
    place = section_place(section.id)
    body = Spot(place, field="body")
    text = context.text(body, TextPart.BODY, level + 1)
    show = _OF_KIND.get(section.kind)
    own = tuple(show(context, section, level + 1)) if show else ()
    below = tuple(
        block
        for child in context.report.sections_under(section.id)
        for block in _section_blocks(context, child, level + 1)
    )
    unreviewed = section.kind is SectionKind.REVIEW
    if unreviewed and not (text or below):
        return
    number = context.appendix_numbers.get(section.id, "")
    yield Heading(
        level,
        section.title,
        _LOOKS[min(level, len(_LOOKS)) - 1],
        number=f"{number}." if number else "",
        anchor=anchor_of(place),
        in_contents=level <= _CONTENTS_DEPTH,
        source=Spot(place, field="title"),
    )
    if unreviewed:
        yield Paragraph(plain(_NOT_REVIEWED), styles.NOTE, keep_next=True, source=body)
    yield from (*own, *text) if section.table_first else (*text, *own)
    yield from below
    if not (own or text or below):
        yield Paragraph(plain("Inget att rapportera."), styles.NOTE, source=body)


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with "Tabell 1.", "Diagram 1." and so on before their captions."""
    numbers = {Table: count(1), Diagram: count(1)}
    for block in blocks:
        if isinstance(block, Table) and block.caption:
            yield replace(block, caption=f"Tabell {next(numbers[Table])}. {block.caption}")
        elif isinstance(block, Diagram) and block.caption and not block.chart.blank:
            yield replace(block, caption=f"Diagram {next(numbers[Diagram])}. {block.caption}")
        else:
            yield block
