"""How the paper looks: page, type scale, colours, spacing. The only place for looks.

Lengths are points; what the colours look like stands in ``theme``.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.model.frame import Shape

Align = Literal["left", "right"]


class Face(StrEnum):
    """The cuts of the typeface; the value is the end of the file's name."""

    REGULAR = "Regular"
    ITALIC = "It"
    SEMIBOLD = "Semibold"
    SEMIBOLD_ITALIC = "SemiboldIt"


class Color(Enum):
    """A colour by what it is for. What it looks like is the board's (``theme``)."""

    INK = "text"
    MUTED = "what says something of something else"
    MAIN = "headings and bars: the board's own"
    LINK = "web addresses"
    HAIRLINE = "lines between rows"
    TINT = "the ground of an analysis"
    BAND = "the ground of a row that heads others"
    PAPER = "words on the board's own colour"
    PASSED = "what of the year has passed"
    COMING = "what of the year is to come"
    WATERMARK = "the word across a draft"
    GOOD = "what is reached"
    PARTLY = "what is partly reached"
    MISSED = "what is not reached"


# -- the page --------------------------------------------------------------------------------------

PAGE_WIDTH = 595.28
PAGE_HEIGHT = 841.89
LEFT = 64.0
TOP = 80.0
BODY_WIDTH = 472.0
BODY_HEIGHT = PAGE_HEIGHT - TOP - 62.0
HEADER_BASELINE = 46.0
UPPER_PART = 0.4 * BODY_HEIGHT
"""A direction begins below what fills no more of a page than this."""
PART_BEFORE = 30.0
"""The room above a direction there, beside that of its label."""


class Sheet(Struct, frozen=True):
    """A page's size; its margins are those of every page."""

    width: float
    height: float

    @property
    def body_width(self) -> float:
        """The width between the margins."""
        return self.width - (PAGE_WIDTH - BODY_WIDTH)

    @property
    def body_height(self) -> float:
        """The height between the margins."""
        return self.height - (PAGE_HEIGHT - BODY_HEIGHT)


PORTRAIT = Sheet(PAGE_WIDTH, PAGE_HEIGHT)
LANDSCAPE = Sheet(PAGE_HEIGHT, PAGE_WIDTH)

MEASURE = 424.0
"""The widest that running text gets: some 85 letters; tables use the whole width."""


# -- text ------------------------------------------------------------------------------------------


class TextStyle(Struct, frozen=True, eq=False):
    """How a paragraph is set. Each is only like itself: they are few, and compared at every edit.

    ``slack``: the share of a line that may stay blank before a word is hyphenated. ``ground``: the
    colour of the field that it stands on, from one edge of the page to the other.
    """

    size: float
    leading: float
    face: Face = Face.REGULAR
    color: Color = Color.INK
    space_before: float = 0
    space_after: float = 0
    indent: float = 0
    align: Align = "left"
    slack: float = 0.25
    measure: float = BODY_WIDTH
    ground: Color | None = None

    def face_for(self, *, bold: bool, italic: bool) -> Face:
        """The cut for a run."""
        heavy = bold or self.face in (Face.SEMIBOLD, Face.SEMIBOLD_ITALIC)
        slanted = italic or self.face in (Face.ITALIC, Face.SEMIBOLD_ITALIC)
        if heavy:
            return Face.SEMIBOLD_ITALIC if slanted else Face.SEMIBOLD
        return Face.ITALIC if slanted else Face.REGULAR


BODY = TextStyle(10.25, 14.6, space_before=6.5, slack=0.18, measure=MEASURE)
BULLET = replace(BODY, space_before=3.5, indent=12)
NOTE = replace(BODY, face=Face.ITALIC, color=Color.MUTED)
POINT = replace(BODY, space_before=8, indent=22)


def _heading(size: float, leading: float, before: float, after: float = 0) -> TextStyle:
    return TextStyle(
        size,
        leading,
        Face.SEMIBOLD,
        Color.MAIN,
        space_before=before,
        space_after=after,
        slack=1,
    )


CHAPTER = _heading(23, 28, 0, 10)
SECTION = _heading(16, 20.5, 24, 3)
SUBSECTION = _heading(13, 17, 18, 1)
DIRECTION = _heading(18, 22.5, 3, 2)
AREA = _heading(15, 19, 2, 1)
BOARD = _heading(13, 17, 2, 1)
PART = _heading(11.5, 15, 13)
TEXT_HEADING = replace(_heading(10.5, 13, 13), color=Color.INK, measure=MEASURE)
TEXT_SUBHEADING = replace(TEXT_HEADING, face=Face.SEMIBOLD_ITALIC, size=10.25, space_before=11)
GLANCE = replace(SUBSECTION, space_before=13)
DEEPER = replace(SUBSECTION, size=11.5, leading=15, space_before=15)

GOAL_LABEL = TextStyle(7.6, 11, Face.SEMIBOLD, Color.MUTED, space_before=26, slack=1)
STATUS = TextStyle(10, 14, Face.SEMIBOLD, space_before=3, indent=15)
SIGNATURE = replace(BODY, face=Face.SEMIBOLD, space_before=7)
SIGNATURE_TITLE = replace(BODY, space_before=0)
SIGNATURE_TITLE_ALONE = replace(SIGNATURE_TITLE, space_before=7)

