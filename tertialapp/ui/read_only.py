"""A page on which nothing can be changed: what is typed in is to be read, what writes is out of use."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
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

from tertialapp.ui.override import override

WRITES = "writes"
"""The property of a button that changes the report, where other buttons only show."""


class _Refusing(QObject):
    """Says why when somebody writes in a field that can only be read, which would take no notice."""

    def __init__(self, page: QWidget, refuse: Callable[[], object]) -> None:
        super().__init__(page)
        self._refuse = refuse

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _writes(event):
            self._refuse()
        return False


def _writes(event: QKeyEvent) -> bool:
    """Whether a key would change a text."""
    if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
        return True
    if event.matches(QKeySequence.StandardKey.Paste):
        return True
    by_menu = event.modifiers() == Qt.KeyboardModifier.AltModifier
    return bool(event.text()) and event.text().isprintable() and not by_menu


def lock_fields(page: QWidget, refuse: Callable[[], object]) -> None:
    """Let the fields of a page be read and copied from, but not written in: then ``refuse`` is called."""
    refusing = page.findChild(_Refusing) or _Refusing(page, refuse)
    for kind in (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox):
        for field in page.findChildren(kind):
            field.setProperty("readOnly", True)
            field.installEventFilter(refusing)
    for chooser in (QComboBox, QCheckBox):
        for choice in page.findChildren(chooser):
            choice.setEnabled(False)
    for button in page.findChildren(QAbstractButton):
        if button.property(WRITES):
            button.setEnabled(False)
