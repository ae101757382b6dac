"""The buttons over a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
)

from tertialapp.ui.dialogs.ask import tell
from tertialapp.ui.editors import formatting, rich_text
from tertialapp.ui.editors.text_field import TextField
from tertialapp.ui.override import override

_BLOCKS = (("Brödtext", 0), ("Rubrik", 1), ("Underrubrik", 2))
_SPACE = 2
_SHORT_BLOCKS = ("Text", "Rubr.", "Underr.")


class Tool(Struct, frozen=True):
    """A button: its words, what it is called, its shortcut; ``short`` stands on it where room is narrow."""

    text: str
    name: str
    shortcut: str = ""
    short: str = ""
    checkable: bool = False


class TextToolbar(QWidget):
    """Acts on a field and shows the style at its cursor."""

    def __init__(self, field: TextField, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._words: dict[QToolButton, tuple[str, str]] = {}
        self._narrow = False
        self._full = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_SPACE)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(_SPACE)
        row.addLayout(self._buttons)
        self._more = QToolButton(self)
        self._more.setText("Mer ▾")
        self._more.setAccessibleName("Mer")
        self._more.setAutoRaise(True)
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(QMenu(self))
        self._more.menu().aboutToShow.connect(self._list_hidden)
        self._more.hide()
        self._more.ensurePolished()  # else it is measured without its padding until it is seen
        row.addWidget(self._more)
        self._bold = self.add(Tool("F", "Fet", "Ctrl+B", checkable=True), self._toggle_bold)
        font = self._bold.font()
        font.setBold(True)
        self._bold.setFont(font)
        self._italic = self.add(Tool("K", "Kursiv", "Ctrl+I", checkable=True), self._toggle_italic)
        font = self._italic.font()
        font.setItalic(True)
        self._italic.setFont(font)
        self._heading = self.add(Tool("Rubrik", "Rubrik eller brödtext"))
        self._heading.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._heading.setMenu(self._heading_menu())
        bullets, numbers = (partial(self._toggle_list, numbered=kind) for kind in (False, True))
        tool = Tool("• Lista", "Punktlista", "Ctrl+Shift+L", "•", checkable=True)
        self._bullets = self.add(tool, bullets)
        tool = Tool("1. Lista", "Numrerad lista", "Ctrl+Shift+N", "1.", checkable=True)
        self._numbers = self.add(tool, numbers)
        self.add(Tool("Länk", "Länk", "Ctrl+L"), self._ask_link)
        row.addStretch(1)
        self._count = QLabel()
        self._count.setProperty("muted", True)
        row.addWidget(self._count)
        field.currentCharFormatChanged.connect(self.show_style)
        field.cursorPositionChanged.connect(self.show_style)
        self.show_style()

    def add(self, tool: Tool, act: Callable[[], object] | None = None) -> QToolButton:
        """Add a button after the others, with a shortcut that acts while the field has the cursor."""
        button = QToolButton(self)
        button.setText(tool.text)
        shown = f" ({tool.shortcut.replace('Shift', 'Skift')})" if tool.shortcut else ""
        button.setToolTip(f"{tool.name}{shown}")
        button.setAutoRaise(True)
        button.setCheckable(tool.checkable)
        button.setAccessibleName(tool.name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if act is not None:
            button.clicked.connect(lambda _checked: act())
        if tool.shortcut:
            action = self._field.addAction(tool.name)
            action.setShortcut(QKeySequence(tool.shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(button.click)
        self._buttons.addWidget(button)
        self._words[button] = (tool.text, tool.short or tool.text)
        self._narrow = False
        return button

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Have short words on the buttons where the long ones have no room."""
        if not self._narrow:
            self._full = self._wanted()
        self._name_buttons(narrow=self._full > self.width())
        self._hide_last()
        room = self.width() - self._wanted() - 2 * self._buttons.spacing()
        self._count.setVisible(room >= self._count.sizeHint().width())

    def _wanted(self) -> int:
        """The width that all buttons want."""
        return self._width_of(self._words)

    def _width_of(self, buttons: Iterable[QToolButton]) -> int:
        return sum(button.sizeHint().width() + self._buttons.spacing() for button in buttons)

    def _hide_last(self) -> None:
        """Have the last buttons in a menu where not even short words have room."""
        shown = list(self._words)
        if self._wanted() > self.width():
            room = self.width() - self._more.sizeHint().width() - 3 * self._buttons.spacing()
            while shown and self._width_of(shown) > room:
                shown.pop()
        for button in self._words:
            button.setHidden(button not in shown)
        self._more.setVisible(len(shown) < len(self._words))

    def _list_hidden(self) -> None:
        menu = self._more.menu()
        menu.clear()
        for button in self._words:
            if button.isHidden():
                action = menu.addAction(button.accessibleName())
                action.setCheckable(button.isCheckable())
                action.setChecked(button.isChecked())
                action.setEnabled(button.isEnabled())
                action.triggered.connect(lambda _checked, button=button: button.click())

    def _name_buttons(self, *, narrow: bool) -> None:
        if narrow != self._narrow:
            self._narrow = narrow
            for button in self._words:
                button.setProperty("tight", narrow)
                button.style().unpolish(button)
                button.style().polish(button)
        self.show_style()
        for button, words in self._words.items():
            if button is not self._heading:
                button.setText(words[narrow])

    def show_count(self, words: str) -> None:
        """Say how long the text is."""
        self._count.setText(words)
        self._fit()

    def show_style(self) -> None:
        """Show the style at the cursor."""
        style = self._field.currentCharFormat()
        bullets = self._field.textCursor().currentList()
        numbered = bullets is not None and rich_text.is_numbered(bullets.format())
        self._bold.setChecked(style.fontWeight() >= QFont.Weight.Bold)
        self._italic.setChecked(style.fontItalic())
        self._bullets.setChecked(bullets is not None and not numbered)
        self._numbers.setChecked(numbered)
        level = min(formatting.heading_level(self._field), 2)
        name = _SHORT_BLOCKS[level] if self._narrow else _BLOCKS[level][0]
        self._heading.setText(f"{name} ▾")

    def _heading_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, level in _BLOCKS:
            menu.addAction(text).triggered.connect(partial(self.set_heading, level))
        return menu

    def set_heading(self, level: int) -> None:
        """Make the selected paragraphs headings of a level, or (0) running text."""
        formatting.set_heading(self._field, level)
        self._field.setFocus()

    def _toggle_bold(self) -> None:
        formatting.set_bold(self._field, bold=self._bold.isChecked())
        self._field.setFocus()

    def _toggle_italic(self) -> None:
        formatting.set_italic(self._field, italic=self._italic.isChecked())
        self._field.setFocus()

    def _toggle_list(self, *, numbered: bool) -> None:
        formatting.toggle_list(self._field, numbered=numbered)
        self.show_style()
        self._field.setFocus()

    def _ask_link(self) -> None:
        if rich_text.picture_in(self._field.textCursor().block()):
            tell(self, "En bilds texter kan inte ha länkar. Sätt länken i ett stycke under bilden.")
            return
        old = self._field.textCursor().charFormat().anchorHref()
        question = "Adress (börjar med https:// eller mailto:). Tomt tar bort länken:"
        normal = QLineEdit.EchoMode.Normal
        target, given = QInputDialog.getText(self, "Länk", question, normal, old or "https://")
        if given:
            formatting.set_link(self._field, target.strip())
            self._field.setFocus()
