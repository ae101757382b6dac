"""What the buttons of a text do to the selection of its field."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from tertialapp.model.markdown import LINK_SCHEMES, Run
from tertialapp.ui.editors import rich_text


def heading_level(field: QTextEdit) -> int:
    """The heading level at the cursor, 0 for running text."""
    return field.textCursor().blockFormat().headingLevel()


def set_bold(field: QTextEdit, *, bold: bool) -> None:
    """Make the selection bold or not; a heading's own weight is semi-bold."""
    style = QTextCharFormat()
    plain = QFont.Weight.DemiBold if heading_level(field) else QFont.Weight.Normal
    style.setFontWeight(QFont.Weight.Bold if bold else plain)
    field.mergeCurrentCharFormat(style)


def set_italic(field: QTextEdit, *, italic: bool) -> None:
    """Make the selection italic or not."""
    style = QTextCharFormat()
    style.setFontItalic(italic)
    field.mergeCurrentCharFormat(style)


def set_heading(field: QTextEdit, level: int) -> None:
    """Make the paragraphs of the selection headings of a level, or (0) running text."""
    cursor = field.textCursor()
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
        inner.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        inner.removeSelectedText()
        for run in runs:
            inner.insertText(run.text, rich_text.run_style(run, base))
    cursor.endEditBlock()


def toggle_list(field: QTextEdit, *, numbered: bool) -> None:
    """Make the paragraphs of the selection points of a list, or end the list if they are."""
    cursor = field.textCursor()
    current = cursor.currentList()
    cursor.beginEditBlock()
    if current is not None and rich_text.is_numbered(current.format()) == numbered:
        for block in _blocks_in(cursor):
            if block.textList() is not None:
                block.textList().remove(block)
                QTextCursor(block).setBlockFormat(rich_text.paragraph_format())
    else:
        depth = current.format().indent() if current is not None else 1
        for block in _blocks_in(cursor):
            if block.blockFormat().headingLevel():
                QTextCursor(block).setBlockFormat(QTextBlockFormat())
        cursor.createList(rich_text.list_format(depth, numbered=numbered))
    cursor.endEditBlock()


def set_link(field: QTextEdit, target: str) -> None:
    """Link the selected words (or the address itself when none are); "" removes the link."""
    cursor = field.textCursor()
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
