"""What is kept of a file on this computer, how it is thinned, and taken back."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertialapp import tasks
from tertialapp.document import backups
from tertialapp.document.backups import Why, backups_of, kept
from tertialapp.document.document import Document
from tertialapp.document.opening import open_document
from tertialapp.document.restoring import restore_all, restore_records
from tertialapp.store.file import read_report

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
GOAL = "mal-1.1"
OLDER = Path(__file__).parent.parent / "data" / "schema_1.tertial"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "rapport.tertial"
    tasks.write_example(path)
    return path


def _rename(document: Document, title: str) -> None:
    with document.edit("Ändra målets namn") as edit:
        edit.set(document.report.goals[GOAL], title=title)


def test_what_is_published_is_kept_and_taken_back_whole_or_in_part(path: Path) -> None:
    document = open_document(path).document
    _rename(document, "Första")
    document.save()
    with document.edit("Ta bort") as edit:
        edit.remove(edit.report.goals[GOAL])
        edit.set(edit.report.setup, board="En annan nämnd")
    document.save()
    latest, first, *_ = backups_of(path)
    assert read_report(latest.path) == document.report
    earlier = read_report(first.path)
    assert earlier.goals[GOAL].title == "Första"
    with document.edit("Ta tillbaka målet") as edit:
        restore_records(edit, earlier, [("goal", GOAL)])
    assert document.report.goals == earlier.goals
    assert document.report.indicator_values == earlier.indicator_values
    assert document.report.setup.board == "En annan nämnd"
    document.undo()
    with document.edit("Ta tillbaka allt") as edit:
        restore_all(edit, earlier)
    assert document.report == earlier
    document.undo()
    assert GOAL not in document.report.goals
    document.discard()


def test_a_file_of_an_older_version_is_kept_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "gammal.tertial"
    shutil.copy(OLDER, path)
    open_document(path).document.close()
    (backup,) = backups_of(path)
    assert backup.why is Why.BEFORE_UPGRADE
    assert backup.path.read_bytes() == OLDER.read_bytes()


def test_what_was_kept_of_each_kind_stays_when_another_grows(path: Path) -> None:
    shutil.rmtree(backups._folder(path))
    old = NOW - timedelta(days=400)
    backups.keep(b"a", path, Why.BEFORE_MERGE, old)
    for minutes in range(0, 300, 10):
        backups.keep(b"b", path, Why.PUBLISHED, NOW - timedelta(minutes=300 - minutes))
    (backups._folder(path) / f"annat{path.suffix}").write_bytes(b"")
    found = backups_of(path)
    assert found[-1].at == old
    assert len(found) == len([backup for backup in found if backup.why is Why.PUBLISHED]) + 1
    assert 10 <= len(found) <= 15
    assert (backups._folder(path) / f"annat{path.suffix}").exists()


_AGES = st.lists(st.integers(0, 60 * 24 * 800), max_size=60)


@given(ages=_AGES)
def test_thinning_keeps_the_new_the_latest_of_each_stretch_and_itself(ages: list[int]) -> None:
    moments = [NOW - timedelta(minutes=age) for age in ages]
    staying = kept(moments, NOW)
    assert staying <= set(moments)
    assert kept(staying, NOW) == staying
    for moment in moments:
        age = NOW - moment
        assert moment in staying or age > timedelta(hours=1)
        near = timedelta(hours=1) if age <= timedelta(days=1) else timedelta(days=31)
        assert any(moment <= other <= moment + near for other in staying)


def test_what_can_not_be_kept_does_not_stop_a_save(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = open_document(path).document
    monkeypatch.setattr(backups, "state_dir", lambda *_: path / "ingen mapp")
    _rename(document, "Sparat ändå")
    document.save()
    document.close()
    assert read_report(path).goals[GOAL].title == "Sparat ändå"
