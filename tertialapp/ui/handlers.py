"""What the commands do that are about the open report alone; nothing while there is none."""

from __future__ import annotations

from collections.abc import Callable

from tertialapp.model.goals import Level
from tertialapp.ui.check_commands import CheckCommands
from tertialapp.ui.decision_commands import DecisionCommands
from tertialapp.ui.report_commands import ReportCommands
from tertialapp.ui.workspace import Workspace

Handlers = dict[str, Callable[[], object]]
"""Acts by the keys of their commands."""


def report_handlers(commands: Callable[[], ReportCommands | None]) -> Handlers:
    """The acts of the menu Rapport on what the report consists of."""

    def in_report(act: Callable[[ReportCommands], object]) -> Callable[[], object]:
        return lambda: act(found) if (found := commands()) else None

    return {
        "add_direction": in_report(lambda report: report.add_goal(Level.DIRECTION)),
        "add_area": in_report(lambda report: report.add_goal(Level.AREA)),
        "add_board": in_report(lambda report: report.add_goal(Level.BOARD)),
        "add_section": in_report(lambda report: report.add_section()),
        "add_appendix": in_report(lambda report: report.add_appendix()),
        "summary": in_report(lambda report: report.go_to_summary()),
        "rename": in_report(lambda report: report.rename()),
        "up": in_report(lambda report: report.move(-1)),
        "down": in_report(lambda report: report.move(1)),
        "remove": in_report(lambda report: report.remove()),
        "instruction": in_report(lambda report: report.edit_instruction()),
    }


def decision_handlers(workspace: Callable[[], Workspace | None]) -> Handlers:
    """The acts on points to decide."""

    def decided(act: Callable[[DecisionCommands], object]) -> Callable[[], object]:
        return lambda: act(DecisionCommands(found)) if (found := workspace()) else None

    return {
        "counterpart": decided(lambda points: points.go_to_counterpart()),
        "propose_points": decided(lambda points: points.propose()),
        "wordings": decided(lambda points: points.edit_wordings()),
    }


def check_handlers(commands: Callable[[], CheckCommands | None]) -> Handlers:
    """The acts of the menu Kontroll."""

    def in_checks(act: Callable[[CheckCommands], object]) -> Callable[[], object]:
        return lambda: act(found) if (found := commands()) else None

    return {
        "next_finding": in_checks(lambda checks: checks.step(1)),
        "previous_finding": in_checks(lambda checks: checks.step(-1)),
        "findings_here": in_checks(lambda checks: checks.show_here()),
        "mend": in_checks(lambda checks: checks.mend()),
        "mend_kind": in_checks(lambda checks: checks.mend_kind()),
        "mend_forms": in_checks(lambda checks: checks.mend_forms()),
        "waive": in_checks(lambda checks: checks.waive()),
        "unwaive": in_checks(lambda checks: checks.take_back()),
    }
