"""Parts are sent out of a report as files, written in by others, and read back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tertialapp import tasks
from tertialapp.base.errors import BadFile, BadInput, Refusal
from tertialapp.document.document import Document
from tertialapp.document.edit import Edit
from tertialapp.document.merging import Outcome, merge_file
from tertialapp.document.opening import open_document, open_for_reading, open_own_copy
from tertialapp.document.parts import Sending, send_part
from tertialapp.model.assignments import Assignment
from tertialapp.model.conflicts import ConflictKind
from tertialapp.model.frame import TextPart
from tertialapp.model.goals import Goal
from tertialapp.model.part_words import (
    late_words,
    outstanding,
    part_title,
    sent_by_place,
    sent_words,
)
from tertialapp.model.places import Place, goal_place, place_of_owner, section_place
from tertialapp.model.records import Ore
from tertialapp.model.report import Report
from tertialapp.store.file import read_report
from tests.pictures import IMAGES

DATA = Path(__file__).parent.parent / "data"
PERIOD = "T1 2025"
Act = Callable[[Edit], object]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The example, saved."""
    path = tmp_path / "rapport.tertial"
    tasks.write_example(path)
    return path


def _goals(report: Report) -> list[Goal]:
    """Goals with indicators and nothing under them, in printed order."""
    found = sorted(report.goals.values(), key=lambda goal: goal.id)
    return [
        goal for goal in found if report.indicators_of(goal.id) and not report.goals_under(goal.id)
    ]


def _send(path: Path, place: Place, name: str = "anna", due: date | None = None) -> Path:
    target = path.with_name(f"{name}.tertial")
    document = open_document(path).document
    send_part(document, Sending(place, name.title(), date(2025, 5, 2), due), target)
    document.save()
    document.close()
    return target


def _edited(path: Path, act: Act) -> None:
    document = open_document(path).document
    with document.edit("Skriv") as edit:
        act(edit)
    document.save()
    document.close()


def _write(goal: Goal, body: str) -> Act:
    return lambda edit: edit.set(
        edit.report.text(goal.id, PERIOD, TextPart.ANALYSIS), body=body, nothing_to_report=False
    )


def _body(report: Report, goal: Goal) -> str:
    return report.text(goal.id, PERIOD, TextPart.ANALYSIS).body


def _read_back(path: Path, part: Path) -> Outcome:
    document = open_document(path).document
    try:
        outcome = merge_file(document, part)
        document.save()
    finally:
        document.discard()
    return outcome


def _only(report: Report) -> Assignment:
    (part,) = report.assignments.values()
    return part


def test_a_part_is_late_from_the_day_after_its_last_one_until_it_is_back(path: Path) -> None:
    first, second, third = _goals(read_report(path))[:3]
    part = _send(path, goal_place(first.id), due=date(2025, 5, 12))
    _send(path, goal_place(second.id), "bo", due=date(2025, 5, 14))
    _send(path, goal_place(third.id), "eva")
    report = read_report(path)
    said = [late_words(report, date(2025, 5, day)) for day in (12, 13, 15)]
    assert said == ["", "1 utskickad del är försenad", "2 utskickade delar är försenade"]
    told = "utskickad till Anna 2 maj, försenad: skulle vara tillbaka 12 maj"
    assert sent_by_place(report, date(2025, 5, 13))[goal_place(first.id)] == told
    _read_back(path, part)
    assert late_words(read_report(path), date(2025, 5, 14)) == ""
    assert late_words(read_report(part), date(2025, 6, 1)) == "", "a part has sent out none"


def test_a_part_stays_small_when_it_has_been_written_in(path: Path) -> None:
    goal = _goals(read_report(path))[0]
    part = _send(path, goal_place(goal.id))
    assert part.stat().st_size < 100_000
    _edited(part, _write(goal, "Annas analys."))
    assert part.stat().st_size < 110_000


