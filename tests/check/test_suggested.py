"""No sentence that is offered is one that our own rules would stop at."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tertialapp import tasks
from tertialapp.check.run import findings
from tertialapp.check.suggested import offered
from tertialapp.model.frame import TextPart
from tertialapp.model.goals import ActivityState, ActivityStatus, Goal, GoalStatus, IndicatorValue
from tertialapp.model.markdown import Run
from tertialapp.model.markdown_write import serialize
from tertialapp.model.records import Record, cell_id
from tertialapp.model.report import Report, table_name
from tertialapp.model.suggested import Suggestion, paragraph, suggestions
from tests.reports import reports

from . import PERIOD

FIGURES = st.none() | st.integers(0, 120).map(Decimal) | st.decimals(0, 100, places=1)


@cache
def _example() -> Report:
    return tasks.example_report()


def _written(report: Report, goal: Goal, sentences: Sequence[Suggestion], period: str) -> Report:
    text = report.text(goal.id, period, TextPart.ANALYSIS)
    body = serialize((paragraph(sentences),)) if sentences else ""
    return report.apply({"text": {text.id: replace(text, body=body)}})


def _new_findings(
    report: Report, goal: Goal, sentences: Sequence[Suggestion], period: str
) -> set[str]:
    """What the rules say of the sentences that they don't say of an empty text."""
    empty = {each.key for each in findings(_written(report, goal, (), period), period)}
    after = findings(_written(report, goal, sentences, period), period)
    return {f"{each.key} {each.message}" for each in after if each.key not in empty}


@st.composite
def filled_in(draw: Any) -> tuple[Report, Goal]:
    """The example with other figures, statuses and states under one of its goals."""
    report = _example()
    goal = draw(st.sampled_from(sorted(report.goals.values(), key=lambda each: each.id)))
    records: list[Record] = []
    for indicator in report.indicators_of(goal.id):
        figures = {name: draw(FIGURES) for name in ("outcome", "forecast", "target")}
        key = cell_id(indicator.id, PERIOD)
        records.append(
            IndicatorValue(id=key, indicator_id=indicator.id, period_id=PERIOD, **figures)
        )
    for activity in report.activities_of(goal.id):
        key = cell_id(activity.id, PERIOD)
        state = draw(st.none() | st.sampled_from(list(ActivityState)))
        records.append(
            ActivityStatus(id=key, activity_id=activity.id, period_id=PERIOD, state=state)
        )
    for each in (goal, *report.goals_under(goal.id)):
        status = draw(st.none() | st.sampled_from(sorted(report.statuses)))
        key = cell_id(each.id, PERIOD)
        records.append(GoalStatus(id=key, goal_id=each.id, period_id=PERIOD, status_id=status))
    changes: dict[str, dict[str, Record | None]] = {}
    for record in records:
        changes.setdefault(table_name(type(record)), {})[record.id] = record
    return report.apply(changes), goal


@given(filled_in())
def test_no_sentence_about_a_sound_report_is_flagged_or_left_out(made: tuple[Report, Goal]) -> None:
    report, goal = made
    sentences = suggestions(report, goal, PERIOD)
    assert _new_findings(report, goal, sentences, PERIOD) == set()
    assert offered(report, goal, PERIOD) == sentences


@given(reports(rows=3))
def test_whatever_a_report_holds_nothing_is_offered_that_is_flagged(report: Report) -> None:
    for goal in report.goals.values():
        sentences = offered(report, goal, PERIOD)
        if sentences:
            assert _new_findings(report, goal, sentences, PERIOD) == set()


def test_a_sentence_that_a_rule_would_stop_at_is_not_offered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = _example()
    goal = next(each for each in report.goals.values() if report.indicators_of(each.id))
    wrong = "Bedömningen grundar sig på resultatet för för året."
    flagged = Suggestion((Run(wrong),))
    good = suggestions(report, goal, PERIOD)
    monkeypatch.setattr("tertialapp.check.suggested.suggestions", lambda *_: (flagged, *good))
    assert offered(report, goal, PERIOD) == good


def test_all_goals_may_have_their_sentences_at_once() -> None:
    report = _example()
    before = {each.key for each in findings(_all_empty(report), PERIOD)}
    after = report
    for goal in report.goals.values():
        after = _written(after, goal, offered(report, goal, PERIOD), PERIOD)
    assert {each.message for each in findings(after, PERIOD) if each.key not in before} == set()


def _all_empty(report: Report) -> Report:
    for goal in report.goals.values():
        report = _written(report, goal, (), PERIOD)
    return report
