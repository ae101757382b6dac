"""Periods of the year: their keys, names and last days; and its months."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from tertialapp.model.frame import Period, PeriodKind
from tertialapp.model.goals import PeriodLength

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)

_LAST_DAYS = {
    PeriodKind.PLAN: (1, 1),
    PeriodKind.FIRST: (4, 30),
    PeriodKind.SECOND: (8, 31),
    PeriodKind.ANNUAL: (12, 31),
}

THIRDS_PASSED: Mapping[PeriodKind, int] = MappingProxyType(
    {PeriodKind.PLAN: 0, PeriodKind.FIRST: 1, PeriodKind.SECOND: 2, PeriodKind.ANNUAL: 3}
)
"""How many thirds of the year have passed on a period's last day."""

_TITLES = {
    PeriodKind.PLAN: "Verksamhetsplan",
    PeriodKind.FIRST: "Tertialrapport 1",
    PeriodKind.SECOND: "Tertialrapport 2",
    PeriodKind.ANNUAL: "Verksamhetsberättelse",
}


def new_period(kind: PeriodKind, year: int, **details: Any) -> Period:
    """A period with its usual key, title and last day; ``details`` are further fields."""
    month, day = _LAST_DAYS[kind]
    return Period(
        id=f"{kind} {year}",
        kind=kind,
        year=year,
        title=f"{_TITLES[kind]} {year}",
        cut_off=date(year, month, day),
        **details,
    )


def parse_period(text: str) -> tuple[PeriodKind, int] | None:
    """The kind and year that a period's name says: "T1 2025", "Tertialrapport 1 2025", "VB 2024"."""
    words = re.sub(r"[.,\s]+", " ", text).strip().lower()
    short = re.fullmatch(r"(vp|t1|t2|vb) (\d{4})", words)
    if short:
        return PeriodKind(short[1].upper()), int(short[2])
    year = re.search(r"\b(20\d\d)\b", words)
    if year is None:
        return None
    tertial = re.search(r"tertial\w* ([12])\b", words)
    if tertial:
        return PeriodKind(f"T{tertial[1]}"), int(year[1])
    for word, kind in (
        ("verksamhetsplan", PeriodKind.PLAN),
        ("verksamhetsberättelse", PeriodKind.ANNUAL),
        ("årsredovisning", PeriodKind.ANNUAL),
        ("delårsrapport", PeriodKind.SECOND),
    ):
        if word in words:
            return kind, int(year[1])
    return None


def measured_in(length: PeriodLength, period: Period) -> str:
    """What an indicator table prints as its period: "Tertial 1 2025" or "2025"."""
    if length is PeriodLength.TERTIAL and period.kind in (PeriodKind.FIRST, PeriodKind.SECOND):
        return f"Tertial {period.kind.value[1]} {period.year}"
    return str(period.year)
