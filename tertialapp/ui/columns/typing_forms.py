"""The forms in which figures, amounts and dates are typed: no blanks, decimal comma, all decimals."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from tertialapp.model.numbers import MoneyUnit, NumberFault, parse_money, parse_number
from tertialapp.model.periods import MONTHS
from tertialapp.model.records import Ore
from tertialapp.model.text import clean_line
from tertialapp.ui.columns.column import CellFault


def typed_figure(value: Decimal) -> str:
    """A figure as it is typed: "−1 234,50" is "-1234,50"."""
    return f"{value:f}".replace(".", ",")


def typed_money(amount: Ore, unit: MoneyUnit) -> str:
    """An amount in its unit as it is typed, to the last öre: 2,64512 for 2 645 120 kr in mnkr."""
    value = Decimal(amount) / unit.ore
    whole = value == value.to_integral_value()
    return typed_figure(value.quantize(Decimal(1)) if whole else value.normalize())


# -- figures and amounts ---------------------------------------------------------------------------

MAX_DECIMALS = 9
MOST_ORE = 10**17
"""What a file takes; more is a slip of the hand."""


def parse_figure(text: str, unit: str) -> Decimal | None:
    """The figure in a text, with or without its unit; None for an empty one. Raises NumberFault."""
    line = clean_line(text)
    if unit == "%":
        line = re.sub(r"(?<=\d) ?procent$", "%", line)
    if unit != "%" and line.endswith("%"):
        has = f"enheten ”{unit}”" if unit else "ingen enhet"
        raise NumberFault(f"Indikatorn har {has}. Skriv talet utan procenttecken.")
    value = parse_number(line, unit)
    if value is not None and -int(value.as_tuple().exponent) > MAX_DECIMALS:
        raise NumberFault(f"Talet har fler än {MAX_DECIMALS} decimaler. Skriv färre.")
    return value


_CURRENCY = re.compile(
    r"(?P<amount>.*\d.*?) ?(?P<word>[a-zåäö]+(?: ?kronor)?|:-)\.?", re.IGNORECASE
)
_KRONOR = ("kr", "kronor", "sek", ":-")
_THOUSANDS = ("tkr", "ksek", "kkr", "tusen kronor")
_MILLIONS = ("mnkr", "mkr", "msek", "miljoner kronor", "miljon kronor", "miljoner")
_UNITS = {
    **dict.fromkeys(_KRONOR, MoneyUnit.KRONOR),
    **dict.fromkeys(_THOUSANDS, MoneyUnit.THOUSANDS),
    **dict.fromkeys(_MILLIONS, MoneyUnit.MILLIONS),
}


def parse_amount(text: str, unit: MoneyUnit) -> Ore | None:
    """The amount in a text, in öre; None for an empty one. Raises NumberFault.

    A currency word after it must be that of the column: 12 kr among thousands is not guessed at.
    """
    line = clean_line(text)
    found = _CURRENCY.fullmatch(line)
    meant = _UNITS.get(found["word"].casefold()) if found else None
    if found and meant and meant is not unit:
        raise NumberFault(
            f"Beloppen här är i {unit.label}, men ”{_shortened(line)}” är i {meant.label}. "
            f"Räkna om beloppet till {unit.label}."
        )
    amount = parse_money(found["amount"] if found and meant else line, unit)
    if amount is not None and abs(amount) > MOST_ORE:
        raise NumberFault("Beloppet är för stort. Kontrollera antalet siffror och kolumnens enhet.")
    return amount


# -- dates -----------------------------------------------------------------------------------------

FIRST_YEAR, LAST_YEAR = 1900, 2200
_SHORT_MONTHS = [name[:3] for name in MONTHS]
_NAMED = re.compile(
    r"(?:den )?(?P<day>\d{1,2})(?::?e)? (?P<name>[a-zåäö]+)\.?,? (?P<year>\d{4,})", re.IGNORECASE
)
_ORDERS = (
    re.compile(r"(?P<year>\d{4,})[-./ ](?P<month>\d{1,2})[-./ ](?P<day>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"),
    re.compile(r"(?P<day>\d{1,2})[/.] ?(?P<month>\d{1,2})[-/. ] ?(?P<year>\d{4,})"),
)
_MIDNIGHT = re.compile(r"[ T]00:00(:00([.,]0+)?)?Z?$")
_SHORT_YEAR = re.compile(
    r"\d{1,2}[-./ ]+\d{1,2}[-./ ]+\d{1,2}|\d{6}|.* [a-zåäö]+\.? \d\d", re.IGNORECASE
)
_NO_YEAR = re.compile(r"(den )?\d{1,2}(:?e)?[./ ]+(\d{1,2}|[a-zåäö]+)\.?", re.IGNORECASE)
_FORMS = "2025-04-30, 30/4 2025 eller 30 april 2025."
HOW = f"Skriv som {_FORMS}"


def parse_date(text: str) -> date | None:
    """The day in a text such as 2025-04-30, 20250430, 30/4 2025 or 30 april 2025; None for an empty one.

    Raises CellFault, also where the year is not certain.
    """
    line = _MIDNIGHT.sub("", " ".join(clean_line(text).split()))
    if not line:
        return None
    parts = _parts(line)
    if parts is None:
        raise CellFault(_no_date(line))
    year, month, day = parts
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellFault(
            f"Året i ”{_shortened(line)}” ska vara mellan {FIRST_YEAR} och {LAST_YEAR}."
        )
    try:
        return date(year, month, day)
    except ValueError as error:
        raise CellFault(f"Dagen ”{_shortened(line)}” finns inte i kalendern.") from error


def _parts(line: str) -> tuple[int, int, int] | None:
    named = _NAMED.fullmatch(line)
    if named:
        month = _month(named["name"].casefold())
        return (int(named["year"]), month, int(named["day"])) if month else None
    for order in _ORDERS:
        found = order.fullmatch(line)
        if found:
            return int(found["year"]), int(found["month"]), int(found["day"])
    return None


def _month(name: str) -> int:
    short = name[:3] if name in MONTHS or len(name) <= 4 else ""
    return _SHORT_MONTHS.index(short) + 1 if short in _SHORT_MONTHS else 0


def _no_date(line: str) -> str:
    if _SHORT_YEAR.fullmatch(line):
        return (
            f"”{_shortened(line)}” kan läsas på flera sätt. Skriv året med fyra siffror: {_FORMS}"
        )
    if _NO_YEAR.fullmatch(line):
        return f"”{_shortened(line)}” saknar år. {HOW}"
    return f"”{_shortened(line)}” är inget datum. {HOW}"


def _shortened(line: str) -> str:
    return line if len(line) <= 40 else f"{line[:39]}…"
