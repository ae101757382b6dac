"""What frames a report: the board's own settings, the periods, the chapters and their texts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from tertialapp.model.records import ANY_TABLE, Record, Ref

SETUP_ID = "setup"
MAIN_COLOR = "10386B"
"""The colour of headings and bars where a board has chosen none (``colors``)."""


class TypefaceName(StrEnum):
    """The typefaces that a board can have its reports set in; its own is in the report's font files."""

    SOURCE_SANS = "source_sans"
    LIBERATION_SANS = "liberation_sans"
    SOURCE_SERIF = "source_serif"
    OWN = "own"


class Setup(Record, frozen=True, kw_only=True):
    """The board and its words and limits: all that differs from one municipality to the next.

    ``fund_ceiling`` and ``withdrawal_ceiling`` are per cent of a result unit's gross budget.
    ``funds_surplus_negative`` is the printed sign of surplus in the columns opening fund and result.
    ``logo_alt`` says what the picture on the cover shows; without it that is an ornament.
    """

    board: str
    municipality: str = ""
    direction_label: str = "KF:s inriktningsmål"
    area_label: str = "KF:s mål för verksamhetsområdet"
    board_label: str = "Nämndmål"
    council_label: str = "KF:s"
    men_label: str = "män/pojkar"
    women_label: str = "kvinnor/flickor"
    fund_ceiling: Decimal = Decimal(10)
    withdrawal_ceiling: Decimal = Decimal(5)
    funds_surplus_negative: bool = False
    logo_id: Annotated[str | None, Ref("image", points=True)] = None
    logo_alt: str = ""
    main_color: str = MAIN_COLOR
    typeface: TypefaceName = TypefaceName.SOURCE_SANS
    part_id: Annotated[str | None, Ref("assignment", points=True)] = None


class Shape(StrEnum):
    """The mark of a status word, so that it never rests on colour alone."""

    CIRCLE = "circle"
    TRIANGLE = "triangle"
    SQUARE = "square"


class Status(Record, frozen=True, kw_only=True):
    """A status word of the board, such as "Uppfylls delvis". ``rank`` 0 is the best."""

    sort_key: str
    name: str
    rank: int
    shape: Shape


class PeriodKind(StrEnum):
    """The four reports of a year."""

    PLAN = "VP"
    FIRST = "T1"
    SECOND = "T2"
    ANNUAL = "VB"


class Period(Record, frozen=True, kw_only=True):
    """One report: its key is kind and year, "T1 2025". ``cut_off`` is the last day it speaks of.

    ``deadline`` is the day when it shall be ready; ``locked``: nobody writes in it.
    """

    kind: PeriodKind
    year: int
    title: str
    cut_off: date
    diary_number: str = ""
    signatory_name: str = ""
    signatory_title: str = ""
    deadline: date | None = None
    locked: bool = False


class SectionKind(StrEnum):
    """What a section shows beside its text."""

    TEXT = "text"
    SUMMARY = "summary"
    DECISIONS = "decisions"
    GOALS = "goals"
    OPERATING_BUDGET = "operating_budget"
    NET_BUDGET = "net_budget"
    RESULT_UNITS = "result_units"
    INVESTMENTS = "investments"
    PLANNED_INVESTMENTS = "planned_investments"
    TURNOVER_CHANGES = "turnover_changes"
    BUDGET_ADJUSTMENTS = "budget_adjustments"
    COMPETENCE_FUNDS = "competence_funds"
    APPENDIX = "appendix"
    REVIEW = "review"


AT_A_GLANCE = "Läget i korthet"
"""What a section of the kind SUMMARY is called, until its board calls it something else."""


class Section(Record, frozen=True, kw_only=True):
    """A chapter (no parent) or a headed part of one. ``table_first``: its table stands before its text.

    ``subject_id`` is what the section is about: a business area, or an investment row whose planned
    investments it lists. ``instruction`` says what its writer is asked for; the one of the goals'
    chapter holds for the goals' texts. ``charted``: its table's deviations are printed as a chart too.
    """

    parent_id: Annotated[str | None, Ref("section")] = None
    sort_key: str
    kind: SectionKind
    title: str
    table_first: bool = False
    subject_id: Annotated[str | None, Ref(ANY_TABLE, points=True)] = None
    owner: str = ""
    instruction: str = ""
    charted: bool = False


class TextPart(StrEnum):
    """Which text of its owner a text is."""

    BODY = "body"
    ANALYSIS = "analysis"
    DESCRIPTION = "description"


class Text(Record, frozen=True, kw_only=True):
    """One text of one period, in the Markdown subset of ``markdown.py``. Key: owner@period@part.

    The owner is a section, a goal, an indicator or an activity. ``nothing_to_report`` says that the
    section is empty on purpose; ``needs_review`` that it was read from elsewhere and not understood;
    ``needs_reading`` that a figure in it has changed since somebody read it.
    """

    owner_id: Annotated[str, Ref(ANY_TABLE)]
    period_id: Annotated[str, Ref("period")]
    part: TextPart
    body: str = ""
    nothing_to_report: bool = False
    needs_review: bool = False
    needs_reading: bool = False


class OwnWord(Record, frozen=True, kw_only=True):
    """A word that the report's writers spell right though no dictionary has it. Key: the word.

    ``broken`` is the word with "·" where it may be broken, see ``own_words``; empty: as the program finds.
    """

    broken: str = ""
