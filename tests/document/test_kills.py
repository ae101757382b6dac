"""Killed at any moment of its life, the program has all that it acknowledged, and every file opens."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tertialapp import tasks
from tertialapp.base.files import digest
from tertialapp.document.copies import all_copies, copy_of
from tertialapp.document.opening import left_behind, open_document
from tertialapp.document.publishing import path_note
from tertialapp.store.file import SUFFIX, read_report
from tertialapp.store.schema import prepare
from tests.document.life import Titles, lived, titles_of

LONG = os.environ.get("TERTIAL_PROFILE") == "torture"
SEED = int(os.environ.get("TERTIAL_SEED", "1"))
KILLS = int(os.environ.get("TERTIAL_KILLS", "10000" if LONG else "24"))
LIVES_OF_A_FILE = 8
OLDER = Path(__file__).parent.parent / "data" / "schema_2.tertial"


class Promises:
    """What a file and the work on it may hold, after all that was told so far."""

    def __init__(self, path: Path, work: Titles) -> None:
        self.path = path
        self.work = {work}
        self.file = {titles_of(read_report(path))}
        self._opening = 0.05

    def follow(self, state: Path, seed: int, acts: int, part: float) -> int:
        """Live a life and hold it to what was promised; gives how much of it was acknowledged.

        It is killed when a part is gone of what an act takes: the opening, or one that is shorter.
        """
        acknowledged = 0
        begun = time.monotonic()
        for told in lived(
            self.path, state, seed, acts, part * self._opening / (1 if acts == 1 else 2)
        ):
            if told.act == "open" and told.done and acknowledged == 0:
                self._opening = min(time.monotonic() - begun, 1.0)
            acknowledged += told.done
            assert not told.lost
            if told.act == "open":
                assert not told.done or told.titles in self.work
            kept = self.file if told.act == "save" else self.work
            if told.done:
                kept.clear()
            if told.done or told.act != "open":
                kept.add(told.titles)
        in_file = titles_of(read_report(self.path))
        assert in_file in self.file
        self.file = {in_file}
        return acknowledged


def _example(path: Path) -> Titles:
    tasks.write_example(path)
    return titles_of(read_report(path))


def _of_an_older_version(path: Path) -> Titles:
    shutil.copy(OLDER, path)
    return titles_of(read_report(path))


def _worked_on_by_an_older_version(path: Path) -> Titles:
    """An older program was killed while it had unsaved work of the file."""
    shutil.copy(OLDER, path)
    copy = copy_of(path)
    shutil.copy(OLDER, copy)
    before, theirs = titles_of(read_report(path))
    with sqlite3.connect(copy) as connection:
        goal = min(row[0] for row in connection.execute("SELECT id FROM goal"))
        (last,) = connection.execute("SELECT max(id) FROM edit_log").fetchone()
        connection.execute("UPDATE goal SET title = 'Osparat' WHERE id = ?", (goal,))
        connection.execute(
            "INSERT INTO edit_log VALUES (?, 'edit', NULL, 'Ändra', '2026-01-01T10:00:00+00:00', '')",
            (last + 1,),
        )
        connection.execute(
            'INSERT INTO change_log(edit_id, "table", "key", operation, field, old, new)'
            " VALUES (?, 'goal', ?, 'update', 'title', json_quote(?), json_quote('Osparat'))",
            (last + 1, goal, before),
        )
        notes = {
            "digest": digest(path),
            "path": path_note(path),
            "published_edit": str(last + 1),
        }
        connection.executemany("INSERT INTO working_copy VALUES (?,?)", list(notes.items()))
    connection.close()
    return "Osparat", theirs


BEGINNINGS = (_example, _of_an_older_version, _worked_on_by_an_older_version)


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the killed processes and this one share for the user's own files."""
    state = tmp_path / "killed"
    monkeypatch.setattr("platformdirs.user_state_path", lambda *_, **__: state / "Tertialapp")
    return state


@pytest.mark.law
@pytest.mark.timeout(36_000)
def test_what_was_acknowledged_outlives_any_number_of_kills(
    state: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    chance = Random(SEED)  # noqa: S311
    acknowledged = 0
    for number in range(KILLS):
        if number % LIVES_OF_A_FILE == 0:
            beginning = BEGINNINGS[number // LIVES_OF_A_FILE % len(BEGINNINGS)]
            folder = tmp_path / "rapporter"
            folder.mkdir()
            path = folder / f"rapport{SUFFIX}"
            promises = Promises(path, beginning(path))
        while_opening = number % LIVES_OF_A_FILE < 3  # or else work is there, and no copy is made
        acts = 1 if while_opening else min(int(chance.expovariate(0.3)) + 1, 20)
        try:
            acknowledged += promises.follow(state, number, acts, chance.random())
        except AssertionError as broken:
            raise AssertionError(f"seed {SEED}, kill {number}, {beginning.__name__}") from broken
        if number % LIVES_OF_A_FILE == LIVES_OF_A_FILE - 1 or number == KILLS - 1:
            _ends_well(promises)
            assert not list(state.rglob("*.skadad")), (SEED, number)
            shutil.rmtree(folder)
            shutil.rmtree(state)
    record_property(
        "proved", f"{KILLS} kills, seed {SEED}: {acknowledged} acts acknowledged, 0 lost"
    )
    assert acknowledged > KILLS


def _ends_well(promises: Promises) -> None:
    """The last work is there, and nothing that is no report lies anywhere."""
    opened = open_document(promises.path)
    assert titles_of(opened.document.report) in promises.work
    opened.document.save()
    opened.document.close()
    assert list(left_behind()) or not all_copies()
    assert not list(promises.path.parent.glob("~$rapport*"))
    colleague = promises.path.with_name(f"kollega{SUFFIX}")
    if colleague.exists():
        read_report(colleague)


def _nothing(copy: Path) -> None:
    copy.touch()


def _tables(copy: Path) -> None:
    connection = sqlite3.connect(copy, isolation_level=None)
    prepare(connection)
    connection.close()


@pytest.mark.parametrize("made", [_nothing, _tables])
def test_a_copy_that_was_being_made_is_no_damaged_work(
    tmp_path: Path, state: Path, made: Callable[[Path], None]
) -> None:
    path = tmp_path / f"rapport{SUFFIX}"
    titles = _example(path)
    made(copy_of(path))
    opened = open_document(path)
    assert not opened.lost
    assert not opened.recovered
    assert titles_of(opened.document.report) == titles
    opened.document.discard()
    made(copy_of(path))
    assert list(left_behind()) == []
    assert all_copies() == []
    assert list(state.rglob("*.skadad*")) == []
