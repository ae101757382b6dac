"""An indicator's figures as they are printed."""

from __future__ import annotations

from decimal import Decimal

from tertialapp.model.goals import Indicator
from tertialapp.model.numbers import NBSP, format_number

MAX_PRINTED_UNIT = 2
"""Longer units than "%" and "st" would crowd the cells; they stand with the indicator instead."""


def print_figure(indicator: Indicator, value: Decimal) -> str:
    """A figure of an indicator with its decimals, and its unit where that is short."""
    figure = format_number(value, indicator.decimals)
    short = 0 < len(indicator.unit) <= MAX_PRINTED_UNIT
    return f"{figure}{NBSP}{indicator.unit}" if short else figure
