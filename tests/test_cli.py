"""The command line as a process: what it writes, its exit codes, one Swedish line for bad input."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tertialapp.__main__ import _SCREENS
from tertialapp.base.paths import resource
from tertialapp.cli import run
from tertialapp.document.opening import open_document
from tertialapp.exchange.json_report import read_json, write_json
from tertialapp.model.outline import walk_goals
from tertialapp.store.file import read_report
from tests.pdf.reading import page_texts


@pytest.fixture
def example(tmp_path: Path) -> Path:
    path = tmp_path / "exempel.tertial"
    assert run(["example", str(path)]) == 0
    return path


def _refused(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    capsys.readouterr()
    assert run([str(word) for word in words]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    lines = printed.err.splitlines()
    assert len(lines) == 1, printed.err
    return lines[0]


def test_the_program_as_a_process(tmp_path: Path) -> None:
    def tertialapp(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tertialapp", *words]
        return subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False
        )

    path = str(tmp_path / "åäö rapport.tertial")
    assert tertialapp("example", path).returncode == 0
    told = tertialapp("info", path)
    assert told.returncode == 0
    assert "Tertialrapport 1 2025 (T1 2025): 35 av 35 mål har status" in told.stdout
    assert "3 inriktningsmål, 16 mål för verksamhetsområdet, 16 nämndmål" in told.stdout
    bad = tertialapp("info", str(tmp_path / "finns inte.tertial"))
    assert bad.returncode == 2
    assert bad.stderr.count("\n") == 1
    assert "finns inte" in bad.stderr
    assert "Traceback" not in bad.stderr


def test_json_goes_out_and_in_unchanged(example: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    assert run(["export", str(example), str(first)]) == 0
    assert run(["import", str(first), str(tmp_path / "ny.tertial")]) == 0
    assert run(["export", str(tmp_path / "ny.tertial"), str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert json.loads(first.read_text("utf-8"))["format"] == "tertialapp-rapport"
    shipped = resource("example.json").read_text("utf-8")
    assert write_json(read_json(shipped)) == shipped


def test_pdf_of_a_period_and_as_a_draft(example: Path, tmp_path: Path) -> None:
    latest, earlier = tmp_path / "t1.pdf", tmp_path / "vb.pdf"
    assert run(["export", str(example), str(latest), "--draft"]) == 0
    assert run(["export", str(example), str(earlier), "--period", "VB 2024"]) == 0
    assert latest.read_bytes()[:4] == earlier.read_bytes()[:4] == b"%PDF"
    assert latest.read_bytes() != earlier.read_bytes()


def test_pdf_of_one_goal_or_section(example: Path, tmp_path: Path) -> None:
    goal, section = tmp_path / "mål.pdf", tmp_path / "avsnitt.pdf"
    assert run(["export", str(example), str(goal), "--section", "1.3"]) == 0
    assert run(["export", str(example), str(section), "--section", "resultatenheter"]) == 0
    for path, title in ((goal, "1.3 "), (section, "Resultatenheter")):
        first, *_ = page_texts(path.read_bytes())
        assert title in first
        assert "1 (" in first


def test_a_file_that_is_there_is_not_written_over(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = example.read_bytes()
    assert "finns redan" in _refused(capsys, "example", example)
    source = tmp_path / "a.json"
    assert run(["export", str(example), str(source)]) == 0
    assert "finns redan" in _refused(capsys, "import", source, example)
    assert example.read_bytes() == before
    assert run(["import", str(source), str(example), "--ersätt"]) == 0
    assert read_report(example).goals


def test_bad_words_and_bad_files_get_one_line(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = example.read_bytes()
    assert "--help" in _refused(capsys, "exportera", example)
    assert "--help" in _refused(capsys, "export", example)
    assert ".pdf" in _refused(capsys, "export", example, tmp_path / "x.docx")
    assert "VB 2024, T1 2025" in _refused(
        capsys, "export", example, tmp_path / "x.pdf", "--period", "T3 2025"
    )
    assert "”Resultatenheter”" in _refused(
        capsys, "export", example, tmp_path / "x.pdf", "--section", "9.9"
    )
    assert ".pdf" in _refused(capsys, "export", example, tmp_path / "x.json", "--section", "1.3")
    assert "finns inte" in _refused(capsys, "export", example, tmp_path / "ingen" / "x.pdf")
    assert "mapp" in _refused(capsys, "info", tmp_path)
    assert ".tertial" in _refused(capsys, "example", tmp_path / "x.txt")
    for name, content in {
        "tom.txt": b"",
        "prosa.txt": "Det var en gång en nämnd.\n".encode() * 50,
        "binär.txt": bytes(range(256)) * 40,
        "trasig.json": b"{",
        "annan.json": b"[]",
        "tom.json": b"",
    }.items():
        source = tmp_path / name
        source.write_bytes(content)
        _refused(capsys, "import", source, example, "--ersätt")
        assert source.read_bytes() == content
    _refused(capsys, "import", tmp_path / "x.docx", tmp_path / "y.tertial")
    assert example.read_bytes() == before
    assert not (tmp_path / "x.pdf").exists()


def test_a_reader_that_has_seen_enough_and_no_screen(example: Path) -> None:
    program = f'"{sys.executable}" -m tertialapp'
    quick = subprocess.run(  # noqa: S602 - a pipe is what is tested
        f'{program} info "{example}" | true',
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert quick.stderr == ""
    if sys.platform == "linux":
        bare = {key: value for key, value in os.environ.items() if key not in _SCREENS}
        blind = subprocess.run(
            [sys.executable, "-m", "tertialapp"],
            env=bare,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert blind.returncode == 2
        assert "ingen skärm" in blind.stderr


def test_help_and_selftest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    assert "tertialapp import" in capsys.readouterr().out
    assert run(["selftest"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Allt fungerar."


def test_an_export_tells_of_characters_that_were_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = json.loads(resource("example.json").read_text("utf-8"))
    source["goals"][0]["title"] = "Ett mål 🎉"
    (tmp_path / "a.json").write_text(json.dumps(source), "utf-8")
    assert run(["import", str(tmp_path / "a.json"), str(tmp_path / "a.tertial")]) == 0
    capsys.readouterr()
    assert run(["export", str(tmp_path / "a.tertial"), str(tmp_path / "a.pdf"), "--draft"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("Exporterad till")
    assert told.err == (
        "Ett tecken finns inte i typsnittet och ersätts när rapporten skrivs ut: 🎉 (U+1F389).\n"
    )
    assert run(["export", str(tmp_path / "a.tertial"), str(tmp_path / "b.json")]) == 0
    assert capsys.readouterr().err == ""


def test_an_export_checks_nothing_that_is_what_check_is_for(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["check", str(example), "--fail-on", "error"]) == 1
    capsys.readouterr()
    assert run(["export", str(example), str(tmp_path / "a.pdf")]) == 0
    assert capsys.readouterr().err == ""


def _rename_a_goal(path: Path, title: str, key: str = "") -> None:
    document = open_document(path).document
    with document.edit("Ändra målets namn") as edit:
        goal = edit.report.goals[key] if key else next(walk_goals(edit.report))
        edit.set(goal, title=title)
    document.save()
    document.close()


def test_copies_are_merged_and_what_is_left_to_decide_is_told(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other, target = tmp_path / "anna.tertial", tmp_path / "ny.tertial"
    shutil.copy(example, other)
    _rename_a_goal(other, "Annas mål")
    before = other.read_bytes(), example.read_bytes()
    capsys.readouterr()
    assert run(["merge", str(example), str(other), "--ut", str(target)]) == 0
    assert capsys.readouterr().out == f"Sammanfogad och sparad i {target}: 1 post ändrades.\n"
    assert next(walk_goals(read_report(target))).title == "Annas mål"
    assert (other.read_bytes(), example.read_bytes()) == before
    assert "finns redan" in _refused(capsys, "merge", example, other, "--ut", target)

    _rename_a_goal(example, "Vårt mål")
    assert run(["merge", str(example), str(other)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[1] == "1 konflikt att avgöra:"
    assert told[3] == "    vår: ”Vårt mål”"
    assert told[4].endswith(": ”Annas mål”")
    saved = example.read_bytes()
    assert run(["merge", str(example), str(other), "--json"]) == 1
    plain = json.loads(capsys.readouterr().out)
    assert (plain["known"], plain["changed"], len(plain["conflicts"])) == (True, 0, 1)
    assert plain["conflicts"][0]["theirs"] == {"title": "Annas mål"}
    assert example.read_bytes() == saved


def test_a_part_is_sent_out_and_read_back(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part = tmp_path / "anna.tertial"
    send = ["part", str(example), str(part), "--section", "1.1", "--to", "Anna"]
    capsys.readouterr()
    assert run([*send, "--due", "2099-05-12", "--note", "Ring mig"]) == 0
    assert capsys.readouterr().out == f"Delen till Anna är sparad i {part}.\n"
    (sent,) = read_report(example).assignments.values()
    assert (sent.person, str(sent.due), sent.note) == ("Anna", "2099-05-12", "Ring mig")
    assert read_report(part).part == sent
    assert "finns redan" in _refused(capsys, *send)
    assert "finns inte i rapporten" in _refused(capsys, *send[:4], "9.9", *send[5:])
    assert "går inte att förstå" in _refused(capsys, *send, "--due", "snart")
    assert "måste sluta på" in _refused(capsys, *send[:2], tmp_path / "a.pdf", *send[3:])
    _rename_a_goal(part, "Annas mål", sent.subject_id or "")
    capsys.readouterr()
    assert run(["merge", str(example), str(part)]) == 0
    told = f"Delen från Anna är tillbaka och sparad i {example}: 1 post ändrades.\n"
    assert capsys.readouterr().out == told
    assert read_report(example).goals[sent.subject_id or ""].title == "Annas mål"
    assert run(["merge", str(example), str(part)]) == 0
    assert "inget som inte redan finns" in capsys.readouterr().out


def test_what_can_not_be_merged_is_refused(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "annan.tertial"
    assert run(["example", str(other)]) == 0
    saved = example.read_bytes()
    assert "är en annan rapport" in _refused(capsys, "merge", example, other)
    assert "finns inte" in _refused(capsys, "merge", example, tmp_path / "ingen.tertial")
    assert "måste sluta på" in _refused(capsys, "merge", example, other, "--ut", tmp_path / "a.pdf")
    opened = open_document(example).document
    assert "redan öppen" in _refused(capsys, "merge", example, other)
    opened.close()
    assert example.read_bytes() == saved
