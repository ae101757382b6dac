"""Pages as they were painted last: one is painted anew only when it, or its size, is another."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from tertialapp.pdf.layout import Layout
from tertialapp.pdf.pages import sheet_of
from tertialapp.ui.preview.painter import paint_page

_MOST = 6
_State = tuple[object, ...]
"""What the looks of a page follow from, the page itself first."""


class KeptPages:
    """The pictures of the pages that are in view, and of some that were."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[_State, QPixmap]] = {}

    def picture(self, layout: Layout, number: int, scale: float, ratio: float) -> QPixmap:
        """A page of a layout: ``scale`` pixels a point, on a screen with so many dots a pixel."""
        pages = layout.pages
        state = (pages[number], layout.header, layout.theme, len(pages), scale, ratio)
        kept = self._kept.get(number)
        if kept is not None and _is_same(kept[0], state):
            return kept[1]
        picture = _painted(layout, number, scale, ratio)
        self._kept[number] = (state, picture)
        return picture

    def let_go(self, shown: Collection[int]) -> None:
        """Forget pages that are not shown, when there are many."""
        for number in self._kept.keys() - set(shown):
            if len(self._kept) > _MOST:
                del self._kept[number]


def _is_same(one: _State, other: _State) -> bool:
    return one[0] is other[0] and one[1:] == other[1:]


def _painted(layout: Layout, number: int, scale: float, ratio: float) -> QPixmap:
    sheet = sheet_of(layout.pages[number])
    width, height = sheet.width * scale * ratio, sheet.height * scale * ratio
    picture = QPixmap(max(1, round(width)), max(1, round(height)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.scale(scale, scale)
    paint_page(painter, layout, number)
    painter.end()
    return picture
