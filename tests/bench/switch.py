"""Going to another goal, until it is painted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from tertialapp.model.outline import walk_goals
from tertialapp.model.places import goal_place
from tertialapp.model.report import Report
from tests.bench.figures import SPREAD, spread, table
from tests.bench.window import Watch, opened

ROUNDS = 3


def measure(files: Mapping[str, Path]) -> str:
    """Every goal that has rows or texts, in printed order, some rounds; gives a table."""
    rows = []
    for name, path in files.items():
        with opened(path) as window:
            assert window.workspace is not None
            space, watch = window.workspace, Watch()
            goals = goals_with_contents(space.bridge.report)
            space.go_to(goal_place(goals[-1]))
            first = [watch.seconds(partial(space.go_to, goal_place(key))) for key in goals]
            times = [
                watch.seconds(partial(space.go_to, goal_place(key)))
                for _ in range(ROUNDS)
                for key in goals
            ]
        rows += [[f"Första gången, {name}", *spread(first)], [f"Sedan, {name}", *spread(times)]]
    return table("Byta mål, tills det är målat (mål: p95 under 100 ms)", ["", *SPREAD], rows)


def goals_with_contents(report: Report) -> list[str]:
    """The goals that have rows or a text."""
    owners = {text.owner_id for text in report.texts.values() if text.body}
    return [
        goal.id
        for goal in walk_goals(report)
        if goal.id in owners or report.indicators_of(goal.id) or report.activities_of(goal.id)
    ]
