"""What two people wrote differently, and nobody has decided yet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tertialapp.check.findings import Cell, Finding, Severity
from tertialapp.check.rules import rule
from tertialapp.merge.listing import sides
from tertialapp.model.conflicts import Conflict
from tertialapp.model.records import field_specs
from tertialapp.model.report import TABLES, Report


@rule(
    "undecided-conflict",
    "Konflikter efter en sammanfogning är avgjorda",
    reason="Två har ändrat samma sak var för sig. Tills någon väljer har rapporten bara den ena versionen.",
    example="En konflikt är inte avgjord: ”75” eller ”78”. Välj under Redigera › Konflikter.",
    reads="conflict",
)
def undecided_conflict(report: Report, _period_id: str) -> Iterator[Finding]:
    """A conflict that a merge left."""
    yield from map(_finding, report.conflicts.values())


@lru_cache(maxsize=16_384)  # of thousands, all but one are the same when that is decided
def _finding(found: Conflict) -> Finding:
    ours, theirs = sides(found)
    message = (
        f"En konflikt är inte avgjord: {ours} eller {theirs}. Välj under Redigera › Konflikter."
    )
    at = Cell(found.table, found.key, found.field or _first_field(found))
    return Finding(Severity.ERROR, message, (at,), ours, theirs, rule="undecided-conflict")


def _first_field(found: Conflict) -> str:
    """Where a record as a whole is shown: its name."""
    return next(
        spec.name
        for spec in field_specs(TABLES[found.table].record_type)
        if spec.name != "id" and not spec.table
    )


RULES = (undecided_conflict,)
