"""Round numbers along an axis."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from tertialapp.model.numbers import NBSP, format_number

LEAST_SPAN = Decimal("0.08")
"""A span below this part of the figures themselves would make much of little."""
_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_HUNDRED = Decimal(100)


def round_ticks(values: Sequence[Decimal], about: int, unit: str = "") -> tuple[Decimal, ...]:
    """About so many round numbers from below the lowest value to above the highest.

    What can't be below nothing or above 100 per cent gets no such numbers.
    """
    low, high = min(values), max(values)
    least = max(LEAST_SPAN * max(abs(low), abs(high)), Decimal(10) ** _finest(values))
    if high - low < least:
        middle = (high + low) / 2
        low, high = middle - least / 2, middle + least / 2
    step = _round_step((high - low) / max(1, about))
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    ticks = [step * at for at in range(int(first), int(last) + 1)]
    if min(values) >= 0:
        ticks = [tick for tick in ticks if tick >= 0]
    if unit == "%" and max(values) <= _HUNDRED:
        ticks = [tick for tick in ticks if tick <= _HUNDRED]
    return tuple(ticks)


def _finest(values: Sequence[Decimal]) -> int:
    """The exponent of the last decimal that any value has; 0 when all are whole."""
    exponents = [value.as_tuple().exponent for value in values]
    return min((exp for exp in exponents if isinstance(exp, int) and exp < 0), default=0)


def _round_step(least: Decimal) -> Decimal:
    """The smallest 1, 2 or 5, at any power of ten, that is not below ``least``."""
    size = Decimal(1).scaleb(least.adjusted())
    return next(size * step for step in _STEPS if size * step >= least)


def tick_texts(ticks: Sequence[Decimal]) -> tuple[str, ...]:
    """The numbers in print, all with the same number of decimals and no more than they need."""
    exponents = [tick.normalize().as_tuple().exponent for tick in ticks]
    decimals = max((-exp for exp in exponents if isinstance(exp, int)), default=0)
    plain = [tick.quantize(Decimal(1).scaleb(-max(decimals, 0))) for tick in ticks]
    return tuple(format_number(tick) for tick in plain)


_LARGE = ((Decimal(10) ** 12, "bn"), (Decimal(10) ** 9, "md"), (Decimal(10) ** 6, "mn"))


def short_tick_texts(ticks: Sequence[Decimal]) -> tuple[str, ...]:
    """Large numbers in millions (mn), milliards (md) or billions (bn), where there is little room."""
    largest = max(map(abs, ticks))
    for size, word in _LARGE:
        if largest >= size:
            texts = tick_texts([tick / size for tick in ticks])
            return tuple(f"{text}{NBSP}{word}" for text in texts)
    return tick_texts(ticks)
