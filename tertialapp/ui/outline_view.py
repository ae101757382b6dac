"""The tree of the report, as it is seen."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from tertialapp.model.places import Place
from tertialapp.ui.models.tree import Index, TreeModel
from tertialapp.ui.override import override


class _Line(QStyledItemDelegate):
    """A line of the tree, with air around it."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(0, 9)


class Outline(QTreeView):
    """The tree, which keeps what is unfolded when the report's structure changes."""

    acted = Signal(int)
    """A key of the tree was pressed: F2, Delete, or Ctrl with an arrow (as its Qt key)."""

    def __init__(self, model: TreeModel) -> None:
        super().__init__()
        self.tree = model
        self._folded: set[Place] = set()
        self._kept: tuple[Place | None, int] = (None, 0)
        self.setModel(model)
        self.setAccessibleName("Rapportens delar")
        self.setItemDelegate(_Line(self))
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
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
        folded = set(self._folded)
        self.expandAll()
        for place in folded:
            self.collapse(self.tree.index_of(place))
        kept, scroll = self._kept
        if kept:
            self.select(kept)
        self.verticalScrollBar().setValue(scroll)

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
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        moves = control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if moves or key in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
            self.acted.emit(int(key))
        else:
            super().keyPressEvent(event)
