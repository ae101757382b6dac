"""The proposed decisions: numbered points, and who signs."""

from __future__ import annotations

from collections.abc import Iterator

from tertialapp.model.frame import Section
from tertialapp.model.places import Spot, section_place
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import Bar, Block, Paragraph, Point, PointList, plain
from tertialapp.pdf.sections.context import Context

_SIGNING_ROOM = 64.0


def decisions_blocks(context: Context, section: Section, _level: int) -> Iterator[Block]:
    """The points to decide, and the line to sign on."""
    decisions = context.report.decisions_of(context.period.id)
    place = section_place(section.id)
    name, title = context.period.signatory_name, context.period.signatory_title
    points = tuple(
        Point(f"{number}.", plain(decision.text), source=Spot(place, decision.id, "text"))
        for number, decision in enumerate(decisions, start=1)
    )
    if points:
        yield PointList(points, styles.POINT, keep_next=bool(name or title))
    if name or title:
        yield Bar(190, styles.THIN, styles.Color.MUTED, _SIGNING_ROOM)
        if name:
            yield Paragraph(
                plain(name),
                styles.SIGNATURE,
                keep_next=bool(title),
                source=Spot(place, field="signatory_name"),
            )
        if title:
            yield Paragraph(
                plain(title),
                styles.SIGNATURE_TITLE if name else styles.SIGNATURE_TITLE_ALONE,
                source=Spot(place, field="signatory_title"),
            )
