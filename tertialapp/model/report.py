"""The report as one value: all records of a file, in tables, and the ways through them."""

from __future__ import annotations

import bisect
import re
import typing
from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, Protocol, TypeVar, cast

from msgspec import Struct, field
from msgspec.structs import replace

from tertialapp.model.assignments import Assignment
from tertialapp.model.conflicts import Conflict
from tertialapp.model.decisions import Decision, DecisionWording
from tertialapp.model.economy import (
    BudgetAdjustment,
    BudgetSide,
    BusinessArea,
    CompetenceFund,
    Investment,
    InvestmentValue,
    NetBudget,
    OperatingBudget,
    PlannedInvestment,
    ResultUnit,
    ResultUnitGroup,
    ResultUnitValue,
    StatedTotal,
    TurnoverChange,
)
from tertialapp.model.font_files import FontFile
from tertialapp.model.frame import (
    SETUP_ID,
    OwnWord,
    Period,
    Section,
    Setup,
    Status,
    Text,
    TextPart,
)
from tertialapp.model.goals import (
    Activity,
    ActivityStatus,
    ExpectedResult,
    Goal,
    GoalStatus,
    Indicator,
    IndicatorValue,
)
from tertialapp.model.images import Image
from tertialapp.model.records import Record, cell_id
from tertialapp.model.versions import Version
from tertialapp.model.waivers import Waiver

_EMPTY: Mapping[str, Any] = MappingProxyType({})


def _table() -> Any:
    return field(default_factory=lambda: _EMPTY)


