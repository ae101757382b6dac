"""A value that changes in the data leads to every text that still says the old one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tertialapp.ui.bridge import Bridge
from tertialapp.ui.dialogs.old_values import OldValuesDialog
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.old_values import OldValues

PERIOD = "T1 2025"
SICK_LEAVE = "ind-3.4-7"


def change(bridge: Bridge, figure: str) -> None:
    with bridge.edit("Ändra utfall") as edit:
        value = edit.report.indicator_value(SICK_LEAVE, PERIOD)
        edit.set(value, outcome=Decimal(figure))


@pytest.fixture
def old(bridge: Bridge) -> OldValues:
    return OldValues(bridge, bridge)


def told(old: OldValues) -> list[str]:
    return [found.cells[0].key for found in old.findings]


def test_texts_that_agreed_are_told_until_they_agree_again(
    old: OldValues, bridge: Bridge, qtbot: QtBot
) -> None:
    change(bridge, "7.9")
    qtbot.waitUntil(lambda: old.sentence == "3 texter säger ett gammalt värde")
    assert told(old) == [
        "avsnitt-sammanfattning@T1 2025@body",
        "ind-3.4-7@T1 2025@analysis",
        "mal-3.4@T1 2025@analysis",
    ]
    change(bridge, "8.1")
    qtbot.waitUntil(lambda: all("8,1" in found.message for found in old.findings))
    assert len(old.findings) == 3, "those that have been told of are still told of"
    change(bridge, "7.5")
    qtbot.waitUntil(lambda: old.sentence == "")


def test_what_never_agreed_is_no_old_value(old: OldValues, bridge: Bridge, qtbot: QtBot) -> None:
    text = bridge.report.texts["mal-3.4@T1 2025@analysis"]
    with bridge.edit("Skriv") as edit:
        edit.set(text, body=text.body.replace("7,5", "7,4"))
    qtbot.wait(600)
    assert old.sentence == "", "it was the text that changed"
    change(bridge, "7.9")
    qtbot.waitUntil(lambda: old.sentence == "2 texter säger ett gammalt värde")
    assert "mal-3.4@T1 2025@analysis" not in told(old)


def test_a_text_that_is_mended_is_told_of_no_more(
    old: OldValues, bridge: Bridge, qtbot: QtBot
) -> None:
    change(bridge, "7.9")
    qtbot.waitUntil(lambda: len(old.findings) == 3)
    text = bridge.report.texts["ind-3.4-7@T1 2025@analysis"]
    with bridge.edit("Skriv") as edit:
        edit.set(text, body=text.body.replace("7,5", "7,9"))
    qtbot.waitUntil(lambda: len(old.findings) == 2)
    bridge.show_period("VB 2024")
    assert old.sentence == ""


def test_the_status_line_leads_to_each_place_and_its_words(
    example: MainWindow, qtbot: QtBot
) -> None:
    space, bridge = example.workspace, example.bridge
    assert space is not None
    assert bridge is not None
    button = example.status.old_values
    assert not button.isVisible()
    change(bridge, "7.9")
    qtbot.waitUntil(button.isVisible)
    assert button.text() == "3 texter säger ett gammalt värde – Visa"
    assert "3 texter säger ett gammalt värde" in example.status.currentMessage()
    button.click()
    (dialog,) = example.findChildren(OldValuesDialog)
    assert dialog.lines.count() == 3
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(dialog.lines, key)
    assert space.page is not None
    assert space.place is not None
    assert space.place.key == "mal-3.4"
    field = space.page.text_fields()[0].editor.field
    assert field.textCursor().selectedText().split() == ["7,5", "procent"]
    assert dialog.mend.text().split() == ["Skriv", "7,9", "procent"]
    dialog.mend.click()
    qtbot.waitUntil(lambda: dialog.lines.count() == 2)
    assert "7,9" in field.toPlainText()
    assert bridge.document.undo_label == "Skriv 7,9\u00a0procent"
    for _ in range(2):
        dialog.mend.click()
        qtbot.wait(500)
    assert not dialog.go.isEnabled()
    assert not dialog.mend.isEnabled()
    assert not button.isVisible()


def test_nothing_is_written_in_what_can_only_be_read(
    old: OldValues, bridge: Bridge, qtbot: QtBot
) -> None:
    change(bridge, "7.9")
    qtbot.waitUntil(lambda: bool(old.findings))
    window = QWidget()
    qtbot.addWidget(window)
    dialog = OldValuesDialog(bridge, old, lambda: True, window)
    assert dialog.mend.isEnabled()
    with bridge.edit("Lås") as edit:
        edit.set(bridge.period, locked=True)
    assert not dialog.mend.isEnabled()
    assert "låst" in dialog.mend.toolTip()
    assert dialog.go.isEnabled()
