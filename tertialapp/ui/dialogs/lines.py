"""Lists of lines with a name to the left and a remark to the right, walked from the field above them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now

Index = QModelIndex | QPersistentModelIndex
DATA = int(Qt.ItemDataRole.UserRole)
_PARTS = DATA + 1
_SIDE = Qt.AlignmentFlag


class _Line(QStyledItemDelegate):
    """A name, after it where it is, and to the right what it says."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        name, where, right = index.data(_PARTS)
        theme = theme_now()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.selected))
        rect = option.rect.adjusted(10, 0, -10, 0)
        painter.setFont(option.font)
        metrics = painter.fontMetrics()
        said = metrics.elidedText(right, Qt.TextElideMode.ElideRight, rect.width() // 3)
        painter.setPen(QColor(theme.text))
        painter.drawText(rect, _SIDE.AlignRight | _SIDE.AlignVCenter, said)
        room = rect.width() - metrics.horizontalAdvance(said) - 16
        place = metrics.elidedText(where, Qt.TextElideMode.ElideRight, room // 3)
        taken = metrics.horizontalAdvance(place) + 12 if place else 0
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room - taken)
        painter.drawText(rect, _SIDE.AlignLeft | _SIDE.AlignVCenter, shown)
        painter.setPen(QColor(theme.muted))
        left = rect.left() + metrics.horizontalAdvance(shown) + 12
        box = QRect(left, rect.top(), rect.right() - left, rect.height())
        painter.drawText(box, _SIDE.AlignLeft | _SIDE.AlignVCenter, place)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, option.fontMetrics.height() + 12)


def say_line(item: QListWidgetItem, name: str, where: str, right: str) -> None:
    """Have a line say something else."""
    parts = (name, where, right)
    item.setText(", ".join(filter(None, parts)))
    item.setData(_PARTS, parts)
    item.setToolTip("\n".join(filter(None, parts)))


class LineList(QListWidget):
    """Lines to choose one of; ``words`` is the field that is typed in meanwhile."""

    def __init__(self, name: str, words: QLineEdit) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_Line(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        words.installEventFilter(self)
        self.currentItemChanged.connect(self._tell)

    def add_line(self, name: str, where: str, right: str, data: object) -> None:
        """Add a line that stands for something."""
        item = QListWidgetItem()
        item.setData(DATA, data)
        say_line(item, name, where, right)
        self.addItem(item)

    def _tell(self, item: QListWidgetItem | None) -> None:
        """Have screen readers say the marked line while the cursor is in the field above."""
        if item is not None and self.isVisible() and not self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, item.text()))

    def chosen(self) -> object:
        """What the marked line stands for, None when there is none."""
        item = self.currentItem()
        return item.data(DATA) if item else None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk the list while words are typed."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: 8,
                Qt.Key.Key_PageUp: -8,
            }
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                self.setCurrentRow(max(0, min(self.currentRow() + step, self.count() - 1)))
                return True
        return super().eventFilter(watched, event)
