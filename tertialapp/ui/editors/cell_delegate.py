"""Paints the cells of grids and makes their editors."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent, QPainter, QPalette, QPen, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tertialapp.ui.models.grid import FACE_ROLE, Face, GridModel, Index
from tertialapp.ui.override import override
from tertialapp.ui.theme import theme_now

PADDING = 4
"""To the left and right of a cell's text, as the style sheet has it."""

_Key = Qt.Key
_STEPS = {
    _Key.Key_Return: (0, 1),
    _Key.Key_Enter: (0, 1),
    _Key.Key_Tab: (1, 0),
    _Key.Key_Backtab: (-1, 0),
}
_ENTER = (_Key.Key_Return, _Key.Key_Enter)
_ARROWS = {
    _Key.Key_Up: (0, -1),
    _Key.Key_Down: (0, 1),
    _Key.Key_Left: (-1, 0),
    _Key.Key_Right: (1, 0),
}


class _Chooser(QComboBox):
    """A choice; ``picked`` when one is picked from the list, not while letters look for one."""

    picked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._listed = False
        self.activated.connect(self._pick)

    @override
    def showPopup(self) -> None:
        self._listed = True
        super().showPopup()

    def _pick(self) -> None:
        if self._listed:
            self.picked.emit()


class CellDelegate(QStyledItemDelegate):
    """Cells in the look that their ``Face`` says, with an editor by their column.

    ``opened`` tells of a new editor, ``finished`` asks the view to take in what was typed and go so many columns and rows further.
    """

    opened = Signal(QWidget, object)
    finished = Signal(QWidget, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.arrows_leave = False
        """Whether arrow keys leave the editor, as after typing over a cell, or move within it."""

    # -- look -----------------------------------------------------------------------------------

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        face: Face | None = index.data(FACE_ROLE)
        if face is None:
            return
        theme = theme_now()
        if face.strong:
            font: QFont = option.font
            font.setWeight(QFont.Weight.DemiBold)
            option.font = font
        if face.negative:
            palette: QPalette = option.palette
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                palette.setColor(role, QColor(theme.negative))
            option.palette = palette
        if face.part:
            option.text = f"\u2003{option.text}"
        if face.computed or face.strong:
            option.backgroundBrush = QBrush(QColor(theme.computed))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(QColor(theme_now().accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        room = QStyleOptionViewItem(option)
        room.rect = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        return super().sizeHint(room, index) + QSize(0, 8)

    # -- editors --------------------------------------------------------------------------------

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, GridModel)
        column, _ = model.cell(index)
        editor: QWidget
        if column.choices:
            editor = _Chooser(parent)
            editor.addItems([choice.label for choice in column.choices])
            editor.picked.connect(lambda: self.finished.emit(editor, 0, 0))
        elif column.long:
            editor = QPlainTextEdit(parent)
            editor.setTabChangesFocus(True)
        else:
            editor = QLineEdit(parent)
            editor.setAlignment(_side(figures=column.figures))
        editor.setProperty("cell", True)
        editor.setAccessibleName(column.title)
        editor.setAutoFillBackground(True)
        self.opened.emit(editor, index)
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        elif isinstance(editor, QPlainTextEdit) and not editor.document().isModified():
            editor.setPlainText(text)
            if self.arrows_leave:
                editor.selectAll()
            else:
                editor.moveCursor(QTextCursor.MoveOperation.End)
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(text)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        model.setData(index, text_of(editor), Qt.ItemDataRole.EditRole)

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect = option.rect
        if isinstance(editor, QPlainTextEdit):
            rect = rect.adjusted(0, 0, 0, max(0, 72 - rect.height()))
        editor.setGeometry(rect)

    # -- keys -----------------------------------------------------------------------------------

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            assert isinstance(watched, QWidget)
            step = self._step(watched, event)
            if step:
                self.finished.emit(watched, *step)
                return True
            if isinstance(watched, QPlainTextEdit) and event.key() in _ENTER:
                watched.insertPlainText("\n")
                return True
        return super().eventFilter(watched, event)

    def _step(self, editor: QWidget, event: QKeyEvent) -> tuple[int, int] | None:
        """Where a key leads out of an editor; None when it stays in it."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if key in _STEPS and not modifiers & Qt.KeyboardModifier.AltModifier:
            across, down = _STEPS[key]
            shifted = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            return (across, -down) if shifted else (across, down)
        if key in _ARROWS and not modifiers and isinstance(editor, QLineEdit):
            across, _ = _ARROWS[key]
            return _ARROWS[key] if self.arrows_leave or not across else None
        return None


def text_of(editor: QWidget) -> str:
    """What stands in a cell's editor."""
    if isinstance(editor, QComboBox):
        return editor.currentText()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""


def _side(*, figures: bool) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if figures else Qt.AlignmentFlag.AlignLeft
