"""New places among siblings."""

from __future__ import annotations

from tertialapp import tasks
from tertialapp.document.edit import Edit
from tertialapp.document.ordering import move


def test_move_swaps_neighbours_also_when_their_keys_are_alike() -> None:
    report = tasks.example_report()
    first, second, *rest = report.goals_under(None)
    edit = Edit(report)
    edit.set(second, sort_key=first.sort_key)
    before = [goal.id for goal in edit.report.goals_under(None)]
    move(edit, edit.report.goals_under(None), before[0], 1)
    after = [goal.id for goal in edit.report.goals_under(None)]
    assert after == [before[1], before[0], *(goal.id for goal in rest)]
    move(edit, edit.report.goals_under(None), after[0], -1)
    assert [goal.id for goal in edit.report.goals_under(None)] == after