class Report(Struct, frozen=True, dict=True):
    """Everything in a file: the board's settings, the structure, and the values of each period.

    Each field is a table: key -> record. The mappings are never changed; ``apply`` makes a new report.
    """

    setups: Mapping[str, Setup] = _table()
    statuses: Mapping[str, Status] = _table()
    periods: Mapping[str, Period] = _table()
    sections: Mapping[str, Section] = _table()
    texts: Mapping[str, Text] = _table()
    goals: Mapping[str, Goal] = _table()
    goal_statuses: Mapping[str, GoalStatus] = _table()
    expected_results: Mapping[str, ExpectedResult] = _table()
    indicators: Mapping[str, Indicator] = _table()
    indicator_values: Mapping[str, IndicatorValue] = _table()
    activities: Mapping[str, Activity] = _table()
    activity_statuses: Mapping[str, ActivityStatus] = _table()
    business_areas: Mapping[str, BusinessArea] = _table()
    operating_budgets: Mapping[str, OperatingBudget] = _table()
    net_budgets: Mapping[str, NetBudget] = _table()
    result_unit_groups: Mapping[str, ResultUnitGroup] = _table()
    result_units: Mapping[str, ResultUnit] = _table()
    result_unit_values: Mapping[str, ResultUnitValue] = _table()
    investments: Mapping[str, Investment] = _table()
    investment_values: Mapping[str, InvestmentValue] = _table()
    planned_investments: Mapping[str, PlannedInvestment] = _table()
    turnover_changes: Mapping[str, TurnoverChange] = _table()
    budget_adjustments: Mapping[str, BudgetAdjustment] = _table()
    competence_funds: Mapping[str, CompetenceFund] = _table()
    stated_totals: Mapping[str, StatedTotal] = _table()
    decisions: Mapping[str, Decision] = _table()
    decision_wordings: Mapping[str, DecisionWording] = _table()
    own_words: Mapping[str, OwnWord] = _table()
    waivers: Mapping[str, Waiver] = _table()
    conflicts: Mapping[str, Conflict] = _table()
    versions: Mapping[str, Version] = _table()
    assignments: Mapping[str, Assignment] = _table()
    images: Mapping[str, Image] = _table()
    font_files: Mapping[str, FontFile] = _table()

    @property
    def setup(self) -> Setup:
        """The board's settings: the one record of its table."""
        return self.setups[SETUP_ID]

    @property
    def part(self) -> Assignment | None:
        """What was sent out, when this is but a part of a report, in the file of whoever writes it."""
        return self.assignments.get(self.setup.part_id or "")

    def table(self, name: str) -> Mapping[str, Record]:
        """The table with the given name (``TABLES``)."""
        return cast(Mapping[str, Record], getattr(self, TABLES[name].attribute))

    # -- structure, in printed order ------------------------------------------------------------

    def periods_in_order(self) -> tuple[Period, ...]:
        """The periods, oldest first."""
        return tuple(sorted(self.periods.values(), key=lambda period: period.cut_off))

    def statuses_in_order(self) -> tuple[Status, ...]:
        """The status words, as they are offered."""
        return ordered(self.statuses.values())

    def goals_under(self, parent_id: str | None) -> tuple[Goal, ...]:
        """The goals below a goal; None for the top level."""
        return self._goals_by_parent.get(parent_id, ())

    def sections_under(self, parent_id: str | None) -> tuple[Section, ...]:
        """The sections below a section; None for the chapters."""
        return self._sections_by_parent.get(parent_id, ())

    def areas_under(self, parent_id: str | None) -> tuple[BusinessArea, ...]:
        """The business areas of the register, or the "varav" areas of one."""
        return self._areas_by_parent.get(parent_id, ())

    def indicators_of(self, goal_id: str) -> tuple[Indicator, ...]:
        """The indicators of a goal."""
        return self._indicators_by_goal.get(goal_id, ())

    def activities_of(self, goal_id: str) -> tuple[Activity, ...]:
        """The activities of a goal."""
        return self._activities_by_goal.get(goal_id, ())

    def expected_results_of(self, goal_id: str) -> tuple[ExpectedResult, ...]:
        """The expected results of a goal."""
        return self._expected_by_goal.get(goal_id, ())

    def result_unit_groups_in_order(self) -> tuple[ResultUnitGroup, ...]:
        """The groups of result units."""
        return ordered(self.result_unit_groups.values())

    def units_of(self, group_id: str) -> tuple[ResultUnit, ...]:
        """The result units of a group."""
        return self._units_by_group.get(group_id, ())

    def investments_in_order(self) -> tuple[Investment, ...]:
        """The rows of the investment budget."""
        return ordered(self.investments.values())

    # -- what belongs to one period -------------------------------------------------------------

    def decisions_of(self, period_id: str) -> tuple[Decision, ...]:
        """The points to decide."""
        return ordered(_of_period(self.decisions, period_id))

    def planned_investments_of(
        self, section_id: str, period_id: str
    ) -> tuple[PlannedInvestment, ...]:
        """The projects listed under a section."""
        rows = _of_period(self.planned_investments, period_id)
        return ordered(row for row in rows if row.section_id == section_id)

    def versions_of(self, period_id: str) -> tuple[Version, ...]:
        """The versions that were approved, oldest first."""
        return tuple(sorted(_of_period(self.versions, period_id), key=lambda each: each.ordinal))

    def budget_adjustments_of(
        self, period_id: str, section_id: str | None = None
    ) -> tuple[BudgetAdjustment, ...]:
        """The adjustments asked for, all or those listed under a section."""
        rows = _of_period(self.budget_adjustments, period_id)
        return ordered(row for row in rows if section_id in (None, row.section_id))

    def competence_funds_of(self, period_id: str) -> tuple[CompetenceFund, ...]:
        """The training money asked for."""
        return ordered(_of_period(self.competence_funds, period_id))

    def turnover_changes_of(self, period_id: str) -> tuple[TurnoverChange, ...]:
        """The turnover changes in the order of the register, "varav" rows after their area."""
        by_area = {row.area_id: row for row in _of_period(self.turnover_changes, period_id)}
        return tuple(by_area[area.id] for area in self.areas_in_order() if area.id in by_area)

    def areas_in_order(self) -> tuple[BusinessArea, ...]:
        """The whole register, each area followed by its "varav" areas."""
        return tuple(
            area for top in self.areas_under(None) for area in (top, *self.areas_under(top.id))
        )

    def goal_status(self, goal_id: str, period_id: str) -> Status | None:
        """The status of a goal, None when it has none yet."""
        row = self.goal_statuses.get(cell_id(goal_id, period_id))
        return self.statuses[row.status_id] if row and row.status_id else None

    def indicator_value(self, indicator_id: str, period_id: str) -> IndicatorValue:
        """The figures of an indicator; all empty when nothing has been filled in."""
        key = cell_id(indicator_id, period_id)
        return self.indicator_values.get(key) or IndicatorValue(
            id=key, indicator_id=indicator_id, period_id=period_id
        )

    def activity_status(self, activity_id: str, period_id: str) -> ActivityStatus:
        """How an activity goes; empty when nobody has said."""
        key = cell_id(activity_id, period_id)
        return self.activity_statuses.get(key) or ActivityStatus(
            id=key, activity_id=activity_id, period_id=period_id
        )

    def operating_budget(self, side: BudgetSide, period_id: str) -> OperatingBudget:
        """Costs or revenues of the board."""
        key = cell_id(side, period_id)
        return self.operating_budgets.get(key) or OperatingBudget(
            id=key, side=side, period_id=period_id
        )

    def net_budget(self, area_id: str, period_id: str) -> NetBudget:
        """The net budget of a business area."""
        key = cell_id(area_id, period_id)
        return self.net_budgets.get(key) or NetBudget(id=key, area_id=area_id, period_id=period_id)

    def result_unit_value(self, unit_id: str, period_id: str) -> ResultUnitValue:
        """A result unit's year."""
        key = cell_id(unit_id, period_id)
        return self.result_unit_values.get(key) or ResultUnitValue(
            id=key, unit_id=unit_id, period_id=period_id
        )

    def investment_value(self, investment_id: str, period_id: str) -> InvestmentValue:
        """An investment row's year."""
        key = cell_id(investment_id, period_id)
        return self.investment_values.get(key) or InvestmentValue(
            id=key, investment_id=investment_id, period_id=period_id
        )

    def text(self, owner_id: str, period_id: str, part: TextPart) -> Text:
        """A text of a period; empty when nothing has been written."""
        key = cell_id(owner_id, period_id, part)
        return self.texts.get(key) or Text(
            id=key, owner_id=owner_id, period_id=period_id, part=part
        )

    # -- change ---------------------------------------------------------------------------------

    def apply(self, changes: Mapping[str, Mapping[str, Record | None]]) -> Report:
        """A report with the given records put (or, where None, removed), by table name and key."""
        report = self
        for name, rows in changes.items():
            table = dict(self.table(name))
            for key, record in rows.items():
                if record is None:
                    table.pop(key, None)
                else:
                    table[key] = record
            report = report.with_table(name, MappingProxyType(table), rows)
        return report

    def with_table(
        self, name: str, table: Mapping[str, Record], changed: Mapping[str, Record | None]
    ) -> Report:
        """A report with another table, in which nothing but the given keys is other than here.

        All else is shared, also the groupings that are made.
        """
        after = replace(self, **{TABLES[name].attribute: table})
        contents = vars(after)
        contents |= vars(self)
        grouping, field_name = _GROUPINGS.get(name, ("", ""))
        if grouping in contents:
            if len(changed) > _FEW:
                del contents[grouping]
            else:
                old = self.table(name)
                contents[grouping] = _regrouped(contents[grouping], field_name, old, changed)
        return after

    def only(self, names: Iterable[str]) -> Report:
        """A report with these tables alone: what is made from it follows from nothing else."""
        kept = (TABLES[name].attribute for name in names)
        return Report(**{attribute: getattr(self, attribute) for attribute in kept})

    # -- groupings, made when they are asked for and then handed on (``_GROUPINGS``) --------------

    @cached_property
    def _goals_by_parent(self) -> dict[str | None, tuple[Goal, ...]]:
        return _grouped(self.goals.values(), "parent_id")

    @cached_property
    def _sections_by_parent(self) -> dict[str | None, tuple[Section, ...]]:
        return _grouped(self.sections.values(), "parent_id")

    @cached_property
    def _areas_by_parent(self) -> dict[str | None, tuple[BusinessArea, ...]]:
        return _grouped(self.business_areas.values(), "parent_id")

    @cached_property
    def _indicators_by_goal(self) -> dict[str, tuple[Indicator, ...]]:
        return _grouped(self.indicators.values(), "goal_id")

    @cached_property
    def _activities_by_goal(self) -> dict[str, tuple[Activity, ...]]:
        return _grouped(self.activities.values(), "goal_id")

    @cached_property
    def _expected_by_goal(self) -> dict[str, tuple[ExpectedResult, ...]]:
        return _grouped(self.expected_results.values(), "goal_id")

    @cached_property
    def _units_by_group(self) -> dict[str, tuple[ResultUnit, ...]]:
        return _grouped(self.result_units.values(), "group_id")


