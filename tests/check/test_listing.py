"""Findings in print and on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tertialapp import tasks
from tertialapp.check.findings import Finding, Severity
from tertialapp.check.listing import counted, in_order, lines, plain_findings, told
from tertialapp.check.run import findings
from tertialapp.cli import run
from tertialapp.model.frame import PeriodKind
from tertialapp.model.report import Report
from tests.check import PERIOD


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "exempel.tertial"
    tasks.write_example(path)
    return path


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    capsys.readouterr()
    code = run(["check", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_they_come_in_printed_order_the_worst_first(example: Report) -> None:
    ordered = in_order(example, findings(example, PERIOD))
    names = [found.place(example).key for found in ordered]
    assert names.index("mal-1.1") < names.index("mal-1.2") < names.index("mal-3.4")
    at = [found.severity for found in ordered if found.place(example).key == "mal-3.4"]
    assert at[0] is Severity.ERROR
    assert at == sorted(at, key=list(Severity).index)


def test_a_list_for_reading(example: Report) -> None:
    (split,) = (f for f in findings(example, PERIOD) if f.rule == "split")
    heading, line, count = lines(example, [split])
    assert heading.startswith("1.3 Stockholms stad ska ge stöd")
    assert line.startswith("  FEL     Andel familjehemsplacerade barn")
    assert "62,26\u00a0% stämmer inte" in line
    assert count == "1 fel, 0 varningar, 0 notiser."


def test_a_point_to_decide_is_called_by_its_number(example: Report) -> None:
    (amount,) = (f for f in findings(example, PERIOD) if f.rule == "decision-text-amount")
    assert told(example, amount).startswith("Punkt 12: Beslutspunkten lyder på 0,9")


def test_plain_values_say_where_and_what(example: Report) -> None:
    (split,) = (f for f in findings(example, PERIOD) if f.rule == "split")
    (plain,) = plain_findings(example, [split])
    assert plain["key"] == split.key
    assert plain["severity"] == "error"
    assert plain["place"] == {"table": "goal", "key": "mal-1.3", "name": "1.3"}
    assert plain["subject"].startswith("Andel familjehemsplacerade")
    assert [each["field"] for each in plain["cells"]] == ["outcome", "men", "women"]
    assert (plain["found"], plain["against"]) == ("62,26\u00a0%", "65,52\u00a0%, 62,5\u00a0%")


def test_severities_are_counted_in_words() -> None:
    one = Finding(Severity.WARNING, "", ())
    assert counted([one]) == "0 fel, 1 varning, 0 notiser"
    assert (
        counted([one, replace(one, severity=Severity.NOTE)] * 2) == "0 fel, 2 varningar, 2 notiser"
    )


def test_the_command_tells_the_same_keys_each_time(
    path: Path, capsys: pytest.CaptureFixture[str], example: Report
) -> None:
    code, told = _json(capsys, str(path))
    assert code == 1
    assert told["period"] == PERIOD
    assert _json(capsys, str(path)) == (code, told)
    assert {each["key"] for each in told["findings"]} == {
        found.key for found in findings(example, PERIOD)
    }


def test_exit_codes(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(path)]) == 1
    assert "fel, " in capsys.readouterr().out
    assert run(["check", str(path), "--fail-on", "error"]) == 1
    assert run(["check", str(path), "--period", "T2 2031"]) == 2
    assert run(["check", str(path), "--fail-on", "notis"]) == 2
    assert run(["check", str(tmp_path / "borta.tertial")]) == 2
    empty = tmp_path / "ny.tertial"
    tasks.write_new(tasks.new_report("Nämnden", PeriodKind.FIRST, 2025), empty)
    capsys.readouterr()
    assert run(["check", str(empty)]) == 0
    assert "0 fel, 0 varningar" in capsys.readouterr().out