def test_what_is_written_in_a_part_comes_into_the_report_and_it_is_back(path: Path) -> None:
    first, second = _goals(read_report(path))[:2]
    part = _send(path, goal_place(first.id), due=date(2025, 5, 12))
    sent = read_report(path)
    assert outstanding(sent) == [_only(sent)]
    told = "utskickad till Anna 2 maj, inte tillbaka (senast 12 maj)"
    assert sent_by_place(sent, date(2025, 5, 12)) == {goal_place(first.id): told}
    assert part.stat().st_size < path.stat().st_size / 5
    held = read_report(part)
    assert held.part == _only(sent)
    title = part_title(held, _only(held))
    assert title.startswith("Del av Tertialrapport 1 2025 till Anna, senast 12 maj: ")
    assert title.endswith(first.title)
    _edited(part, _write(first, "Annas analys."))
    _edited(path, _write(second, "Vår analys."))
    before = read_report(path)
    outcome = _read_back(path, part)
    assert (outcome.changed, outcome.conflicts, outcome.ancestor) == (1, (), True)
    report = read_report(path)
    assert (_body(report, first), _body(report, second)) == ("Annas analys.", "Vår analys.")
    assert sent_words(report, _only(report), date(2025, 6, 1)).startswith(
        "utskickad till Anna 2 maj, tillbaka "
    )
    assert sent_by_place(report, date(2025, 6, 1)) == {}
    assert replace(report, texts=before.texts, assignments=before.assignments) == before


def test_reading_back_is_one_step_and_twice_changes_nothing(path: Path) -> None:
    goal = _goals(read_report(path))[0]
    part = _send(path, goal_place(goal.id))
    _edited(part, _write(goal, "Annas analys."))
    document = open_document(path).document
    merge_file(document, part)
    assert document.undo_label == "Läs tillbaka del från Anna"
    report, history = document.report, document.history()
    again = merge_file(document, part)
    assert again.known
    assert (document.report, document.history()) == (report, history)
    document.undo()
    assert _only(document.report).returned is None
    assert _body(document.report, goal) != "Annas analys."
    assert not merge_file(document, part).known
    assert _body(document.report, goal) == "Annas analys."
    document.close()


def test_a_part_that_goes_on_after_it_was_read_back_can_be_read_back_again(path: Path) -> None:
    goal = _goals(read_report(path))[0]
    part = _send(path, goal_place(goal.id))
    _edited(part, _write(goal, "Ett."))
    _read_back(path, part)
    _edited(path, _write(goal, "Ett.\n\nVårt."))
    _edited(part, _write(goal, "Noll.\n\nEtt."))
    assert _read_back(path, part).conflicts == ()
    assert _body(read_report(path), goal).split() == ["Noll.", "Ett.", "Vårt."]


def test_a_part_that_comes_back_untouched_is_marked_as_back(path: Path) -> None:
    goal = _goals(read_report(path))[0]
    part = _send(path, goal_place(goal.id))
    outcome = _read_back(path, part)
    assert (outcome.changed, outcome.known) == (0, False)
    assert _only(read_report(path)).returned is not None


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_parts_come_back_in_either_order(path: Path, order: tuple[int, int]) -> None:
    goals = _goals(read_report(path))[:2]
    parts = [
        _send(path, goal_place(goal.id), name)
        for goal, name in zip(goals, ("anna", "bo"), strict=True)
    ]
    for goal, part in zip(goals, parts, strict=True):
        _edited(part, _write(goal, f"Av {part.stem}."))
    for at in order:
        assert _read_back(path, parts[at]).conflicts == ()
    report = read_report(path)
    assert [_body(report, goal) for goal in goals] == ["Av anna.", "Av bo."]
    assert outstanding(report) == []


