"""The tree of the report, as it is seen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from tertialapp.model.places import Place
from tertialapp.ui.outline.lines import Standing
from tertialapp.ui.outline.model import STANDING_ROLE, Index, TreeModel
from tertialapp.ui.override import override
from tertialapp.ui.theme import Theme, theme_now

_GAP = 6
_DOT = 6
_WARNING = 11
_ARROW = 9


class _Line(QStyledItemDelegate):
    """A line of the tree: its words, and to the right unsaved, findings and share complete."""

    counted = Signal()
    """The count of findings was clicked, in the line that is marked now."""

    @override
    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        standing: Standing | None = index.data(STANDING_ROLE)
        released = event.type() is QEvent.Type.MouseButtonRelease
        if standing and standing.findings and released and isinstance(event, QMouseEvent):
            box = findings_box(option.rect, standing, QFontMetrics(option.font))
            if event.button() is Qt.MouseButton.LeftButton and box.contains(
                event.position().toPoint()
            ):
                self.counted.emit()
        return super().editorEvent(event, model, option, index)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(0, 9)

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        standing: Standing | None = index.data(STANDING_ROLE)
        if standing is not None:
            icon = option.decorationSize.width() + 6 if not option.icon.isNull() else 0
            metrics = QFontMetrics(option.font)
            room = option.rect.width() - icon - _width(standing, metrics) - 2 * _GAP
            option.text = metrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        standing: Standing | None = index.data(STANDING_ROLE)
        if standing is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(option.font)
            _paint_standing(painter, option.rect, standing, theme_now())
            painter.restore()


def _share_text(standing: Standing) -> str:
    if not standing.share.due:
        return ""
    done = standing.share.done == standing.share.due
    return "klar ✓" if done else f"{standing.share.per_cent} %"


def _width(standing: Standing, metrics: QFontMetrics) -> int:
    """The room that the marks of a line take."""
    width = metrics.horizontalAdvance("klar ✓") + _GAP if standing.share.due else 0
    if standing.findings:
        width += metrics.horizontalAdvance(str(standing.findings)) + _WARNING + _GAP + 3
    width += _ARROW + _GAP if standing.sent else 0
    return width + (_DOT + _GAP if standing.changed else 0)


def findings_box(rect: QRect, standing: Standing, metrics: QFontMetrics) -> QRect:
    """Where in a line the mark and the count of findings stand."""
    right = rect.right() - _GAP
    if standing.share.due:
        right -= metrics.horizontalAdvance("klar ✓") + _GAP
    width = metrics.horizontalAdvance(str(standing.findings)) + 3 + _WARNING
    return QRect(right - width, rect.top(), width, rect.height())


def _paint_standing(painter: QPainter, rect: QRect, standing: Standing, theme: Theme) -> None:
    metrics = painter.fontMetrics()
    right = rect.right() - _GAP
    share = _share_text(standing)
    if standing.share.due:
        painter.setPen(QColor(theme.muted))
        box = QRect(rect.left(), rect.top(), right - rect.left(), rect.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, share)
        right -= metrics.horizontalAdvance("klar ✓") + _GAP
    if standing.findings:
        colour = QColor(theme.poor if standing.errors else theme.fair)
        count = str(standing.findings)
        painter.setPen(colour)
        box = findings_box(rect, standing, metrics)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        right = box.left() + _WARNING
        middle = rect.center().y()
        corners = [
            QPoint(right - _WARNING, middle + 5),
            QPoint(right, middle + 5),
            QPoint(right - _WARNING // 2, middle - 5),
        ]
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(QPolygon(corners))
        right -= _WARNING + _GAP
    if standing.sent:
        _paint_arrow(painter, QPoint(right, rect.center().y()), QColor(theme.muted))
        right -= _ARROW + _GAP
    if standing.changed:
        painter.setBrush(QColor(theme.accent))
        painter.setPen(Qt.PenStyle.NoPen)
        top = rect.center().y() - _DOT // 2 + 1
        painter.drawEllipse(QRect(right - _DOT, top, _DOT, _DOT))


def _paint_arrow(painter: QPainter, right: QPoint, colour: QColor) -> None:
    """An arrow up and away, to the left of a point: the line's place has been sent out."""
    pen = QPen(colour, 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    tip = right + QPoint(-1, -_ARROW // 2 + 1)
    painter.drawLine(tip, tip + QPoint(-_ARROW + 2, _ARROW - 2))
    painter.drawLine(tip, tip + QPoint(-_ARROW + 4, 0))
    painter.drawLine(tip, tip + QPoint(0, _ARROW - 4))


class Outline(QTreeView):
    """The tree, which keeps what is unfolded when the report's structure changes."""

    counted = Signal()
    """The count of findings was clicked, in the line that is marked now."""
    acted = Signal(int)
    """A key of the tree was pressed: F2, Delete, or Ctrl with an arrow (as its Qt key)."""

    def __init__(self, model: TreeModel) -> None:
        super().__init__()
        self.tree = model
        self._folded: set[Place] = set()
        self._kept: tuple[Place | None, int] = (None, 0)
        self.setModel(model)
        self.setAccessibleName("Rapportens delar")
        drawn = _Line(self)
        drawn.counted.connect(self.counted)
        self.setItemDelegate(drawn)
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setMinimumWidth(180)
        self.expandAll()
        self.collapsed.connect(lambda index: self._fold(index, folded=True))
        self.expanded.connect(lambda index: self._fold(index, folded=False))
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)

    def _fold(self, index: QModelIndex, *, folded: bool) -> None:
        node = self.tree.node(index)
        if node:
            (self._folded.add if folded else self._folded.discard)(node.place)

    def _remember(self) -> None:
        node = self.tree.node(self.currentIndex())
        self._kept = (node.place if node else None, self.verticalScrollBar().value())

    def _restore(self) -> None:
        self.fold(self._folded)
        kept, scroll = self._kept
        if kept:
            self.select(kept)
        self.verticalScrollBar().setValue(scroll)

    @property
    def folded(self) -> frozenset[Place]:
        """The places whose branches are folded."""
        return frozenset(self._folded)

    def fold(self, places: Iterable[Place]) -> None:
        """Fold the branches of just these places."""
        folded = set(places)
        self.expandAll()
        for place in folded:
            self.collapse(self.tree.index_of(place))
        self._folded = folded

    def select(self, place: Place) -> None:
        """Mark a place, if it is in the tree, and show its line."""
        index = self.tree.index_of(place)
        if index.isValid() and index != self.currentIndex():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
            self.scrollTo(index)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = Qt.KeyboardModifier
        with_keys = event.modifiers() & (
            held.ControlModifier | held.AltModifier | held.ShiftModifier
        )
        moving = with_keys in (held.ControlModifier, held.AltModifier | held.ShiftModifier)
        moves = moving and key in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if moves or key in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
            self.acted.emit(int(key))
        else:
            super().keyPressEvent(event)
