"""The goals of all boards side by side: a row for each goal, a column for each board.

Goals of the council are the same where level and name are; a board's own where the goal above is the same
too. So boards with different trees meet where they have the same goals, and all others stand below.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from tertialapp.model.consolidated.part import GoalLine
from tertialapp.model.consolidated.values import NO_STATUS, Column, Origin, Row, Sheet, Value
from tertialapp.model.consolidated.whole import Consolidated
from tertialapp.model.goals import Level

Key = tuple[str, ...]
"""What a goal is recognized by: see ``_key``."""

_LEVELS = {
    Level.DIRECTION: "Inriktningsmål",
    Level.AREA: "Mål för verksamhetsområdet",
    Level.BOARD: "Nämndmål",
}


class _Node(Struct):
    """A goal that one or more boards have, by source; what lies below it in order of appearance."""

    line: GoalLine | None = None
    found: dict[str, GoalLine] = field(default_factory=dict)
    below: dict[Key, _Node] = field(default_factory=dict)


def goal_sheet(whole: Consolidated) -> Sheet:
    """Each goal with its status in each board, in printed order."""
    columns = (
        Column("Nr"),
        Column("Mål"),
        Column("Nivå"),
        *(Column(whole.names[part.source]) for part in whole.parts),
    )
    return Sheet("Mål", columns, tuple(_rows(whole, _tree(whole))), named=2)


def _tree(whole: Consolidated) -> _Node:
    root = _Node()
    nodes: dict[Key, _Node] = {(): root}
    for part in whole.parts:
        for line in part.goals:
            key = _key(line)
            # A board that has two goals of one name keeps both: the second gets a row of its own.
            while key in nodes and part.source in nodes[key].found:
                key = (*key, "igen")
            if key not in nodes:
                nodes[key] = nodes[_key_above(line)].below.setdefault(key, _Node(line))
            nodes[key].found[part.source] = line
    return root


def _key(line: GoalLine) -> Key:
    level, title = line.path[-1]
    above = _key_above(line) if level is Level.BOARD else ()
    return (*above, level.value, _plain(title))


def _key_above(line: GoalLine) -> Key:
    path = line.path[:-1]
    return _key(GoalLine(path, "", None, line.spot)) if path else ()


def _plain(title: str) -> str:
    """A name as it is compared: without case, blanks beyond one, and a full stop."""
    return " ".join(title.casefold().split()).rstrip(".")


def _rows(whole: Consolidated, node: _Node) -> Iterator[Row]:
    for child in node.below.values():
        assert child.line is not None
        level, title = child.line.path[-1]
        numbers = {line.number for line in child.found.values()}
        number = numbers.pop() if len(numbers) == 1 else ""
        cells: list[Value] = [number, title, _LEVELS[level]]
        origins = {}
        for at, part in enumerate(whole.parts, start=len(cells)):
            line = child.found.get(part.source)
            cells.append((line.status or NO_STATUS) if line else None)
            if line:
                origins[at] = Origin(part.source, line.spot)
        first = next(iter(origins.values()))
        yield Row(tuple(cells), first, origins, strong=level is Level.DIRECTION)
        yield from _rows(whole, child)
