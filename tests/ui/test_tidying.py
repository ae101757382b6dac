"""Garbage is looked for when the user rests, and not before."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tertialapp.ui.tidying import REST_MS, Tidying


class _Ring:
    """Something that only a search finds to be of no use."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def _own_ways() -> Iterator[None]:
    """Leave the search as it was for other tests."""
    was = gc.get_threshold()
    yield
    gc.set_threshold(*was)
    gc.unfreeze()


@pytest.mark.usefixtures("_own_ways")
def test_what_is_of_no_use_goes_when_nothing_is_pressed(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    qtbot.waitExposed(field)
    Tidying(field)
    window = field.windowHandle()
    ring = weakref.ref(_Ring())
    for _ in range(6):
        qtbot.wait(REST_MS // 4)
        qtbot.keyClick(window, Qt.Key.Key_A)
    assert ring() is not None
    assert field.text() == "aaaaaa"
    qtbot.waitUntil(lambda: ring() is None, timeout=20 * REST_MS)
    assert gc.get_freeze_count() > 0
    ring = weakref.ref(_Ring())
    qtbot.keyClick(window, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: ring() is None, timeout=20 * REST_MS)
