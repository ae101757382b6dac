"""The editor of a text: a field with a small toolbar, in and out as Markdown.

While it is being typed in, the field has Qt's own undo. When typing pauses or focus leaves, the text
is handed over as one step and from there on belongs to the report's undo.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextList,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QMenu,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tertialapp.model.markdown import LINK_SCHEMES, Block, Run, parse
from tertialapp.model.markdown_write import paragraphs, serialize
from tertialapp.ui.editors import rich_text

PAUSE_MS = 1000
"""How long nothing is typed before a text is handed over."""


class _Field(QTextEdit):
    """The text field: takes in foreign text as the report's format, and keeps lists handy."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptRichText(True)
        self.setTabChangesFocus(True)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoBulletList)
        self.document().setDocumentMargin(10)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        blocks: tuple[Block, ...]
        if source.hasHtml():
            blocks = rich_text.blocks_of_html(source.html())
        else:
            lines = source.text().splitlines()
            blocks = parse(paragraphs(line for line in lines if line.strip()))
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        if len(blocks) == 1 and not hasattr(blocks[0], "items"):
            base = cursor.blockCharFormat()
            for run in blocks[0].runs:
                cursor.insertText(run.text, rich_text.run_style(run, base))
        else:
            rich_text.insert(cursor, blocks)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Undo is the field's own only while it has something of its own to take back.
            undo = event.matches(QKeySequence.StandardKey.Undo)
            redo = event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not self.document().isUndoAvailable()) or (
                redo and not self.document().isRedoAvailable()
            ):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        in_list = self.textCursor().currentList() is not None
        if in_list and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._indent(1 if event.key() == Qt.Key.Key_Tab else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._ends_block():
            return
        elif event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            # A paragraph is one line: there are no breaks within it.
            self.textCursor().insertBlock()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 - Qt's
        if self.textCursor().currentList() is not None and not self.isReadOnly():
            return False
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _indent(self, step: int) -> None:
        cursor = self.textCursor()
        current = cursor.currentList()
        depth = max(1, current.format().indent() + step)
        if depth == current.format().indent():
            return
        numbered = rich_text.is_numbered(current.format())
        cursor.beginEditBlock()
        above = _list_above(cursor.block(), depth)
        if above is not None:
            cursor.setBlockFormat(rich_text.item_format())
            above.add(cursor.block())
        else:
            cursor.createList(rich_text.list_format(depth, numbered=numbered))
        cursor.endEditBlock()

    def _ends_block(self) -> bool:
        """Enter on an empty point ends the list; after a heading comes a paragraph."""
        cursor = self.textCursor()
        if cursor.currentList() is not None and cursor.block().length() == 1:
            cursor.currentList().remove(cursor.block())
            cursor.setBlockFormat(rich_text.paragraph_format())
            return True
        if cursor.blockFormat().headingLevel() and cursor.atBlockEnd():
            cursor.insertBlock(rich_text.paragraph_format(), QTextCharFormat())
            self.setTextCursor(cursor)
            return True
        return False


class TextEditor(QWidget):
    """A text with its toolbar; ``committed`` gives the Markdown when the user has changed it."""

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = _Field(self)
        self._known = ""
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self.flush)
        self.field.textChanged.connect(self._timer.start)
        self.field.left.connect(self.flush)
        self.field.currentCharFormatChanged.connect(self._show_style)
        self.field.cursorPositionChanged.connect(self._show_style)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._bar = self._toolbar()
        layout.addWidget(self._bar)
        layout.addWidget(self.field)
        self.setFocusProxy(self.field)
        self._show_style()

    # -- text in and out ------------------------------------------------------------------------

    def set_markdown(self, text: str) -> None:
        """Show a text; one that is shown already is left as it is, with its cursor."""
        if text == self._known and not self._timer.isActive():
            return
        self._known = text
        position = self.field.textCursor().position()
        rich_text.fill(self.field.document(), parse(text))
        self._timer.stop()
        cursor = self.field.textCursor()
        cursor.setPosition(min(position, self.field.document().characterCount() - 1))
        self.field.setTextCursor(cursor)

    def markdown(self) -> str:
        """The text as it stands in the field."""
        return serialize(rich_text.blocks_of(self.field.document()))

    def flush(self) -> None:
        """Hand the text over now, if it was changed."""
        if not self._timer.isActive() and not self.field.document().isUndoAvailable():
            return
        self._timer.stop()
        text = self.markdown()
        self.field.document().clearUndoRedoStacks()
        if text != self._known:
            self._known = text
            self.committed.emit(text)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - as Qt's setters
        """Only show the text; the toolbar is hidden."""
        self.field.setReadOnly(read_only)
        self._bar.setVisible(not read_only)

    def set_placeholder(self, text: str) -> None:
        """What an empty field says."""
        self.field.setPlaceholderText(text)

    def set_name(self, name: str) -> None:
        """What a screen reader calls the field."""
        self.field.setAccessibleName(name)

    # -- undo while typing ----------------------------------------------------------------------

    def has_local_undo(self) -> bool:
        """Whether something was typed that has not been handed over."""
        return self.field.document().isUndoAvailable()

    def undo_local(self) -> None:
        """Take back typing that was not handed over."""
        self.field.undo()

    def redo_local(self) -> None:
        """Do such typing again."""
        self.field.redo()

    # -- style ----------------------------------------------------------------------------------

    def _toolbar(self) -> QWidget:
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._bold = self._button("F", "Fet (Ctrl+B)", "Ctrl+B", checkable=True)
        font = self._bold.font()
        font.setBold(True)
        self._bold.setFont(font)
        self._bold.clicked.connect(self._toggle_bold)
        self._italic = self._button("K", "Kursiv (Ctrl+I)", "Ctrl+I", checkable=True)
        font = self._italic.font()
        font.setItalic(True)
        self._italic.setFont(font)
        self._italic.clicked.connect(self._toggle_italic)
        self._heading = self._button("Rubrik", "Rubrik eller brödtext", "")
        self._heading.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._heading.setMenu(self._heading_menu())
        self._bullets = self._button("• Lista", "Punktlista", "Ctrl+Shift+L", checkable=True)
        self._bullets.clicked.connect(partial(self._toggle_list, numbered=False))
        self._numbers = self._button("1. Lista", "Numrerad lista", "Ctrl+Shift+N", checkable=True)
        self._numbers.clicked.connect(partial(self._toggle_list, numbered=True))
        self._link = self._button("Länk", "Länk (Ctrl+L)", "Ctrl+L")
        self._link.clicked.connect(self._ask_link)
        for button in (*(self._bold, self._italic, self._heading), self._bullets, self._numbers):
            row.addWidget(button)
        row.addWidget(self._link)
        row.addStretch()
        return bar

    def _button(
        self, text: str, tip: str, shortcut: str, *, checkable: bool = False
    ) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAutoRaise(True)
        button.setCheckable(checkable)
        button.setAccessibleName(tip.partition(" (")[0])
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if shortcut:
            # Through an action on the field, so that it acts only while the field has focus.
            action = self.field.addAction(text)
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(button.click)
        return button

    def _heading_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, level in (("Brödtext", 0), ("Rubrik", 1), ("Underrubrik", 2)):
            action = menu.addAction(text)
            action.triggered.connect(partial(self._set_heading, level))
        return menu

    def _toggle_bold(self) -> None:
        style = QTextCharFormat()
        weights = QFont.Weight
        plain = weights.DemiBold if self._heading_level() else weights.Normal
        style.setFontWeight(weights.Bold if self._bold.isChecked() else plain)
        self._merge(style)

    def _toggle_italic(self) -> None:
        style = QTextCharFormat()
        style.setFontItalic(self._italic.isChecked())
        self._merge(style)

    def _merge(self, style: QTextCharFormat) -> None:
        self.field.mergeCurrentCharFormat(style)
        self.field.setFocus()

    def _heading_level(self) -> int:
        return self.field.textCursor().blockFormat().headingLevel()

    def _set_heading(self, level: int) -> None:
        cursor = self.field.textCursor()
        cursor.beginEditBlock()
        for block in _blocks_in(cursor):
            inner = QTextCursor(block)
            if inner.currentList() is not None:
                inner.currentList().remove(block)
            form = rich_text.heading_format(level) if level else rich_text.paragraph_format()
            inner.setBlockFormat(form)
            base = rich_text.heading_style(level) if level else QTextCharFormat()
            runs = rich_text.runs_of(block)
            inner.setBlockCharFormat(base)
            inner.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            inner.removeSelectedText()
            for run in runs:
                inner.insertText(run.text, rich_text.run_style(run, base))
        cursor.endEditBlock()
        self.field.setFocus()

    def _toggle_list(self, *, numbered: bool) -> None:
        cursor = self.field.textCursor()
        current = cursor.currentList()
        cursor.beginEditBlock()
        if current is not None and rich_text.is_numbered(current.format()) == numbered:
            for block in _blocks_in(cursor):
                if block.textList() is not None:
                    block.textList().remove(block)
                    QTextCursor(block).setBlockFormat(rich_text.paragraph_format())
        else:
            depth = current.format().indent() if current is not None else 1
            blocks = _blocks_in(cursor)
            for block in blocks:
                if block.blockFormat().headingLevel():
                    QTextCursor(block).setBlockFormat(QTextBlockFormat())
            cursor.createList(rich_text.list_format(depth, numbered=numbered))
        cursor.endEditBlock()
        self._show_style()
        self.field.setFocus()

    def _ask_link(self) -> None:
        cursor = self.field.textCursor()
        old = cursor.charFormat().anchorHref()
        target, given = QInputDialog.getText(
            self,
            "Länk",
            "Adress (börjar med https:// eller mailto:). Tomt tar bort länken:",
            QLineEdit.EchoMode.Normal,
            old or "https://",
        )
        if given:
            self.set_link(target.strip())

    def set_link(self, target: str) -> None:
        """Link the selected words (or the address itself when none are); "" removes the link."""
        cursor = self.field.textCursor()
        if target and not target.startswith(LINK_SCHEMES):
            target = f"https://{target}"
        if not cursor.hasSelection() and target:
            run = Run(target, link=target)
            cursor.insertText(run.text, rich_text.run_style(run, cursor.blockCharFormat()))
        elif target:
            run = Run("", link=target)
            cursor.mergeCharFormat(rich_text.run_style(run, QTextCharFormat()))
        else:
            style = QTextCharFormat()
            style.setAnchor(False)
            style.setAnchorHref("")
            style.setFontUnderline(False)
            cursor.mergeCharFormat(style)
        self.field.setFocus()

    def _show_style(self) -> None:
        style = self.field.currentCharFormat()
        bullets = self.field.textCursor().currentList()
        numbered = bullets is not None and rich_text.is_numbered(bullets.format())
        self._bold.setChecked(style.fontWeight() >= QFont.Weight.Bold)
        self._italic.setChecked(style.fontItalic())
        self._bullets.setChecked(bullets is not None and not numbered)
        self._numbers.setChecked(numbered)
        names = {0: "Brödtext", 1: "Rubrik", 2: "Underrubrik"}
        self._heading.setText(f"{names.get(self._heading_level(), 'Underrubrik')} ▾")


def _list_above(block: QTextBlock, depth: int) -> QTextList | None:
    """The list of a depth that the points just above a block belong to."""
    block = block.previous()
    while block.textList() is not None and block.textList().format().indent() >= depth:
        if block.textList().format().indent() == depth:
            return block.textList()
        block = block.previous()
    return None


def _blocks_in(cursor: QTextCursor) -> list[QTextBlock]:
    """The blocks that a selection touches."""
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd())
    blocks = [block]
    while block != last:
        block = block.next()
        blocks.append(block)
    return blocks
