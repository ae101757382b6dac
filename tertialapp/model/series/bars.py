"""Deviations and results of the economy tables as bars, in the signs and units of their tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec.structs import replace

from tertialapp.model.economy_tables import (
    DEVIATION,
    EconomyColumn,
    EconomyRow,
    EconomyTable,
    RowKind,
    economy_table,
    net_budget_table,
)
from tertialapp.model.frame import SectionKind
from tertialapp.model.numbers import NBSP, MoneyUnit, format_money
from tertialapp.model.records import Ore
from tertialapp.model.report import Report
from tertialapp.model.series.values import Bar, BarChart, FigureTable, capital

SIGNS = "Överskott (+) / Underskott (−)"

_COLUMNS: Mapping[SectionKind, tuple[str, str]] = MappingProxyType(
    {
        SectionKind.OPERATING_BUDGET: (DEVIATION, "Driftbudgetens avvikelse"),
        SectionKind.NET_BUDGET: (DEVIATION, "Avvikelse per verksamhetsområde"),
        SectionKind.RESULT_UNITS: ("result", "Resultat per resultatenhet"),
        SectionKind.INVESTMENTS: (DEVIATION, "Investeringarnas avvikelse"),
    }
)
"""The column that is drawn of each kind of table, and what the chart is called."""


def deviations(report: Report, period_id: str) -> BarChart:
    """The deviation of each business area in the register's order, and of all of them."""
    chart = economy_bars(net_budget_table(report, period_id))
    assert chart is not None
    return chart


def economy_chart(report: Report, period_id: str, kind: SectionKind) -> BarChart | None:
    """The chart of a kind of section; None when it has nothing to deviate."""
    table = economy_table(report, period_id, kind)
    return economy_bars(table) if table else None


def economy_bars(table: EconomyTable) -> BarChart | None:
    """The bars of a table's deviations or results, without "varav" rows; None when it has neither."""
    if table.kind not in _COLUMNS:
        return None
    key, title = _COLUMNS[table.kind]
    at = next(at for at, column in enumerate(table.columns) if column.key == key)
    column = table.columns[at]
    decimals = table.unit.decimals if column.decimals is None else column.decimals
    bars = [bar for row in _drawn(table) if (bar := _bar(row, at, column, table.unit)) is not None]
    if all(bar.total for bar in bars):
        bars = []
    rows = tuple((bar.label, format_money(bar.amount, table.unit, decimals)) for bar in bars)
    head = (table.row_head, f"{column.label} ({table.unit.label})")
    return BarChart(
        title=title,
        unit=table.unit,
        decimals=decimals,
        note=column.sign_note or SIGNS,
        bars=tuple(bars),
        table=FigureTable(head, rows),
        sentence=_sentence(table, bars, decimals),
    )


def _drawn(table: EconomyTable) -> list[EconomyRow]:
    """Rows of the table itself and its sums.

    Of the operating budget neither the funds, which are no deviations, nor the net, which is the
    deviation before dispositions.
    """
    rows = [row for row in table.rows if row.kind is RowKind.NORMAL]
    totals = [row for row in table.rows if row.kind is RowKind.TOTAL]
    if table.kind is SectionKind.OPERATING_BUDGET:
        rows = [row for row in rows if any(cell.source for cell in row.cells)]
        totals = totals[1:]
    return rows + totals


def _bar(row: EconomyRow, at: int, column: EconomyColumn, unit: MoneyUnit) -> Bar | None:
    amount = row.cells[at].amount
    turned = column.turned(amount)
    if amount is None or turned is None:
        return None
    nothing = format_money(amount, unit, column.decimals) == format_money(
        Ore(0), unit, column.decimals
    )
    return Bar(row.label, turned, None if nothing else amount > 0, row.kind is RowKind.TOTAL)


def ranked(chart: BarChart) -> BarChart:
    """The bars that are printed as something, the largest surplus first, and the sums last."""
    rows = [bar for bar in chart.bars if not bar.total and bar.surplus is not None]
    rows.sort(key=lambda bar: abs(bar.amount) if bar.surplus else -abs(bar.amount), reverse=True)
    return _with_bars(chart, [*rows, *(bar for bar in chart.bars if bar.total)] if rows else [])


def largest(chart: BarChart, most: int) -> BarChart:
    """The bars of the most, and of those that are rows the largest amounts either way, in their order."""
    totals = sum(bar.total for bar in chart.bars)
    rows = sorted(
        (bar for bar in chart.bars if not bar.total), key=lambda bar: abs(bar.amount), reverse=True
    )
    kept = {id(bar) for bar in rows[: max(0, most - totals)]}
    return _with_bars(chart, [bar for bar in chart.bars if bar.total or id(bar) in kept])


def _with_bars(chart: BarChart, bars: Sequence[Bar]) -> BarChart:
    cells = dict(zip(map(id, chart.bars), chart.table.rows, strict=True))
    table = FigureTable(chart.table.head, tuple(cells[id(bar)] for bar in bars))
    return replace(chart, bars=tuple(bars), table=table)


def signed_money(amount: Ore, unit: MoneyUnit, decimals: int) -> str:
    """An amount in print with plus or minus, nothing without."""
    printed = format_money(amount, unit, decimals)
    some = any(char in "123456789" for char in printed)
    return f"+{printed}" if some and amount > 0 else printed


def _sentence(table: EconomyTable, bars: Sequence[Bar], decimals: int) -> str:
    """What all comes to, and who deviates most either way."""
    if not bars:
        return (
            "Inga resultat än." if table.kind is SectionKind.RESULT_UNITS else "Ingen prognos än."
        )
    unit = table.unit

    def size(bar: Bar) -> str:
        return f"{format_money(Ore(abs(bar.amount)), unit, decimals)}{NBSP}{unit.label}"

    totals = [bar for bar in bars if bar.total]
    if table.kind is SectionKind.OPERATING_BUDGET:
        begins = ("Före resultatdispositioner", "Efter resultatdispositioner")
        return " ".join(
            _come_to(begin, bar, size(bar)) for begin, bar in zip(begins, totals, strict=True)
        )
    sentences = [_come_to("Totalt", bar, size(bar)) for bar in totals]
    rows = [bar for bar in bars if not bar.total]
    parts = []
    for surplus, word in ((True, "överskott"), (False, "underskott")):
        found = [bar for bar in rows if bar.surplus is surplus]
        if found:
            most = max(found, key=lambda bar: abs(bar.amount))
            parts.append(f"störst {word} har {most.label} ({size(most)})")
    if parts:
        sentences.append(f"{capital(' och '.join(parts))}.")
    else:
        sentences = ["Ingen rad avviker."]
    return " ".join(sentences)


def _come_to(begin: str, total: Bar, size: str) -> str:
    if total.surplus is None:
        return f"{begin} är avvikelsen {size}."
    return f"{begin} blir det ett {'överskott' if total.surplus else 'underskott'} på {size}."
