"""Questions with buttons in Swedish, and one sentence when something can't be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMessageBox, QWidget


def ask(parent: QWidget, question: str, details: str, answers: Sequence[str]) -> int:
    """Ask; gives the place of the chosen answer. The first is the default, the last is also Esc."""
    box = QMessageBox(parent)
    box.setWindowTitle("Tertialapp")
    box.setText(question)
    box.setInformativeText(details)
    roles = QMessageBox.ButtonRole
    buttons = [
        box.addButton(
            answer,
            roles.AcceptRole
            if not at
            else roles.RejectRole
            if at == last
            else roles.DestructiveRole,
        )
        for last in [len(answers) - 1]
        for at, answer in enumerate(answers)
    ]
    box.setDefaultButton(buttons[0])
    box.setEscapeButton(buttons[-1])
    box.exec()
    return buttons.index(box.clickedButton())  # type: ignore[arg-type]


def tell(parent: QWidget, sentence: str) -> None:
    """Say in one sentence why something can't be done."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Tertialapp", sentence, parent=parent)
    box.addButton("Stäng", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
