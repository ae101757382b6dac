"""Proposes the points to decide that the report's data call for; those that are marked are added."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from tertialapp.document.points import add_points
from tertialapp.model.decision_proposals import Proposal
from tertialapp.model.decisions import Decision
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.dialogs.checked_lines import CheckedLines
from tertialapp.ui.fitting import resize_within_screen

_HINT = (
    "Punkterna följer det som de gäller: ändras ett belopp eller ett årsmål gör texten det också."
)
_UNSURE = " De omarkerade jämförs med ett annat år och är osäkra."


class ProposePointsDialog(QDialog):
    """Accepting adds the marked points, in one undo step; ``added`` are their keys."""

    def __init__(self, bridge: Bridge, proposed: Sequence[Proposal], parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.added: list[str] = []
        self.setWindowTitle("Föreslå beslutspunkter")
        resize_within_screen(self, 760, 520)
        count = len(proposed)
        said = QLabel(
            "En punkt saknas bland besluten:"
            if count == 1
            else f"{count} punkter saknas bland besluten:"
        )
        self.list = CheckedLines("Punkter som saknas")
        for each in proposed:
            self.list.add_line(each.point.text, each.why, each.point, checked=each.sure)
        hint = QLabel(_HINT if all(each.sure for each in proposed) else f"{_HINT}{_UNSURE}")
        hint.setProperty("muted", True)
        hint.setWordWrap(True)
        self.list.setAccessibleDescription(hint.text())
        buttons = QDialogButtonBox()
        self._accept = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Avbryt", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._add)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(said)
        layout.addWidget(self.list, 1)
        layout.addWidget(hint)
        layout.addWidget(buttons)
        self.list.itemChanged.connect(lambda _: self._count())
        self.list.setCurrentRow(0)
        self._count()

    def _count(self) -> None:
        count = sum(1 for _ in self.list.checked())
        words = "en punkt" if count == 1 else f"{count} punkter"
        self._accept.setText(f"Lägg till {words}" if count else "Lägg till")
        self._accept.setEnabled(bool(count))

    def _add(self) -> None:
        points = [each for each in self.list.checked() if isinstance(each, Decision)]
        with self._bridge.edit("Lägg till beslutspunkter") as edit:
            add_points(edit, points)
        if edit.made:
            self.added = [point.id for point in points]
            self.accept()
