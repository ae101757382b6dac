"""The PDF out of the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tertialapp.base.errors import BadFile
from tertialapp.model.outline import walk_goals
from tertialapp.model.places import OVERVIEW, goal_place
from tertialapp.pdf.standard import USUAL
from tertialapp.ui.export import export_pdf
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.work import Work
from tests.pdf.reading import joined, page_texts


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


def test_a_goal_is_exported_from_its_line_in_the_tree(
    example: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: list[str],
) -> None:
    suggested: list[Path] = []

    def choose(_: object, suggestion: Path) -> tuple[Path, str]:
        suggested.append(suggestion)
        return tmp_path / "del.pdf", USUAL

    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_export", choose)
    space = example.workspace
    assert space is not None
    goal = next(walk_goals(space.bridge.report))
    (first, *_) = walk_goals(space.bridge.report, goal.id)
    space.go_to(goal_place(first.id))
    (action,) = (each for each in space.outline.actions() if "a&vsnitt" in each.text())
    action.trigger()
    qtbot.waitUntil(lambda: bool(answers), timeout=60_000)
    assert suggested[0].name.endswith(" 1.1.pdf")
    texts = page_texts((tmp_path / "del.pdf").read_bytes())
    assert f"1.1 {first.title}" in joined(texts[0])
    assert f"1({len(texts)})" in texts[0]


def test_the_overview_is_no_part_to_export(example: MainWindow, qtbot: QtBot) -> None:
    space = example.workspace
    assert space is not None
    space.go_to(OVERVIEW)
    with qtbot.waitSignal(example.files.told) as told:
        example.actions_by_key["export_part"].trigger()
    assert told.args == ["Välj först ett mål eller avsnitt i trädet."]
