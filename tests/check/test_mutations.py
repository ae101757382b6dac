"""Faults made in many places of the example and of the real report, kind by kind, are found where they were made.

A kind is a line of ``KINDS``. ``python dev.py torture`` tries more places of each.
"""

from __future__ import annotations

import pytest

from tertialapp.check.run import Checked, check
from tertialapp.model.report import Report
from tests.check import PERIOD
from tests.check.faults_in_plans import KINDS as IN_PLANS
from tests.check.faults_in_prose import KINDS as IN_PROSE
from tests.check.faults_in_rows import KINDS as IN_ROWS
from tests.check.mutating import missed, spread

KINDS = IN_ROWS | IN_PLANS | IN_PROSE
CAUGHT = 0.9
"""Of each kind at least; of all together it is more than 99 in 100."""

ONLY_IN_REAL = {
    "activities out of order",
    "amount in a heading",
    "blank in a name",
    "decision in millions",
    "forecast for outcome",
    "one indicator for several",
    "rise and fall",
    "rose and fell",
    "straight quotes",
    "surplus and deficit",
}
"""Kinds for which the example has no place: nothing in it is written so."""


@pytest.fixture(scope="session")
def example_checked(example: Report) -> Checked:
    return check(example, PERIOD)


@pytest.fixture(scope="session")
def real_checked(real: Report) -> Checked:
    return check(real, PERIOD)


@pytest.mark.law
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ONLY_IN_REAL])
def test_faults_are_found_where_they_were_made(
    example: Report, example_checked: Checked, kind: str
) -> None:
    tried = spread(list(KINDS[kind](example)))
    left = missed(example, example_checked, tried)
    assert tried
    assert len(left) <= (1 - CAUGHT) * len(tried), left[:3]


@pytest.mark.law
@pytest.mark.parametrize("kind", KINDS)
def test_faults_in_the_real_report_are_found(
    real: Report, real_checked: Checked, kind: str
) -> None:
    tried = spread(list(KINDS[kind](real)))
    left = missed(real, real_checked, tried)
    assert len(left) <= (1 - CAUGHT) * len(tried), left[:3]
