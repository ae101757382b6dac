"""Goals with their statuses, texts, expected results and activities."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct, field

from tertialapp.exchange.ils.mapping.draft import Draft, blocks_of, sort_keys, text_blocks
from tertialapp.exchange.ils.mapping.frame import status_id
from tertialapp.exchange.ils.mapping.indicators import add_indicators
from tertialapp.exchange.ils.records import IlsActivity, IlsGoal
from tertialapp.model.frame import TextPart
from tertialapp.model.goals import (
    Activity,
    ActivityState,
    ActivityStatus,
    ExpectedResult,
    Goal,
    GoalStatus,
    Level,
)
from tertialapp.model.records import cell_id, new_id

_LEVELS = (Level.DIRECTION, Level.AREA, Level.BOARD)


class _Node(Struct):
    """A goal with those directly below it."""

    goal: IlsGoal | None
    id: str | None
    number: str = ""
    children: list[_Node] = field(default_factory=list)


def add_goals(goals: Sequence[IlsGoal], draft: Draft) -> dict[str, str]:
    """The goals as a tree, with all that stands under them; gives the indicators' names by key."""
    top = _Node(None, None)
    path = [top]
    for goal in goals:
        while path[-1].goal is not None and path[-1].goal.depth >= goal.depth:
            path.pop()
        node = _Node(goal, new_id())
        path[-1].children.append(node)
        path.append(node)
    indicators: dict[str, str] = {}
    _add_below(top, draft, indicators)
    return indicators


def _add_below(parent: _Node, draft: Draft, indicators: dict[str, str]) -> None:
    following = 1
    for node, sort_key in zip(parent.children, sort_keys(len(parent.children)), strict=True):
        assert node.goal is not None
        assert node.id is not None
        ordinal = _ordinal(node.goal)
        node.number = f"{parent.number}{ordinal}." if ordinal else parent.number
        if ordinal and node.number.strip(".") != node.goal.number.strip("."):
            _remark_number(node, draft)
        draft.add(
            Goal(
                id=node.id,
                parent_id=parent.id,
                sort_key=sort_key,
                level=_LEVELS[node.goal.depth],
                title=node.goal.title,
                ordinal=None if ordinal == following else ordinal,
            )
        )
        following = ordinal + 1 if ordinal else following
        _add_contents(node.id, node.goal, draft, indicators)
        _add_below(node, draft, indicators)


def _ordinal(goal: IlsGoal) -> int:
    """The last part of a goal's printed number; 0 for one without a number."""
    parts = goal.number.strip(".").split(".")
    return int(parts[-1]) if parts[-1] else 0


def _remark_number(node: _Node, draft: Draft) -> None:
    assert node.goal is not None
    draft.remark(
        node.goal.lines.first,
        f"Målet är numrerat {node.goal.number.strip('.')} men får av sin plats numret "
        f"{node.number.strip('.')}. Kontrollera var det hör hemma.",
    )


def _add_contents(goal_id: str, goal: IlsGoal, draft: Draft, indicators: dict[str, str]) -> None:
    _add_status(goal_id, goal, draft)
    draft.add_text(goal_id, TextPart.ANALYSIS, blocks_of(goal.analysis))
    draft.add_text(goal_id, TextPart.DESCRIPTION, text_blocks(goal.description))
    draft.add(
        *(
            ExpectedResult(id=new_id(), goal_id=goal_id, sort_key=key, text=expected.text)
            for expected, key in zip(goal.expected, sort_keys(len(goal.expected)), strict=True)
        )
    )
    indicators |= add_indicators(goal_id, goal.indicators, draft)
    for row, sort_key in zip(goal.activities, sort_keys(len(goal.activities)), strict=True):
        _add_activity(goal_id, row, sort_key, draft)


def _add_status(goal_id: str, goal: IlsGoal, draft: Draft) -> None:
    if not goal.status:
        draft.remark(goal.lines.first, f"Målet ”{goal.title}” har ingen bedömning i rapporten.")
        return
    status = status_id(goal.status)
    if status is None:
        message = f"Bedömningen ”{goal.status}” känns inte igen. Välj bedömning för målet."
        draft.remark(goal.lines.first, message)
        return
    key = cell_id(goal_id, draft.period.id)
    draft.add(GoalStatus(id=key, goal_id=goal_id, period_id=draft.period.id, status_id=status))


def _add_activity(goal_id: str, row: IlsActivity, sort_key: str, draft: Draft) -> None:
    activity_id = new_id()
    draft.add(
        Activity(
            id=activity_id,
            goal_id=goal_id,
            sort_key=sort_key,
            name=row.name,
            start=_date(row.start, row, draft),
            end=_date(row.end, row, draft),
        )
    )
    if row.deviation:
        key = cell_id(activity_id, draft.period.id)
        draft.add(
            ActivityStatus(
                id=key,
                activity_id=activity_id,
                period_id=draft.period.id,
                state=_state(row.deviation, row, draft),
            )
        )
    draft.add_text(activity_id, TextPart.ANALYSIS, text_blocks(row.analysis))


def _date(cell: str | None, row: IlsActivity, draft: Draft) -> date | None:
    if cell is None:
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        draft.remark(row.lines.first, f"”{cell}” är inget datum. Fyll i datumet för ”{row.name}”.")
        return None


def _state(word: str, row: IlsActivity, draft: Draft) -> ActivityState:
    if word.casefold() != "avvikelse":
        message = f"”{word}” för ”{row.name}” har lästs som avvikelse. Kontrollera läget."
        draft.remark(row.lines.first, message)
    return ActivityState.DEVIATION
