"""The report's tree: chapters, sections and goals in printed order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QGuiApplication

from tertialapp.document.document import Change
from tertialapp.model.frame import SectionKind, Status, TextPart
from tertialapp.model.outline import goal_label, goal_numbers
from tertialapp.model.places import Place, goal_place, section_place
from tertialapp.model.report import Report
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.icons import icon, status_icon
from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ROOT = QModelIndex()


@dataclass(frozen=True)
class Node:
    """A line of the tree; ``kind`` is the word for what it is, ``status`` None where none is set."""

    place: Place
    parent: Place | None
    kind: str
    text: str
    chapter: bool = False
    goal: bool = False
    status: Status | None = None
    review: bool = False


def outline(report: Report, period_id: str) -> Iterator[Node]:
    """The lines of the tree, each after its parent and its elder siblings."""
    numbers = goal_numbers(report)

    def goals(parent_id: str | None, above: Place) -> Iterator[Node]:
        for goal in report.goals_under(parent_id):
            place = goal_place(goal.id)
            text = f"{numbers[goal.id]} {goal.title}".strip()
            status = report.goal_status(goal.id, period_id)
            label = goal_label(report, goal.level)
            yield Node(place, above, label, text, goal=True, status=status)
            yield from goals(goal.id, place)

    def sections(parent_id: str | None, above: Place | None) -> Iterator[Node]:
        for section in report.sections_under(parent_id):
            place = section_place(section.id)
            review = report.text(section.id, period_id, TextPart.BODY).needs_review
            kind = "Att placera" if section.kind is SectionKind.REVIEW else "Avsnitt"
            yield Node(place, above, kind, section.title, chapter=above is None, review=review)
            yield from sections(section.id, place)
            if section.kind is SectionKind.GOALS:
                yield from goals(None, place)

    yield from sections(None, None)


class TreeModel(QAbstractItemModel):
    """The lines of ``outline`` for a view. Kept by place, so that views find their line again."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._numbers: dict[Place, int] = {}
        self._places: list[Place] = []
        self._take_over()
        bridge.changed.connect(self._follow)
        bridge.period_changed.connect(self._refresh)

    def _take_over(self) -> None:
        nodes = list(outline(self._bridge.report, self._bridge.period_id))
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
                answer = _description(node)
            case _Role.AccessibleTextRole:
                answer = _description(node).replace("\n", ", ")
            case _Role.DecorationRole:
                answer = _decoration(node)
            case _Role.FontRole if node.chapter:
                answer = QGuiApplication.font()
                answer.setWeight(QFont.Weight.DemiBold)
        return answer

    # -- following the report -------------------------------------------------------------------

    def _follow(self, change: Change) -> None:
        if change.touches("goal", "section", "text", "goal_status", "status", "setup"):
            self._refresh()

    def _refresh(self) -> None:
        before = self._nodes
        fresh = list(outline(self._bridge.report, self._bridge.period_id))
        if [(n.place, n.parent) for n in fresh] != [(n.place, n.parent) for n in before.values()]:
            self.beginResetModel()
            self._take_over()
            self.endResetModel()
            return
        self._take_over()
        for place, node in self._nodes.items():
            if node != before[place]:
                index = self.index_of(place)
                self.dataChanged.emit(index, index)


def _description(node: Node) -> str:
    status = ""
    if node.goal:
        status = f"\n{node.status.name}" if node.status else "\nIngen status satt"
    return f"{node.kind}: {node.text}{status}"


def _decoration(node: Node) -> Any:
    theme = theme_now()
    if node.goal:
        return status_icon(node.status, theme)
    return icon("alert", theme.fair) if node.review else None
