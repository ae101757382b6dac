"""Points that follow their template are never at odds with what is behind them."""

from __future__ import annotations

from collections import Counter

from tertialapp.check import changed_targets, decision_points, decisions
from tertialapp.document.edit import Edit
from tertialapp.document.following import follow
from tertialapp.model.records import Ore
from tertialapp.model.report import Report
from tests.check import PERIOD

ABOUT_WORDS = {"decision-amount", "decision-text-amount", "decision-text-target", "decision-words"}


def _found(report: Report) -> Counter[str]:
    rules = (*decisions.RULES, *changed_targets.RULES, *decision_points.RULES)
    return Counter(each.rule for rule in rules for each in rule.findings(report, PERIOD))


def test_following_mends_what_was_wrong_and_breaks_nothing(example: Report) -> None:
    edit = Edit(example)
    for point in list(example.decisions.values()):
        edit.set(point, generated=True)
    follow(edit)
    before, after = _found(example), _found(edit.report)
    assert not after - before
    assert before["decision-text-amount"] == 1  # the example's deliberate mistake
    assert not ABOUT_WORDS & after.keys()


def test_every_amount_that_changes_is_followed_in_words(example: Report) -> None:
    edit = Edit(example)
    for point in list(example.decisions.values()):
        edit.set(point, generated=True)
    for row in list(example.budget_adjustments.values()):
        edit.set(row, amount=Ore((row.amount or 0) + 12_345_600))
    for fund in list(example.competence_funds.values()):
        edit.set(fund, amount=Ore((fund.amount or 0) + 50))
    follow(edit)
    assert not ABOUT_WORDS & _found(edit.report).keys()
