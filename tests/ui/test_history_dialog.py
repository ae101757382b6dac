"""Historik, as it is used: what was changed is told and taken back, by row, by page and by word."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from tertialapp.base.errors import Refusal
from tertialapp.document.merging import merge_file
from tertialapp.document.opening import open_document
from tertialapp.model.frame import TextPart
from tertialapp.model.goals import IndicatorValue
from tertialapp.model.places import Spot, goal_place
from tertialapp.model.records import cell_id
from tertialapp.ui.history.dialog import HistoryDialog
from tertialapp.ui.main_window import MainWindow


@pytest.fixture
def changed(example: MainWindow) -> IndicatorValue:
    """A figure and a goal's name that were changed; gives the figures as they were."""
    bridge = example.bridge
    assert bridge is not None
    value = next(each for each in bridge.report.indicator_values.values() if each.target)
    other = next(iter(bridge.report.activities.values()))
    with bridge.edit("Ändra årsmål") as edit:
        edit.set(value, target=None, target_words="Ökning")
    with bridge.edit("Byt namn på aktivitet") as edit:
        edit.set(other, name="Ett annat namn")
    return value


def _history(window: MainWindow, spot: Spot | None = None) -> HistoryDialog:
    window.actions_by_key["history"].trigger()
    assert window.beside is not None
    dialog = window.beside.history
    assert dialog is not None
    dialog.show_for(spot)
    return dialog


def _shown(dialog: HistoryDialog) -> list[str]:
    model = dialog.model
    return [model.index(row, 2).data() for row in range(model.rowCount())]


def _spot_of(window: MainWindow, value: IndicatorValue) -> Spot:
    assert window.bridge is not None
    goal_id = window.bridge.report.indicators[value.indicator_id].goal_id
    return Spot(goal_place(goal_id), value.indicator_id, "target")


def test_the_latest_is_first_and_told_with_both_values(
    example: MainWindow, changed: IndicatorValue
) -> None:
    assert changed
    dialog = _history(example)
    assert _shown(dialog) == ["Byt namn på aktivitet", "Ändra årsmål"]
    assert "Ett annat namn" in dialog.told.toPlainText()
    dialog.list.setCurrentIndex(dialog.model.index(1, 0))
    said = dialog.told.toPlainText()
    assert "Årsmål i ord: Ökning" in said
    assert "→ tomt" in said
    dialog.list.selectAll()
    assert {"Ökning", "namn"} <= set(dialog.told.toPlainText().split())


def test_a_row_has_a_history_of_its_own(example: MainWindow, changed: IndicatorValue) -> None:
    dialog = _history(example, _spot_of(example, changed))
    assert _shown(dialog) == ["Ändra årsmål"]
    dialog.which.setCurrentIndex(0)
    dialog.words.setText("aktivitet namn")
    assert _shown(dialog) == ["Byt namn på aktivitet"]


def test_one_value_is_taken_back_and_can_be_undone(
    example: MainWindow, changed: IndicatorValue
) -> None:
    bridge = example.bridge
    assert bridge is not None
    dialog = _history(example, _spot_of(example, changed))
    number = [field.field for field in dialog._changes[0].fields].index("target_words")
    dialog.told.anchorClicked.emit(QUrl(f"aterstall:0.{number}"))
    assert bridge.report.indicator_values[changed.id].target_words == ""
    assert bridge.report.indicator_values[changed.id].target is None
    assert _shown(dialog)[0] == "Återställ från historiken"
    bridge.document.undo()
    assert bridge.report.indicator_values[changed.id].target_words == "Ökning"


def test_a_link_leads_to_the_place(
    example: MainWindow, changed: IndicatorValue, qtbot: QtBot
) -> None:
    spot = _spot_of(example, changed)
    dialog = _history(example, spot)
    with qtbot.waitSignal(example.bridge.wanted) as wanted:  # type: ignore[union-attr]
        dialog.told.anchorClicked.emit(QUrl("visa:0"))
    assert wanted.args[0].place == spot.place
    assert example.workspace is not None
    assert example.workspace.place == spot.place


