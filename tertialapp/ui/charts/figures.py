"""The figures of a chart as a table that can be read and copied."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableWidget, QTableWidgetItem

from tertialapp.model.numbers import NumberFault, parse_number
from tertialapp.model.series import FigureTable
from tertialapp.ui.columns.typing_forms import typed_figure
from tertialapp.ui.grid.header import GridHeader
from tertialapp.ui.override import override
from tertialapp.ui.tsv import to_tsv

_PADDING = 16
_LONG_NAMES = 110
_SOFT = "\u200b"
"""Where a word may break without a hyphen."""


class Figures(QTableWidget):
    """Shows all its rows at once; it turns on its side when it is too wide and then fits better."""

    def __init__(self) -> None:
        super().__init__()
        self._table = FigureTable((), ())
        self._shown = self._table
        self.setAccessibleName("Diagrammets siffror")
        self.setProperty("figures", True)
        self.setHorizontalHeader(GridHeader(self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(28)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.StyledPanel)

    def show_table(self, table: FigureTable) -> None:
        """Show a table."""
        self._table = table
        self._arrange()

    def copy(self) -> None:
        """Copy the selected cells, or all with their heads, as a spreadsheet takes them."""
        chosen = {(index.row(), index.column()) for index in self.selectedIndexes()}
        table = self._shown
        if len(chosen) > 1:
            rows = sorted({row for row, _ in chosen})
            columns = sorted({column for _, column in chosen})
            block = [
                [_typed(table.rows[row][at]) if (row, at) in chosen else "" for at in columns]
                for row in rows
            ]
        else:
            block = [list(table.head), *([row[0], *map(_typed, row[1:])] for row in table.rows)]
        QGuiApplication.clipboard().setText(to_tsv(block))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    # -- looks ----------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Fill the table the way that fits the width, and be as high as all of its rows."""
        if not self._table.head:
            return
        turned = self._table.turned()
        self._fill(self._table)
        if self._wanted() > self.viewport().width() and len(turned.head) < len(self._table.head):
            self._fill(turned)
        self._fit_columns()
        self._fit_rows()
        head = self.horizontalHeader().sizeHint().height()
        bar = self.horizontalScrollBar().sizeHint().height()
        extra = bar if self._wanted() > self.viewport().width() else 0
        height = head + self.verticalHeader().length() + extra + 2 * self.frameWidth()
        self.setFixedHeight(height)

    def _fill(self, table: FigureTable) -> None:
        if self._shown == table and self.columnCount():
            return
        self._shown = table
        self.setColumnCount(len(table.head))
        self.setRowCount(len(table.rows))
        self.setHorizontalHeaderLabels([title.replace("/", f"/{_SOFT}") for title in table.head])
        for row, cells in enumerate(table.rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                told = f"{table.head[column]}: {text or 'tomt'}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)

    def _widths(self) -> list[int]:
        """What each column wants; the first can do with less than its names."""
        header = self.horizontalHeader()
        assert isinstance(header, GridHeader)
        metrics = self.fontMetrics()
        widths = []
        for column in range(self.columnCount()):
            texts = [row[column] for row in self._shown.rows]
            widest = max(map(metrics.horizontalAdvance, texts), default=0)
            if column == 0 and widest > _LONG_NAMES:
                words = [word for text in texts for word in text.split()]
                widest = max(_LONG_NAMES, *map(metrics.horizontalAdvance, words))
            widths.append(max(widest + _PADDING, header.longest_word(column)))
        return widths

    def _wanted(self) -> int:
        return sum(self._widths())

    def _fit_columns(self) -> None:
        """Names take what the figures leave."""
        widths = self._widths()
        for column, width in enumerate(widths[1:], 1):
            self.setColumnWidth(column, width)
        if widths:
            self.setColumnWidth(0, max(widths[0], self.viewport().width() - sum(widths[1:])))

    def _fit_rows(self) -> None:
        """As high as the names need, with the same room above and below them."""
        metrics = self.fontMetrics()
        room = QRect(0, 0, self.columnWidth(0) - _PADDING, 4000)
        for row, cells in enumerate(self._shown.rows):
            name = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), cells[0])
            self.setRowHeight(row, name.height() + _PADDING)


def _typed(text: str) -> str:
    """A cell as it is typed, so that a spreadsheet takes it as a figure."""
    try:
        value = parse_number(text)
    except NumberFault:
        return text
    return "" if value is None else typed_figure(value)
