"""The arithmetic of the report, as pure functions on öre. R-numbers: the relations of the real report.

A blank (None) counts as 0 in a sum but stays blank where nothing at all is filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from tertialapp.model.goals import SplitKind
from tertialapp.model.numbers import MoneyUnit, round_half_up
from tertialapp.model.records import Ore

Amount = Ore | None


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum (R2, R5, R6, R13, R16, R17); None when every amount is blank."""
    filled = [amount for amount in amounts if amount is not None]
    return Ore(sum(filled)) if filled else None


def negated(amount: Amount) -> Amount:
    """The amount with the other sign."""
    return None if amount is None else Ore(-amount)


def deviation(adjusted: Iterable[Amount], forecast: Amount) -> Amount:
    """Budget with all its adjustments minus forecast, surplus positive (R1, R4, R15).

    None when there is no forecast to compare with.
    """
    if forecast is None:
        return None
    return Ore(sum(amount or 0 for amount in adjusted) - forecast)


def after_dispositions(before: Amount, opening_funds: Amount, closing_funds: Amount) -> Amount:
    """The deviation when last year's funds are added and next year's set aside (R3)."""
    return total((before, opening_funds, negated(closing_funds)))


def share_of(amount: Amount, per_cent: Decimal) -> Amount:
    """So many per cent of an amount, halves of an öre away from zero."""
    if amount is None:
        return None
    return Ore(int((amount * per_cent / 100).quantize(Decimal(1), ROUND_HALF_UP)))


def closing_fund(opening: Amount, result: Amount, gross: Amount, ceiling: Decimal) -> Amount:
    """A result unit's fund to next year: opening + result, at most ``ceiling`` % of gross (R10, R11)."""
    sum_of_both = total((opening, result))
    limit = share_of(gross, ceiling)
    if sum_of_both is None or limit is None:
        return sum_of_both
    return min(sum_of_both, limit)


def withdrawal(opening: Amount, closing: Amount) -> Amount:
    """What a unit takes out of its fund during the year (R7, R12); negative when it puts in."""
    return total((opening, negated(closing))) if None not in (opening, closing) else None


def over_limit(taken: Amount, gross: Amount, limit: Decimal) -> Amount:
    """How much of a withdrawal is above ``limit`` % of the gross budget (R12); 0 when within or none."""
    permitted = share_of(gross, limit)
    if taken is None or permitted is None:
        return None
    return Ore(max(0, taken - permitted)) if taken >= 0 else Ore(0)


def covered_by_board(opening: Amount, result: Amount, closing: Amount) -> Amount:
    """What the board covers when a fund closes higher than opening + result (R10)."""
    sum_of_both = total((opening, result))
    if sum_of_both is None or closing is None:
        return None
    return Ore(max(0, closing - sum_of_both))


def moved_to_fund(opening: Amount, result: Amount, closing: Amount) -> Amount:
    """What stays with the board because the ceiling cuts the fund (R11)."""
    sum_of_both = total((opening, result))
    if sum_of_both is None or closing is None:
        return None
    return Ore(max(0, sum_of_both - closing))


def forecast_after(before: Amount, withdrawals: Iterable[Amount]) -> Amount:
    """The forecast after fund transfers: lowered by what the units withdraw (R7)."""
    taken = total(withdrawals)
    return before if taken is None else total((before, negated(taken)))


def follows_budget(forecast: Amount, adjusted: Iterable[Amount]) -> Decimal | None:
    """Forecast in per cent of the adjusted budget (R19)."""
    budget = total(adjusted)
    if forecast is None or not budget:
        return None
    return Decimal(forecast) * 100 / Decimal(budget)


def averted_share(happened: int, threatened: int) -> Decimal | None:
    """The per cent of threatened cases that did not happen (R20)."""
    return Decimal(threatened - happened) * 100 / threatened if threatened else None


def split_holds(kind: SplitKind, whole: Decimal, men: Decimal, women: Decimal, places: int) -> bool:
    """Whether a whole agrees with its two parts (R21): between two rates, else their sum.

    Parts are rounded to ``places``, so each may be half a unit of the last place off.
    """
    slack = Decimal(1).scaleb(-places)
    match kind:
        case SplitKind.RATE:
            return min(men, women) <= whole <= max(men, women)
        case SplitKind.PART:
            return abs(men + women - whole) <= slack
        case SplitKind.COUNT:
            return men + women == whole
    return True


def last_place(unit: MoneyUnit) -> int:
    """How many öre a step of the last place is that a unit's tables print."""
    return int(Decimal(unit.ore).scaleb(-unit.decimals))


def rounding_slack(rows: int, unit: MoneyUnit, decimals: int | None = None) -> Decimal:
    """By how many öre a sum of rounded rows may differ from its total: n · ½ of the last place (R13)."""
    places = unit.decimals if decimals is None else decimals
    return Decimal(unit.ore).scaleb(-places) * rows / 2


def total_agrees(stated: Ore, parts: Sequence[Amount], unit: MoneyUnit) -> bool:
    """Whether a stated total differs from the sum of its rows by no more than rounding explains."""
    filled = [part for part in parts if part is not None]
    return abs(stated - sum(filled)) <= rounding_slack(len(filled), unit)


def printed(amount: Ore, unit: MoneyUnit, decimals: int | None = None) -> Decimal:
    """An amount as its table shows it, in the unit, rounded half up."""
    places = unit.decimals if decimals is None else decimals
    return round_half_up(Decimal(amount) / unit.ore, places)
