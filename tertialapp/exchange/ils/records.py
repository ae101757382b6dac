"""What stands in the text of an ILS report, as exact strings with the lines that they came from.

Nothing is computed or corrected here. ``lines`` are the first and last line (from 1) of an item.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, NamedTuple

from msgspec import Struct


class Lines(NamedTuple):
    """The first and last line, counted from 1, of something in the text."""

    first: int
    last: int


class UnreadLine(Struct, frozen=True):
    """A line as it stands, and its number: not understood, or of the layout only."""

    line_number: int
    text: str


class IlsParagraph(Struct, frozen=True):
    """A paragraph or the words of a bullet."""

    text: str
    lines: Lines


class IlsBullets(Struct, frozen=True):
    """Neighbouring bullets."""

    items: tuple[IlsParagraph, ...]
    lines: Lines


class TableKind(StrEnum):
    """The tables of the economy, told apart by their column heads."""

    OPERATING = "operating"
    NET = "net"
    RESULT_UNITS = "result_units"
    INVESTMENTS = "investments"
    TURNOVER = "turnover"
    OTHER = "other"


class IlsColumn(Struct, frozen=True):
    """A column of an economy table: ``key`` says what it holds, ``printed`` is its head."""

    key: str
    printed: str


class IlsRow(Struct, frozen=True):
    """A row of an economy table; ``label`` is ``label_printed`` without hyphens of the layout.

    A group heading has only empty cells.
    """

    label: str
    label_printed: str
    cells: tuple[str | None, ...]
    lines: Lines


class IlsTable(Struct, frozen=True):
    """An economy table: the head of its label column, its columns and its rows."""

    kind: TableKind
    corner: str
    columns: tuple[IlsColumn, ...]
    rows: tuple[IlsRow, ...]
    lines: Lines


IlsBlock = IlsParagraph | IlsBullets | IlsTable


class IlsSection(Struct, frozen=True):
    """A heading with what stands under it; no heading for the text before the first one."""

    heading: str | None
    level: int
    blocks: tuple[IlsBlock, ...]
    lines: Lines

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The words of its paragraphs."""
        return tuple(block.text for block in self.blocks if isinstance(block, IlsParagraph))

    @property
    def bullets(self) -> tuple[str, ...]:
        """The words of its bullets."""
        lists = (block for block in self.blocks if isinstance(block, IlsBullets))
        return tuple(item.text for bullets in lists for item in bullets.items)

    @property
    def tables(self) -> tuple[IlsTable, ...]:
        """Its tables."""
        return tuple(block for block in self.blocks if isinstance(block, IlsTable))


INDICATOR_COLUMNS = (
    "outcome",
    "men",
    "women",
    "last_year",
    "forecast",
    "target",
    "council_target",
    "period",
)
"""What the eight cells of an indicator hold, in printed order."""


class IlsIndicator(Struct, frozen=True):
    """A row of an indicator table: cells by ``INDICATOR_COLUMNS``, None where empty."""

    name: str
    cells: tuple[str | None, ...]
    analysis: tuple[IlsParagraph, ...]
    lines: Lines

    def cell(self, column: str) -> str | None:
        """The cell of a column."""
        return self.cells[INDICATOR_COLUMNS.index(column)]


class IlsActivity(Struct, frozen=True):
    """A row of an activity table."""

    name: str
    start: str | None
    end: str | None
    deviation: str | None
    analysis: tuple[IlsParagraph, ...]
    lines: Lines


class IlsGoal(Struct, frozen=True):
    """A goal; ``depth`` is 0 for a direction goal, 1 for an area goal, 2 for a board goal.

    ``label`` stands before the colon, ``number`` is printed or "". Goals follow in printed order.
    """

    depth: Literal[0, 1, 2]
    label: str
    number: str
    title: str
    status: str
    analysis: tuple[IlsSection, ...]
    description: tuple[IlsBlock, ...]
    expected: tuple[IlsParagraph, ...]
    indicators: tuple[IlsIndicator, ...]
    activities: tuple[IlsActivity, ...]
    lines: Lines


class IlsDecision(Struct, frozen=True):
    """A numbered point of the proposal."""

    number: str
    text: str
    lines: Lines


class ChapterKind(StrEnum):
    """The chapters that are known by their headings."""

    DECISIONS = "decisions"
    SUMMARY = "summary"
    GOALS = "goals"
    ECONOMY = "economy"


class IlsChapter(Struct, frozen=True):
    """A chapter heading; ``heading`` is "" where goals stand without one."""

    kind: ChapterKind
    heading: str
    line_number: int


class IlsReport(Struct, frozen=True):
    """The whole text. Every line that isn't blank is in an item, in ``layout`` or not understood.

    ``board`` and ``kind`` stand in the running header, ``title`` in the first decision, ``period``
    and ``indicator_heads`` (by ``INDICATOR_COLUMNS``) in the indicator tables; each is "" where it
    isn't printed. ``undecided_breaks`` are lines whose sentence may end a paragraph; ``blanks_lost``
    says that an editor has cut the blanks off the line ends.
    """

    board: str
    kind: str
    title: str
    period: str
    indicator_heads: tuple[str, ...]
    signatory_name: str
    signatory_title: str
    chapters: tuple[IlsChapter, ...]
    decisions: tuple[IlsDecision, ...]
    summary: tuple[IlsSection, ...]
    goals_intro: tuple[IlsSection, ...]
    goals: tuple[IlsGoal, ...]
    economy: tuple[IlsSection, ...]
    layout: tuple[UnreadLine, ...]
    not_understood: tuple[UnreadLine, ...]
    undecided_breaks: tuple[int, ...]
    blanks_lost: bool

    def indicator_head(self, column: str) -> str:
        """What the head of an indicator column prints."""
        return self.indicator_heads[INDICATOR_COLUMNS.index(column)]
