"""Pictures in the text editor: put in, seen, read, kept whole, taken away and had back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image as Pillow
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QAccessible, QGuiApplication, QImage, QTextCursor
from PySide6.QtWidgets import QApplication, QInputDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tertialapp.exchange.pictures import admitted
from tertialapp.model.frame import TextPart
from tertialapp.model.images import Image, image_of
from tertialapp.model.markdown import Picture
from tertialapp.model.markdown_read import parse
from tertialapp.model.markdown_write import serialize
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.dialogs.picture_words import PictureWordsDialog
from tertialapp.ui.editors.bound_text import BoundText
from tertialapp.ui.editors.pictures import CARRIED
from tertialapp.ui.editors.text_field import TextField
from tests.pictures import drawn, encoded

from .conftest import press, type_text
from .test_live_text import back, begin, body, bound  # noqa: F401 - the fixture

Key = Qt.Key
Move = QTextCursor.MoveOperation
KARTA = admitted(encoded(drawn(size=(300, 200))))
LINE = f"![En karta](bild:{KARTA.id})"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "karta å.png"
    path.write_bytes(KARTA.content)
    return path


def choose_file(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr("tertialapp.ui.dialogs.files.ask_picture", lambda *_: path)


def say(qtbot: QtBot, alt: str, caption: str = "") -> None:
    """Answer the dialog that opens next with keys."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PictureWordsDialog)
        dialog.alt.selectAll()
        if alt:
            qtbot.keyClicks(dialog.alt, alt)
        else:
            dialog.ornament.setChecked(True)
        dialog.caption.setFocus()
        qtbot.keyClicks(dialog.caption, caption)
        qtbot.keyClick(dialog.caption, Key.Key_Return)

    QTimer.singleShot(0, act)


def inserted(bound: BoundText, qtbot: QtBot, act: Callable[[], object], *words: str) -> None:  # noqa: F811
    say(qtbot, *words)
    act()
    back(bound, qtbot)


def show_picture(bound: BoundText, bridge: Bridge, markdown: str) -> TextField:  # noqa: F811
    """Have the report show a picture in the text."""
    with bridge.edit("Skriv") as edit:
        edit.put(KARTA)
        text = edit.report.text(bound._owner_id, bridge.period_id, TextPart.ANALYSIS)
        edit.set(text, body=markdown, needs_reading=False)
    bound.editor.field.moveCursor(Move.End)
    return bound.editor.field


def placed(field: TextField, words: str) -> None:
    """Put the cursor at the end of some words."""
    cursor = field.document().find(words)
    cursor.setPosition(cursor.selectionEnd())
    field.setTextCursor(cursor)


