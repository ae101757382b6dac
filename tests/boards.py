"""A folder with several boards' files, as they come in by mail."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import structs

from tertialapp import tasks
from tertialapp.model.frame import SETUP_ID
from tertialapp.model.records import Record
from tertialapp.model.report import Report
from tertialapp.store.schema import SCHEMA_VERSION
from tests.files import alter, save

BOARDS = ("Östra nämnden", "Årsta nämnd", "Norra nämnden")
"""In another order than Swedish lists have them."""


def named(report: Report, board: str) -> Report:
    """A report as another board's."""
    return report.apply({"setup": {SETUP_ID: structs.replace(report.setup, board=board)}})


def changed(report: Report, table: str, key: str, **fields: object) -> Report:
    """A report with a record that has other values."""
    values: Mapping[str, Mapping[str, Record | None]] = {
        table: {key: structs.replace(report.table(table)[key], **fields)}
    }
    return report.apply(values)


def write_boards(folder: Path, boards: Mapping[str, Report]) -> Path:
    """A folder with reports under file names."""
    folder.mkdir(exist_ok=True)
    for name, report in boards.items():
        save(report, folder / name)
    return folder


def three_boards(folder: Path) -> Path:
    """The example as the report of three boards."""
    report = tasks.example_report()
    return write_boards(
        folder, {f"{number}.tertial": named(report, board) for number, board in enumerate(BOARDS)}
    )


def damage(path: Path) -> None:
    """A file of which only a part arrived."""
    path.write_bytes(path.read_bytes()[:-5000])


def make_hostile(path: Path) -> None:
    """A file with a trigger that would empty the goals, sealed as if it were ours."""
    alter(path, "CREATE TRIGGER x AFTER INSERT ON goal BEGIN DELETE FROM goal; END")


def make_newer(path: Path) -> None:
    """A file of a version that is still to come."""
    alter(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
