"""The chapters and their headed parts, with their texts and the lists that stand under them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from tertialapp.exchange.ils.mapping.draft import Draft, blocks_of, sort_keys, text_blocks
from tertialapp.exchange.ils.mapping.figures import amount_first
from tertialapp.exchange.ils.mapping.names import main_part
from tertialapp.exchange.ils.mapping.registers import Registers
from tertialapp.exchange.ils.mapping.tables import SECTION_KINDS
from tertialapp.exchange.ils.records import (
    ChapterKind,
    IlsBlock,
    IlsBullets,
    IlsReport,
    IlsSection,
    IlsTable,
    TableKind,
)
from tertialapp.model.economy import AdjustmentKind, BudgetAdjustment, PlannedInvestment
from tertialapp.model.frame import AT_A_GLANCE, Section, SectionKind, Text, TextPart
from tertialapp.model.markdown import Block
from tertialapp.model.markdown_write import serialize
from tertialapp.model.records import cell_id, new_id

REVIEW_TITLE = "Att granska"
NET_TITLE = "Netto per verksamhetsområde"

_TITLES = {
    ChapterKind.DECISIONS: "Förslag till beslut",
    ChapterKind.SUMMARY: "Sammanfattande analys",
    ChapterKind.GOALS: "Uppföljning av mål",
    ChapterKind.ECONOMY: "Uppföljning av ekonomi",
}
_KINDS = {
    ChapterKind.DECISIONS: SectionKind.DECISIONS,
    ChapterKind.GOALS: SectionKind.GOALS,
}
_BY_WORD = (
    ("budgetjustering", SectionKind.BUDGET_ADJUSTMENTS),
    ("kompetensutveckling", SectionKind.COMPETENCE_FUNDS),
)


class _Node(Struct):
    """A section that is being collected, with what stands under it."""

    title: str
    kind: SectionKind = SectionKind.TEXT
    table_first: bool = False
    subject_id: str | None = None
    text: list[Block] = field(default_factory=list)
    bullets: tuple[str, ...] = ()
    adjusts: AdjustmentKind = AdjustmentKind.OPERATING
    children: list[_Node] = field(default_factory=list)
    needs_review: bool = False
    id: str = field(default_factory=new_id)


def add_sections(
    ils: IlsReport, registers: Registers, review: Sequence[Block], draft: Draft
) -> None:
    """All sections in printed order, and last what was not understood, if anything.

    First comes the page that is computed from all the others, which an ILS report does not have.
    """
    chapters = [_chapter(ils, chapter.kind, chapter.heading, registers) for chapter in ils.chapters]
    chapters.insert(0, _Node(AT_A_GLANCE, SectionKind.SUMMARY))
    if review:
        chapters.append(
            _Node(REVIEW_TITLE, SectionKind.REVIEW, text=list(review), needs_review=True)
        )
    _add(chapters, None, draft)


def _chapter(ils: IlsReport, kind: ChapterKind, heading: str, registers: Registers) -> _Node:
    node = _Node(heading or _TITLES[kind], _KINDS.get(kind, SectionKind.TEXT))
    match kind:
        case ChapterKind.SUMMARY:
            node.text = blocks_of(ils.summary)
        case ChapterKind.GOALS:
            node.text = blocks_of(ils.goals_intro)
        case ChapterKind.ECONOMY:
            _economy(node, ils.economy, registers)
    return node


def _add(nodes: Sequence[_Node], parent_id: str | None, draft: Draft) -> None:
    for node, sort_key in zip(nodes, sort_keys(len(nodes)), strict=True):
        draft.add(
            Section(
                id=node.id,
                parent_id=parent_id,
                sort_key=sort_key,
                kind=node.kind,
                title=node.title,
                table_first=node.table_first,
                subject_id=node.subject_id,
            )
        )
        _add_body(node, draft)
        _add_bullets(node, draft)
        _add(node.children, node.id, draft)


def _add_body(node: _Node, draft: Draft) -> None:
    empty = node.kind is SectionKind.TEXT and not node.text and not node.children
    if node.needs_review or empty:
        key = cell_id(node.id, draft.period.id, TextPart.BODY)
        draft.add(
            Text(
                id=key,
                owner_id=node.id,
                period_id=draft.period.id,
                part=TextPart.BODY,
                body=serialize(node.text),
                nothing_to_report=empty,
                needs_review=node.needs_review,
            )
        )
    else:
        draft.add_text(node.id, TextPart.BODY, node.text)


# -- the chapter of economy ------------------------------------------------------------------------


def _economy(chapter: _Node, sections: Sequence[IlsSection], registers: Registers) -> None:
    """Sections of level 2 below the chapter, those of level 3 below the one before them."""
    used = {id(table) for table, _ in registers.read}
    for section in sections:
        if section.heading is None:
            _fill(chapter, section.blocks, used)
            continue
        above = chapter.children[-1] if section.level > 2 and chapter.children else None
        node = _below(above, section, registers) if above else _Node(section.heading)
        (above or chapter).children.append(node)
        if not above:
            node.kind = _kind_by_words(section.heading)
        listed = node.kind in (SectionKind.PLANNED_INVESTMENTS, SectionKind.BUDGET_ADJUSTMENTS)
        if listed:
            node.bullets = section.bullets
        blocks = [
            block for block in section.blocks if not (listed and isinstance(block, IlsBullets))
        ]
        _fill(node, blocks, used)


def _kind_by_words(heading: str) -> SectionKind:
    words = heading.casefold()
    return next((kind for word, kind in _BY_WORD if word in words), SectionKind.TEXT)


def _below(above: _Node, section: IlsSection, registers: Registers) -> _Node:
    """A section below another: its kind follows from that, its subject from its heading."""
    assert section.heading is not None
    node = _Node(section.heading)
    name = main_part(section.heading)
    if above.kind is SectionKind.BUDGET_ADJUSTMENTS:
        node.kind = above.kind
        if "invester" in name.casefold() or registers.find_investment(name):
            node.adjusts = AdjustmentKind.INVESTMENT
    elif above.kind is SectionKind.INVESTMENTS and section.bullets:
        node.kind = SectionKind.PLANNED_INVESTMENTS
        node.subject_id = registers.find_investment(name)
    elif above.kind is not SectionKind.INVESTMENTS:
        area = registers.find_area(name, None)
        if area:
            area.also(name)
            node.subject_id = area.id
    return node


def _fill(node: _Node, blocks: Sequence[IlsBlock], used: set[int]) -> None:
    """Text and tables of a section. A further table gets a section of its own below, placed first."""
    target = node
    for block in blocks:
        if not isinstance(block, IlsTable):
            target.text += text_blocks([block])
        elif id(block) in used:
            kind = SECTION_KINDS[block.kind]
            if target.kind is SectionKind.TEXT:
                target.kind = kind
                target.table_first = not target.text
            else:
                title = NET_TITLE if block.kind is TableKind.NET else node.title
                target = _Node(title, kind, table_first=True)
                node.children.append(target)


# -- lists -----------------------------------------------------------------------------------------


def _add_bullets(node: _Node, draft: Draft) -> None:
    for bullet, sort_key in zip(node.bullets, sort_keys(len(node.bullets)), strict=True):
        amount, text = amount_first(bullet)
        if node.kind is SectionKind.PLANNED_INVESTMENTS:
            draft.add(
                PlannedInvestment(
                    id=new_id(),
                    section_id=node.id,
                    period_id=draft.period.id,
                    sort_key=sort_key,
                    amount=amount,
                    text=text,
                )
            )
        else:
            draft.add(
                BudgetAdjustment(
                    id=new_id(),
                    section_id=node.id,
                    period_id=draft.period.id,
                    sort_key=sort_key,
                    kind=node.adjusts,
                    amount=amount,
                    text=text,
                )
            )
