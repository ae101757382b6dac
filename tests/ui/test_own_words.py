"""The report's own words: added, removed, and broken where their writers say."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tertialapp.document.document import Document
from tertialapp.model.frame import OwnWord
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.dialogs.own_words import OwnWordsDialog
from tertialapp.ui.main_window import MainWindow

Key = Qt.Key


@pytest.fixture
def words(document: Document) -> Document:
    """The example with two own words."""
    with document.edit("Egna ord") as edit:
        edit.put(OwnWord(id="Skolörten"))
        edit.put(OwnWord(id="budgetjustering", broken="budget·justering"))
    return document


@pytest.fixture
def dialog(words: Document, bridge: Bridge, qtbot: QtBot) -> OwnWordsDialog:
    assert words
    made = OwnWordsDialog(bridge, None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def _lines(dialog: OwnWordsDialog) -> list[str]:
    return [dialog.list.item(at).text() for at in range(dialog.list.count())]


def test_the_words_are_listed_with_their_breaks_and_found(
    dialog: OwnWordsDialog, qtbot: QtBot
) -> None:
    assert _lines(dialog) == [
        "budgetjustering, egen avstavning, budget·justering",
        "Skolörten, Sko·lör·ten",
    ]
    qtbot.keyClicks(dialog.words, "ÖRT")
    assert _lines(dialog) == ["Skolörten, Sko·lör·ten"]
    assert dialog.broken.text() == "Sko·lör·ten"
    assert dialog.add_button.isEnabled()
    dialog.words.setText("skolörten")
    assert not dialog.add_button.isEnabled()


def test_a_word_is_added_and_broken_in_one_undo_step(
    dialog: OwnWordsDialog, bridge: Bridge, qtbot: QtBot
) -> None:
    qtbot.keyClicks(dialog.words, "Norraparken")
    qtbot.keyClick(dialog.words, Key.Key_Return)
    assert dialog.focusWidget() is dialog.broken
    dialog.broken.selectAll()
    qtbot.keyClicks(dialog.broken, "Norra|parken")
    assert dialog.broken.text() == "Norra·parken"
    assert dialog.sample.text().startswith("Bryts så: Norra-   parken")
    assert "Norraparken, egen avstavning, Norra·parken" in _lines(dialog)
    qtbot.keyClick(dialog.broken, Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert bridge.report.own_words["Norraparken"].broken == "Norra·parken"
    assert bridge.document.undo_label == "Ändra egna ord"
    bridge.document.undo()
    assert set(bridge.report.own_words) == {"Skolörten", "budgetjustering"}


def test_letters_that_do_not_spell_the_word_are_told_of_and_not_written(
    dialog: OwnWordsDialog, bridge: Bridge, qtbot: QtBot
) -> None:
    dialog.broken.setFocus()
    dialog.broken.selectAll()
    qtbot.keyClicks(dialog.broken, "budget·justerin")
    assert dialog.fault.isVisible()
    assert "Bokstäverna i ”budget·justerin” är inte de i ”budgetjustering”" in dialog.fault.text()
    assert dialog.sample.text() == ""
    qtbot.keyClick(dialog.broken, Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.broken.text() == "budget·justerin"
    assert bridge.report.own_words["budgetjustering"].broken == "budget·justering"
    qtbot.keyClicks(dialog.broken, "g")
    assert not dialog.fault.isVisible()


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("", ("", "Bryts så: budget-   juste-   ring")),
        ("budget|juste|ring", ("", "Bryts så: budget-   juste-   ring")),
        ("bud|get|justering", ("bud·get·justering", "Bryts så: bud-   get-   justering")),
        ("budgetjustering", ("budgetjustering", "Bryts aldrig.")),
        ("Budget-justering", ("budget·justering", "Bryts så: budget-   justering")),
    ],
)
def test_breaks_are_the_writers_the_programs_or_none(
    typed: str, outcome: tuple[str, str], dialog: OwnWordsDialog, bridge: Bridge, qtbot: QtBot
) -> None:
    stored, sample = outcome
    dialog.broken.selectAll()
    qtbot.keyClick(dialog.broken, Key.Key_Delete)
    qtbot.keyClicks(dialog.broken, typed)
    assert dialog.sample.text().split("\n")[0] == sample
    qtbot.keyClick(dialog.broken, Key.Key_Return)
    assert bridge.report.own_words["budgetjustering"].broken == stored


def test_a_word_is_removed_when_it_is_done(
    dialog: OwnWordsDialog, bridge: Bridge, qtbot: QtBot
) -> None:
    dialog.list.setCurrentRow(1)
    qtbot.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    assert set(bridge.report.own_words) == {"Skolörten", "budgetjustering"}
    dialog.broken.setFocus()
    qtbot.keyClick(dialog.broken, Key.Key_Return)
    assert set(bridge.report.own_words) == {"budgetjustering"}


def test_two_words_at_once_are_not_added(dialog: OwnWordsDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.words, "ett ord")
    qtbot.keyClick(dialog.words, Key.Key_Return)
    assert dialog.fault.text() == "Skriv ett ord i taget, med bokstäver."
    assert len(dialog._own) == 2


def test_inflected_forms_of_the_report_are_shown_as_they_are_broken(
    words: Document, bridge: Bridge, qtbot: QtBot
) -> None:
    text = next(iter(words.report.texts.values()))
    with words.edit("Skriv") as edit:
        edit.set(text, body="Om norraparken, Norraparkens och norraparkens.")
    dialog = OwnWordsDialog(bridge, None, "Norrapark")  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.broken.selectAll()
    qtbot.keyClicks(dialog.broken, "Norra|park")
    _, forms = dialog.sample.text().split("\n")
    assert forms == "I rapporten också: norra·parken, norra·parkens"


def test_a_word_that_was_only_looked_at_is_not_taken_in(
    words: Document, bridge: Bridge, qtbot: QtBot
) -> None:
    assert words
    dialog = OwnWordsDialog(bridge, None, "Norrapark")  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog.broken, Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert "Norrapark" not in bridge.report.own_words


def test_the_menu_of_the_window_leads_to_the_words(
    example: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[OwnWordsDialog] = []

    def remember(dialog: OwnWordsDialog) -> None:
        shown.append(dialog)

    monkeypatch.setattr(OwnWordsDialog, "exec", remember)
    example.actions_by_key["own_words"].trigger()
    assert len(shown) == 1
