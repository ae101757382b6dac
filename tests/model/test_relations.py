"""The relations between the parts of a report: which rows obey and which are the listed exceptions.

Run on the example, which has the real report's figures, and on the real report where it is to be had.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from tertialapp.model import relations
from tertialapp.model.decisions import DecisionKind
from tertialapp.model.economy import AdjustmentKind, InvestmentValue
from tertialapp.model.economy_tables import economy_table
from tertialapp.model.frame import Period, SectionKind, TextPart
from tertialapp.model.goals import Goal, Indicator, IndicatorValue, Level, PeriodLength
from tertialapp.model.outline import goal_numbers, walk_goals
from tertialapp.model.records import Ore, cell_id
from tertialapp.model.report import Report
from tertialapp.tasks import example_report, read_source

T1 = "T1 2025"


@pytest.fixture(params=["exempel", "verklig"])
def report(request: pytest.FixtureRequest) -> Report:
    if request.param == "exempel":
        return example_report()
    folder: Path = request.getfixturevalue("real_report")
    return read_source(folder / "hasselby-vallingby-t1-2025.txt").report


@pytest.fixture
def period(report: Report) -> Period:
    return report.periods[T1]


def _rows(report: Report) -> Iterator[tuple[Goal, Indicator, IndicatorValue]]:
    for goal in walk_goals(report):
        for indicator in report.indicators_of(goal.id):
            yield goal, indicator, report.indicator_value(indicator.id, T1)


def test_r21_gender_split(report: Report) -> None:
    split = [
        (indicator, value) for _, indicator, value in _rows(report) if relations.is_split(value)
    ]
    failing = [
        indicator.name for indicator, value in split if not relations.split_agrees(indicator, value)
    ]
    assert len(split) == 10
    assert len(failing) == 1
    assert failing[0].startswith("Andel familjehemsplacerade barn")


def test_r22_and_r23_outcomes_and_forecasts_are_there_when_due(
    report: Report, period: Period
) -> None:
    counts: Counter[tuple[str, bool]] = Counter()
    for _, indicator, value in _rows(report):
        due = relations.expects_outcome(indicator, period)
        assert due == (indicator.period_length is PeriodLength.TERTIAL)
        counts["forecast", due == (value.forecast is not None)] += 1
        if due:
            counts["outcome", value.outcome is not None] += 1
    assert counts == {
        ("forecast", True): 77,
        ("forecast", False): 3,
        ("outcome", True): 29,
        ("outcome", False): 1,
    }


def test_r24_council_targets_stand_under_area_goals(report: Report) -> None:
    kinds = Counter(
        (
            relations.expects_council_target(goal),
            value.council_target is not None or bool(value.council_target_words),
        )
        for goal, _, value in _rows(report)
    )
    assert kinds == {(True, True): 64, (False, False): 16}


def test_r25_split_outcomes_have_an_analysis(report: Report) -> None:
    without = [
        indicator.name
        for _, indicator, value in _rows(report)
        if relations.is_split(value) and not report.text(indicator.id, T1, TextPart.ANALYSIS).body
    ]
    assert len(without) <= 1
    assert all(name.startswith("Antal ungdomar som fått feriejobb") for name in without)


def test_r26_analyses_stand_where_they_are_needed(report: Report) -> None:
    for goal in walk_goals(report):
        needed = relations.needs_analysis(goal, report.goal_status(goal.id, T1))
        assert bool(report.text(goal.id, T1, TextPart.ANALYSIS).body) == needed


def test_r27_direction_goals_have_a_heading_for_each_area(report: Report) -> None:
    for goal in report.goals_under(None):
        text = report.text(goal.id, T1, TextPart.ANALYSIS).body
        assert relations.headings(text) == relations.expected_headings(report, goal)


def test_r28_one_board_goal_in_each_area(report: Report) -> None:
    numbers = goal_numbers(report)
    areas = [goal for goal in walk_goals(report) if goal.level is Level.AREA]
    assert len(areas) == 16
    for area in areas:
        (goal,) = report.goals_under(area.id)
        assert numbers[goal.id] == f"{numbers[area.id]}.1"


def test_r29_indicators_stand_in_alphabetical_order(report: Report) -> None:
    for goal in walk_goals(report):
        names = [indicator.name for indicator in report.indicators_of(goal.id)]
        assert relations.is_alphabetical(names)
    assert not relations.is_alphabetical(["Öl", "Ål"])
    assert relations.is_alphabetical(["AMI - b", "AMI c", "Zon", "Ål", "Ära", "Öl"])


def test_r30_a_goal_is_not_better_than_its_worst_part(report: Report) -> None:
    numbers = goal_numbers(report)
    better = []
    for goal in walk_goals(report):
        status, worst = report.goal_status(goal.id, T1), relations.worst_below(report, goal, T1)
        if status and worst and worst.rank > status.rank:
            better.append(numbers[goal.id])
    assert better == ["3.4"]


def test_r31_nine_areas_have_no_forecast_to_rest_on(report: Report) -> None:
    numbers = goal_numbers(report)
    bases = {
        numbers[goal.id]: relations.assessment_basis(report, goal, T1)
        for goal in walk_goals(report)
        if goal.level is Level.AREA
    }
    without = {number for number, basis in bases.items() if not basis.forecasts}
    nine = {"1.4", "1.5", "2.1", "2.2", "2.4", "3.1", "3.5", "3.6", "3.7"}
    assert without == nine | {"2.3"}
    assert bases["2.3"] == relations.AssessmentBasis(0, 0, 0)
    assert bases["1.2"] == relations.AssessmentBasis(5, 5, 4)


def test_r32_decided_targets_stand_in_the_table(report: Report) -> None:
    changed = [
        decision
        for decision in report.decisions_of(T1)
        if decision.kind is DecisionKind.TARGET_CHANGE
    ]
    assert [decision.new_target for decision in changed] == [90, 80, 80, 1275]
    for decision in changed:
        assert decision.subject_id
        assert decision.new_target is not None
        value = report.indicator_value(decision.subject_id, T1)
        to_council = decision.new_target < 1000
        assert relations.changed_target_holds(value, decision.new_target, to_council=to_council)
        other = replace(value, target=Decimal(1))
        assert not relations.changed_target_holds(other, decision.new_target, to_council=False)


def test_r17_adjustments_are_what_the_tables_ask_for(report: Report) -> None:
    for kind, asked in ((AdjustmentKind.INVESTMENT, 4.7), (AdjustmentKind.OPERATING, 2.4)):
        assert relations.adjustments_total(report, T1, kind) == round(asked * 10**8)
    decided = [
        decision.amount or 0
        for decision in report.decisions_of(T1)
        if decision.kind is DecisionKind.BUDGET_ADJUSTMENT
    ]
    assert sum(decided) == round(7.1 * 10**8)


def test_r16_planned_investments_are_those_of_the_table(report: Report) -> None:
    agreeing = 0
    for section in report.sections.values():
        if section.kind is not SectionKind.PLANNED_INVESTMENTS or section.subject_id is None:
            continue
        total = relations.planned_total(report, T1, section.id)
        row = report.investment_values.get(cell_id(section.subject_id, T1))
        if total is not None and row is not None:
            agreeing += 1
            assert total == row.budget
    assert agreeing >= 3


def test_r3_to_r9_the_tables_agree_with_each_other(report: Report) -> None:
    def cells(kind: SectionKind, row: int) -> list[Ore | None]:
        table = economy_table(report, T1, kind)
        assert table
        return [cell.amount for cell in table.rows[row].cells]

    operating = cells(SectionKind.OPERATING_BUDGET, 0)
    net = cells(SectionKind.NET_BUDGET, -1)
    assert operating[:4] == net[:4]
    revenues = cells(SectionKind.OPERATING_BUDGET, 2)
    turnover = cells(SectionKind.TURNOVER_CHANGES, -1)
    assert turnover[1] == revenues[2]
    assert turnover[0] is not None
    assert turnover[0] == -(turnover[1] or 0)
    costs = cells(SectionKind.OPERATING_BUDGET, 1)
    assert costs[2] == turnover[0] + (net[2] or 0)
    before, after = (cells(SectionKind.OPERATING_BUDGET, row)[-1] or 0 for row in (3, 6))
    assert (round(before / 10**8, 1), abs(round(after / 10**8, 1))) == (-1.8, 0.0)
    assert relations.adjustments_total(report, T1, AdjustmentKind.OPERATING) == operating[1]
    requested = sum(
        value.requested or 0
        for value in report.investment_values.values()
        if isinstance(value, InvestmentValue) and value.period_id == T1
    )
    assert relations.adjustments_total(report, T1, AdjustmentKind.INVESTMENT) == requested
