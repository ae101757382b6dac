"""What holds for all figures of an indicator: unit, decimals, which way is better, split by gender."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSpinBox, QWidget

from tertialapp.document.document import Change
from tertialapp.model.choice_words import DIRECTIONS, SPLITS
from tertialapp.model.goals import Indicator
from tertialapp.model.text import clean_line
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.choice_box import ChoiceBox

_LEAST = 90


class IndicatorProperties(QWidget):
    """A small form for the indicator that the cursor is on."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._indicator_id = ""
        self._showing = False
        self._unit = QLineEdit()
        self._unit.setMaximumWidth(160)
        self._unit.editingFinished.connect(self.flush)
        self._decimals = QSpinBox()
        self._decimals.setRange(0, 6)
        self._decimals.valueChanged.connect(lambda value: self._write(decimals=value))
        self._direction = self._chooser("direction", DIRECTIONS)
        self._split = self._chooser("split_kind", SPLITS)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setVerticalSpacing(2)
        for at, (label, field) in enumerate(
            (
                ("Enhet", self._unit),
                ("Decimaler", self._decimals),
                ("Riktning", self._direction),
                ("Könsuppdelning", self._split),
            )
        ):
            field.setAccessibleName(f"Indikatorns {label.lower()}")
            caption = QLabel(label)
            caption.setProperty("muted", True)
            caption.setBuddy(field)
            row, column = divmod(at, 2)
            layout.addWidget(caption, 2 * row, column)
            layout.addWidget(field, 2 * row + 1, column)
        bridge.changed.connect(self._follow)

    def _chooser(self, field: str, labels: dict[Any, str]) -> ChoiceBox:
        chooser = ChoiceBox()
        chooser.setMinimumWidth(_LEAST)  # as wide as its words where there is room
        chooser.currentTextChanged.connect(chooser.setToolTip)
        for value, label in labels.items():
            chooser.addItem(label, value)
        chooser.activated.connect(lambda _: self._write(**{field: chooser.currentData()}))
        return chooser

    def show_indicator(self, indicator: Indicator | None) -> None:
        """Show an indicator; None hides the form."""
        self.flush()
        self._indicator_id = indicator.id if indicator else ""
        self.setVisible(indicator is not None)
        if indicator:
            self._showing = True
            self._unit.setText(indicator.unit)
            self._decimals.setValue(indicator.decimals)
            _choose(self._direction, indicator.direction)
            _choose(self._split, indicator.split_kind)
            self._showing = False

    def flush(self) -> None:
        """Write the unit if it was changed."""
        if self._unit.isModified():
            self._unit.setModified(False)
            self._write(unit=clean_line(self._unit.text()))

    def _write(self, **fields: Any) -> None:
        indicator = self._bridge.report.indicators.get(self._indicator_id)
        if indicator is not None and not self._showing:
            with self._bridge.edit("Ändra indikatorns uppgifter") as edit:
                edit.set(indicator, **fields)

    def _follow(self, change: Change) -> None:
        if change.touches("indicator") and self._indicator_id:
            self.show_indicator(self._bridge.report.indicators.get(self._indicator_id))


def _choose(chooser: ChoiceBox, value: StrEnum) -> None:
    chooser.setCurrentIndex(chooser.findData(value))
