"""Setting blocks for a width: each alone, so that one that changed can be set again alone."""

from __future__ import annotations

from tertialapp.pdf.blocks import (
    Bar,
    Block,
    Contents,
    Heading,
    PageBreak,
    Paragraph,
    PointList,
    Table,
)
from tertialapp.pdf.flow import set_bar, set_contents, set_text
from tertialapp.pdf.items import Band
from tertialapp.pdf.tables import set_table


def set_block(block: Block, width: float) -> list[Band]:
    """The bands of a block."""
    match block:
        case Heading() | Paragraph() | PointList():
            return set_text(block, width)
        case Table():
            return set_table(block, width)
        case Contents():
            return set_contents(block, width)
        case Bar():
            return set_bar(block, width)
        case PageBreak():
            return [Band(0, new_page=True, keep_next=True)]
