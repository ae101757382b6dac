"""The one door: every edit is undone and redone exactly, survives reopening, and reaches the file."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertialapp.base.errors import BadFile
from tertialapp.document.document import Change, Document
from tertialapp.document.opening import left_behind, new_document, open_document, recover
from tertialapp.model.font_files import FontFile
from tertialapp.model.frame import SETUP_ID, PeriodKind, SectionKind, Setup, TextPart
from tertialapp.model.goals import Goal, Indicator, IndicatorValue, Level
from tertialapp.model.images import Image
from tertialapp.model.integrity import faults
from tertialapp.model.live_values import economy_reference
from tertialapp.model.periods import new_period
from tertialapp.model.plain import to_plain
from tertialapp.model.records import Record, cell_id
from tertialapp.model.report import Report, records_of, report_of
from tertialapp.store.file import read_report
from tests.files import alter, kill
from tests.reports import reports


def _small() -> Report:
    return report_of(
        [
            Setup(id=SETUP_ID, board="Nämnden"),
            new_period(PeriodKind.FIRST, 2025),
            Goal(id="m", parent_id=None, sort_key="a0", level=Level.DIRECTION, title="Mål"),
            Indicator(id="i", goal_id="m", sort_key="a0", name="Andel"),
            IndicatorValue(id="i@T1 2025", indicator_id="i", period_id="T1 2025"),
        ]
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    document = new_document(_small())
    path = tmp_path / "rapport.tertial"
    document.save(path)
    document.close()
    return path


def _rename(document: Document, title: str) -> None:
    with document.edit("Ändra målets namn") as edit:
        edit.set(document.report.goals["m"], title=title)


def test_an_edit_is_told_once_with_what_it_touched(path: Path) -> None:
    document = open_document(path).document
    seen: list[Change] = []
    stop = document.on_change(seen.append)
    with document.edit("Ändra två saker", initiator="jag") as edit:
        edit.set(edit.report.goals["m"], title="Nytt", owner="HR")
    with document.edit("Ändra ingenting") as edit:
        edit.set(edit.report.goals["m"], title="Nytt")
    stop()
    _rename(document, "Ohört")
    (change,) = seen
    assert change.initiator == "jag"
    assert change.touches("goal")
    assert not change.touches("text", "indicator")
    assert [(delta.field, delta.old, delta.new) for delta in change.deltas] == [
        ("title", "Mål", "Nytt"),
        ("owner", "", "HR"),
    ]
    document.discard()


def test_a_failed_edit_changes_nothing(path: Path) -> None:
    document = open_document(path).document
    before = document.report
    with pytest.raises(ZeroDivisionError), document.edit("Går fel") as edit:
        edit.set(edit.report.goals["m"], title=str(1 // 0))
    assert document.report is before
    assert document.undo_label is None
    document.close()


def test_undo_survives_closing_and_the_history_is_in_the_file(path: Path) -> None:
    document = open_document(path).document
    _rename(document, "Andra")
    _rename(document, "Tredje")
    document.undo()
    document.save()
    document.close()

    document = open_document(path).document
    assert document.report.goals["m"].title == "Andra"
    assert (document.undo_label, document.redo_label) == ("Ändra målets namn",) * 2
    document.redo()
    assert document.report.goals["m"].title == "Tredje"
    document.undo()
    document.undo()
    assert document.report == _small()
    assert [edit.kind for edit in document.history()] == [
        *("edit", "edit", "undo", "redo", "undo", "undo")
    ]
    document.discard()


def test_a_new_edit_makes_what_was_undone_unreachable(path: Path) -> None:
    document = open_document(path).document
    _rename(document, "Andra")
    document.undo()
    _rename(document, "Tredje")
    assert document.redo_label is None
    document.redo()
    assert document.report.goals["m"].title == "Tredje"
    document.discard()


def test_what_belongs_to_a_record_goes_with_it_and_comes_back(path: Path) -> None:
    document = open_document(path).document
    with document.edit("Ta bort målet") as edit:
        edit.remove(edit.report.goals["m"])
    assert not document.report.indicators
    assert not document.report.indicator_values
    document.undo()
    assert document.report == _small()
    document.discard()


def test_an_edit_that_was_acknowledged_survives_a_crash(path: Path, tmp_path: Path) -> None:
    crashed = open_document(path).document
    _rename(crashed, "Efter kraschen")
    copies = crashed._working.path.parent
    as_it_lay = tmp_path / "kraschad"
    shutil.copytree(copies, as_it_lay)
    crashed.discard()
    shutil.copytree(as_it_lay, copies, dirs_exist_ok=True)

    opened = open_document(path)
    assert opened.recovered
    assert opened.document.report.goals["m"].title == "Efter kraschen"
    assert not opened.document.is_published
    assert read_report(path).goals["m"].title == "Mål"
    opened.document.save()
    opened.document.close()
    assert read_report(path).goals["m"].title == "Efter kraschen"
    again = open_document(path)
    assert not again.recovered
    again.document.close()


def test_unsaved_edits_on_a_file_that_others_changed_are_set_aside_not_lost(path: Path) -> None:
    document = open_document(path).document
    _rename(document, "Mitt")
    document.close()
    other = new_document(_small())
    _rename(other, "Deras")
    other.save(path)
    other.close()

    opened = open_document(path)
    assert not opened.recovered
    assert opened.document.report.goals["m"].title == "Deras"
    (left,) = left_behind()
    assert left.origin == path
    mine = recover(left.copy)
    assert mine.report.goals["m"].title == "Mitt"
    mine.discard()
    opened.document.close()


def test_a_report_that_is_open_is_not_opened_twice(path: Path) -> None:
    document = open_document(path).document
    with pytest.raises(BadFile, match="redan öppen"):
        open_document(path)
    document.close()


def test_closing_a_saved_report_leaves_nothing_behind(path: Path) -> None:
    document = open_document(path).document
    _rename(document, "Nytt")
    assert not document.is_published
    document.save()
    assert document.is_published
    document.close()
    assert list(left_behind()) == []


def test_a_copy_in_which_nothing_was_written_is_no_unsaved_work(path: Path) -> None:
    untouched = new_document(_small())
    untouched.close()
    document = open_document(path).document
    _rename(document, "Nytt")
    document.save()
    kill(document)
    assert list(left_behind()) == []
    assert list(path.parent.glob("state/arbetskopior/*")) == []


def _values_of(other: Record) -> dict[str, Any]:
    """A record's fields but those that place it among the others."""
    kept = {"id", "parent_id", "level", "part", "side", "table", "column", "finding"}
    return {
        name: getattr(other, name)
        for name in to_plain(other)
        if name not in kept and not name.endswith("_id")
    }


