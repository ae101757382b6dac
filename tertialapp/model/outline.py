"""What follows from the places of things: numbers of goals, the path to a goal, keys for new places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fractional_indexing import FIError, generate_n_keys_between

from tertialapp.model.frame import SectionKind
from tertialapp.model.goals import Goal, Level
from tertialapp.model.report import Report


def goal_numbers(report: Report) -> Mapping[str, str]:
    """The number of every goal, "1", "1.2", "1.2.1"; "" for one that is printed without a number."""
    numbers: dict[str, str] = {}
    _number_under(report, None, "", numbers)
    return numbers


def _number_under(
    report: Report, parent_id: str | None, prefix: str, numbers: dict[str, str]
) -> None:
    following = 1
    for goal in report.goals_under(parent_id):
        ordinal = following if goal.ordinal is None else goal.ordinal
        numbers[goal.id] = f"{prefix}{ordinal}" if ordinal else ""
        following = ordinal + 1 if ordinal else following
        below = f"{numbers[goal.id]}." if ordinal else prefix
        _number_under(report, goal.id, below, numbers)


def appendix_numbers(report: Report) -> Mapping[str, str]:
    """The number of every chapter that is an appendix, "Bilaga 1", in printed order."""
    appendices = [row for row in report.sections_under(None) if row.kind is SectionKind.APPENDIX]
    return {row.id: f"Bilaga {number}" for number, row in enumerate(appendices, start=1)}


def walk_goals(report: Report, parent_id: str | None = None) -> Iterator[Goal]:
    """All goals below one, in printed order."""
    for goal in report.goals_under(parent_id):
        yield goal
        yield from walk_goals(report, goal.id)


def parent_chain(report: Report, goal: Goal) -> tuple[Goal, ...]:
    """The goals above a goal, the top one first."""
    chain: list[Goal] = []
    while goal.parent_id is not None:
        goal = report.goals[goal.parent_id]
        chain.append(goal)
    return tuple(reversed(chain))


def goal_label(report: Report, level: Level) -> str:
    """The board's word for goals of a level."""
    setup = report.setup
    return {
        Level.DIRECTION: setup.direction_label,
        Level.AREA: setup.area_label,
        Level.BOARD: setup.board_label,
    }[level]


def keys_between(before: str | None, after: str | None, count: int = 1) -> Sequence[str]:
    """Sort keys for ``count`` new records after the one and before the other (None: the end)."""
    keys: list[str] = generate_n_keys_between(before, after, count)
    return keys


def distinct_keys(keys: Sequence[str]) -> Sequence[str]:
    """Sort keys that keep an order in which some were alike; keys that none can follow are made anew."""
    distinct: list[str] = []
    try:
        for at, key in enumerate(keys):
            if distinct and key <= distinct[-1]:
                after = next((later for later in keys[at:] if later > distinct[-1]), None)
                distinct += keys_between(distinct[-1], after)
            else:
                distinct.append(key)
    except (FIError, IndexError, ValueError):
        return keys_between(None, None, len(keys))
    return distinct
