"""Which points are proposed, and what a point is about, both ways."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from tertialapp.document.edit import Edit
from tertialapp.document.points import add_points
from tertialapp.model.decision_proposals import Proposal, proposals
from tertialapp.model.decision_ties import (
    NOTHING,
    point_about,
    spot_behind,
    subject_of,
    subjects,
    tied,
)
from tertialapp.model.decisions import Decision, DecisionKind
from tertialapp.model.frame import PeriodKind
from tertialapp.model.periods import new_period
from tertialapp.model.report import Report
from tertialapp.tasks import example_report
from tests.check import PERIOD, changed


@pytest.fixture(scope="module")
def example() -> Report:
    return example_report()


def without_points(report: Report) -> Report:
    return report.apply({"decision": dict.fromkeys(report.decisions)})


def about(found: tuple[Proposal, ...]) -> list[str | None]:
    return [each.point.subject_id or each.point.kind for each in found]


def test_nothing_is_proposed_that_is_there(example: Report) -> None:
    assert proposals(example, PERIOD, {}) == ()


def test_what_lacks_is_proposed_in_the_order_it_is_decided_in(example: Report) -> None:
    points = [point.subject_id or point.kind for point in example.decisions_of(PERIOD)]
    found = proposals(without_points(example), PERIOD, {})
    goals = ["ind-1.3-4", "ind-1.3-7", "ind-1.3-8", "ind-3.2-6"]
    assert about(found) == [points[0], *goals, *points[5:]]
    assert [each.sure for each in found] == [each not in goals for each in about(found)]
    assert all(each.point.text and each.point.generated for each in found)


def test_one_that_was_taken_away_is_proposed_again(example: Report) -> None:
    report = example.apply({"decision": {"beslut-07": None}})
    assert about(proposals(report, PERIOD, {})) == ["justering-biologisk-mangfald-2"]


def test_the_years_earlier_report_goes_before_history_and_last_year(example: Report) -> None:
    report = example.apply({"decision": {"beslut-03": None}})
    (guess,) = proposals(report, PERIOD, {})
    assert (guess.point.old_target, guess.sure) == (Decimal(85), False)
    assert guess.why == "Årsmålet 85\u00a0% → 80\u00a0%, jämfört med Verksamhetsberättelse 2024"
    (known,) = proposals(report, PERIOD, {"ind-1.3-8": Decimal(84)})
    assert (known.point.old_target, known.sure) == (Decimal(84), True)
    plan = new_period(PeriodKind.PLAN, 2025)
    value = replace(
        report.indicator_value("ind-1.3-8", PERIOD),
        id=f"ind-1.3-8@{plan.id}",
        period_id=plan.id,
        target=Decimal(83),
    )
    (planned,) = proposals(changed(report, plan, value), PERIOD, {"ind-1.3-8": Decimal(84)})
    assert (planned.point.old_target, planned.sure) == (Decimal(83), True)


def test_a_target_that_came_back_is_not_proposed(example: Report) -> None:
    value = example.indicator_value("ind-3.1-1", PERIOD)
    assert value.target is not None
    assert proposals(example, PERIOD, {"ind-3.1-1": value.target}) == ()


def test_a_plan_is_only_approved(example: Report) -> None:
    plan = new_period(PeriodKind.PLAN, 2026)
    (found,) = proposals(changed(example, plan), plan.id, {})
    assert found.point.kind is DecisionKind.APPROVAL


@pytest.mark.parametrize(
    "gone", ["beslut-01", "beslut-03", "beslut-07", "beslut-12", "beslut-17", "beslut-18"]
)
def test_a_proposal_is_put_among_its_kind(example: Report, gone: str) -> None:
    edit = Edit(example.apply({"decision": {gone: None}}))
    kinds = [each.kind for each in example.decisions_of(PERIOD)]
    add_points(edit, [each.point for each in proposals(edit.report, PERIOD, {})])
    assert [each.kind for each in edit.report.decisions_of(PERIOD)] == kinds


def test_free_points_keep_their_places(example: Report) -> None:
    free = Decision(id="fri", period_id=PERIOD, sort_key="Zz", kind=DecisionKind.FREE, text="Eget.")
    edit = Edit(changed(example.apply({"decision": {"beslut-01": None}}), free))
    add_points(edit, [each.point for each in proposals(edit.report, PERIOD, {})])
    kinds = [each.kind for each in edit.report.decisions_of(PERIOD)]
    assert kinds[:3] == [DecisionKind.APPROVAL, DecisionKind.FREE, DecisionKind.TARGET_CHANGE]


# -- both ways -------------------------------------------------------------------------------------


def test_every_point_with_a_record_leads_to_it_and_back(example: Report) -> None:
    points = example.decisions_of(PERIOD)
    assert len(points) == 18
    for point in points[1:]:
        spot = spot_behind(example, point)
        assert spot is not None
        assert point_about(example, PERIOD, spot) == point
    assert spot_behind(example, points[0]) is None


def test_names_of_what_points_are_about_are_those_of_the_list(example: Report) -> None:
    every = list(subjects(example, PERIOD))
    for point in example.decisions_of(PERIOD):
        assert subject_of(example, point) in every


def test_a_point_that_nobody_has_written_is_worded_when_it_is_tied(example: Report) -> None:
    fund = subject_of(example, example.decisions["beslut-13"])
    new = Decision(
        id="ny",
        period_id=PERIOD,
        sort_key="z",
        kind=DecisionKind.FREE,
        text="Nämnden beslutar att",
    )
    made = tied(example, new, fund)
    assert (made.amount, made.generated) == (77_400_000, True)
    assert "774\u00a0000\u00a0kr" in made.text
    own = tied(example, replace(new, text="Egna ord."), fund)
    assert (own.text, own.amount, own.generated) == ("Egna ord.", 77_400_000, False)
    free = tied(example, made, NOTHING)
    assert (free.kind, free.subject_id, free.amount, free.generated) == (
        DecisionKind.FREE,
        None,
        None,
        False,
    )
    assert free.text == made.text
