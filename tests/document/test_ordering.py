"""New places among siblings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tertialapp import tasks
from tertialapp.document.edit import Edit
from tertialapp.document.ordering import move, move_before


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


@given(st.data())
def test_some_are_moved_together_and_the_others_keep_their_order(data: st.DataObject) -> None:
    edit = Edit(tasks.example_report())
    rows = edit.report.investments_in_order()
    alike = data.draw(st.integers(0, len(rows) - 2))
    if data.draw(st.booleans()):
        edit.set(rows[alike + 1], sort_key=rows[alike].sort_key)
    ids = [row.id for row in edit.report.investments_in_order()]
    moved = data.draw(st.sets(st.sampled_from(ids), min_size=1, max_size=len(ids) - 1))
    stay = [key for key in ids if key not in moved]
    before = data.draw(st.none() | st.sampled_from(stay))
    move_before(edit, edit.report.investments_in_order(), moved, before)
    after = [row.id for row in edit.report.investments_in_order()]
    assert [key for key in after if key not in moved] == stay
    end = len(after) if before is None else after.index(before)
    assert after[end - len(moved) : end] == [key for key in ids if key in moved]


def test_a_move_to_where_they_stand_changes_nothing() -> None:
    report = tasks.example_report()
    edit = Edit(report)
    rows = report.investments_in_order()
    move_before(edit, rows, {rows[1].id, rows[2].id}, rows[3].id)
    move_before(edit, rows, {rows[-1].id}, None)
    move(edit, rows, rows[0].id, -1)
    move(edit, rows, rows[-1].id, 1)
    assert edit.report == report


def test_a_move_of_one_writes_one_key() -> None:
    report = tasks.example_report()
    edit = Edit(report)
    rows = report.investments_in_order()
    move_before(edit, rows, {rows[0].id}, rows[3].id)
    changed = [r for r in rows if edit.report.investments[r.id] != r]
    assert changed == [rows[0]]
