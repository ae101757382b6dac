"""Blocks of the report's text format in a QTextDocument, and back without loss.

A heading's own weight is semi-bold, so that bold words in it can still be told apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
    QTextFormat,
    QTextList,
    QTextListFormat,
)

from tertialapp.model.live_values import is_live
from tertialapp.model.markdown import (
    Block,
    BulletList,
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Run,
    normalize,
    plain_runs,
)

_LINE_BREAK = "\u2028"
_OBJECT = "\ufffc"
SPACE_BELOW = 8
PICTURE = "bild:"
"""What the target of a picture's words begins with."""
_ROOM = QTextFormat.Property.UserProperty + 1
SHOWS = "Bild: "
_ORNAMENT = "Bild (utsmyckning)"

Heights = Callable[[str], float]
"""How high the picture is that is shown for a key, 0 when there is none."""


# -- into a document -------------------------------------------------------------------------------


def _no_height(_key: str) -> float:
    return 0


def fill(document: QTextDocument, blocks: Iterable[Block], heights: Heights = _no_height) -> None:
    """Make a document hold just these blocks; its undo stack is emptied."""
    document.setUndoRedoEnabled(False)
    document.clear()
    insert(QTextCursor(document), blocks, heights)
    document.setUndoRedoEnabled(True)


def insert(cursor: QTextCursor, blocks: Iterable[Block], heights: Heights = _no_height) -> None:
    """Put blocks at a cursor, as one step; an empty block that the cursor is in is used first."""
    cursor.beginEditBlock()
    writer = _Writer(cursor, heights)
    for block in blocks:
        writer.write(block)
    if picture_in(cursor.block()) and not cursor.atBlockEnd():
        cursor.insertBlock(paragraph_format(), QTextCharFormat())
    cursor.endEditBlock()


class _Writer:
    def __init__(self, cursor: QTextCursor, heights: Heights) -> None:
        self._cursor = cursor
        self._heights = heights
        self._fresh = cursor.block().length() == 1

    def write(self, block: Block) -> None:
        if isinstance(block, BulletList):
            self._list(block, 1)
        elif isinstance(block, Heading):
            self._block(heading_format(block.level), heading_style(block.level), block.runs)
        elif isinstance(block, Picture):
            form = picture_format(self._heights(block.key))
            self._block(form, QTextCharFormat(), picture_runs(block))
        else:
            self._block(paragraph_format(), QTextCharFormat(), block.runs)

    def _block(
        self, form: QTextBlockFormat, style: QTextCharFormat, runs: Iterable[Run]
    ) -> QTextBlock:
        cursor = self._cursor
        if self._fresh:
            cursor.setBlockFormat(form)
            cursor.setBlockCharFormat(style)
            self._fresh = False
        else:
            cursor.insertBlock(form, style)
            current = cursor.currentList()
            if current is not None:
                current.remove(cursor.block())
                cursor.setBlockFormat(form)
        for run in runs:
            cursor.insertText(run.text, run_style(run, style))
        return cursor.block()

    def _list(self, bullets: BulletList, depth: int) -> None:
        made: QTextList | None = None
        for item in bullets.items:
            block = self._block(item_format(), QTextCharFormat(), item.runs)
            if made is None:
                made = QTextCursor(block).createList(list_format(depth, numbered=bullets.numbered))
            else:
                made.add(block)
            for below in item.lists:
                self._list(below, depth + 1)


def run_style(run: Run, base: QTextCharFormat) -> QTextCharFormat:
    """The look of a run in a block whose own look is ``base``."""
    style = QTextCharFormat(base)
    if run.bold:
        style.setFontWeight(QFont.Weight.Bold)
    if run.italic:
        style.setFontItalic(True)
    if run.link:
        style.setAnchor(True)
        style.setAnchorHref(run.link)
        style.setFontUnderline(not (is_live(run.link) or picture_key(run.link)))
    return style


def paragraph_format() -> QTextBlockFormat:
    """The block format of a paragraph."""
    form = QTextBlockFormat()
    form.setBottomMargin(SPACE_BELOW)
    return form


def picture_format(height: float) -> QTextBlockFormat:
    """The block format of a picture's words, above which there is room for the picture."""
    form = paragraph_format()
    if height:
        form.setTopMargin(height + 2 * SPACE_BELOW)
        form.setProperty(_ROOM, True)
    return form


def has_room(block: QTextBlock) -> bool:
    """Whether there is room for a picture above a block."""
    return block.blockFormat().hasProperty(_ROOM)


def picture_runs(picture: Picture) -> tuple[Run, ...]:
    """A picture as words: what it shows, as one link that is kept whole, then its caption."""
    words = f"{SHOWS}{picture.alt}" if picture.alt else _ORNAMENT
    caption = (Run(f"  {picture.caption}"),) if picture.caption else ()
    return (Run(words, link=f"{PICTURE}{picture.key}"), *caption)