def test_old_history_is_forgotten_only_when_asked(
    example: MainWindow, changed: IndicatorValue, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert changed
    dialog = _history(example)
    answers = iter([1, 0])
    monkeypatch.setattr("tertialapp.ui.history.dialog.ask", lambda *_: next(answers))
    dialog.forget_button.click()
    assert len(_shown(dialog)) == 2
    report = example.bridge.report  # type: ignore[union-attr]
    dialog.forget_button.click()
    assert _shown(dialog) == []
    assert example.bridge.report == report  # type: ignore[union-attr]
    assert example.bridge.document.undo_label is None  # type: ignore[union-attr]
    assert not example.actions_by_key["undo"].isEnabled()


def test_what_cannot_be_taken_back_is_not_said_to_be(
    example: MainWindow, changed: IndicatorValue, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge = example.bridge
    assert bridge is not None
    refused: list[str] = []
    said: list[str] = []
    monkeypatch.setattr("tertialapp.ui.main_window.tell", lambda _, words: refused.append(words))
    bridge.told.connect(said.append)
    dialog = _history(example, _spot_of(example, changed))
    with bridge.edit("Lås perioden") as edit:
        edit.put(structs.replace(bridge.report.periods[changed.period_id], locked=True))
    dialog.show_for(_spot_of(example, changed))
    before = bridge.report
    dialog.told.anchorClicked.emit(QUrl("aterstall:0.0"))
    assert bridge.report is before
    assert said == []
    (sentence,) = refused
    assert "låst" in sentence


def test_nothing_of_the_history_is_forgotten_where_nothing_can_be_changed(
    example: MainWindow, changed: IndicatorValue
) -> None:
    assert changed
    bridge = example.bridge
    assert bridge is not None
    bridge.document.read_only = "Öppen för läsning."
    assert not _history(example).forget_button.isEnabled()
    with pytest.raises(Refusal, match="läsning"):
        bridge.document.forget_history(2)
    assert len(bridge.document.history()) == 2


def test_what_others_did_is_told_under_the_merge_that_brought_it(
    example: MainWindow, tmp_path: Path
) -> None:
    bridge = example.bridge
    assert bridge is not None
    path, copy = tmp_path / "vår.tertial", tmp_path / "deras.tertial"
    bridge.document.save(path)
    copy.write_bytes(path.read_bytes())
    theirs = open_document(copy).document
    goal = next(iter(theirs.report.goals.values()))
    with theirs.edit("Byt namn på mål") as edit:
        edit.set(goal, title="Deras namn på målet")
    theirs.save()
    theirs.close()
    merge_file(bridge.document, copy)
    dialog = _history(example, Spot(goal_place(goal.id)))
    assert _shown(dialog) == ["Sammanfogad med deras.tertial", "↳ Byt namn på mål"]
    dialog.list.setCurrentIndex(dialog.model.index(1, 0))
    assert "Deras namn på målet" in " ".join(dialog.told.toPlainText().split())
    assert "aterstall:" not in dialog.told.toHtml()


def test_a_text_has_a_history_of_its_own(example: MainWindow) -> None:
    bridge = example.bridge
    assert bridge is not None
    goal = next(
        goal
        for goal in bridge.report.goals.values()
        if cell_id(goal.id, bridge.period_id, TextPart.ANALYSIS) in bridge.report.texts
    )
    text = bridge.report.texts[cell_id(goal.id, bridge.period_id, TextPart.ANALYSIS)]
    with bridge.edit("Skriv") as edit:
        edit.set(text, body=f"{text.body}\n\nEtt nytt stycke.")
    with bridge.edit("Byt namn") as edit:
        edit.set(goal, title="Ett annat namn")
    dialog = _history(example, Spot(goal_place(goal.id), "", "body"))
    assert dialog.which.currentText() == "Den här texten"
    assert _shown(dialog) == ["Skriv"]
    assert "Ett nytt stycke." in dialog.told.toPlainText()
