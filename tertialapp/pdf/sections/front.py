"""The cover and the contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tertialapp.model.numbers import NBSP
from tertialapp.model.periods import MONTHS
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import (
    Bar,
    Block,
    Contents,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    plain,
)
from tertialapp.pdf.sections.context import Context


def cover_blocks(context: Context, *, draft: bool) -> Iterator[Block]:
    """The first page: whose report, which, up to when."""
    setup, period = context.report.setup, context.period
    yield Bar(styles.BODY_WIDTH, 5, styles.Color.MAIN)
    logo = context.report.images.get(setup.logo_id or "")
    if logo:
        yield Picture(logo, setup.logo_alt, highest=styles.LOGO_HEIGHT)
    if setup.municipality:
        yield Paragraph(plain(setup.municipality), styles.COVER_MUNICIPALITY)
    below = styles.COVER_BOARD if setup.municipality else styles.COVER_BOARD_ALONE
    yield Paragraph(plain(setup.board), below)
    yield Paragraph(plain(period.title), styles.COVER_TITLE)
    yield Paragraph(
        plain(f"Avser tiden till och med den {_day(period.cut_off)}"), styles.COVER_FACT
    )
    if period.diary_number:
        yield Paragraph(plain(f"Diarienummer {period.diary_number}"), styles.COVER_FACT)
    if draft:
        yield Paragraph(plain("Utkast, inte beslutat"), styles.COVER_DRAFT)


def _day(day: date) -> str:
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"


def contents_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """The contents of what follows, if there is anything to list."""
    listed = tuple(block for block in blocks if isinstance(block, Heading) and block.in_contents)
    if not listed:
        return
    yield PageBreak()
    yield Heading(1, "Innehåll", styles.CHAPTER)
    yield Contents(listed)
