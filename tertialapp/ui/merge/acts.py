"""Another copy is merged into the open report, beside the window; and what is asked when the file was changed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tertialapp.base.errors import BadFile
from tertialapp.document.document import Document
from tertialapp.document.merging import Outcome, carry_out, plan_merge
from tertialapp.document.publishing import ChangedFile
from tertialapp.merge.listing import counted
from tertialapp.merge.reports import Merged
from tertialapp.store.log import Received, receive
from tertialapp.ui.dialogs.ask import ask
from tertialapp.ui.times import when
from tertialapp.ui.work import wait_for

MERGE, ELSEWHERE = 0, 1
"""Answers about a file that was changed; anything else is to leave all as it is."""


def merge(window: QWidget, document: Document, path: Path) -> Outcome | None:
    """Merge a file into an open report; None when it is called off. Raises Refusal, and all is as before."""
    theirs = _received(window, path)
    while theirs is not None:
        plan = plan_merge(document, theirs)
        merged = wait_for(window, "Fogar samman", plan.merged)
        if merged is None:
            break
        assert isinstance(merged, Merged)
        if document.report is plan.report:  # else something was written meanwhile
            return carry_out(document, plan, merged)
    return None


def _received(window: QWidget, path: Path) -> Received | None:
    theirs = wait_for(window, "Läser filen", lambda _: receive(path))
    assert theirs is None or isinstance(theirs, Received)
    return theirs


def came_in(outcome: Outcome) -> str:
    """What a merge did, in a sentence."""
    left = counted(len(outcome.conflicts), len(outcome.notices))
    if outcome.known:
        return f"Kopian innehöll inget nytt{f': {left} sedan förut' if left else ''}."
    left += " sedan förut" if left and not outcome.asks else ""
    none = "ingen ändring" if outcome.part else "Ingen ändring"
    came = {0: none, 1: "1 ändring"}.get(outcome.changed, f"{outcome.changed} ändringar")
    alone = "" if outcome.ancestor else " Kopiorna har ingen gemensam historik."
    back = f"Delen från {outcome.part.person} är tillbaka: " if outcome.part else ""
    return f"{back}{', '.join(filter(None, (f'{came} kom in', left)))}.{alone}"


def ask_about_changed(window: QWidget, changed: ChangedFile) -> int:
    """Ask what to do with a file that somebody changed since it was opened. Raises Refusal if it can't be read."""
    try:
        theirs = _received(window, changed.path)
    except BadFile as fault:
        raise changed from fault
    if theirs is None:
        return -1
    return ask(
        window,
        f"”{changed.path.name}” har ändrats{_by_whom(theirs)} sedan du öppnade den.",
        "Foga samman tar in det som har ändrats i din rapport. Det ni båda har ändrat får du sedan "
        "välja mellan. Inget av ditt går förlorat, och allt går att ångra.",
        ("Foga samman och spara", "Spara under annat namn", "Avbryt"),
    )


def _by_whom(theirs: Received) -> str:
    """Who changed a file last, and when, as far as it tells."""
    if not theirs.lineage.edits:
        return ""
    last = theirs.lineage.edits[-1]
    try:
        moment = datetime.fromisoformat(last.at).astimezone()
    except (ValueError, OverflowError):
        return f" av {last.actor}"
    return f" av {last.actor} {when(moment)}"
