"""A small report, and changes to it that are merged."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tertialapp.document.edit import Edit
from tertialapp.document.following import follow
from tertialapp.merge.decide import Choice, decide
from tertialapp.merge.reports import Merged, merge
from tertialapp.model.conflicts import ConflictKind
from tertialapp.model.frame import SETUP_ID, PeriodKind, Setup, TextPart
from tertialapp.model.goals import Goal, Indicator, IndicatorValue, Level
from tertialapp.model.integrity import faults
from tertialapp.model.periods import new_period
from tertialapp.model.report import Report, report_of

PERIOD = "T1 2025"
BODY = "Första stycket om skolan.\n\nAndra stycket om äldre.\n\nTredje stycket om parker."
Change = Callable[[Edit], object]


def goal_at(key: str, level: Level, parent: str | None = None, sort_key: str = "a0") -> Goal:
    return Goal(id=key, parent_id=parent, sort_key=sort_key, level=level, title=f"Mål {key}")


def indicator_at(key: str, sort_key: str, goal: str = "b1") -> Indicator:
    return Indicator(id=key, goal_id=goal, sort_key=sort_key, name=f"Indikator {key}")


def edited(report: Report, change: Change) -> Report:
    edit = Edit(report)
    change(edit)
    follow(edit)
    return edit.report


def merging(base: Report, ours: Change, theirs: Change) -> Merged:
    merged = merge(base, edited(base, ours), edited(base, theirs))
    assert list(faults(merged.report)) == []
    return merged


def filling(key: str, **fields: Any) -> Change:
    return lambda edit: edit.set(edit.report.indicator_value(key, PERIOD), **fields)


def setting(table: str, key: str, **fields: Any) -> Change:
    return lambda edit: edit.set(edit.report.table(table)[key], **fields)


def taking_away(table: str, key: str) -> Change:
    return lambda edit: edit.remove(edit.report.table(table)[key])


def writing(body: str) -> Change:
    return lambda edit: edit.set(edit.report.text("b1", PERIOD, TextPart.ANALYSIS), body=body)


def value_of(report: Report, key: str) -> IndicatorValue:
    return report.indicator_value(key, PERIOD)


def body_of(report: Report) -> str:
    return report.text("b1", PERIOD, TextPart.ANALYSIS).body


def kinds_of(merged: Merged) -> list[ConflictKind]:
    return [found.kind for found in merged.conflicts]


def all_decided(merged: Merged, choice: Choice) -> Report:
    edit = Edit(merged.report)
    for found in merged.conflicts:
        edit.take(decide(edit.report, found, choice))
    assert list(faults(edit.report)) == []
    assert not edit.report.conflicts
    return edit.report


def small_report() -> Report:
    """Two goals of a board, four indicators, and a text in three paragraphs."""
    edit = Edit(
        report_of(
            [
                Setup(id=SETUP_ID, board="Nämnden"),
                new_period(PeriodKind.ANNUAL, 2024),
                new_period(PeriodKind.FIRST, 2025),
                goal_at("d", Level.DIRECTION),
                goal_at("a", Level.AREA, "d"),
                goal_at("b1", Level.BOARD, "a", "a0"),
                goal_at("b2", Level.BOARD, "a", "a1"),
                *(indicator_at(f"i{number}", f"a{number}") for number in range(4)),
            ]
        )
    )
    edit.set(edit.report.indicator_value("i0", PERIOD), outcome=Decimal(76))
    edit.set(edit.report.text("b1", PERIOD, TextPart.ANALYSIS), body=BODY)
    return edit.report
