"""The tables of a consolidation as JSON, for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal

from tertialapp.model.consolidated import Column, Sheet, Value, shown

FORMAT = "tertialapp-sammanstallning"


def sheets_json(sheets: Sequence[Sheet], period_id: str) -> str:
    """Each table by its title as rows by the heads of their columns; figures as text with a decimal point."""
    tables = {
        sheet.title: [
            {
                column.head: _plain(column, value)
                for column, value in zip(sheet.columns, row.cells, strict=True)
            }
            for row in sheet.rows
        ]
        for sheet in sheets
    }
    told = {"format": FORMAT, "version": 1, "period": period_id, "tables": tables}
    return json.dumps(told, ensure_ascii=False, indent=1)


def _plain(column: Column, value: Value) -> str | int | None:
    if value is None or isinstance(value, int):
        return value
    return f"{value:f}" if isinstance(value, Decimal) else shown(column, value)