COVER_BOARD = TextStyle(
    17, 22, Face.SEMIBOLD, Color.PAPER, space_before=2, slack=1, ground=Color.MAIN
)
COVER_MUNICIPALITY = replace(COVER_BOARD, size=11.5, leading=15, face=Face.REGULAR, space_before=0)
COVER_TITLE = replace(COVER_BOARD, size=42, leading=47, space_before=286)
COVER_LONG_TITLE = replace(COVER_TITLE, size=28, leading=34, space_before=190)
COVER_LONG = 48
"""A title of more letters than this is long."""
COVER_FACT = TextStyle(11.5, 17, space_before=2)
COVER_FIRST_FACT = replace(COVER_FACT, space_before=30)
COVER_DRAFT = TextStyle(13, 18, Face.SEMIBOLD, Color.MISSED, space_before=22)
COVER_HEAD = 20.0
"""The field above the first words of the cover, below the page's head or a logo (points)."""
COVER_FOOT = 42.0
"""The field below the title."""
COVER_LOGO_AFTER = 30.0
COVER_YEAR = 9.0
"""The height of the year in thirds, at the foot of the field."""
FIELD_GAP = 2.0
FIELD_SEAM = 3.0
"""How far a field goes over the one above it (points): at least a pixel where pages are smallest."""

CONTENTS: tuple[TextStyle, ...] = (
    TextStyle(10.75, 15, Face.SEMIBOLD, Color.MAIN, space_before=11, slack=1),
    TextStyle(10, 14, Face.SEMIBOLD, space_before=4.5, slack=1),
    TextStyle(10, 14, space_before=1.5, indent=16, slack=1),
)
"""The entries of the contents by level, the last for all deeper ones."""
CONTENTS_NUMBER_WIDTH = 40.0
CONTENTS_KEPT = 0.7 * BODY_HEIGHT
"""The height up to which the entries of a chapter stand on one page of the contents."""

TILE_FIGURE = TextStyle(17, 21, Face.SEMIBOLD, slack=1)
TILE_WORDS = TextStyle(8.2, 10.8, color=Color.MUTED, slack=0.6)
TILE_GAP = 12.0
MOST_TILES = 5
"""So many key figures stand beside each other."""
MAP_HEAD = TextStyle(8.8, 11.2, Face.SEMIBOLD, Color.MAIN, slack=0.4)
MAP_LINE = TextStyle(8.4, 10.4, slack=0.4)
MAP_GAP = 16.0
MAP_COLUMNS = 3
CHART = TextStyle(8.2, 10.8)
FIGURE_BEFORE = 8.0
FIGURE_NOTE = TextStyle(8.2, 11, color=Color.MUTED, space_before=5, space_after=8)

HEADER = TextStyle(8.2, 11, color=Color.MUTED)


# -- pictures --------------------------------------------------------------------------------------

PICTURE_POINTS = 0.5
"""The width of a picture's pixel where there is room for it: 144 to an inch."""
PICTURE_HEIGHT = 400.0
ROW_PICTURE_HEIGHT = 180.0
"""The highest that a picture in a row's analysis gets: there is room for it under the highest head."""
LOGO_HEIGHT = 58.0
PICTURE_BEFORE = 11.0
PICTURE_AFTER = 10.0
PICTURE_CAPTION = TextStyle(
    8.6, 12, color=Color.MUTED, space_before=5, space_after=PICTURE_AFTER, measure=MEASURE
)

# -- tables ----------------------------------------------------------------------------------------

CELL_PAD_X = 3.0
ANALYSIS_INDENT = 12.0
CAPTION = TextStyle(8.6, 12, color=Color.MUTED, space_before=13, space_after=5)
CELL = TextStyle(8.2, 10.8, slack=0.3)
CELL_PART = replace(CELL, color=Color.MUTED, indent=10)
CELL_TOTAL = replace(CELL, face=Face.SEMIBOLD)
HEAD = TextStyle(7.4, 9.4, Face.SEMIBOLD, Color.MAIN, slack=1)
HEAD_NOTE = replace(HEAD, face=Face.REGULAR, color=Color.MUTED)
ANALYSIS = TextStyle(8.6, 11.8, space_before=3, measure=MEASURE - CELL_PAD_X - ANALYSIS_INDENT)
ANALYSIS_BULLET = replace(ANALYSIS, space_before=1.5, indent=9)
ANALYSIS_HEADING = replace(ANALYSIS, face=Face.SEMIBOLD, space_before=5, slack=1)

GUTTERS: Mapping[tuple[Align | None, Align], float] = MappingProxyType(
    {("right", "left"): 7.0, ("left", "left"): 5.0}
)
"""Further room before a column of words, by how the one before it is aligned (points)."""
CELL_PAD_Y = 3.4
ANALYSIS_PAD_Y = 4.5
TABLE_BEFORE = 13.0
TABLE_AFTER = 12.0
LETTER_ROOM = 20.0
"""Room for the widest letter, and the indent of a part: no column is narrower."""
FIGURE_SHARE = 0.24
"""The share of a table that a column of figures may ask for; longer words are broken."""
NAME_SHARE = 0.23
"""The share of a table that the column of names gets before the heads of figures are kept whole."""

THICK = 0.9
THIN = 0.5


# -- text within texts -----------------------------------------------------------------------------


class TextSet(Struct, frozen=True, eq=False):
    """The styles of a Markdown text: its paragraphs, lists, two levels of headings; its highest picture."""

    paragraph: TextStyle
    bullet: TextStyle
    headings: tuple[TextStyle, TextStyle]
    picture: float = PICTURE_HEIGHT


BODY_TEXT = TextSet(BODY, BULLET, (TEXT_HEADING, TEXT_SUBHEADING))
ANALYSIS_TEXT = TextSet(
    ANALYSIS, ANALYSIS_BULLET, (ANALYSIS_HEADING, ANALYSIS_HEADING), ROW_PICTURE_HEIGHT
)

MARK_COLORS: Mapping[Shape, Color] = MappingProxyType(
    {Shape.CIRCLE: Color.GOOD, Shape.TRIANGLE: Color.PARTLY, Shape.SQUARE: Color.MISSED}
)