def test_what_both_have_changed_is_a_conflict_in_the_part_alone(path: Path) -> None:
    goal = _goals(read_report(path))[0]
    part = _send(path, goal_place(goal.id))
    indicator = read_report(path).indicators_of(goal.id)[0]
    _edited(part, lambda edit: edit.set(edit.report.indicators[indicator.id], name="Annas"))
    _edited(path, lambda edit: edit.set(edit.report.indicators[indicator.id], name="Vårt"))
    (found,) = _read_back(path, part).conflicts
    assert (found.kind, found.key, found.field) == (ConflictKind.FIELD, indicator.id, "name")
    assert found.who
    assert read_report(path).indicators[indicator.id].name == "Vårt"


def test_a_part_whose_goal_is_gone_is_asked_about_and_nothing_is_lost(path: Path) -> None:
    goal = _goals(read_report(path))[0]
    part = _send(path, goal_place(goal.id))
    _edited(part, _write(goal, "Annas analys."))
    _edited(path, lambda edit: edit.remove(edit.report.goals[goal.id]))
    assert "borttaget" in part_title(read_report(path), _only(read_report(path)))
    (found,) = _read_back(path, part).conflicts
    assert (found.kind, found.key) == (ConflictKind.DELETED, goal.id)
    report = read_report(path)
    assert _body(report, goal) == "Annas analys."
    assert {each.id for each in report.indicators_of(goal.id)} == {
        each.id for each in read_report(part).indicators_of(goal.id)
    }


def test_a_part_whose_goal_is_gone_with_all_above_it_comes_back_with_them(path: Path) -> None:
    goal = _goals(read_report(path))[0]
    part = _send(path, goal_place(goal.id))
    _edited(part, _write(goal, "Annas analys."))
    top = read_report(path).goals[goal.parent_id or ""]
    _edited(path, lambda edit: edit.remove(edit.report.goals[top.id]))
    assert _read_back(path, part).conflicts
    report = read_report(path)
    assert _body(report, goal) == "Annas analys."
    assert report.goals[goal.id].parent_id == top.id


def test_a_part_of_a_period_that_was_locked_since_waits_until_it_is_unlocked(path: Path) -> None:
    goal = _goals(read_report(path))[0]
    part = _send(path, goal_place(goal.id))
    _edited(part, _write(goal, "Annas analys."))
    _edited(path, lambda edit: edit.set(edit.report.periods[PERIOD], locked=True))
    before = read_report(path)
    with pytest.raises(Refusal, match="Välj Lås upp"):
        _read_back(path, part)
    assert read_report(path) == before
    _edited(path, lambda edit: edit.set(edit.report.periods[PERIOD], locked=False))
    assert _read_back(path, part).conflicts == ()
    assert _body(read_report(path), goal) == "Annas analys."


def test_a_table_is_sent_with_its_text(path: Path) -> None:
    report = read_report(path)
    section = next(each for each in report.sections.values() if each.kind == "result_units")
    part = _send(path, section_place(section.id))
    key, value = next(iter(report.result_unit_values.items()))
    _edited(part, lambda edit: edit.set(edit.report.result_unit_values[key], result=Ore(4_200)))
    _edited(
        part,
        lambda edit: edit.set(edit.report.text(section.id, PERIOD, TextPart.BODY), body="Så."),
    )
    assert _read_back(path, part).changed == 2
    now = read_report(path)
    assert now.result_unit_values[key] == replace(value, result=Ore(4_200))
    assert now.text(section.id, PERIOD, TextPart.BODY).body == "Så."


def test_pictures_go_with_a_part_and_come_back(path: Path) -> None:
    goal = _goals(read_report(path))[0]
    first, second = IMAGES[:2]

    def show(image: Any) -> Act:
        def act(edit: Edit) -> None:
            edit.put(image)
            _write(goal, f"![Bild](bild:{image.id})")(edit)

        return act

    _edited(path, show(first))
    part = _send(path, goal_place(goal.id))
    assert set(read_report(part).images) == {first.id}
    _edited(part, show(second))
    _read_back(path, part)
    assert set(read_report(path).images) == {second.id}


