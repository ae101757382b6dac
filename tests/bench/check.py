"""The checks: a whole report, one a hundred times as long, and what an edit makes to be checked again."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec.structs import asdict, replace

from tertialapp.base.memory import uncollected
from tertialapp.check.run import Checked, check
from tertialapp.model.records import Record
from tertialapp.model.report import Report
from tertialapp.store.file import read_report
from tests.bench.figures import SPREAD, spread, table
from tests.bench.multiply import multiplied

SIZES = {1: 30, 10: 5, 100: 1}
"""How many times the report, and how often each is measured once its texts are known."""

EDITED = [
    "goal",
    "goal_status",
    "indicator",
    "indicator_value",
    "activity",
    "activity_status",
    "expected_result",
    "text",
    "section",
    "decision",
    "business_area",
    "net_budget",
    "operating_budget",
    "result_unit",
    "result_unit_value",
    "investment",
    "investment_value",
    "planned_investment",
    "turnover_change",
    "budget_adjustment",
    "competence_fund",
]
EDITS = 40
WORDS = ("name", "title", "text", "body", "label")


def measure(files: Mapping[str, Path]) -> str:
    """Whole checks by size and checks after edits by table, in processor time: others use the machine too."""
    return "".join(_measured(name, read_report(path)) for name, path in files.items())


def _measured(name: str, report: Report) -> str:
    period_id = report.periods_in_order()[-1].id
    rows = [row for size in SIZES for row in _whole(report, period_id, size)]
    rows += [
        [f"efter en ändring av {edited}", *spread(times)]
        for edited, times in _edits(report, period_id).items()
    ]
    return table(f"Kontroll av {name}", ["", *SPREAD], rows)


def _whole(report: Report, period_id: str, size: int) -> Iterator[list[str]]:
    long = multiplied(report, size)
    forget()
    first = _timed(long, period_id)
    times = [_timed(long, period_id) for _ in range(SIZES[size])]
    yield [f"första gången, {size} gånger så lång", *spread([first] * 2)]
    yield [f"sedan, {size} gånger så lång", *spread(times * 2)]


def forget() -> None:
    """Empty all that checks remember, so that the next one reads everything anew."""
    for name, module in list(sys.modules.items()):
        if name.startswith("tertialapp.check"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def _edits(report: Report, period_id: str) -> dict[str, list[float]]:
    """Edits of one table after the other, over and over, so that none has the machine to itself."""
    forget()
    check(report, period_id)
    earlier = check(report, period_id)
    drawn = random.Random(1)  # noqa: S311 - the same rows each time
    rows = {name: list(report.table(name).items()) for name in EDITED}
    times: dict[str, list[float]] = {name: [] for name in EDITED if rows[name]}
    for _ in range(EDITS):
        for name, taken in times.items():
            key, record = drawn.choice(rows[name])
            after = report.apply({name: {key: _edited(record)}})
            taken.append(_timed(after, period_id, earlier))
    return times


def _edited(record: Record) -> Record:
    """A record with other words, or where it has none with another amount or figure."""
    for field in WORDS:
        if getattr(record, field, None):
            words: dict[str, Any] = {field: f"{getattr(record, field)} och mer"}
            return replace(record, **words)
    for field, value in asdict(record).items():
        if type(value) in (int, Decimal):
            figure: dict[str, Any] = {field: value + 1}
            return replace(record, **figure)
    return replace(record)


def _timed(report: Report, period_id: str, earlier: Checked | None = None) -> float:
    with (
        uncollected()
    ):  # Python's search for garbage comes when it likes, and walks all that the bench holds
        start = time.process_time()
        made = check(report, period_id, earlier)
        taken = time.process_time() - start
    assert made.findings
    return taken
