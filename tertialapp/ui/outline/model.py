"""The Qt model of the tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QGuiApplication

from tertialapp.document.document import Change
from tertialapp.model.places import Place
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.icons import icon, status_icon
from tertialapp.ui.outline.lines import LineFilter, Node, Standing, kept, outline, standings
from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
STANDING_ROLE = int(_Role.UserRole) + 1
_ROOT = QModelIndex()
_MIME = "application/x-tertial-place"
SETTLE_MS = 150
"""How long after a change the shares and counts follow: typing does not wait for them."""


class TreeModel(QAbstractItemModel):
    """The lines of ``outline`` for a view. Kept by place, so that views find their line again."""

    dropped = Signal(object, object, int)
    """A place was dropped on another one, before the child with a number (-1: last)."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._numbers: dict[Place, int] = {}
        self._places: list[Place] = []
        self._filter = LineFilter()
        self._always: Place | None = None
        self._standings: dict[Place, Standing] = {}
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._restand)
        self._take_over(self._fresh())
        self._settle.start()
        bridge.changed.connect(self._follow)
        bridge.period_changed.connect(self._renew)
        bridge.saved.connect(self._settle.start)

    def _fresh(self) -> list[Node]:
        nodes = list(outline(self._bridge.report, self._bridge.period_id))
        if self._filter == LineFilter():
            return nodes
        return kept(nodes, self._standings, self._filter, self._always)

    def _take_over(self, nodes: Sequence[Node]) -> None:
        self._nodes = {node.place: node for node in nodes}
        self._children: dict[Place | None, list[Place]] = {}
        for node in nodes:
            self._children.setdefault(node.parent, []).append(node.place)
            if node.place not in self._numbers:
                self._numbers[node.place] = len(self._places)
                self._places.append(node.place)

    # -- lines ----------------------------------------------------------------------------------

    def node(self, index: Index) -> Node | None:
        """The line at an index."""
        return self._nodes.get(self._places[index.internalId()]) if index.isValid() else None

    def index_of(self, place: Place) -> QModelIndex:
        """Where a place stands; an invalid index when it is not in the tree."""
        node = self._nodes.get(place)
        if node is None:
            return QModelIndex()
        row = self._children[node.parent].index(place)
        return self.createIndex(row, 0, self._numbers[place])

    def places(self) -> list[Place]:
        """All places of the tree in printed order."""
        return list(self._nodes)

    def standing(self, place: Place) -> Standing:
        """How a place stood a moment ago."""
        return self._standings.get(place, Standing())

    def show_only(self, wanted: LineFilter, always: Place | None) -> None:
        """Show the lines that a filter keeps, and in any case the one where the user is."""
        self._always = always
        if wanted != self._filter:
            self._restand()
            self._filter = wanted
            self._refresh()

    # -- what Qt asks ---------------------------------------------------------------------------

    @override
    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        above = self._places[parent.internalId()] if parent.isValid() else None
        siblings = self._children.get(above, [])
        if column != 0 or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, 0, self._numbers[siblings[row]])

    @override
    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        node = self.node(index)
        return self.index_of(node.parent) if node and node.parent else QModelIndex()

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        above = self._places[parent.internalId()] if parent.isValid() else None
        return 0 if parent.column() > 0 else len(self._children.get(above, []))

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 1

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        answer: Any = None
        match role:
            case _Role.DisplayRole:
                answer = node.text
            case _Role.ToolTipRole:
                answer = "\n".join(_words(node, self.standing(node.place)))
            case _Role.AccessibleTextRole:
                answer = ", ".join(_words(node, self.standing(node.place)))
            case _Role.DecorationRole:
                answer = _decoration(node)
            case _Role.FontRole if node.chapter:
                answer = QGuiApplication.font()
                answer.setWeight(QFont.Weight.DemiBold)
            case _ if role == STANDING_ROLE:
                answer = self.standing(node.place)
        return answer

    # -- dragging -------------------------------------------------------------------------------

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        node = self.node(index)
        if node is None:
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        drag = Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return flags | drag if node.place.key and not self._bridge.read_only else flags

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(_MIME, str(indexes[0].internalId()).encode())
        return data

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        number = bytes(data.data(_MIME).data()).decode()
        target = self.node(parent)
        if action is not Qt.DropAction.MoveAction or not number.isdigit():
            return False
        if int(number) >= len(self._places):
            return False
        self.dropped.emit(self._places[int(number)], target.place if target else None, row)
        # The report's change moves the line; the view has nothing to take away.
        return False

    # -- following the report -------------------------------------------------------------------

    def _follow(self, change: Change) -> None:
        if change.touches("goal", "section", "text", "goal_status", "status", "setup"):
            self._refresh()
        self._settle.start()

    def _renew(self) -> None:
        self._restand()
        self._refresh()

    def _restand(self) -> None:
        """Work out anew how all lines stand."""
        self._settle.stop()
        nodes = list(outline(self._bridge.report, self._bridge.period_id))
        before, self._standings = self._standings, standings(nodes, self._bridge.marks)
        if self._filter != LineFilter():
            self._refresh()
        for place in self._nodes:
            if before.get(place) != self._standings.get(place):
                self._tell(place)

    def _refresh(self) -> None:
        before = self._nodes
        fresh = self._fresh()
        if [(n.place, n.parent) for n in fresh] != [(n.place, n.parent) for n in before.values()]:
            self.beginResetModel()
            self._take_over(fresh)
            self.endResetModel()
            return
        self._take_over(fresh)
        for place, node in self._nodes.items():
            if node != before[place]:
                self._tell(place)

    def _tell(self, place: Place) -> None:
        index = self.index_of(place)
        self.dataChanged.emit(index, index)


def _words(node: Node, standing: Standing) -> list[str]:
    """What a line says: to those who hover over it and to those who hear it."""
    words = [f"{node.kind}: {node.text}" if node.kind != node.text else node.text]
    if node.goal:
        words.append(node.status.name if node.status else "Ingen status satt")
    if standing.share.due:
        words.append(f"{standing.share.per_cent} % ifyllt")
    if standing.findings:
        words.append(f"{standing.findings} avvikande fynd")
    if standing.changed:
        words.append("Ändrat sedan filen sparades")
    if standing.sent:
        words.append(f"{standing.sent[0].upper()}{standing.sent[1:]}")
    return words


def _decoration(node: Node) -> Any:
    theme = theme_now()
    if node.goal:
        return status_icon(node.status, theme)
    return icon("alert", theme.fair) if node.review else None
