"""What differs from the file, and what is said of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from tertialapp import tasks
from tertialapp.document.opening import new_document, open_document
from tertialapp.model.compare import changed_records
from tertialapp.model.places import goal_place
from tertialapp.ui.marks import CellMarks
from tests.files import kill

PERIOD = "T1 2025"
KEY = f"ind-3.4.1-1@{PERIOD}"


def test_what_the_file_holds_is_known_after_saving_and_after_a_crash(tmp_path: Path) -> None:
    document = new_document(tasks.example_report())
    first = document.report
    with document.edit("Ändra utfall") as edit:
        edit.set(edit.report.indicator_values[KEY], outcome=Decimal(1))
    assert document.published is first
    path = tmp_path / "rapport.tertial"
    document.save(path)
    saved = document.report
    assert document.published is saved
    for outcome in (2, 3):
        with document.edit("Ändra utfall") as edit:
            edit.set(edit.report.indicator_values[KEY], outcome=Decimal(outcome))
    document.undo()
    with document.edit("Ta bort") as edit:
        edit.remove(edit.report.goals["mal-1.1"])
    kill(document)
    again = open_document(path)
    assert again.recovered
    assert again.document.published == saved
    assert again.document.report.indicator_values[KEY].outcome == 2
    again.document.discard()


def test_changed_records_are_those_that_differ() -> None:
    report = tasks.example_report()
    value = report.indicator_values[KEY]
    goal = report.goals["mal-1.1"]
    after = report.apply({"indicator_value": {KEY: None}, "goal": {"mal-1.1": goal}})
    assert list(changed_records(report, after)) == [("indicator_value", value, None)]
    assert list(changed_records(after, report)) == [("indicator_value", None, value)]
    assert list(changed_records(report, report)) == []


def test_marks_say_what_changed_and_where_it_came_from() -> None:
    report = tasks.example_report()
    value = report.indicator_values[KEY]
    changed = {"outcome": Decimal("75.5"), "target": None}
    after = report.apply({"indicator_value": {KEY: replace(value, **changed)}})
    marks = CellMarks(after, report, PERIOD)
    table = "indicator_value"
    assert marks.changed(table, KEY, "outcome") == "Ändrad sedan filen sparades: 76 → 75,5"
    assert marks.changed(table, KEY, "target") == "Ändrad sedan filen sparades: 82 → tomt"
    assert marks.changed(table, KEY, "last_year") == ""
    assert marks.changed("goal", "mal-1.1", "title") == ""
    assert marks.changed_places == {goal_place("mal-3.4.1")}
    assert marks.carried(table, KEY, "outcome") == ""
    assert marks.carried(table, KEY, "last_year") == "Överförd från Verksamhetsberättelse 2024"
    assert "3.4.1" in marks.finding("goal_status", f"mal-3.4@{PERIOD}", "status_id")
