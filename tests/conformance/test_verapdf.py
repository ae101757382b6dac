"""What is said of files, and of machines that can't validate."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from tests.conformance import verapdf

ROOT = Path(__file__).parents[2]
needs_verapdf = pytest.mark.skipif(bool(verapdf.missing()), reason=verapdf.missing())


@pytest.fixture
def plain_pdf(tmp_path: Path) -> Path:
    """An empty page without tags, at a place with a Swedish name."""
    path = tmp_path / "å tom.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    return path


@needs_verapdf
def test_each_file_has_its_own_answers_in_order(plain_pdf: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.pdf"
    words.write_text("hej")
    results = verapdf.validate([(plain_pdf, "ua1"), (words, "ua1"), (plain_pdf, "2a")])
    assert [(result.path, result.flavour) for result in results] == [
        (plain_pdf, "ua1"),
        (words, "ua1"),
        (plain_pdf, "2a"),
    ]
    accessible, unreadable, archive = results
    assert {"6.2-1", "7.1-8", "7.1-11"} <= accessible.rules
    assert unreadable.rules == {"unreadable-0"}
    assert {"6.6.2.1-1", "6.7.3.3-1"} <= archive.rules
    failure = next(each for each in accessible.failures if each.rule == "7.1-11")
    assert failure.count == 1
    assert "StructTreeRoot" in failure.description
    assert failure.place == "root/document[0]"


@needs_verapdf
def test_the_command_names_what_is_broken(plain_pdf: Path) -> None:
    words = [sys.executable, "-m", "tests.conformance", str(plain_pdf), "--flavour", "ua1"]
    run = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 1, run.stderr
    assert run.stdout.startswith("å tom.pdf  ua1  bryter ")
    assert "\n  7.1-11  1 st  The logical structure" in run.stdout


def test_what_is_missing_is_said_in_a_sentence(
    plain_pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said() -> str:
        with pytest.raises(verapdf.NotInstalledError) as lack:
            verapdf.validate([(plain_pdf, "ua1")])
        return str(lack.value)

    monkeypatch.setattr(verapdf, "WHEEL", "no-such-wheel")
    monkeypatch.setattr(verapdf, "JAXB", plain_pdf)
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/javac")
    assert "veraPDF saknas (hjulet no-such-wheel)." in said()
    monkeypatch.setattr(verapdf, "JAXB", tmp_path / "jaxb-runtime.jar")
    assert "JAXB saknas" in said()
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert "Java saknas" in said()
