"""What is done about a finding, wherever it is seen: each is one undo step. What is typed is written before."""

from __future__ import annotations

from collections.abc import Collection

from tertialapp.check.findings import Finding
from tertialapp.check.repairing import all_mended
from tertialapp.model.waivers import Waiver
from tertialapp.ui.bridge import Bridge

GONE = "Fyndet finns inte längre."


def standing(bridge: Bridge, found: Finding) -> Finding | None:
    """A finding as it is at the moment; None when it is gone or somebody stands for it."""
    return next((each for each in bridge.marks.findings if each.key == found.key), None)


def mend(bridge: Bridge, found: Finding) -> bool:
    """Carry out the repair of a finding, made of the report of the moment; whether it was."""
    now = standing(bridge, found)
    repair = now.repair if now else None
    changes = repair.changes(bridge.report) if repair else {}
    if repair is None or not changes:
        bridge.told.emit(GONE if now is None else "Det här får du rätta själv.")
        return False
    with bridge.edit(repair.label) as edit:
        edit.take(changes)
    bridge.told.emit("Rättat. Ångra med Ctrl+Z.")
    return True


def mend_all(bridge: Bridge, rules: Collection[str]) -> int:
    """Mend all that some rules of form find; how many places that were."""
    made = all_mended(bridge.report, bridge.period_id, rules)
    if made.places:
        words = "ett ställe" if made.places == 1 else f"{made.places} ställen"
        with bridge.edit(f"Rätta form på {words}") as edit:
            edit.take(made.changes)
        bridge.told.emit(f"Rättat på {words}. Ångra med Ctrl+Z.")
    else:
        bridge.told.emit("Det finns inget att rätta i formen.")
    return made.places


def waive(bridge: Bridge, waiver: Waiver) -> None:
    """Take a reason in the report."""
    with bridge.edit("Motivera avvikelse") as edit:
        edit.put(waiver)
    bridge.told.emit("Avvikelsen är motiverad och räknas inte längre.")


def take_back(bridge: Bridge, waiver: Waiver) -> None:
    """Take a reason out of the report; its finding counts again, if it is there."""
    with bridge.edit("Ta tillbaka motivering") as edit:
        edit.remove(waiver)
    bridge.told.emit("Motiveringen är borttagen. Ångra med Ctrl+Z.")
