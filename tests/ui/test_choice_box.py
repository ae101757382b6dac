"""A list to choose from in a narrow field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tertialapp.ui.choice_box import WIDEST_LIST, ChoiceBox


@pytest.mark.parametrize("many", [3, 40])
def test_its_words_are_read_in_full_and_it_is_no_wider_than_a_window(
    qtbot: QtBot, many: int
) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItems(["Ingen uppdelning efter kön", *(f"Tertial {n}" for n in range(1, many))])
    box.setFixedWidth(60)
    box.show()
    view = box.view()
    qtbot.keyClick(box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(view.isVisible)
    words = view.sizeHintForColumn(0)
    assert words > box.width()
    assert words <= view.viewport().width() <= WIDEST_LIST
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    box.addItem("En mycket lång verksamhet " * 20)
    box.showPopup()
    assert view.width() == WIDEST_LIST
    box.hidePopup()