@given(report=reports(3), other=reports(3), data=st.data())
def test_any_history_is_undone_and_redone_exactly(
    report: Report, other: Report, data: st.DataObject
) -> None:
    document = new_document(report)
    try:
        _undo_and_redo_all(document, other, data)
    finally:  # Hypothesis may end a case in the middle
        document.discard()


def _undo_and_redo_all(document: Document, other: Report, data: st.DataObject) -> None:
    states = [document.report]
    for _ in range(data.draw(st.integers(1, 6))):
        _random_edit(document, other, data)
        if document.report != states[-1]:
            states.append(document.report)
        assert list(faults(document.report)) == []
    for state in reversed(states[:-1]):
        document.undo()
        assert document.report == state
    for state in states[1:]:
        document.redo()
        assert document.report == state
    assert document._working.report() == document.report


def _random_edit(document: Document, other: Report, data: st.DataObject) -> None:
    mine = sorted(records_of(document.report), key=lambda record: (str(type(record)), record.id))
    target = data.draw(st.sampled_from(mine))
    like = [record for record in records_of(other) if type(record) is type(target)]
    with document.edit("Slumpad ändring") as edit:
        match data.draw(st.sampled_from(["set", "set", "remove", "add"])):
            case "remove" if not isinstance(target, Setup) and len(document.report.periods) > 1:
                edit.remove(target)
            case "add":
                goal = Goal(id=f"ny-{len(mine)}", sort_key="a0", level=Level.DIRECTION, title="Ny")
                edit.put(goal)
                indicator = Indicator(id=f"i-{len(mine)}", goal_id=goal.id, sort_key="a", name="I")
                edit.put(indicator)
                for period in edit.report.periods.values():
                    key = cell_id(indicator.id, period.id)
                    edit.put(IndicatorValue(id=key, indicator_id=indicator.id, period_id=period.id))
            case _ if like and not isinstance(target, FontFile | Image):
                edit.set(target, **_values_of(data.draw(st.sampled_from(like))))


def test_two_who_have_the_same_file_open_do_not_overwrite_each_other(tmp_path: Path) -> None:
    path = tmp_path / "ny.tertial"
    first = new_document(_small())
    first.save(path)
    with pytest.raises(BadFile, match="redan öppen"):
        open_document(path)
    first.close()
    elsewhere = tmp_path / "kopia.tertial"
    elsewhere.write_bytes(path.read_bytes())
    first, second = open_document(path).document, open_document(elsewhere).document
    _rename(second, "Deras")
    second.save()
    path.write_bytes(elsewhere.read_bytes())  # as a synchronised folder does
    _rename(first, "Mitt")
    with pytest.raises(BadFile, match="ändrats av någon annan"):
        first.save()
    assert read_report(path).goals["m"].title == "Deras"
    first.save(tmp_path / "min.tertial")
    assert read_report(tmp_path / "min.tertial").goals["m"].title == "Mitt"
    first.close()
    second.close()


