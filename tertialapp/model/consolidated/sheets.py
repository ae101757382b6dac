"""The tables of the consolidation: Läge, Mål, Indikatorer, Ekonomi, Texter, Filer med fel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add

from msgspec import Struct

from tertialapp.model.completeness import NOTHING_DUE
from tertialapp.model.consolidated.goals import goal_sheet
from tertialapp.model.consolidated.part import BoardPart, in_unit
from tertialapp.model.consolidated.values import (
    NO_STATUS,
    Column,
    ColumnKind,
    Origin,
    Row,
    Sheet,
    Value,
    money_column,
)
from tertialapp.model.consolidated.whole import Consolidated
from tertialapp.model.economy_tables import RowKind, net_budget_columns
from tertialapp.model.relations import swedish_key
from tertialapp.model.sums import total

TEXTS = "Texter"
"""The table of where the words stand that were looked for."""
_BOARD = Column("Nämnd")
_SUM = "Alla nämnder"


def sheets(whole: Consolidated) -> tuple[Sheet, ...]:
    """All tables, also those that nothing stands in."""
    return (
        _state_sheet(whole),
        goal_sheet(whole),
        _indicator_sheet(whole),
        _economy_sheet(whole),
        _text_sheet(whole),
        _failure_sheet(whole),
    )


# -- läge ------------------------------------------------------------------------------------------


class _Figure(Struct, frozen=True):
    """A figure of the boards: its column, and what it is for some of them."""

    column: Column
    of: Sequence[Value]
    total: Value


def _state_sheet(whole: Consolidated) -> Sheet:
    figures = [*_status_figures(whole.parts), *_other_figures(whole.parts)]
    columns = (_BOARD, Column("Period"), *(each.column for each in figures), Column("Fil"))
    rows = tuple(
        Row(
            (
                whole.names[part.source],
                part.period.id,
                *(each.of[at] for each in figures),
                part.source,
            ),
            Origin(part.source),
        )
        for at, part in enumerate(whole.parts)
    )
    sums = Row((_SUM, whole.period_id, *(each.total for each in figures), None), strong=True)
    return Sheet("Läge", columns, rows, sums if rows else None)


def _count(head: str, counts: Sequence[int]) -> _Figure:
    return _Figure(Column(head, ColumnKind.COUNT), counts, sum(counts))


def _status_figures(parts: Sequence[BoardPart]) -> Iterator[_Figure]:
    yield _count("Mål", [len(part.goals) for part in parts])
    ranks: dict[str, int] = {}
    for status in (status for part in parts for status in part.statuses):
        ranks.setdefault(status.name, status.rank)
    for name in sorted(ranks, key=lambda name: (ranks[name], swedish_key(name), name)):
        yield _count(name, [_with_status(part, name) for part in parts])
    yield _count(NO_STATUS, [_with_status(part, "") for part in parts])


def _with_status(part: BoardPart, name: str) -> int:
    return sum((goal.status.name if goal.status else "") == name for goal in part.goals)


def _other_figures(parts: Sequence[BoardPart]) -> Iterator[_Figure]:
    filled = reduce(add, (part.filled for part in parts), NOTHING_DUE)
    shares = [part.filled.per_cent for part in parts]
    yield _Figure(Column("Ifyllt (%)", ColumnKind.COUNT), shares, filled.per_cent)
    yield _count("Indikatorer mot årsmål", [len(part.answers) for part in parts])
    yield _count("När årsmålet", [sum(part.answers) for part in parts])
    yield _count("Aktiviteter", [part.activities for part in parts])
    yield _count("Aktiviteter med avvikelse", [part.deviating for part in parts])
    for at, when in enumerate(("före", "efter")):
        amounts = [part.deviations[at] for part in parts]
        column = money_column(f"Avvikelse {when} resultatdispositioner")
        yield _Figure(column, [in_unit(amount) for amount in amounts], in_unit(total(amounts)))
    yield _count("Fel", [part.findings.errors for part in parts])
    yield _count("Varningar", [part.findings.warnings for part in parts])
    yield _count("Notiser", [part.findings.notes for part in parts])
    yield _count("Motiverade avvikelser", [part.findings.waived for part in parts])


# -- the others ------------------------------------------------------------------------------------


def _indicator_sheet(whole: Consolidated) -> Sheet:
    figure = ColumnKind.FIGURE
    columns = (
        _BOARD,
        Column("Indikator"),
        Column("Enhet"),
        Column("Periodens utfall", figure),
        Column("Prognos helår", figure),
        Column("Årsmål", figure),
        Column("Når inte årsmålet"),
        Column("Mål"),
    )
    rows = tuple(
        Row((whole.names[part.source], *miss.cells, miss.goal), Origin(part.source, miss.spot))
        for part in whole.parts
        for miss in part.misses
    )
    return Sheet("Indikatorer", columns, rows, named=2)


_ROW_WORDS = {
    RowKind.NORMAL: "Område",
    RowKind.GROUP: "Grupp",
    RowKind.VARAV: "Varav",
    RowKind.TOTAL: "Summa",
}


def _economy_sheet(whole: Consolidated) -> Sheet:
    """The net budgets; which kind of row it is stands beside, so that nothing is summed twice."""
    year = whole.parts[0].period.year if whole.parts else None
    heads = [column.label for column in net_budget_columns(year)] if year else []
    columns = (_BOARD, Column("Verksamhetsområde"), Column("Rad"), *map(money_column, heads))
    rows = tuple(
        Row(
            (
                whole.names[part.source],
                area.name,
                _ROW_WORDS[area.kind],
                *map(in_unit, area.amounts),
            ),
            Origin(part.source, area.spot),
            strong=area.kind is RowKind.TOTAL,
        )
        for part in whole.parts
        for area in part.areas
    )
    return Sheet("Ekonomi", columns, rows, named=2)


def _text_sheet(whole: Consolidated) -> Sheet:
    columns = (_BOARD, Column("Plats"), Column("Slag"), Column("Text"))
    rows = tuple(
        Row(
            (whole.names[part.source], hit.where, hit.kind, hit.text),
            Origin(part.source, hit.spot),
        )
        for part in whole.parts
        for hit in part.hits
    )
    return Sheet(TEXTS, columns, rows)


def _failure_sheet(whole: Consolidated) -> Sheet:
    rows = tuple(
        Row((failure.source, failure.message), Origin(failure.source)) for failure in whole.failures
    )
    return Sheet("Filer med fel", (Column("Fil"), Column("Vad som är fel")), rows)