# -- only there ---------------------------------------------------------------------------------------


def _outside(report: Report) -> dict[str, Act]:
    goals = _goals(report)
    parent = goals[0].parent_id or ""
    return {
        "another goal": lambda edit: edit.set(edit.report.goals[goals[1].id], title="Nytt"),
        "its goal above": lambda edit: edit.set(edit.report.goals[parent], title="Nytt"),
        "a text elsewhere": _write(goals[1], "Nytt"),
        "its place": lambda edit: edit.set(edit.report.goals[goals[0].id], sort_key="zz"),
        "itself": lambda edit: edit.remove(edit.report.goals[goals[0].id]),
        "the settings": lambda edit: edit.set(edit.report.setup, part_id=None),
        "a period": lambda edit: edit.set(edit.report.periods[PERIOD], title="Ny"),
        "the note of it": lambda edit: edit.set(_only(edit.report), person="Bo"),
    }


@pytest.mark.parametrize("what", list(_outside(tasks.example_report())))
def test_a_change_outside_the_part_is_refused_in_one_sentence(path: Path, what: str) -> None:
    goal = _goals(read_report(path))[0]
    part = _send(path, goal_place(goal.id))
    document = open_document(part).document
    report = document.report
    with (
        pytest.raises(Refusal, match="Filen är en utskickad del: bara ”") as refusal,
        document.edit("Ändra") as edit,
    ):
        _outside(tasks.example_report())[what](edit)
    assert str(refusal.value).endswith(f"{goal.title}” kan ändras här.")
    assert document.report is report
    assert document.history() == []
    document.close()


def test_in_the_part_all_can_be_written_undone_and_added_to(path: Path) -> None:
    goal = _goals(read_report(path))[0]
    part = _send(path, goal_place(goal.id))
    document = open_document(part).document
    first = document.report.indicators_of(goal.id)[0]
    with document.edit("Lägg till") as edit:
        edit.put(replace(first, id="ny", name="Ny", sort_key="zz"))
    with document.edit("Ta bort") as edit:
        edit.remove(edit.report.indicators[first.id])
    assert [each.id for each in document.report.indicators_of(goal.id)][-1] == "ny"
    document.undo()
    assert first in document.report.indicators_of(goal.id)
    document.save()
    document.close()
    _read_back(path, part)
    assert "ny" in read_report(path).indicators


# -- what can't be done -------------------------------------------------------------------------------


def test_a_part_of_another_report_is_refused(path: Path, tmp_path: Path) -> None:
    (tmp_path / "andra").mkdir()
    other = tmp_path / "andra" / "rapport.tertial"
    tasks.write_example(other)
    part = _send(other, goal_place(_goals(read_report(other))[0].id))
    with pytest.raises(BadInput, match="är en annan rapport"):
        _read_back(path, part)


def test_a_part_that_was_changed_outside_the_program_is_refused(path: Path) -> None:
    part = _send(path, goal_place(_goals(read_report(path))[0].id))
    content = part.read_bytes()
    part.write_bytes(content.replace(b"Anna", b"Elsa"))
    with pytest.raises(BadFile, match="är skadad"):
        _read_back(path, part)
    assert _only(read_report(path)).returned is None


def test_the_whole_does_not_go_into_a_part(path: Path) -> None:
    goals = _goals(read_report(path))
    anna, bo = (
        _send(path, goal_place(goal.id), name)
        for goal, name in zip(goals, ("anna", "bo"), strict=False)
    )
    for other in (path, bo):
        with pytest.raises(BadInput, match="Den öppna filen är en utskickad del"):
            _read_back(anna, other)


def test_two_who_write_in_one_part_can_merge_it_first(path: Path) -> None:
    goal = _goals(read_report(path))[0]
    anna = _send(path, goal_place(goal.id))
    bo = Path(shutil.copy(anna, anna.with_name("bo.tertial")))
    _edited(anna, _write(goal, "Annas."))
    _edited(bo, _write(goal, "Bos."))
    assert len(_read_back(anna, bo).conflicts) == 1
    assert len(_read_back(path, anna).conflicts) == 1
    assert _read_back(path, bo).known


