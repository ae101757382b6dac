"""The door to the PDF: a report of a period as the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, is_dataclass
from enum import Enum

from tertialapp.base.errors import Cancelled
from tertialapp.model.report import Report
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import Block
from tertialapp.pdf.fonts import missing_characters
from tertialapp.pdf.layout import set_block
from tertialapp.pdf.pages import paginate, with_page_numbers
from tertialapp.pdf.sections.document import document_blocks
from tertialapp.pdf.styles import TextStyle

Progress = Callable[[int, int], bool]


@dataclass(frozen=True)
class Built:
    """A PDF, the number of its pages, and the characters that could only be printed as □."""

    pdf: bytes
    pages: int
    missing: tuple[str, ...]


def build_pdf(
    report: Report, period_id: str, *, draft: bool = False, progress: Progress | None = None
) -> bytes:
    """The PDF of a period's report; the same report always gives the same bytes.

    ``progress`` is told how much of how much is done, and returns False to stop: raises Cancelled.
    """
    return build(report, period_id, draft=draft, progress=progress).pdf


def build(
    report: Report, period_id: str, *, draft: bool = False, progress: Progress | None = None
) -> Built:
    """As ``build_pdf``, with what there is to know about the outcome."""
    # ReportLab is imported when the first page is painted: start-up does not pay for it.
    from tertialapp.pdf.paint import Frame, paint  # noqa: PLC0415

    blocks = document_blocks(report, period_id, draft=draft)
    steps = 2 * len(blocks)

    def tell(done: int) -> None:
        if progress and not progress(done, steps):
            raise Cancelled

    bands = []
    for at, block in enumerate(blocks):
        tell(at)
        bands.append(set_block(block, styles.BODY_WIDTH))
    pages = with_page_numbers(paginate(bands, styles.BODY_HEIGHT))
    period = report.periods[period_id]
    title = f"{report.setup.board}, {period.title}"
    frame = Frame(title=title, author=report.setup.board, header=title, draft=draft)
    pdf = paint(
        pages,
        blocks,
        frame,
        lambda number: tell(len(blocks) + number * len(blocks) // len(pages)),
    )
    return Built(pdf, len(pages), missing_characters(_strings(blocks)))


def _strings(blocks: Iterable[Block]) -> Iterator[str]:
    """All texts in blocks, which are made of tuples and dataclasses."""
    left: list[object] = [*blocks]
    while left:
        value = left.pop()
        if isinstance(value, Enum | TextStyle):
            continue
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            left += value
        elif is_dataclass(value):
            left += vars(value).values()
