"""Commands on what is printed: the PDF of the report or a part of it, and what is asked when errors stand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from tertialapp.check.listing import errors_within, not_mended, told
from tertialapp.model.overview import place_name
from tertialapp.model.places import OVERVIEW, Place
from tertialapp.ui.dialogs import files
from tertialapp.ui.dialogs.ask import ask
from tertialapp.ui.workspace import Workspace

_MOST_TOLD = 3
"""So many errors are told in the question; the rest are in Kontroll."""
Prove = Callable[[str], object]
"""Shows what was checked of the PDF of a standard."""


class ExportCommands:
    """Acts for the open report, in the period that is shown."""

    def __init__(self, workspace: Workspace, prove: Prove) -> None:
        self._workspace = workspace
        self._prove = prove

    def export(self, *, draft: bool = False) -> None:
        """Ask where, and write the PDF; a draft is marked as one."""
        # A draft is passed round so that its errors are found.
        if self._workspace.leave() and (draft or self._may_have_errors(None)):
            self._export(files.suggested(self._workspace.bridge, ".pdf"), draft=draft)

    def export_part(self) -> None:
        """As ``export``, of the goal or section that is shown."""
        if not self._workspace.leave():
            return
        place = self._workspace.place
        if place is None or place == OVERVIEW:
            self._workspace.told.emit("Välj först ett mål eller avsnitt i trädet.")
            return
        if self._may_have_errors(place):
            bridge = self._workspace.bridge
            whole = files.suggested(bridge, ".pdf")
            name = files.file_name(place_name(bridge.report, place))
            self._export(whole.with_name(f"{whole.stem} {name}.pdf"), part=place)

    def _may_have_errors(self, part: Place | None) -> bool:
        """Whether what is exported has no errors that stand, or its user would have it all the same."""
        bridge = self._workspace.bridge
        errors = errors_within(bridge.report, bridge.marks.findings, part)
        if not errors:
            return True
        said = [f"• {told(bridge.report, found)}" for found in errors[:_MOST_TOLD]]
        more = len(errors) - len(said)
        if more:
            said.append(f"… och {more} till.")
        answers = ("Visa felen", "Exportera ändå", "Avbryt")
        window = self._workspace.window()
        answer = ask(window, not_mended(len(errors)), "\n".join(said), answers)
        if answer == 0:
            bridge.errors_wanted.emit(part)
        return answer == 1

    def _export(self, suggestion: Path, *, draft: bool = False, part: Place | None = None) -> None:
        from tertialapp.ui.export import export_pdf

        window = self._workspace.window()
        chosen = files.ask_export(window, suggestion)
        if chosen:
            bridge, (target, standard) = self._workspace.bridge, chosen
            export_pdf(
                bridge.report,
                bridge.period_id,
                target,
                standard,
                window,
                prove=partial(self._prove, standard),
                draft=draft,
                part=part,
            )
