"""Pictures between Qt and files: a report's painted, Qt's as the contents of one."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter

from tertialapp.model.images import Image, format_of


def draw(painter: QPainter, image: Image, area: QRectF) -> None:
    """Paint a picture over an area of the painter's."""
    device = painter.device()
    sharpness = painter.worldTransform().m11() * (device.devicePixelRatio() if device else 1)
    wide, high = (max(1, round(side * sharpness)) for side in (area.width(), area.height()))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(area, _sized(image.content, wide, high))


@lru_cache(maxsize=16)
def _sized(content: bytes, width: int, height: int) -> QImage:
    """A picture in so many pixels; much larger ones would flicker if the painter left pixels out."""
    whole = _decoded(content)
    if whole.width() <= width:
        return whole
    mode = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return whole.scaled(QSize(width, height), *mode)


@lru_cache(maxsize=8)
def _decoded(content: bytes) -> QImage:
    """The picture in some bytes; one without size if they are damaged."""
    found = format_of(content)
    # The stub says bytes where Qt takes a name only as text.
    return QImage.fromData(content, found.kind.upper()) if found else QImage()  # type: ignore[arg-type]


def png_of(image: QImage) -> bytes:
    """A picture as the contents of a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
