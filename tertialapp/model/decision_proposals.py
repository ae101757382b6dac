"""The points that a report's data call for and that nobody has put among those to decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.model.decision_wordings import worded
from tertialapp.model.decisions import Decision, DecisionKind
from tertialapp.model.earlier import earlier_target
from tertialapp.model.economy import AdjustmentKind
from tertialapp.model.economy_tables import turnover_table
from tertialapp.model.figures import print_figure
from tertialapp.model.frame import PeriodKind
from tertialapp.model.goals import Indicator
from tertialapp.model.outline import walk_goals
from tertialapp.model.records import new_id
from tertialapp.model.report import Report

_ORDER = (
    DecisionKind.APPROVAL,
    DecisionKind.TARGET_CHANGE,
    DecisionKind.BUDGET_ADJUSTMENT,
    DecisionKind.COMPETENCE_FUND,
    DecisionKind.TURNOVER,
)


class Proposal(Struct, frozen=True):
    """A point that may be added, and why. ``sure``: not only a guess from another year."""

    point: Decision
    why: str
    sure: bool = True


def rank(report: Report, point: Decision) -> tuple[int, int]:
    """The place of a point among those of other kinds; a free one stands where its writer put it, last."""
    if point.kind not in _ORDER:
        return len(_ORDER), 0
    row = report.budget_adjustments.get(point.subject_id or "")
    return _ORDER.index(point.kind), int(row is not None and row.kind is AdjustmentKind.INVESTMENT)


def proposals(
    report: Report, period_id: str, first_targets: Mapping[str, Decimal]
) -> tuple[Proposal, ...]:
    """What may be added, in the order that it is decided in; a plan sets the targets that others change.

    ``first_targets``: by indicator, the targets that stood first in the period, as its history knows.
    """
    points = report.decisions_of(period_id)
    there = {(point.kind, point.subject_id) for point in points}
    found = [Proposal(_point(period_id, DecisionKind.APPROVAL), "Rapporten")]
    if report.periods[period_id].kind is not PeriodKind.PLAN:
        found += _changed_targets(report, period_id, first_targets)
        found += _asked_for(report, period_id)
    missing = [each for each in found if (each.point.kind, each.point.subject_id) not in there]
    missing.sort(key=lambda each: rank(report, each.point))
    return tuple(replace(each, point=worded(report, each.point)) for each in missing)


def _point(period_id: str, kind: DecisionKind, subject: str | None = None) -> Decision:
    """A point without a place yet, and without words."""
    return Decision(
        id=new_id(),
        period_id=period_id,
        sort_key="",
        kind=kind,
        text="",
        subject_id=subject,
        generated=True,
    )


def _asked_for(report: Report, period_id: str) -> Iterator[Proposal]:
    for row in report.budget_adjustments_of(period_id):
        why = f"Budgetjustering i {report.sections[row.section_id].title}"
        yield Proposal(_point(period_id, DecisionKind.BUDGET_ADJUSTMENT, row.id), why)
    for fund in report.competence_funds_of(period_id):
        point = _point(period_id, DecisionKind.COMPETENCE_FUND, fund.id)
        yield Proposal(point, "Kompetensutvecklingsmedel")
    if turnover_table(report, period_id).rows[-1].cells[0].amount:
        yield Proposal(_point(period_id, DecisionKind.TURNOVER), "Omslutningsförändringar")


def _changed_targets(
    report: Report, period_id: str, first_targets: Mapping[str, Decimal]
) -> Iterator[Proposal]:
    for goal in walk_goals(report):
        for indicator in report.indicators_of(goal.id):
            new = report.indicator_value(indicator.id, period_id).target
            before = _before(report, indicator, period_id, first_targets)
            if new is not None and before is not None and before[0] != new:
                old, where, sure = before
                shown = " → ".join(print_figure(indicator, figure) for figure in (old, new))
                point = _point(period_id, DecisionKind.TARGET_CHANGE, indicator.id)
                yield Proposal(replace(point, old_target=old), f"Årsmålet {shown}, {where}", sure)


def _before(
    report: Report, indicator: Indicator, period_id: str, first_targets: Mapping[str, Decimal]
) -> tuple[Decimal, str, bool] | None:
    """The target before: that of the year's earlier report, else the period's first, else last year's."""
    earlier = earlier_target(report, indicator.id, period_id)
    if earlier and earlier[0].year == report.periods[period_id].year:
        return earlier[1], f"jämfört med {earlier[0].title}", True
    first = first_targets.get(indicator.id)
    if first is not None and first != report.indicator_value(indicator.id, period_id).target:
        return first, "ändrat i den här perioden", True
    return (earlier[1], f"jämfört med {earlier[0].title}", False) if earlier else None
