"""Buttons that do something at once: by Enter where the cursor is, and from nowhere else."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from tertialapp.ui.buttons import ActButton

Key = Qt.Key


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_keys_press_the_button_that_has_the_cursor(qtbot: QtBot, key: Qt.Key) -> None:
    done: list[str] = []
    dialog = QDialog()
    layout = QVBoxLayout(dialog)
    field = QLineEdit()
    one, other = (ActButton(word, partial(done.append, word)) for word in ("ett", "två"))
    for widget in (field, one, other):
        layout.addWidget(widget)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(field, key)
    assert done == []
    qtbot.keyClick(other, key)
    qtbot.keyClick(one, key)
    assert done == ["två", "ett"]
    assert dialog.isVisible()
