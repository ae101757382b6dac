"""Says why a finding is no mistake."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tertialapp.check.findings import Finding
from tertialapp.check.waiving import waiver_for
from tertialapp.model.waivers import Waiver
from tertialapp.ui.dialogs.signed import SignedDialog, Wording


class WaiveDialog(SignedDialog):
    """``waiver`` is what was said, once the dialog is accepted."""

    def __init__(self, found: Finding, sentence: str, period_id: str, parent: QWidget) -> None:
        self._found = found
        self._period_id = period_id
        wording = Wording(
            title="Motivera avvikelse",
            sentence=sentence,
            hint="Fyndet räknas inte och märks inte ut, tills något av de värden ändras som det gäller.",
            words="&Motivering",
            placeholder="Varför det är rätt som det står",
            button="Motivera",
            missing="Skriv varför det är rätt som det står.",
        )
        super().__init__(wording, parent)

    @property
    def waiver(self) -> Waiver | None:
        """The reason as a record."""
        said = self.signed
        if said is None:
            return None
        return waiver_for(self._found, self._period_id, said.words, said.person, said.day)
