"""The lines of a proof, in groups: what is to be looked at, what was checked, what a person judges."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from tertialapp.model.places import Spot
from tertialapp.pdf.proof.values import Check, Look, Proof
from tertialapp.ui.icons import icon
from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now

Index = QModelIndex | QPersistentModelIndex
Where = Callable[[Spot], str]
_SPOT = int(Qt.ItemDataRole.UserRole)
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_WORDS, _WHERE, _RULE = range(3)
_SHARES = {_WHERE: 0.16, _RULE: 0.3}
_UNBROKEN = "/\u2060"
"""A slash after which no line ends."""
_PAD = QSize(10, 10)


class ProofTree(QTreeWidget):
    """Enter or a click on a line that has a place leads there."""

    followed = Signal(object)
    """A ``Spot`` that is to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Tillgänglighet och arkiv")
        self.setProperty("wrapped", True)
        self.setColumnCount(3)
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setItemDelegate(_Wrapped(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_WORDS, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(lambda *_: self.scheduleDelayedItemsLayout())
        self.itemActivated.connect(self._follow)
        self.itemClicked.connect(self._follow)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, share in _SHARES.items():
            self.header().resizeSection(column, round(share * self.viewport().width()))

    def show_proof(self, proof: Proof, where: Where) -> None:
        """Show a proof; ``where`` names the place of a spot. The marked line stays marked, if it is there."""
        marked = self.currentIndex().siblingAtColumn(_WORDS).data()
        self.clear()
        self._group(
            f"Att se över ({len(proof.looks)})",
            [_look(look, proof, where) for look in proof.looks] or [_item("Inget att se över.")],
        )
        held = len(proof.checks) - len(proof.failed)
        self._group(
            f"Kontrollerat ({held} av {len(proof.checks)} stämmer)",
            [_check(check, proof) for check in sorted(proof.checks, key=lambda each: each.held)],
        )
        self._group("Bedöms av en människa", [_look(look, proof, where) for look in proof.judged])
        exactly = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
        again = self.findItems(marked, exactly) if marked else []
        first = self.model().index(0, 0, self.model().index(0, 0))
        self.setCurrentIndex(self.indexFromItem(again[0]) if again else first)

    def _group(self, title: str, items: Sequence[QTreeWidgetItem]) -> None:
        group = _item(title)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        group.setFont(_WORDS, font)
        group.addChildren(items)
        self.addTopLevelItem(group)
        group.setFirstColumnSpanned(True)
        group.setExpanded(True)

    def _follow(self, item: QTreeWidgetItem) -> None:
        spot: Spot | None = item.data(_WORDS, _SPOT)
        if spot is not None:
            self.followed.emit(spot)


def _look(look: Look, proof: Proof, where: Where) -> QTreeWidgetItem:
    place = where(look.spot) if look.spot else ""
    item = _item(look.words, place, look.rule.words(proof.standard))
    item.setData(_WORDS, _SPOT, look.spot)
    item.setForeground(_WHERE, QBrush(QColor(theme_now().accent)))
    if look.spot:
        item.setToolTip(_WHERE, f"Gå till {place}")
    return item


def _check(check: Check, proof: Proof) -> QTreeWidgetItem:
    theme = theme_now()
    outcome = "Stämmer" if check.held else "Stämmer inte"
    item = _item(check.words, "", check.rule.words(proof.standard), outcome)
    symbol = icon("check", theme.good) if check.held else icon("alert", theme.poor)
    item.setIcon(_WORDS, symbol)
    item.addChildren([_item(detail) for detail in check.details])
    return item


def _item(words: str, where: str = "", rule: str = "", outcome: str = "") -> QTreeWidgetItem:
    item = QTreeWidgetItem([words, where, rule.replace("/", _UNBROKEN)])
    spoken = f"{outcome}: {words}" if outcome else words
    item.setData(_WORDS, _SPOKEN, ", ".join(filter(None, (spoken, where, rule))))
    item.setData(_WHERE, _SPOKEN, f"Plats: {where or 'ingen'}")
    item.setData(_RULE, _SPOKEN, f"Regel: {rule or 'ingen'}")
    item.setForeground(_RULE, QBrush(QColor(theme_now().muted)))
    for column in range(3):
        item.setTextAlignment(column, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return item


class _Wrapped(QStyledItemDelegate):
    """Words on as many lines as they need; a view of its own accord asks for one."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.decorationAlignment = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        self.initStyleOption(option, index)
        room = self._room(option, index)
        flags = Qt.TextFlag.TextWordWrap.value
        text = option.fontMetrics.boundingRect(QRect(0, 0, room, 0), flags, option.text)
        return QSize(room, max(text.height(), option.fontMetrics.height())) + _PAD

    def _room(self, option: QStyleOptionViewItem, index: Index) -> int:
        """The width that is left for words."""
        column, at = index.column(), index
        if self._tree.isFirstColumnSpanned(index.row(), index.parent()):
            return self._tree.viewport().width()
        room = self._tree.columnWidth(column) - _PAD.width()
        if column == _WORDS:
            while at.isValid():
                room -= self._tree.indentation()
                at = at.parent()
            if not option.icon.isNull():
                room -= option.decorationSize.width() + _PAD.width()
        return max(room, 40)
