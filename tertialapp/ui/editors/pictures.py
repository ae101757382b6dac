"""Pictures in a text field: painted above their words, with a copy of them on the clipboard."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from tertialapp.model.images import SUFFIXES, Image, image_of
from tertialapp.model.markdown import picture_keys
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.editors import rich_text
from tertialapp.ui.editors.in_view import Seen, view_of
from tertialapp.ui.pictures import draw, png_of

CARRIED = "application/x-tertial-pictures"
_HIGHEST, _WIDEST = 220, 560
"""Pixels that a picture gets in a field, however large it is on paper."""


class ReportPictures:
    """The pictures that a text can show: the report's, and those that are not written yet."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._new: dict[str, Image] = {}

    def get(self, key: str) -> Image | None:
        """The picture under a key."""
        return self._bridge.report.images.get(key) or self._new.get(key)

    def add(self, image: Image) -> None:
        """Have a picture at hand that a text is going to show."""
        self._new[image.id] = image

    def unwritten_in(self, body: str) -> list[Image]:
        """The pictures that a text shows and the report does not hold."""
        keys = dict.fromkeys(picture_keys(body))
        held = self._bridge.report.images
        return [self._new[key] for key in keys if key in self._new and key not in held]

    def missing_in(self, body: str) -> set[str]:
        """The targets of the pictures of a text that are nowhere."""
        keys = (key for key in picture_keys(body) if self.get(key) is None)
        return {f"{rich_text.PICTURE}{key}" for key in keys}

    def height(self, key: str) -> float:
        """How high a picture is shown, 0 when it is nowhere."""
        image = self.get(key)
        if image is None:
            return 0
        return min(image.height, _HIGHEST, image.height * min(1, _WIDEST / image.width))


# -- look ------------------------------------------------------------------------------------------


def paint_pictures(
    field: QTextEdit, painter: QPainter, seen: Seen, pictures: ReportPictures
) -> None:
    """Paint the pictures that are in view, each in the room above its words."""
    view = view_of(field)
    widest = view.width() - 2 * field.document().documentMargin()
    painter.translate(-view.topLeft())
    for block, words in seen:
        image = _image_of(block, pictures) if rich_text.has_room(block) else None
        if image is not None:
            draw(painter, image, _area(image, words.topLeft(), pictures, widest))
    painter.resetTransform()


def _image_of(block: QTextBlock, pictures: ReportPictures) -> Image | None:
    picture = rich_text.picture_in(block)
    return pictures.get(picture.key) if picture else None


def _area(image: Image, words: QPointF, pictures: ReportPictures, widest: float) -> QRectF:
    high = pictures.height(image.id)
    scale = min(high / image.height, widest / image.width)
    wide, high = image.width * scale, image.height * scale
    return QRectF(words.x(), words.y() - rich_text.SPACE_BELOW - high, wide, high)


# -- room ------------------------------------------------------------------------------------------


def make_room(field: QTextEdit, pictures: ReportPictures, start: int, end: int) -> None:
    """Have room above the words of pictures and nowhere else, as part of the step that was taken last.

    Only between two positions, where something was changed.
    """
    block = field.document().findBlock(start)
    while block.isValid() and block.position() <= end:
        picture = rich_text.picture_in(block)
        if picture or rich_text.has_room(block):
            form = rich_text.picture_format(pictures.height(picture.key) if picture else 0)
            if form.topMargin() != block.blockFormat().topMargin():
                cursor = QTextCursor(block)
                cursor.joinPreviousEditBlock()
                cursor.setBlockFormat(form)
                cursor.endEditBlock()
        block = block.next()


# -- clipboard -------------------------------------------------------------------------------------


def carry(data: QMimeData, body: str, pictures: ReportPictures) -> None:
    """Put the pictures of a text on the clipboard with it: the report may soon hold them no more."""
    images = filter(None, map(pictures.get, dict.fromkeys(picture_keys(body))))
    contents = [b64encode(image.content).decode() for image in images]
    if contents:
        data.setData(CARRIED, json.dumps(contents).encode())


def carried(data: QMimeData) -> Iterable[Image]:
    """The pictures that came with a text; whoever put them there, only sound ones."""
    if not data.hasFormat(CARRIED):
        return ()
    try:
        contents = json.loads(bytes(data.data(CARRIED).data()))
        return [image_of(b64decode(content, validate=True)) for content in contents]
    except (ValueError, TypeError, RecursionError):
        return ()


def offers(data: QMimeData) -> bool:
    """Whether what is pasted or dropped is a picture, and not words with a picture of them."""
    return _file_in(data) is not None or (data.hasImage() and not data.hasText())


def offered(data: QMimeData) -> Path | bytes | None:
    """The picture that is offered: a file, or what was copied of one."""
    path = _file_in(data)
    if path is not None or not offers(data):
        return path
    image = data.imageData()
    return png_of(image) if isinstance(image, QImage) and not image.isNull() else None


def _file_in(data: QMimeData) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in SUFFIXES else None
