"""Shows what a block would write before it is pasted, and asks what to do."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from tertialapp.model.numbers import counted, format_number
from tertialapp.ui.grid.plan import MOST_NEW_ROWS, Plan, PlannedCell
from tertialapp.ui.override import override

_Role = Qt.ItemDataRole
_ROOT = QModelIndex()
_HEADS = ("", "Rad", "Kolumn", "Nu", "Blir", "Anmärkning")
_WIDTHS = (9, 27, 18, 12, 14)
"""In letters; the remark has the rest."""
_MARKS = ("✓", "✗")
_LONGEST = 200
_MOST_READ = 300


class Choice(Enum):
    """What to do with a block."""

    CANCEL = 0
    FIT = 1
    ADD = 2


class PlanModel(QAbstractTableModel):
    """The cells of a plan, one a row."""

    def __init__(self, plan: Plan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._cells = (*plan.cells, *plan.added)

    def show_faults(self, *, only: bool) -> None:
        """Show only the cells that the block does not fit, or all."""
        self.beginResetModel()
        plan = self._plan
        self._cells = plan.faults if only else (*plan.cells, *plan.added)
        self.endResetModel()

    def fault(self, row: int) -> str:
        """Why the cell in a row does not fit."""
        return self._cells[row].fault

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._cells)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != _Role.DisplayRole:
            return None
        return _HEADS[section] if section else "Går in"

    @override
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = _Role.DisplayRole
    ) -> Any:
        if not index.isValid() or index.row() >= len(self._cells):
            return None
        cell = self._cells[index.row()]
        text = _texts(cell)[index.column()]
        if role == _Role.DisplayRole:
            line = " ↵ ".join(text.splitlines())
            return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
        if role == _Role.ToolTipRole:
            return text[:2000] or None
        if role == _Role.AccessibleTextRole and not index.column():
            return "Går inte in" if cell.fault else "Går in"
        if role == _Role.TextAlignmentRole and not index.column():
            return Qt.AlignmentFlag.AlignCenter
        return None


def _texts(cell: PlannedCell) -> tuple[str, ...]:
    fault = bool(cell.fault)
    return (_MARKS[fault], cell.name, cell.title, cell.now, cell.text, cell.fault)


class PastePreview(QDialog):
    """The answer is in ``choice``; closing it any other way writes nothing."""

    def __init__(self, plan: Plan, parent: QWidget) -> None:
        super().__init__(parent)
        self.choice = Choice.CANCEL
        self.setWindowTitle("Klistra in")
        letter = self.fontMetrics().averageCharWidth()
        room = self.screen().availableGeometry().size()
        self.resize(QSize(120 * letter, 34 * self.fontMetrics().height()).boundedTo(room * 0.9))
        said = QLabel(summary(plan))
        said.setWordWrap(True)
        said.setProperty("strong", True)
        why = QLabel(explanation(plan))
        why.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(said)
        layout.addWidget(why)
        layout.addWidget(self._table(plan), 1)
        if plan.faults and len(plan.faults) < len(plan.cells) + len(plan.added):
            layout.addWidget(self._only_faults())
        layout.addWidget(self._buttons(plan))
        self._cancel.setDefault(
            True
        )  # only now: a button makes itself known to the dialog it is in
        self._cancel.setFocus()
        why.setVisible(bool(why.text()))

    def _table(self, plan: Plan) -> QTableView:
        self._model = PlanModel(plan, self)
        table = QTableView()
        table.setModel(self._model)
        table.setAccessibleName("Cellerna som blocket träffar: nu och efter inklistringen")
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setCornerButtonEnabled(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 12)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(48)
        letter = table.fontMetrics().averageCharWidth()
        for at, letters in enumerate(_WIDTHS):
            table.setColumnWidth(at, letters * letter)
        head.setSectionResizeMode(len(_HEADS) - 1, QHeaderView.ResizeMode.Stretch)
        table.selectRow(0)
        self._table_view = table
        self._model.modelReset.connect(self._fit_rows)
        return table

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Room for the sentences that say why, as far down as anybody reads them."""
        for row in range(min(_MOST_READ, self._model.rowCount())):
            if self._model.fault(row):
                self._table_view.resizeRowToContents(row)

    def _only_faults(self) -> QCheckBox:
        box = QCheckBox("Visa bara det som inte går in")
        box.toggled.connect(lambda only: self._model.show_faults(only=only))
        return box

    def _buttons(self, plan: Plan) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        fit = buttons.addButton("Klistra in det som går", roles.ActionRole)
        fit.setAutoDefault(False)
        fit.setEnabled(bool(plan.fitting))
        fit.clicked.connect(lambda: self._choose(Choice.FIT))
        if plan.can_add:
            rows = _count(plan.more_rows, "rad")
            add = buttons.addButton(f"Lägg till {rows} och klistra in", roles.ActionRole)
            add.setAutoDefault(False)
            add.clicked.connect(lambda: self._choose(Choice.ADD))
        self._cancel = buttons.addButton("Avbryt", roles.RejectRole)
        buttons.rejected.connect(self.reject)
        return buttons

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.accept()


def summary(plan: Plan) -> str:
    """What would be written, in a sentence."""
    fits = len(plan.fitting)
    said = "Inget av blocket går in" if not fits else f"{_count(fits, 'cell')} ändras"
    stuck = sum(bool(cell.fault) for cell in plan.cells)
    if stuck:
        said += f", {_count(stuck, 'cell')} går inte att skriva"
    return f"{said}."


def explanation(plan: Plan) -> str:
    """Why it is asked, and what can be done."""
    parts = []
    if plan.more_rows:
        parts.append(f"Blocket har {_count(plan.more_rows, 'rad')} mer än tabellen.")
        if plan.addable and not plan.can_add:
            most = _printed(MOST_NEW_ROWS)
            parts.append(f"Högst {most} rader kan läggas till på en gång. Dela upp blocket.")
        elif not plan.addable:
            parts.append("Den här tabellens rader är bestämda; resten lämnas.")
    if plan.more_columns:
        parts.append(f"{_count(plan.more_columns, 'kolumn')} ryms inte till höger och lämnas.")
    if plan.larger:
        parts.append("Blocket är större än de markerade cellerna.")
    if plan.faults:
        parts.append("Det som inte går in lämnas som det är, och står förklarat i listan.")
    return " ".join(parts)


def _count(count: int, noun: str) -> str:
    plural = {"cell": "celler", "rad": "rader", "kolumn": "kolumner"}[noun]
    return counted(count, noun, plural)


def _printed(count: int) -> str:
    return format_number(Decimal(count))
