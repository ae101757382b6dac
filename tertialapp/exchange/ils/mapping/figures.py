"""Figures as they are printed in cells and in running text."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

from tertialapp.model.numbers import MoneyUnit, NumberFault, parse_money, parse_number
from tertialapp.model.records import Ore

_FIGURE = re.compile(r"(?P<number>[+−–-]? ?\d[\d ]{0,20}(?:[.,]\d+)?) *(?P<unit>[^\d].*)?")
_BAND = re.compile(r"\+/-.*")
_AMOUNT = re.compile(
    r"(?P<number>\d[\d ]{0,20}(?:,\d+)?) (?P<unit>mnkr|tkr|kr|kronor)\b[ .,]*(?P<rest>.*)"
)
_UNITS = {
    "mnkr": MoneyUnit.MILLIONS,
    "tkr": MoneyUnit.THOUSANDS,
    "kr": MoneyUnit.KRONOR,
    "kronor": MoneyUnit.KRONOR,
}
NO_DATA = frozenset("-–")


class Figure(Struct, frozen=True):
    """A figure and its unit."""

    value: Decimal
    unit: str

    @property
    def decimals(self) -> int:
        """How many decimals it is printed with."""
        exponent = self.value.as_tuple().exponent
        return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def figure(cell: str) -> Figure | None:
    """The figure in a cell, None when the cell holds words or a band."""
    match = _FIGURE.fullmatch(cell.strip())
    if match is None:
        return None
    try:
        value = parse_number(match["number"])
    except NumberFault:
        return None
    return Figure(value, " ".join((match["unit"] or "").split())) if value is not None else None


def is_band(cell: str | None) -> bool:
    """Whether a target is a band around something, "+/- 1 %"."""
    return cell is not None and _BAND.fullmatch(cell) is not None


def amount_first(text: str) -> tuple[Ore | None, str]:
    """The amount that a text begins with, and the rest: "0,6 mnkr belysning"."""
    match = _AMOUNT.fullmatch(text.strip())
    amount = _amount(match) if match else None
    if match is None or amount is None or not match["rest"]:
        return None, text
    return amount, match["rest"]


def amount_within(text: str) -> Ore | None:
    """The first amount in a text."""
    match = _AMOUNT.search(text)
    return _amount(match) if match else None


def _amount(match: re.Match[str]) -> Ore | None:
    try:
        return parse_money(match["number"], _UNITS[match["unit"]])
    except NumberFault:
        return None
