"""JSON: the same report back, and one Swedish sentence for everything that is no report."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertialapp.base.errors import BadInput
from tertialapp.base.paths import resource
from tertialapp.exchange.json_report import read_json, write_json
from tertialapp.exchange.json_schema import schema
from tertialapp.model.frame import SETUP_ID, PeriodKind, Setup
from tertialapp.model.goals import Goal, Level
from tertialapp.model.periods import new_period
from tertialapp.model.report import TABLES, Report, report_of
from tertialapp.store.schema import take_step
from tests.reports import reports


@given(reports())
def test_any_report_is_read_back_as_it_was_written(report: Report) -> None:
    text = write_json(report)
    assert read_json(text) == report
    assert write_json(read_json(text)) == text


def test_the_published_schema_is_the_one_that_is_used() -> None:
    published = json.loads(resource("rapport.schema.json").read_text("utf-8"))
    assert published == schema()


def _small() -> dict[str, Any]:
    goal = Goal(id="m", sort_key="a0", level=Level.DIRECTION, title="Mål")
    setup = Setup(id=SETUP_ID, board="Nämnden")
    content: dict[str, Any] = json.loads(
        write_json(report_of([setup, new_period(PeriodKind.FIRST, 2025), goal]))
    )
    return content


def _without_title(content: dict[str, Any]) -> None:
    del content["goals"][0]["title"]


def _twice(content: dict[str, Any]) -> None:
    content["goals"] *= 2


BROKEN: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "other format": (lambda content: content.update(format="x"), "ingen rapport"),
    "newer": (lambda content: content.update(version=99), "nyare version"),
    "unknown table": (lambda content: content.update(extra=[]), "följer inte schemat"),
    "missing table": (lambda content: content.pop("texts"), "följer inte schemat"),
    "missing field": (_without_title, r"följer inte schemat vid ”goals\[0\]"),
    "wrong type": (lambda content: content["goals"][0].update(title=7), "följer inte schemat"),
    "dangling": (lambda content: content["goals"][0].update(parent_id="?"), "som saknas"),
    "own parent": (lambda content: content["goals"][0].update(parent_id="m"), "hänger inte ihop"),
    "twice": (_twice, "samma id"),
    "no such day": (
        lambda content: content["periods"][0].update(cut_off="2025-02-31"),
        "inte går att läsa",
    ),
    "too many digits": (
        lambda content: content["setups"][0].update(fund_ceiling="9" * 30),
        "följer inte schemat",
    ),
    "no year": (lambda content: content["periods"][0].update(year=99999), "följer inte schemat"),
    "no board": (lambda content: content.update(setups=[]), "hänger inte ihop"),
    "no picture": (
        lambda content: content["images"].append(
            {"id": "x", "width": 1, "height": 1, "content": "AAAA"}
        ),
        "hänger inte ihop",
    ),
    "no bytes": (
        lambda content: content["images"].append(
            {"id": "x", "width": 1, "height": 1, "content": "A"}
        ),
        "inte går att läsa",
    ),
    "wrong key": (
        lambda content: content["goal_statuses"].append(
            {"id": "x", "goal_id": "m", "period_id": "T1 2025", "status_id": None}
        ),
        "hänger inte ihop",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_json_that_breaks_the_schema_is_refused(case: str) -> None:
    damage, message = BROKEN[case]
    content = _small()
    damage(content)
    with pytest.raises(BadInput, match=message) as refusal:
        read_json(json.dumps(content))
    assert "\n" not in str(refusal.value)


def test_a_key_that_stands_twice_is_refused() -> None:
    text = json.dumps(_small())
    with pytest.raises(BadInput, match="två gånger"):
        read_json(text[:-1] + ', "texts": []}')


@given(st.text() | st.sampled_from(["[" * 100_000, "{}", "null", '{"format": []}', "1e999"]))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_json(text)


def test_json_of_version_2_gets_what_version_3_added() -> None:
    content = _small()
    content["own_words"] = [{"id": "Skolörten"}]
    content["version"] = 2
    assert read_json(json.dumps(content)).own_words["Skolörten"].broken == ""


def _as_in_version_1() -> dict[str, Any]:
    """The small report with just the tables and fields that the first schema of a file had."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    take_step(connection, 1)
    content = _small() | {"version": 1}
    for name, spec in TABLES.items():
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
        if not columns:
            del content[spec.attribute]
            continue
        for row in content[spec.attribute]:
            for field in row.keys() - columns:
                del row[field]
    connection.close()
    return content


def test_json_of_version_1_gets_what_later_ones_added() -> None:
    content = _as_in_version_1()
    assert "deadline" not in content["periods"][0]
    assert "images" not in content
    report = read_json(json.dumps(content))
    assert report.periods["T1 2025"].deadline is None
    content["goals"][0]["extra"] = 1
    with pytest.raises(BadInput, match="följer inte schemat"):
        read_json(json.dumps(content))
