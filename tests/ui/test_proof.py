"""Tillgänglighet och arkiv: what was checked, and the way from each line to its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from tertialapp.model.frame import SectionKind, TextPart
from tertialapp.model.places import first_of_kind, section_place
from tertialapp.pdf.standard import USUAL
from tertialapp.ui.dialogs.proof import ProofDialog
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.work import Work

_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def spoiled(example: MainWindow) -> MainWindow:
    """The example with a text that is not as it should be."""
    _write(example, "Ett stycke.\n\n**Resultat**")
    return example


def _section(window: MainWindow) -> str:
    assert window.bridge is not None
    section = first_of_kind(window.bridge.report, SectionKind.TEXT)
    assert section is not None
    return section.id


def _write(window: MainWindow, body: str) -> None:
    bridge = window.bridge
    assert bridge is not None
    text = bridge.report.text(_section(window), bridge.period_id, TextPart.BODY)
    with bridge.edit("Skriv") as edit:
        edit.set(text, body=body)


def _dialog(window: MainWindow, qtbot: QtBot) -> ProofDialog:
    """The dialog, with what it found."""
    window.actions_by_key["proof"].trigger()
    return _checked(window, qtbot)


def _checked(window: MainWindow, qtbot: QtBot) -> ProofDialog:
    dialog = window.findChild(ProofDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.said.text().startswith("Filen lovar"), timeout=60_000)
    return dialog


def _lines(dialog: ProofDialog, group: int) -> list[QTreeWidgetItem]:
    top = dialog.tree.topLevelItem(group)
    assert top is not None
    return [item for at in range(top.childCount()) if (item := top.child(at)) is not None]


def test_a_report_as_it_should_be(example: MainWindow, qtbot: QtBot) -> None:
    dialog = _dialog(example, qtbot)
    assert dialog.said.text() == (
        "Filen lovar PDF/A-2a och PDF/UA-1. Alla kontroller stämmer, inget att se över."
    )
    titles = [dialog.tree.topLevelItem(at) for at in range(dialog.tree.topLevelItemCount())]
    count = len(dialog.proof.checks) if dialog.proof else 0
    assert [title.text(0) for title in titles if title] == [
        "Att se över (0)",
        f"Kontrollerat ({count} av {count} stämmer)",
        "Bedöms av en människa",
    ]
    assert [line.text(0) for line in _lines(dialog, 0)] == ["Inget att se över."]
    language = next(line for line in _lines(dialog, 1) if "Språket" in line.text(0))
    assert language.data(0, _SPOKEN) == (
        "Stämmer: Språket som filen anger är svenska (sv-SE)., "
        "PDF/UA-1\u00a07.2 · PDF/A-2\u00a06.7.4 · WCAG\u00a03.1.1"
    )


def test_a_line_leads_to_its_place(spoiled: MainWindow, qtbot: QtBot) -> None:
    assert spoiled.workspace is not None
    dialog = _dialog(spoiled, qtbot)
    (line,) = _lines(dialog, 0)
    assert dialog.tree.currentItem() is line
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Return)
    assert spoiled.workspace.place == section_place(_section(spoiled))
    editor = spoiled.focusWidget()
    assert editor is not None
    cursor = editor.textCursor()  # type: ignore[attr-defined]
    assert cursor.block().text() == "Resultat"
    assert not dialog.isVisible()  # it stood over the text


def test_what_was_mended_is_gone_when_the_list_is_shown_again(
    spoiled: MainWindow, qtbot: QtBot
) -> None:
    dialog = _dialog(spoiled, qtbot)
    dialog.close()
    _write(spoiled, "Ett stycke.")
    assert dialog.said.text() == "Rapporten har ändrats sedan kontrollen."
    assert _dialog(spoiled, qtbot) is dialog
    assert dialog.proof is not None
    assert dialog.proof.looks == ()


def test_another_kind_of_file_is_checked_by_its_own_rules(
    example: MainWindow, qtbot: QtBot
) -> None:
    dialog = _dialog(example, qtbot)
    dialog.choose("a-1b")
    _checked(example, qtbot)
    assert dialog.said.text().startswith("Filen lovar PDF/A-1b, inte PDF/UA-1.")
    assert _lines(dialog, 1)[0].data(0, _SPOKEN).endswith("PDF/A-1\u00a06.7.11")
    dialog.close()
    assert _dialog(example, qtbot).standard.currentData() == "a-1b"


def test_the_proof_is_copied_as_text(spoiled: MainWindow, qtbot: QtBot) -> None:
    dialog = _dialog(spoiled, qtbot)
    dialog.copy_button.click()
    title = spoiled.workspace and spoiled.workspace.bridge.report.sections[_section(spoiled)].title
    assert f"- {title}: ”Resultat” är ett stycke i fetstil." in QGuiApplication.clipboard().text()


def test_a_report_may_be_closed_meanwhile(
    example: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    example.actions_by_key["proof"].trigger()
    monkeypatch.setattr("tertialapp.ui.file_commands.ask", lambda *_: 1)
    example.close_report()
    qtbot.waitUntil(lambda: not example.findChildren(Work), timeout=60_000)
    assert example.bridge is None


def test_an_export_leads_to_its_proof(
    example: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = _export(example, qtbot, tmp_path, monkeypatch, "a-1b")
    assert said() == f"{tmp_path}"
    assert _checked(example, qtbot).standard.currentData() == "a-1b"


def test_an_export_tells_of_characters_that_were_replaced(
    example: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(example, "Glädje 🎉")
    said = _export(example, qtbot, tmp_path, monkeypatch, USUAL)
    assert said() == (
        f"{tmp_path}\n\nEtt tecken finns inte i typsnittet och ersätts när rapporten skrivs ut: 🎉 (U+1F389)."
    )
    (failed,) = (item for item in _lines(_checked(example, qtbot), 1) if item.childCount() == 1)
    assert failed.data(0, _SPOKEN).startswith("Stämmer inte: Tecken som inte finns")


def _export(
    window: MainWindow,
    qtbot: QtBot,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    standard: str,
) -> Callable[[], str]:
    """Export, and ask for the proof; gives what was said then."""
    told: list[str] = []

    def ask(_window: object, _question: str, details: str, answers: Sequence[str]) -> int:
        told.append(details)
        return list(answers).index("Tillgänglighet och arkiv")

    target = folder / "rapport.pdf"
    monkeypatch.setattr("tertialapp.ui.export.ask", ask)
    monkeypatch.setattr("tertialapp.ui.export_commands.ask", lambda *_: 1)  # in spite of errors
    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_export", lambda *_: (target, standard))
    window.actions_by_key["export"].trigger()
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    return lambda: told[0]
