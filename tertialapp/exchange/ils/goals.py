"""The chapter of goals: headings, statuses, texts and tables of each goal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct, field

from tertialapp.exchange.ils.goal_tables import Row, read_rows
from tertialapp.exchange.ils.landmarks import (
    ANALYSIS,
    BLOCK_LABELS,
    DESCRIPTION,
    EXPECTED,
    GoalHeading,
    TableHead,
    goal_heading,
    is_status,
    table_head,
)
from tertialapp.exchange.ils.lines import Ledger, Line
from tertialapp.exchange.ils.prose import blocks, pieces, sections
from tertialapp.exchange.ils.records import (
    INDICATOR_COLUMNS,
    IlsActivity,
    IlsGoal,
    IlsIndicator,
    IlsParagraph,
    IlsSection,
    Lines,
)

Depth = Literal[0, 1, 2]


class _Part(Struct):
    """What stands under a label or a table head within a goal."""

    label: str | TableHead
    content: list[Line | TableHead] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [item for item in self.content if isinstance(item, Line)]


def read_goals(
    lines: Sequence[Line], ledger: Ledger
) -> tuple[tuple[IlsSection, ...], tuple[IlsGoal, ...]]:
    """The text before the first goal, and the goals in printed order."""
    headings = goal_headings(lines)
    ends = [*(at for at, _ in headings), len(lines)]
    intro = sections(lines[: ends[0]], ledger)
    depths = _Depths()
    goals = []
    for (at, heading), end in zip(headings, ends[1:], strict=True):
        body = lines[at + len(heading.lines) : end]
        goals.append(_goal(heading, depths.of(heading), body, ledger))
    return intro, tuple(goals)


def goal_headings(lines: Sequence[Line]) -> list[tuple[int, GoalHeading]]:
    """The goal headings among some lines, and where they begin."""
    found = ((at, goal_heading(lines, at)) for at, line in enumerate(lines) if line.words)
    return [(at, heading) for at, heading in found if heading]


class _Depths:
    """How deep a goal stands: by the words of its label, else by its number, else by its place."""

    def __init__(self) -> None:
        self._by_label: dict[str, Depth] = {}
        self._last: Depth = 0

    def of(self, heading: GoalHeading) -> Depth:
        """The depth of a goal, the same for all goals with the same label."""
        label = heading.label.casefold()
        depth = self._by_label.get(label)
        if depth is None:
            depth = self._by_label[label] = self._guess(label, heading.number)
        self._last = depth
        return depth

    def _guess(self, label: str, number: str) -> Depth:
        if "inriktningsmål" in label:
            return 0
        if "verksamhetsområde" in label:
            return 1
        if "nämnd" in label:
            return 2
        parts = len([part for part in number.split(".") if part])
        if parts:
            return _DEPTHS[min(parts, 3) - 1]
        return _DEPTHS[min(self._last + bool(self._by_label), 2)]


_DEPTHS: tuple[Depth, ...] = (0, 1, 2)


def _goal(heading: GoalHeading, depth: Depth, body: Sequence[Line], ledger: Ledger) -> IlsGoal:
    ledger.take(heading.lines)
    status, parts = _parts(body, ledger)
    indicators: list[IlsIndicator] = []
    activities: list[IlsActivity] = []
    texts: dict[str, list[Line]] = {label: [] for label in BLOCK_LABELS}
    for part in parts:
        if isinstance(part.label, str):
            texts[part.label] += part.lines
        elif "start" in part.label.columns:
            activities += map(_activity, read_rows(part.label, part.content, ledger))
        else:
            indicators += map(_indicator, read_rows(part.label, part.content, ledger))
    filled = [line for line in (*heading.lines, *body) if line.words]
    return IlsGoal(
        depth=depth,
        label=heading.label,
        number=heading.number,
        title=heading.title,
        status=status,
        analysis=sections(texts[ANALYSIS], ledger),
        description=blocks(pieces(texts[DESCRIPTION], ledger, headings=False)),
        expected=_expected(texts[EXPECTED], ledger),
        indicators=tuple(indicators),
        activities=tuple(activities),
        lines=Lines(filled[0].number, filled[-1].number),
    )


def _parts(body: Sequence[Line], ledger: Ledger) -> tuple[str, list[_Part]]:
    """The status of a goal, and its body cut at labels and table heads; repeated heads stay within."""
    status = ""
    parts: list[_Part] = []
    for item in _with_heads(body):
        last = parts[-1] if parts else None
        in_table = last is not None and isinstance(last.label, TableHead)
        if isinstance(item, TableHead):
            if last and isinstance(last.label, TableHead) and last.label.columns == item.columns:
                last.content.append(item)
            else:
                ledger.set_aside(item.lines)
                parts.append(_Part(item))
        elif item.words in BLOCK_LABELS and not (in_table and item.words == ANALYSIS):
            ledger.set_aside([item])
            parts.append(_Part(item.words))
        elif last is not None:
            last.content.append(item)
        elif not status and is_status(item):
            ledger.take([item])
            status = item.words
    return status, parts


def _with_heads(body: Sequence[Line]) -> Iterator[Line | TableHead]:
    """Lines, with the table heads among them as one item each."""
    last_of_head = 0
    for at, line in enumerate(body):
        if line.number <= last_of_head:
            continue
        head = table_head(body, at) if line.words else None
        if head:
            last_of_head = head.lines[-1].number
        yield head or line


def _expected(lines: Sequence[Line], ledger: Ledger) -> tuple[IlsParagraph, ...]:
    return tuple(piece.paragraph() for piece in pieces(lines, ledger, headings=False))


def _indicator(row: Row) -> IlsIndicator:
    cells = tuple(row.cells.get(column) for column in INDICATOR_COLUMNS)
    return IlsIndicator(row.name, cells, row.analysis, row.lines)


def _activity(row: Row) -> IlsActivity:
    start, end, deviation = (row.cells.get(key) for key in ("start", "end", "deviation"))
    return IlsActivity(row.name, start, end, deviation, row.analysis, row.lines)
