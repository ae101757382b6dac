"""A page on which nothing can be changed: what is typed in is to be read, what writes is out of use."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

WRITES = "writes"
"""The property of a button that changes the report, where other buttons only show."""


def lock_fields(page: QWidget) -> None:
    """Let the fields of a page be read and copied from, but not written in."""
    for field in page.findChildren(QLineEdit):
        field.setReadOnly(True)
    for text in page.findChildren(QTextEdit):
        text.setReadOnly(True)
    for note in page.findChildren(QPlainTextEdit):
        note.setReadOnly(True)
    for chosen in page.findChildren(QComboBox):
        chosen.setEnabled(False)
    for flag in page.findChildren(QCheckBox):
        flag.setEnabled(False)
    for number in page.findChildren(QAbstractSpinBox):
        number.setReadOnly(True)
    for button in page.findChildren(QAbstractButton):
        if button.property(WRITES):
            button.setEnabled(False)
