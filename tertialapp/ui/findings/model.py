"""The Qt model of the lines that the panel shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tertialapp.check.listing import because
from tertialapp.ui.findings.lines import Line
from tertialapp.ui.override import override

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole)
_ROOT = QModelIndex()


class FindingModel(QAbstractListModel):
    """A line for each finding."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def line(self, index: Index) -> Line | None:
        """The line of an index."""
        return self.lines[index.row()] if index.isValid() else None

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index)
        if line is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.sentence
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(line)
            case _ if role == LINE_ROLE:
                return line
        return None


def below(line: Line) -> str:
    """What stands under the sentence: what it is, where, and whose."""
    return " · ".join(filter(None, (line.word, line.where, line.owner)))


def remedy(line: Line) -> str:
    """How it can be mended by itself, "" where it can't."""
    repair = line.finding.repair if line.finding and line.is_repairable else None
    return f"Kan rättas: {repair.label}" if repair else ""


def reason(line: Line) -> str:
    """Why it is no mistake, "" where nobody says so."""
    return f"Motivering: {because(line.waiver)}" if line.waiver else ""


def spoken(line: Line) -> str:
    """The whole line, for those who hear it."""
    where = below(line).partition(" · ")[2]
    parts = (line.word, line.sentence.rstrip("."), where, remedy(line), reason(line))
    return ". ".join(filter(None, parts))
