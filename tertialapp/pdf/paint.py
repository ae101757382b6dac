"""Painting pages as PDF: the only module that draws with ReportLab."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from msgspec import Struct, field
from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from tertialapp.model.word_diff import Share
from tertialapp.pdf import styles
from tertialapp.pdf.archive import Archive, Told
from tertialapp.pdf.blocks import Block, Heading
from tertialapp.pdf.fonts import font, font_name, printable_line
from tertialapp.pdf.items import Item, Jump, Mark, Picture, Text
from tertialapp.pdf.navigation import Area, Bookmark
from tertialapp.pdf.pages import Page, Placed, sheet_of
from tertialapp.pdf.pen import Codes, Pen
from tertialapp.pdf.pictures import picture_object
from tertialapp.pdf.running_header import running_header
from tertialapp.pdf.shapes import drawn
from tertialapp.pdf.standard import STANDARDS, USUAL, Standard
from tertialapp.pdf.structure import BlockPart, Leaf, structure
from tertialapp.pdf.styles import Color, Face, Sheet
from tertialapp.pdf.theme import Theme
from tertialapp.pdf.watermark import draw_watermark

_ABOVE = 12
"""Points above what a link leads to, which the reader shows too."""

rl_config.useA85 = 0  # streams as they are: their second coding makes files larger, and takes long


class Frame(Struct, frozen=True):
    """What stands around the pages: the title, which is at their top too, the author; what is promised.

    ``cover``: the first page has nothing at its top. ``data`` is the report as JSON, for a standard that
    lets it lie in the file; ``day`` is when the file says that it was made.
    """

    title: str
    author: str
    day: date
    draft: bool = False
    cover: bool = True
    standard: Standard = STANDARDS[USUAL]
    data: bytes = b""
    theme: Theme = field(default=Theme())


def paint(
    pages: Sequence[Page],
    blocks: Sequence[Block],
    frame: Frame,
    page_done: Callable[[int], None],
) -> bytes:
    """The PDF of some blocks that stand on some pages.

    Headings become bookmarks. ``page_done`` gets each page's number.
    """
    target = BytesIO()
    title, author = printable_line(frame.title), printable_line(frame.author)
    canvas = _canvas(target, title, author, frame)
    anchors = dict(_anchors(pages))
    painter = _Painter(canvas, anchors.keys(), frame.standard, frame.theme)
    for number, page in enumerate(pages, start=1):
        width = sheet_of(page).body_width
        header = running_header(frame.title, number, len(pages), width, cover=frame.cover)
        # The cover says it in words.
        crossed = frame.draft and not (frame.cover and number == 1)
        painter.paint_page(page, header, draft=crossed)
        page_done(number)
    headings = (block for block in blocks if isinstance(block, Heading) and block.anchor in anchors)
    marks = list(_bookmarks(headings))
    told = Told(structure(blocks, painter.painted), painter.areas, marks, anchors)
    painter.archive.finish(told, frame.day)
    if frame.data and frame.standard.attaches:
        words = "Rapporten som data"
        painter.archive.attach("rapport.json", words, "application/json", frame.data)
    canvas.save()
    return target.getvalue()


def _canvas(target: BytesIO, title: str, author: str, frame: Frame) -> Any:
    for face in Face:
        font(face)
    canvas = Canvas(
        target,
        pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        initialFontName=font_name(Face.REGULAR),
        pdfVersion=frame.standard.pdf_version,
        lang="sv-SE",
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("Tertialapp")
    canvas.setSubject("")
    canvas.setDateFormatter(lambda *_: f"D:{frame.day.isoformat().replace('-', '')}")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


class _Painter:
    """Paints pages one after another and notes what was painted of each part of the report.

    What is only to be seen is painted first, as one artifact; then pictures and marks that say something;
    then all texts, in reading order, and figures among them.
    """

    def __init__(
        self, canvas: Any, anchors: Container[str], standard: Standard, theme: Theme
    ) -> None:
        self._canvas = canvas
        self._theme = theme
        self._anchors = anchors
        self.areas: list[Area] = []
        self.archive = Archive(canvas._doc, standard)  # noqa: SLF001 - there is no other door
        self.painted: dict[BlockPart, list[Leaf]] = defaultdict(list)
        self._codes = Codes(canvas._doc)  # noqa: SLF001
        self._page = 0
        self._marked = 0

    def paint_page(self, page: Page, header: Sequence[Text], *, draft: bool) -> None:
        """Paint a page, and the line at its head."""
        canvas = self._canvas
        sheet = sheet_of(page)
        canvas.setPageSize((sheet.width, sheet.height))
        self._marked = 0
        self._paint_ornaments(page, sheet, draft=draft)
        for placed in page:
            self._paint_pictures(placed)
        pen = Pen(self._codes, self._theme)
        if header:
            pen.begin("/Artifact <</Type/Pagination/Subtype/Header/Attached[/Top]>> BDC")
            for text in header:
                pen.draw(text, sheet.height - styles.HEADER_BASELINE)
        for placed in page:
            if placed.band.is_figure:
                _write(canvas, pen.done())
                self._paint_figure(placed)
                pen = Pen(self._codes, self._theme)
            else:
                self._paint_band(pen, placed)
        _write(canvas, pen.done())
        canvas.showPage()
        self.archive.add_page()
        self._page += 1

    def _paint_ornaments(self, page: Page, sheet: Sheet, *, draft: bool) -> None:
        """What is only to be seen."""
        canvas = self._canvas
        _write(canvas, "/Artifact BMC")
        if draft:
            draw_watermark(canvas, sheet, self._theme.rgb(Color.WATERMARK))
        for placed in page:
            top = _top_of(placed)
            for item in placed.band.items if not placed.band.is_figure else ():
                if not _is_told(item) and (shape := drawn(item, top, self._theme)):
                    _write(canvas, shape)
        _write(canvas, "EMC")

    def _paint_pictures(self, placed: Placed) -> None:
        """The pictures of a band, and its marks that say something."""
        part = (placed.block, placed.band.row)
        for item in placed.band.items:
            if isinstance(item, Picture):
                self._paint_picture(item, placed)
            elif _is_told(item) and isinstance(item, Mark) and not placed.repeated:
                self._begin_picture((*part, *item.part))
                _write(self._canvas, drawn(item, _top_of(placed), self._theme))
                _write(self._canvas, "EMC")

    def _paint_figure(self, placed: Placed) -> None:
        """What is one picture, words and all."""
        top, part = _top_of(placed), (placed.block, placed.band.row)
        right, bottom = styles.LEFT + placed.sheet.body_width, top - placed.band.height
        self._begin_picture(part, styles.LEFT, bottom, right, top)
        pen = Pen(self._codes, self._theme)
        for item in placed.band.items:
            if isinstance(item, Text):
                pen.draw(item, top)
            else:
                _write(self._canvas, drawn(item, top, self._theme))
        _write(self._canvas, pen.done())
        _write(self._canvas, "EMC")

    def _begin_picture(self, part: BlockPart, *edges: float) -> None:
        """Have what is painted until the next EMC belong to a part: left, lower, right and upper edge."""
        box = f"[{' '.join(f'{edge:.2f}' for edge in edges)}]" if edges else ""
        _write(self._canvas, f"/Figure <</MCID {self._marked}>> BDC")
        self.painted[part].append(Leaf(self._page, self._marked, box=box))
        self._marked += 1

    def _paint_band(self, pen: Pen, placed: Placed) -> None:
        top = _top_of(placed)
        if placed.repeated:
            pen.begin("/Artifact BMC")
        part = (placed.block, placed.band.row)
        for item in placed.band.items:
            if isinstance(item, Text):
                if not placed.repeated:
                    self._mark(pen, (*part, *item.part), item)
                pen.draw(item, top)
                if item.link and not placed.repeated:
                    self._link(item, top, (*part, *item.part))
            elif isinstance(item, Jump) and item.anchor in self._anchors:
                self._jump(item, top, (*part, *item.part))

    def _paint_picture(self, picture: Picture, placed: Placed) -> None:
        canvas, image = self._canvas, picture.image
        name = canvas._doc.getXObjectName(image.id)  # noqa: SLF001
        if name not in canvas._doc.idToObject:  # noqa: SLF001
            canvas._doc.Reference(picture_object(image), name)  # noqa: SLF001
        x, y = styles.LEFT + picture.x, _top_of(placed) - picture.y - picture.height
        if picture.alt:
            part = (placed.block, placed.band.row, *picture.part)
            self._begin_picture(part, x, y, x + picture.width, y + picture.height)
        else:
            _write(canvas, "/Artifact BMC")
        _write(canvas, f"q {picture.width:.2f} 0 0 {picture.height:.2f} {x:.2f} {y:.2f} cm")
        canvas.doForm(image.id)
        _write(canvas, "Q EMC")

    def _mark(self, pen: Pen, part: BlockPart, text: Text) -> None:
        """Have a text, and what is of its kind after it, belong to a part."""
        is_changed = text.share is not Share.BOTH
        if pen.begin(
            f"/Span <</MCID {self._marked}>> BDC", text if is_changed else (part, text.link)
        ):
            words = text.text if is_changed else ""
            leaf = Leaf(self._page, self._marked, text.link, share=text.share, words=words)
            self.painted[part].append(leaf)
            self._marked += 1

    def _link(self, text: Text, top: float, part: BlockPart) -> None:
        x, y, address = styles.LEFT + text.x, top - text.y, text.link or ""
        edges = (x, y - 0.25 * text.size, x + text.width, y + 0.85 * text.size)
        self._add(Area(self._page, edges, address, address=address), part)

    def _jump(self, jump: Jump, top: float, part: BlockPart) -> None:
        x, y = styles.LEFT + jump.x, top - jump.y
        edges = (x, y - jump.height, x + jump.width, y)
        self._add(Area(self._page, edges, printable_line(jump.title), jump.anchor), part)

    def _add(self, area: Area, part: BlockPart) -> None:
        leaf = Leaf(self._page, len(self.areas), area.address or None, is_area=True)
        self.painted[part].append(leaf)
        self.areas.append(area)


def _anchors(pages: Iterable[Page]) -> Iterator[tuple[str, tuple[int, float]]]:
    """The anchors: the page (from 0) and the top of what stands there, counted from the page's foot."""
    for at, page in enumerate(pages):
        for placed in page:
            if placed.band.anchor and not placed.repeated:
                yield placed.band.anchor, (at, _top_of(placed) + _ABOVE)


def _top_of(placed: Placed) -> float:
    return placed.sheet.height - styles.TOP - placed.y


def _is_told(item: Item) -> bool:
    """Whether an item is more than ornament, though it is no text."""
    return isinstance(item, Picture) or (isinstance(item, Mark) and bool(item.part))


def _write(canvas: Any, operators: str) -> None:
    canvas._code.append(operators)  # noqa: SLF001 - ReportLab's own ways take ten times as long


def _bookmarks(headings: Iterable[Heading]) -> Iterator[Bookmark]:
    """The headings as bookmarks, each below the nearest one of a higher rank before it."""
    above: list[int] = []
    for heading in headings:
        while above and above[-1] >= heading.level:
            above.pop()
        yield Bookmark(printable_line(heading.title) or "–", heading.anchor or "", len(above))
        above.append(heading.level)
