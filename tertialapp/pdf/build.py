"""The door to the PDF: a report of a period as the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from tertialapp.base.days import today
from tertialapp.base.errors import Cancelled
from tertialapp.base.memory import uncollected
from tertialapp.model.places import Place
from tertialapp.model.report import Report
from tertialapp.pdf.fonts import is_all_printed, missing_characters
from tertialapp.pdf.layout import Layout, Since, lay_out
from tertialapp.pdf.standard import STANDARDS, USUAL
from tertialapp.pdf.strings import shown_texts
from tertialapp.pdf.typeface import set_in, typeface_of

Progress = Callable[[int, int], bool]


class Built(Struct, frozen=True):
    """A PDF, the layout that it was painted from, and the characters that could only be printed as □."""

    pdf: bytes
    layout: Layout
    missing: tuple[str, ...]

    @property
    def pages(self) -> int:
        """The number of its pages."""
        return len(self.layout.pages)


def build_pdf(  # noqa: PLR0913 - each is a choice of its own
    report: Report,
    period_id: str,
    *,
    draft: bool = False,
    part: Place | None = None,
    since: Since | None = None,
    standard: str = USUAL,
    data: bytes = b"",
    day: date | None = None,
    progress: Progress | None = None,
) -> Built:
    """The PDF of a period's report; the same report of the same day always gives the same bytes.

    ``part`` is a goal or section that is to be alone in the file; ``since`` an earlier state, whose
    differences are marked. ``standard`` is one of STANDARDS;
    ``data`` is the report as JSON, put in where that may be, but not beside a part.
    ``day`` is when the file says that it was made, today without one; nothing else in it follows from that.
    ``progress`` is told how much of how much is done, and returns False to stop: raises Cancelled.
    """
    # ReportLab is imported when the first page is painted: start-up does not pay for it.
    from tertialapp.pdf.paint import Frame, paint  # noqa: PLC0415

    def tell(done: int, whole: int) -> None:
        if progress and not progress(done, 2 * whole):
            raise Cancelled

    with uncollected(), set_in(typeface_of(report)):
        layout = lay_out(report, period_id, draft=draft, part=part, since=since, tell=tell)
        whole = len(layout.blocks)
        frame = Frame(
            layout.header,
            report.setup.board,
            day or today(),
            draft,
            layout.cover,
            STANDARDS[standard],
            b"" if part else data,
            layout.theme,
        )
        pdf = paint(
            layout.pages,
            layout.blocks,
            frame,
            lambda number: tell(whole + number * whole // len(layout.pages), whole),
        )
        texts = () if is_all_printed() else (text for text, _ in shown_texts(layout.blocks))
        return Built(pdf, layout, missing_characters(texts))
