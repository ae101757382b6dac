"""A field with a list to choose from, where the field may be narrower than its words."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from tertialapp.ui.override import override

WIDEST_LIST = 520


class ChoiceBox(QComboBox):
    """Its list is as wide as the words in it."""

    @override
    def showPopup(self) -> None:
        view = self.view()
        words = view.sizeHintForColumn(0) + 2 * view.frameWidth()
        if self.count() > self.maxVisibleItems():
            words += view.verticalScrollBar().sizeHint().width()
        view.setMinimumWidth(min(words, WIDEST_LIST))
        super().showPopup()
