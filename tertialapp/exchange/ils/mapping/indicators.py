"""Indicators with their figures. What the text doesn't say is told from name and figures.

Which way an indicator is better and how its gender values relate are guesses by simple rules; both
are seen in the window and can be changed there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from tertialapp.exchange.ils.mapping.draft import Draft, sort_keys, text_blocks
from tertialapp.exchange.ils.mapping.figures import NO_DATA, Figure, figure, is_band
from tertialapp.exchange.ils.records import IlsIndicator
from tertialapp.model import sums
from tertialapp.model.frame import TextPart
from tertialapp.model.goals import (
    Direction,
    Indicator,
    IndicatorValue,
    PeriodLength,
    SplitKind,
)
from tertialapp.model.records import cell_id, new_id

_FIGURE_COLUMNS = ("outcome", "men", "women", "last_year", "forecast")
_TARGET_COLUMNS = ("target", "council_target")
_WORSE_WHEN_HIGH = re.compile(
    r"sjukfrånvaro|vräkning|avhysning(?!ar som)|ekonomiskt bistånd|hyresskuld|klimatpåverkan"
    r"|timavlönad|åter (?:blir )?föremål|barn per |hotell|budgetföljsamhet|prognossäkerhet"
    r"|köpt energi|energianvändning|förbrukningsartiklar i plast|utsläpp"
)
_CITYWIDE_FACTOR = 3
_PARTS_OF_YEAR = ("Tertial", "Kvartal", "Halvår", "Delår", "Månad")


def add_indicators(goal_id: str, rows: Sequence[IlsIndicator], draft: Draft) -> dict[str, str]:
    """The indicators of a goal with their figures and analyses; gives their names by key."""
    names: dict[str, str] = {}
    for row, sort_key in zip(rows, sort_keys(len(rows)), strict=True):
        figures = _figures(row)
        _remark_faults(row, figures, draft)
        indicator = replace(_indicator(row, figures), goal_id=goal_id, sort_key=sort_key)
        draft.add(indicator, _value(row, figures, indicator.id, draft.period.id))
        draft.add_text(indicator.id, TextPart.ANALYSIS, text_blocks(row.analysis))
        names[indicator.id] = row.name
    return names


def _figures(row: IlsIndicator) -> dict[str, Figure]:
    """The figures of a row by column; bands and words are none."""
    cells = ((column, row.cell(column)) for column in (*_FIGURE_COLUMNS, *_TARGET_COLUMNS))
    found = ((column, figure(cell)) for column, cell in cells if cell)
    return {column: read for column, read in found if read}


def _remark_faults(row: IlsIndicator, figures: dict[str, Figure], draft: Draft) -> None:
    for column in _FIGURE_COLUMNS:
        cell = row.cell(column)
        if cell and cell not in NO_DATA and column not in figures:
            message = f"”{cell}” för ”{row.name}” kunde inte läsas som ett tal. Fyll i värdet."
            draft.remark(row.lines.first, message)
    unit = _unit(figures)
    others = sorted({read.unit for read in figures.values()} - {unit})
    if others:
        used = f"enheten ”{unit}”" if unit else "ingen enhet"
        found = " och ".join(f"”{other}”" if other else "tal utan enhet" for other in others)
        message = (
            f"”{row.name}” har fått {used}, men i raden finns även {found}. Kontrollera enheten."
        )
        draft.remark(row.lines.first, message)


def _value(
    row: IlsIndicator, figures: dict[str, Figure], indicator_id: str, period_id: str
) -> IndicatorValue:
    numbers = {column: read.value for column, read in figures.items()}
    return IndicatorValue(
        id=cell_id(indicator_id, period_id),
        indicator_id=indicator_id,
        period_id=period_id,
        **numbers,
        target_words=_words(row, "target", figures),
        council_target_words=_words(row, "council_target", figures),
    )


def _words(row: IlsIndicator, column: str, figures: dict[str, Figure]) -> str:
    cell = row.cell(column) or ""
    return "" if column in figures or cell in NO_DATA else cell


def _indicator(row: IlsIndicator, figures: dict[str, Figure]) -> Indicator:
    """The indicator of a row, without its place."""
    unit = _unit(figures)
    part_of_year = (row.cell("period") or "").startswith(_PARTS_OF_YEAR)
    counted = row.name.casefold().startswith("antal ") and unit in ("", "st")
    return Indicator(
        id=new_id(),
        goal_id="",
        sort_key="",
        name=row.name,
        unit=unit,
        decimals=min((read.decimals for read in figures.values()), default=0),
        direction=_direction(row),
        split_kind=_split_kind(figures, unit),
        period_length=PeriodLength.TERTIAL if part_of_year else PeriodLength.YEAR,
        running=counted and part_of_year and " per " not in row.name,
        council_citywide=_citywide(figures, unit),
    )


def _unit(figures: dict[str, Figure]) -> str:
    """The unit that most figures of a row are written with; a figure without one just lacks it."""
    written = Counter(read.unit for read in figures.values() if read.unit)
    return max(written, key=lambda unit: written[unit], default="")


def _direction(row: IlsIndicator) -> Direction:
    """A band when a target is one, down when the council says so or the name is of something bad."""
    targets = [row.cell(column) for column in _TARGET_COLUMNS]
    if any(map(is_band, targets)):
        return Direction.BAND
    if any(target and target.startswith(("Minsk", "Max")) for target in targets):
        return Direction.DOWN
    if any(target and target.startswith(("Ök", "Minst")) for target in targets):
        return Direction.UP
    name = row.name.casefold()
    return Direction.DOWN if _WORSE_WHEN_HIGH.search(name) else Direction.UP


def _split_kind(figures: dict[str, Figure], unit: str) -> SplitKind:
    whole, men, women = (figures.get(column) for column in ("outcome", "men", "women"))
    if whole is None or men is None or women is None:
        return SplitKind.RATE if men or women else SplitKind.NONE
    kind = SplitKind.PART if "%" in unit else SplitKind.COUNT
    places = max(read.decimals for read in (whole, men, women))
    adds_up = sums.split_holds(kind, whole.value, men.value, women.value, places)
    return kind if adds_up else SplitKind.RATE


def _citywide(figures: dict[str, Figure], unit: str) -> bool:
    """A council's target many times the board's is one for the whole city."""
    own, council = figures.get("target"), figures.get("council_target")
    if own is None or council is None or "%" in unit:
        return False
    return 0 < _CITYWIDE_FACTOR * own.value < council.value
