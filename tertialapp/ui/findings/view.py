"""The list of findings, as it is seen: sentences on as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tertialapp.ui.findings.lines import Line
from tertialapp.ui.findings.model import LINE_ROLE, FindingModel, Index, below, reason, remedy
from tertialapp.ui.icons import severity_icon
from tertialapp.ui.override import override
from tertialapp.ui.theme import Theme, theme_now

_PAD = 10
_ICON = 18
_GAP = 3
_KEPT = 20_000
_WRAPPED = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value


class _Drawn(QStyledItemDelegate):
    """The severity's mark, the sentence, and under it what it is and where."""

    def __init__(self, view: FindingView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[object, ...], int] = {}

    def forget(self) -> None:
        """Measure anew: the letters have another size."""
        self._heights.clear()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(LINE_ROLE)
        width = self._view.viewport().width()
        # What its texts are made of: a list that is made anew measures only what is new in it.
        key = (line.key, line.sentence, line.where, line.owner, line.waiver, line.may_write, width)
        if key not in self._heights:
            if len(self._heights) > _KEPT:
                self._heights.clear()
            room = width - 3 * _PAD - _ICON
            texts = _texts(line, theme_now())
            heights = [_height(option.fontMetrics, text, room) for text, _ in texts]
            self._heights[key] = sum(heights) + _GAP * (len(heights) - 1) + 2 * _PAD
        return QSize(width, self._heights[key])

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
        theme = theme_now()
        painter.save()
        self._paint_ground(painter, option, theme)
        box = option.rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        mark = QRect(box.left(), box.top(), _ICON, _ICON)
        if line.severity:
            severity_icon(line.severity, theme).paint(painter, mark)
        painter.setFont(option.font)
        room = box.adjusted(_ICON + _PAD, 0, 0, 0)
        for text, colour in _texts(line, theme):
            height = _height(option.fontMetrics, text, room.width())
            painter.setPen(QColor(colour))
            painter.drawText(QRect(room.left(), room.top(), room.width(), height), _WRAPPED, text)
            room.setTop(room.top() + height + _GAP)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
        states = QStyle.StateFlag
        if option.state & states.State_Selected:
            painter.fillRect(option.rect, QColor(theme.selected))
        elif option.state & states.State_MouseOver:
            painter.fillRect(option.rect, QColor(theme.raised))
        painter.setPen(QColor(theme.border))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & states.State_Selected and self._view.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))


def _height(metrics: QFontMetrics, text: str, room: int) -> int:
    return metrics.boundingRect(QRect(0, 0, room, 0), _WRAPPED, text).height()


def _texts(line: Line, theme: Theme) -> list[tuple[str, str]]:
    """What a line says, from above, each in its colour."""
    said = theme.text if line.severity else theme.muted
    texts = (
        (line.sentence, said),
        (below(line), theme.muted),
        (remedy(line), theme.accent),
        (reason(line), said),
    )
    return [each for each in texts if each[0]]


class FindingView(QListView):
    """Enter or a click leads to a finding's place; Ctrl+Enter mends it, Delete takes back its reason."""

    followed = Signal()
    mended = Signal()
    taken_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.findings = FindingModel(self)
        self._drawn = _Drawn(self)
        self.setModel(self.findings)
        self.setItemDelegate(self._drawn)
        self.setAccessibleName("Fynd")
        self.setProperty("findings", True)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.clicked.connect(lambda _: self.followed.emit())

    @property
    def line(self) -> Line | None:
        """The marked line."""
        return self.findings.line(self.currentIndex())

    def mark(self, row: int) -> None:
        """Mark a line, if there is one, and show it."""
        self.setCurrentIndex(self.findings.index(row) if row >= 0 else QModelIndex())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.mended.emit()
        elif enter:
            self.followed.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.taken_back.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._drawn.forget()
            self.scheduleDelayedItemsLayout()
