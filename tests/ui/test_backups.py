"""The backups: what has changed since one, looking into it, and taking back all or parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tertialapp import tasks
from tertialapp.base.errors import BadFile
from tertialapp.ui.dialogs.backups import BackupsDialog
from tertialapp.ui.main_window import MainWindow

GOAL = "mal-1.1"


@pytest.fixture
def changed(window: MainWindow, tmp_path: Path) -> MainWindow:
    """The window with a report of which the latest backup is two changes old."""
    path = tmp_path / "rapport.tertial"
    tasks.write_example(path)
    window.files.open_path(path)
    assert window.bridge is not None
    document = window.bridge.document
    document.save()
    with document.edit("Ändra två saker") as edit:
        edit.set(edit.report.goals[GOAL], title="Nytt namn")
        edit.set(edit.report.setup, board="En annan nämnd")
    return window


def _dialog(window: MainWindow) -> BackupsDialog:
    assert window.bridge is not None
    dialog = BackupsDialog(window.bridge, window.files._look_into, window)
    dialog.show()
    return dialog


def _lines(dialog: BackupsDialog) -> list[str]:
    return [dialog.changes.item(at).text() for at in range(dialog.changes.count())]


def test_one_of_the_changes_is_taken_back_then_all(changed: MainWindow) -> None:
    assert changed.bridge is not None
    before = changed.bridge.document.published
    dialog = _dialog(changed)
    assert dialog.list.currentRow() == 0
    assert len(_lines(dialog)) == 2
    assert not dialog.some.isEnabled()
    at = next(at for at, line in enumerate(_lines(dialog)) if "Nytt namn" in line)
    dialog.changes.item(at).setCheckState(Qt.CheckState.Checked)
    dialog.some.click()
    assert changed.bridge.report.goals == before.goals
    assert changed.bridge.report.setup.board == "En annan nämnd"
    assert len(_lines(dialog)) == 1
    dialog.all.click()
    assert changed.bridge.report == before
    assert dialog.said.text() == "Inget har ändrats sedan dess."
    assert not dialog.all.isEnabled()
    changed.bridge.document.undo()
    changed.bridge.document.undo()
    assert changed.bridge.report.goals[GOAL].title == "Nytt namn"
    dialog.close()


def test_a_backup_is_looked_into_in_a_window_of_its_own(changed: MainWindow) -> None:
    dialog = _dialog(changed)
    dialog.look.click()
    (beside,) = changed.files._beside_windows
    assert isinstance(beside, MainWindow)
    assert beside.bridge is not None
    assert beside.bridge.read_only.startswith("Säkerhetskopia från i dag ")
    assert beside.bridge.report.goals[GOAL].title != "Nytt namn"
    assert beside._band.isVisible()
    assert beside.windowTitle().startswith("Säkerhetskopia från i dag ")
    assert "publicerad" not in beside.status._name.text()
    beside._band.look()
    assert not beside._band.begin.isVisible()
    beside.close()
    dialog.close()


def test_a_damaged_backup_and_a_report_without_any_say_so(changed: MainWindow) -> None:
    dialog = _dialog(changed)
    latest = dialog._backups[0].path
    latest.write_bytes(latest.read_bytes()[:-9])
    dialog.list.setCurrentRow(1)
    dialog.list.setCurrentRow(0)
    assert "är skadad" in dialog.said.text()
    assert not dialog.look.isEnabled()
    assert not dialog.all.isEnabled()
    dialog.close()
    assert changed.files.save()
    changed.actions_by_key["example"].trigger()
    dialog = _dialog(changed)
    assert dialog.said.text().startswith("Det finns inga säkerhetskopior")
    assert not dialog.look.isEnabled()
    dialog.close()


def test_a_file_that_cannot_be_read_leads_to_its_latest_backup(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rapport.tertial"
    tasks.write_example(path)
    window.files.open_path(path)
    assert window.bridge is not None
    report = window.bridge.report
    window.bridge.document.save()
    window.actions_by_key["close"].trigger()
    path.write_bytes(path.read_bytes()[:50_000])
    asked: list[tuple[str, str]] = []

    def answer(_parent: object, sentence: str, details: str, answers: tuple[str, ...]) -> int:
        asked.append((sentence, details))
        return answers.index("Avbryt" if len(asked) == 1 else "Öppna säkerhetskopian")

    monkeypatch.setattr("tertialapp.ui.file_commands.ask", answer)
    window.files.open_path(path)
    assert window.bridge is None
    window.files.open_path(path)
    sentence, details = asked[-1]
    assert "rapport.tertial" in sentence
    assert "säkerhetskopia från i dag" in details
    assert window.bridge.report == report
    assert window.bridge.read_only.startswith("Säkerhetskopia från i dag ")
    assert window._band.own_copy.isVisible()
    assert path.stat().st_size == 50_000, "what is damaged is left as it is"
    window._band.own_copy.click()
    assert not window.bridge.read_only
    assert window.bridge.report == report
    assert not window.actions_by_key["merge_into"].isVisible(), "nothing is put into a backup"
    offered: list[Path] = []
    monkeypatch.setattr(
        "tertialapp.ui.dialogs.files.ask_save", lambda _, suggestion: offered.append(suggestion)
    )
    window.actions_by_key["save"].trigger()
    assert [name.parent for name in offered] == [Path.home()]


def test_a_file_that_cannot_be_read_and_has_no_backup_is_refused(
    window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "rapport.tertial"
    path.write_bytes(b"SQLite format 3\0 och sedan ingenting")
    with pytest.raises(BadFile, match="Välj en annan fil"):
        window.files.open_path(path)


def test_the_window_with_a_backup_can_be_used_at_once(changed: MainWindow, qtbot: QtBot) -> None:
    seen: list[bool] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, BackupsDialog)
        dialog.look.click()
        (beside,) = changed.files._beside_windows
        assert isinstance(beside, MainWindow)
        qtbot.waitUntil(beside.isActiveWindow)
        filtering = beside.workspace.panel.findChild(QLineEdit) if beside.workspace else None
        assert filtering is not None
        QTest.mouseClick(beside.windowHandle(), Qt.MouseButton.LeftButton, pos=_middle(filtering))
        seen.append(filtering.hasFocus())
        beside.close()
        dialog.close()

    QTimer.singleShot(0, look)
    changed.actions_by_key["backups"].trigger()
    assert seen == [True]


def _middle(widget: QWidget) -> QPoint:
    return widget.mapTo(widget.window(), widget.rect().center())
