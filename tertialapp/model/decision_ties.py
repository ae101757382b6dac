"""What a point to decide is about: its record, where that is seen, and the point of a record."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from tertialapp.model.decision_wordings import worded
from tertialapp.model.decisions import Decision, DecisionKind
from tertialapp.model.earlier import earlier_target
from tertialapp.model.economy import CompetenceFund
from tertialapp.model.frame import SectionKind
from tertialapp.model.numbers import MoneyUnit, format_money_plain
from tertialapp.model.outline import goal_numbers, walk_goals
from tertialapp.model.places import Spot, first_of_kind, goal_place, section_place
from tertialapp.model.records import Ore
from tertialapp.model.report import Report

NEW_TEXT = "Nämnden beslutar att"
"""What a new point says until its writer says more."""


class Subject(Struct, frozen=True):
    """Something that a point can be about, by the name that it is chosen by."""

    kind: DecisionKind
    key: str | None
    name: str


WHOLE_REPORT = Subject(DecisionKind.APPROVAL, None, "Rapporten")
TURNOVER = Subject(DecisionKind.TURNOVER, None, "Omslutningsförändringarna")
NOTHING = Subject(DecisionKind.FREE, None, "")


def subjects(report: Report, period_id: str) -> Iterator[Subject]:
    """All that a period's points can be about, in printed order."""
    yield WHOLE_REPORT
    numbers = goal_numbers(report)
    for goal in walk_goals(report):
        for indicator in report.indicators_of(goal.id):
            name = f"{indicator.name} ({numbers[goal.id]})" if numbers[goal.id] else indicator.name
            yield Subject(DecisionKind.TARGET_CHANGE, indicator.id, name)
    for row in report.budget_adjustments_of(period_id):
        name = _with_amount(row.text, row.amount, MoneyUnit.MILLIONS)
        yield Subject(DecisionKind.BUDGET_ADJUSTMENT, row.id, name)
    for fund in report.competence_funds_of(period_id):
        yield Subject(DecisionKind.COMPETENCE_FUND, fund.id, _fund_name(fund))
    yield TURNOVER


def _fund_name(fund: CompetenceFund) -> str:
    what = ", ".join(filter(None, (fund.text, fund.unit)))
    return _with_amount(what, fund.amount, MoneyUnit.KRONOR)


def _with_amount(text: str, amount: Ore | None, unit: MoneyUnit) -> str:
    return text if amount is None else f"{text} ({format_money_plain(amount, unit)})"


def subject_of(report: Report, point: Decision) -> Subject:
    """What a point is about; nothing when it is free or its record is gone."""
    key = point.subject_id or ""
    match point.kind:
        case DecisionKind.APPROVAL:
            return WHOLE_REPORT
        case DecisionKind.TURNOVER:
            return TURNOVER
        case DecisionKind.TARGET_CHANGE if key in report.indicators:
            indicator = report.indicators[key]
            number = goal_numbers(report)[indicator.goal_id]
            name = f"{indicator.name} ({number})" if number else indicator.name
            return Subject(point.kind, key, name)
        case DecisionKind.BUDGET_ADJUSTMENT if key in report.budget_adjustments:
            row = report.budget_adjustments[key]
            name = _with_amount(row.text, row.amount, MoneyUnit.MILLIONS)
            return Subject(point.kind, key, name)
        case DecisionKind.COMPETENCE_FUND if key in report.competence_funds:
            return Subject(point.kind, key, _fund_name(report.competence_funds[key]))
    return NOTHING


def tied(report: Report, point: Decision, subject: Subject) -> Decision:
    """A point that is about something (else): with its figures, and with its words if nobody has written any."""
    old = None
    if subject.kind is DecisionKind.TARGET_CHANGE and subject.key is not None:
        found = earlier_target(report, subject.key, point.period_id)
        old = found[1] if found else None
    unwritten = point.generated or point.text.strip() in ("", NEW_TEXT)
    made = worded(
        report,
        replace(
            point,
            kind=subject.kind,
            subject_id=subject.key,
            amount=None,
            old_target=old,
            new_target=None,
            generated=unwritten and subject is not NOTHING,
        ),
    )
    return made if unwritten else replace(made, text=point.text)


# -- both ways -------------------------------------------------------------------------------------


def spot_behind(report: Report, point: Decision) -> Spot | None:
    """Where what a point is about is seen; None when that is nowhere."""
    key = point.subject_id or ""
    match point.kind:
        case DecisionKind.TARGET_CHANGE if key in report.indicators:
            return Spot(goal_place(report.indicators[key].goal_id), key, "target")
        case DecisionKind.BUDGET_ADJUSTMENT if key in report.budget_adjustments:
            section = report.budget_adjustments[key].section_id
            return Spot(section_place(section), key, "amount")
        case DecisionKind.COMPETENCE_FUND if key in report.competence_funds:
            return _in_section(report, SectionKind.COMPETENCE_FUNDS, key, "amount")
        case DecisionKind.TURNOVER:
            return _in_section(report, SectionKind.TURNOVER_CHANGES, "", "")
    return None


def spot_of_point(report: Report, point: Decision) -> Spot | None:
    """Where a point itself is seen."""
    return _in_section(report, SectionKind.DECISIONS, point.id, "text")


def _in_section(report: Report, kind: SectionKind, row: str, field: str) -> Spot | None:
    section = first_of_kind(report, kind)
    return Spot(section_place(section.id), row, field) if section else None


def point_about(report: Report, period_id: str, spot: Spot) -> Decision | None:
    """The first point about what is seen at a spot: its row, or the table of its place."""
    section = report.sections.get(spot.place.key)
    turnover = section is not None and section.kind is SectionKind.TURNOVER_CHANGES
    for point in report.decisions_of(period_id):
        if turnover and point.kind is DecisionKind.TURNOVER:
            return point
        if spot.row and point.subject_id == spot.row:
            return point
    return None