def test_a_picture_is_put_in_as_one_step(
    bound: BoundText,  # noqa: F811
    bridge: Bridge,
    qtbot: QtBot,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begin(bound, "Före efter")
    placed(bound.editor.field, "Före")
    choose_file(monkeypatch, file)
    inserted(bound, qtbot, bound.editor.field.ask_picture, "En karta", "Torget")
    before = f'Före\n\n![En karta](bild:{KARTA.id} "Torget")\n\nefter'
    assert body(bridge) == before
    assert bridge.report.images == {KARTA.id: KARTA}
    assert bridge.document.undo_label == "Infoga bild"
    type_text(qtbot, "Sedan ")
    bound.flush()
    assert body(bridge) == before.replace("efter", "Sedan efter")
    bridge.document.undo()
    bridge.document.undo()
    assert body(bridge) == "Före efter"
    assert bridge.report.images == {}
    bridge.document.redo()
    assert bridge.report.images == {KARTA.id: KARTA}
    assert bound.editor.markdown() == before


def test_words_that_are_not_printed_are_not_counted(
    bound: BoundText,  # noqa: F811
    bridge: Bridge,
    qtbot: QtBot,
) -> None:
    field = show_picture(bound, bridge, f'Två ord\n\n![En karta](bild:{KARTA.id} "Källa: X")')
    qtbot.waitUntil(lambda: bound.editor.bar._count.text() == "4 ord")
    field.selectAll()
    qtbot.waitUntil(lambda: bound.editor.bar._count.text() == "4 av 4 ord")
    placed(field, "Två")
    field.moveCursor(Move.Start, QTextCursor.MoveMode.KeepAnchor)
    qtbot.waitUntil(lambda: bound.editor.bar._count.text() == "1 av 4 ord")


def test_what_it_shows_must_be_said_or_that_it_is_an_ornament(
    bound: BoundText,  # noqa: F811
    bridge: Bridge,
    qtbot: QtBot,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = PictureWordsDialog(Picture("k"), KARTA, bound, is_new=True)
    qtbot.addWidget(dialog)
    assert not dialog._accept.isEnabled()
    dialog.alt.setPlainText(" \n")
    assert not dialog._accept.isEnabled()
    dialog.alt.setPlainText("Två\nrader")
    assert dialog._accept.isEnabled()
    assert dialog.picture == Picture("k", "Två rader")
    dialog.ornament.setChecked(True)
    assert dialog.picture == Picture("k")
    begin(bound, "")
    choose_file(monkeypatch, file)
    inserted(bound, qtbot, bound.editor.field.ask_picture, "")
    assert body(bridge) == f"![](bild:{KARTA.id})"


def test_what_is_no_picture_is_refused_and_nothing_changes(
    bound: BoundText,  # noqa: F811
    bridge: Bridge,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begin(bound, "Text")
    path = tmp_path / "ord.png"
    path.write_text("ord")
    choose_file(monkeypatch, path)
    told: list[str] = []

    def read() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        told.append(box.text())
        box.accept()

    QTimer.singleShot(0, read)
    bound.editor.field.ask_picture()
    assert told == ["Bilden går inte att läsa. Spara om den som PNG eller JPEG och försök igen."]
    assert body(bridge) == "Text"


def _as_copied(kind: str, file: Path) -> QMimeData:
    data = QMimeData()
    if kind == "image":
        data.setImageData(QImage(str(file)))
        data.setHtml("<img src='https://x.se/a.png'>")
    else:
        data.setUrls([QUrl.fromLocalFile(str(file))])
    return data


@pytest.mark.parametrize("kind", ["image", "file"])
def test_a_copied_picture_is_pasted(
    bound: BoundText,  # noqa: F811
    bridge: Bridge,
    qtbot: QtBot,
    file: Path,
    kind: str,
) -> None:
    field = begin(bound, "Text")
    QGuiApplication.clipboard().setMimeData(_as_copied(kind, file))
    inserted(bound, qtbot, field.paste, "En karta")
    (shown,) = bridge.report.images.values()
    assert (shown.width, shown.height) == (KARTA.width, KARTA.height)
    assert body(bridge) == f"Text\n\n![En karta](bild:{shown.id})"


def test_words_that_are_copied_with_a_picture_of_them_are_pasted_as_words(
    bound: BoundText,  # noqa: F811
    bridge: Bridge,
    file: Path,
) -> None:
    field = begin(bound, "")
    data = _as_copied("image", file)
    data.setHtml("<p>12,5</p>")
    data.setText("12,5")
    QGuiApplication.clipboard().setMimeData(data)
    field.paste()
    bound.flush()
    assert body(bridge) == "12,5"


def test_it_is_painted_above_its_words(bound: BoundText, bridge: Bridge) -> None:  # noqa: F811
    green = image_of_colour("#00aa00")
    with bridge.edit("Skriv") as edit:
        edit.put(green)
        text = edit.report.text(bound._owner_id, bridge.period_id, TextPart.ANALYSIS)
        edit.set(text, body=f"Före\n\n![Grönt](bild:{green.id})\n\nEfter")
    bound.resize(900, 500)
    QApplication.processEvents()
    field = bound.editor.field
    found = field.grab().toImage()
    shown = [
        (x, y)
        for x in range(0, found.width(), 4)
        for y in range(0, found.height(), 4)
        if found.pixelColor(x, y).name() == "#00aa00"
    ]
    assert 40 * 45 < len(shown) * 16 < 62 * 62
    words = field.cursorRect(field.document().find("Grönt")).top()
    above = field.cursorRect(field.document().find("Före")).bottom()
    assert above < min(y for _, y in shown) <= max(y for _, y in shown) < words


def image_of_colour(name: str) -> Image:
    return image_of(encoded(Pillow.new("RGB", (60, 50), name)))


def test_a_screen_reader_reads_what_it_shows(bound: BoundText, bridge: Bridge) -> None:  # noqa: F811
    field = show_picture(bound, bridge, f"Före\n\n{LINE}")
    text = QAccessible.queryAccessibleInterface(field).textInterface()
    assert text.text(0, text.characterCount()) == "Före\nBild: En karta"


def test_keys_take_it_as_one_letter_and_undo_brings_it_back(
    bound: BoundText,  # noqa: F811
    bridge: Bridge,
    qtbot: QtBot,
) -> None:
    field = show_picture(bound, bridge, f"Före\n\n{LINE}\n\nEfter")
    placed(field, "En karta")
    press(qtbot, Key.Key_Left)
    assert field.textCursor().atBlockStart()
    press(qtbot, Key.Key_Right, Key.Key_Backspace)
    assert "bild:" not in bound.editor.markdown()
    assert field.textCursor().block().blockFormat().topMargin() == 0
    field.undo()
    assert bound.editor.markdown() == f"Före\n\n{LINE}\n\nEfter"
    assert field.textCursor().block().blockFormat().topMargin() > 100
    field.redo()
    bound.flush()
    assert body(bridge) == "Före\n\nEfter"
    assert bridge.report.images == {}
    bridge.document.undo()
    assert body(bridge) == f"Före\n\n{LINE}\n\nEfter"
    assert bridge.report.images == {KARTA.id: KARTA}


def test_enter_and_backspace_around_it_keep_words_and_picture_apart(
    bound: BoundText,  # noqa: F811
    bridge: Bridge,
    qtbot: QtBot,
) -> None:
    field = show_picture(bound, bridge, f"Före\n\n{LINE}\n\nEfter")
    placed(field, "En karta")
    press(qtbot, Key.Key_Return)
    type_text(qtbot, "ny")
    assert bound.editor.markdown() == f"Före\n\n{LINE}\n\nny\n\nEfter"
    placed(field, "En karta")
    press(qtbot, Key.Key_Left, Key.Key_Return)
    assert [line.blockFormat().topMargin() > 0 for line in bound.editor._lines()] == [
        *(False, False, True, False, False)
    ]
    press(qtbot, Key.Key_Backspace)
    assert field.document().blockCount() == 4
    press(qtbot, Key.Key_Backspace)
    assert field.textCursor().block().text() == "Före"
    press(qtbot, Key.Key_Delete)
    assert bound.editor.markdown() == f"Före\n\n{LINE}\n\nny\n\nEfter"


def test_words_after_it_are_its_caption(
    bound: BoundText,  # noqa: F811
    bridge: Bridge,
    qtbot: QtBot,
) -> None:
    field = show_picture(bound, bridge, LINE)
    placed(field, "En karta")
    type_text(qtbot, " Torget")
    assert bound.editor.markdown() == f'![En karta](bild:{KARTA.id} "Torget")'
    field.moveCursor(Move.StartOfBlock)
    type_text(qtbot, "Före ")
    assert bound.editor.markdown() == f'Före\n\n![En karta](bild:{KARTA.id} "Torget")'


def test_what_is_said_of_it_is_changed(
    bound: BoundText,  # noqa: F811
    bridge: Bridge,
    qtbot: QtBot,
) -> None:
    field = show_picture(bound, bridge, f'![En karta](bild:{KARTA.id} "Torg")\n\nEfter')
    placed(field, "En karta")
    rect = field.cursorRect()
    at = QPoint(rect.left() - 20, rect.center().y())
    say(qtbot, "Kartan", "et")
    qtbot.mouseDClick(field.viewport(), Qt.MouseButton.LeftButton, pos=at)
    back(bound, qtbot)
    assert body(bridge) == f'![Kartan](bild:{KARTA.id} "Torget")\n\nEfter'
    bridge.document.undo()
    assert body(bridge) == f'![En karta](bild:{KARTA.id} "Torg")\n\nEfter'


def test_it_is_cut_from_one_text_and_pasted_in_another(
    bound: BoundText,  # noqa: F811
    bridge: Bridge,
    qtbot: QtBot,
) -> None:
    field = show_picture(bound, bridge, f"Före\n\n{LINE}")
    field.selectAll()
    field.cut()
    bound.flush()
    assert bridge.report.images == {}
    carried = QGuiApplication.clipboard().mimeData()
    assert carried.text() == "Före\nEn karta"
    other = BoundText(bridge, "Beskrivning", TextPart.DESCRIPTION)
    qtbot.addWidget(other)
    other.show_owner(bound._owner_id)
    other.editor.set_markdown("")
    other.editor.field.paste()
    other.flush()
    text = bridge.report.text(bound._owner_id, bridge.period_id, TextPart.DESCRIPTION)
    assert text.body.endswith(LINE)
    assert bridge.report.images == {KARTA.id: KARTA}


def test_what_others_put_on_the_clipboard_is_no_picture_of_ours(
    bound: BoundText,  # noqa: F811
    bridge: Bridge,
) -> None:
    field = begin(bound, "")
    for content in (b"", b"[[1]]", b'["AAAA", 7]', b'{"a": 1}', b"\xff", b"[" * 10_000):
        data = QMimeData()
        data.setData(CARRIED, content)
        data.setText("ord")
        QGuiApplication.clipboard().setMimeData(data)
        field.paste()
    bound.flush()
    assert body(bridge) == "ord" * 6
    assert bridge.report.images == {}


def test_a_missing_picture_is_its_words_and_stays(
    bound: BoundText,  # noqa: F811
    bridge: Bridge,
    qtbot: QtBot,
) -> None:
    gone = "![Borta](bild:borta)"
    field = begin(bound, gone)
    assert field.toPlainText() == "Bild: Borta"
    assert field._dead == {"bild:borta"}
    press(qtbot, Key.Key_Return)
    type_text(qtbot, "mer")
    bound.flush()
    assert body(bridge) == f"{gone}\n\nmer"


def test_lists_and_headings_leave_pictures_alone(
    bound: BoundText,  # noqa: F811
    bridge: Bridge,
    qtbot: QtBot,
) -> None:
    field = show_picture(bound, bridge, f"Före\n\n{LINE}\n\nEfter")
    field.selectAll()
    qtbot.keyClick(
        field, Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert bound.editor.markdown() == f"- Före\n\n{LINE}\n\n- Efter"
    field.selectAll()
    bound.editor.bar.set_heading(1)
    assert bound.editor.markdown() == f"# Före\n\n{LINE}\n\n# Efter"
    shown = serialize(parse(bound.editor.markdown()))
    bound.flush()
    assert body(bridge) == shown


def test_letters_typed_between_it_and_its_caption_are_caption(
    bound: BoundText,  # noqa: F811
    bridge: Bridge,
    qtbot: QtBot,
) -> None:
    field = show_picture(bound, bridge, f'![En karta](bild:{KARTA.id} "Torget")\n\nEfter')
    placed(field, "En karta")
    type_text(qtbot, "g")
    assert bound.editor.markdown() == f'![En karta](bild:{KARTA.id} "g Torget")\n\nEfter'


def test_letters_typed_where_undo_left_the_cursor_are_no_part_of_it(
    bound: BoundText,  # noqa: F811
    bridge: Bridge,
    qtbot: QtBot,
) -> None:
    picture = f'![En karta över torget](bild:{KARTA.id} "Foto")'
    field = show_picture(bound, bridge, f"Före\n\n{picture}\n\nEfter")
    placed(field, "Foto")
    press(qtbot, *[Key.Key_Backspace] * 7)
    bound.flush()
    bridge.document.undo()
    type_text(qtbot, "ug")
    assert picture.split("]", maxsplit=1)[0] in bound.editor.markdown()


def test_a_link_in_a_pictures_words_is_refused_before_it_is_asked_for(
    bound: BoundText,  # noqa: F811
    bridge: Bridge,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        "tertialapp.ui.editors.text_toolbar.tell", lambda _, sentence: told.append(sentence)
    )
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("https://exempel.se", True))
    field = show_picture(bound, bridge, f"{LINE}\n\nEfter")
    field.moveCursor(Move.Start)
    qtbot.keyClick(field, Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    bound.flush()
    assert len(told) == 1
    assert body(bridge) == f"{LINE}\n\nEfter"
    field.moveCursor(Move.End)
    qtbot.keyClick(field, Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    bound.flush()
    assert "https://exempel.se" in body(bridge)
    assert len(told) == 1
