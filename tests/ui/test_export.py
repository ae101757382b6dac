"""The PDF out of the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tertialapp.base.errors import BadFile
from tertialapp.pdf.standard import USUAL
from tertialapp.ui.export import export_pdf
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.work import Work


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the export says in the end; every question is closed."""
    said: list[str] = []

    def ask(_window: object, question: str, details: str, answers: Sequence[str]) -> int:
        said.append(question)
        said.extend(details.split("\n\n")[1:])
        return list(answers).index("Stäng")

    monkeypatch.setattr("tertialapp.ui.export.ask", ask)
    monkeypatch.setattr("tertialapp.ui.work.tell", lambda _, sentence: said.append(sentence))
    return said


def test_export_writes_the_pdf_beside_the_work(
    example: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: list[str],
) -> None:
    target = tmp_path / "rapport.pdf"
    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_export", lambda *_: (target, USUAL))
    example.actions_by_key["export"].trigger()
    qtbot.waitUntil(lambda: bool(answers), timeout=60_000)
    assert target.read_bytes().startswith(b"%PDF")
    assert answers == ["PDF:en är klar: rapport.pdf"]


def test_the_kind_of_file_that_is_chosen_is_written(
    example: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: list[str],
) -> None:
    def choose(_parent: object, _title: str, _suggested: str, kinds: str) -> tuple[str, str]:
        (kind,) = (kind for kind in kinds.split(";;") if "A-1b" in kind)
        return str(tmp_path / "äldre"), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    example.actions_by_key["export"].trigger()
    qtbot.waitUntil(lambda: bool(answers), timeout=60_000)
    assert (tmp_path / "äldre.pdf").read_bytes().startswith(b"%PDF-1.4")


def test_a_draft_says_that_it_is_one(
    example: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: list[str],
) -> None:
    target = tmp_path / "utkast.pdf"
    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_export", lambda *_: (target, USUAL))
    example.actions_by_key["export_draft"].trigger()
    qtbot.waitUntil(lambda: bool(answers), timeout=60_000)
    document = pdfium.PdfDocument(target)
    cover = document[0].get_textpage().get_text_range()
    document.close()
    assert "Utkast" in cover


def test_cancelled_export_leaves_nothing(
    example: MainWindow, qtbot: QtBot, tmp_path: Path, answers: list[str]
) -> None:
    assert example.bridge is not None
    target = tmp_path / "rapport.pdf"
    work = export_pdf(
        example.bridge.report, example.bridge.period_id, target, USUAL, example, prove=list
    )
    work.stop()
    qtbot.waitUntil(lambda: not example.findChildren(Work), timeout=60_000)
    assert answers == []
    assert not target.exists()


def test_refusal_is_told(
    example: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: list[str],
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BadFile("Disken är full.")

    monkeypatch.setattr("tertialapp.tasks.export_report", refuse)
    assert example.bridge is not None
    export_pdf(
        example.bridge.report,
        example.bridge.period_id,
        tmp_path / "x.pdf",
        USUAL,
        example,
        prove=list,
    )
    qtbot.waitUntil(lambda: answers == ["Disken är full."], timeout=60_000)
