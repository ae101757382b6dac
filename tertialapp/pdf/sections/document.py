"""The whole report as blocks: cover, contents, and the sections in printed order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from types import MappingProxyType

from msgspec.structs import replace

from tertialapp.model.frame import Section, SectionKind, TextPart
from tertialapp.model.images import Image
from tertialapp.model.outline import appendix_numbers, goal_numbers
from tertialapp.model.places import Spot, section_place
from tertialapp.model.report import TABLES, Report, table_name
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import Block, Diagram, Heading, PageBreak, Paragraph, Table, plain
from tertialapp.pdf.own_breaks import Marking, marking, with_breaks
from tertialapp.pdf.remembered import remembered
from tertialapp.pdf.sections import economy
from tertialapp.pdf.sections.context import Blocks, Context, Parts, text_blocks
from tertialapp.pdf.sections.decisions import decisions_blocks
from tertialapp.pdf.sections.front import contents_blocks, cover_blocks
from tertialapp.pdf.sections.goals import goals_parts
from tertialapp.pdf.sections.part import anchor_of
from tertialapp.pdf.sections.summary import summary_blocks

_SectionBlocks = Callable[[Context, Section, int], Iterable[Block]]

_ECONOMY = ("setup", "period", "section", *map(table_name, economy.RECORDS))
_FIGURES = tuple(
    name for name in TABLES if name not in ("text", "image", "font_file", "own_word", "waiver")
)
_OF_KIND: Mapping[SectionKind, tuple[_SectionBlocks, Sequence[str]]] = MappingProxyType(
    {
        SectionKind.SUMMARY: (summary_blocks, _FIGURES),
        SectionKind.DECISIONS: (decisions_blocks, ("decision",)),
        SectionKind.OPERATING_BUDGET: (economy.economy_blocks, _ECONOMY),
        SectionKind.NET_BUDGET: (economy.economy_blocks, _ECONOMY),
        SectionKind.RESULT_UNITS: (economy.economy_blocks, _ECONOMY),
        SectionKind.INVESTMENTS: (economy.economy_blocks, _ECONOMY),
        SectionKind.TURNOVER_CHANGES: (economy.economy_blocks, _ECONOMY),
        SectionKind.PLANNED_INVESTMENTS: (economy.planned_investments_blocks, _ECONOMY),
        SectionKind.BUDGET_ADJUSTMENTS: (economy.budget_adjustments_blocks, _ECONOMY),
        SectionKind.COMPETENCE_FUNDS: (economy.competence_funds_blocks, _ECONOMY),
    }
)
"""What sections show beside their text, and the tables that it is made from.

The goals' chapter is made goal by goal; kinds that are not here show text only.
"""

_LOOKS = (styles.CHAPTER, styles.SECTION, styles.SUBSECTION, styles.DEEPER)
_CONTENTS_DEPTH = 3
_LEFT_OUT = (SectionKind.REVIEW, SectionKind.SUMMARY)
"""Sections that are not printed when they are empty; others say that they have nothing to report."""
_NOT_REVIEWED = "Texten lästes in från en tidigare rapport och är inte granskad."


def document_blocks(report: Report, period_id: str, *, draft: bool = False) -> Blocks:
    """All blocks of the report of a period."""
    context = context_of(report, period_id)
    return whole(context, chapters(context), draft=draft)


def context_of(report: Report, period_id: str) -> Context:
    """What all sections are made with."""
    mark = marking(report.own_words.values())
    return Context(
        report, report.periods[period_id], goal_numbers(report), appendix_numbers(report), mark
    )


def chapters(context: Context) -> Parts:
    """The sections in printed order, a part at a time, each chapter on a page of its own."""
    for section in context.report.sections_under(None):
        is_begun = False
        for part in _section(context, section, 1):
            if part and not is_begun:
                yield (PageBreak(),)
                is_begun = True
            yield part


def whole(context: Context, parts: Iterable[Blocks], *, draft: bool) -> Blocks:
    """All blocks, made of the parts of the chapters."""
    blocks = tuple(chain.from_iterable(parts))
    cover = with_breaks(tuple(cover_blocks(context, draft=draft)), context.mark)
    return (*cover, *contents_blocks(blocks), *_numbered(blocks, context.mark))


def _section(context: Context, section: Section, level: int) -> Parts:
    """A section with its text, what its kind shows, and the sections below it."""
    is_begun = False
    number = context.appendix_numbers.get(section.id, "")
    for part in _within(context, section, level):
        if part and not is_begun:
            yield _opening(section.id, section, number, level, context.mark)
            is_begun = True
        yield part
    if not is_begun and section.kind not in _LEFT_OUT:
        source = Spot(section_place(section.id), field="body")
        nothing = Paragraph(plain("Inget att rapportera."), styles.NOTE, source=source)
        yield _opening(section.id, section, number, level, context.mark)
        yield with_breaks((nothing,), context.mark)


@remembered
def _opening(section: Section, number: str, level: int, mark: Marking | None) -> Blocks:
    """The heading of a section, and a warning below it where nobody has read what follows."""
    place = section_place(section.id)
    heading = Heading(
        level,
        section.title,
        _LOOKS[min(level, len(_LOOKS)) - 1],
        number=f"{number}." if number else "",
        anchor=anchor_of(place),
        in_contents=level <= _CONTENTS_DEPTH,
        source=Spot(place, field="title"),
    )
    if section.kind is not SectionKind.REVIEW:
        return with_breaks((heading,), mark)
    source = Spot(place, field="body")
    note = Paragraph(plain(_NOT_REVIEWED), styles.NOTE, keep_next=True, source=source)
    return with_breaks((heading, note), mark)


def _within(context: Context, section: Section, level: int) -> Parts:
    report = context.report
    body = context.body(section.id, TextPart.BODY)
    text = _text(section.id, section, body, level + 1, report.images, context.mark)
    if section.table_first:
        yield from _shown(context, section, level + 1)
        yield text
    else:
        yield text
        yield from _shown(context, section, level + 1)
    for below in report.sections_under(section.id):
        yield from _section(context, below, level + 1)


@remembered
def _text(
    section: Section, body: str, level: int, images: Mapping[str, Image], mark: Marking | None
) -> Blocks:
    source = Spot(section_place(section.id), field="body")
    return with_breaks(text_blocks(section.id, body, source, level, images), mark)


def _shown(context: Context, section: Section, level: int) -> Parts:
    """What the kind of a section shows, made anew only where a table has changed that it is made of."""
    if section.kind is SectionKind.GOALS:
        yield from goals_parts(context, section, level)
    elif section.kind in _OF_KIND:
        seen = replace(context, report=context.report.only(_OF_KIND[section.kind][1]))
        yield _of_kind(section.id, seen, section, level)


@remembered
def _of_kind(context: Context, section: Section, level: int) -> Blocks:
    show, _ = _OF_KIND[section.kind]
    return with_breaks(tuple(show(context, section, level)), context.mark)


def _numbered(blocks: Iterable[Block], mark: Marking | None) -> Iterator[Block]:
    """The blocks with "Tabell 1.", "Diagram 1." and so on before their captions."""
    numbers = {Table: count(1), Diagram: count(1)}
    for block in blocks:
        if isinstance(block, Table) and block.caption:
            word = with_breaks("Tabell", mark)
            yield replace(block, caption=f"{word} {next(numbers[Table])}. {block.caption}")
        elif isinstance(block, Diagram) and block.caption and not block.chart.blank:
            word = with_breaks("Diagram", mark)
            yield replace(block, caption=f"{word} {next(numbers[Diagram])}. {block.caption}")
        else:
            yield block
