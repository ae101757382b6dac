"""What the points to decide lack, or say twice: values of their template, points of the tables."""

from __future__ import annotations

from collections.abc import Iterator

from tertialapp.check.findings import Cell, Finding, Severity, cell, setting
from tertialapp.check.indicator_rows import INDICATORS
from tertialapp.check.rules import rule
from tertialapp.check.shared_tables import turnover_table
from tertialapp.model.decision_ties import subject_of
from tertialapp.model.decision_wordings import TABLES as WORDED_FROM
from tertialapp.model.decision_wordings import behind_point, filled
from tertialapp.model.decisions import Decision, DecisionKind
from tertialapp.model.earlier import earlier_target
from tertialapp.model.figures import print_figure
from tertialapp.model.numbers import MoneyUnit, format_money_plain
from tertialapp.model.report import Report

TARGET_WORDS = {"gammalt årsmål", "gammalt tal", "höjer"}
"""The values that follow from the old target, which stands with the point itself."""


@rule(
    "decision-blank",
    "En beslutspunkts malltext har alla sina värden",
    reason="En punkt med en lucka i går inte att besluta om.",
    example="Beslutspunkten saknar gammalt årsmål.",
    reads=" ".join(WORDED_FROM),
)
def decision_blank(report: Report, period_id: str) -> Iterator[Finding]:
    """A point that follows its template, in which a value is missing."""
    for point in report.decisions_of(period_id):
        behind = behind_point(report, point, turnover_table) if point.generated else None
        missing = filled(report, behind).missing if behind else ()
        if missing:
            words = ", ".join(missing)
            cells = (cell(point, "text"), _empty(report, point, missing))
            yield Finding(Severity.ERROR, f"Beslutspunkten saknar {words}.", cells, words)


def _empty(report: Report, point: Decision, missing: tuple[str, ...]) -> Cell:
    """The cell that the first missing value should stand in."""
    key = point.subject_id or ""
    if point.kind is DecisionKind.TARGET_CHANGE:
        if missing[0] in TARGET_WORDS:
            return cell(point, "old_target")
        return cell(report.indicator_value(key, point.period_id), "target")
    record = report.budget_adjustments.get(key) or report.competence_funds.get(key)
    if record is None:
        return cell(point, "amount")
    return cell(record, "amount" if missing[0] == "belopp" else "text")


@rule(
    "decided-twice",
    "Varje rad beslutas en gång",
    reason="Två punkter om samma pengar är mer än nämnden begär.",
    example="Två beslutspunkter gäller samma rad: räcken på bryggan (0,8 mnkr).",
    reads="decision budget_adjustment competence_fund indicator goal",
)
def decided_twice(report: Report, period_id: str) -> Iterator[Finding]:
    """Two points about the same record."""
    first: dict[str, Decision] = {}
    for point in report.decisions_of(period_id):
        other = first.setdefault(point.subject_id or point.id, point)
        if other is point or subject_of(report, other).key is None:
            continue
        subject = subject_of(report, point)
        if subject.key is not None:
            message = f"Två beslutspunkter gäller samma rad: {subject.name}."
            cells = (cell(point, "text"), cell(other, "text"))
            yield Finding(Severity.ERROR, message, cells, subject.name)


@rule(
    "turnover-undecided",
    "Omslutningsförändringarna har en beslutspunkt",
    reason="Utan en punkt i förslaget till beslut är omslutningarna inte anmälda.",
    example="Omslutningsförändringarna, 32,3 mnkr, har ingen beslutspunkt.",
    reads="decision business_area turnover_change stated_total",
)
def turnover_undecided(report: Report, period_id: str) -> Iterator[Finding]:
    """The table of turnover changes has a sum that no point reports."""
    kinds = {point.kind for point in report.decisions_of(period_id)}
    amount = turnover_table(report, period_id).rows[-1].cells[0].amount
    if kinds and DecisionKind.TURNOVER not in kinds and amount:
        shown = format_money_plain(amount, MoneyUnit.MILLIONS)
        message = f"Omslutningsförändringarna, {shown}, har ingen beslutspunkt."
        rows = report.turnover_changes_of(period_id)
        cells = tuple(cell(row, "costs") for row in rows if row.costs is not None)
        yield Finding(Severity.ERROR, message, cells, shown)


@rule(
    "target-undecided",
    "Ett ändrat årsmål har en beslutspunkt",
    reason="Nämnden har beslutat årsmålet i verksamhetsplanen; bara nämnden kan ändra det.",
    example="Årsmålet är 80 % men var 85 % i Verksamhetsplan 2025, och ingen beslutspunkt ändrar det.",
    reads=f"decision {INDICATORS}",
)
def target_undecided(report: Report, period_id: str) -> Iterator[Finding]:
    """A target that is other than in the year's earlier report, without a point that changes it."""
    points = report.decisions_of(period_id)
    decided = {point.subject_id for point in points if point.kind is DecisionKind.TARGET_CHANGE}
    year = report.periods[period_id].year
    for indicator in report.indicators.values() if points else ():
        value = report.indicator_value(indicator.id, period_id)
        earlier = earlier_target(report, indicator.id, period_id)
        if value.target is None or earlier is None or indicator.id in decided:
            continue
        before, old = earlier
        if before.year == year and old != value.target:
            now, was = (print_figure(indicator, figure) for figure in (value.target, old))
            message = (
                f"Årsmålet är {now} men var {was} i {before.title}, "
                "och ingen beslutspunkt ändrar det."
            )
            at = cell(value, "target")
            there = cell(report.indicator_value(indicator.id, before.id), "target")
            repair = setting(f"Ändra tillbaka till {was}", at, old)
            yield Finding(Severity.WARNING, message, (at, there), now, was, repair)


@rule(
    "target-unchanged",
    "En beslutspunkt som ändrar ett årsmål ändrar det",
    reason="Ett beslut att ändra från 80 till 80 är inget beslut.",
    example="Beslutspunkten ändrar årsmålet från 80 % till 80 %.",
    reads=f"decision {INDICATORS}",
)
def target_unchanged(report: Report, period_id: str) -> Iterator[Finding]:
    """The old and the new target of a point are the same."""
    for point in report.decisions_of(period_id):
        indicator = report.indicators.get(point.subject_id or "")
        same = point.old_target is not None and point.old_target == point.new_target
        if point.kind is DecisionKind.TARGET_CHANGE and indicator and same:
            assert point.old_target is not None
            shown = print_figure(indicator, point.old_target)
            message = f"Beslutspunkten ändrar årsmålet från {shown} till {shown}."
            cells = (cell(point, "old_target"), cell(point, "new_target"))
            yield Finding(Severity.ERROR, message, cells, shown, shown)


RULES = (
    decision_blank,
    decided_twice,
    turnover_undecided,
    target_undecided,
    target_unchanged,
)
