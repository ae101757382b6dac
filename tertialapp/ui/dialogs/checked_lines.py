"""Lines to mark: a box, a text in as many rows as it needs, and below it a remark."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from tertialapp.ui.icons import icon
from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now

Index = QModelIndex | QPersistentModelIndex
_DATA = int(Qt.ItemDataRole.UserRole)
_PARTS = _DATA + 1
_CHECKED = Qt.ItemDataRole.CheckStateRole
_PAD = 8
_BOX = 16
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


class CheckedLines(QListWidget):
    """Space, or a click anywhere in a line, marks it or takes its mark away."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_Line(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def add_line(self, text: str, remark: str, data: object, *, checked: bool) -> None:
        """Add a line that stands for something."""
        item = QListWidgetItem(f"{text}\n{remark}")
        item.setData(_DATA, data)
        item.setData(_PARTS, (text, remark))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        self.addItem(item)

    def checked(self) -> Iterator[object]:
        """What the marked lines stand for."""
        for item in map(self.item, range(self.count())):
            if item.checkState() is Qt.CheckState.Checked:
                yield item.data(_DATA)


class _Line(QStyledItemDelegate):
    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def _rooms(self, whole: QRect, index: Index, metrics: QFontMetrics) -> tuple[QRect, QRect]:
        """Where a line's text and its remark stand."""
        text, remark = index.data(_PARTS)
        left = whole.left() + 3 * _PAD + _BOX
        room = QRect(left, whole.top() + _PAD, whole.right() - left - _PAD, 10_000)
        first = metrics.boundingRect(room, _WRAPPED, text)
        room.setTop(first.bottom() + 3)
        return first, metrics.boundingRect(room, _WRAPPED, remark)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        whole = QRect(0, 0, self._view.viewport().width(), 10_000)
        _, remark = self._rooms(whole, index, self._view.fontMetrics())
        return QSize(100, remark.bottom() + _PAD)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = theme_now()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.selected))
        painter.setFont(self._view.font())
        text, remark = index.data(_PARTS)
        rooms = self._rooms(option.rect, index, painter.fontMetrics())
        for words, room, colour in zip(
            (text, remark), rooms, (theme.text, theme.muted), strict=True
        ):
            painter.setPen(QColor(colour))
            painter.drawText(room, _WRAPPED, words)
        self._paint_box(painter, option.rect, index)
        painter.restore()

    def _paint_box(self, painter: QPainter, whole: QRect, index: Index) -> None:
        """A box whose edge is seen on any ground: the style's own is not, on a dark one."""
        theme, checked = theme_now(), _is_checked(index)
        top = whole.top() + _PAD + (painter.fontMetrics().height() - _BOX) // 2
        box = QRect(whole.left() + _PAD, top, _BOX, _BOX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.accent if checked else theme.muted))
        painter.setBrush(QColor(theme.accent if checked else theme.base))
        painter.drawRoundedRect(box, 3, 3)
        if checked:
            icon("check", theme.on_accent).paint(painter, box)

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if not space and event.type() is not QEvent.Type.MouseButtonRelease:
            return False
        state = Qt.CheckState.Unchecked if _is_checked(index) else Qt.CheckState.Checked
        return model.setData(index, state.value, _CHECKED)


def _is_checked(index: Index) -> bool:
    return bool(Qt.CheckState(index.data(_CHECKED)) is Qt.CheckState.Checked)
