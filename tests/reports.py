"""Generated reports: every table filled, every value allowed, references sound."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tertialapp.model.conflicts import ConflictKind, conflict
from tertialapp.model.decisions import DecisionWording, WordingKind
from tertialapp.model.frame import SETUP_ID, PeriodKind, Setup
from tertialapp.model.goals import Level
from tertialapp.model.integrity import CELL_KEYS
from tertialapp.model.outline import keys_between
from tertialapp.model.periods import new_period
from tertialapp.model.plain import cleaned
from tertialapp.model.records import ANY_TABLE, FieldSpec, Kind, Record, cell_id, field_specs
from tertialapp.model.report import TABLES, Report, report_of
from tertialapp.model.text import clean
from tests.fonts import FONT_FILES
from tests.pictures import IMAGES

_READY: dict[str, tuple[Record, ...]] = {"image": IMAGES, "font_file": FONT_FILES}
"""Records whose content must be what it says."""
_LETTERS = "abcåäöÅÄÖ xyz019,.-–−%()*_#[]\n\"'&<>\\"
_TEXTS = st.text(_LETTERS, max_size=40) | st.text(max_size=12)
_DECIMALS = st.decimals(-(10**6), 10**6, allow_nan=False, allow_infinity=False, places=4)


def plain_values(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """What a field that refers to nothing may hold."""
    by_kind: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.TEXT: _TEXTS,
        Kind.INTEGER: st.integers(*spec.limits),
        Kind.FLAG: st.booleans(),
        Kind.DECIMAL: _DECIMALS.map(lambda value: Decimal(f"{value:f}")),
        Kind.MONEY: st.integers(-(10**14), 10**14),
        Kind.DATE: st.dates(date(1990, 1, 1), date(2099, 12, 31)),
        Kind.BYTES: st.binary(max_size=9),
        Kind.LIST: st.lists(st.text("abcåäö ", min_size=1, max_size=6), max_size=3).map(tuple),
    }
    values = st.sampled_from(list(spec.choices)) if spec.choices else by_kind[spec.kind]
    return st.none() | values if spec.optional else values


class _Maker:
    """Draws a report table by table, so that each reference has something to refer to."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any], rows: int) -> None:
        self.draw = draw
        self.rows = rows
        self.made: dict[str, dict[str, Record]] = {name: {} for name in TABLES}

    def report(self) -> Report:
        self.made["setup"] = {SETUP_ID: Setup(id=SETUP_ID, board="Nämnden")}
        periods = [new_period(PeriodKind.ANNUAL, 2024), new_period(PeriodKind.FIRST, 2025)]
        self.made["period"] = {period.id: period for period in periods}
        late = {"text", "section"}  # may refer to any table
        for name in [name for name in TABLES if name not in late] + ["section", "text"]:
            if not self.made[name]:
                self._fill(name)
        logo = self.draw(st.sampled_from([None, *self.made["image"]]))
        self.made["setup"][SETUP_ID] = Setup(id=SETUP_ID, board="Nämnden", logo_id=logo)
        return report_of(record for table in self.made.values() for record in table.values())

    def _fill(self, name: str) -> None:
        count = self.draw(st.integers(0, self.rows))
        keys = keys_between(None, None, count)
        for number in range(count):
            record = self._record(name, number, keys[number])
            if record is not None:
                self.made[name][record.id] = record

    def _record(self, name: str, number: int, sort_key: str) -> Record | None:
        if name in _READY:
            drawn: Record = self.draw(st.sampled_from(_READY[name]))
            return drawn
        if name == "decision_wording":
            kind = list(WordingKind)[number % len(WordingKind)]
            own = self.draw(st.sampled_from(["{Nämnden} beslutar.", "{rapporten}[ för {år}]"]))
            return DecisionWording(id=kind, body=own)
        if name == "conflict":
            title = {"title": clean(self.draw(_TEXTS))}
            return conflict(ConflictKind.FIELD, "goal", "goal-0", "title", [None, {}, title])
        values: dict[str, Any] = {"id": f"{name}-{number}"}
        for spec in field_specs(TABLES[name].record_type)[1:]:
            if spec.name == "sort_key":
                values["sort_key"] = sort_key
            elif spec.table:
                target = self._target(spec)
                if target is None and not spec.optional:
                    return None
                values[spec.name] = target
            else:
                values[spec.name] = self.draw(plain_values(spec))
        if name == "goal":
            self._place_goal(values)
        if name in CELL_KEYS:
            values["id"] = cell_id(*(str(values[part]) for part in CELL_KEYS[name]))
        return cleaned(TABLES[name].record_type(**values)) if values["id"].strip("@") else None

    def _target(self, spec: FieldSpec) -> str | None:
        assert spec.table is not None
        tables = list(TABLES) if spec.table == ANY_TABLE else [spec.table]
        keys = [key for table in tables for key in self.made[table]]
        if not keys:
            return None
        chosen: str | None = self.draw(
            st.none() | st.sampled_from(keys) if spec.optional else st.sampled_from(keys)
        )
        return chosen

    def _place_goal(self, values: dict[str, Any]) -> None:
        parent = self.made["goal"].get(values["parent_id"])
        level = getattr(parent, "level", None)
        below = {None: Level.DIRECTION, Level.DIRECTION: Level.AREA, Level.AREA: Level.BOARD}
        if level is Level.BOARD:
            values["parent_id"], level = None, None
        values["level"] = below[level]


@st.composite
def reports(draw: Callable[[st.SearchStrategy[Any]], Any], rows: int = 4) -> Report:
    """A sound report of up to ``rows`` records a table."""
    return _Maker(draw, rows).report()