def test_recovering_goes_back_to_the_file_when_that_lies_as_it_did(path: Path) -> None:
    document = open_document(path).document
    _rename(document, "Osparat")
    document.close()
    (left,) = left_behind()
    recovered = recover(left.copy)
    assert recovered.path == path
    recovered.close()
    path.unlink()
    recovered = recover(left.copy)
    assert recovered.path is None
    assert recovered.report.goals["m"].title == "Osparat"
    recovered.save(path)
    recovered.close()
    assert read_report(path).goals["m"].title == "Osparat"


def test_edits_after_save_as_are_taken_up_after_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "ny.tertial"
    document = new_document(_small())
    document.save(path)
    _rename(document, "Efter")
    kill(document)
    opened = open_document(path)
    assert opened.recovered
    assert opened.document.report.goals["m"].title == "Efter"
    opened.document.discard()


@pytest.mark.parametrize("at", [0, 8000, 40_000])
def test_a_damaged_working_copy_does_not_stand_in_the_way_of_its_file(path: Path, at: int) -> None:
    document = open_document(path).document
    for number in range(200):
        _rename(document, f"Namn {number}")
    copy = document._working.path
    document.close()
    content = copy.read_bytes()
    copy.write_bytes(content[:at] + b"\x77" * 4000 + content[at + 4000 :])
    opened = open_document(path)
    assert opened.lost
    assert opened.document.report == _small()
    opened.document.close()
    again = open_document(path)
    assert not again.lost
    again.document.close()
    assert len(list(copy.parent.glob("*.skadad"))) == 1


def test_an_edit_that_would_break_what_texts_follow_is_refused() -> None:
    document = new_document(_small())
    target = economy_reference(SectionKind.OPERATING_BUDGET, "rad1", "budget").target
    with document.edit("Skriv text") as edit:
        edit.set(edit.report.text("m", "T1 2025", TextPart.BODY), body=f"[?]({target})")
    before = document.report
    with (
        pytest.raises(ValueError, match="breaks the report"),
        document.edit("Ta bort") as edit,
    ):
        edit.remove(edit.report.setup)
    assert document.report == before
    document.discard()


def test_an_edit_that_would_break_the_report_is_refused(path: Path) -> None:
    document = open_document(path).document
    with pytest.raises(ValueError, match="ligger under sig själv"), document.edit("Fel") as edit:
        edit.set(edit.report.goals["m"], parent_id="m")
    assert document.report == _small()
    assert document.undo_label is None
    document.close()


def test_a_path_that_is_no_proper_text_and_a_user_without_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/rapport \xff.tertial"))
    document = new_document(_small())
    try:
        document.save(path)
    except BadFile:
        pytest.skip("filsystemet tar inte emot sådana namn")
    _rename(document, "Nytt")
    kill(document)
    path.unlink()
    (left,) = left_behind()
    assert left.origin == path.resolve()


@pytest.mark.parametrize(
    "row",
    [
        "INSERT INTO edit_log VALUES (1, 'undo', NULL, 'x', 'x', 'x', 'u')",
        "INSERT INTO edit_log VALUES (1, 'bogus', NULL, 'x', 'x', 'x', 'u')",
        "INSERT INTO edit_log VALUES (9223372036854775807, 'edit', NULL, 'x', 'x', 'x', 'u')",
    ],
)
def test_a_file_with_an_impossible_history_is_refused(path: Path, row: str) -> None:
    alter(path, row)
    for _ in range(2):
        with pytest.raises(BadFile, match="skada"):
            open_document(path)


@pytest.mark.parametrize(
    "row",
    [
        "(1, 1, 'ingen', 'x', 'update', 'title', '1', '2')",
        "(1, 1, 'goal', 'x', 'update', 'title', '1', '2')",
        "(1, 1, 'goal', 'm', 'bogus', 'title', '1', '2')",
        "(1, 1, 'goal', 'm', 'update', 'title', '{', '2')",
    ],
)
def test_an_impossible_step_of_a_history_is_told_and_changes_nothing(path: Path, row: str) -> None:
    edit = "INSERT INTO edit_log VALUES (1, 'edit', NULL, 'Steg', 'x', 'x', 'u')"
    alter(path, f"{edit}; INSERT INTO change_log VALUES {row}")  # noqa: S608
    document = open_document(path).document
    with pytest.raises(BadFile, match="historik är skadad"):
        document.undo()
    assert document.report == _small()
    document.close()
