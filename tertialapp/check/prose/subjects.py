"""What prose can speak of: indicators with their figures, under the roles that figures play in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from tertialapp.check.findings import Cell, cell
from tertialapp.check.prose.mentions import Unit
from tertialapp.check.wording import KEPT, name_stems
from tertialapp.model.decisions import DecisionKind
from tertialapp.model.figures import print_figure
from tertialapp.model.frame import Period
from tertialapp.model.goals import Indicator, IndicatorValue
from tertialapp.model.report import Report


class Role(StrEnum):
    """What a figure of an indicator is to its indicator."""

    OUTCOME = "utfallet"
    MEN = "värdet för män"
    WOMEN = "värdet för kvinnor"
    LAST_YEAR = "föregående års utfall"
    SAME_PERIOD = "utfallet samma period föregående år"
    FORECAST = "prognosen"
    TARGET = "årsmålet"
    COUNCIL = "kommunfullmäktiges årsmål"
    OLD_TARGET = "det tidigare årsmålet"


FIELDS = {
    Role.OUTCOME: "outcome",
    Role.MEN: "men",
    Role.WOMEN: "women",
    Role.LAST_YEAR: "last_year",
    Role.FORECAST: "forecast",
    Role.TARGET: "target",
    Role.COUNCIL: "council_target",
}


class Fact(Struct, frozen=True):
    """A figure of the report: what it is called, where it is kept, and as it is printed."""

    name: str
    value: Decimal
    cell: Cell
    printed: str


class Subject(Struct, frozen=True):
    """An indicator that a sentence may speak of, and which figures it has; their values don't matter here."""

    key: str
    name: str
    goal_id: str
    unit: str
    roles: frozenset[Role]

    @property
    def stems(self) -> frozenset[str]:
        """The words that its name is known by."""
        return name_stems(self.name)

    @property
    def is_share(self) -> bool:
        """Whether its figures are shares, between which differences are points."""
        return self.unit == "%" or self.name.startswith("Andel")

    def takes(self, unit: Unit) -> bool:
        """Whether its figures may be written with a unit."""
        if self.unit == "%":
            return unit in (Unit.PERCENT, Unit.POINTS)
        if unit is Unit.PERCENT:
            return not self.unit and self.is_share
        return unit is Unit.NONE


Figures = Mapping[Role, Fact]


def indicator_subjects(report: Report, period_id: str) -> Iterator[tuple[Subject, Figures]]:
    """The indicators with their figures of a period, and of the same period a year before where it is there."""
    period = report.periods[period_id]
    earlier = next((each for each in report.periods.values() if _year_before(each, period)), None)
    old_targets = {
        decision.subject_id: decision.old_target
        for decision in report.decisions_of(period_id)
        if decision.kind is DecisionKind.TARGET_CHANGE and decision.old_target is not None
    }
    for indicator in report.indicators.values():
        value = report.indicator_value(indicator.id, period_id)
        before = report.indicator_value(indicator.id, earlier.id) if earlier else None
        figures = _figures(indicator, value, before, old_targets.get(indicator.id))
        yield _subject(indicator, frozenset(figures)), figures


@lru_cache(maxsize=KEPT)
def _subject(indicator: Indicator, roles: frozenset[Role]) -> Subject:
    return Subject(indicator.id, indicator.name, indicator.goal_id, indicator.unit, roles)


def _year_before(period: Period, now: Period) -> bool:
    return period.kind is now.kind and period.year == now.year - 1


@lru_cache(maxsize=KEPT)
def _figures(
    indicator: Indicator,
    value: IndicatorValue,
    before: IndicatorValue | None,
    old_target: Decimal | None,
) -> Figures:
    facts: dict[Role, Fact] = {}

    def tell(role: Role, figure: Decimal | None, owner: IndicatorValue, name: str) -> None:
        if figure is not None:
            facts[role] = Fact(
                role.value, figure, cell(owner, name), print_figure(indicator, figure)
            )

    for role, name in FIELDS.items():
        tell(role, getattr(value, name), value, name)
    if before is not None:
        tell(Role.SAME_PERIOD, before.outcome, before, "outcome")
    tell(Role.OLD_TARGET, old_target, value, "target")
    return facts
