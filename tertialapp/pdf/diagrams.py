"""Setting charts: each is one figure, words and all, below its caption."""

from __future__ import annotations

from msgspec.structs import replace

from tertialapp.model.series import BarChart, Chart
from tertialapp.model.series.bars import largest
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import Diagram, Paragraph, plain
from tertialapp.pdf.charts.paper import drawn
from tertialapp.pdf.flow import keep_all, set_paragraph
from tertialapp.pdf.items import CAPTION, Band, Item

_HIGHEST = 0.7 * styles.BODY_HEIGHT


def set_diagram(diagram: Diagram, width: float) -> list[Band]:
    """The bands of a diagram; nothing where there is nothing to draw."""
    if diagram.chart.blank:
        return []
    height, items = _fitting(diagram.chart, width)
    caption = set_paragraph(Paragraph(plain(diagram.caption), styles.CAPTION), width)
    drawing = Band(
        height,
        items,
        space_before=styles.FIGURE_BEFORE,
        keep_next=diagram.keep_next,
        is_figure=True,
    )
    return [*(replace(band, row=CAPTION) for band in keep_all(caption)), drawing]


def _fitting(chart: Chart, width: float) -> tuple[float, tuple[Item, ...]]:
    """What is painted of a chart; of bars that would fill a page, those that tell the most."""
    height, items = drawn(chart, width)
    while isinstance(chart, BarChart) and height > _HIGHEST and len(chart.bars) > 1:
        chart = largest(chart, len(chart.bars) * 3 // 4)
        height, items = drawn(chart, width)
    return height, items
