"""The forms in which figures, amounts and dates are typed: no blanks, decimal comma, all decimals."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from tertialapp.model.numbers import MoneyUnit
from tertialapp.model.records import Ore
from tertialapp.ui.columns.column import CellFault


def typed_figure(value: Decimal) -> str:
    """A figure as it is typed: "−1 234,50" is "-1234,50"."""
    return f"{value:f}".replace(".", ",")


def typed_money(amount: Ore, unit: MoneyUnit) -> str:
    """An amount in its unit as it is typed, to the last öre: 2,64512 for 2 645 120 kr in mnkr."""
    value = Decimal(amount) / unit.ore
    whole = value == value.to_integral_value()
    return typed_figure(value.quantize(Decimal(1)) if whole else value.normalize())


_ORDERS = (
    re.compile(r"(?P<year>\d{4})[-./ ](?P<month>\d{1,2})[-./ ](?P<day>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"),
    re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[-/. ](?P<year>\d{4})"),
)


def parse_date(text: str) -> date | None:
    """The day in a text such as 2025-04-30, 2025.04.30, 20250430 or 30/4 2025; None for an empty one.

    Raises CellFault.
    """
    line = " ".join(text.split())
    if not line:
        return None
    for order in _ORDERS:
        found = order.fullmatch(line)
        if found:
            try:
                return date(*(int(found[part]) for part in ("year", "month", "day")))
            except ValueError as error:
                raise CellFault(f"Dagen ”{line}” finns inte i kalendern.") from error
    raise CellFault(f"”{line[:40]}” är inget datum. Skriv som 2025-04-30 eller 30/4 2025.")
