"""What the writer of a text is asked for: one line above it, all of it on demand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from tertialapp.ui.editors.elided_label import ElidedLabel


class Instruction(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("hint", True)
        self._short = ElidedLabel()
        self._whole = QLabel()
        self._whole.setWordWrap(True)
        self._more = QToolButton()
        self._more.setProperty("flat", True)
        self._more.setText("Mer")
        self._more.setCheckable(True)
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.setAccessibleName("Visa hela anvisningen")
        self._more.toggled.connect(lambda _: self._show())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 2, 0)
        layout.addWidget(self._short, 1)
        layout.addWidget(self._whole, 1)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        self.show_text("")

    @property
    def text(self) -> str:
        """What is asked for."""
        return self._whole.text()

    def show_text(self, text: str) -> None:
        """Say what is asked for; "" hides the line."""
        self._short.setText(text)
        self._whole.setText(text)
        self._more.setAccessibleDescription(text)
        self._show()
        self.setVisible(bool(text))

    def _show(self) -> None:
        whole = self._more.isChecked()
        self._short.setVisible(not whole)
        self._whole.setVisible(whole)
        self._more.setText("Mindre" if whole else "Mer")
