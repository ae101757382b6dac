"""Putting pictures into a text and changing what is said of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QDialog

from tertialapp.base.errors import Refusal
from tertialapp.base.files import read_bytes
from tertialapp.model.images import Image
from tertialapp.model.markdown import Picture
from tertialapp.ui.editors import rich_text
from tertialapp.ui.editors.pictures import ReportPictures
from tertialapp.ui.editors.text_editor import TextEditor


class PictureActs(QObject):
    """What a text's writer does with pictures; each is one step of the report's undo."""

    def __init__(self, editor: TextEditor, pictures: ReportPictures) -> None:
        super().__init__(editor)
        self._editor = editor
        self._pictures = pictures
        field = editor.field
        field.pictures = pictures
        field.asks_picture.connect(self.insert)
        field.picture_offered.connect(self.take_in)
        field.picture_chosen.connect(self.change)

    def insert(self) -> None:
        """Ask for a picture file and take it in."""
        from tertialapp.ui.dialogs.files import ask_picture

        path = ask_picture(self._editor.window())
        if path is not None:
            self.take_in(path)

    def take_in(self, offer: Path | bytes) -> None:
        """Put a picture at the cursor, once its writer has said what it shows."""
        from tertialapp.exchange.pictures import admitted
        from tertialapp.ui.dialogs.ask import tell

        try:
            image = admitted(offer if isinstance(offer, bytes) else read_bytes(offer))
        except Refusal as refusal:
            tell(self._editor.window(), str(refusal))
            return
        picture = self._asked(Picture(image.id), image, is_new=True)
        if picture is not None:
            self._pictures.add(image)
            self._editor.flush()
            self._editor.field.insert_picture(picture)
            self._editor.flush()

    def change(self, block: QTextBlock) -> None:
        """Ask anew what is said of the picture in a block of the field."""
        was = rich_text.picture_in(block)
        image = self._pictures.get(was.key) if was else None
        if was and image:
            now = self._asked(was, image, is_new=False)
            if now is not None:
                self._editor.flush()
                self._editor.field.reword_picture(block, now)
                self._editor.flush()

    def _asked(self, picture: Picture, image: Image, *, is_new: bool) -> Picture | None:
        from tertialapp.ui.dialogs.picture_words import PictureWordsDialog

        dialog = PictureWordsDialog(picture, image, self._editor.window(), is_new=is_new)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.picture if accepted else None
