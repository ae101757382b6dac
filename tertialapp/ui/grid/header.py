"""The head of a grid: words wrap, and the head is as high as the highest of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from tertialapp.ui.override import override

_PADDING = 16
_FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


class GridHeader(QHeaderView):
    """A horizontal header with wrapped words, whose first sections may be frozen."""

    menu_wanted = Signal(int, QPoint)
    """The menu of a section is asked for, at a place on the screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        alignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.setDefaultAlignment(alignment | Qt.TextFlag.TextWordWrap)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(44)
        self._size: QSize | None = None  # layouts ask for it dozens of times at every key
        self.sectionResized.connect(self._forget_size)
        self.sectionCountChanged.connect(self._forget_size)
        self.frozen_sections: Callable[[], int] = lambda: 0

    @override
    def sizeHint(self) -> QSize:
        if self._size is None:
            shown = (at for at in range(self.count()) if not self.isSectionHidden(at))
            height = max(map(self._height, shown), default=0) + 12
            self._size = QSize(super().sizeHint().width(), height)
        return self._size

    def _forget_size(self) -> None:
        self._size = None
        self.geometriesChanged.emit()

    @override
    def headerDataChanged(
        self, orientation: Qt.Orientation, logicalFirst: int, logicalLast: int
    ) -> None:
        self._size = None
        super().headerDataChanged(orientation, logicalFirst, logicalLast)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._size = None
        super().changeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        frozen = self.frozen_sections()
        if frozen:
            painter = QPainter(self.viewport())
            for at in range(frozen):
                room = QRect(self.sectionPosition(at), 0, self.sectionSize(at), self.height())
                self.paintSection(painter, room, at)
            painter.end()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.section_at(event.pos().x()), event.globalPos())

    def section_at(self, x: int) -> int:
        """The section that is seen at a place, also when it is frozen there."""
        frozen = self.frozen_sections()
        scrolled = not frozen or x >= self.sectionPosition(frozen)
        return self.logicalIndexAt(x if scrolled else x - self.offset())

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
