"""What a report consists of on paper, before it is set: headings, paragraphs, lists, pictures, tables.

Blocks are plain values and know their role in the document, so that each can be set alone and the
structure for screen readers follows from them. All text in them is data, never markup.

``source`` is what of the report a block, point or row shows, where something can be edited. It leads
from paper to field and back; how a block looks does not depend on it, and so it is not compared.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from tertialapp.base.values import ComparedInPart
from tertialapp.model.frame import Shape
from tertialapp.model.images import Image
from tertialapp.model.markdown import Run
from tertialapp.model.places import Spot
from tertialapp.model.series import Chart
from tertialapp.model.word_diff import Share
from tertialapp.pdf import styles
from tertialapp.pdf.styles import Align, Color, TextStyle

Runs = tuple[Run, ...]


class Shown(ComparedInPart, frozen=True, kw_only=True):
    """What shows something of the report; see above of ``source``."""

    ASIDE = ("source", "key")

    source: Spot | None = None


class ChangedRun(Run, frozen=True):
    """A run that only one of two compared wordings has (``redline``)."""

    share: Share = Share.NEW


def plain(text: str, *, bold: bool = False) -> Runs:
    """Text in one style."""
    return (Run(text, bold=bold),) if text else ()


class Heading(Shown, frozen=True):
    """A heading of structural level 1 to 6; how it looks is its style's business.

    ``label`` is a line above it that says what it is. With an ``anchor`` it is a bookmark and can be
    linked to; ``in_contents`` sets it in the contents too. ``runs``, where there are any, are set instead of
    number and text.
    """

    level: int
    text: str
    style: TextStyle
    number: str = ""
    label: str = ""
    anchor: str | None = None
    in_contents: bool = False
    runs: Runs = ()

    @property
    def title(self) -> str:
        """The number and the text."""
        return f"{self.number} {self.text}".strip()


class Paragraph(Shown, frozen=True):
    """A paragraph, with a mark before it where it says a status."""

    runs: Runs
    style: TextStyle = styles.BODY
    mark: Shape | None = None
    keep_next: bool = False


class Point(Shown, frozen=True):
    """A point of a list: its bullet or number, how deep it lies, its text."""

    marker: str
    runs: Runs
    depth: int = 0


class PointList(Struct, frozen=True):
    """A list; nested lists are deeper points. ``keep_next``: its end stands with what follows."""

    points: tuple[Point, ...]
    style: TextStyle = styles.BULLET
    keep_next: bool = False


class Picture(Shown, frozen=True):
    """A picture with what it shows in words, and its caption; without words it is an ornament.

    It gets no higher than ``highest`` (points).
    """

    image: Image
    alt: str = ""
    caption: str = ""
    highest: float = styles.PICTURE_HEIGHT


TextBlock = Heading | Paragraph | PointList | Picture


class Column(Shown, frozen=True):
    """A column of a table: its head, a note below the head, its alignment, the key of the field it shows."""

    head: str
    note: str = ""
    align: Align = "right"
    key: str = ""


class Cell(Struct, frozen=True):
    """A cell, with a mark where it says a status; ``runs``, where there are any, are set instead of the text."""

    text: str = ""
    mark: Shape | None = None
    runs: Runs = ()


class RowLook(Enum):
    """How a row stands out."""

    NORMAL = "normal"
    GROUP = "group"
    VARAV = "varav"
    TOTAL = "total"


class Row(Shown, frozen=True):
    """A row of cells, one per column; ``analysis`` is set across the whole table below it."""

    cells: tuple[Cell, ...]
    look: RowLook = RowLook.NORMAL
    analysis: tuple[TextBlock, ...] = ()


class Table(Shown, frozen=True):
    """A table. ``widths`` (points) are measured from its own content where they are not given."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    widths: tuple[float, ...] = ()


class Diagram(Shown, frozen=True):
    """A chart, with a line above it that says what it shows."""

    chart: Chart
    caption: str = ""
    keep_next: bool = False


class Tile(Struct, frozen=True):
    """A figure in large letters, and the words that say what it counts."""

    figure: str
    words: str


class Tiles(Shown, frozen=True):
    """Key figures beside each other."""

    tiles: tuple[Tile, ...]


class StatusLine(Shown, frozen=True):
    """A goal in a status map: number and name, its status as a mark and in words, where it leads."""

    text: str
    mark: Shape | None = None
    status: str = ""
    number: str = ""
    anchor: str = ""

    @property
    def title(self) -> str:
        """The number and the name."""
        return f"{self.number} {self.text}".strip()


class StatusEntry(Struct, frozen=True):
    """A goal, and those below it that are to be seen."""

    line: StatusLine
    below: tuple[StatusLine, ...] = ()


class StatusColumn(Struct, frozen=True):
    """A goal of the top level, and those below it."""

    head: StatusLine
    entries: tuple[StatusEntry, ...]


class StatusMap(Shown, frozen=True):
    """How many goals have which status, and the goals in columns."""

    counts: tuple[StatusLine, ...]
    columns: tuple[StatusColumn, ...]


class Contents(Struct, frozen=True):
    """The contents: the headings that it lists."""

    headings: tuple[Heading, ...]


class Bar(Struct, frozen=True):
    """A horizontal bar, as an ornament or to sign on."""

    width: float
    thickness: float
    color: Color
    space_before: float = 0
    keep_next: bool = True


class Field(Struct, frozen=True):
    """A field of colour from one edge of the page to the other, of several colours in equal parts.

    It reaches ``above`` points up from where it stands, to the page's edge or what stands before it.
    """

    height: float
    colors: tuple[Color, ...]
    above: float = 0
    space_before: float = 0


class PageBreak(Struct, frozen=True):
    """What follows begins on a new page, unless less than ``filled`` of this one (points) holds anything."""

    filled: float = 0


Block = TextBlock | Table | Diagram | Tiles | StatusMap | Contents | Bar | Field | PageBreak
