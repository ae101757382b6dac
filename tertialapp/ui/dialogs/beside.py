"""The dialogs that stay open beside the window: made when first asked for, gone with their report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from tertialapp.ui.merge.undecided import Undecided
from tertialapp.ui.old_values import OldValues
from tertialapp.ui.workspace import Workspace

# Imported when they are asked for: the window shall not wait for them.
if TYPE_CHECKING:
    from tertialapp.exchange.ils import Remark
    from tertialapp.ui.dialogs.old_values import OldValuesDialog
    from tertialapp.ui.dialogs.proof import ProofDialog
    from tertialapp.ui.dialogs.search_report import SearchReportDialog
    from tertialapp.ui.dialogs.texts import TextDialog
    from tertialapp.ui.history.dialog import HistoryDialog
    from tertialapp.ui.history.versions import VersionsDialog
    from tertialapp.ui.merge.dialog import ConflictsDialog


class DialogsBeside:
    """Those of one open report; None where nobody has asked for one yet."""

    def __init__(
        self, workspace: Workspace, old_values: OldValues, undecided: Undecided, window: QWidget
    ) -> None:
        self._workspace = workspace
        self.undecided = undecided
        self._old_values = old_values
        self._window = window
        self.remarks: TextDialog | None = None
        self.search: SearchReportDialog | None = None
        self.proof: ProofDialog | None = None
        self.history: HistoryDialog | None = None
        self.versions: VersionsDialog | None = None
        self.conflicts: ConflictsDialog | None = None
        self.old_list: OldValuesDialog | None = None

    def show_remarks(self, name: str, remarks: list[Remark]) -> None:
        """Show what was worth a look when a report was read in."""
        from tertialapp.ui.dialogs.texts import TextDialog

        lines = [
            f"Rad {remark.line}: {remark.message}" if remark.line else remark.message
            for remark in remarks
        ]
        sentence = (
            f"{name} är inläst. {len(lines)} ställen är värda att titta på. "
            "Fönstret kan vara öppet medan du arbetar, och finns sedan under Rapport."
        )
        title = "Anmärkningar från inläsningen"
        self.remarks = TextDialog(title, sentence, "\n".join(lines), self._window)
        self.remarks.show()

    def search_report(self) -> None:
        """Find and replace in the whole report."""
        from tertialapp.ui.dialogs.search_report import SearchReportDialog

        if self.search is None:
            self.search = SearchReportDialog(
                self._workspace.bridge, self._workspace.leave, self._window
            )
        _turn_to(self.search)
        self.search.words.setFocus()
        self.search.words.selectAll()

    def prove(self, standard: str = "") -> None:
        """Show what is checked of the PDF: of one of STANDARDS, or of the one chosen last."""
        from tertialapp.ui.dialogs.proof import ProofDialog

        if self.proof is None:
            self.proof = ProofDialog(self._workspace.bridge, self._workspace.leave, self._window)
        if standard:
            self.proof.choose(standard)
        _turn_to(self.proof)
        self.proof.tree.setFocus()

    def list_old_values(self) -> None:
        """Show the texts that say a value which has changed under them."""
        from tertialapp.ui.dialogs.old_values import OldValuesDialog

        if self.old_list is None:
            self.old_list = OldValuesDialog(
                self._workspace.bridge, self._old_values, self._workspace.leave, self._window
            )
        _turn_to(self.old_list)
        self.old_list.lines.setFocus()

    def show_history(self) -> None:
        """Show who changed what, first of what is marked on the page."""
        from tertialapp.ui.history.dialog import HistoryDialog

        page = self._workspace.page
        spot = page.spot if page is not None else None
        if not self._workspace.leave():
            return
        if self.history is None:
            self.history = HistoryDialog(
                self._workspace.bridge, self._workspace.leave, self._window
            )
        self.history.show_for(spot)
        self.history.activateWindow()
        self.history.list.setFocus()

    def show_versions(self) -> None:
        """Show what the board has got, and what has changed since."""
        from tertialapp.ui.history.versions import VersionsDialog

        if not self._workspace.leave():
            return
        if self.versions is None:
            self.versions = VersionsDialog(
                self._workspace.bridge, self._workspace.leave, self._window
            )
        _turn_to(self.versions)
        self.versions.list.setFocus()

    def show_conflicts(self) -> None:
        """Show what merges have left to decide."""
        from tertialapp.ui.merge.dialog import ConflictsDialog

        if not self._workspace.leave():
            return
        if self.conflicts is None:
            self.conflicts = ConflictsDialog(
                self._workspace.bridge, self.undecided, self._workspace.leave, self._window
            )
        _turn_to(self.conflicts)
        self.conflicts.list.setFocus()

    def close(self) -> None:
        """Close them all, for good."""
        seldom = (self.remarks, self.search, self.proof, self.old_list)
        made = (*seldom, self.history, self.versions, self.conflicts)
        for dialog in filter(None, made):
            dialog.close()
            dialog.deleteLater()


def _turn_to(dialog: QDialog) -> None:
    dialog.show()
    dialog.activateWindow()
