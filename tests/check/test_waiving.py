"""A finding that somebody stands for is told apart, until its values change; repairs never raise."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tertialapp import tasks
from tertialapp.check.findings import Finding, Severity
from tertialapp.check.run import check, findings
from tertialapp.check.waiving import waiver_for
from tertialapp.cli import run
from tertialapp.document.edit import Edit
from tertialapp.model.integrity import faults
from tertialapp.model.periods import new_period
from tertialapp.model.report import TABLES, Report
from tests.check import PERIOD, changed, found
from tests.reports import reports

REASON = "Så står det i stadens system,\nsom är frågat."
DAY = date(2025, 5, 12)


def _waived(report: Report, *rules: str) -> Report:
    """The report with all that some rules find waived."""
    waivers = [
        waiver_for(each, PERIOD, REASON, "Siv Ek", DAY)
        for rule in rules
        for each in found(report, rule)
    ]
    return changed(report, *waivers)


def test_a_waiver_silences_its_finding_and_no_other(example: Report) -> None:
    (split,) = found(example, "split")
    told = check(_waived(example, "split"), PERIOD).sorted
    assert set(told.standing) == set(findings(example, PERIOD)) - {split}
    ((finding, waiver),) = [(each.finding, each.waiver) for each in told.waived]
    assert finding == split
    assert (waiver.message, waiver.reason, waiver.person) == (split.message, REASON, "Siv Ek")
    assert not told.spent


def test_it_speaks_again_when_the_values_change_and_is_silent_when_they_are_back(
    example: Report,
) -> None:
    value = example.indicator_values["ind-1.3-5@T1 2025"]
    silent = _waived(example, "split")
    told = check(changed(silent, replace(value, outcome=Decimal(99))), PERIOD).sorted
    assert "split" in {each.rule for each in told.standing}
    assert not told.waived
    assert [waiver.reason for waiver in told.spent] == [REASON]
    assert check(changed(silent, value), PERIOD).sorted == check(silent, PERIOD).sorted


def test_a_waiver_is_of_one_period(example: Report) -> None:
    (twice,) = found(example, "same-twice")
    waiver = waiver_for(twice, "VB 2024", REASON, "Siv Ek", DAY)
    told = check(changed(example, waiver), PERIOD).sorted
    assert twice in told.standing
    assert not told.waived
    assert not told.spent


def test_a_waiver_goes_with_its_period(example: Report) -> None:
    edit = Edit(_waived(example, "split"))
    other = new_period(example.periods[PERIOD].kind, 2031)
    edit.put(other)
    edit.put(
        replace(
            next(iter(edit.report.waivers.values())),
            id=f"x@{other.id}",
            finding="x",
            period_id=other.id,
        )
    )
    edit.remove(other)
    assert list(faults(edit.report)) == []
    assert len(edit.report.waivers) == 1


def test_an_edit_of_waivers_checks_nothing_anew(example: Report) -> None:
    before = check(example, PERIOD)
    after = check(_waived(example, "split"), PERIOD, before)
    assert all(after.by_rule[rule] is before.by_rule[rule] for rule in before.by_rule)
    assert len(after.sorted.waived) == 1


def _check(path: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    capsys.readouterr()
    code = run(["check", str(path), *words])
    return code, capsys.readouterr().out


def test_the_command_line_tells_waived_ones_apart(
    example: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "motiverad.tertial"
    bad = [each.rule for each in findings(example, PERIOD) if each.severity is Severity.ERROR]
    tasks.write_new(_waived(example, *dict.fromkeys(bad)), path)
    code, told = _check(path, capsys, "--fail-on", "error")
    assert code == 0
    standing, waived = told.split("\n\n")
    assert "FEL" not in standing
    assert "\n0 fel, " in standing
    lines = waived.splitlines()
    assert lines[0] == f"Motiverade avvikelser, som inte räknas: {len(bad)}"
    at = next(at for at, line in enumerate(lines) if "[split]" in line)
    assert lines[at].startswith("  FEL     ")
    assert lines[at + 1].strip() == (
        "Så står det i stadens system, som är frågat. (Siv Ek, 2025-05-12)"
    )
    code, told = _check(path, capsys, "--json")
    plain = json.loads(told)
    assert code == 1
    assert not [each for each in plain["findings"] if each["severity"] == "error"]
    (split,) = [each for each in plain["waived"] if each["rule"] == "split"]
    assert split["waiver"] == {"reason": REASON, "person": "Siv Ek", "day": "2025-05-12"}
    assert split["key"] == found(example, "split")[0].key


def _repairable(report: Report) -> list[Finding]:
    return [each for each in findings(report, PERIOD) if each.repair is not None]


@given(st.data())
def test_a_repair_of_a_report_that_has_changed_since_never_raises(data: st.DataObject) -> None:
    example = tasks.example_report()
    edit = Edit(example)
    for _ in range(data.draw(st.integers(1, 4))):
        table = data.draw(
            st.sampled_from(
                [
                    n
                    for n in TABLES
                    if edit.report.table(n) and n not in ("setup", "period", "status")
                ]
            )
        )
        edit.remove(
            edit.report.table(table)[data.draw(st.sampled_from(sorted(edit.report.table(table))))]
        )
    for each in _repairable(example):
        assert each.repair is not None
        edit.take(each.repair.changes(edit.report))
    assert list(faults(edit.report)) == []


@given(reports())
def test_a_repair_leaves_any_report_sound_and_its_finding_gone(report: Report) -> None:
    for each in _repairable(report):
        assert each.repair is not None
        edit = Edit(report)
        edit.take(each.repair.changes(report))
        assert list(faults(edit.report)) == []
        assert each.key not in {left.key for left in findings(edit.report, PERIOD)}
