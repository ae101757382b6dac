"""Paints the cells of grids and makes their editors."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tertialapp.check.findings import Severity
from tertialapp.ui.columns.column import Column
from tertialapp.ui.grid.cell_editors import ChoiceEditor, DayEditor, LineEditor, TextEditor
from tertialapp.ui.grid.frozen import FrozenTable
from tertialapp.ui.grid.look import Face
from tertialapp.ui.grid.model import FACE_ROLE, GridModel, Index
from tertialapp.ui.icons import CORNER, paint_corner, severity_pen
from tertialapp.ui.marks import Weight
from tertialapp.ui.override import override
from tertialapp.ui.theme import Theme, theme_now

PADDING = 4
"""To the left and right of a cell's text, as the style sheet has it."""
_PLAIN = Face()

_Role = Qt.ItemDataRole
_Key = Qt.Key
_Mod = Qt.KeyboardModifier
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


class CellDelegate(QStyledItemDelegate):
    """Cells in the look that their ``Face`` says, with an editor by their column.

    ``opened`` tells of a new editor, ``finished`` asks to take in what was typed and go so many columns
    and rows further, ``filled`` to write it in all chosen cells.
    """

    opened = Signal(QWidget, object)
    finished = Signal(QWidget, int, int)
    filled = Signal(QWidget)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._face: Face | None = None
        self.arrows_leave = False
        """Whether arrow keys leave the editor, as after typing over a cell, or move within it."""

    # -- look -----------------------------------------------------------------------------------

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Not Qt's own, which asks the model for seven roles of each cell, at each painting."""
        model = index.model()
        option.text = model.data(index, _Role.DisplayRole) or ""
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDisplay
        option.displayAlignment = model.data(index, _Role.TextAlignmentRole)
        face: Face | None = model.data(index, FACE_ROLE)
        self._face = face
        if face is None or face == _PLAIN:
            return
        theme = theme_now()
        if face.strong or face.carried:
            font: QFont = option.font
            font.setWeight(QFont.Weight.DemiBold if face.strong else font.weight())
            font.setItalic(face.carried)
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
        face = self._face
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused or (face and (face.changed or face.finding)):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if face:
                _paint_marks(painter, option, face, theme_now())
            if focused:
                painter.setBrush(Qt.BrushStyle.NoBrush)
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
        editor = _editor(parent, column, model)
        editor.setProperty("cell", True)
        editor.setAccessibleName(column.name)
        editor.setAutoFillBackground(True)
        if isinstance(editor, ChoiceEditor | LineEditor):
            editor.picked.connect(lambda: self.finished.emit(editor, 0, 0))
        self.opened.emit(editor, index)
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, ChoiceEditor):
            editor.setCurrentText(text)
        elif isinstance(editor, TextEditor) and not editor.document().isModified():
            editor.show_text(text, chosen=self.arrows_leave)
        elif isinstance(editor, LineEditor) and not editor.isModified():
            editor.setText(text)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """What was typed is taken in by ``Editing``, which can say what is wrong with it."""

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect = option.rect
        if isinstance(editor, TextEditor):
            rect = rect.adjusted(0, 0, 0, max(0, 72 - rect.height()))
        if isinstance(editor, DayEditor):
            rect = rect.adjusted(0, 0, max(0, editor.wanted_width() - rect.width()), 0)
        view = option.widget
        if isinstance(view, FrozenTable) and index.column() >= view.frozen_columns:
            rect.setLeft(max(rect.left(), min(view.frozen_width() + 1, rect.right() - 40)))
        editor.setGeometry(rect)

    # -- keys -----------------------------------------------------------------------------------

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            assert isinstance(watched, QWidget)
            if self._leaves(watched, event):
                return True
            if event.key() in _ENTER:
                if isinstance(watched, TextEditor):
                    watched.insertPlainText("\n")
                return True
            if event.key() == _Key.Key_Down and event.modifiers() & _Mod.AltModifier:
                open_list(watched)
                return True
        return super().eventFilter(watched, event)

    def _leaves(self, editor: QWidget, event: QKeyEvent) -> bool:
        if event.key() in _ENTER and event.modifiers() & _Mod.ControlModifier:
            self.filled.emit(editor)
            return True
        step = self._step(editor, event)
        if step:
            self.finished.emit(editor, *step)
        return step is not None

    def _step(self, editor: QWidget, event: QKeyEvent) -> tuple[int, int] | None:
        """Where a key leads out of an editor; None when it stays in it."""
        modifiers = event.modifiers() & ~_Mod.KeypadModifier
        key = Qt.Key(event.key())
        if key in _STEPS and not modifiers & _Mod.AltModifier:
            across, down = _STEPS[key]
            shifted = bool(modifiers & _Mod.ShiftModifier)
            return (across, -down) if shifted else (across, down)
        if key in _ARROWS and not modifiers and isinstance(editor, LineEditor):
            across, _ = _ARROWS[key]
            return _ARROWS[key] if self.arrows_leave or not across else None
        return None


def open_list(editor: QWidget) -> None:
    """Show what an editor has to choose from, if anything."""
    if isinstance(editor, ChoiceEditor | LineEditor):
        editor.open_list()


def _editor(parent: QWidget, column: Column[object], model: GridModel[object]) -> QWidget:
    if column.choices:
        chooser = ChoiceEditor(parent)
        chooser.addItems([choice.label for choice in column.choices])
        return chooser
    if column.long:
        return TextEditor(parent)
    words = column.words(model.bridge.report)
    line = DayEditor(parent) if column.day else LineEditor(parent, words)
    line.setMaxLength(2**20)  # what is too long is said, not cut off
    line.setAlignment(_Side.AlignRight if column.figures else _Side.AlignLeft)
    return line


_Side = Qt.AlignmentFlag


def _paint_marks(painter: QPainter, option: QStyleOptionViewItem, face: Face, theme: Theme) -> None:
    """A corner for what has changed, another one and a line for what the checks say.

    The line is whole under an error and broken under a warning; a cell that a finding only mentions has a
    hollow corner and none.
    """
    rect = option.rect
    painter.setPen(Qt.PenStyle.NoPen)
    if face.changed:
        corner = QPointF(rect.right() + 1, rect.top())
        painter.setBrush(QColor(theme.accent))
        painter.drawPolygon(_triangle(corner, -CORNER))
    if face.finding is Weight.MENTIONED:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.frame), 1.2))
        inner = QPointF(rect.left() + 1, rect.top() + 1)
        painter.drawPolygon(_triangle(inner, CORNER - 1))
    elif face.finding:
        severity = Severity.ERROR if face.finding is Weight.ERROR else Severity.WARNING
        paint_corner(painter, QPointF(rect.left(), rect.top()), severity, theme)
        painter.setPen(severity_pen(severity, theme))
        base = rect.bottom() - 3.5
        painter.drawLine(
            QPointF(rect.left() + PADDING, base), QPointF(rect.right() - PADDING, base)
        )


def _triangle(corner: QPointF, across: int) -> QPolygonF:
    down = QPointF(0, abs(across))
    return QPolygonF([corner, corner + QPointF(across, 0), corner + down])
