"""The editors of cells: a line with words to pick from, a day, a choice, a longer text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QCompleter,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tertialapp.base.paths import resource
from tertialapp.ui.choice_box import WIDEST_LIST, ChoiceBox
from tertialapp.ui.columns.column import CellFault
from tertialapp.ui.columns.typing_forms import parse_date
from tertialapp.ui.override import override
from tertialapp.ui.theme import DARK, theme_now

_Mode = QCompleter.CompletionMode


class ChoiceEditor(ChoiceBox):
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

    def open_list(self) -> None:
        """Show what there is to choose from."""
        self.showPopup()

    def _pick(self) -> None:
        if self._listed:
            self.picked.emit()


class LineEditor(QLineEdit):
    """A line that completes what is typed from words; Alt+Down lists them all."""

    picked = Signal()

    def __init__(self, parent: QWidget, words: Sequence[str] = ()) -> None:
        super().__init__(parent)
        self._completer: QCompleter | None = None
        if words:
            self._complete(words)

    def open_list(self) -> None:
        """Show the words that there are."""
        if self._completer is not None:
            self._words.setStringList(self._all)
            self._completer.setCompletionMode(_Mode.UnfilteredPopupCompletion)
            # Names that differ only at their ends shall be told apart in a narrow column.
            widest = max(map(self.fontMetrics().horizontalAdvance, self._all), default=0)
            wanted = min(widest + 3 * self.fontMetrics().height(), WIDEST_LIST)
            self._completer.complete(QRect(0, 0, max(self.width(), wanted), self.height()))

    def _complete(self, words: Sequence[str]) -> None:
        self._all = list(words)
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._take_word)
        self.setCompleter(completer)
        self.textEdited.connect(self._complete_inline)
        self._completer = completer
        self._complete_inline()

    def _complete_inline(self) -> None:
        assert self._completer is not None
        # Words that begin as a figure does would be written for one who types that figure.
        self._words.setStringList([word for word in self._all if word[:1].isalpha()])
        self._completer.setCompletionMode(_Mode.InlineCompletion)

    def _take_word(self, word: str) -> None:
        self.setText(word)
        self.picked.emit()


class DayEditor(LineEditor):
    """A day that is typed, or picked from a calendar (Alt+Down, or the arrow)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        scheme = "dark" if theme_now() is DARK else "light"
        arrow = QIcon(str(resource("icons", f"arrow-{scheme}.svg")))
        action = QAction(arrow, "Välj dag i kalendern (Alt+Ner)", self)
        action.triggered.connect(lambda _checked: self.open_list())
        self.addAction(action, QLineEdit.ActionPosition.TrailingPosition)

    def wanted_width(self) -> int:
        """Room for a day and the arrow after it."""
        return self.fontMetrics().horizontalAdvance("2025-12-31") + 3 * self.fontMetrics().height()

    @override
    def open_list(self) -> None:
        """Show a calendar on the day that is typed, or today."""
        calendar = _Calendar(self)
        calendar.show_day(self._day())
        calendar.days.activated.connect(lambda day: self._take(day, calendar))
        calendar.days.clicked.connect(lambda day: self._take(day, calendar))
        calendar.show_below(self)

    def _day(self) -> QDate:
        try:
            day = parse_date(self.text())
        except CellFault:
            day = None
        return QDate(day.year, day.month, day.day) if day else QDate.currentDate()

    def _take(self, day: QDate, calendar: QWidget) -> None:
        if calendar.isVisible():
            calendar.close()
            self.setText(day.toString(Qt.DateFormat.ISODate))
            self.setModified(True)
            self.picked.emit()


class _Calendar(QFrame):
    """A Swedish month with week numbers, below the cell."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", True)
        self.days = QCalendarWidget()
        self.days.setAccessibleName("Kalender")
        self.days.setLocale(QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden))
        self.days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.days.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.days.setGridVisible(False)
        widest = self.fontMetrics().horizontalAdvance("tors")
        self.days.setMinimumWidth(8 * (widest + 26))
        weekend = QTextCharFormat()
        weekend.setForeground(QColor(theme_now().text))  # Qt's red is hard to read on dark ground
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.days.setWeekdayTextFormat(day, weekend)
        for name, sign, said in (
            ("prev", "‹", "Föregående månad"),
            ("next", "›", "Nästa månad"),
        ):
            button = self.days.findChild(QToolButton, f"qt_calendar_{name}month")
            if isinstance(button, QToolButton):
                button.setIcon(QIcon())
                button.setText(sign)
                button.setToolTip(said)
                button.setAccessibleName(said)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.days)
        self.setFocusProxy(self.days)

    def show_day(self, day: QDate) -> None:
        """Mark a day."""
        self.days.setSelectedDate(day)

    def show_below(self, cell: QWidget) -> None:
        """Open below a cell, or above it where the screen ends."""
        self.adjustSize()
        place = cell.mapToGlobal(QPoint(0, cell.height()))
        room = cell.screen().availableGeometry()
        if place.y() + self.height() > room.bottom():
            place = cell.mapToGlobal(QPoint(0, -self.height()))
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        self.move(place)
        self.show()
        self.days.setFocus()


class TextEditor(QPlainTextEdit):
    """A text of several lines, which grows with them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())

    def _grow(self) -> None:
        """As high as the text wants, as far as there is room below the cell."""
        lines = round(self.document().size().height())
        edges = 2 * (self.frameWidth() + round(self.document().documentMargin())) + 4
        wanted = lines * self.fontMetrics().lineSpacing() + edges
        ground = self.parentWidget()
        assert ground is not None
        room = ground.height() - self.y()
        if self.height() < min(wanted, room):
            self.resize(self.width(), min(wanted, room))

    def show_text(self, text: str, *, chosen: bool) -> None:
        """Show a text, all of it chosen or the text cursor at its end."""
        self.setPlainText(text)
        if chosen:
            self.selectAll()
        else:
            self.moveCursor(QTextCursor.MoveOperation.End)


def text_of(editor: QWidget) -> str:
    """What stands in a cell's editor."""
    if isinstance(editor, QComboBox):
        return editor.currentText()
    if isinstance(editor, QPlainTextEdit):
        # Not toPlainText: that makes plain blanks of the no-break ones.
        return editor.document().toRawText().replace("\u2029", "\n")
    return editor.text() if isinstance(editor, QLineEdit) else ""
