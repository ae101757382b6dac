"""The file: what is saved is read back; what is not ours is refused in one sentence and left alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from sqlite_utils import Database

from tertialapp.base.errors import BadFile
from tertialapp.base.files import write_bytes
from tertialapp.model.frame import SETUP_ID, OwnWord, PeriodKind, Setup
from tertialapp.model.periods import new_period
from tertialapp.model.records import Kind, field_specs
from tertialapp.model.report import TABLES, Report, report_of
from tertialapp.store.file import read_report
from tertialapp.store.migrations import steps, upgrade
from tertialapp.store.schema import SCHEMA_VERSION, is_own, prepare
from tertialapp.store.working_copy import WorkingCopy
from tests.files import alter, save
from tests.reports import reports


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A small file as the program saves it."""
    report = report_of([Setup(id=SETUP_ID, board="Nämnden"), new_period(PeriodKind.FIRST, 2025)])
    return save(report, tmp_path / "rapport.tertial")


@given(report=reports())
def test_any_report_is_read_back_as_it_was_saved(
    report: Report, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = save(report, tmp_path_factory.mktemp("fil") / "rapport.tertial")
    assert read_report(path) == report


def test_a_saved_file_is_one_plain_file(saved: Path) -> None:
    assert [found.name for found in saved.parent.iterdir() if found.is_file()] == [saved.name]
    header = saved.read_bytes()[:100]
    assert header[18:20] == b"\x01\x01"
    connection = sqlite3.connect(saved)
    assert connection.execute("SELECT count(*) FROM working_copy").fetchone() == (0,)
    connection.close()


def test_the_tables_have_the_columns_of_the_records() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    prepare(connection)
    types = {
        **dict.fromkeys((Kind.INTEGER, Kind.FLAG, Kind.MONEY), "INTEGER"),
        Kind.BYTES: "BLOB",
    }
    for name, spec in TABLES.items():
        declared = [
            (field.name, types.get(field.kind, "TEXT"), not field.optional)
            for field in field_specs(spec.record_type)
        ]
        columns = connection.execute(
            'SELECT name, type, "notnull" FROM pragma_table_info(?)', (name,)
        )
        assert [(column, kind, bool(required)) for column, kind, required in columns] == declared
    connection.close()


def test_steps_from_older_versions_lead_to_the_same_tables() -> None:
    stepwise = sqlite3.connect(":memory:", isolation_level=None)
    upgrade(stepwise)
    assert is_own(stepwise)
    stepwise.close()
    new = sqlite3.connect(":memory:", isolation_level=None)
    prepare(new)
    assert is_own(new)
    database = Database(new, execute_plugins=False)
    assert steps.pending(database) == []
    assert len(steps.applied(database)) == SCHEMA_VERSION
    new.close()


def test_an_older_file_is_brought_to_today_in_a_copy(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename_the_board(db: Database) -> None:
        db.execute("UPDATE setup SET board = board || ' (uppgraderad)'")

    monkeypatch.setattr(steps, "_migrations", list(steps._migrations))
    steps(name=f"{SCHEMA_VERSION + 1:03}")(rename_the_board)
    for module in ("schema", "migrations", "file"):
        monkeypatch.setattr(f"tertialapp.store.{module}.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    before = saved.read_bytes()
    assert read_report(saved).setup.board == "Nämnden (uppgraderad)"
    assert saved.read_bytes() == before


def test_a_file_of_schema_1_is_read_with_its_history(tmp_path: Path) -> None:
    older = Path(__file__).parent.parent / "data" / "schema_1.tertial"
    report = read_report(older)
    (text,) = report.texts.values()
    assert text.body == "Målet är på väg att uppfyllas."
    assert text.needs_reading is False
    assert report.periods["T1 2025"].deadline is None
    assert {section.owner for section in report.sections.values()} == {""}
    assert report.own_words == {}
    copy = WorkingCopy.from_file(tmp_path / "copy", older)
    assert [edit.label for edit in copy.edits()][:1] == ["Lägg till nytt inriktningsmål"]
    assert len(copy.edits()) == 4
    copy.discard()


def test_a_file_of_schema_2_is_read_with_its_history(tmp_path: Path) -> None:
    older = Path(__file__).parent.parent / "data" / "schema_2.tertial"
    report = read_report(older)
    assert [text.body for text in report.texts.values()] == ["Året har börjat bra."]
    assert report.images == {}
    copy = WorkingCopy.from_file(tmp_path / "copy", older)
    assert len(copy.edits()) == 4
    copy.discard()
    assert report.own_words == {"provord": OwnWord(id="provord", broken="")}


def _altered(change: str) -> Callable[[Path], None]:
    return lambda path: alter(path, change)


def _patched(at: int, content: bytes) -> Callable[[Path], None]:
    def patch(path: Path) -> None:
        old = path.read_bytes()
        path.write_bytes(old[:at] + content + old[at + len(content) :])

    return patch


def _make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: path.unlink(), "finns inte"),
    "folder": (_make_folder, "är en mapp"),
    "empty": (lambda path: path.write_bytes(b""), "är tom"),
    "other program": (lambda path: path.write_text("hej" * 99), "ingen rapport från Tertialapp"),
    "other database": (_altered("PRAGMA application_id = 7"), "ingen rapport från Tertialapp"),
    "no version": (_altered("PRAGMA user_version = 0"), "är skadad"),
    "newer": (_altered(f"PRAGMA user_version = {SCHEMA_VERSION + 1}"), "nyare version"),
    "truncated": (_truncate, "är skadad"),
    "overwritten": (_patched(4096, b"\xff" * 3000), "är skadad"),
    "trigger": (
        _altered("CREATE TRIGGER x AFTER INSERT ON goal BEGIN DELETE FROM goal; END"),
        "är skadad",
    ),
    "extra column": (_altered("ALTER TABLE goal ADD COLUMN x TEXT"), "är skadad"),
    "dangling": (
        _altered("INSERT INTO goal VALUES ('a', 'b', 'a0', 'area', 't', NULL, '')"),
        "är skadad",
    ),
    "unknown choice": (
        _altered("INSERT INTO goal VALUES ('a', NULL, 'a0', 'x', 't', NULL, '')"),
        "är skadad",
    ),
    "no number": (_altered("UPDATE setup SET fund_ceiling = 'NaN'"), "är skadad"),
    "endless number": (_altered("UPDATE setup SET fund_ceiling = '1E+99999'"), "är skadad"),
    "no year": (_altered("UPDATE period SET year = 99999999"), "är skadad"),
    "no picture": (
        _altered("INSERT INTO image VALUES ('a', 60, 40, x'89504e47')"),
        "är skadad",
    ),
    "no period": (_altered("DELETE FROM period"), "är skadad"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_a_sound_file_is_refused_and_left_alone(saved: Path, case: str) -> None:
    damage, message = REFUSED[case]
    damage(saved)
    before = saved.read_bytes() if saved.is_file() else None
    with pytest.raises(BadFile, match=message) as refusal:
        read_report(saved)
    assert "\n" not in str(refusal.value)
    assert (saved.read_bytes() if saved.is_file() else None) == before


@pytest.mark.parametrize("share", range(0, 100, 4))
def test_no_damage_is_taken_for_content(saved: Path, share: int) -> None:
    content = bytearray(saved.read_bytes())
    content[100 + (len(content) - 101) * share // 100] ^= 1
    saved.write_bytes(content)
    with pytest.raises(BadFile, match="är skadad"):
        read_report(saved)


def test_a_sealed_file_is_a_database_like_any_other_until_it_is_written_in(saved: Path) -> None:
    connection = sqlite3.connect(saved)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert read_report(saved).setup.board == "Nämnden"
    connection.execute("UPDATE setup SET board = 'En annan nämnd'")
    connection.commit()
    connection.close()
    with pytest.raises(BadFile, match="är skadad"):
        read_report(saved)


def test_a_link_stays_a_link_and_long_names_are_told(saved: Path, tmp_path: Path) -> None:
    copy = WorkingCopy.create(tmp_path / "other", read_report(saved))
    link = tmp_path / "länk.tertial"
    link.symlink_to(saved)
    write_bytes(link, copy.image())
    assert link.is_symlink()
    with pytest.raises(BadFile, match="för långt"):
        write_bytes(tmp_path / ("x" * 300 + ".tertial"), b"x")
    with pytest.raises(BadFile, match="finns redan"):
        write_bytes(saved, b"x", replace=False)
    copy.discard()


def test_saving_where_one_may_not_is_refused(saved: Path, tmp_path: Path) -> None:
    copy = WorkingCopy.create(tmp_path / "other", read_report(saved))
    with pytest.raises(BadFile, match="finns inte"):
        write_bytes(tmp_path / "ingen" / "x.tertial", b"x")
    with pytest.raises(BadFile, match="är en mapp"):
        write_bytes(tmp_path, b"x")
    copy.discard()
