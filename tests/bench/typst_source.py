"""Our blocks as a source text for Typst, so that both set the same report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from tertialapp.model.markdown import Run
from tertialapp.model.series.words import described
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import (
    Bar,
    Block,
    Cell,
    Contents,
    Diagram,
    Field,
    Heading,
    PageBreak,
    Paragraph,
    Point,
    PointList,
    Row,
    RowLook,
    StatusMap,
    Table,
    Tiles,
)
from tertialapp.pdf.column_widths import table_widths
from tertialapp.pdf.fonts import printable
from tertialapp.pdf.layout import set_block
from tertialapp.pdf.styles import TextStyle
from tertialapp.pdf.tables import labelled
from tertialapp.pdf.words import web_address
from tests.bench.typst_drawing import drawn_bands

_FRAME = """\
#set document(title: {title}, author: {author})
#set page(width: {width}pt, height: {height}pt, margin: (top: 80pt, bottom: 62pt, x: 61pt),
  header: context [#text(8.2pt)[#{title} #h(1fr) #counter(page).display("1 (1)", both: true)]])
#set text(font: "Source Sans 3", lang: "sv", region: "SE", size: 10.25pt, hyphenate: true)
#set par(justify: false)
#set table(stroke: (x: none, y: 0.5pt + luma(200)), inset: 3pt)
#show heading: set block(sticky: true)
#show table: set text(8.2pt)
"""

_MADE: dict[type[Block], str] = {
    Contents: "#outline(title: none)",
    PageBreak: "#pagebreak(weak: true)",
}


def typst_source(blocks: Iterable[Block], title: str, author: str) -> str:
    """A document with the blocks: text, lists, tables and contents as Typst sets them, drawings as ours."""
    frame = _FRAME.format(
        title=_quoted(title),
        author=_quoted(author),
        width=styles.PAGE_WIDTH,
        height=styles.PAGE_HEIGHT,
    )
    return frame + "\n".join(_Writer().lines(blocks)) + "\n"


class _Writer:
    def __init__(self) -> None:
        self._level = 0

    def lines(self, blocks: Iterable[Block]) -> Iterator[str]:
        """A line of source or more for each block."""
        for block in blocks:
            match block:
                case Heading():
                    self._level = min(block.level, self._level + 1, 6)
                    listed = "true" if block.in_contents else "false"
                    text = _styled(f"#{_quoted(block.title)}", block.style)
                    yield f"#heading(level: {self._level}, outlined: {listed})[{text}]"
                case Paragraph():
                    yield f"#par[{_mark(block)}{_styled(_runs(block.runs), block.style)}]"
                case PointList():
                    yield _styled(_points(block.points), block.style)
                case Table():
                    yield from self._table(block)
                case Contents() | PageBreak():
                    yield _MADE[type(block)]
                case Diagram() | Tiles() | StatusMap():
                    yield from _drawing(block)
                case Field():
                    yield f"#rect(width: 100%, height: {block.height}pt, fill: luma(80))"
                case Bar():
                    yield f"#line(length: {block.width}pt, stroke: {block.thickness}pt)"

    def _table(self, table: Table) -> Iterator[str]:
        """Widths are ours: what Typst would measure itself differs, and takes it longer."""
        widths = table_widths(table, styles.BODY_WIDTH)
        if table.caption:
            yield f"#par[#{_quoted(table.caption)}]"
        aligns = ", ".join(column.align for column in table.columns)
        yield f"#table(columns: ({''.join(f'{width:.2f}pt, ' for width in widths)}),"
        yield f"  align: ({aligns},),"
        heads = (f"[*#{_quoted(f'{each.head} {each.note}'.strip())}*]" for each in table.columns)
        yield f"  table.header({', '.join(heads)}),"
        for row in table.rows:
            yield f"  {self._row(row, len(table.columns))}"
        yield ")"

    def _row(self, row: Row, columns: int) -> str:
        if row.look is RowLook.GROUP:
            cells = f"table.cell(colspan: {columns})[*#{_quoted(row.cells[0].text)}*],"
        else:
            cells = "".join(f"[{_cell(cell, row.look)}], " for cell in row.cells)
        if not row.analysis:
            return cells
        analysis = "\n".join(self.lines(labelled(row.analysis)))
        return f"{cells}table.cell(colspan: {columns}, align: left)[{analysis}],"


def _drawing(block: Diagram | Tiles | StatusMap) -> Iterator[str]:
    bands = set_block(block, styles.BODY_WIDTH)
    if not isinstance(block, Diagram):
        yield from drawn_bands(bands)
        return
    if block.caption:
        yield f"#par[#{_quoted(block.caption)}]"
    drawing = (band for band in bands if band.is_figure)
    yield from drawn_bands(drawing, described(block.chart))


def _cell(cell: Cell, look: RowLook) -> str:
    text = f"{_mark(cell)}#{_quoted(cell.text)}"
    return f"*{text}*" if look is RowLook.TOTAL else text


def _mark(marked: Paragraph | Cell) -> str:
    return '#box(circle(radius: 4pt, fill: rgb("1E7B45"))) ' if marked.mark else ""


def _points(points: Sequence[Point]) -> str:
    """Points with those below them in them."""
    kind = "enum" if points[0].marker[:1].isdigit() else "list"
    depth = points[0].depth
    starts = [at for at, point in enumerate(points) if point.depth <= depth]
    ends = [*starts[1:], len(points)]
    items = []
    for start, end in zip(starts, ends, strict=True):
        below = _points(points[start + 1 : end]) if end > start + 1 else ""
        items.append(f"[{_runs(points[start].runs)}{below}]")
    return f"#{kind}({', '.join(items)})"


def _styled(text: str, style: TextStyle) -> str:
    return f"#text(size: {style.size}pt)[{text}]"


def _runs(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = f"#{_quoted(run.text)}"
    text = f"#strong[{text}]" if run.bold else text
    text = f"#emph[{text}]" if run.italic else text
    address = web_address(run.link)
    return f"#link({_quoted(address)})[{text}]" if address else text


def _quoted(text: str) -> str:
    return json.dumps(printable(text), ensure_ascii=False)
