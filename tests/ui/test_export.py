"""The PDF out of the window."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tertialapp.base.errors import BadFile
from tertialapp.check.findings import Finding, Severity
from tertialapp.check.waiving import waiver_for
from tertialapp.model.outline import walk_goals
from tertialapp.model.places import OVERVIEW, goal_place, places_in_order, places_within
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
    _answer_about_errors(monkeypatch, "Exportera ändå")
    monkeypatch.setattr("tertialapp.ui.work.tell", lambda _, sentence: said.append(sentence))
    return said


def _answer_about_errors(monkeypatch: pytest.MonkeyPatch, wanted: str) -> list[tuple[str, str]]:
    """Answer the question about errors that stand; gives what is asked, with its details."""
    asked: list[tuple[str, str]] = []

    def ask(_window: object, question: str, details: str, answers: Sequence[str]) -> int:
        asked.append((question, details))
        return list(answers).index(wanted)

    monkeypatch.setattr("tertialapp.ui.export_commands.ask", ask)
    return asked


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
    assert re.search(rf"\b1\s?\({len(texts)}\)", texts[0])


def test_the_overview_is_no_part_to_export(example: MainWindow, qtbot: QtBot) -> None:
    space = example.workspace
    assert space is not None
    space.go_to(OVERVIEW)
    with qtbot.waitSignal(space.told) as told:
        example.actions_by_key["export_part"].trigger()
    assert told.args == ["Välj först ett mål eller avsnitt i trädet."]


# -- errors that stand -----------------------------------------------------------------------------


@pytest.fixture
def targets(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are suggested where one is asked for; the question is called off."""
    suggested: list[Path] = []

    def ask_export(_window: object, suggestion: Path) -> None:
        suggested.append(suggestion)

    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_export", ask_export)
    return suggested


def _errors(window: MainWindow) -> list[Finding]:
    assert window.bridge is not None
    return [found for found in window.bridge.marks.faults if found.severity is Severity.ERROR]


def test_an_export_asks_when_errors_stand_and_shows_them(
    example: MainWindow, monkeypatch: pytest.MonkeyPatch, targets: list[Path]
) -> None:
    count = len(_errors(example))
    asked = _answer_about_errors(monkeypatch, "Visa felen")
    example.actions_by_key["export"].trigger()
    ((question, details),) = asked
    assert question == f"{count} fel är inte rättade, och ingen har motiverat dem."
    assert details.splitlines()[0].startswith("• ")
    assert details.splitlines()[-1] == f"… och {count - 3} till."
    assert targets == []
    assert example.workspace is not None
    assert example.workspace.side is not None
    panel = example.workspace.side.checks
    assert panel is not None
    assert {line.severity for line in panel.list.findings.lines} == {Severity.ERROR}
    assert panel.list.currentIndex().row() == 0


@pytest.mark.parametrize(("answer", "exports"), [("Exportera ändå", 1), ("Avbryt", 0)])
def test_it_is_exported_all_the_same_or_not(
    example: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    targets: list[Path],
    answer: str,
    exports: int,
) -> None:
    _answer_about_errors(monkeypatch, answer)
    example.actions_by_key["export"].trigger()
    assert len(targets) == exports


def test_a_draft_a_part_without_errors_and_errors_with_reasons_are_not_asked_about(
    example: MainWindow, monkeypatch: pytest.MonkeyPatch, targets: list[Path]
) -> None:
    asked = _answer_about_errors(monkeypatch, "Avbryt")
    example.actions_by_key["export_draft"].trigger()
    bridge, space = example.bridge, example.workspace
    assert bridge is not None
    assert space is not None
    wrong = {found.place(bridge.report) for found in _errors(example)}
    sound = next(
        p
        for p in places_in_order(bridge.report)
        if wrong.isdisjoint(places_within(bridge.report, p))
    )
    space.go_to(sound)
    example.actions_by_key["export_part"].trigger()
    assert (asked, len(targets)) == ([], 2)
    above = bridge.report.goals["mal-3.4"].parent_id
    assert above is not None
    space.go_to(goal_place(above))
    example.actions_by_key["export_part"].trigger()
    assert len(asked) == 1
    with bridge.edit("Motivera") as edit:
        for found in _errors(example):
            edit.put(waiver_for(found, bridge.period_id, "Så är det.", "Siv Ek", date(2025, 5, 12)))
    example.actions_by_key["export"].trigger()
    assert (len(asked), len(targets)) == (1, 3)