def _refused(document: Document, target: Path, **fields: Any) -> str:
    goal = _goals(document.report)[0]
    sending = Sending(goal_place(goal.id), "Anna", date(2025, 5, 2))
    report = document.report
    with pytest.raises(Refusal) as refusal:
        send_part(document, replace(sending, **fields), target)
    assert document.report is report
    return str(refusal.value)


def test_what_can_not_be_sent_is_refused_and_nothing_is_written(path: Path) -> None:
    target = path.with_name("del.tertial")
    document = open_document(path).document
    assert "Skriv vem" in _refused(document, target, person="  ")
    assert "före dagen" in _refused(document, target, due=date(2025, 5, 1))
    assert "måste sluta på .tertial" in _refused(document, target.with_suffix(".txt"))
    before = path.read_bytes()
    assert "eget filnamn" in _refused(document, path)
    assert path.read_bytes() == before
    assert "finns inte" in _refused(document, path.parent / "ingen" / "del.tertial")
    document.close()
    reading = open_for_reading(path, "Öppen för läsning.")
    assert _refused(reading, target) == "Öppen för läsning."
    reading.close()
    part = _send(path, goal_place(_goals(read_report(path))[0].id))
    document = open_document(part).document
    assert "själv en utskickad del" in _refused(document, target)
    assert "historik behövs" in _not_forgotten(document)
    document.close()
    assert not target.exists()


def _not_forgotten(document: Document) -> str:
    with pytest.raises(Refusal) as refusal:
        document.forget_history(1)
    return str(refusal.value)


# -- copies --------------------------------------------------------------------------------------------


def test_a_copy_that_reads_a_part_back_does_not_take_the_rest_for_known(path: Path) -> None:
    """The part was sent after edits that the copy does not have: those are still to come."""
    first, second = _goals(read_report(path))[:2]
    copy = Path(shutil.copy(path, path.with_name("kopia.tertial")))
    _edited(path, _write(second, "Vår analys."))
    part = _send(path, goal_place(first.id))
    _edited(part, _write(first, "Annas analys."))
    _read_back(copy, part)
    assert _read_back(copy, path).conflicts == ()
    report = read_report(copy)
    assert (_body(report, first), _body(report, second)) == ("Annas analys.", "Vår analys.")
    assert _read_back(path, part).conflicts == ()
    assert _read_back(path, copy).conflicts == ()
    assert read_report(path).texts == report.texts


def test_a_part_whose_sending_was_not_saved_comes_back_all_the_same(path: Path) -> None:
    goal = _goals(read_report(path))[0]
    document = open_own_copy(path)
    part = path.with_name("anna.tertial")
    send_part(document, Sending(goal_place(goal.id), "Anna", date(2025, 5, 2)), part)
    document.discard()
    _edited(part, _write(goal, "Annas analys."))
    assert _read_back(path, part).conflicts == ()
    report = read_report(path)
    assert _body(report, goal) == "Annas analys."
    assert _only(report).returned is not None


@pytest.mark.parametrize("version", ["schema_1", "schema_2"])
def test_a_part_of_an_older_file_comes_back(tmp_path: Path, version: str) -> None:
    path = Path(shutil.copy(DATA / f"{version}.tertial", tmp_path / "rapport.tertial"))
    report = read_report(path)
    text = next(iter(report.texts.values()))
    place = place_of_owner(report, text.owner_id)
    assert place is not None
    part = _send(path, place)
    _edited(part, lambda edit: edit.set(edit.report.texts[text.id], body="Annas."))
    outcome = _read_back(path, part)
    assert (outcome.ancestor, outcome.conflicts) == (True, ())
    assert read_report(path).texts[text.id].body == "Annas."
