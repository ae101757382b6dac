"""A piece of a report's page, painted as the pages are."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tertialapp.pdf import styles
from tertialapp.pdf.blocks import (
    Block,
    Cell,
    Column,
    Field,
    Heading,
    Paragraph,
    Row,
    RowLook,
    Table,
    plain,
)
from tertialapp.pdf.layout import Layout, set_block
from tertialapp.pdf.pages import fill
from tertialapp.pdf.styles import Color
from tertialapp.pdf.theme import Theme
from tertialapp.pdf.typeface import Typeface, set_in
from tertialapp.ui.override import override
from tertialapp.ui.preview.painter import paint_page

_WIDTH = 300.0
_MARGIN = 12.0


def _row(name: str, *figures: str, look: RowLook = RowLook.NORMAL) -> Row:
    return Row((Cell(name), *map(Cell, figures)), look)


_BLOCKS: tuple[Block, ...] = (
    Field(0, (Color.MAIN,), above=_MARGIN),
    Paragraph(plain("Tertialrapport 1"), styles.COVER_BOARD),
    Field(_MARGIN, (Color.MAIN,), above=styles.FIELD_SEAM),
    Field(
        styles.COVER_YEAR, (Color.PASSED, Color.COMING, Color.COMING), space_before=styles.FIELD_GAP
    ),
    Heading(1, "Uppföljning av driftbudget", styles.SECTION),
    Table(
        (Column("Verksamhet", align="left"), Column("Budget"), Column("Prognos")),
        (
            _row("Barn och unga", "", "", look=RowLook.GROUP),
            _row("Förskola", "412,5", "409,1"),
            _row("Fritid", "61,0", "61,8"),
            _row("Summa", "473,5", "470,9", look=RowLook.TOTAL),
        ),
    ),
)


@cache
def _layout(typeface: Typeface) -> Layout:
    with set_in(typeface):
        bands = [set_block(block, _WIDTH) for block in _BLOCKS]
        pages = fill(bands, styles.BODY_HEIGHT).pages
    return Layout(blocks=_BLOCKS, pages=pages, typeface=typeface)


class Sample(QWidget):
    """Shows the foot of a cover, a heading and a table in a typeface and the colours of a theme."""

    def __init__(self, typeface: Typeface) -> None:
        super().__init__()
        self._theme = Theme()
        self.show_typeface(typeface)

    def show_theme(self, theme: Theme) -> None:
        """Show the colours of another theme."""
        self._theme = theme
        self.update()

    def show_typeface(self, typeface: Typeface) -> None:
        """Show another typeface."""
        self._typeface = typeface
        last = _layout(typeface).pages[0][-1]
        high = last.y + last.band.height
        self.setFixedSize(QSize(round(_WIDTH + 2 * _MARGIN), round(high + 2 * _MARGIN)))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.translate(_MARGIN - styles.LEFT, _MARGIN - styles.TOP)
        paint_page(painter, replace(_layout(self._typeface), theme=self._theme), 0)
        painter.end()
