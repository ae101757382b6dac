"""The report's logo and colour, chosen in its particulars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tertialapp.model.frame import MAIN_COLOR, TypefaceName
from tertialapp.pdf.typeface import TYPEFACES
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.dialogs.report_details import ReportDetailsDialog
from tests.fonts import FONT_FILES
from tests.pictures import drawn, encoded


@pytest.fixture
def dialog(qtbot: QtBot, bridge: Bridge) -> Iterator[ReportDetailsDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = ReportDetailsDialog(bridge, parent)
    made.show()
    yield made
    made.close()


def _choose_logo(dialog: ReportDetailsDialog, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_picture", lambda *_: path)
    dialog._logo._choose.click()


def test_the_logo_is_chosen_and_taken_away_again(
    dialog: ReportDetailsDialog,
    bridge: Bridge,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = bridge.report
    path = tmp_path / "logga.png"
    path.write_bytes(encoded(drawn()))
    assert dialog._logo._words.isHidden()
    _choose_logo(dialog, path, monkeypatch)
    assert dialog._logo.words == f"Logotyp för {before.setup.board}"
    assert dialog._logo._words.cursorPosition() == 0, "seen from their beginning"
    dialog._write()
    (logo,) = bridge.report.images.values()
    assert bridge.report.setup.logo_id == logo.id
    assert bridge.report.setup.logo_alt == f"Logotyp för {before.setup.board}"
    again = ReportDetailsDialog(bridge, dialog)
    again._logo._remove.click()
    again._write()
    assert bridge.report == before
    bridge.document.undo()
    assert bridge.report.images == {logo.id: logo}
    bridge.document.undo()
    assert bridge.report == before


def test_the_logos_words_are_labelled_while_there_is_a_logo(
    dialog: ReportDetailsDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = dialog._logo._words
    (label,) = (each for each in dialog._logo.findChildren(QLabel) if each.buddy() is words)
    assert label.text() == "Alternativ text"
    assert not label.isVisible()
    path = tmp_path / "logo.png"
    path.write_bytes(encoded(drawn()))
    _choose_logo(dialog, path, monkeypatch)
    assert label.isVisible()
    assert words.isVisible()


def test_what_is_no_picture_is_refused(
    dialog: ReportDetailsDialog,
    bridge: Bridge,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "logga.png"
    path.write_text("ord")
    told: list[str] = []
    monkeypatch.setattr(
        "tertialapp.ui.dialogs.logo_field.tell", lambda _, words: told.append(words)
    )
    _choose_logo(dialog, path, monkeypatch)
    assert told[0].startswith("Bilden går inte att läsa.")
    dialog._write()
    assert bridge.document.history() == []


def test_a_colour_that_can_be_read_is_taken(dialog: ReportDetailsDialog, bridge: Bridge) -> None:
    dialog._color._code.setText(" #6a1b5d")
    assert "10,8 : 1" in dialog._color._words.text()
    dialog._write()
    assert bridge.report.setup.main_color == "6A1B5D"
    bridge.document.undo()
    assert bridge.report.setup.main_color == MAIN_COLOR


@pytest.mark.parametrize(
    ("code", "words"), [("#777777", "bara 4,4 : 1"), ("#FFD400", "mörkare"), ("blå", "sex tecken")]
)
def test_a_colour_that_some_can_not_read_is_refused_with_the_figure(
    dialog: ReportDetailsDialog, bridge: Bridge, code: str, words: str
) -> None:
    dialog._color._code.setText(code)
    dialog._write()
    assert words in dialog._color._words.text()
    assert dialog._color._code.accessibleDescription() == dialog._color._words.text()
    assert dialog.isVisible()
    assert dialog._color._code.hasFocus() or dialog.focusWidget() is dialog._color._code
    assert bridge.document.history() == []


def test_a_colour_is_chosen_by_eye_and_the_sample_follows(
    dialog: ReportDetailsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor("#6a1b5d"))
    sample = dialog._color._sample
    before = sample.grab().toImage()
    dialog._color._ask()
    after = sample.grab().toImage()
    bar = after.width() // 2, 16
    assert before.pixelColor(*bar).name().upper() == f"#{MAIN_COLOR}"
    assert after.pixelColor(*bar).name() == "#6a1b5d"
    dialog._color._usual.click()
    assert sample.grab().toImage() == before


def test_the_sample_begins_with_the_boards_colour_to_its_edges_as_the_cover_does(
    dialog: ReportDetailsDialog,
) -> None:
    image = dialog._color._sample.grab().toImage()
    for x in (1, image.width() - 2):
        assert image.pixelColor(x, 1).name().upper() == f"#{MAIN_COLOR}"


def test_a_list_of_choices_shows_them_all_without_being_scrolled(
    dialog: ReportDetailsDialog, qtbot: QtBot
) -> None:
    chooser = dialog._typeface.list
    chooser.setFocus()
    qtbot.keyClick(chooser, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    view = chooser.view()
    qtbot.waitUntil(view.isVisible)
    last = view.visualRect(view.model().index(chooser.count() - 1, 0))
    assert view.verticalScrollBar().maximum() == 0
    assert view.viewport().rect().contains(last)
    qtbot.keyClick(view, Qt.Key.Key_Escape)


def test_the_typeface_is_chosen_and_the_sample_follows(
    dialog: ReportDetailsDialog, bridge: Bridge
) -> None:
    sample = dialog._color._sample
    before = sample.grab().toImage()
    chooser = dialog._typeface.list
    assert chooser.currentText() == "Source Sans 3 (standard)"
    assert chooser.count() == len(TYPEFACES)
    chooser.setCurrentIndex(chooser.findData(TypefaceName.SOURCE_SERIF))
    assert sample.grab().toImage() != before
    chooser.setCurrentIndex(0)
    assert sample.grab().toImage() == before
    chooser.setCurrentIndex(chooser.findData(TypefaceName.LIBERATION_SANS))
    before_edit = bridge.report.setup
    dialog._write()
    assert bridge.report.setup == replace(before_edit, typeface=TypefaceName.LIBERATION_SANS)
    bridge.document.undo()
    assert bridge.report.setup == before_edit


def _choose_fonts(
    dialog: ReportDetailsDialog,
    contents: Sequence[bytes],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paths = [folder / f"{at}.ttf" for at in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_fonts", lambda _: paths)
    dialog._typeface._ask_button.click()


def test_own_fonts_are_carried_in_the_report_until_another_typeface_is_chosen(
    dialog: ReportDetailsDialog,
    bridge: Bridge,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = bridge.report
    contents = [file.content for file in FONT_FILES]
    sample = dialog._color._sample.grab().toImage()
    _choose_fonts(dialog, contents, tmp_path, monkeypatch)
    assert dialog._typeface.list.currentText() == "Prov (egna filer)"
    assert dialog._color._sample.grab().toImage() != sample
    dialog._write()
    assert bridge.report.setup.typeface is TypefaceName.OWN
    assert set(bridge.report.font_files.values()) == set(FONT_FILES)
    again = ReportDetailsDialog(bridge, dialog)
    assert again._typeface.list.currentText() == "Prov (egna filer)"
    again._typeface.list.setCurrentIndex(0)
    again._write()
    assert bridge.report == before
    bridge.document.undo()
    assert set(bridge.report.font_files.values()) == set(FONT_FILES)
    bridge.document.undo()
    assert bridge.report == before


def test_files_that_are_no_whole_typeface_are_refused_and_nothing_is_lost(
    dialog: ReportDetailsDialog,
    bridge: Bridge,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        "tertialapp.ui.dialogs.typeface_field.tell", lambda _, words: told.append(words)
    )
    _choose_fonts(dialog, [FONT_FILES[0].content, b"ord"], tmp_path, monkeypatch)
    _choose_fonts(dialog, [FONT_FILES[0].content], tmp_path, monkeypatch)
    assert told[0] == ("1.ttf: Filen är inget TrueType-typsnitt (.ttf).")
    assert told[1].startswith("Typsnittet saknar fet och kursiv.")
    assert dialog._typeface.list.currentIndex() == 0
    dialog._write()
    assert bridge.document.history() == []
