"""What a screen reader reads: the blocks as a tree of elements, with what was painted of each.

Roles are those of ISO 32000-1, 14.8.4; the tree keeps the rules of PDF/UA-1: headings skip no level,
the rows of a table have equally many columns, links stand in elements of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from tertialapp.model.series.words import described
from tertialapp.model.word_diff import Share
from tertialapp.pdf.blocks import (
    Block,
    Contents,
    Diagram,
    Heading,
    Paragraph,
    Picture,
    PointList,
    Row,
    RowLook,
    StatusColumn,
    StatusLine,
    StatusMap,
    Table,
    Tiles,
)
from tertialapp.pdf.glance import place_of, placed_tiles
from tertialapp.pdf.items import BODY, CAPTION, LABEL
from tertialapp.pdf.tables import HEAD_ROW, labelled, numbered

BlockPart = tuple[int, ...]
"""A block's place in the report, a row in it, and a part of that (``Band.row``, ``Text.part``)."""

_DEEPEST = 6


class Leaf(Struct, frozen=True):
    """What was painted of a part of a block on a page (from 0): a marked sequence, or the area of a link.

    ``number`` counts the marked sequences of the page, or the areas of the file; ``link`` is where it
    leads, ``box`` where a picture's edges are on the page; ``share`` which of two wordings has it, and then
    ``words`` what it says.
    """

    page: int
    number: int
    link: str | None = None
    is_area: bool = False
    box: str = ""
    share: Share = Share.BOTH
    words: str = ""


Painted = Mapping[BlockPart, Sequence[Leaf]]


class Element(Struct, frozen=True):
    """An element of the tree; ``attributes`` belong to ``owner`` (ISO 32000-1, 14.8.5).

    ``alt`` is read instead of what is in it.
    """

    role: str
    kids: tuple[Element | Leaf, ...] = ()
    owner: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    alt: str = ""


def structure(blocks: Iterable[Block], painted: Painted) -> Element:
    """The tree of some blocks."""
    builder = _Builder(painted)
    elements = (builder.element(block, (at,)) for at, block in enumerate(blocks))
    return Element("Document", tuple(element for element in elements if element))


