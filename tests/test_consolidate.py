"""Many files in a folder, good and bad, by the command line: what is read, what is told, what is written."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from pathlib import Path

import openpyxl
import pytest

from tertialapp import consolidate, tasks
from tertialapp.base.errors import Cancelled
from tertialapp.cli import run
from tests.boards import damage, make_hostile, make_newer, named, three_boards
from tests.files import save


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return three_boards(tmp_path / "nämnder")


def _spoil(folder: Path) -> dict[Path, bytes]:
    """Bad files beside the good ones; gives what they hold."""
    for name, spoil in (("skadad", damage), ("fientlig", make_hostile), ("nyare", make_newer)):
        path = folder / f"{name}.tertial"
        save(named(tasks.example_report(), name), path)
        spoil(path)
    (folder / "mapp.tertial").mkdir()
    (folder / "anteckning.txt").write_text("hör inte hit")
    (folder / "~$0.tertial").write_text("ett annat programs spår")
    return {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_good_files_are_told_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["consolidate", str(folder)]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    lines = told.out.splitlines()
    assert lines[0] == "T1 2025: 3 nämnder"
    assert [line.split(":")[0].strip() for line in lines[1:]] == [
        "Norra nämnden",
        "Årsta nämnd",
        "Östra nämnden",
    ]
    assert "34 av 35 bedömda mål uppfylls helt" in lines[1]


def test_bad_files_are_told_of_in_a_sentence_each_and_stop_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _spoil(folder)
    assert run(["consolidate", str(folder), "--json"]) == 1
    told = capsys.readouterr()
    tables = json.loads(told.out)["tables"]
    assert len(tables["Läge"]) == 3
    wrong = {row["Fil"]: row["Vad som är fel"] for row in tables["Filer med fel"]}
    assert set(wrong) == {f"{name}.tertial" for name in ("skadad", "fientlig", "nyare", "mapp")}
    assert "skadad" in wrong["skadad.tertial"]
    assert "skadad" in wrong["fientlig.tertial"]
    assert "nyare version" in wrong["nyare.tertial"]
    assert len(told.err.splitlines()) == 4
    assert {path: path.read_bytes() for path in before} == before


def test_a_part_that_was_sent_out_is_no_report(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = folder / "0.tertial"
    tasks.send_out(source, folder / "del.tertial", section="1.1", person="Anna")
    capsys.readouterr()
    assert run(["consolidate", str(folder)]) == 1
    told = capsys.readouterr()
    assert told.err == "del.tertial: Filen är en utskickad del. Läs tillbaka den i sin rapport.\n"
    assert told.out.splitlines()[0] == "T1 2025: 3 nämnder"


def test_excel_and_csv_are_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book_path, table_path = folder / "ut.xlsx", folder / "ut.csv"
    assert run(["consolidate", str(folder), "--sök", "bibliotek", "--ut", str(book_path)]) == 0
    assert f"Skrivet till {book_path}." in capsys.readouterr().out
    book = openpyxl.load_workbook(book_path)
    assert book["Läge"].max_row == 5
    assert book["Läge"]["A5"].value == "Alla nämnder"
    assert book["Texter"].max_row > 1
    words = ["--ut", str(table_path), "--tabell", "ekonomi", "--period", "VB 2024"]
    assert run(["consolidate", str(folder), *words]) == 0
    rows = list(csv.reader(io.StringIO(table_path.read_text("utf-8-sig")), delimiter=";"))
    assert rows[0][:4] == ["Nämnd", "Verksamhetsområde", "Rad", "Budget 2024 (mnkr)"]


def test_what_is_not_there_is_one_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tom").mkdir()
    bad = {
        "ingen": [str(tmp_path / "ingen")],
        ".tertial": [str(tmp_path / "tom")],
        "T3 2025": [str(folder), "--period", "T3 2025"],
        "x.docx": [str(folder), "--ut", str(folder / "x.docx")],
        "Filer med fel": [str(folder), "--ut", str(folder / "x.csv"), "--tabell", "Personal"],
        "--help": [str(folder), "--hitta", "x"],
    }
    for expected, words in bad.items():
        assert run(["consolidate", *words]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.count("\n") == 1
        assert expected in told.err


def test_reading_can_be_called_off_and_tells_how_far_it_is(folder: Path) -> None:
    seen: list[tuple[int, int]] = []

    def twice(done: int, of: int) -> bool:
        seen.append((done, of))
        return len(seen) < 2

    with pytest.raises(Cancelled):
        consolidate.consolidate(folder, progress=twice)
    assert seen == [(0, 3), (1, 3)]


@pytest.mark.skipif(sys.platform != "linux", reason="andra system tar bara emot namn som är text")
def test_a_file_whose_name_is_no_text_is_told_of(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (folder / "0.tertial").rename(folder / os.fsdecode(b"n\xe4mnd.tertial"))
    assert run(["consolidate", str(folder), "--ut", str(folder / "ut.xlsx")]) == 1
    assert capsysbinary.readouterr().err.decode().startswith("n?mnd.tertial: Filens namn")
    rows = list(openpyxl.load_workbook(folder / "ut.xlsx")["Filer med fel"].values)
    assert rows[1][0] == "n?mnd.tertial"


def test_a_newly_read_folder_holds_what_has_come_in_since(folder: Path) -> None:
    assert len(consolidate.consolidate(folder).parts) == 3
    save(named(tasks.example_report(), "Sena nämnden"), folder / "sen.TERTIAL")
    assert len(consolidate.consolidate(folder).parts) == 4
