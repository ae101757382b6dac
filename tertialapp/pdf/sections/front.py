"""The cover and the contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tertialapp.model.frame import PeriodKind
from tertialapp.model.numbers import NBSP
from tertialapp.model.periods import MONTHS, THIRDS_PASSED
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import (
    Block,
    Contents,
    Field,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    plain,
)
from tertialapp.pdf.sections.context import Context

_MAIN = (styles.Color.MAIN,)


def cover_blocks(context: Context, *, draft: bool) -> Iterator[Block]:
    """The first page: whose report, which, up to when."""
    setup, period = context.report.setup, context.period
    logo = context.report.images.get(setup.logo_id or "")
    if logo:
        yield Picture(logo, setup.logo_alt, highest=styles.LOGO_HEIGHT)
        yield Field(styles.COVER_HEAD, _MAIN, space_before=styles.COVER_LOGO_AFTER)
    else:
        yield Field(styles.COVER_HEAD, _MAIN, above=styles.TOP)
    if setup.municipality:
        yield Paragraph(plain(setup.municipality), styles.COVER_MUNICIPALITY)
    yield Paragraph(plain(setup.board), styles.COVER_BOARD)
    is_long = len(period.title) > styles.COVER_LONG
    title = styles.COVER_LONG_TITLE if is_long else styles.COVER_TITLE
    yield Paragraph(plain(period.title), title)
    yield Field(styles.COVER_FOOT, _MAIN, above=styles.FIELD_SEAM)
    yield Field(styles.COVER_YEAR, _year(period.kind), space_before=styles.FIELD_GAP)
    yield Paragraph(
        plain(f"Avser tiden till och med den {_day(period.cut_off)}"), styles.COVER_FIRST_FACT
    )
    if period.diary_number:
        yield Paragraph(plain(f"Diarienummer {period.diary_number}"), styles.COVER_FACT)
    if draft:
        yield Paragraph(plain("Utkast, inte beslutat"), styles.COVER_DRAFT)


def _year(kind: PeriodKind) -> tuple[styles.Color, ...]:
    """The year in thirds, those that have passed in a stronger colour."""
    passed = THIRDS_PASSED[kind]
    return (styles.Color.PASSED,) * passed + (styles.Color.COMING,) * (3 - passed)


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
