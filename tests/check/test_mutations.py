"""Faults made in many places of the example and of the real report, kind by kind, are found where they were made.

A kind is a line of ``KINDS``. ``python dev.py torture`` tries more places of each.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tertialapp.check.run import check
from tertialapp.model.report import Report
from tests.check import PERIOD
from tests.check.faults_in_plans import KINDS as IN_PLANS
from tests.check.faults_in_prose import KINDS as IN_PROSE
from tests.check.faults_in_rows import KINDS as IN_ROWS
from tests.check.faults_told import KINDS as TOLD
from tests.check.mutating import missed, spread

KINDS = IN_ROWS | IN_PLANS | IN_PROSE | TOLD
CAUGHT = 0.95
"""Of all together at least; it is more than 99 in 100."""
OF_A_KIND = 0.9
"""Of each kind at least, but one may always be missed."""

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


def _assert_found(report: Report, kinds: Iterable[str]) -> None:
    right = check(report, PERIOD)
    tried = {kind: spread(list(KINDS[kind](report))) for kind in kinds}
    left = {kind: missed(report, right, faults) for kind, faults in tried.items()}
    often = {
        kind: faults
        for kind, faults in left.items()
        if len(faults) > max(1, (1 - OF_A_KIND) * len(tried[kind]))
    }
    assert not often
    whole = sum(map(len, tried.values()))
    assert sum(map(len, left.values())) <= (1 - CAUGHT) * whole, left


@pytest.mark.law
def test_faults_are_found_where_they_were_made(example: Report) -> None:
    kinds = sorted(KINDS.keys() - ONLY_IN_REAL)
    assert [kind for kind in kinds if not list(KINDS[kind](example))] == []
    _assert_found(example, kinds)


@pytest.mark.law
def test_faults_in_the_real_report_are_found(real: Report) -> None:
    _assert_found(real, sorted(KINDS))
