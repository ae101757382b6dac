"""What the commands do that are about one part of the window alone; nothing while it is not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from tertialapp.model.goals import Level
from tertialapp.model.places import OVERVIEW
from tertialapp.ui.check_commands import CheckCommands
from tertialapp.ui.decision_commands import DecisionCommands
from tertialapp.ui.dialogs.beside import DialogsBeside
from tertialapp.ui.export_commands import ExportCommands, Prove
from tertialapp.ui.focus import do_at_focus, menu_at_focus
from tertialapp.ui.report_commands import ReportCommands
from tertialapp.ui.workspace import Workspace

Handlers = dict[str, Callable[[], object]]
"""Acts by the keys of their commands."""
_Part = TypeVar("_Part")


def _of(
    part: Callable[[], _Part | None],
) -> Callable[[Callable[[_Part], object]], Callable[[], object]]:
    """Makes acts of what is done to a part of the window."""

    def made(act: Callable[[_Part], object]) -> Callable[[], object]:
        return lambda: act(there) if (there := part()) is not None else None

    return made


def focus_handlers() -> Handlers:
    """The acts on whatever has the cursor."""
    return {
        "cut": partial(do_at_focus, "cut"),
        "copy": partial(do_at_focus, "copy"),
        "paste": partial(do_at_focus, "paste"),
        "insert_value": partial(do_at_focus, "ask_value"),
        "insert_picture": partial(do_at_focus, "ask_picture"),
        "find": partial(do_at_focus, "find_words"),
        "replace": partial(do_at_focus, "replace_words"),
        "context_menu": menu_at_focus,
    }


def workspace_handlers(workspace: Callable[[], Workspace | None]) -> Handlers:
    """The acts of going from place to place."""
    act = _of(workspace)
    return {
        "next_empty": act(lambda space: space.go_to_next_empty()),
        "overview": act(lambda space: space.go_to(OVERVIEW)),
        "filter": act(lambda space: space.panel.words.setFocus()),
        "back": act(lambda space: space.go_along(-1)),
        "forward": act(lambda space: space.go_along(1)),
        "next_part": act(lambda space: space.focus_next(1)),
        "previous_part": act(lambda space: space.focus_next(-1)),
        "unfold": act(lambda space: space.outline.expandAll()),
        "fold": act(lambda space: space.outline.collapseAll()),
    }


def dialog_handlers(dialogs: Callable[[], DialogsBeside | None]) -> Handlers:
    """The acts that show a dialog which stays open beside the window."""
    act = _of(dialogs)
    return {
        "search_report": act(lambda beside: beside.search_report()),
        "versions": act(lambda beside: beside.show_versions()),
        "history": act(lambda beside: beside.show_history()),
        "conflicts": act(lambda beside: beside.show_conflicts()),
        "old_values": act(lambda beside: beside.list_old_values()),
        "remarks": act(lambda beside: beside.remarks.show() if beside.remarks else None),
    }


def export_handlers(workspace: Callable[[], Workspace | None], prove: Prove) -> Handlers:
    """The acts of writing PDFs."""
    act = _of(workspace)
    return {
        "export": act(lambda space: ExportCommands(space, prove).export()),
        "export_draft": act(lambda space: ExportCommands(space, prove).export(draft=True)),
        "export_part": act(lambda space: ExportCommands(space, prove).export_part()),
    }


def report_handlers(commands: Callable[[], ReportCommands | None]) -> Handlers:
    """The acts of the menu Rapport on what the report consists of."""
    act = _of(commands)
    return {
        "add_direction": act(lambda report: report.add_goal(Level.DIRECTION)),
        "add_area": act(lambda report: report.add_goal(Level.AREA)),
        "add_board": act(lambda report: report.add_goal(Level.BOARD)),
        "add_section": act(lambda report: report.add_section()),
        "add_appendix": act(lambda report: report.add_appendix()),
        "summary": act(lambda report: report.go_to_summary()),
        "rename": act(lambda report: report.rename()),
        "up": act(lambda report: report.move(-1)),
        "down": act(lambda report: report.move(1)),
        "remove": act(lambda report: report.remove()),
        "instruction": act(lambda report: report.edit_instruction()),
        "details": act(lambda report: report.edit_details()),
        "own_words": act(lambda report: report.edit_own_words()),
    }


def decision_handlers(workspace: Callable[[], Workspace | None]) -> Handlers:
    """The acts on points to decide."""
    act = _of(workspace)
    return {
        "counterpart": act(lambda space: DecisionCommands(space).go_to_counterpart()),
        "propose_points": act(lambda space: DecisionCommands(space).propose()),
        "wordings": act(lambda space: DecisionCommands(space).edit_wordings()),
    }


def check_handlers(commands: Callable[[], CheckCommands | None]) -> Handlers:
    """The acts of the menu Kontroll."""
    act = _of(commands)
    return {
        "next_finding": act(lambda checks: checks.step(1)),
        "previous_finding": act(lambda checks: checks.step(-1)),
        "findings_here": act(lambda checks: checks.show_here()),
        "mend": act(lambda checks: checks.mend()),
        "mend_kind": act(lambda checks: checks.mend_kind()),
        "mend_forms": act(lambda checks: checks.mend_forms()),
        "waive": act(lambda checks: checks.waive()),
        "unwaive": act(lambda checks: checks.take_back()),
    }


def help_handlers(window: QWidget) -> Handlers:
    """The acts of the menu Hjälp."""

    def keys() -> None:
        from tertialapp.ui.actions import all_keys
        from tertialapp.ui.dialogs.texts import KeysDialog

        KeysDialog(all_keys(), window).exec()

    def about() -> None:
        from tertialapp.ui.dialogs.texts import TextDialog

        TextDialog("Om Tertialapp", "Tertialapp", _ABOUT, window).exec()

    return {"keys": keys, "about": about}


_ABOUT = (
    "Tertialapp – nämndens tertialrapport, skriven utan uppkoppling.\n"
    "Typsnitt i PDF: Source Sans 3 (SIL Open Font License)."
)
