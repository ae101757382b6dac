"""Figures as Swedish print has them, and as people type or paste them.

Printed: decimal comma, no-break space between thousands, U+2212 as minus, never a negative zero.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from tertialapp.model.records import Ore

NBSP = "\u00a0"
MINUS = "\u2212"
MAX_DIGITS = 18

_SPACES = re.compile(r"[\s\u00a0\u202f\u2007\u2009]+")
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2012": "-", "\ufe63": "-", "\uff0d": "-"})


class NumberFault(ValueError):  # noqa: N818 - a fault in the user's data, see errors.py
    """A text is not a figure; says why, in Swedish."""


class MoneyUnit(Enum):
    """Units of amounts: printed name, öre per unit, decimals of its tables."""

    KRONOR = ("kr", 100, 0)
    THOUSANDS = ("tkr", 100_000, 0)
    MILLIONS = ("mnkr", 100_000_000, 1)

    def __init__(self, label: str, ore: int, decimals: int) -> None:
        self.label = label
        self.ore = ore
        self.decimals = decimals


def format_number(value: Decimal, decimals: int = 0) -> str:
    """A figure in print with all its decimals, but at least ``decimals`` of them."""
    exponent = value.as_tuple().exponent
    own = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return _print(f"{value.copy_abs():.{max(own, decimals)}f}", negative=value < 0)


def counted(count: int, one: str, many: str) -> str:
    """A number with its word: "1 rad", "2 500 rader"."""
    return f"{count:,} {one if count == 1 else many}".replace(",", NBSP)


def format_rounded(value: Decimal, decimals: int) -> str:
    """A computed figure in print, rounded half up to ``decimals``."""
    return format_number(round_half_up(value, decimals), decimals)


def format_money(amount: Ore, unit: MoneyUnit, decimals: int | None = None) -> str:
    """An amount in print, without its unit, rounded half up to the unit's decimals or those given."""
    places = unit.decimals if decimals is None else decimals
    return format_rounded(Decimal(amount) / unit.ore, places)


def format_money_exact(amount: Ore, unit: MoneyUnit) -> str:
    """An amount in print with all its decimals, at least the unit's, without its unit: "1,0", "0,25"."""
    return format_number((Decimal(amount) / unit.ore).normalize(), unit.decimals)


def format_money_plain(amount: Ore, unit: MoneyUnit) -> str:
    """An amount in running text with its unit and no more decimals than it needs: "0,6 mnkr"."""
    value = (Decimal(amount) / unit.ore).normalize()
    return f"{format_number(value)}{NBSP}{unit.label}"


def _print(digits: str, *, negative: bool) -> str:
    whole, _, fraction = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", NBSP)
    text = f"{grouped},{fraction}" if fraction else grouped
    nothing = not whole.strip("0") and not fraction.strip("0")
    return f"{MINUS}{text}" if negative and not nothing else text


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Rounded to ``decimals`` places, halves away from zero, as the city rounds."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def parse_number(text: str, unit: str = "") -> Decimal | None:
    """The figure in a text as typed or pasted, None for an empty one; a trailing ``unit`` is left out.

    Takes decimal comma or point, blanks of any kind between thousands, and any minus sign.
    Raises NumberFault with a Swedish sentence.
    """
    spaced = _SPACES.sub(" ", text).translate(_SIGNS).strip()
    if unit:
        spaced = spaced.removesuffix(_SPACES.sub(" ", unit)).rstrip()
    if not spaced:
        return None
    compact = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", spaced)
    match = re.fullmatch(r"([+-]?) ?([\d.,]*\d[\d.,]*)", compact)
    if match is None:
        raise NumberFault(f"”{_shortened(text)}” är inget tal. Skriv siffror med decimalkomma.")
    digits = _with_point(match[2])
    if digits is None:
        raise NumberFault(
            f"”{_shortened(text)}” kan läsas på flera sätt. Skriv talet med decimalkomma."
        )
    if sum(map(str.isdigit, digits)) > MAX_DIGITS:
        raise NumberFault(f"Talet har fler än {MAX_DIGITS} siffror. Kontrollera vad som skrevs.")
    return Decimal(f"{'-' if match[1] == '-' else ''}{digits}")


def _with_point(digits: str) -> str | None:
    """Digits with at most a decimal point, from commas and points; None when it is not clear."""
    if not digits.isascii():
        return None
    marks = [char for char in digits if char in ".,"]
    if len(marks) <= 1:
        # "1.234" is a thousand to some and a small figure to others: it is not guessed.
        unclear = re.fullmatch(r"[1-9]\d{0,2}\.\d{3}|.*[.,]", digits)
        return None if unclear else digits.replace(",", ".")
    last = marks[-1]
    whole, _, fraction = digits.rpartition(last)
    thousands = marks[0]
    if set(marks[:-1]) != {thousands} or (thousands == last and len(fraction) != 3):
        return None
    groups = whole.split(thousands)
    if not all(len(group) == 3 for group in groups[1:]) or not 1 <= len(groups[0]) <= 3:
        return None
    joined = "".join(groups)
    return joined + fraction if thousands == last else f"{joined}.{fraction}"


def parse_money(text: str, unit: MoneyUnit) -> Ore | None:
    """The amount in a text, in öre; None for an empty one. Raises NumberFault."""
    value = parse_number(text, unit.label)
    if value is None:
        return None
    ore = value * unit.ore
    if ore != ore.to_integral_value():
        raise NumberFault(f"”{_shortened(text)}” har fler decimaler än hela ören.")
    return Ore(int(ore))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
