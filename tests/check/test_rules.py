"""Each rule finds nothing where the example is right, and the fault that one edit makes, at its place."""

from __future__ import annotations

import pytest

from tertialapp.check.findings import Finding
from tertialapp.check.run import RULES, findings
from tertialapp.document.edit import Edit
from tertialapp.model.integrity import faults
from tertialapp.model.records import Ore, cell_id
from tertialapp.model.report import Report
from tests.check import PERIOD, changed, found
from tests.check.cases_of_figures import CASES as OF_FIGURES
from tests.check.cases_of_words import CASES as OF_WORDS
from tests.check.faulty import Case, put

CASES = (*OF_FIGURES, *OF_WORDS)


def shown_at(report: Report, case: Case) -> list[Finding]:
    return [each for each in found(report, case.rule) if each.cells[0].address == case.at]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_fault_is_found_where_it_was_made(example: Report, case: Case) -> None:
    right = example
    for edit in case.ready:
        right = changed(right, edit(right))
    assert shown_at(right, case) == []
    wrong = changed(right, case.edit(right))
    (fault,) = shown_at(wrong, case)
    assert fault.rule == case.rule
    assert fault.message.endswith((".", "?"))
    assert fault.found or fault.against or fault.rule in ("no-board-goal", "empty-section")


def test_every_rule_has_a_case() -> None:
    assert sorted({case.rule for case in CASES}) == sorted(rule.name for rule in RULES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_repair_takes_its_finding_away(example: Report, case: Case) -> None:
    wrong = example
    for edit in (*case.ready, case.edit):
        wrong = changed(wrong, edit(wrong))
    for fault in shown_at(wrong, case):
        if fault.repair is not None:
            mending = Edit(wrong)
            mending.take(fault.repair.changes(wrong))
            assert fault.repair.label
            assert fault.key not in {each.key for each in found(mending.report, case.rule)}


def test_all_repairs_of_the_example_leave_a_sound_report(example: Report) -> None:
    mended, mending = example, [each for each in findings(example, PERIOD) if each.repair]
    for found_there in mending:
        if found_there.key in {each.key for each in findings(mended, PERIOD)}:
            edit = Edit(mended)
            assert found_there.repair
            edit.take(found_there.repair.changes(mended))
            mended = edit.report
    left = {each.key for each in findings(mended, PERIOD)}
    assert list(faults(mended)) == []
    assert left.isdisjoint(each.key for each in mending)
    assert len(mending) >= 10


def test_a_deviation_is_shown_where_its_forecast_is_typed(example: Report) -> None:
    """Four rows of 0.04 mnkr print as nothing each, and as 0,2 together."""
    edits = [
        put(
            "net_budget",
            cell_id(f"omrade-{name}", PERIOD),
            budget=Ore(4_000_000),
            forecast_after=Ore(0),
        )
        for name in (
            "internrantor",
            "avskrivningar",
            "arbetsmarknadsatgarder",
            "barn-kultur-och-fritid",
        )
    ]
    wrong = example
    for edit in edits:
        wrong = changed(wrong, edit(wrong))
    (deviation,) = (e for e in found(wrong, "rounded-total") if "Avvikelse" in e.message)
    assert {each.field for each in deviation.cells} == {"forecast_after"}