def item_format() -> QTextBlockFormat:
    """The block format of a point in a list."""
    form = QTextBlockFormat()
    form.setBottomMargin(SPACE_BELOW / 2)
    return form


def heading_format(level: int) -> QTextBlockFormat:
    """The block format of a heading."""
    form = QTextBlockFormat()
    form.setHeadingLevel(level)
    form.setTopMargin(SPACE_BELOW)
    form.setBottomMargin(SPACE_BELOW / 2)
    return form


def heading_style(level: int) -> QTextCharFormat:
    """The look of a heading's words."""
    style = QTextCharFormat()
    style.setFontWeight(QFont.Weight.DemiBold)
    style.setProperty(QTextFormat.Property.FontSizeAdjustment, 2 - level)
    return style


def list_format(depth: int, *, numbered: bool) -> QTextListFormat:
    """The format of a list, ``depth`` 1 for one that is in no other."""
    form = QTextListFormat()
    styles = QTextListFormat.Style
    form.setStyle(styles.ListDecimal if numbered else styles.ListDisc)
    form.setIndent(depth)
    return form


# -- out of a document -----------------------------------------------------------------------------


def blocks_of(document: QTextDocument) -> tuple[Block, ...]:
    """The blocks that a document holds, whoever made it; what the text format lacks falls away."""
    blocks: list[Block] = []
    points: list[_Point] = []
    block = document.begin()
    while block.isValid():
        point = _point(block)
        if point:
            points.append(point)
        else:
            blocks += _lists(points)
            points = []
            blocks += _leaves(block)
        block = block.next()
    blocks += _lists(points)
    return normalize(blocks)


def blocks_of_fragment(fragment: QTextDocumentFragment) -> tuple[Block, ...]:
    """The blocks of a part of a document."""
    document = QTextDocument()
    QTextCursor(document).insertFragment(fragment)
    return blocks_of(document)


class _Point(Struct, frozen=True):
    depth: int
    numbered: bool
    list_id: int
    runs: tuple[Run, ...]


def _point(block: QTextBlock) -> _Point | None:
    bullets = block.textList()
    if bullets is None or picture_in(block):
        return None
    form = bullets.format()
    depth = max(1, form.indent() + block.blockFormat().indent())
    return _Point(depth, is_numbered(form), bullets.objectIndex(), runs_of(block))


def _lists(points: Sequence[_Point]) -> list[BulletList]:
    """Points in a row as lists: a deeper one belongs to the point before it."""
    lists: list[BulletList] = []
    at = 0
    while at < len(points):
        first = points[at]
        items: list[ListItem] = []
        while at < len(points):
            point = points[at]
            if point.depth < first.depth or (
                point.depth == first.depth and point.list_id != first.list_id
            ):
                break
            end = at + 1
            while end < len(points) and points[end].depth > first.depth:
                end += 1
            items.append(ListItem(point.runs, tuple(_lists(points[at + 1 : end]))))
            at = end
        lists.append(BulletList(tuple(items), first.numbered))
    return lists


def _leaves(block: QTextBlock) -> Iterator[Block]:
    """What stands in a block: a heading or paragraph, or pictures, what follows one being its caption."""
    level = block.blockFormat().headingLevel()
    kept: Literal[1, 2] = 1 if level == 1 else 2
    picture: Picture | None = None
    for key, group in groupby(_runs(block), key=lambda run: picture_key(run.link or "")):
        runs = tuple(group)
        if key:
            if picture:
                yield picture
            picture = Picture(key, _alt(plain_runs(runs)))
        elif picture:
            yield replace(picture, caption=plain_runs(runs))
            picture = None
        else:
            yield Heading(kept, runs) if level else Paragraph(runs)
    if picture:
        yield picture


def _alt(words: str) -> str:
    return "" if words == _ORNAMENT else words.removeprefix(SHOWS)


def picture_key(target: str) -> str:
    """The key in the target of a picture's words; "" for other links."""
    return target.removeprefix(PICTURE) if target.startswith(PICTURE) else ""


def picture_in(block: QTextBlock) -> Picture | None:
    """The picture whose words stand in a block."""
    pictures = (leaf for leaf in _leaves(block) if isinstance(leaf, Picture))
    return next(pictures, None)


def runs_of(block: QTextBlock) -> tuple[Run, ...]:
    """The runs of a block, as they stand in it."""
    return tuple(_runs(block))


def is_numbered(form: QTextListFormat) -> bool:
    """Whether a list has numbers or letters rather than bullets."""
    return form.style().value <= QTextListFormat.Style.ListDecimal.value


def _runs(block: QTextBlock) -> Iterator[Run]:
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        style = fragment.charFormat()
        text = fragment.text().replace(_LINE_BREAK, " ").replace(_OBJECT, "")
        yield Run(
            text,
            bold=style.fontWeight() >= QFont.Weight.Bold,
            italic=style.fontItalic(),
            link=style.anchorHref() or None if style.isAnchor() else None,
        )
        at += 1
