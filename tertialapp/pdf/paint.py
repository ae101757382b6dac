"""Painting pages as PDF: the only module that draws with ReportLab."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from tertialapp.model.frame import Shape
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import Heading
from tertialapp.pdf.fonts import font, font_name, printable_line, text_width
from tertialapp.pdf.items import Fill, Item, Jump, Mark, Rule, Text
from tertialapp.pdf.pages import Page, Placed, pages_of_anchors
from tertialapp.pdf.styles import Color, Face
from tertialapp.pdf.watermark import draw_watermark


@dataclass(frozen=True)
class Frame:
    """What stands around the pages: the document's title and author, the line at the top."""

    title: str
    author: str
    header: str
    draft: bool = False


def paint(
    pages: Sequence[Page],
    headings: Iterable[Heading],
    frame: Frame,
    page_done: Callable[[int], None],
) -> bytes:
    """The PDF of some pages; ``headings`` become bookmarks. ``page_done`` gets each page's number."""
    for face in Face:
        font(face)
    target = BytesIO()
    canvas = Canvas(
        target,
        pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        initialFontName=font_name(Face.REGULAR),
        lang="sv-SE",
    )
    canvas.setTitle(printable_line(frame.title))
    canvas.setAuthor(printable_line(frame.author))
    canvas.setCreator("Tertialapp")
    canvas.setSubject("")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    anchors = list(pages_of_anchors(pages))
    names = {anchor: f"a{at}" for at, anchor in enumerate(anchors)}
    for number, page in enumerate(pages, start=1):
        if frame.draft:
            draw_watermark(canvas)
        if number > 1:
            _paint_header(canvas, frame.header, f"{number}({len(pages)})")
        for placed in page:
            _paint_band(canvas, placed, names)
        canvas.showPage()
        page_done(number)
    _add_bookmarks(canvas, headings, names)
    canvas.save()
    return target.getvalue()


def _paint_header(canvas: Any, left: str, right: str) -> None:
    style = styles.HEADER
    right_width = text_width(right, style.face, style.size)
    left = _shortened(printable_line(left), styles.BODY_WIDTH - right_width - 24)
    line = [
        Text(0, 0, 0, f"{left} ", style.face, style.size, style.color),
        Text(
            styles.BODY_WIDTH - right_width,
            0,
            right_width,
            f"{right} ",
            style.face,
            style.size,
            style.color,
        ),
    ]
    _paint_texts(canvas, line, styles.LEFT, styles.PAGE_HEIGHT - styles.HEADER_BASELINE)


def _shortened(text: str, room: float) -> str:
    """The text, ended by an ellipsis where it is wider than its room."""
    style = styles.HEADER
    if text_width(text, style.face, style.size) <= room:
        return text
    kept = text[:400]
    while kept and text_width(f"{kept}…", style.face, style.size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


# -- bands -----------------------------------------------------------------------------------------


def _paint_band(canvas: Any, placed: Placed, names: dict[str, str]) -> None:
    band = placed.band
    top = styles.PAGE_HEIGHT - styles.TOP - placed.y
    if band.anchor and not placed.repeated:
        canvas.bookmarkHorizontalAbsolute(names[band.anchor], top + 12, left=0, fit="XYZ")
    for item in band.items:
        _paint_shape(canvas, item, styles.LEFT, top, names)
    texts = [item for item in band.items if isinstance(item, Text)]
    _paint_texts(canvas, texts, styles.LEFT, top)


def _paint_texts(canvas: Any, texts: Iterable[Text], left: float, top: float) -> None:
    """Texts in their order; the cut is named only where it changes."""
    drawn = canvas.beginText()
    cut: tuple[Face, float] | None = None
    color: Color | None = None
    for text in texts:
        drawn.setTextOrigin(left + text.x, top - text.y)
        if cut != (text.face, text.size):
            cut = (text.face, text.size)
            drawn.setFont(font_name(text.face), text.size)
        if color != text.color:
            color = text.color
            drawn.setFillColorRGB(*color)
        drawn.textOut(text.text)
    if cut:
        canvas.drawText(drawn)


def _paint_shape(canvas: Any, item: Item, left: float, top: float, names: dict[str, str]) -> None:
    x, y = left + item.x, top - item.y
    match item:
        case Fill():
            canvas.setFillColorRGB(*item.color)
            canvas.rect(x, y - item.height, item.width, item.height, stroke=0, fill=1)
        case Rule():
            _paint_rule(canvas, item, x, y)
        case Mark():
            _paint_mark(canvas, item, x, y)
        case Jump() if item.anchor in names:
            area = (x, y - item.height, x + item.width, y)
            canvas.linkAbsolute(
                printable_line(item.title), names[item.anchor], area, Border="[0 0 0]"
            )
        case Text() if item.link:
            area = (x, y - 0.25 * item.size, x + item.width, y + 0.85 * item.size)
            canvas.linkURL(item.link, area, relative=0, thickness=0)
            _paint_rule(canvas, Rule(0, 0, item.width, 0.4, item.color), x, y - 1.6)


def _paint_rule(canvas: Any, rule: Rule, x: float, y: float) -> None:
    canvas.saveState()
    canvas.setStrokeColorRGB(*rule.color)
    canvas.setLineWidth(rule.thickness)
    if rule.dotted:
        canvas.setLineCap(1)
        canvas.setDash([0, 3.2])
        # Dots of all lines stand below each other.
        start = x + (-x % 3.2)
        canvas.line(start, y, x + rule.width, y)
    else:
        canvas.line(x, y, x + rule.width, y)
    canvas.restoreState()


def _paint_mark(canvas: Any, mark: Mark, x: float, y: float) -> None:
    canvas.setFillColorRGB(*mark.color)
    size = mark.size
    match mark.shape:
        case Shape.CIRCLE:
            canvas.circle(x + size / 2, y - size / 2, size / 2, stroke=0, fill=1)
        case Shape.SQUARE:
            side = size * 0.88
            inset = (size - side) / 2
            canvas.rect(x + inset, y - inset - side, side, side, stroke=0, fill=1)
        case Shape.TRIANGLE:
            path = canvas.beginPath()
            path.moveTo(x, y - size * 0.95)
            path.lineTo(x + size, y - size * 0.95)
            path.lineTo(x + size / 2, y - size * 0.05)
            path.close()
            canvas.drawPath(path, stroke=0, fill=1)


# -- bookmarks -------------------------------------------------------------------------------------


def _add_bookmarks(canvas: Any, headings: Iterable[Heading], names: dict[str, str]) -> None:
    """The headings as bookmarks, each below the nearest one of a higher rank before it."""
    above: list[int] = []
    for heading in headings:
        if heading.anchor not in names:
            continue
        while above and above[-1] >= heading.level:
            above.pop()
        depth = len(above)
        canvas.addOutlineEntry(
            printable_line(heading.title) or "–", names[heading.anchor], depth, closed=depth > 0
        )
        above.append(heading.level)
    if above:
        canvas.showOutline()
