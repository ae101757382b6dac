"""The head of a grid: words wrap, and the head is as high as the highest of them."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QWidget

from tertialapp.ui.override import override

_PADDING = 16
_FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


class GridHeader(QHeaderView):
    """A horizontal header with wrapped words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        alignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.setDefaultAlignment(alignment | Qt.TextFlag.TextWordWrap)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(44)
        self.sectionResized.connect(lambda *_: self.geometriesChanged.emit())

    @override
    def sizeHint(self) -> QSize:
        heights = [self._height(at) for at in range(self.count())]
        return QSize(super().sizeHint().width(), max(heights, default=0) + 12)

    def longest_word(self, section: int) -> int:
        """The width that a head needs so that no word breaks."""
        bold = self._bold()
        words = re.split("[\\s\u200b]|(?<=\u00ad)", self._title(section))
        return max((bold.horizontalAdvance(word) for word in words), default=0) + _PADDING

    def balanced(self, section: int) -> int:
        """The width in which a head takes two lines or a little more."""
        whole = self._bold().horizontalAdvance(self._title(section)) + _PADDING
        return max(self.longest_word(section), round(whole * 0.5) if whole > 80 else whole)

    def _height(self, section: int) -> int:
        room = QRect(0, 0, max(20, self.sectionSize(section) - _PADDING), 4000)
        return self._bold().boundingRect(room, _FLAGS, self._title(section)).height()

    def _bold(self) -> QFontMetrics:
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        return QFontMetrics(font)

    def _title(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
