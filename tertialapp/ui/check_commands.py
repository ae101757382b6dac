"""Commands on what the checks find, from menu and keys alike: the panel's marked finding is meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog

from tertialapp.check.findings import Finding
from tertialapp.check.listing import told
from tertialapp.check.repairing import FORM_RULES, all_mended
from tertialapp.model.places import Place
from tertialapp.model.report import Report
from tertialapp.ui.actions import FINDING_COMMANDS
from tertialapp.ui.finding_acts import mend
from tertialapp.ui.findings.lines import Line
from tertialapp.ui.workspace import Workspace

if TYPE_CHECKING:
    from tertialapp.ui.findings.panel import FindingPanel


class CheckCommands(QObject):
    """Acts for the open report."""

    wanted = Signal()
    """The panel is to be shown."""

    def __init__(self, workspace: Workspace, actions: Mapping[str, QAction]) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._actions = actions
        self._panel: FindingPanel | None = None
        workspace.checks_made.connect(self._meet_panel)
        workspace.outline.counted.connect(self.show_here)
        workspace.bridge.reason_wanted.connect(self._waive_wanted)
        workspace.bridge.locked_changed.connect(self.enable)
        workspace.bridge.errors_wanted.connect(self.show_errors)

    def _meet_panel(self, panel: FindingPanel) -> None:
        """Give the panel its menu when it is first shown."""
        self._panel = panel
        below = [self._actions[key] for key in ("mend", "waive", "unwaive")]
        panel.offer(below, [self._actions[key] for key in FINDING_COMMANDS])
        panel.list.mended.connect(self.mend)
        panel.list.taken_back.connect(self.take_back)
        panel.marked.connect(self.enable)
        self.enable()

    def _shown(self) -> FindingPanel:
        if self._panel is None or not self._panel.isVisible():
            self.wanted.emit()
        assert self._panel is not None
        return self._panel

    def enable(self) -> None:
        """Offer just what can be done about the marked finding."""
        line = self._panel.line if self._panel else None
        may = not self._workspace.bridge.read_only
        for key, offered in _offered(line).items():
            self._actions[key].setEnabled(may and offered)
        self._actions["mend_forms"].setEnabled(may)

    def _may_write(self) -> bool:
        """Whether anything may be done about findings; it is said why not."""
        why = self._workspace.bridge.read_only
        if why:
            self._workspace.told.emit(why)
        return not why

    # -- where they are -------------------------------------------------------------------------

    def show(self) -> None:
        """Show the findings, with the cursor among them."""
        self._shown().list.setFocus()

    def show_here(self) -> None:
        """Show the findings with the first of the shown place marked."""
        if self._workspace.place is not None and self._workspace.leave():
            self._shown().show_all_at(self._workspace.place)
            self.show()

    def show_errors(self, part: Place | None) -> None:
        """Show the errors alone, with the first of a part of the report marked."""
        self._shown().show_errors(part)
        self.show()

    def step(self, step: int) -> None:
        """Go to the next or the previous finding."""
        if self._workspace.leave():
            self._workspace.told.emit(self._shown().step(step))

    # -- what is done ---------------------------------------------------------------------------

    def _found(self) -> Finding | None:
        """The marked finding, once all that is being typed is written."""
        panel = self._shown()
        if not self._may_write() or not self._workspace.leave():
            return None
        line = panel.line
        return line.finding if line is not None and line.waiver is None else None

    def mend(self) -> None:
        """Mend the marked finding."""
        found, before = self._found(), self._workspace.bridge.report
        if found is not None and mend(self._workspace.bridge, found):
            self._say_done("Rättat.", before)

    def mend_kind(self) -> None:
        """Mend all that the marked finding's rule of form finds."""
        found = self._found()
        if found is not None and found.rule in FORM_RULES:
            self._mend_all(frozenset((found.rule,)))

    def mend_forms(self) -> None:
        """Mend all that the rules of form find."""
        if self._may_write() and self._workspace.leave():
            self._mend_all(FORM_RULES)

    def _mend_all(self, rules: frozenset[str]) -> None:
        bridge = self._workspace.bridge
        before = bridge.report
        made = all_mended(before, bridge.period_id, rules)
        if not made.places:
            bridge.told.emit("Det finns inget att rätta i formen.")
            return
        words = "ett ställe" if made.places == 1 else f"{made.places} ställen"
        with bridge.edit(f"Rätta form på {words}") as edit:
            edit.take(made.changes)
        self._say_done(f"Rättat på {words}.", before)

    def _say_done(self, done: str, before: Report) -> None:
        """Say what was done, unless it could not be written to disk, which has been told."""
        if self._workspace.bridge.report is before:
            return
        if self._panel is not None:
            self._panel.renew()
        self._workspace.told.emit(f"{done} Ångra med Ctrl+Z.")

    def waive(self) -> None:
        """Ask why the marked finding is no mistake."""
        found = self._found()
        if found is not None:
            self._waive(found)

    def _waive_wanted(self, found: Finding) -> None:
        if self._may_write():
            self._waive(found)

    def _waive(self, found: Finding) -> None:
        """Ask why a finding is no mistake."""
        from tertialapp.ui.dialogs.waive import WaiveDialog

        bridge = self._workspace.bridge
        standing = {each.key for each in bridge.marks.findings}
        if found.key not in standing:
            bridge.told.emit("Fyndet finns inte längre.")
            return
        window = self._workspace.window()
        dialog = WaiveDialog(found, told(bridge.report, found), bridge.period_id, window)
        before, made = bridge.report, False
        while not made and dialog.exec() == QDialog.DialogCode.Accepted and dialog.waiver:
            with bridge.edit(
                "Motivera avvikelse"
            ) as edit:  # what can't be written is asked for again
                edit.put(dialog.waiver)
            made = edit.made
        dialog.deleteLater()
        self._say_done("Avvikelsen är motiverad och räknas inte längre.", before)

    def take_back(self) -> None:
        """Take back the reason of the marked line."""
        panel = self._shown()
        line = panel.line
        if line is not None and line.waiver is not None and self._may_write():
            before = self._workspace.bridge.report
            with self._workspace.bridge.edit("Ta tillbaka motivering") as edit:
                edit.remove(line.waiver)
            self._say_done("Motiveringen är borttagen.", before)


def _offered(line: Line | None) -> dict[str, bool]:
    """What can be done about a line, by command."""
    finding = line.finding if line and line.waiver is None else None
    return {
        "mend": line is not None and line.is_repairable,
        "mend_kind": finding is not None and finding.rule in FORM_RULES,
        "waive": finding is not None,
        "unwaive": line is not None and line.waiver is not None,
    }
