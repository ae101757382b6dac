"""Reports that no layout expects: each number gives one, always the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from tertialapp.model import goals as g
from tertialapp.model.frame import Text, TextPart
from tertialapp.model.markdown import Paragraph, Run
from tertialapp.model.markdown_write import serialize
from tertialapp.model.records import Record, cell_id
from tertialapp.model.report import Report, report_of
from tests.pdf.sample import PERIOD, economy, frame, goals, sections, text

_FIRST = [
    "stadsdels",
    "kompetens",
    "utvecklings",
    "trygghets",
    "samverkans",
    "budget",
    "klimat",
    "kultur",
    "barn",
    "barnomsorgs",
    "resultat",
    "arbetsmarknads",
    "jämställdhets",
    "verksamhets",
    "uppföljnings",
    "lokal",
    "natur",
    "medborgar",
]
_LAST = [
    "förvaltningen",
    "insatserna",
    "åtgärder",
    "enheterna",
    "områdena",
    "justeringar",
    "antalet",
    "avtal",
    "budgeten",
]
_PLAIN = [
    "nämnden",
    "följer",
    "arbetet",
    "i",
    "och",
    "på",
    "med",
    "att",
    "det",
    "som",
    "har",
    "under",
    "1",
    "234,5",
    "kr",
    "27",
    "%",
    "Hässelby-Vällingby",
]
_ODD = (
    "漢字",
    "🎉",
    "žluťoučký",
    "mark/gata",
    "och/eller",
    "e\u0301n",
    "a\u200bb",
    "\u202ebak",
    "□",
)
_KINDS = ("empty", "compounds", "tall", "rows", "goals", "odd", "monsters", "mixed")


def extreme_report(number: int) -> Report:
    """The report of a number; the first of each kind is the worst."""
    kind, order = _KINDS[number % len(_KINDS)], random.Random(number)  # noqa: S311 - no secret
    worst = number < len(_KINDS)
    if kind == "empty":
        return report_of([*frame(), *sections()] if number % 16 else frame())
    records = [*frame(), *sections(), *goals("A"), *economy()]
    if kind == "rows":
        records += _rows(order, 3000 if worst else 150)
    elif kind == "goals":
        records += _goals(order, 200 if worst else 20)
    elif kind == "tall":
        records += _tall(order, 3600 if worst else 800)
    else:
        records = [_changed(record, order, kind) for record in records]
    return report_of(records)


def wide_report(order: random.Random) -> Report:
    """Figures that are whole only where the page lies down, among goals that go on upright."""
    rows: list[Record] = []
    for at in range(order.randint(1, 60)):
        key, figure = f"bred{at:03}", Decimal(order.randint(10**9, 10**10 - 1))
        name = _words(order, "compounds", 9)
        rows.append(g.Indicator(id=key, goal_id="A0", sort_key=key, name=name, unit="mnkr"))
        value = g.IndicatorValue(
            id=cell_id(key, PERIOD), indicator_id=key, period_id=PERIOD, outcome=figure
        )
        names = ("men", "women", "last_year", "forecast", "target", "council_target")
        rows.append(replace(value, **dict.fromkeys(names, figure)))
        if at % 4 == 0:
            body = _words(order, "compounds", 200)
            rows.append(text(key, body, TextPart.ANALYSIS))
    return report_of([*frame(), *sections(), *goals("A"), *economy(), *rows])


def _words(order: random.Random, kind: str, most: int) -> str:
    return " ".join(_word(order, kind) for _ in range(order.randint(1, most)))


def _word(order: random.Random, kind: str) -> str:
    sort = order.choice(
        ("plain", kind, "compounds", "odd", "monsters") if kind == "mixed" else ("plain", kind)
    )
    if sort == "compounds":
        return "".join(order.choices(_FIRST, k=order.randint(1, 6))) + order.choice(_LAST)
    if sort == "odd":
        return order.choice(_ODD)
    if sort == "monsters":
        return order.choice("Wil.x") * order.randint(20, 300)
    return order.choice(_PLAIN)


_SHORT = ("title", "name", "unit", "target_words", "council_target_words", "label", "board")


def _changed(record: Record, order: random.Random, kind: str) -> Record:
    """The record with extreme words in its texts."""
    if isinstance(record, Text):
        runs = [
            Run(
                f"{_words(order, kind, 30)} ",
                bold=order.random() < 0.2,
                italic=order.random() < 0.2,
            )
            for _ in range(order.randint(1, 4))
        ]
        return replace(record, body=serialize([Paragraph(tuple(runs))]))
    fields = {
        name: _words(order, kind, 12)
        for name in _SHORT
        if isinstance(getattr(record, name, None), str)
    }
    return replace(record, **fields)


def _rows(order: random.Random, count: int) -> Iterator[Record]:
    for at in range(count):
        yield from _indicator(f"rad{at:05}", "A0", _words(order, "compounds", 6), str(at))


def _tall(order: random.Random, count: int) -> Iterator[Record]:
    """Cells of many pages."""
    for at in range(2):
        long = " ".join(_word(order, "compounds") for _ in range(count))
        yield from _indicator(f"hög{at}", "A0", long if at else "Hög", "" if at else long)


def _indicator(key: str, goal_id: str, name: str, target: str) -> Iterator[Record]:
    yield g.Indicator(id=key, goal_id=goal_id, sort_key=key, name=name, unit="%")
    yield g.IndicatorValue(
        id=cell_id(key, PERIOD),
        indicator_id=key,
        period_id=PERIOD,
        outcome=Decimal("1234.5"),
        target_words=target,
    )


def _goals(order: random.Random, count: int) -> Iterator[Record]:
    for at in range(count):
        key = f"mål{at:03}"
        yield g.Goal(
            id=key,
            parent_id="A0",
            sort_key=f"x{key}",
            level=g.Level.BOARD,
            title=_words(order, "compounds", 20),
        )
        yield from _indicator(f"{key}i", key, _words(order, "compounds", 9), "") if at % 3 else ()