class _Sortable(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def sort_key(self) -> str: ...


class _OfPeriod(Protocol):
    @property
    def period_id(self) -> str: ...


_S = TypeVar("_S", bound=_Sortable)
_P = TypeVar("_P", bound=_OfPeriod)


def _place(record: _Sortable) -> tuple[str, str]:
    return record.sort_key, record.id


def ordered(records: Iterable[_S]) -> tuple[_S, ...]:
    """Records in the order that their users gave them."""
    return tuple(sorted(records, key=_place))


_GROUPINGS = {
    "goal": ("_goals_by_parent", "parent_id"),
    "section": ("_sections_by_parent", "parent_id"),
    "business_area": ("_areas_by_parent", "parent_id"),
    "indicator": ("_indicators_by_goal", "goal_id"),
    "activity": ("_activities_by_goal", "goal_id"),
    "expected_result": ("_expected_by_goal", "goal_id"),
    "result_unit": ("_units_by_group", "group_id"),
}
"""The grouping of a table: the property of the report, and the field by which it groups."""

_FEW = 8
"""So many changed records are put in their groups one by one; for more it is quicker to group anew."""


def _grouped(records: Iterable[_S], field_name: str) -> dict[Any, tuple[_S, ...]]:
    groups: dict[Any, list[_S]] = {}
    for record in ordered(records):
        groups.setdefault(getattr(record, field_name), []).append(record)
    return {group: tuple(members) for group, members in groups.items()}


def _regrouped(
    groups: Mapping[Any, tuple[Any, ...]],
    field_name: str,
    old: Mapping[str, Record],
    changed: Mapping[str, Record | None],
) -> dict[Any, tuple[Any, ...]]:
    """The groups after some records of the old table were changed, added or removed."""
    after = dict(groups)
    for key, record in changed.items():
        was: Any = old.get(key)
        if was is not None:
            group = getattr(was, field_name)
            at = bisect.bisect_left(after[group], _place(was), key=_place)
            after[group] = after[group][:at] + after[group][at + 1 :]
            if not after[group]:
                del after[group]
        if record is not None:
            new: Any = record
            group = getattr(new, field_name)
            members = after.get(group, ())
            at = bisect.bisect_left(members, _place(new), key=_place)
            after[group] = (*members[:at], new, *members[at:])
    return after


def _of_period(table: Mapping[str, _P], period_id: str) -> list[_P]:
    return [record for record in table.values() if record.period_id == period_id]


class TableSpec(Struct, frozen=True):
    """A table of the report: its name (also in the file), its attribute, its class of records."""

    name: str
    attribute: str
    record_type: type[Record]


def _table_specs() -> dict[str, TableSpec]:
    specs = {}
    for attribute, hint in typing.get_type_hints(Report).items():
        record_type: type[Record] = typing.get_args(hint)[1]
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", record_type.__name__).lower()
        specs[name] = TableSpec(name, attribute, record_type)
    return specs


TABLES: Mapping[str, TableSpec] = MappingProxyType(_table_specs())
"""All tables by name, parents before children; pictures, which others only point at, last."""

_NAME_BY_TYPE = {spec.record_type: name for name, spec in TABLES.items()}


def table_name(record_type: type[Record]) -> str:
    """The name of the table that holds records of a class."""
    return _NAME_BY_TYPE[record_type]


def report_of(records: Iterable[Record]) -> Report:
    """A report of the given records."""
    changes: dict[str, dict[str, Record | None]] = {}
    for record in records:
        changes.setdefault(table_name(type(record)), {})[record.id] = record
    return Report().apply(changes)


def records_of(report: Report) -> Iterable[Record]:
    """All records of a report, table by table."""
    for name in TABLES:
        yield from report.table(name).values()
