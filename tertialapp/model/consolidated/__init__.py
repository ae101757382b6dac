"""Several boards' reports of one period side by side: what each gives, and the tables made of it."""

from tertialapp.model.consolidated.part import BoardPart, FindingCounts, board_part
from tertialapp.model.consolidated.sheets import TEXTS, sheets
from tertialapp.model.consolidated.told import summary
from tertialapp.model.consolidated.values import (
    Column,
    ColumnKind,
    Origin,
    Row,
    Sheet,
    Value,
    matching,
    shown,
)
from tertialapp.model.consolidated.whole import Consolidated, Failure, consolidated

__all__ = [
    "TEXTS",
    "BoardPart",
    "Column",
    "ColumnKind",
    "Consolidated",
    "Failure",
    "FindingCounts",
    "Origin",
    "Row",
    "Sheet",
    "Value",
    "board_part",
    "consolidated",
    "matching",
    "sheets",
    "shown",
    "summary",
]
