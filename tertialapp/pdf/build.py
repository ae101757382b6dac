"""The door to the PDF: a report of a period as the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum

from tertialapp.base.errors import Cancelled
from tertialapp.model.places import Place
from tertialapp.model.report import Report
from tertialapp.pdf.blocks import Block
from tertialapp.pdf.fonts import missing_characters
from tertialapp.pdf.layout import lay_out
from tertialapp.pdf.standard import STANDARDS, USUAL
from tertialapp.pdf.styles import TextStyle

Progress = Callable[[int, int], bool]


@dataclass(frozen=True)
class Built:
    """A PDF, the number of its pages, and the characters that could only be printed as □."""

    pdf: bytes
    pages: int
    missing: tuple[str, ...]


def build_pdf(  # noqa: PLR0913 - each is a choice of its own
    report: Report,
    period_id: str,
    *,
    draft: bool = False,
    part: Place | None = None,
    standard: str = USUAL,
    data: bytes = b"",
    progress: Progress | None = None,
) -> Built:
    """The PDF of a period's report; the same report always gives the same bytes.

    ``part`` is a goal or section that is to be alone in the file. ``standard`` is one of STANDARDS;
    ``data`` is the report as JSON, put in where that may be, but not beside a part.
    ``progress`` is told how much of how much is done, and returns False to stop: raises Cancelled.
    """
    # ReportLab is imported when the first page is painted: start-up does not pay for it.
    from tertialapp.pdf.paint import Frame, paint  # noqa: PLC0415

    def tell(done: int, whole: int) -> None:
        if progress and not progress(done, 2 * whole):
            raise Cancelled

    layout = lay_out(report, period_id, draft=draft, part=part, tell=tell)
    whole = len(layout.blocks)
    frame = Frame(
        layout.header,
        report.setup.board,
        draft,
        layout.cover,
        STANDARDS[standard],
        b"" if part else data,
    )
    pdf = paint(
        layout.pages,
        layout.blocks,
        frame,
        lambda number: tell(whole + number * whole // len(layout.pages), whole),
    )
    return Built(pdf, len(layout.pages), missing_characters(_strings(layout.blocks)))


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
            # What is not compared says where something comes from.
            left += [getattr(value, each.name) for each in fields(value) if each.compare]
