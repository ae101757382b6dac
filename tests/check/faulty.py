"""How a case of a rule is told: one edit of the example that makes a fault, and the cell where it shows."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.model.frame import TextPart
from tertialapp.model.goals import ActivityState
from tertialapp.model.records import Ore, Record, cell_id
from tertialapp.model.report import Report
from tests.check import PERIOD

Making = Callable[[Report], Record]
MILLION = 100_000_000
PARTLY = "delvis"


def mnkr(amount: str) -> Ore:
    return Ore(int(Decimal(amount) * MILLION))


def put(table: str, key: str, **fields: Any) -> Making:
    return lambda report: replace(report.table(table)[key], **fields)


def value(indicator: str, **fields: Any) -> Making:
    return lambda report: replace(report.indicator_value(indicator, PERIOD), **fields)


def status(goal: str, status_id: str) -> Making:
    return put("goal_status", cell_id(goal, PERIOD), status_id=status_id)


def written(owner: str, part: TextPart, body: str) -> Making:
    return lambda report: replace(report.text(owner, PERIOD, part), body=body)


def analysis(owner: str, body: str) -> Making:
    return written(owner, TextPart.ANALYSIS, body)


def state(activity: str, new: ActivityState) -> Making:
    return lambda report: replace(report.activity_status(activity, PERIOD), state=new)


def again(table: str, key: str, **fields: Any) -> Making:
    return lambda report: replace(report.table(table)[key], id="dubblett", **fields)


def of(table: str, key: str, field: str, *, period: bool = True) -> tuple[str, str, str]:
    return table, cell_id(key, PERIOD) if period else key, field


class Case(Struct, frozen=True):
    """``ready`` makes the example right where it isn't; ``edit`` makes the fault at ``at``."""

    rule: str
    edit: Making
    at: tuple[str, str, str]
    ready: tuple[Making, ...] = ()


def figure(rule: str, indicator: str, field: str, *ready: Making, **fields: Any) -> Case:
    """A case in which figures of one indicator are changed."""
    return Case(rule, value(indicator, **fields), of("indicator_value", indicator, field), ready)


def prose(rule: str, body: str, *ready: Making) -> Case:
    """A case in which a goal's text says something."""
    return Case(
        rule,
        analysis("mal-2.2", body),
        of("text", f"mal-2.2@{PERIOD}@analysis", "body", period=False),
        ready,
    )