class _Builder:
    def __init__(self, painted: Painted) -> None:
        self._painted = painted
        self._level = 0

    def element(self, block: Block, part: BlockPart) -> Element | None:
        """The element of a block; None for what is only to be seen."""
        made: Element | None = None
        match block:
            case Heading():
                # However deep it is in the report, it is no more than one below the last one.
                self._level = min(block.level, self._level + 1, _DEEPEST)
                made = _unless_empty(f"H{self._level}", self._content((*part, 0)))
            case Paragraph():
                made = _unless_empty("P", self._content((*part, 0)))
            case PointList():
                items, _ = self._points(block, part, 0, 0)
                made = _list(block, items) if items else None
            case Picture():
                made = self._figure(part, block.alt)
            case Table():
                made = self._table(block, part)
            case Diagram():
                made = self._figure(part, described(block.chart), caption_first=True)
            case Tiles():
                tiles = [self._content((*part, row, at)) for row, at, _ in placed_tiles(block)]
                made = _bare_list(Element("LI", (Element("LBody", tile),)) for tile in tiles)
            case StatusMap():
                made = self._status_map(block, part)
            case Contents():
                entries = (
                    Element("Reference", (Element("Link", tuple(self._leaves((*part, row)))),))
                    for row in range(len(block.headings))
                )
                made = _unless_empty("TOC", tuple(Element("TOCI", (entry,)) for entry in entries))
        return made

    def _leaves(self, part: BlockPart) -> Sequence[Leaf]:
        return self._painted.get(part, ())

    def _content(self, part: BlockPart) -> tuple[Element | Leaf, ...]:
        """What was painted of a part, its links as elements."""
        painted = self._leaves(part)
        if not any(leaf.link or leaf.words for leaf in painted):
            return tuple(painted)
        kids: list[Element | Leaf] = []
        for (link, share), leaves in groupby(painted, key=lambda leaf: (leaf.link, leaf.share)):
            shown = tuple(leaves)
            if share is not Share.BOTH:
                kids.append(_changed(shown, share))
            else:
                kids += [Element("Link", shown)] if link else shown
        return tuple(kids)

    def _figure(self, part: BlockPart, alt: str, *, caption_first: bool = False) -> Element | None:
        """The caption stands beside the figure: what is in that is not read, but its words for it."""
        shown = tuple(self._leaves((*part, 0)))
        placed = (("Placement", "Block"), *(("BBox", leaf.box) for leaf in shown))
        kids = [
            Element("Figure", shown, "Layout", placed, alt) if shown else None,
            _unless_empty("P", self._content((*part, CAPTION))),
        ]
        present = tuple(kid for kid in (kids[::-1] if caption_first else kids) if kid)
        return present[0] if len(present) == 1 else _unless_empty("Div", present)

    def _points(
        self, block: PointList, part: BlockPart, at: int, depth: int
    ) -> tuple[tuple[Element, ...], int]:
        """The points from one on that lie as deep or deeper, and where they end."""
        items = []
        points = block.points
        while at < len(points) and points[at].depth >= depth:
            label = Element("Lbl", self._content((*part, at, *LABEL)))
            body = self._content((*part, at, *BODY))
            at += 1
            if at < len(points) and points[at].depth > depth:
                below, at = self._points(block, part, at, depth + 1)
                body = (*body, _list(block, below))
            items.append(Element("LI", (label, Element("LBody", body))))
        return tuple(items), at

    def _status_map(self, block: StatusMap, part: BlockPart) -> Element:
        counts = _bare_list(
            Element("LI", (Element("LBody", self._content((*part, 0, at))),))
            for at in range(len(block.counts))
        )
        columns = _bare_list(
            self._status_column(column, at, part) for at, column in enumerate(block.columns)
        )
        kids: list[Element | Leaf] = [kid for kid in (counts, columns) if kid]
        return Element("Div", tuple(kids))

    def _status_column(self, column: StatusColumn, at: int, part: BlockPart) -> Element:
        entries = []
        for row, entry in enumerate(column.entries):
            own, *others = ((*part, *place_of(at, row, nth)) for nth in range(1 + len(entry.below)))
            below = _bare_list(map(self._entry, entry.below, others))
            entries.append(self._entry(entry.line, own, below))
        return self._entry(column.head, (*part, *place_of(at)), _bare_list(entries))

    def _entry(self, line: StatusLine, part: BlockPart, below: Element | None = None) -> Element:
        """A goal in a status map: its mark told in words, and its name as a link."""
        mark = self._leaves((*part, *LABEL))
        words = tuple(self._leaves((*part, *BODY)))
        is_link = any(leaf.is_area for leaf in words)
        body = (Element("Link", words),) if is_link else words
        label = [Element("Lbl", tuple(mark), alt=line.status)] if mark else []
        return Element("LI", (*label, Element("LBody", (*body, *([below] if below else [])))))

    def _table(self, table: Table, part: BlockPart) -> Element:
        caption = self._content((*part, 0))
        head = self._cells(len(table.columns), (*part, HEAD_ROW), head=True)
        body = tuple(
            self._row(row, len(table.columns), (*part, number), is_analysis=is_analysis)
            for number, row, is_analysis in numbered(table.rows)
        )
        return Element(
            "Table",
            (
                *([Element("Caption", caption)] if caption else []),
                Element("THead", (Element("TR", head),)),
                *([Element("TBody", body)] if body else []),
            ),
        )

    def _row(self, row: Row, columns: int, part: BlockPart, *, is_analysis: bool) -> Element:
        if is_analysis:
            inner = (
                self.element(block, (*part, at)) for at, block in enumerate(labelled(row.analysis))
            )
            kids = tuple(element for element in inner if element)
            return Element("TR", (_cell("TD", kids, span=columns),))
        if row.look is RowLook.GROUP:
            head = self._content((*part, 0))
            return Element("TR", (_cell("TH", head, span=columns, scope="Row"),))
        return Element("TR", self._cells(columns, part))

    def _cells(self, columns: int, part: BlockPart, *, head: bool = False) -> tuple[Element, ...]:
        """All cells of a row, the empty ones too."""
        scopes = ["Column" if head else "" if at else "Row" for at in range(columns)]
        return tuple(
            _cell("TH" if scope else "TD", self._content((*part, at)), scope=scope)
            for at, scope in enumerate(scopes)
        )


def _changed(shown: tuple[Leaf, ...], share: Share) -> Element:
    """What only one of two wordings has: its line as an attribute, and told, since few readers tell lines."""
    line, told = ("LineThrough", "borttaget") if share is Share.OLD else ("Underline", "nytt")
    words = "".join(leaf.words for leaf in shown).strip()
    return Element("Span", shown, "Layout", (("TextDecorationType", line),), f"[{told}: {words}]")


def _unless_empty(role: str, kids: tuple[Element | Leaf, ...]) -> Element | None:
    return Element(role, kids) if kids else None


def _bare_list(items: Iterable[Element]) -> Element | None:
    """A list whose points have no numbers or bullets."""
    listed = tuple(items)
    return Element("L", listed, "List", (("ListNumbering", "None"),)) if listed else None


def _list(block: PointList, items: tuple[Element, ...]) -> Element:
    is_numbered = block.points[0].marker[:1].isdigit()
    return Element("L", items, "List", (("ListNumbering", "Decimal" if is_numbered else "Disc"),))


def _cell(
    role: str, kids: tuple[Element | Leaf, ...], *, span: int = 1, scope: str = ""
) -> Element:
    attributes = [("Scope", scope)] if scope else []
    attributes += [("ColSpan", str(span))] if span > 1 else []
    return Element(role, kids, "Table" if attributes else "", tuple(attributes))
