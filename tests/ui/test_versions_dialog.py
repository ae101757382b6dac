"""Godkända versioner, as they are used: approve, print again, see and print what has changed since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tertialapp import approval
from tertialapp.approval import unlock
from tertialapp.check.findings import Severity
from tertialapp.model.versions import Version
from tertialapp.pdf.build import build_pdf
from tertialapp.ui.dialogs.signed import SignedDialog
from tertialapp.ui.history.versions import VersionsDialog
from tertialapp.ui.main_window import MainWindow


@pytest.fixture
def dialog(example: MainWindow, monkeypatch: pytest.MonkeyPatch) -> VersionsDialog:
    monkeypatch.setattr("tertialapp.ui.history.versions.ask", lambda *_: 1)
    monkeypatch.setattr("tertialapp.ui.history.versions.offer_file", lambda *_, **__: None)
    example.actions_by_key["versions"].trigger()
    assert example.beside is not None
    assert example.beside.versions is not None
    return example.beside.versions


def _in_signed(act: Callable[[SignedDialog], None]) -> None:
    def when_shown() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, SignedDialog)
        act(shown)

    QTimer.singleShot(0, when_shown)


def _approve(dialog: VersionsDialog, qtbot: QtBot, note: str = "") -> None:
    def sign(shown: SignedDialog) -> None:
        shown.words.setPlainText(note)
        shown.person.setText("Anna Åberg")
        shown.day.setText("2025-05-20")
        shown._take()

    count = dialog.list.count()
    _in_signed(sign)
    dialog.approve_button.click()
    qtbot.waitUntil(lambda: dialog.list.count() == count + 1, timeout=30_000)


def test_before_the_first_approval_it_says_what_approving_is(dialog: VersionsDialog) -> None:
    assert "Ingen version" in dialog.said.text()
    assert not dialog.pdf_button.isEnabled()
    assert not dialog.redline_button.isEnabled()


def test_a_version_is_approved_printed_and_compared(
    dialog: VersionsDialog,
    example: MainWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    bridge = example.bridge
    assert bridge is not None
    pdf = build_pdf(bridge.report, bridge.period_id, day=date(2025, 5, 20)).pdf
    _approve(dialog, qtbot, "Sammanträde 5")
    assert dialog.list.item(0).text() == "Version 1 – 2025-05-20, Anna Åberg\nSammanträde 5"
    assert dialog.said.text() == "Inget har ändrats sedan version 1 godkändes."
    unlock(bridge.document, bridge.period_id)
    with bridge.edit("Nytt") as edit:
        goal = next(iter(edit.report.goals.values()))
        edit.set(goal, title="Ett annat mål")
    assert dialog.said.text() == "En sak har ändrats sedan version 1 godkändes."
    assert "Ett annat mål" in dialog.told.toPlainText()
    first, second = tmp_path / "version.pdf", tmp_path / "ändrat.pdf"
    targets = iter((first, second))
    monkeypatch.setattr("tertialapp.ui.history.versions.ask_pdf", lambda *_: next(targets))
    dialog.pdf_button.click()
    qtbot.waitUntil(first.is_file, timeout=30_000)
    assert first.read_bytes() == pdf
    dialog.redline_button.click()
    qtbot.waitUntil(second.is_file, timeout=30_000)
    assert second.read_bytes() != pdf


def test_giving_up_approves_nothing(dialog: VersionsDialog, example: MainWindow) -> None:
    def refuse(shown: SignedDialog) -> None:
        shown.person.setText("")
        shown._take()
        assert "vem" in shown.fault.text()
        assert isinstance(shown.person, QLineEdit)
        shown.reject()

    _in_signed(refuse)
    dialog.approve_button.click()
    assert example.bridge is not None
    assert example.bridge.report.versions == {}


def test_an_approved_period_is_locked_until_it_is_unlocked(
    dialog: VersionsDialog, example: MainWindow, qtbot: QtBot
) -> None:
    _approve(dialog, qtbot)
    dialog.close()
    bridge, band = example.bridge, example._band
    assert bridge is not None
    assert band.isVisible()
    assert "godkänd som version 1 och låst" in band.words.text()
    assert band.unlock.isVisible()
    assert not band.own_copy.isVisible()
    assert not dialog.approve_button.isEnabled()
    assert not example.actions_by_key["add_board"].isEnabled()
    assert example.actions_by_key["save"].isEnabled()
    assert example.workspace is not None
    page = example.workspace.page
    assert page is not None
    assert all(field.editor.field.isReadOnly() for field in page.text_fields())
    report = bridge.report
    refused: list[str] = []
    bridge.refused.disconnect()
    bridge.refused.connect(refused.append)
    with bridge.edit("Skriv") as edit:
        text = next(each for each in report.texts.values() if each.period_id == bridge.period_id)
        edit.set(text, body="Något nytt")
    assert bridge.report == report
    assert refused == [bridge.read_only]
    example.activateWindow()
    qtbot.waitUntil(example.isActiveWindow)
    band.unlock.setFocus()
    qtbot.keyClick(band.unlock, Qt.Key.Key_Return)
    assert not band.isVisible()
    assert QApplication.focusWidget() is example.workspace.outline
    page = example.workspace.page
    assert page is not None
    assert not any(field.editor.field.isReadOnly() for field in page.text_fields())
    bridge.document.undo()
    assert band.isVisible(), "unlocking can be undone"


def test_the_errors_are_shown_before_the_report_is_approved(
    dialog: VersionsDialog, example: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def show(_parent: object, _question: str, _details: str, answers: list[str]) -> int:
        offered.extend(answers)
        return 0

    monkeypatch.setattr("tertialapp.ui.history.versions.ask", show)
    dialog.approve_button.click()
    assert offered == ["Visa felen", "Godkänn ändå", "Avbryt"]
    assert not dialog.isVisible()
    assert example.bridge is not None
    assert example.bridge.report.versions == {}
    assert example.workspace is not None
    assert example.workspace.side is not None
    panel = example.workspace.side.checks
    assert panel is not None
    assert panel.isVisible()
    assert panel.line is not None
    assert panel.line.finding is not None
    assert panel.line.finding.severity is Severity.ERROR


def test_what_is_written_while_a_version_is_made_is_not_approved_unseen(
    dialog: VersionsDialog, example: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge = example.bridge
    assert bridge is not None
    made = approval.version_of

    def write_meanwhile(*args: Any, **kwargs: Any) -> Version:
        version = made(*args, **kwargs)
        with bridge.edit("Skriv") as edit:
            edit.set(next(iter(edit.report.goals.values())), title="Skrivet under tiden")
        return version

    monkeypatch.setattr("tertialapp.ui.history.versions.work", _at_once)
    monkeypatch.setattr(approval, "version_of", write_meanwhile)
    refused: list[str] = []
    bridge.refused.disconnect()
    bridge.refused.connect(refused.append)

    def sign(shown: SignedDialog) -> None:
        shown.person.setText("Anna Åberg")
        shown._take()

    _in_signed(sign)
    dialog.approve_button.click()
    qtbot.waitUntil(lambda: bool(refused))
    assert "Välj Godkänn igen" in refused[0]
    assert bridge.report.versions == {}
    assert not bridge.period.locked


def _at_once(
    _window: object, _title: str, act: Callable[[Any], object], then: Callable[[object], object]
) -> None:
    then(act(lambda *_: True))
