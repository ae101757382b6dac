"""A real window for the tests, with settings and files of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tertialapp import tasks
from tertialapp.document.document import Document
from tertialapp.document.opening import new_document
from tertialapp.model.outline import goal_numbers
from tertialapp.model.places import goal_place
from tertialapp.ui.app import set_up
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.pages.goal_page import GoalPage
from tests.screen_reader.session import Screen, example_on_screen


@pytest.fixture(scope="session", autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    set_up(qapp)
    yield
    # The offscreen clipboard would hold on to a Python object past the interpreter's end.
    QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    monkeypatch.setattr("tertialapp.ui.settings.config_dir", lambda: folder)
    monkeypatch.setattr("tertialapp.ui.crash.state_dir", lambda: folder)


@pytest.fixture(autouse=True)
def _let_go(qapp: QApplication) -> Iterator[None]:
    """No button or key that one test pressed is still down in the next: Qt remembers those of the last click."""
    yield
    none = Qt.KeyboardModifier.NoModifier
    if qapp.mouseButtons() or qapp.keyboardModifiers() != none:
        hand = QWidget()
        hand.show()
        QTest.mouseRelease(hand.windowHandle(), Qt.MouseButton.LeftButton, none, QPoint(1, 1))
        hand.close()
        hand.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The window with its start page; closing it gives up what is unsaved."""
    made = MainWindow()
    made.show()
    qtbot.waitExposed(made)
    yield made
    monkeypatch.setattr("tertialapp.ui.file_commands.ask", lambda *_: 1)
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def example(window: MainWindow) -> MainWindow:
    """The window with the example open."""
    window.actions_by_key["example"].trigger()
    return window


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The example in a file."""
    target = tmp_path / "rapport.tertial"
    tasks.write_example(target)
    return target


@pytest.fixture
def document() -> Iterator[Document]:
    made = new_document(tasks.example_report())
    yield made
    made.discard()


@pytest.fixture
def bridge(document: Document, qapp: QApplication) -> Bridge:
    assert qapp
    return Bridge(document)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """The example open in a process of its own, driven by keys and heard by a screen reader."""
    with example_on_screen(tmp_path) as shown:
        yield shown


def goal_page(window: MainWindow, number: str) -> GoalPage:
    """The page of the goal with a number, shown."""
    assert window.workspace is not None
    report = window.workspace.bridge.report
    (key,) = (key for key, found in goal_numbers(report).items() if found == number)
    window.workspace.go_to(goal_place(key))
    page = window.workspace.page
    assert isinstance(page, GoalPage)
    return page


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    """Press keys where the cursor is."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key)


def type_text(qtbot: QtBot, text: str) -> None:
    """Type where the cursor is; the first key may open an editor."""
    for char in text:
        focus = QApplication.focusWidget()
        assert focus is not None
        if char.isascii():
            qtbot.keyClicks(focus, char)
        else:  # Qt's own typing knows only the keys of an American keyboard
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char)
                QApplication.sendEvent(focus, key)
