"""A report's pictures as Qt shows them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QImage

from tertialapp.model.images import format_of


@lru_cache(maxsize=24)
def picture(content: bytes) -> QImage:
    """The picture in some bytes; one without size if they are damaged."""
    found = format_of(content)
    # The stub says bytes where Qt takes a name only as text.
    return QImage.fromData(content, found.kind.upper()) if found else QImage()  # type: ignore[arg-type]
