"""The checks: a whole report, one a hundred times as long, and what an edit makes to be checked again."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tertialapp.check.run import Checked, check
from tertialapp.model.report import Report
from tertialapp.store.file import read_report
from tests.bench.figures import SPREAD, spread, table
from tests.bench.multiply import multiplied
from tests.bench.window import EXAMPLE

SIZES = {1: 30, 10: 5, 100: 1}
"""How many times the report, and how often each is measured."""

EDITED = (
    "indicator_value",
    "goal_status",
    "text",
    "net_budget",
    "activity",
    "decision",
    "indicator",
)
EDITS = 40


def measure(files: Mapping[str, Path]) -> str:
    """Whole checks by size, and checks after edits by table."""
    report = read_report(files[EXAMPLE])
    period_id = report.periods_in_order()[-1].id
    rows = []
    for size, rounds in SIZES.items():
        long = multiplied(report, size)
        times = [_timed(long, period_id) for _ in range(rounds)]
        rows.append([f"hela rapporten, {size} gånger så lång", *spread(times * 2)])
    rows += [
        [f"efter en ändring av {name}", *spread(_edits(report, period_id, name))] for name in EDITED
    ]
    return table("Kontroll", ["", *SPREAD], rows)


def _edits(report: Report, period_id: str, name: str) -> list[float]:
    earlier = check(report, period_id)
    drawn = random.Random(1)  # noqa: S311 - the same rows each time
    times = []
    for _ in range(EDITS):
        key, record = drawn.choice(list(report.table(name).items()))
        after = report.apply({name: {key: replace(record)}})
        times.append(_timed(after, period_id, earlier))
    return times


def _timed(report: Report, period_id: str, earlier: Checked | None = None) -> float:
    start = time.perf_counter()
    made = check(report, period_id, earlier)
    assert made.findings
    return time.perf_counter() - start
