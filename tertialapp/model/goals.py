"""Goals in three levels, and the indicators, activities and expected results under them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from tertialapp.model.records import Record, Ref


class Level(StrEnum):
    """Inriktningsmål, mål för verksamhetsområdet, nämndmål."""

    DIRECTION = "direction"
    AREA = "area"
    BOARD = "board"


class Goal(Record, frozen=True, kw_only=True):
    """A goal. Its number follows from its place; ``ordinal`` is set only to begin after a gap.

    ``ordinal`` 0 means that the goal is printed without a number.
    """

    parent_id: Annotated[str | None, Ref("goal")] = None
    sort_key: str
    level: Level
    title: str
    ordinal: int | None = None
    owner: str = ""


class GoalStatus(Record, frozen=True, kw_only=True):
    """The status of a goal in a period. Key: goal@period."""

    goal_id: Annotated[str, Ref("goal")]
    period_id: Annotated[str, Ref("period")]
    status_id: Annotated[str | None, Ref("status", points=True)] = None


class ExpectedResult(Record, frozen=True, kw_only=True):
    """A sentence that says what a board goal shall lead to."""

    goal_id: Annotated[str, Ref("goal")]
    sort_key: str
    text: str


class Direction(StrEnum):
    """Which way an indicator is better."""

    UP = "up"
    DOWN = "down"
    BAND = "band"


class SplitKind(StrEnum):
    """How the values of men and women relate to the whole: rates, parts or counts of it."""

    NONE = "none"
    RATE = "rate"
    PART = "part"
    COUNT = "count"


class PeriodLength(StrEnum):
    """How often an indicator gets an outcome: each tertial, or once for the year."""

    TERTIAL = "tertial"
    YEAR = "year"


class Indicator(Record, frozen=True, kw_only=True):
    """A measure under an area goal (the council's) or a board goal (the board's own).

    ``unit`` and ``decimals`` hold for all its figures; ``decimals`` is how many are printed at
    least, so that no figure is rounded in silence. ``running``: the outcome counts up through the
    year. ``council_citywide``: the council's target is for the whole city, not for this board. ``charted``: how it has gone
    is printed as a chart too.
    """

    goal_id: Annotated[str, Ref("goal")]
    sort_key: str
    name: str
    unit: str = ""
    decimals: int = 0
    direction: Direction = Direction.UP
    split_kind: SplitKind = SplitKind.NONE
    period_length: PeriodLength = PeriodLength.YEAR
    running: bool = False
    council_citywide: bool = False
    charted: bool = False


class IndicatorValue(Record, frozen=True, kw_only=True):
    """The figures of an indicator in a period; None is "no data", which is not 0. Key: indicator@period.

    A target is a figure or words ("Tas fram av nämnd", "Ökning", "+/- 1 %"), never both.
    """

    indicator_id: Annotated[str, Ref("indicator")]
    period_id: Annotated[str, Ref("period")]
    outcome: Decimal | None = None
    men: Decimal | None = None
    women: Decimal | None = None
    last_year: Decimal | None = None
    forecast: Decimal | None = None
    target: Decimal | None = None
    target_words: str = ""
    council_target: Decimal | None = None
    council_target_words: str = ""


class Activity(Record, frozen=True, kw_only=True):
    """Something that is done to reach a goal, with first and last day."""

    goal_id: Annotated[str, Ref("goal")]
    sort_key: str
    name: str
    start: date | None = None
    end: date | None = None
    owner: str = ""


class ActivityState(StrEnum):
    """How an activity goes."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    DONE = "done"
    DEVIATION = "deviation"


class ActivityStatus(Record, frozen=True, kw_only=True):
    """How an activity goes in a period; None when nobody has said. Key: activity@period."""

    activity_id: Annotated[str, Ref("activity")]
    period_id: Annotated[str, Ref("period")]
    state: ActivityState | None = None
