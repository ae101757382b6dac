"""A part is sent out as a file of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from tertialapp.base.days import today
from tertialapp.base.errors import Refusal
from tertialapp.document.parts import Sending, send_part
from tertialapp.model.overview import full_name, place_name
from tertialapp.model.part_words import sent_by_place
from tertialapp.model.places import OVERVIEW
from tertialapp.store.file import SUFFIX
from tertialapp.ui.dialogs import files
from tertialapp.ui.dialogs.ask import tell
from tertialapp.ui.parts.dialog import SendPartDialog
from tertialapp.ui.workspace import Workspace


def send(window: QWidget, workspace: Workspace) -> None:
    """Ask to whom and where, and write the file of the goal or section that is shown."""
    place = workspace.place
    if place is None or place == OVERVIEW:
        workspace.told.emit("Välj först ett mål eller avsnitt i trädet.")
        return
    document = workspace.bridge.document
    report = document.report
    owner = getattr(report.table(place.table)[place.key], "owner", "")
    said = sent_by_place(report, today()).get(place, "")
    dialog = SendPartDialog(place, full_name(report, place), owner, said, window)
    try:
        while dialog.exec() == QDialog.DialogCode.Accepted and dialog.sending:
            if _settled(window, workspace, dialog.sending):
                return
    finally:
        dialog.deleteLater()


def _settled(window: QWidget, workspace: Workspace, sending: Sending) -> bool:
    """Ask where, and write the file, unless that is called off; False when it can't be, which is said."""
    document = workspace.bridge.document
    report, place = document.report, sending.place
    base = document.path or Path.home() / f"{report.setup.board}{SUFFIX}"
    name = files.file_name(f"{base.stem} {place_name(report, place)} till {sending.person}")
    target = files.ask_part(window, base.with_name(f"{name}{SUFFIX}"))
    if target is None:
        return True
    try:
        part = send_part(document, sending, target, replace=True)
    except Refusal as refusal:
        tell(window, str(refusal))
        return False
    workspace.told.emit(f"Delen till {part.person} är sparad i {target.name}.")
    return True
