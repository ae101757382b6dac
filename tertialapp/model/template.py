"""A new report from a template report: its structure, another board and another period."""

from __future__ import annotations

from msgspec import structs

from tertialapp.model.frame import PeriodKind
from tertialapp.model.periods import new_period
from tertialapp.model.records import Record
from tertialapp.model.report import Report


def from_template(template: Report, board: str, kind: PeriodKind, year: int) -> Report:
    """The template's structure for a board, with one empty period and nothing else of any period."""
    period = new_period(kind, year)
    setup = structs.replace(template.setup, board=board)
    emptied: dict[str, dict[str, Record | None]] = {
        "period": dict.fromkeys(template.periods) | {period.id: period},
        "setup": {setup.id: setup},
    }
    return template.apply(emptied)
