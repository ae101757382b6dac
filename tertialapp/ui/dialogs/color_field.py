"""Chooses the report's own colour, and shows at once what it looks like on paper."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QColorDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from tertialapp.model.colors import LEAST_CONTRAST, WHITE, code_of, contrast, rgb_of
from tertialapp.model.frame import MAIN_COLOR
from tertialapp.pdf.theme import Theme
from tertialapp.pdf.typeface import Typeface
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.preview.sample import Sample


class ColorField(QWidget):
    """A colour as its code or chosen by eye, how well it is read, and a sample."""

    def __init__(self, code: str, typeface: Typeface) -> None:
        super().__init__()
        self._code = QLineEdit(f"#{code}")
        self._code.setAccessibleName("Färgens kod")
        self._code.setMaximumWidth(110)
        choose = ActButton("Välj färg …", self._ask)
        self._usual = ActButton("Standard", lambda: self._code.setText(f"#{MAIN_COLOR}"))
        self._usual.setAccessibleName("Standardfärgen")
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setFixedHeight(3 * self.fontMetrics().lineSpacing() + 18)
        self._sample = Sample(typeface)
        row = QHBoxLayout()
        row.addWidget(self._code)
        row.addWidget(choose)
        row.addWidget(self._usual)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addWidget(self._sample)
        layout.addWidget(self._words)
        self.setFocusProxy(self._code)
        self.show_typeface = self._sample.show_typeface
        self._code.textChanged.connect(lambda _: self._follow())
        self._follow()

    @property
    def code(self) -> str:
        """The colour's code, once there is no fault."""
        color = rgb_of(self._code.text())
        return code_of(color) if color else MAIN_COLOR

    @property
    def fault(self) -> str:
        """Why the colour can't be had, in one sentence; "" when it can."""
        color = rgb_of(self._code.text())
        if color is None:
            return f"Färgen skrivs med sex tecken, till exempel #{MAIN_COLOR}."
        if contrast(color, WHITE) < LEAST_CONTRAST:
            return (
                f"Kontrasten mot vitt är bara {_figure(contrast(color, WHITE))}. Rubriker behöver "
                f"minst {_figure(LEAST_CONTRAST)} för att alla ska kunna läsa dem. "
                "Välj en mörkare färg."
            )
        return ""

    def _follow(self) -> None:
        color = rgb_of(self._code.text())
        if color:
            self._sample.show_theme(Theme(code_of(color)))
        ratio = _figure(contrast(color, WHITE)) if color else ""
        words = self.fault or f"Kontrasten mot vitt är {ratio}. Rubriker går bra att läsa."
        self._words.setText(words)
        self._code.setAccessibleDescription(words)
        self._words.setProperty("bubble", bool(self.fault))
        self._words.setProperty("muted", not self.fault)
        self._words.setMargin(6 if self.fault else 0)
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._usual.setEnabled(self.code != MAIN_COLOR)

    def _ask(self) -> None:
        before = QColor(f"#{self.code}")
        chosen = QColorDialog.getColor(before, self.window(), "Rapportens färg")
        if chosen.isValid():
            self._code.setText(chosen.name().upper())


def _figure(ratio: float) -> str:
    """A contrast, never rounded up."""
    return f"{floor(ratio * 10) / 10:.1f}".replace(".", ",") + " : 1"
