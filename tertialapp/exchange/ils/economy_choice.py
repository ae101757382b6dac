"""Which of several readings of an economy row is right: the one that the table's arithmetic proves.

"-6 138 241" is one amount or two; within its row and its column only one of them adds up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from tertialapp.exchange.ils.cells import Cells
from tertialapp.model.numbers import NumberFault, parse_number

_MOST_COMBINATIONS = 2_000
_CEILING = Decimal("0.1")
_TOTALS = ("summa", "totalt", "total")

Values = Mapping[str, Decimal]


def choose(
    keys: Sequence[str], rows: Sequence[tuple[str, Sequence[Cells]]]
) -> tuple[Cells | None, ...]:
    """One reading for each row, given as label and possible readings; None where none is proved."""
    narrowed = [_best(keys, choices) for _, choices in rows]
    open_rows = [at for at, choices in enumerate(narrowed) if len(choices) > 1]
    if open_rows:
        narrowed = _by_totals(keys, [label for label, _ in rows], narrowed)
    return tuple(choices[0] if len(choices) == 1 else None for choices in narrowed)


def _best(keys: Sequence[str], choices: Sequence[Cells]) -> Sequence[Cells]:
    """The readings for which most relations within the row hold."""
    if len(choices) == 1:
        return choices
    held = [_held(_values(keys, cells)) for cells in choices]
    return [cells for cells, count in zip(choices, held, strict=True) if count == max(held)]


def _values(keys: Sequence[str], cells: Cells) -> Values:
    values = {}
    for key, cell in zip(keys, cells, strict=True):
        try:
            values[key] = parse_number(cell or "") or Decimal(0)
        except NumberFault:
            values[key] = Decimal(0)
    return values


def _held(values: Values) -> int:
    return sum(relation(values) for relation in _RELATIONS)


def _deviation(values: Values) -> bool:
    forecast = values.get("forecast_after", values.get("forecast"))
    if forecast is None or "deviation" not in values:
        return False
    adjusted = sum(values.get(key, Decimal(0)) for key in ("budget", "requested", "change"))
    return adjusted - forecast == values["deviation"]


def _fund_goes_on(values: Values) -> bool:
    """Surplus is negative in the first two columns and positive in the third, or alike in all."""
    if not {"opening", "result", "closing"} <= values.keys():
        return False
    return abs(values["opening"] + values["result"]) == abs(values["closing"])


def _fund_at_ceiling(values: Values) -> bool:
    if not {"gross_budget", "closing"} <= values.keys():
        return False
    ceiling = (values["gross_budget"] * _CEILING).quantize(Decimal(1), ROUND_HALF_UP)
    return ceiling == values["closing"]


def _turnover(values: Values) -> bool:
    return "revenues" in values and values.get("costs") == -values["revenues"]


_RELATIONS: Sequence[Callable[[Values], bool]] = (
    _deviation,
    _fund_goes_on,
    _fund_at_ceiling,
    _turnover,
)


def _by_totals(
    keys: Sequence[str], labels: Sequence[str], choices: Sequence[Sequence[Cells]]
) -> list[Sequence[Cells]]:
    """The readings whose columns add up to the table's total, if they are the only ones that do."""
    combinations = 1
    for readings in choices:
        combinations *= len(readings)
    if combinations > _MOST_COMBINATIONS:
        return list(choices)
    fitting = [picked for picked in product(*choices) if _adds_up(keys, labels, picked)]
    return [[cells] for cells in fitting[0]] if len(fitting) == 1 else list(choices)


def _adds_up(keys: Sequence[str], labels: Sequence[str], picked: Sequence[Cells]) -> bool:
    values = [_values(keys, cells) for cells in picked]
    totals = [at for at, label in enumerate(labels) if label.casefold().startswith(_TOTALS)]
    if not totals:
        return False
    parts = [
        row
        for at, row in enumerate(values[: totals[0]])
        if not labels[at].casefold().startswith("varav")
    ]
    slack = Decimal(len(parts)) / 2
    return all(
        abs(sum((row[key] for row in parts), Decimal(0)) - values[totals[0]][key]) <= slack
        for key in keys
    )
