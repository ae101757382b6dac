"""The values that charts are drawn from; each carries its figures as a table and its gist in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from tertialapp.model.goals import Direction
from tertialapp.model.numbers import NBSP, MoneyUnit, format_number
from tertialapp.model.records import Ore


class Role(StrEnum):
    """What a line shows: the outcome, a part of it, what it is held against, or one of several."""

    OUTCOME = "outcome"
    MEN = "men"
    WOMEN = "women"
    FORECAST = "forecast"
    TARGET = "target"
    COUNCIL_TARGET = "council_target"
    COMPARED = "compared"


class FigureTable(Struct, frozen=True):
    """The figures of a chart as they are printed; the first column says what a row is.

    ``across`` is what the other columns are, and the head of the first one when the table is turned.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    across: str = ""

    def turned(self) -> FigureTable:
        """The same figures with a row for each column."""
        (corner, *heads), *columns = zip(self.head, *self.rows, strict=True)
        return FigureTable((self.across, *heads), tuple(columns), corner)


class Series(Struct, frozen=True):
    """One line: a value or a gap for each label of its chart.

    ``short`` is its name among the others of the chart. ``breaks`` are the places where the line
    begins anew; elsewhere it goes on past what is not measured that often.
    """

    role: Role
    name: str
    short: str
    values: tuple[Decimal | None, ...]
    decimals: int = 0
    breaks: frozenset[int] = frozenset()

    @property
    def last(self) -> int | None:
        """The place of the last value."""
        return next(
            (at for at in reversed(range(len(self.values))) if self.values[at] is not None), None
        )


class LineChart(Struct, frozen=True):
    """Lines over periods; ``direction`` says which way is better where that holds for all of it."""

    title: str
    unit: str
    direction: Direction | None
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    table: FigureTable
    sentence: str

    @property
    def blank(self) -> bool:
        """Whether there is no outcome to draw."""
        return not any(line.role in (Role.OUTCOME, Role.COMPARED) for line in self.series)

    def printed(self, value: Decimal, decimals: int) -> str:
        """A value with its unit, where the unit is as short as "%" or "st"."""
        return with_unit(value, decimals, self.unit if len(self.unit) <= SHORT_UNIT else "")


SHORT_UNIT = 2


class Bar(Struct, frozen=True):
    """An amount in its printed sign; ``surplus`` is None when it is printed as nothing."""

    label: str
    amount: Ore
    surplus: bool | None
    total: bool = False


class BarChart(Struct, frozen=True):
    """Deviations or results as bars; ``note`` says what their signs mean."""

    title: str
    unit: MoneyUnit
    decimals: int
    note: str
    bars: tuple[Bar, ...]
    table: FigureTable
    sentence: str

    @property
    def blank(self) -> bool:
        """Whether there is no amount to draw."""
        return not self.bars


Chart = LineChart | BarChart


def with_unit(value: Decimal, decimals: int, unit: str) -> str:
    """A figure in print with its unit, if any."""
    figure = format_number(value, decimals)
    return f"{figure}{NBSP}{unit}" if unit else figure


def listed(words: Sequence[str], comma: str = "") -> str:
    """Words in a row with "och" before the last; clauses have a ``comma`` there too."""
    *first, last = words
    return f"{', '.join(first)}{comma} och {last}" if first else last


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
