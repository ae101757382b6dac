"""The economy: budget rows, result units, investments, turnover changes, adjustments, funds.

All amounts are öre. Costs are positive and revenues negative, a deviation is positive when it is a
surplus, and a fund or a result is positive when it is a surplus; how a column prints its sign is
said in ``Setup``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from tertialapp.model.records import Ore, Record, Ref


class BusinessArea(Record, frozen=True, kw_only=True):
    """A business area of the board's register; one with a parent is a "varav" row of it.

    ``partial``: its "varav" rows are not meant to sum up to it.
    """

    parent_id: Annotated[str | None, Ref("business_area")] = None
    sort_key: str
    name: str
    aliases: tuple[str, ...] = ()
    partial: bool = False


class BudgetSide(StrEnum):
    """The two rows of the operating budget that are not computed."""

    COSTS = "costs"
    REVENUES = "revenues"


class OperatingBudget(Record, frozen=True, kw_only=True):
    """Costs or revenues of the board in a period. Key: side@period."""

    period_id: Annotated[str, Ref("period")]
    side: BudgetSide
    budget: Ore | None = None
    requested: Ore | None = None
    change: Ore | None = None
    forecast: Ore | None = None


class NetBudget(Record, frozen=True, kw_only=True):
    """The net budget of a business area, forecast before and after fund transfers. Key: area@period."""

    area_id: Annotated[str, Ref("business_area")]
    period_id: Annotated[str, Ref("period")]
    budget: Ore | None = None
    requested: Ore | None = None
    change: Ore | None = None
    forecast_before: Ore | None = None
    forecast_after: Ore | None = None


class ResultUnitGroup(Record, frozen=True, kw_only=True):
    """A heading among the result units, tied to the business area whose forecast they move."""

    sort_key: str
    name: str
    area_id: Annotated[str | None, Ref("business_area", points=True)] = None


class ResultUnit(Record, frozen=True, kw_only=True):
    """A unit that keeps its surplus in a fund."""

    group_id: Annotated[str, Ref("result_unit_group")]
    sort_key: str
    number: str
    name: str


AS_READ = "Enligt inläst rapport"
"""Stands for the reason of a closing fund that was read from an older report: nobody has given one yet."""


class ResultUnitValue(Record, frozen=True, kw_only=True):
    """A result unit's year. Key: unit@period. The closing fund is computed, unless set with a reason."""

    unit_id: Annotated[str, Ref("result_unit")]
    period_id: Annotated[str, Ref("period")]
    gross_budget: Ore | None = None
    opening: Ore | None = None
    result: Ore | None = None
    closing_override: Ore | None = None
    closing_reason: str = ""

    @property
    def explained(self) -> bool:
        """Whether somebody has given a reason for the closing fund."""
        return self.closing_reason.strip() not in ("", AS_READ)


class Investment(Record, frozen=True, kw_only=True):
    """A row of the investment budget. ``machines``: not part of what is divided on projects."""

    sort_key: str
    name: str
    machines: bool = False


class InvestmentValue(Record, frozen=True, kw_only=True):
    """An investment row in a period. Key: investment@period."""

    investment_id: Annotated[str, Ref("investment")]
    period_id: Annotated[str, Ref("period")]
    budget: Ore | None = None
    requested: Ore | None = None
    forecast: Ore | None = None


class PlannedInvestment(Record, frozen=True, kw_only=True):
    """A project under a section of planned investments; its amount may be unknown."""

    section_id: Annotated[str, Ref("section")]
    period_id: Annotated[str, Ref("period")]
    sort_key: str
    amount: Ore | None = None
    text: str


class TurnoverChange(Record, frozen=True, kw_only=True):
    """Costs and revenues of an area that grow together (omslutning). Key: area@period.

    ``label`` is the printed name where it is not the register's.
    """

    area_id: Annotated[str, Ref("business_area")]
    period_id: Annotated[str, Ref("period")]
    costs: Ore | None = None
    revenues: Ore | None = None
    label: str = ""


class AdjustmentKind(StrEnum):
    """Which budget an adjustment is asked for."""

    OPERATING = "operating"
    INVESTMENT = "investment"


class BudgetAdjustment(Record, frozen=True, kw_only=True):
    """A budget adjustment that the board asks for, listed under a section."""

    section_id: Annotated[str, Ref("section")]
    period_id: Annotated[str, Ref("period")]
    sort_key: str
    kind: AdjustmentKind
    amount: Ore | None = None
    text: str


class CompetenceFund(Record, frozen=True, kw_only=True):
    """Money for training that the board asks for: what, for which unit, how much."""

    period_id: Annotated[str, Ref("period")]
    sort_key: str
    text: str
    unit: str = ""
    amount: Ore | None = None


class StatedTotal(Record, frozen=True, kw_only=True):
    """A total as an earlier report printed it. Key: table@column@period.

    It stands for the sum that was computed of that report's rows, from which it differs by no more than
    rounding explains; when a row changes, the new sum is printed.
    """

    period_id: Annotated[str, Ref("period")]
    table: str
    column: str
    amount: Ore
    computed: Ore
