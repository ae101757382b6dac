"""Findings have keys that last, and an edit checks again what it can have changed, and no more."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tertialapp.check.findings import Cell, Finding, Severity
from tertialapp.check.guide import guide
from tertialapp.check.listing import in_order
from tertialapp.check.rules import Rule
from tertialapp.check.run import RULES, check, findings
from tertialapp.document.edit import Edit
from tertialapp.model.places import exists, goal_place
from tertialapp.model.report import TABLES, Report
from tests.check import PERIOD, changed, found
from tests.reports import reports


def test_a_finding_keeps_its_key_until_its_values_change(example: Report) -> None:
    (split,) = found(example, "split")
    value = example.indicator_values["ind-1.3-5@T1 2025"]
    elsewhere = changed(example, replace(value, target=Decimal(1)), example.goals["mal-1.1"])
    assert [each.key for each in found(elsewhere, "split")] == [split.key]
    (other,) = found(changed(example, replace(value, outcome=Decimal(99))), "split")
    assert other.cells == split.cells
    assert other.key != split.key


def test_no_two_findings_have_the_same_key(example: Report) -> None:
    keys = [each.key for each in findings(example, PERIOD)]
    assert len(set(keys)) == len(keys)


def test_a_finding_shows_on_the_page_of_its_first_cell(example: Report) -> None:
    empty = Finding(Severity.NOTE, "", (Cell("text", "mal-2.1@T1 2025@analysis", "body"),))
    assert empty.place(example) == goal_place("mal-2.1")
    (split,) = found(example, "split")
    assert split.place(example) == goal_place("mal-1.3")


def test_rules_have_names_of_their_own_and_tell_why() -> None:
    names = [rule.name for rule in RULES]
    assert sorted(set(names)) == sorted(names)
    for rule in RULES:
        assert rule.title, rule.name
        assert rule.reason.endswith("."), rule.name
        assert rule.example.endswith((".", "?")), rule.name
        assert rule.reads <= set(TABLES), rule.name


class _Watched(Report, frozen=True):
    """A report that notes which of its tables are looked at."""

    def __getattribute__(self, name: str) -> object:
        seen = object.__getattribute__(self, "__dict__").get("seen")
        if seen is not None:
            seen.add(name)
        return super().__getattribute__(name)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_reads_the_tables_that_it_says(example: Report, rule: Rule) -> None:
    seen: set[str] = set()
    watched = _Watched().apply({name: example.table(name) for name in TABLES})
    vars(watched)["seen"] = seen
    rule.findings(watched, PERIOD)
    read = {name for name, spec in TABLES.items() if spec.attribute in seen}
    assert read <= rule.reads


def test_after_an_edit_only_what_reads_its_tables_is_checked(example: Report) -> None:
    earlier = check(example, PERIOD)
    value = example.indicator_values["ind-1.3-5@T1 2025"]
    after = changed(example, replace(value, outcome=Decimal(64)))
    again = check(after, PERIOD, earlier)
    assert again.findings == findings(after, PERIOD)
    assert again.findings != earlier.findings
    for rule in RULES:
        if "indicator_value" not in rule.reads:
            assert again.by_rule[rule.name] is earlier.by_rule[rule.name]
    assert check(example, "VB 2024", earlier).findings == findings(example, "VB 2024")


@given(reports(), st.data())
def test_any_report_can_be_checked_and_an_edit_of_it_too(
    report: Report, data: st.DataObject
) -> None:
    earlier = check(report, PERIOD)
    for each in earlier.findings:
        assert each.message
        assert exists(report, each.place(report))
    assert len(in_order(report, earlier.findings)) == len(earlier.findings)
    rows = [(name, key) for name in TABLES for key in report.table(name)]
    table, key = data.draw(st.sampled_from([row for row in rows if row[0] != "period"]))
    edit = Edit(report)
    if table != "setup":
        edit.remove(report.table(table)[key])
    assert check(edit.report, PERIOD, earlier).findings == findings(edit.report, PERIOD)


def test_the_guide_has_the_rules_as_they_are() -> None:
    page = Path(__file__).parents[2] / "docs" / "kontroll.md"
    assert page.read_text("utf-8") == guide()
